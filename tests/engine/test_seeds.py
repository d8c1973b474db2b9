"""Published and independently computed figures of the examples, to the digits given there."""

from dataclasses import replace

import numpy as np
import pytest

from engine import (
    ADD,
    MUL,
    TANH,
    Builder,
    Choice,
    Debugger,
    Experiment,
    Network,
    Node,
    Training,
    Wire,
    backward,
    gradient_check,
    load,
)
from engine.library.ops import SUB
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena


def dense(name, units, activation="identity", bias=True):
    return Node(name, "dense", units, Choice(activation), bias=bias)


def evaluate(program):
    arena = Arena(program)
    backend_for(program, arena).run(0, len(program))
    return lambda slot: arena.views[slot]


class TestPerceptronOnXor:
    """NumPy seed 1, lr 0.1, no bias: weights before the update of an epoch, and its mean squared error."""

    PRINTED = {
        1: ([-0.1662269064, 0.4364674604], 0.25474077915),
        2: ([-0.1664747614, 0.4323325843], 0.25464640963),
        9: ([-0.1676012731, 0.4046490608], 0.25404300891),
        99: ([-0.1321201359, 0.1852139088], 0.25086914144),
        999: ([-0.0004122852, 0.0004123151], 0.25000000531),
    }
    CORRECTED = {
        1: ([-0.1664553718, 0.4360369275], 0.25473042076),
        2: ([-0.1669310723, 0.4314815317], 0.25462619767),
        9: ([-0.1696175978, 0.4011338216], 0.25396695323),
        99: ([-0.1421442165, 0.1764455495], 0.25083034737),
        999: ([-0.0005649761, 0.0005646615], 0.25000000997),
    }

    @pytest.mark.parametrize(("name", "table"), [("perceptron-as-printed", PRINTED), ("perceptron-corrected", CORRECTED)])
    def test_epochs(self, name, table):
        debugger = Debugger(load(name))
        for epoch, (weights, error) in table.items():
            debugger.go(epoch * len(debugger.program) + 5)
            # After the loss instruction and before the update: the table's row.
            before = debugger.arena.views[debugger.program.parameters["x->y.weight"]]
            assert before[0] == pytest.approx(weights, abs=1e-10)
            assert 2 * float(debugger.value("loss")) / 4 == pytest.approx(error, abs=5e-12)

    def test_first_gradients(self):
        printed, corrected = Debugger(load("perceptron-as-printed")), Debugger(load("perceptron-corrected"))
        for debugger in (printed, corrected):
            debugger.run(1)
        # The gradient of the loss is minus the "adjustment" of the printed code.
        assert -printed.gradient("x->y.weight")[0] == pytest.approx([-0.00270915831056132, -0.04181526470473765], rel=1e-12)
        assert -corrected.gradient("x->y.weight")[0] == pytest.approx([-0.00499381186714445, -0.04612059438727817], rel=1e-12)

    @pytest.mark.parametrize("name", ["perceptron-as-printed", "perceptron-corrected"])
    def test_it_ends_at_one_half(self, name):
        debugger = Debugger(load(name))
        debugger.run(10_000)
        assert np.abs(debugger.value("x->y.weight")).max() < 1e-12
        debugger.step_over("phase")
        assert debugger.value("y.a") == pytest.approx(np.full((1, 4), 0.5), abs=1e-12)

    def test_with_the_wrong_sign(self):
        experiment = load("perceptron-as-printed")
        debugger = Debugger(replace(experiment, training=replace(experiment.training, wrong_sign=True)))
        debugger.run(10_000)
        assert debugger.value("x->y.weight")[0] == pytest.approx([193.309, 195.344], abs=5e-4)
        debugger.run(1)
        assert debugger.value("y.a")[0] == pytest.approx([0.5, 1, 1, 1], abs=1e-12)
        assert 2 * float(debugger.value("loss")) / 4 == pytest.approx(0.3125, abs=1e-12)

    def test_the_gradient_check_tells_them_apart(self):
        assert not gradient_check(load("perceptron-as-printed")).ok
        assert gradient_check(load("perceptron-corrected")).ok


@pytest.mark.parametrize(
    ("gate", "bias", "weights", "error"),
    [
        ("and", False, None, 0.25),
        ("and", True, [5.4773, 5.4773, -8.3087], 0.00265),
        ("or", False, None, 0.0628),
        ("or", True, [6.1791, 6.1792, -2.8434], 0.00135),
    ],
)
def test_the_perceptron_on_other_gates(gate, bias, weights, error):
    """The corrected perceptron after 10,000 epochs: without a bias even AND cannot be learned."""
    experiment = load("perceptron-corrected")
    output = replace(experiment.network.node("y"), bias=bias)
    debugger = Debugger(replace(experiment, data=Choice(gate), network=experiment.network.with_node(output)))
    debugger.run(10_001)
    assert 2 * float(debugger.value("loss")) / 4 == pytest.approx(error, rel=5e-3)
    if weights:
        assert [*debugger.value("x->y.weight")[0], *debugger.value("y.bias")] == pytest.approx(weights, rel=1e-3)


