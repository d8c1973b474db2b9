"""Positions of the inputs that the loss cannot see: found by their gradient, named, and mended."""

from dataclasses import replace

import numpy as np
import pytest
from tiers import sample

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.trial import Examination, examine, helpful, plan, run
from engine.insight.flow.reach import Reach
from engine.library.drawing import fitted
from engine.model.network import DIRECT

LENGTH, SYMBOLS = 12, 4
SMALL = {"kernel": 3, "padding": "same"}


def recall(asked, answer, samples=96):
    """The token at position `asked` is to be told at position `answer`; no other target counts."""
    tokens = np.random.default_rng(1).integers(SYMBOLS, size=(samples, LENGTH))
    targets, counts = np.zeros((samples, LENGTH)), np.zeros((samples, LENGTH))
    targets[:, answer], counts[:, answer] = tokens[:, asked], 1
    inputs = np.eye(SYMBOLS)[tokens].swapaxes(1, 2).reshape(samples, -1)
    rows = {"inputs": inputs.tolist(), "targets": targets.tolist(), "mask": counts.tolist(), "grid": [LENGTH]}
    return Choice("table", rows)


def line(*layers, wires=None):
    """The tokens, these layers one behind the other, and an output."""
    nodes = (Node("x", "input", SYMBOLS, grid=(LENGTH,)), *layers, Node("y", "dense", SYMBOLS))
    pairs = zip(nodes, nodes[1:], strict=False)
    return fitted(Network(nodes, tuple(Wire(a.id, b.id, DIRECT if b.type != "dense" else "weighted") for a, b in pairs)))


def conv(name, **settings):
    return Node(name, "conv", 8, Choice("relu"), Choice("he_uniform"), settings={**SMALL, **settings})


def experiment(network, data):
    adam = Choice("adam", {"learning_rate": 0.01})
    return Experiment(network, data, Choice("cross_entropy"), adam, training=Training(batch_size=32))


KERNELS = experiment(line(conv("c"), conv("d")), recall(0, -1))  # the last position sees three
MIRRORED = experiment(  # no token sees a later one, and the first is to tell the last
    line(Node("p", "positions", SYMBOLS), Node("a", "attention", SYMBOLS, settings={"causal": True})), recall(-1, 0)
)


def unreached(found):
    return [finding for finding in found if finding.cause == "unreached positions"]


def test_the_gradient_of_every_position_is_that_of_finite_differences():
    data = recall(0, -1, samples=1)
    small = experiment(line(conv("c", kernel=5), conv("d")), data)
    small = replace(small, training=Training())
    inputs, width = np.array(data.settings["inputs"]), 1e-6

    def loss(rows):
        debugger = Debugger(replace(small, data=Choice("table", {**data.settings, "inputs": rows.tolist()})))
        debugger.run(1)
        return float(debugger.value("loss"))

    slopes = np.zeros(inputs.shape)
    for place in np.ndindex(*inputs.shape):
        nudge = np.zeros(inputs.shape)
        nudge[place] = width
        slopes[place] = (loss(inputs + nudge) - loss(inputs - nudge)) / (2 * width)
    sizes = np.sqrt((slopes.reshape(1, SYMBOLS, LENGTH) ** 2).sum(axis=(0, 1)))
    ((name, reach),) = Reach.of(small)(Debugger(small).learned())
    assert name == "x"
    np.testing.assert_allclose(reach, sizes / sizes.max(), atol=1e-6)
    assert (reach > 0).tolist() == [False] * 8 + [True] * 4  # one step of two and one of one to the left of the last


def test_class_indices_are_judged_by_the_vectors_that_are_made_of_them():
    ((name, reach),) = Reach.of(load("reverse-attention"))(Debugger(load("reverse-attention")).learned())
    assert (name, reach.max()) == ("x", 1)
    assert reach.min() > 0.1
    assert Reach.of(load("digits-cnn")) is None  # pixels lie in two dimensions


@pytest.mark.parametrize(("wrong", "places"), [(KERNELS, "p = 0–8"), (MIRRORED, "p = 1–11")])
def test_what_the_loss_cannot_see_is_named(wrong, places):
    (finding,) = unreached(examine(Examination(wrong, 12)))
    assert finding.severity == "error"
    assert finding.layers == ("x",)
    assert f"({places})" in str(finding)
    assert finding.evidence[0][1] == "0"


def test_larger_kernels_and_attention_are_tried_and_help():
    (finding,) = unreached(examine(Examination(KERNELS, 12)))
    outcomes = [run(trial) for trial in plan(KERNELS, finding.remedies, 200)]
    assert {outcome.remedy for outcome in outcomes} == {"", "larger-kernels", "attend"}
    assert {outcome.remedy for outcome in helpful(outcomes)} == {"larger-kernels", "attend"}
    assert all(outcome.left < 0.05 for outcome in helpful(outcomes))


