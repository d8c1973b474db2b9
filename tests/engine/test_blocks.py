"""Blocks: layers handled as one. They change no number, survive files, and repeat in series with weights of their own."""

import json
from dataclasses import replace

import numpy as np
import pytest
from test_random_networks import random_grid_network, random_network
from tiers import parts

from engine import Choice, Debugger, Network, Node, Wire, load, lower
from engine.insight.flow.depth import DepthProfile, Station, by_station
from engine.interchange.documents import experiment_file
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.library import blocks, drawing
from engine.model.network import DIRECT, Block
from engine.model.problem import ExperimentError
from engine.program.check import check, network_problems
from main import main

INSIDE = ("a", "s", "n", "f", "g", "t", "o")


def transformer():
    """The transformer block of the examples as a block."""
    experiment = load("transformer-block")
    return experiment.with_network(blocks.grouped(experiment.network, "block", INSIDE))


def with_random_blocks(experiment, seed):
    """The experiment with every layer in one of a few blocks or in none, by chance."""
    rng = np.random.default_rng([seed, 7])
    chosen = rng.integers(-1, 3, len(experiment.network.nodes))
    network = experiment.network
    for number in range(3):
        members = [node.id for node, which in zip(network.nodes, chosen, strict=True) if which == number]
        if members:
            network = blocks.grouped(network, f"part {number}", members)
            network = blocks.with_block(
                network, f"part {number}", collapsed=bool(rng.random() < 0.5), position=(float(number), 2.0)
            )
    return experiment.with_network(network)


@pytest.mark.parametrize("part", parts(8))
def test_blocks_of_random_networks_change_no_bit_and_survive_a_file(part):
    for number in range(6):
        seed = 6 * part + number
        plain = random_network(seed) if seed % 3 else random_grid_network(seed)
        made = with_random_blocks(plain, seed)
        if network_problems(plain.network):
            continue  # an output too many
        assert made.same_numbers(plain)
        written = experiment_file.dumps(made)
        read = experiment_file.parse(written)
        assert (read.network.blocks, experiment_file.dumps(read)) == (made.network.blocks, written)
        one, other = Debugger(lower(check(plain))), Debugger(lower(check(made)))
        for debugger in (one, other):
            debugger.run(3)
            debugger.back_into()
        assert [instr.rule.key for instr in one.program.code] == [instr.rule.key for instr in other.program.code]
        for slot in one.program.slots:
            a, b = one.read(slot.index), other.read(slot.index)
            assert (None if a is None else a.tobytes()) == (None if b is None else b.tobytes())
        assert blocks.dissolved(made.network, [b.name for b in made.network.blocks]) == plain.network


def test_a_file_without_blocks_says_nothing_of_them():
    assert "blocks" not in json.loads(experiment_file.dumps(load("xor")))["network"]


def judged(*given, network=None):
    network = replace(network or load("xor").network, blocks=given)
    with pytest.raises(ExperimentError) as error:
        check(load("xor").with_network(network))
    return [str(problem) for problem in error.value.problems]


def test_what_is_wrong_with_blocks_is_told_with_its_place():
    names = [node.id for node in load("xor").network.nodes]
    x, h, y = names
    assert judged(Block("a", (h, "gone"))) == [
        "network.blocks.a.members: there is no node 'gone'. Add it first, or correct the name."
    ]
    assert judged(Block("a", (x, h)), Block("b", (h, y))) == [
        f"network.blocks.b.members: the layer '{h}' is already in the block 'a'. A layer can belong to only one block."
    ]
    assert judged(Block("a", ("b",)), Block("b", ("a",))) == [
        "network.blocks.a.members: 'b' is a block: a block contains layers, not blocks. Name the layers of that block instead.",
        "network.blocks.b.members: 'a' is a block: a block contains layers, not blocks. Name the layers of that block instead.",
    ]
    assert judged(Block(h, (h,)))[0].startswith(f"network.blocks.{h}: the name '{h}' occurs twice.")
    assert judged(Block("a", (h,)), Block("a", (y,)))[0].startswith("network.blocks.a: the name 'a' occurs twice.")
    assert judged(Block("a", ())) == ["network.blocks.a: this block has no layers. Delete it."]


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({"name": "a"}, "network.blocks[0]"),
        ({"name": "a", "members": []}, "network.blocks[0].members"),
        ({"name": "1", "members": ["h"]}, "network.blocks[0].name"),
        ({"name": "a", "members": ["h"], "colapsed": True}, "network.blocks[0]"),
        ({"name": "a", "members": ["h"], "position": [1]}, "network.blocks[0].position"),
    ],
)
def test_a_block_in_a_file_is_held_to_the_schema(entry, path):
    document = experiment_file.document_of(load("xor"))
    document["network"]["blocks"] = [entry]
    with pytest.raises(ExperimentError) as error:
        experiment_file.parse(json.dumps(document))
    assert [problem.where for problem in error.value.problems] == [path]


