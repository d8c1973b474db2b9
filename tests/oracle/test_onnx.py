"""The exported ONNX model, run by ONNX's own reference evaluator."""

import os
from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Wire, load
from engine.insight.moment.predict import Predictor
from engine.interchange.documents.examples import EXAMPLES
from engine.interchange.models.exports import export
from engine.interchange.models.model_import import parts
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.weights import read_tensors
from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYER_TYPES
from engine.program.check import check
from tests import layer_types

if os.environ.get("CI"):
    import onnx
else:
    onnx = pytest.importorskip("onnx")
from onnx.reference import ReferenceEvaluator  # noqa: E402


def answers(content, inputs):
    return ReferenceEvaluator(onnx.load_from_string(content)).run(None, {"inputs": inputs})[0]


def close(experiment, learned, tolerance=1e-12):
    inputs = check(experiment).table.inputs[:5]
    wanted = Predictor(experiment, inputs)(learned)
    for double, near in ((True, tolerance), (False, 3e-5)):
        found = answers(onnx_bytes(experiment, learned, double), inputs.astype(float if double else np.float32))
        assert found.shape == wanted.shape
        assert np.abs(found - wanted).max() <= near * max(1.0, np.abs(wanted).max())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_answers_of_a_trained_example(name):
    experiment = load(name)
    debugger = Debugger(experiment)
    debugger.run(10)
    close(experiment, debugger.learned())


@pytest.mark.parametrize("name", [row.name for row in LAYER_TYPES.values() if row.takes.positions])
def test_every_layer_over_positions(name):
    experiment = layer_types.around(LAYER_TYPES[name])
    close(experiment, Debugger(experiment).learned())


def test_every_output_of_several_losses():
    experiment = load("two-losses")
    debugger = Debugger(experiment)
    debugger.run(10)
    learned, inputs = debugger.learned(), check(experiment).table.inputs[:5]
    predictor = Predictor(experiment, inputs)
    predictor.take(learned)
    model = onnx.load_from_string(onnx_bytes(experiment, learned, True))
    assert [output.name for output in model.graph.output] == ["outputs", "outputs_r"]
    found = ReferenceEvaluator(model).run(None, {"inputs": inputs})
    for mine, wanted in zip(found, predictor.ends(0).values(), strict=True):
        assert np.abs(mine - wanted).max() <= 1e-12


KINDS = {
    "batch-norm": {"Gemm", "BatchNormalization", "Tanh", "Sigmoid"},
    "digits-cnn": {"Reshape", "Conv", "Relu", "MaxPool", "Flatten", "Gemm"},
    "xor": {"Gemm", "Tanh", "Sigmoid"},
}


@pytest.mark.parametrize("name", KINDS)
def test_it_is_written_as_an_engineer_expects(name):
    model = onnx.load_from_string(onnx_bytes(load(name)))
    assert {node.op_type for node in model.graph.node} == KINDS[name]
    assert len(model.graph.node) <= 20
    assert {made.data_type for made in model.graph.initializer} <= {onnx.TensorProto.FLOAT, onnx.TensorProto.INT64}
    names = {made.name for made in model.graph.initializer}
    assert set(load(name).parameters) <= names


@pytest.mark.parametrize("causal", [False, True])
def test_heads_of_attention(causal):
    network = layer_types.around(LAYER_TYPES["attention"]).network
    layer = replace(network.node("layer"), settings={"heads": 5, "causal": causal})
    experiment = replace(layer_types.around(LAYER_TYPES["attention"]), network=network.with_node(layer))
    close(experiment, Debugger(experiment).learned())


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation(name):
    network = load("xor").network
    hidden = replace(network.node("h"), activation=Choice(name))
    experiment = replace(load("xor"), network=network.with_node(hidden))
    # The reference evaluator knows erf to 1e-8 only.
    close(experiment, Debugger(experiment).learned(), 1e-8 if name == "gelu_exact" else 1e-12)


def test_joins_norms_look_ups_and_learned_states():
    nodes = (
        Node("x", "input", 1),
        Node("e", "embedding", 3, settings={"classes": 4}),
        Node("o", "one_hot", 4),
        Node("h", "lstm", 5, settings={"learned_state": True}),
        Node("r", "rnn", 5, Choice("relu")),
        Node("s", "add", 5),
        Node("p", "multiply", 5),
        Node("c", "concat", 10),
        Node("n", "layer_norm", 10, Choice("tanh")),
        Node("d", "dropout", 10),
        Node("y", "dense", 4),
    )
    wires = (
        Wire("x", "e", "direct"),
        Wire("x", "o", "direct"),
        Wire("e", "h"),
        Wire("o", "h"),
        Wire("e", "r"),
        Wire("h", "s", "direct"),
        Wire("r", "s", "direct"),
        Wire("h", "p", "direct"),
        Wire("r", "p", "direct"),
        Wire("s", "c", "direct"),
        Wire("p", "c", "direct"),
        Wire("c", "n", "direct"),
        Wire("n", "d", "direct"),
        Wire("d", "y"),
    )
    experiment = Experiment(Network(nodes, wires), Choice("hello", {"encoding": "number"}), Choice("cross_entropy"))
    debugger = Debugger(experiment)
    debugger.run(3)
    close(experiment, debugger.learned())


def test_it_takes_any_number_of_samples_and_is_written_to_a_file(tmp_path):
    path = tmp_path / "xor.onnx"
    export(load("xor"), "onnx", path)
    for count in (1, 7):
        assert answers(path.read_bytes(), np.zeros((count, 2), np.float32)).shape == (count, 1)


def test_without_the_package_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    with pytest.raises(ExperimentError, match=r"not installed.*pip install"):
        onnx_bytes(load("xor"))


def test_an_onnx_file_is_refused_with_lines_that_take_its_weights_out(tmp_path, monkeypatch):
    rows = np.random.default_rng(0).normal(size=(3, 2)).astype(np.float32)
    weight, bias = onnx.numpy_helper.from_array(rows, "fc.weight"), onnx.numpy_helper.from_array(rows[:, 0].copy(), "fc.bias")
    gemm = onnx.helper.make_node("Gemm", ["x", "fc.weight", "fc.bias"], ["y"], transB=1)
    ends = [onnx.helper.make_tensor_value_info(name, 1, [None, size]) for name, size in (("x", 2), ("y", 3))]
    graph = onnx.helper.make_graph([gemm], "g", ends[:1], ends[1:], [weight, bias])
    onnx.save(onnx.helper.make_model(graph), tmp_path / "a.onnx")
    export(load("xor"), "onnx", tmp_path / "own.onnx")
    monkeypatch.chdir(tmp_path)
    for name in ("own.onnx", "a.onnx"):
        with pytest.raises(ExperimentError, match="this file is ONNX") as caught:
            load(name)
    exec("\n".join(str(caught.value).splitlines()[1:]), {})  # noqa: S102
    found = read_tensors(tmp_path / "model.safetensors")
    assert (found["fc.weight"] == rows).all()
    assert [part.type for part in parts(found)] == ["dense"]
