"""Every gradient rule against the complex-step derivative, and exactly at kinks and extremes."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Builder, Debugger, ExperimentError, Training, backward, gradient_check, load
from engine.library import (
    activations,
    attention,
    groups,
    losses,
    normalization,
    ops,
    positions,
    sequence,
    sharing,
    slopes,
    update_rules,
)
from engine.library.rule import Op
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena

ACTIVATION_OPS = [row.op for row in activations.ACTIVATIONS.values() if row.op is not None]
TABLES = (ops.ARITHMETIC, normalization.NORMALIZATION, sequence.SEQUENCE, positions.POSITIONS, attention.ATTENTION,
          sharing.SHARING, groups.GROUPS, slopes.SLOPES)  # fmt: skip
OTHER_OPS = [op for table in TABLES for op in table.values()] + [update_rules.LOOK_AHEAD_POINT]
OPS = list({op.name: op for op in [*OTHER_OPS, *ACTIVATION_OPS]}.values())
LOSS_OPS = [op for row in losses.LOSSES.values() for op in (row.op, row.masked)]
FEW, CASES = 20, 200  # of an op, every time and in the long tier
cases = pytest.mark.parametrize("count", [FEW, pytest.param(CASES, marks=pytest.mark.long)])


def weighted_sum(builder: Builder, out: int, rng: np.random.Generator) -> int:
    """A scalar that depends on every element of a slot by a different amount."""
    weights = builder.constant("weights", rng.normal(size=builder.slots[out].shape))
    return builder.apply(ops.SUM, builder.apply(ops.MUL, out, weights, name="weighted"), name="L")


def program_of(op: Op, shapes, rng: np.random.Generator):
    builder = Builder()
    slots = []
    for name, shape in zip(op.inputs, shapes, strict=True):
        value = rng.uniform(-2, 2, shape)
        if op.positive:
            value = rng.uniform(0.5, 2, shape)
        if op.away:
            value = np.sign(value) * (np.abs(value) + 0.05)
        if op.name in ("embedding", "one_hot") and name == "x":
            slots.append(builder.constant(name, rng.integers(0, 3, shape)))
            continue
        slots.append(builder.parameter(name, value))
    out = builder.apply(op, *slots, name="out", **op.example)
    loss = weighted_sum(builder, out, rng)
    gradients = backward(builder, loss, slots)
    return builder.finish(loss=loss, gradient_of=gradients.of)


def test_the_mean_of_a_batch_normalises_it():
    """The statistics of a batch norm's output, by NumPy's own mean and variance."""
    rng = np.random.default_rng(7)
    builder = Builder()
    x = builder.parameter("x", rng.normal(3, 5, (4, 50)))
    mean = builder.apply(normalization.MEAN, x, name="mean", axis=1)
    var = builder.apply(normalization.VARIANCE, x, mean, name="var", axis=1)
    builder.apply(normalization.NORMALIZE, x, mean, var, name="hat", axis=1, eps=0.0)
    arena = Arena(program := builder.finish())
    backend_for(program, arena).run(0, len(program))
    hat = arena.views[program.names["hat"]]
    assert np.abs(hat.mean(axis=1)).max() < 1e-15 * 50
    assert np.abs(hat.var(axis=1) - 1).max() < 1e-14


def assert_exact(program, tolerance=1e-12):
    for check in gradient_check(program).parameters:
        scale = np.maximum(np.abs(check.numeric), 1e-3 * np.abs(check.numeric).max())
        assert (np.abs(check.analytic - check.numeric) <= tolerance * scale).all(), check


@cases
@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_gradients_agree_with_the_complex_step(op, count):
    rng = np.random.default_rng(1)
    for number in range(count):
        shapes = op.samples[number % len(op.samples)]
        assert_exact(program_of(op, shapes, rng))


@cases
@pytest.mark.parametrize("op", [ops.MATMUL, ops.AFFINE], ids=lambda op: op.name)
def test_products_over_random_shapes(op, count):
    rng = np.random.default_rng(2)
    for _ in range(count):
        rows, inner, columns = rng.integers(1, 7, 3)
        shapes = [(rows, inner), (inner, columns), (rows,)][: len(op.inputs)]
        assert_exact(program_of(op, shapes, rng))


@cases
@pytest.mark.parametrize("op", LOSS_OPS, ids=lambda op: op.name)
def test_losses_agree_with_the_complex_step(op, count):
    rng = np.random.default_rng(3)
    for _ in range(count):
        shape = tuple(rng.integers(1, 6, 2))
        target = rng.uniform(0, 1, shape)
        if op.name.startswith("cross_entropy") and rng.random() < 0.5:
            target /= target.sum(axis=0)
        builder = Builder()
        value = (
            rng.uniform(0.05, 0.95, shape) if op.name.startswith("bce") and "logits" not in op.name else rng.normal(size=shape) * 3
        )
        p = builder.parameter("p", value)
        mask = [builder.constant("m", rng.integers(0, 2, (1, shape[1])))] if "m" in op.inputs else []
        loss = builder.apply(op, p, builder.constant("t", target), *mask, name="L", **op.example)
        program = builder.finish(loss=loss, gradient_of=backward(builder, loss, [p]).of)
        assert_exact(program)


def test_a_value_used_twice_gets_both_gradients():
    builder = Builder()
    x = builder.parameter("x", 3.0)
    loss = builder.apply(ops.MUL, x, x, name="L")
    gradients = backward(builder, loss, [x])
    program = builder.finish(loss=loss, gradient_of=gradients.of)
    assert len(gradients.parts[x]) == 2
    assert gradient_check(program).parameters[0].analytic == 6.0


def derivative(op: Op, points, **settings) -> np.ndarray:
    builder = Builder()
    x = builder.parameter("x", points)
    loss = builder.apply(ops.SUM, builder.apply(op, x, name="y", **settings), name="L")
    return gradient_check(builder.finish(loss=loss, gradient_of=backward(builder, loss, [x]).of)).parameters[0].analytic


def test_derivatives_at_kinks_are_those_of_pytorch():
    points = np.array([[0.0, -0.0, 1.0, -1.0]])
    assert derivative(activations.RELU, points).tolist() == [[0, 0, 1, 0]]
    assert derivative(activations.LEAKY_RELU, points, slope=0.01).tolist() == [[0.01, 0.01, 1, 0.01]]
    assert derivative(activations.ELU, points, alpha=1.0)[0, :3].tolist() == [1, 1, 1]
    assert derivative(activations.SELU, points)[0, 0] == pytest.approx(1.7580993408473766, rel=1e-15)
    assert derivative(activations.SIGMOID, np.zeros((1, 1))) == 0.25
    assert derivative(activations.TANH, np.zeros((1, 1))) == 1.0


def test_kinks_are_called_kinks_and_not_wrong():
    builder = Builder()
    x = builder.parameter("x", np.zeros((1, 1)))
    loss = builder.apply(ops.SUM, builder.apply(activations.RELU, x, name="y"), name="L")
    check = gradient_check(builder.finish(loss=loss, gradient_of=backward(builder, loss, [x]).of))
    assert check.parameters[0].verdict == "kink"
    assert check.ok


def test_stable_forms_keep_their_digits_far_out():
    points = np.array([[-700.0, -40.0, -20.0, 20.0, 40.0, 700.0]])
    e = np.exp(-np.abs(points))
    assert np.allclose(derivative(activations.SIGMOID, points), e / (1 + e) ** 2, rtol=1e-15, atol=0)
    far = np.array([[-350.0, -19.5, 19.5, 350.0]])
    e = np.exp(-2 * np.abs(far))
    assert np.allclose(derivative(activations.TANH, far), 4 * e / (1 + e) ** 2, rtol=1e-15, atol=0)


def loss_of(op: Op, p, t) -> tuple[float, np.ndarray]:
    builder = Builder()
    slot = builder.parameter("p", p)
    loss = builder.apply(op, slot, builder.constant("t", t), name="L", scale=1.0)
    program = builder.finish(loss=loss, gradient_of=backward(builder, loss, [slot]).of)
    arena = Arena(program)
    with np.errstate(all="ignore"):
        backend_for(program, arena).run(0, len(program))
    return float(arena.views[loss]), arena.views[program.gradient_of[slot]].copy()


def test_losses_at_extremes_are_those_of_pytorch():
    # torch.nn.BCELoss clamps each logarithm at -100 and its gradient's denominator at 1e-12.
    value, gradient = loss_of(losses.LOSSES["bce"].op, [[0.0]], [[1.0]])
    assert value == 100.0
    assert gradient == -1e12
    value, gradient = loss_of(losses.LOSSES["cross_entropy"].op, [[1000.0], [-1000.0]], [[0.0], [1.0]])
    assert value == 2000.0
    assert np.isfinite(gradient).all()
    value, _ = loss_of(losses.LOSSES["bce_with_logits"].op, [[800.0]], [[0.0]])
    assert value == 800.0
    # A loss of 1e-12 keeps its digits: ln(1 + e^-27.6).
    value, _ = loss_of(losses.LOSSES["cross_entropy"].op, [[27.6], [0.0]], [[1.0], [0.0]])
    assert value == pytest.approx(np.log1p(np.exp(-27.6)), rel=1e-15)


def test_frozen_parameters_keep_the_values_given():
    """The check is made at the point it was asked for, also where nothing is trained."""
    frozen = replace(load("xor"), training=Training(freeze=("x->h.weight",)))
    start = {name: value * 3 for name, value in Debugger(load("xor")).parameters().items()}
    there = Debugger(frozen, start)
    there.run(1)
    checked = {check.name: check.analytic for check in gradient_check(frozen, start).parameters}
    assert "x->h.weight" not in checked
    assert np.array_equal(checked["h->y.weight"], there.gradient("h->y.weight"))


def other_shapes(shapes):
    """Every way to make one axis longer, to leave one out, or to add one."""
    for number, shape in enumerate(shapes):
        wrong = [shape[:-1], (*shape, 2), *((*shape[:axis], shape[axis] + 1, *shape[axis + 1 :]) for axis in range(len(shape)))]
        yield from ((*shapes[:number], changed, *shapes[number + 1 :]) for changed in wrong)


@pytest.mark.parametrize("op", [*OPS, *LOSS_OPS], ids=lambda op: op.name)
def test_shapes_that_numpy_cannot_compute_are_refused(op):
    """Whatever the builder accepts, NumPy computes without a complaint: the compiled kernels would read past the end."""
    for shapes in other_shapes(op.samples[0]):
        builder = Builder()
        slots = [builder.constant(f"in{number}", np.zeros(shape)) for number, shape in enumerate(shapes)]
        try:
            out = builder.apply(op, *slots, name="out", **op.example)
        except ExperimentError:
            continue
        arrays = {name: np.zeros(shape) for name, shape in zip(op.inputs, shapes, strict=True)}
        arrays |= {"out": np.zeros(builder.slots[out].shape), "g": np.zeros(builder.slots[out].shape)}
        ways = [(op.forward, arrays["out"]), *((rule, arrays[name].copy()) for rule, name in zip(op.vjps, op.inputs, strict=False))]
        for rule, result in ways:
            for function, arguments in rule.bind(result, *(arrays[need] for need in rule.needs), **op.example) if rule else ():
                with np.errstate(all="ignore"):
                    function(*arguments)


@pytest.mark.parametrize(
    ("op", "shapes"),
    [
        (ops.MATMUL, ((3, 2), (3, 4))),
        (ops.AFFINE, ((3, 2), (2, 4), (4,))),
        (ops.ADD, ((3, 4), (3, 1))),
        (ops.MUL, ((3, 4), ())),
        (ops.ADD, ((3, 4),)),
        (losses.LOSSES["mse"].op, ((2, 3), (1, 3))),
    ],
)
def test_unfit_operands_are_told_by_name_and_shape(op, shapes):
    builder = Builder()
    slots = [builder.parameter(f"p{number}", np.ones(shape)) for number, shape in enumerate(shapes)]
    with pytest.raises(ExperimentError) as told:
        builder.apply(op, *slots, name="out", **op.example)
    assert all(f"p{number} {shape}" in str(told.value) for number, shape in enumerate(shapes))
    assert not builder.code