def test_a_block_is_renamed_to_a_free_name_only():
    network = transformer().network
    assert blocks.renamed(network, "block", "परत १").blocks[0].name == "परत १"
    for name in ("x", "2nd", "a-b", "", "a" * 41):
        with pytest.raises(ExperimentError):
            blocks.renamed(network, "block", name)


def test_layers_and_blocks_share_their_names():
    assert transformer().network.free_id("block") == "block2"
    assert transformer().network.free_id("a") == "a2"


def test_a_block_loses_what_is_deleted_and_goes_with_its_last_layer():
    network = drawing.remove(transformer().network, frozenset({"a"}))
    assert network.blocks[0].members == INSIDE[1:]
    assert drawing.remove(network, frozenset(INSIDE)).blocks == ()


# repeats -------------------------------------------------------------------------------------------------


def test_a_repeated_block_stands_in_series_with_weights_of_its_own():
    made = blocks.repeated(transformer(), "block", 4)
    network = made.network
    assert [block.name for block in network.blocks] == ["block", "block2", "block3", "block4"]
    assert blocks.alike(network, network.blocks[0]) == network.blocks
    assert {wire.id for wire in network.wires} >= {"p->a", "o->a2", "o->s2", "o2->a3", "o3->s4", "o4->y"}
    assert not {"o->y", "p->a2"} & {wire.id for wire in network.wires}
    assert [wire.source for wire in network.incoming("s2")] == ["o", "a2"]  # in the order of the original
    debugger = Debugger(made)
    first, second = debugger.value("a.in_proj_weight"), debugger.value("a2.in_proj_weight")
    assert first.shape == second.shape
    assert not np.array_equal(first, second)
    debugger.run(2)
    assert np.isfinite(debugger.read(debugger.program.loss))


def test_copies_of_what_has_the_longest_name_can_be_written_and_read():
    long = "h" * 40
    nodes = (Node("x", "input", 2), Node(long, "dense", 3), Node("y", "dense", 1))
    network = Network(nodes, (Wire("x", long), Wire(long, "y")), (Block("b" * 40, (long,)),))
    made = blocks.repeated(load("xor").with_network(network), "b" * 40, 11)
    assert experiment_file.parse(experiment_file.dumps(made)) == made


def test_the_wires_between_copies_are_fitted():
    nodes = (Node("x", "input", 2), Node("h", "dense", 5), Node("n", "layer_norm", 5), Node("y", "dense", 1))
    wires = (Wire("x", "h"), Wire("h", "n", DIRECT), Wire("n", "y"))
    experiment = load("xor").with_network(Network(nodes, wires, (Block("part", ("h", "n")),)))
    made = blocks.repeated(experiment, "part", 3)
    assert {name: shape for name, shape in drawing.parameter_shapes(made.network).items() if name.endswith("->h2.weight")} == {
        "n->h2.weight": (5, 5)
    }
    check(made)


def test_given_parameters_and_frozen_ones_follow_a_wire_that_leads_on_from_the_last_copy():
    experiment = transformer()
    given = Debugger(experiment).value("o->y.weight").tolist()
    experiment = replace(
        experiment, parameters={"o->y.weight": given}, training=replace(experiment.training, freeze=("o->y.weight",))
    )
    made = blocks.repeated(experiment, "block", 2)
    check(made)
    assert made.parameters == {"o2->y.weight": given}
    assert made.training.freeze == ("o2->y.weight",)


def test_a_tie_inside_a_block_is_a_tie_inside_each_copy():
    nodes = (Node("x", "input", 2), Node("h", "dense", 2), Node("k", "dense", 2), Node("y", "dense", 1))
    wires = (Wire("x", "h"), Wire("h", "k", tied="x->h.weight"), Wire("k", "y"))
    experiment = load("xor").with_network(Network(nodes, wires, (Block("part", ("h", "k")),)))
    made = blocks.repeated(experiment, "part", 2).network
    assert next(wire for wire in made.wires if wire.target == "k2").tied == "k->h2.weight"


def test_a_loop_inside_a_block_is_copied():
    experiment = load("hello")
    recurrent = next(wire for wire in experiment.network.wires if wire.delay)
    made = blocks.repeated(experiment.with_network(blocks.grouped(experiment.network, "part", [recurrent.target])), "part", 2)
    check(made)
    assert sum(bool(wire.delay) for wire in made.network.wires) == 2


