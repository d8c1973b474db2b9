"""Compare with my gradients: slips planted in a student's backward pass are located, and most are named."""

from __future__ import annotations

import itertools
import json
import random
from functools import cache

import numpy as np
import pytest

from engine import Debugger, Experiment, load
from engine.headless import commands
from engine.insight.compare.asking import asked
from engine.insight.compare.comparing import compare, families
from engine.insight.compare.course import Course
from engine.insight.compare.epsilon import USUAL, WIDTHS, epsilon_curve
from engine.insight.compare.given import Given
from engine.insight.compare.quantities import quantities
from engine.insight.compare.slips import SLIPS
from engine.insight.compare.slips.slip import Place
from engine.interchange.documents import experiment_file
from engine.interchange.documents.arrays_file import npz_bytes, read_arrays
from engine.model.network import Choice, Network, Node, Wire
from tests.engine import student


def _numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def _network(*nodes, wires):
    return Network(tuple(nodes), tuple(wires))


def _tanh(name, units):
    return Node(name, "dense", units, Choice("tanh"))


@cache
def regression():
    network = _network(
        Node("x", "input", 3),
        _tanh("one", 4),
        Node("two", "dense", 4, Choice("sigmoid")),
        Node("y", "dense", 2, Choice("sigmoid")),
        wires=(Wire("x", "one"), Wire("one", "two"), Wire("two", "y")),
    )
    x, t = _numbers(1, 6, 3), np.random.default_rng(2).uniform(size=(6, 2))
    data = Choice("table", {"inputs": x.tolist(), "targets": t.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("mse"),
        Choice("sgd", {"learning_rate": 0.3}),
        parameters={
            "x->one.weight": _numbers(3, 4, 3).tolist(),
            "one.bias": _numbers(4, 4).tolist(),
            "one->two.weight": _numbers(5, 4, 4).tolist(),
            "two.bias": _numbers(6, 4).tolist(),
            "two->y.weight": _numbers(7, 2, 4).tolist(),
            "y.bias": _numbers(8, 2).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    weights = [values["x->one.weight"].T, values["one.bias"], values["one->two.weight"].T, values["two.bias"],
               values["two->y.weight"].T, values["y.bias"]]  # fmt: skip
    return experiment, student.regression, (x, t, *weights)


@cache
def classifier():
    network = _network(
        Node("x", "input", 4),
        Node("h", "dense", 5, Choice("relu")),
        Node("y", "dense", 3, Choice("identity")),
        wires=(Wire("x", "h"), Wire("h", "y")),
    )
    x, labels = _numbers(11, 8, 4), np.eye(3)[np.random.default_rng(12).integers(0, 3, 8)]
    data = Choice("table", {"inputs": x.tolist(), "targets": labels.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("cross_entropy"),
        parameters={
            "x->h.weight": _numbers(13, 5, 4).tolist(),
            "h.bias": _numbers(14, 5).tolist(),
            "h->y.weight": _numbers(15, 3, 5).tolist(),
            "y.bias": _numbers(16, 3).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    return (
        experiment,
        student.classifier,
        (x.T, labels.T, *(values[name] for name in ("x->h.weight", "h.bias", "h->y.weight", "y.bias"))),
    )


@cache
def recurrent():
    network = _network(
        Node("x", "input", 2),
        _tanh("h", 4),
        Node("y", "dense", 2, Choice("identity")),
        wires=(Wire("x", "h"), Wire("h", "h", delay=1), Wire("h", "y")),
    )
    x, t = _numbers(21, 3, 5, 2), _numbers(22, 3, 5, 2)
    data = Choice("table", {"inputs": x.tolist(), "targets": t.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("mse"),
        parameters={
            "x->h.weight": _numbers(23, 4, 2).tolist(),
            "h~>h.weight": _numbers(24, 4, 4).tolist(),
            "h.bias": _numbers(25, 4).tolist(),
            "h->y.weight": _numbers(26, 2, 4).tolist(),
            "y.bias": _numbers(27, 2).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    weights = [values[name] for name in ("x->h.weight", "h~>h.weight", "h.bias", "h->y.weight", "y.bias")]
    return experiment, student.recurrent, (x.transpose(1, 0, 2), t.transpose(1, 0, 2), *weights)


NETWORKS = {"regression": regression, "classifier": classifier, "recurrent": recurrent}


def compared(network, slip="", kind=float, keep=lambda name: True, **more):
    experiment, backward, arguments = NETWORKS[network]()
    arrays = backward(*arguments, slip=slip, kind=kind)
    given = [Given(name, np.asarray(value, float)) for name, value in arrays.items() if keep(name)]
    return compare(Debugger(experiment), experiment.network, given, **more)


@pytest.mark.parametrize("kind", [np.float64, np.float32])
@pytest.mark.parametrize("network", NETWORKS)
def test_the_right_backward_pass_agrees(network, kind):
    result = compared(network, kind=kind)
    assert result.agrees
    assert (result.found, result.missing) == ((), ())
    assert all(row.quantity is not None for row in result.rows)
    assert {row.single for row in result.rows} == {kind is np.float32}


PLANTED = [  # network, slip, the array where it begins, the row of SLIPS
    ("regression", "bias not added", "Z2", "no_bias"),
    ("regression", "sign", "dZ3", "loss_sign"),
    ("regression", "no factor 2", "dZ3", "no_two"),
    ("regression", "sum for mean", "dZ3", "sum_for_mean"),
    ("regression", "no slope at the output", "dZ3", "no_slope"),
    ("regression", "short form", "dZ3", "short_form"),
    ("regression", "z for a", "dW3", "other_value"),
    ("regression", "overwritten", "dW3", "one_sample"),
    ("regression", "updated weights", "dZ2", "updated_weights"),
    ("regression", "slope at the output", "dZ2", "slope_at_output"),
    ("regression", "formula of a at z", "dZ2", "output_formula_at_z"),
    ("regression", "slope of tanh", "dZ2", "slope_of_another"),
    ("regression", "slope twice", "dZ2", "slope_twice"),
    ("regression", "transposed", "dW2", "transposed"),
    ("regression", "bias forgotten", "db2", "nothing"),
    ("regression", "no transpose", "dZ1", "no_transpose"),
    ("regression", "shuffled", "dW1", "reordered"),
    ("classifier", "sigmoid for softmax", "fc2.weight", "sigmoid_for_softmax"),
    ("classifier", "mean twice", "fc2.weight", "mean_for_sum"),
    ("classifier", "no target", "fc2.weight", "no_target"),
    ("classifier", "bias averaged", "fc2.bias", "mean_for_sum"),
    ("classifier", "bias not summed", "fc2.bias", "not_summed"),
    ("classifier", "no ReLU", "fc1.weight", "no_slope"),
    ("classifier", "ReLU by the gradient", "fc1.weight", "relu_by_gradient"),
    ("classifier", "weight decay", "fc1.weight", "weight_decay"),
    ("recurrent", "nothing through time", "dz_h", "no_path"),
    ("recurrent", "one step late", "dWhh", "other_value"),
    ("recurrent", "last step only", "dWhh", "one_time"),
    ("recurrent", "no transpose", "dz_h", "no_transpose"),
    ("recurrent", "cut", "dz_h", "cut_in_time"),
    ("recurrent", "mean over time", "dWhh", "wrong_mean"),
    ("regression", "no square", "dZ1", ""),
    ("regression", "clipped", "dZ3", ""),
    ("classifier", "leaky", "fc1.weight", ""),
]


@pytest.mark.parametrize(("network", "slip", "begins", "name"), PLANTED)
def test_a_planted_slip_is_located_and_named(network, slip, begins, name):
    """A slip outside the table is located all the same, and honestly called unknown."""
    result = compared(network, slip)
    found = result.found[0]
    assert not result.agrees
    assert result.first.given == begins == found.given
    assert (found.causes[0].slip if found.causes else "") == name, [str(cause) for cause in found.causes]


@pytest.mark.parametrize(("network", "slip", "begins", "name"), [row for row in PLANTED if row[3]])
def test_gradients_of_the_weights_are_enough_to_name_a_slip(network, slip, begins, name):
    """Then the slip lies before the first of them that differs."""
    weights = ("dW", "db", "fc")
    result = compared(network, slip, keep=lambda given: given.startswith(weights))
    assert name in {cause.slip for cause in result.found[0].causes} or slip == "mean over time"


@pytest.mark.parametrize("example", ["xor", "hello"])
def test_every_row_of_the_table_is_found_where_it_is_planted(example):
    """Or another slip is named beside or before it, that gives the same numbers."""
    experiment = load(example)
    debugger = Debugger(experiment)
    debugger.go(3 * len(debugger.program) + 1)
    course = Course.of(debugger)
    known = [quantity for quantity in quantities(course.program) if quantity.order >= 0]
    tried = set()
    for slip in SLIPS:
        places = [Place(course, pcs) for pcs in families(course.program)]
        for plant in itertools.islice((plant for place in places for plant in slip.plants(place)), 1, 2):
            wrong = course.planted(plant)
            given = [Given(quantity.name, np.array(wrong.of_quantity(quantity))) for quantity in known]
            result = compare(debugger, experiment.network, given)
            off = [
                quantity.name for quantity in known if not np.allclose(wrong.of_quantity(quantity), course.of_quantity(quantity))
            ]
            if off:
                tried.add(slip.name)
                assert result.found[0].quantity == off[0], slip.name
                assert slip.general or result.found[0].causes, slip.name
    assert len(tried) > 15


def test_a_square_matrix_alone_may_be_transposed_and_this_is_said():
    experiment = load("hello")
    debugger = Debugger(experiment)
    debugger.go(len(debugger.program))
    result = compare(debugger, experiment.network, [Given("dWhh", debugger.gradient("h~>h.weight").T.copy())])
    assert (result.rows[0].verdict, result.turned) == ("agrees", ("dWhh",))


def test_single_precision_does_not_hide_a_slip():
    for network, slip, _, name in [row for row in PLANTED if row[3]][::4]:
        assert name in {cause.slip for cause in compared(network, slip, np.float32).found[0].causes}, slip


def test_two_slips_are_told_apart():
    """The second is found behind the first, and what only follows is not reported."""
    experiment, backward, arguments = regression()
    arrays = backward(*arguments, slip="slope twice")
    arrays["dW1"] = -arrays["dW1"]
    result = compare(Debugger(experiment), experiment.network, [Given(name, np.asarray(value)) for name, value in arrays.items()])
    assert [(fault.given, fault.causes[0].slip) for fault in result.found] == [("dZ2", "slope_twice"), ("dW1", "sign")]
    assert result.found[0].follows == ("dW2", "db2", "dZ1", "db1")


def test_values_of_other_weights_are_told_first():
    """Numbers of a run one step on: the forward pass differs already."""
    experiment, backward, (x, t, *weights) = regression()
    debugger = Debugger(experiment)
    debugger.run(1)
    after = debugger.parameters()
    moved = [after[name] if after[name].ndim == 1 else after[name].T for name in after]
    given = [Given(name, np.asarray(value)) for name, value in backward(x, t, *moved).items()]
    found = compare(Debugger(experiment), experiment.network, given).found
    assert [(fault.given, fault.causes[0].slip) for fault in found] == [("Z1", "next_weights")]
    foreign = [Given(name, np.asarray(value)) for name, value in backward(x, t, *(weight + 0.1 for weight in weights)).items()]
    first = compare(Debugger(experiment), experiment.network, foreign).found[0]
    assert (first.given, first.causes) == ("Z1", ())


def test_other_weights_are_told_before_their_consequences():
    """Where the weights were given too, they are the first difference; a slip behind them is still found."""
    experiment, backward, (x, t, *weights) = regression()
    other = [weight + 0.1 for weight in weights]
    names = ("W1", "b1", "W2", "b2", "W3", "b3")
    arrays = {**dict(zip(names, other, strict=True)), **backward(x, t, *other, slip="slope twice")}
    given = [Given(name, np.asarray(value)) for name, value in arrays.items()]
    found = compare(Debugger(experiment), experiment.network, given).found
    assert [(fault.given, [cause.slip for cause in fault.causes]) for fault in found] == [("W1", []), ("dZ2", ["slope_twice"])]
    assert found[0].pc < 0


NAMES = [
    "dW1 db1 dW2 db2 dW3 db3",
    "W1 b1 W2 b2 W3 b3",
    "W0 b0 W1 b1 W2 b2",
    "fc1.weight fc1.bias fc2.weight fc2.bias fc3.weight fc3.bias",
    "0.weight 0.bias 2.weight 2.bias 4.weight 4.bias",
    "net.0.weight net.0.bias net.2.weight net.2.bias net.4.weight net.4.bias",
    "one.weight.grad one.bias.grad two.weight.grad two.bias.grad y.weight.grad y.bias.grad",
    "∂L/∂W1 ∂L/∂b1 ∂L/∂W2 ∂L/∂b2 ∂L/∂W3 ∂L/∂b3",
    "dL/dW1 dL/db1 dL/dW2 dL/db2 dL/dW3 dL/db3",
    "grad_W1 grad_b1 grad_W2 grad_b2 grad_W3 grad_b3",
    "x->one.weight one.bias one->two.weight two.bias two->y.weight y.bias",
    "W[x→one] b_one W_one_two b_two W_two_y b_y",
]


@pytest.mark.parametrize("names", NAMES)
def test_names_of_many_customs_are_understood(names):
    experiment, backward, arguments = regression()
    arrays = backward(*arguments)
    ours = ("dW1", "db1", "dW2", "db2", "dW3", "db3")
    given = [Given(name, np.asarray(arrays[key])) for name, key in zip(names.split(), ours, strict=True)]
    result = compare(Debugger(experiment), experiment.network, given)
    assert [row.verdict for row in result.rows] == ["agrees"] * 6
    assert {row.how for row in result.rows} == {"name"}


def test_what_a_name_does_not_say_shapes_do_or_it_is_asked():
    experiment, backward, arguments = classifier()
    arrays = backward(*arguments)
    given = [Given("mine", arrays["fc1.weight"]), Given("other", arrays["fc2.bias"]), Given("what", np.zeros((9, 9)))]
    rows = {row.given: row for row in compare(Debugger(experiment), experiment.network, given).rows}
    assert {name: (row.how, row.verdict) for name, row in rows.items()} == {
        "mine": ("shape", "agrees"),
        "other": ("shape", "agrees"),
        "what": ("unknown", "unknown"),
    }
    assert rows["mine"].quantity.name == "∂L/∂x->h.weight"
    regress, backward, arguments = regression()
    unclear = [Given("bias gradient", backward(*arguments)["db2"])]
    row = compare(Debugger(regress), regress.network, unclear).rows[0]
    assert (row.verdict, row.choices) == ("open", ("∂L/∂two.bias", "∂L/∂one.bias"))
    row = compare(Debugger(regress), regress.network, unclear, chosen={"bias gradient": "∂L/∂two.bias"}).rows[0]
    assert (row.verdict, row.how) == ("agrees", "chosen")


def test_a_gradient_that_was_not_given_is_mentioned():
    result = compared("classifier", keep=lambda name: name != "fc1.bias")
    assert result.agrees
    assert result.missing == ("∂L/∂h.bias",)


def test_odd_arrays_are_judged_and_nothing_breaks():
    """Empty arrays, many axes, zeros, what is not finite, names that mean nothing: each gets a verdict."""
    draw, debugger = random.Random(0), Debugger(load("two-by-two"))
    names = [
        "W1",
        "dW1",
        "b1",
        "",
        "loss",
        "x",
        "h",
        "dz2",
        "a.b.c",
        "∂L/∂",
        "grad",
        "0.weight",
        "2.weight",
        "δ1",
        "d",
        "∂L/∂h.a[3]",
        "99",
    ]
    shapes = [(), (0,), (1,), (2,), (2, 3), (3, 2), (2, 2), (1, 1, 1, 1), (3, 0), (1, 2, 2), (2, 2, 1)]
    network = load("two-by-two").network
    for seed in range(25):
        values = [_numbers(seed, *draw.choice(shapes)) * draw.choice([1, 1e-5, 0, np.nan, 1e300]) for _ in range(4)]
        given = [Given(name, np.asarray(value)) for name, value in zip(draw.sample(names, 4), values, strict=True)]
        result = compare(debugger, network, given)
        assert len(result.rows) == 4
        assert all(row.verdict != "agrees" or row.quantity for row in result.rows)


def test_nan_is_located():
    experiment, backward, arguments = regression()
    arrays = backward(*arguments)
    arrays["dW2"][1, 2] = np.nan
    result = compare(Debugger(experiment), experiment.network, [Given(name, np.asarray(value)) for name, value in arrays.items()])
    assert (result.first.given, result.first.verdict, result.first.at) == ("dW2", "not finite", (2, 1))


@pytest.mark.parametrize("name", ["residual", "batch-norm", "hello", "embedding", "vanishing", "circuit", "echo-truncated"])
def test_what_is_asked_for_agrees_when_it_is_handed_back(name):
    """Each example: the names and shapes that are handed out are those that are understood."""
    experiment = load(name)
    debugger = Debugger(experiment)
    wanted = asked(debugger, {})
    debugger.go(len(debugger.program))
    given = []
    for label in wanted.wanted:
        plain = label.removeprefix("grad ").replace("→", "->").replace("⇢", "~>")
        values = debugger.gradient(plain) if label.startswith("grad ") else None
        if values is not None:
            given.append(Given(label, np.array(values)))
    result = compare(debugger, experiment.network, given)
    assert result.agrees
    assert not result.missing


def test_the_curve_shows_why_small_steps_fail_in_single_precision():
    *_, curve = epsilon_curve(Debugger(load("xor")))
    at = int(np.argmin(np.abs(WIDTHS - USUAL)))
    assert curve.progress == 1
    assert curve.single[at] > 0.5
    assert curve.double[at] < 1e-6
    assert curve.complex_step[-1] < 1e-14
    assert curve.best(curve.single) > 100 * curve.best(curve.double)


class TestCommand:
    def arrays(self, tmp_path, slip=""):
        experiment, backward, arguments = classifier()
        experiment_file.write(experiment, tmp_path / "net.json")
        path = tmp_path / "gradients.npz"
        path.write_bytes(npz_bytes(backward(*arguments, slip=slip)))
        return [str(tmp_path / "net.json"), "--to", str(path)]

    def test_it_says_which_slip_it_is(self, tmp_path, capsys):
        assert commands.run(["compare", *self.arrays(tmp_path)], None) == 0
        assert "all agree" in capsys.readouterr().out
        assert commands.run(["compare", *self.arrays(tmp_path, "bias averaged")], None) == 1
        out = capsys.readouterr().out
        assert "first difference: fc2.bias (∂L/∂y.bias)" in out
        assert "one division by it too many" in out
        assert commands.run(["compare", *self.arrays(tmp_path, "no ReLU"), "--json"], None) == 1
        assert json.loads(capsys.readouterr().out)["found"][0]["causes"][0]["slip"] == "no_slope"
        assert commands.run(["compare", "xor", "--to", str(tmp_path / "none.npz")], None) == 2

    def test_an_array_is_what_the_user_says(self, tmp_path, capsys):
        where, *rest = self.arrays(tmp_path)
        (tmp_path / "gradients.npz").write_bytes(npz_bytes({"mine": classifier()[1](*classifier()[2])["fc1.bias"]}))
        assert commands.run(["compare", where, *rest, "--as", "mine=∂L/∂h.bias"], None) == 0
        assert commands.run(["compare", where, *rest, "--as", "mine=nothing"], None) == 2
        assert "Known names: " in capsys.readouterr().err

    def test_it_hands_out_what_to_start_from(self, tmp_path, capsys):
        for name in ("start.npz", "start.csv"):
            assert commands.run(["compare", "xor", "--start", str(tmp_path / name)], None) == 0
            assert '"grad h.weight": ...,  # 4 × 2' in capsys.readouterr().out
            start = {given.name: given.values for given in read_arrays(tmp_path / name)}
            np.testing.assert_array_equal(start["h.weight"], Debugger(load("xor")).parameters()["x->h.weight"])
            assert start["x"].shape == (4, 2)
