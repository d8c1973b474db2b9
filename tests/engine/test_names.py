"""Names of layers: any script's letters are taken, and what is written with them is Python that runs."""

import ast
import json
import types
import unicodedata
from dataclasses import replace

import numpy as np
import pytest

from engine import Debugger, ExperimentError, load
from engine.interchange.documents import experiment_file
from engine.interchange.models.names import python_name
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.weights import tensors, write_tensors

NAMES = [
    "h₁",
    "x²",
    "ﬁ",
    "fi",
    "ℌ",
    "ª",
    "class",
    "inputs",
    "की",
    "का",
    "_",
    "t1",
    "छिपी परत",
    "h 1",
    "h_1",
    "v_class",
    "隠れ層",
    "Ω",
]


def named(first: str, second: str):
    """XOR with two names of the person's."""
    xor = load("xor")
    new = {"h": first, "y": second}
    nodes = tuple(replace(node, id=new.get(node.id, node.id)) for node in xor.network.nodes)
    wires = tuple(
        replace(wire, source=new.get(wire.source, wire.source), target=new.get(wire.target, wire.target))
        for wire in xor.network.wires
    )
    return replace(xor, network=replace(xor.network, nodes=nodes, wires=wires), parameters={})


def test_names_are_identifiers_and_differ_for_python():
    taken = {"inputs"}
    made = [python_name(name, taken) for name in NAMES]
    assert all(name.isidentifier() for name in made)
    assert len({unicodedata.normalize("NFKC", name) for name in [*made, "inputs"]}) == len(NAMES) + 1
    assert made[NAMES.index("की")] == "की", "a word of another script stays that word"


@pytest.mark.parametrize(("first", "second"), list(zip(NAMES[::2], NAMES[1::2], strict=True)))
def test_scripts_with_such_names_run_and_agree(first, second):
    experiment = named(first, second)
    debugger = Debugger(experiment_file.parse(json.dumps(experiment_file.document_of(experiment))))
    debugger.run(3)
    tree = ast.parse(pytorch_script(experiment))
    assert any(isinstance(node, ast.ClassDef) for node in tree.body)
    script = types.ModuleType("script")
    exec(compile(numpy_script(experiment), "script.py", "exec"), script.__dict__)  # noqa: S102
    assert np.allclose(list(script.train(3)), debugger.series.view("loss"), rtol=1e-12)
    assert len(tensors(write_tensors(experiment, None), "file")) == len(debugger.program.parameters)


@pytest.mark.parametrize("name", ["h\n", "1h", "", "a-b", "a\u2028b", "a\u202eb"])
def test_what_is_no_name_is_refused(name):
    document = experiment_file.document_of(named("h", "y"))
    document["network"]["nodes"][1]["id"] = name
    with pytest.raises(ExperimentError, match="not a valid name"):
        experiment_file.parse(json.dumps(document))


@pytest.mark.parametrize("name", ["target", "loss", "step", "learning rate", "c1", "c2"])
def test_a_name_of_the_step_itself_is_told(name):
    xor = replace(load("xor"), optimizer=replace(load("xor").optimizer, name="adam", settings={}))
    nodes = tuple(replace(node, id=name if node.id == "x" else node.id) for node in xor.network.nodes)
    wires = tuple(replace(wire, source=name if wire.source == "x" else wire.source) for wire in xor.network.wires)
    experiment = replace(xor, network=replace(xor.network, nodes=nodes, wires=wires), parameters={})
    with pytest.raises(ExperimentError, match=r"used by the training step itself.*another name"):
        Debugger(experiment)