def refused(network, count=2):
    with pytest.raises(ExperimentError) as error:
        blocks.repeated(load("xor").with_network(network), "part", count)
    return str(error.value)


def test_why_a_block_cannot_be_repeated_is_told():
    nodes = (Node("x", "input", 2), Node("a", "dense", 2), Node("b", "dense", 2), Node("s", "add", 2), Node("y", "dense", 1))
    wires = (Wire("x", "a"), Wire("x", "b"), Wire("a", "s", DIRECT), Wire("b", "s", DIRECT), Wire("s", "y"))
    assert "layers outside it: a, b" in refused(Network(nodes, wires, (Block("part", ("a", "b")),)))
    assert "no wire leads into this block" in refused(Network(nodes, wires, (Block("part", ("x",)),)))
    wider = (Node("x", "input", 2), Node("b", "dense", 2), Node("c", "dense", 3), Node("y", "dense", 1))
    into = (Wire("x", "b", DIRECT), Wire("b", "c"), Wire("c", "y"))
    assert "direct wire needs layers of equal size" in refused(Network(wider, into, (Block("part", ("b", "c")),)))


def test_blocks_are_alike_only_as_long_as_none_is_changed():
    network = blocks.repeated(transformer(), "block", 3).network
    changed = drawing.exchange(network, replace(network.node("f2"), activation=Choice("tanh")))
    assert [block.name for block in blocks.alike(changed, changed.blocks[0])] == ["block", "block3"]


def test_a_part_is_added_under_free_names_with_its_blocks():
    experiment = transformer()
    part = drawing.remove(experiment.network, frozenset(("x", "e", "p", "y")))
    network, names = blocks.grafted(experiment.network, part)
    assert names["block"] == "block2"
    assert network.block("block2").members == tuple(f"{name}2" for name in INSIDE)
    assert network.block_of("a2").name == "block2"


def test_the_number_of_a_block_is_the_rms_of_its_layers_once_all_are_known():
    profile = DepthProfile(("a", "b", "c"), np.array([3e-200, 4e-200, 1.0]), np.array([3.0, np.nan, 1.0]))
    along = (Station("block", ("a", "b")), Station("c", ("c",)))
    found = by_station(profile, along)
    assert found.layers == ("block", "c")
    assert found.delta == pytest.approx([np.sqrt(12.5) * 1e-200, 1.0], rel=1e-12, abs=0)
    assert found.weight.tolist() == [3.0, 1.0], "not every layer has a matrix"
    coming = by_station(replace(profile, delta=np.array([np.nan, 4.0, 1.0])), along)
    assert np.isnan(coming.delta).tolist() == [True, False]


# the command line ----------------------------------------------------------------------------------------


def test_scripts_and_models_name_the_block_of_what_they_compute():
    xor = load("xor")
    hidden = xor.network.nodes[1].id
    experiment = xor.with_network(blocks.grouped(xor.network, "part", (hidden,)))
    lines = [line.strip() for line in numpy_script(experiment).splitlines()]
    assert f"# part: a[{hidden}] = tanh(z[{hidden}])" in lines
    assert f"# part: ∂L/∂z[{hidden}] = ∂L/∂a[{hidden}] · f′[{hidden}]" in lines
    assert "part:" not in numpy_script(xor)
    onnx = pytest.importorskip("onnx")
    names = [node.name for node in onnx.load_from_string(onnx_bytes(experiment)).graph.node]
    assert len(set(names)) == len(names)
    assert [name.rpartition("/")[0] for name in names if name.startswith("part/")] == [f"part/{hidden}"] * 2


def test_show_and_check_name_the_block_of_each_parameter(tmp_path, capsys):
    path = tmp_path / "blocks.json"
    xor = load("xor")
    hidden = next(wire.target for wire in xor.network.wires)
    experiment_file.write(xor.with_network(blocks.grouped(xor.network, "part", [hidden])), path)
    assert main(["show", str(path)]) == 0
    assert f"part › {hidden}.bias\t" in capsys.readouterr().out
    assert main(["check", str(path)]) == 0
    assert f"part › {hidden}.bias" in capsys.readouterr().out
    assert main(["check", "--json", str(path)]) == 0
    rows = json.loads(capsys.readouterr().out)["parameters"]
    assert {row["parameter"]: row.get("block") for row in rows}[f"{hidden}.bias"] == "part"
    assert main(["check", "--json", "xor"]) == 0
    assert "block" not in capsys.readouterr().out