def test_a_head_that_reads_the_last_position_only_may_take_the_mean_over_all():
    """The dense output is pruned to the last position of the flattened convolution."""
    flat = line(conv("c"), Node("f", "flatten", 1))
    last = [[int(column % LENGTH == LENGTH - 1) for column in range(8 * LENGTH)]] * SYMBOLS
    wires = tuple(replace(wire, mask=tuple(map(tuple, last))) if wire.target == "y" else wire for wire in flat.wires)
    tokens = np.random.default_rng(1).integers(SYMBOLS, size=(96, LENGTH))
    most = (np.eye(SYMBOLS)[tokens].sum(axis=1) + np.arange(SYMBOLS) / 10).argmax(axis=1)  # the commonest token
    rows = {"inputs": np.eye(SYMBOLS)[tokens].swapaxes(1, 2).reshape(96, -1).tolist(), "targets": most[:, None].tolist()}
    head = experiment(replace(flat, wires=wires), Choice("table", {**rows, "grid": [LENGTH]}))
    (finding,) = unreached(examine(Examination(head, 12)))
    assert "(p = 0–9)" in str(finding)
    outcomes = [run(trial) for trial in plan(head, finding.remedies, 200)]
    assert "average-positions" in {outcome.remedy for outcome in helpful(outcomes)}


def seen_of(wanted, steps, times=12):
    """The first and the last observation, and copies of the last so that everything that must last has lasted."""
    debugger, look = Debugger(wanted), Observer(wanted)
    first = look(debugger)
    debugger.run(steps)
    last = look(debugger)
    return [first, *(replace(last, step=last.step + number) for number in range(times))]


EXAMPLES = ["reverse-attention", "induction", "transformer-block", "pre-norm", "without-square-root"]


@pytest.mark.parametrize("name", sample(EXAMPLES, 2))
def test_examples_are_not_told_of_unreached_positions(name):
    seen, known = seen_of(load(name), 60), facts(load(name))
    assert seen[-1].reach
    for count in (1, 2, len(seen)):
        assert unreached(diagnose(known, seen[:count])) == []


def test_nothing_is_said_where_all_positions_count_or_none_does_or_all_is_learned():
    pooled = line(conv("c"), Node("g", "global_average", 1))
    rows = {**recall(0, -1).settings}
    rows["targets"] = np.array(rows["targets"])[:, -1:].tolist()
    del rows["mask"]
    hopeless = experiment(pooled, Choice("table", rows))  # an average does not tell which came first
    seen = seen_of(hopeless, 20)
    assert seen[-1].reach[0][1].min() > 0.1
    assert unreached(diagnose(facts(hopeless), seen)) == []
    dead = replace(KERNELS, parameters={"d.bias": [-100.0] * 8})
    found = diagnose(facts(dead), seen_of(dead, 20))
    assert [finding.cause for finding in found[:1]] == ["dead"]
    assert unreached(found) == []
    near = replace(KERNELS, data=recall(-2, -1))  # what is asked for stands within reach
    debugger, look = Debugger(near), Observer(near)
    seen = [look(debugger)]
    for _ in range(12):
        debugger.run(20)
        seen.append(look(debugger))
        assert unreached(diagnose(facts(near), seen)) == []
    assert seen[-1].loss < 0.05


def test_a_gradient_that_fades_from_position_to_position_is_told_as_such():
    known, seen = facts(MIRRORED), seen_of(MIRRORED, 10)
    fading = (("x", 10.0 ** np.arange(-LENGTH + 1, 1)),)
    stuck = [replace(one, reach=fading, loss=known.baseline) for one in seen]
    (finding,) = unreached(diagnose(known, stuck))
    assert str(finding).startswith("Hardly any gradient reaches 8 of the 12 positions of x (p = 0–7)")
    sharp = [replace(one, attention=(("a", 0.01),)) for one in stuck]
    assert unreached(diagnose(known, sharp)) == []  # a softmax that looks at one key alone is a cause by itself


def test_the_remedies_fit_what_is_drawn():
    longer = REMEDIES["larger-kernels"].edit(KERNELS)
    assert {node.settings["kernel"] for node in longer.network.nodes if node.type == "conv"} == {13}
    assert REMEDIES["larger-kernels"].edit(longer) is None
    assert REMEDIES["larger-kernels"].edit(load("digits-cnn")) is None
    assert REMEDIES["average-positions"].edit(KERNELS) is None
    assert [node.type for node in REMEDIES["attend"].edit(KERNELS).network.nodes][-4:] == ["positions", "attention", "add", "dense"]
    given = replace(KERNELS, parameters={"d->y.weight": np.ones((SYMBOLS, 8)).tolist()})
    assert list(REMEDIES["attend"].edit(given).parameters) == ["y_sum->y.weight"]