class TestLine:
    """torch.nn.Linear on 1 -> 2, 2 -> 4 from zero, SGD 0.01."""

    LOSSES = (10.0000, 8.6866, 7.5470, 6.5583, 5.7004, 4.9561, 4.3103, 3.7499, 3.2637, 2.8419)

    def test_losses_and_weights(self):
        debugger = Debugger(load("linear"))
        debugger.run(10)
        assert debugger.series.view("loss") == pytest.approx(self.LOSSES, abs=5e-5)
        assert float(debugger.value("x->y.weight")[0, 0]) == pytest.approx(0.7437339708, abs=5e-11)
        assert float(debugger.value("y.bias")[0]) == pytest.approx(0.4417368249, abs=5e-11)
        debugger.go(len(debugger.program) // 2)
        debugger.go(len(debugger.program))
        assert float(debugger.gradient("x->y.weight")[0, 0]) == -10
        assert float(debugger.gradient("y.bias")[0]) == -6

    @pytest.mark.parametrize(
        ("weight", "bias", "losses", "end"),
        [
            (
                -0.0074868202,
                0.5364435911,
                (7.1321, 6.2095, 5.4090, 4.7144, 4.1116, 3.5887, 3.1349, 2.7411, 2.3993, 2.1028),
                (0.6205477715, 0.8988317847),
            ),
            (0.5, 0.0, (5.6250,), None),
        ],
    )
    def test_other_starts(self, weight, bias, losses, end):
        """The start that torch.manual_seed(0) gives, and a round one."""
        debugger = Debugger(replace(load("linear"), parameters={"x->y.weight": [[weight]], "y.bias": [bias]}))
        debugger.run(10)
        assert debugger.series.view("loss")[: len(losses)] == pytest.approx(losses, abs=6e-5)
        if end:
            assert (float(debugger.value("x->y.weight")[0, 0]), float(debugger.value("y.bias")[0])) == pytest.approx(
                end, abs=1e-7
            )  # the figures come from float32

    def test_it_takes_2293_epochs_to_a_loss_of_1e_4(self):
        debugger = Debugger(load("linear"))
        debugger.run(2400)
        assert int(np.argmax(debugger.series.view("loss") < 1e-4)) + 1 == 2293
        debugger.go(2293 * len(debugger.program))
        assert float(debugger.value("x->y.weight")[0, 0]) == pytest.approx(1.98056, abs=5e-6)
        assert float(debugger.value("y.bias")[0]) == pytest.approx(0.03145, abs=5e-6)

    def test_without_zero_grad(self):
        experiment = load("linear")
        debugger = Debugger(replace(experiment, training=replace(experiment.training, zero_grad=False)))
        debugger.run(10)
        figures = (10.0000, 8.6866, 6.4137, 3.7935, 1.5321, 0.2384, 0.2608, 1.5930, 3.8754, 6.4927)
        assert debugger.series.view("loss") == pytest.approx(figures, abs=5e-5)

    @pytest.mark.parametrize(("rate", "loss"), [(0.29, 2.88), (0.30, 2357), (0.5, 3e39)])
    def test_the_largest_stable_learning_rate(self, rate, loss):
        """2 / 6.8541 = 0.29180: below it converges, above it diverges."""
        experiment = load("linear")
        debugger = Debugger(replace(experiment, optimizer=Choice("sgd", {"learning_rate": rate})))
        debugger.run(51)
        assert debugger.series.view("loss")[50] == pytest.approx(loss, rel=0.2)


def test_bce_net():
    debugger = Debugger(load("bce-net"))
    debugger.run(1)
    assert float(debugger.value("y.a")[0, 0]) == pytest.approx(0.4925005624493796, rel=1e-15)
    assert float(debugger.value("loss")) == pytest.approx(0.6782596763414483, rel=1e-15)
    assert debugger.gradient("h->y.weight")[0] == pytest.approx([0.2462502812, 0.2955003375, 0], abs=5e-11)
    assert float(debugger.gradient("y.bias")[0]) == pytest.approx(0.4925005624, abs=5e-11)
    assert debugger.gradient("x->h.weight") == pytest.approx(
        np.array([[0.3447503937, 0.6895007874], [-0.3940004500, -0.7880008999], [0, 0]]), abs=5e-11
    )


class TestOneNeuron:
    """Prediction 0.8, target 1.0."""

    def test_every_factor(self):
        debugger = Debugger(load("one-neuron"))
        debugger.run(1)
        assert float(debugger.value("y.z")[0, 0]) == pytest.approx(1.3862943611, abs=5e-11)
        assert float(debugger.value("y.a")[0, 0]) == pytest.approx(0.8, rel=1e-15)
        assert float(debugger.value("loss")) == pytest.approx(0.02, rel=1e-14)
        assert float(debugger.gradient("y.a")[0, 0]) == pytest.approx(-0.2, rel=1e-14)
        assert float(debugger.gradient("y.z")[0, 0]) == pytest.approx(-0.032, rel=1e-14)
        assert float(debugger.value("x->y.weight")[0, 0]) == pytest.approx(1.4022943611, abs=5e-11)
        assert float(debugger.value("y.bias")[0]) == pytest.approx(0.016, rel=1e-14)
        debugger.run(1)
        assert float(debugger.value("y.a")[0, 0]) == pytest.approx(0.8050708868, abs=5e-11)
        assert float(debugger.value("loss")) == pytest.approx(0.0189986796, abs=5e-11)

    def test_with_cross_entropy(self):
        debugger = Debugger(replace(load("one-neuron"), loss=Choice("bce")))
        debugger.run(1)
        assert float(debugger.value("loss")) == pytest.approx(0.2231435513, abs=5e-11)
        assert float(debugger.gradient("y.z")[0, 0]) == pytest.approx(-0.2, rel=1e-14)
        assert float(debugger.value("x->y.weight")[0, 0]) == pytest.approx(1.4862943611, abs=5e-11)
        debugger.run(1)
        assert float(debugger.value("loss")) == pytest.approx(0.1862162030, abs=5e-11)


class TestScalarThroughTime:
    """h_t = f(w h_(t-1) + u x_t), w = 0.5, u = 1, x = 1, 0, 0, 0; L = (h_4 - 1)^2 / 2."""

    def experiment(self, activation):
        network = Network((Node("x", "input", 1), dense("h", 1, activation, bias=False)), (Wire("x", "h"), Wire("h", "h", delay=1)))
        table = {"inputs": [[[1], [0], [0], [0]]], "targets": [[[0], [0], [0], [1]]]}
        return Experiment(
            network,
            Choice("table", table),
            Choice("half_squared_error", {"reduction": "sum"}),
            parameters={"x->h.weight": [[1]], "h~>h.weight": [[0.5]]},
        )

    @pytest.mark.parametrize(
        ("activation", "h", "dh", "dw", "du"),
        [
            ("identity", [1, 0.5, 0.25, 0.125], [-0.109375, -0.21875, -0.4375, -0.875], -0.65625, -0.109375),
            (
                "tanh",
                [0.7615941560, 0.3633994844, 0.1797262071, 0.0896219895],
                [-0.0948111830, -0.2184738437, -0.4515328812, -0.9103780105],
                -0.4655064343,
                -0.0398182641,
            ),
        ],
    )
    def test_last_loss_only(self, activation, h, dh, dw, du):
        from engine.insight.flow.through_time import ThroughTime

        debugger = Debugger(self.experiment(activation))
        debugger.run(1)
        assert [float(debugger.value(f"h.a[{t}]")[0, 0]) for t in (1, 2, 3, 4)] == pytest.approx(h, abs=5e-11)
        assert ThroughTime(debugger.program)(debugger, "h")[3] == pytest.approx(np.abs(dh), abs=5e-11)
        # The same loss as an expression, for the gradients by w and u.
        builder = Builder()
        w, u = builder.parameter("w", 0.5), builder.parameter("u", 1.0)
        state = builder.constant("h0", 0.0)
        for t, x in enumerate((1.0, 0.0, 0.0, 0.0)):
            z = builder.apply(ADD, builder.apply(MUL, w, state), builder.apply(MUL, u, builder.constant(f"x{t}", x)))
            state = z if activation == "identity" else builder.apply(TANH, z)
        error = builder.apply(SUB, state, builder.constant("target", 1.0))
        loss = builder.apply(MUL, builder.apply(MUL, error, error), builder.constant("half", 0.5), name="L")
        gradients = backward(builder, loss, [w, u])
        value = evaluate(builder.finish(loss=loss, gradient_of=gradients.of))
        assert float(value(gradients.of[w])) == pytest.approx(dw, abs=5e-11)
        assert float(value(gradients.of[u])) == pytest.approx(du, abs=5e-11)

    def test_targets_at_every_step(self):
        """With target 1 at every step dL/dw is -1.4371206: the double sum over t and k."""
        experiment = self.experiment("tanh")
        table = {"inputs": [[[1], [0], [0], [0]]], "targets": [[[1], [1], [1], [1]]]}
        debugger = Debugger(replace(experiment, data=Choice("table", table)))
        debugger.run(1)
        gradient = debugger.program.used_gradient[debugger.program.parameters["h~>h.weight"]]
        assert float(debugger.arena.views[gradient][0, 0]) == pytest.approx(-1.4371206, abs=5e-8)
        parts = debugger.program.parts_of[debugger.program.parameters["h~>h.weight"]]
        assert len(parts) == 4
        assert sum(float(debugger.arena.views[p][0, 0]) for p in parts) == pytest.approx(-1.4371206, abs=5e-8)


def test_circuit():
    """CS231n: f = (x + y) z at (-2, 5, -4)."""
    builder = Builder()
    x, y, z = builder.parameter("x", -2.0), builder.parameter("y", 5.0), builder.parameter("z", -4.0)
    q = builder.apply(ADD, x, y, name="q")
    f = builder.apply(MUL, q, z, name="f")
    gradients = backward(builder, f, [x, y, z])
    value = evaluate(builder.finish(loss=f, gradient_of=gradients.of))
    assert [float(value(slot)) for slot in (q, f)] == [3, -12]
    assert [float(value(gradients.of[slot])) for slot in (x, y, z, q)] == [-4, -4, 3, -4]


def test_two_by_two_by_hand():
    """Mazur's network: forward pass, error and updated weights as published (biases are not updated there)."""
    network = Network((Node("i", "input", 2), dense("h", 2, "sigmoid"), dense("o", 2, "sigmoid")), (Wire("i", "h"), Wire("h", "o")))
    experiment = Experiment(
        network,
        Choice("table", {"inputs": [[0.05, 0.10]], "targets": [[0.01, 0.99]]}),
        Choice("half_squared_error", {"reduction": "sum"}),
        Choice("sgd", {"learning_rate": 0.5}),
        Training(freeze=("h.bias", "o.bias")),
        parameters={
            "i->h.weight": [[0.15, 0.20], [0.25, 0.30]],
            "h.bias": [0.35, 0.35],
            "h->o.weight": [[0.40, 0.45], [0.50, 0.55]],
            "o.bias": [0.60, 0.60],
        },
    )
    debugger = Debugger(experiment)
    debugger.run(1)
    assert debugger.value("h.a")[:, 0] == pytest.approx([0.593269992, 0.596884378], abs=5e-10)
    assert debugger.value("o.a")[:, 0] == pytest.approx([0.75136507, 0.772928465], abs=5e-9)
    assert float(debugger.value("loss")) == pytest.approx(0.298371109, abs=5e-10)
    assert float(debugger.gradient("h->o.weight")[0, 0]) == pytest.approx(0.082167041, abs=5e-10)
    assert debugger.value("h->o.weight") == pytest.approx(
        np.array([[0.35891648, 0.408666186], [0.511301270, 0.561370121]]), abs=5e-9
    )
    assert debugger.value("i->h.weight") == pytest.approx(np.array([[0.149780716, 0.19956143], [0.24975114, 0.29950229]]), abs=5e-9)
    debugger.run(1)
    assert float(debugger.value("loss")) == pytest.approx(0.2910277737, abs=5e-11)


@pytest.mark.parametrize(
    ("optimizer", "figures"),
    [
        (Choice("sgd", {"learning_rate": 0.1}), [0.8, 0.64, 0.512]),
        (Choice("sgd", {"learning_rate": 0.1, "momentum": 0.9}), [0.8, 0.46, 0.062]),
        (Choice("adam", {"learning_rate": 0.1}), [0.9000000005, 0.8004122287, 0.7015862729]),
    ],
    ids=["sgd", "momentum", "adam"],
)
def test_optimizers_on_a_parabola(optimizer, figures):
    """L = w^2 from w = 1; figures of torch 2.13."""
    network = Network((Node("x", "input", 1), dense("y", 1, bias=False)), (Wire("x", "y"),))
    data = Choice("table", {"inputs": [[1.0]], "targets": [[0.0]]})
    debugger = Debugger(Experiment(network, data, Choice("mse"), optimizer, parameters={"x->y.weight": [[1.0]]}))
    for figure in figures:
        debugger.run(1)
        assert float(debugger.value("x->y.weight")[0, 0]) == pytest.approx(figure, abs=6e-11)


def test_hello_table():
    """The first loss of four equally likely letters is near ln 4; each step reads one letter."""
    debugger = Debugger(replace(load("hello"), parameters={"h->y.weight": [[0.0] * 8] * 4}))
    debugger.run(1)
    assert float(debugger.value("loss")) == pytest.approx(np.log(4), rel=1e-14)
    assert debugger.program.length == 4
    assert len(debugger.program.parts_of[debugger.program.parameters["h~>h.weight"]]) == 4
