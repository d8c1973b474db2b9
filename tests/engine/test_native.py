"""The compiled backend: every kernel against NumPy or exact fractions, whole examples against the NumPy backend."""

import itertools
import math
import os
import shutil
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from test_sizes import chain

from engine import Debugger, load
from engine.interchange.documents.examples import EXAMPLES
from engine.library.attention import each_product
from engine.library.layers.layer import PREACTIVATION, VALUE
from engine.library.rule import aligned, maximum
from engine.library.sequence import look_up, one_hot_into, put_back
from engine.library.update_rules import ADAM_STEP, DESCEND, FIRST_MOMENT, SECOND_MOMENT, VELOCITY
from engine.program.program import LOCAL
from engine.runtime import backends
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.calls import STEP, assign, fingerprint, given, number, spoil, store, updates, when_due
from engine.runtime.execute.executor import NumpyBackend
from engine.runtime.execute.loader import Loader
from engine.runtime.native import levels, library
from engine.runtime.native.rows import ROW
from engine.runtime.native.tape import NativeBackend, NativeTape

if library.library() is None:
    if os.environ.get("CI"):
        pytest.fail("the kernels were not compiled", pytrace=False)
    pytest.skip("the kernels were not compiled", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
PRINTS = Path(__file__).with_name("prints.py")
RNG = np.random.default_rng(5)
# Adam divides gradients that are 0 but for rounding by their own size, such as those of the biases of keys; deltas of 1e10 keep few
# digits.
RESTLESS = {"sine", "spiral", "exploding", "pre-norm"}


def draw(*shape):
    return RNG.normal(size=shape)


def turned(array):
    """The same values in the other memory order."""
    return np.asfortranarray(array) if array.ndim == 2 else array


def gapped(array):
    """The same values with room between them."""
    wide = np.full((*array.shape[:-1], 2 * array.shape[-1]), np.nan)
    wide[..., ::2] = array
    return wide[..., ::2]


def execute(*calls):
    """Run calls natively; they must all be rows of the table."""
    tape = NativeTape(list(calls))
    assert not tape.foreign
    tape.run(0, len(calls))


def both(function, x):
    """What NumPy and the kernels make of the same numbers."""
    out = np.empty_like(x)
    with np.errstate(all="ignore"):
        execute((function, (x, out)))
        return function(x), out


def spread(count):
    """Numbers of every size, both signs, zeros, infinities and NaN."""
    values = np.concatenate(
        [RNG.normal(size=count) * 10.0 ** RNG.integers(-300, 3, count), RNG.uniform(-750, 750, count), RNG.normal(size=count)]
    )
    return np.concatenate([values, [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 709.78, 709.79, -745.1, -745.2, 1e308]])


def on_a_line(step, x, slope, offset=0.0):
    """Calls that make x = slope * step + offset."""
    return [(np.multiply, (step, np.array(slope), x)), (np.add, (x, np.array(offset), x))]


def stacked(x):
    """An array of two equal columns, and the calls that fill it."""
    pair = np.zeros((len(x), 2))
    return pair, [(np.copyto, (pair[:, 0], x)), (np.copyto, (pair[:, 1], x))]


def sums(step, x, out):
    pair, filled = stacked(x)
    return [*on_a_line(step, x, 4e307), *filled, (np.add.reduce, (pair, 1, None, out))]


def scalar_products(step, x, out):
    pair, filled = stacked(x)
    return [*on_a_line(step, x, 4e153), *filled, (np.vecdot, (pair, pair, out))]


# Calls whose results are finite in the first two steps and not in the third.
BORN = {
    "exp": lambda step, x, out: [*on_a_line(step, x, 300.0), (np.exp, (x, out))],
    "expm1": lambda step, x, out: [*on_a_line(step, x, 300.0), (np.expm1, (x, out))],
    "log of 0": lambda step, x, out: [*on_a_line(step, x, -1.0, 3.0), (np.log, (x, out))],
    "log below 0": lambda step, x, out: [*on_a_line(step, x, -1.0, 2.5), (np.log, (x, out))],
    "log1p": lambda step, x, out: [*on_a_line(step, x, -1.0, 2.0), (np.log1p, (x, out))],
    "sqrt": lambda step, x, out: [*on_a_line(step, x, -1.0, 2.5), (np.sqrt, (x, out))],
    "reciprocal": lambda step, x, out: [*on_a_line(step, x, -1.0, 3.0), (np.reciprocal, (x, out))],
    "divide by 0": lambda step, x, out: [*on_a_line(step, x, -1.0, 3.0), (np.divide, (step, x, out))],
    "divide 0 by 0": lambda step, x, out: [*on_a_line(step, x, -1.0, 3.0), (np.divide, (x, x, out))],
    "power": lambda step, x, out: [*on_a_line(step, x, 1.0), (np.power, (x, np.array(700.0), out))],
    "add": lambda step, x, out: [*on_a_line(step, x, 4e307), (np.add, (x, x, out))],
    "subtract": lambda step, x, out: [*on_a_line(step, x, 4e307), (np.negative, (x, out)), (np.subtract, (out, x, out))],
    "multiply": lambda step, x, out: [*on_a_line(step, x, 5e153), (np.multiply, (x, x, out))],
    "product": lambda step, x, out: [*on_a_line(step, x, 7e153), ((np.eye(len(x)) * 1e154).dot, (x, out))],
    "sum": sums,
    "scalar product": scalar_products,
}


class TestLookUps:
    @pytest.mark.parametrize("layout", [lambda a: a, turned, gapped], ids=["rows", "columns", "gaps"])
    @pytest.mark.parametrize(("units", "columns"), [(5, 40), (13, 43), (16, 3)])
    def test_rows_are_found_and_gradients_added_with_numpys_bits(self, layout, units, columns):
        w, g, x = draw(7, units), draw(units, columns), np.trunc(RNG.uniform(-7, 7, (1, columns)))
        for function, operands, shape in (
            (look_up, (w, x), (units, columns)), (put_back, (g, x), (7, units)), (one_hot_into, (x,), (7, columns))
        ):  # fmt: skip
            wanted, out = np.empty(shape), layout(np.full(shape, np.nan))
            function(wanted, *operands)
            execute((function, (out, *(layout(one) if one is not x else one for one in operands))))
            assert np.array_equal(out, wanted), function

    @pytest.mark.parametrize("units", [2, 11])
    def test_a_number_that_is_no_row_spoils_the_value_and_touches_no_other_memory(self, units):
        x = np.array([[0.0, 3.0, -4.0, np.nan, 1e300] * 5])
        out, back = np.empty((units, x.size)), np.empty((3, units))
        execute((look_up, (out, np.ones((3, units)), x)))
        assert np.array_equal(np.isnan(out), np.tile([False, True, True, True, True], (units, 5)))
        execute((put_back, (back, np.ones((units, x.size)), x)))
        assert back.tolist() == [[5.0] * units, [0.0] * units, [0.0] * units]


@pytest.mark.parametrize("samples", [1, 3, 8, 13, 40])
@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 5, 2), (4, 9, 17)])
def test_a_product_for_each_sample_is_a_chain_of_fused_multiply_adds(shape, samples):
    rows, inner, columns = shape
    a, b, out = draw(rows, inner, samples), draw(inner, columns, samples), np.empty((rows, columns, samples))
    for left in (a, np.asfortranarray(a)):
        execute((each_product, (left, b, out)))
        exact = [[[sum(Fraction(x) * Fraction(y) for x, y in zip(a[i, :, n], b[:, j, n], strict=True)) for n in range(samples)]
                  for j in range(columns)] for i in range(rows)]  # fmt: skip
        assert np.allclose(out, np.array(exact, float), rtol=1e-12, atol=1e-14)
        alone = np.empty((rows, columns, 1))
        execute((each_product, (left[..., -1:], b[..., -1:], alone)))
        assert np.array_equal(alone, out[..., -1:])  # the same bits wherever a sample stands


class TestElements:
    @pytest.mark.parametrize("function", [np.negative, np.absolute, np.sqrt, np.reciprocal, np.sign])
    def test_exact_functions_have_numpys_bits(self, function):
        wanted, out = both(function, spread(500))
        assert np.array_equal(out, wanted, equal_nan=True)

    @pytest.mark.parametrize(
        "function", [np.add, np.subtract, np.multiply, np.divide, np.maximum, np.minimum, np.heaviside, np.equal]
    )
    @pytest.mark.parametrize("layout", [lambda a: a, turned, gapped], ids=["rows", "columns", "gaps"])
    def test_exact_functions_of_two_have_numpys_bits(self, function, layout):
        a, b = draw(6, 9), draw(6, 9)
        b[2] = a[2]
        a[1], a[1, ::2] = 0.0, -0.0
        a[3, 3], b[4, 4] = np.nan, np.nan
        with np.errstate(all="ignore"):
            for left, right in ((a, b), (a, b[0, 0]), (a[0, 0], b), (a, b[:, :1]), (a[:1], b)):
                wanted, out = function(left, right), layout(np.empty((6, 9)))
                execute(
                    (function, (layout(np.asarray(left)) if np.shape(left) == (6, 9) else np.asarray(left), np.asarray(right), out))
                )
                assert np.array_equal(out, wanted, equal_nan=True)

    @pytest.mark.parametrize("function", [np.exp, np.expm1, np.log, np.log1p, np.tanh])
    def test_others_are_within_three_last_digits(self, function):
        wanted, out = both(function, spread(3000))
        assert np.array_equal(np.isnan(out), np.isnan(wanted))
        plain = np.isfinite(wanted)
        assert np.array_equal(out[~plain], wanted[~plain], equal_nan=True)
        assert (np.abs(out[plain] - wanted[plain]) <= 3 * np.spacing(np.abs(wanted[plain]))).all()
        assert np.array_equal(np.signbit(out[plain]), np.signbit(wanted[plain]))

    def test_a_result_may_lie_on_its_operand(self):
        a, b = draw(40), draw(40)
        wanted = (a + b) * b
        execute((np.add, (a, b, a)), (np.multiply, (a, b, a)))
        assert np.array_equal(a, wanted)

    def test_a_power_a_filling_and_copies(self):
        x, out, copied, last = np.abs(draw(7)), np.empty(7), np.empty((3, 7)), np.empty(7)
        execute(
            (np.power, (x, np.array(3.0), out)),
            (np.copyto, (copied, out)),
            (assign, (last, copied[1])),
            (copied[2].fill, (4.0,)),
            (maximum, (last, np.array(1.0), last)),
        )
        np.testing.assert_allclose(copied[0], x**3, rtol=4e-16)
        assert np.array_equal(last, np.maximum(copied[0], 1))
        assert (copied[2] == 4).all()


class TestUpdates:
    """What an optimizer makes of each element in one pass, each product and sum of it rounded by itself."""

    RULES = (
        (FIRST_MOMENT, 2, {"beta": 0.9}),
        (SECOND_MOMENT, 2, {"beta": 0.999}),
        (VELOCITY, 2, {"momentum": 0.7}),
        (DESCEND, 2, {}),
        (ADAM_STEP, 3, {"eps": 1e-8}),
    )

    @pytest.mark.parametrize(("rule", "operands", "settings"), RULES, ids=lambda value: getattr(value, "key", ""))
    @pytest.mark.parametrize("layout", [lambda a: a, gapped], ids=["contiguous", "gaps"])
    def test_it_has_the_bits_of_the_operations_one_by_one(self, rule, operands, settings, layout):
        for length in (1, 2, 3, 7, 8, 9, 100):
            arrays = [layout(draw(length)) for _ in range(operands)]
            arrays[-1] = layout(np.abs(draw(length)))
            arrays[-1][:: max(1, length - 1)] = 0.0
            rates = [np.array(0.37)] if rule in (DESCEND, ADAM_STEP) else []
            wanted, out = np.empty(length), layout(np.full(length, np.nan))
            for function, arguments in rule.bind(wanted, *arrays, *rates, **settings):
                function(*arguments)
            calls = rule.bind(out, *arrays, *rates, **settings)
            execute(*calls)
            assert np.array_equal(out, wanted)
            assert length == 1 or len(NativeTape(calls).table) == (1 if layout is not gapped else len(calls))

    @pytest.mark.parametrize("place", [0, 1])
    def test_an_operand_may_lie_on_the_result(self, place):
        def mixed(execute):
            arrays = [np.arange(20.0), np.arange(20.0) ** 2]
            execute(FIRST_MOMENT.bind(arrays[place], *arrays, beta=0.9))
            return arrays[place]

        wanted = mixed(lambda calls: [function(*arguments) for function, arguments in calls])
        assert np.array_equal(mixed(lambda calls: execute(*calls)), wanted)

    def test_numbers_of_the_shape_of_the_result_are_no_numbers(self):
        x, y, keep, out, work = draw(9), draw(9), draw(9), np.empty(9), np.empty(9)
        execute((np.multiply, (x, keep, out)), (np.multiply, (y, np.array(0.5), work)), (np.add, (out, work, out)))
        assert np.array_equal(out, x * keep + y * 0.5)


class TestSums:
    @pytest.mark.parametrize("length", [1, 5, 8, 63, 64, 200, 1000])
    def test_a_scalar_product_is_as_exact_as_fused_arithmetic_allows(self, length):
        a, b, out = draw(length), draw(length), np.empty(())
        execute((a.dot, (b, out)))
        exact = sum(Fraction(x) * Fraction(y) for x, y in zip(a.tolist(), b.tolist(), strict=True))
        assert abs(Fraction(float(out)) - exact) <= Fraction(2e-16) * length * sum(map(abs, map(Fraction, (a * b).tolist())))

    @pytest.mark.parametrize("axis", [None, 0, 1, -2])
    @pytest.mark.parametrize("layout", [lambda a: a, turned, gapped], ids=["rows", "columns", "gaps"])
    def test_sums_and_maxima_along_axes(self, axis, layout):
        x = layout(draw(11, 23))
        wanted = np.add.reduce(x, axis, keepdims=True)
        if not (axis is None and layout is gapped):
            out = np.empty(wanted.shape)
            execute((np.add.reduce, (x, axis, None, out, True)))
            np.testing.assert_allclose(out, wanted, rtol=1e-13, atol=1e-14)
            flat = np.empty(np.add.reduce(x, axis).shape)
            execute((np.add.reduce, (x, axis, None, flat)))
            assert np.array_equal(flat, out.reshape(flat.shape))
        if axis is not None:
            out = np.empty(wanted.shape)
            execute((np.maximum.reduce, (x, axis, None, out, True)))
            assert np.array_equal(out, x.max(axis, keepdims=True))

    @pytest.mark.parametrize("layout", [lambda a: a, turned, gapped], ids=["rows", "columns", "gaps"])
    @pytest.mark.parametrize("shape", [(1, 40), (9, 1), (3, 7), (17, 23), (32, 65)], ids=str)
    @pytest.mark.parametrize("axis", [0, 1])
    def test_sums_of_products_and_of_squares_have_the_bits_of_the_operations_one_by_one(self, axis, shape, layout):
        x, y, terms = layout(draw(*shape)), layout(draw(*shape)), layout(np.empty(shape))
        mean = x.mean(axis, keepdims=True)
        wanted, out = np.empty(mean.shape), np.empty(mean.shape)
        for made in (
            [(np.multiply, (x, y, terms))],
            [(np.subtract, (x, mean, terms)), (np.multiply, (terms, terms, terms))],
        ):
            execute(*made)
            execute((np.add.reduce, (terms, axis, None, wanted, True)))
            calls = [*made, (np.add.reduce, (terms, axis, None, out, True))]
            execute(*calls)
            assert np.array_equal(out, wanted)
            assert len(NativeTape(calls).table) == 1

    def test_terms_of_a_sum_that_something_else_reads_are_kept(self):
        x, y, terms, out, read = draw(9, 20), draw(9, 20), np.zeros((9, 20)), np.empty(9), np.empty(20)
        execute((np.multiply, (x, y, terms)), (np.add.reduce, (terms, 1, None, out)), (np.copyto, (read, terms[4])))
        assert np.array_equal(read, x[4] * y[4])

    def test_a_maximum_of_what_is_not_a_number_is_none(self):
        x, out = draw(4, 19), np.empty((1, 19))
        x[0, 3] = x[2, 9] = x[3, 17] = np.nan
        x[:, 5] = -np.inf
        execute((np.maximum.reduce, (x, 0, None, out, True)))
        assert np.array_equal(out, x.max(0, keepdims=True), equal_nan=True)

    @pytest.mark.parametrize("length", [1, 15, 16, 50])
    def test_sizes_of_values_and_of_their_updates(self, length):
        old, new = draw(3, length + 2)[:, 1:-1], draw(3, length)
        out = np.full((2, 7), 5.0)
        execute((updates, (old, new, np.empty((3, length)), out[:, 1:6:2])))
        np.testing.assert_allclose(out[0, 1:6:2], (old**2).sum(1), rtol=1e-13)
        np.testing.assert_allclose(out[1, 1:6:2], ((new - old) ** 2).sum(1), rtol=1e-13)
        assert (out[:, ::2] == 5).all()

    def test_scalar_products_of_many_rows(self):
        a, b, out = draw(5, 70), draw(5, 70), np.zeros((5, 3))
        execute((np.vecdot, (a, b, out[:, 1])))
        np.testing.assert_allclose(out[:, 1], (a * b).sum(1), rtol=1e-12)


class TestProducts:
    @pytest.mark.parametrize("m", [1, 2, 5, 6, 7, 13, 17])
    @pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 9, 15, 16, 17, 40, 70])
    @pytest.mark.parametrize("k", [1, 4, 33])
    def test_every_size_and_order(self, m, n, k):
        a, b = draw(m, k), draw(k, n)
        exact = a.astype(np.longdouble) @ b.astype(np.longdouble)
        found = []
        for left in (a, turned(a), gapped(a)):
            for right in (b, turned(b), gapped(b)):
                for out in (np.full((m, n), np.nan), np.full((m, n), np.nan, order="F")):
                    execute((left.dot, (right, out)))
                    found.append(np.array(out))
        assert all(np.array_equal(found[0], other) for other in found)
        np.testing.assert_allclose(found[0], exact.astype(float), rtol=0, atol=1e-14 * k)

    @pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 20), (2, 7), (9, 2), (33, 1), (3, 3)])
    @pytest.mark.parametrize("k", [127, 128, 203])
    def test_long_sums(self, m, n, k):
        a, b = draw(m, k), draw(k, n)
        exact = (a.astype(np.longdouble) @ b.astype(np.longdouble)).astype(float)
        for left in (a, turned(a), gapped(a)):
            for right in (b, turned(b), gapped(b)):
                for out in (np.full((m, n), np.nan), np.full((m, n), np.nan, order="F"), np.full((m, n + 2), np.nan)[:, 1:-1]):
                    execute((left.dot, (right, out)))
                    np.testing.assert_allclose(out, exact, rtol=0, atol=1e-15 * k)

    def test_a_stack_has_the_bits_of_its_members(self):
        a, b, out, one = draw(4, 7, 12), draw(4, 12, 19), np.empty((4, 7, 19)), np.empty((7, 19))
        execute((np.matmul, (a, b, out)))
        shared = np.empty((4, 7, 19))
        execute((np.matmul, (a[0], b, shared)))
        for member in range(4):
            execute((a[member].dot, (b[member], one)))
            assert np.array_equal(one, out[member])
            execute((a[0].dot, (b[member], one)))
            assert np.array_equal(one, shared[member])

    def test_vectors(self):
        a, x, y = draw(6, 9), draw(9), draw(6)
        right, left = np.empty(6), np.empty(9)
        execute((a.dot, (x, right)), (y.dot, (a, left)))
        np.testing.assert_allclose(right, a @ x, rtol=0, atol=1e-13)
        np.testing.assert_allclose(left, y @ a, rtol=0, atol=1e-13)


class TestTape:
    def test_both_sides_mean_the_same_by_a_row(self):
        assert library.library().row_size() == ROW.itemsize

    def test_what_c_has_no_word_for_is_called_between(self):
        order, x = [], np.zeros(3)
        calls = [(np.add, (x, np.array(1.0), x)), (lambda step: order.append((step, x[0])), (STEP,)), (np.add, (x, x, x))]
        NativeTape(calls).loop(4, 7)
        assert order == [(4, 1.0), (5, 3.0), (6, 7.0)]
        assert (x == 14).all()

    @pytest.mark.parametrize(
        "call",
        [
            (np.add, (np.arange(9.0)[:8], np.ones(8), np.arange(9.0)[1:])),
            (np.sin, (np.ones(2), np.ones(2))),
            (np.add, (np.ones(2, np.float32), np.ones(2, np.float32), np.ones(2, np.float32))),
        ],
    )
    def test_what_is_not_a_row_stays_with_numpy(self, call):
        base = np.arange(9.0)
        if call[0] is np.add and call[1][0].dtype == float:
            call = (np.add, (base[:8], np.ones(8), base[1:]))
        assert NativeTape([call]).foreign == [0]

    def test_rings_and_the_number_of_the_step(self):
        rows, source, count = np.zeros((3, 2)), np.zeros(2), np.empty(())
        execute_calls = [
            (np.add, (source, np.array([1.0, 2.0]), source)),
            (number, (count, STEP)),
            (store, (rows, source, STEP, np.ones(()))),
        ]
        NativeTape(execute_calls).loop(5, 9)
        assert count == 9
        assert rows.tolist() == [[2.0, 4.0], [3.0, 6.0], [4.0, 8.0]]

    def test_what_is_due_in_some_steps_only(self):
        rows, source, every, prints = np.zeros((3, 1)), np.zeros(1), np.array(2.0), np.zeros((16, 2))
        calls = [
            (np.add, (source, np.ones(1), source)),
            (when_due, (every, STEP, [(store, (rows, source, STEP, every))])),
            (fingerprint, (prints, np.array(7.0), source, STEP)),
        ]
        NativeTape(calls).loop(0, 15)
        assert rows.ravel().tolist() == [13.0, 15.0, 11.0]  # steps 12, 14 and 10
        assert prints[9].tolist() == [7.0, 100.0]
        every[...] = 1
        NativeTape(calls).loop(15, 16)
        assert rows.ravel().tolist() == [16.0, 15.0, 11.0]

    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
    @pytest.mark.parametrize("place", [0, 37, 299])
    def test_one_value_that_is_not_finite_spoils(self, bad, place):
        values, taint = draw(300), np.zeros(())
        execute((spoil, (taint, values)))
        assert taint == 0
        values[place] = bad
        execute((spoil, (taint, values)))
        assert np.isnan(taint)

    @pytest.mark.parametrize("length", [1, 5, 8, 40])
    @pytest.mark.parametrize("name", sorted(BORN))
    def test_a_value_that_becomes_infinite_or_nan_in_a_later_step_spoils(self, name, length):
        """Nobody looks at all values in each step: the processor must raise a flag."""
        step, x, out, taint = np.zeros(()), np.zeros(length), np.zeros(length), np.zeros(())
        tape = NativeTape([(number, (step, STEP)), *BORN[name](step, x, out), (spoil, (taint, out))])
        assert not tape.foreign
        tape.loop(0, 2)
        assert np.isfinite(out).all()
        assert taint == 0
        tape.loop(0, 3)
        assert not np.isfinite(out).any()
        assert np.isnan(taint)

    def test_a_value_that_came_from_elsewhere_spoils(self):
        """What NumPy makes between two stretches is looked at, and what stood there before the first step."""
        step, x, taint = np.zeros(()), np.zeros(3), np.zeros(())
        calls = [
            (number, (step, STEP)),
            (lambda now: x.fill(np.inf if now == 2 else 0.0), (STEP,)),
            (np.add, (step, step, step)),
            (spoil, (taint, x)),
        ]
        tape = NativeTape(calls)
        tape.loop(0, 2)
        assert taint == 0
        tape.loop(0, 3)
        assert np.isnan(taint)
        taint[...] = 0
        NativeTape(calls[-1:]).loop(5, 9)
        assert np.isnan(taint)

    def test_what_is_translated_bit_by_bit_is_what_is_translated_at_once(self):
        """Joined calls, a sum whose terms nobody keeps and one without a counterpart, cut at every place."""
        x, y, out, terms, total = draw(40), draw(40), np.zeros(40), np.zeros(40), np.zeros(())
        calls = [
            (np.negative, (x, out)), (np.exp, (out, out)), (np.add, (out, 1.0, out)), (np.reciprocal, (out, out)),
            (np.multiply, (x, y, terms)), (np.add.reduce, (terms, None, None, total)), (np.cbrt, (x, y)), (np.tanh, (y, out)),
        ]  # fmt: skip
        whole = NativeTape(calls)
        told = [field for field in ROW.names if field != "work"]
        assert len(whole.table) == 3
        for cut in range(len(calls) + 1):
            tape = NativeTape(calls)
            tape.run(0, cut)
            tape.run(cut, len(calls))
            assert tape.prepare(0.0)
            assert all(np.array_equal(tape.table[field], whole.table[field]) for field in told)
            assert tape.foreign == whole.foreign
            assert len(set(tape.table["work"])) == 1, "all work in the room that is there now"
        assert not NativeTape(calls).prepare(0.0)
        assert NativeTape(calls).prepare(math.inf)

    def test_all_that_is_prepared_has_one_deadline(self, monkeypatch):
        """By a clock that is a second later whenever somebody looks: each slice has five seconds, whatever it is about."""
        debugger, clock, slices = Debugger(chain(60, 2)), itertools.count(), 0
        monkeypatch.setattr(time, "perf_counter", lambda: float(next(clock)))
        done = False
        while not done:
            begun = next(clock)
            done = debugger.prepare(begun + 5.0)
            assert next(clock) - begun <= 6
            slices += 1
        assert slices > 2

    def test_a_flag_is_not_lost_where_finite_data_are_brought_in(self):
        step, x, taint = np.zeros(()), np.zeros(3), np.zeros(())
        born = BORN["reciprocal"](step, np.zeros(3), x)
        tape = NativeTape(
            [(number, (step, STEP)), *born, (given, (lambda now: np.add(x, x, np.zeros(3)), STEP)), (spoil, (taint, x))]
        )
        tape.loop(0, 2)
        assert taint == 0
        tape.loop(0, 3)
        assert np.isnan(taint)

    def test_values_are_looked_at_only_in_doubt(self):
        values, taint, step = np.zeros(2), np.zeros(()), np.zeros(())
        tape = NativeTape([(number, (step, STEP)), (spoil, (taint, values))])
        tape.loop(0, 4)
        assert not tape.doubtful
        values[1] = np.nan
        tape.loop(4, 8)
        assert tape.doubtful


def values(name, kind, steps):
    program = Debugger(load(name)).program
    arena = Arena(program)
    Loader(program, arena).load(0)
    taint = np.zeros(())
    backend = kind(program, arena, [(assign, (arena.old, arena.new)), *Loader(program, arena).calls()], taint=taint)
    with np.errstate(all="ignore"):
        backend.run(0, len(program))
        if steps:
            backend.steps(1, steps)
    assert taint == 0
    return arena


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_a_step_is_numpys_but_for_rounding(name):
    ours, theirs = values(name, NativeBackend, 0), values(name, NumpyBackend, 0)
    scale = np.abs(theirs.buffer).max()
    assert np.abs(ours.buffer - theirs.buffer).max() <= (1e-9 if name in RESTLESS else 1e-14) * scale


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - RESTLESS))
def test_a_few_steps_are_numpys_but_for_rounding(name):
    ours, theirs = values(name, NativeBackend, 8), values(name, NumpyBackend, 8)
    assert np.abs(ours.old - theirs.old).max(initial=0) <= 1e-11 * max(1.0, np.abs(theirs.old).max(initial=0))


CALLED_BETWEEN = {  # look-ups, batches, noise
    "embedding", "echo-truncated", "hopeless", "digits-cnn", "reverse-attention", "induction", "transformer-block",
    "without-square-root", "twelve-blocks", "pre-norm", "two-losses",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - CALLED_BETWEEN))
def test_whole_steps_are_one_call_into_c(name):
    debugger = Debugger(load(name))
    debugger.run(3)
    assert not debugger.backend.whole.foreign


def bits_at(level):
    """What computes, and digests of products, sums and functions of many sizes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, PRINTS],
        env={**os.environ, levels.SWITCH: level, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(len(levels.levels()) < 3, reason="this processor has no two levels that fuse sums: AVX2 and AVX-512")
def test_every_level_that_fuses_sums_has_the_same_bits():
    widest, narrow = bits_at("avx512"), bits_at("avx2")
    assert (widest[0], narrow[0]) == ("compiled, AVX-512", "compiled, AVX2")
    assert widest[1:] == narrow[1:]


def test_a_level_that_the_processor_lacks_is_told(monkeypatch):
    monkeypatch.setenv(levels.SWITCH, "avx1024")
    with pytest.raises(OSError, match="avx1024: this processor has .*baseline"):
        levels.chosen()


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (["X86_V3", "X86_V4", "AVX512_ICL"], ["avx512", "avx2", "baseline"]),
        (["SSE41", "AVX", "F16C", "FMA3", "AVX2"], ["avx2", "baseline"]),
        (["SSE41", "AVX", "AVX2"], ["baseline"]),
        ([], ["baseline"]),
    ],
)
def test_levels_are_known_by_the_names_of_old_and_new_numpy(monkeypatch, found, wanted):
    monkeypatch.setattr(np, "show_config", lambda mode: {"SIMD Extensions": {"found": found}})
    assert [level.name for level in levels.levels()] == wanted


@pytest.mark.parametrize(
    ("system", "variables", "wanted"),
    [
        ("Linux", {}, "~/.cache"),
        ("Linux", {"XDG_CACHE_HOME": "/elsewhere"}, "/elsewhere"),
        ("Darwin", {"XDG_CACHE_HOME": "/elsewhere"}, "~/Library/Caches"),
        ("Windows", {"LOCALAPPDATA": "/local"}, "/local"),
        ("Windows", {}, "~/AppData/Local"),
    ],
)
def test_installed_kernels_are_kept_where_the_system_keeps_caches(system, variables, wanted):
    assert library.cache_folder(system, variables) == Path(wanted).expanduser() / "backprop-explorer"


DAMAGE = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "half of it zeros": lambda path: path.write_bytes(path.read_bytes()[:20000] + bytes(len(path.read_bytes()) - 20000)),
    "empty": lambda path: path.write_bytes(b""),
    "something else": lambda path: path.write_bytes(b"not a library"),
    "without its record": lambda path: library.record(path).unlink(),
}


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Another folder for what is built, and a copy of the library of this processor there."""
    built = library.build()
    for file in (built, library.record(built)):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    library.kernels.cache_clear()
    yield
    library.kernels.cache_clear()


class TestWithoutCompiler:
    def test_numpy_can_be_asked_for(self):
        code = "from engine import Debugger, load; d = Debugger(load('xor')); d.run(5); print(d.backend.name)"
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, library.SWITCH: "numpy"}, capture_output=True, text=True
        )
        assert done.stdout.strip() == "numpy"

    def test_no_compiler_is_told_and_nothing_is_lost(self, elsewhere, monkeypatch):
        library.path(levels.chosen()).unlink()
        monkeypatch.setattr(library, "compiler", lambda: None)
        with pytest.raises(OSError, match="no C compiler"):
            library.build()
        assert backends.chosen() is NumpyBackend
        assert library.engine() == "NumPy (they were not compiled)"

    def test_a_damaged_library_is_compiled_again(self, elsewhere, monkeypatch):
        monkeypatch.setattr(library, "OPTIONS", ("-O0", *library.OPTIONS[1:]))  # quickly
        made = library.build()
        whole = made.read_bytes()
        DAMAGE["half of it zeros"](made)
        assert library.library() is not None
        assert made.read_bytes() == whole

    @pytest.mark.parametrize("damage", DAMAGE)
    def test_a_damaged_library_is_never_loaded(self, elsewhere, monkeypatch, damage):
        DAMAGE[damage](library.build())
        monkeypatch.setattr(library, "compiler", lambda: None)
        assert library.library() is None
        assert "is damaged, and cannot be compiled again: no C compiler" in library.engine()

    def test_what_came_with_the_program_is_preferred(self, elsewhere, monkeypatch, tmp_path):
        made, came = library.build(), tmp_path / "came"
        came.mkdir()
        monkeypatch.setattr(library, "PREBUILT", came)
        for name in (lambda place: place, library.record):
            name(made).rename(name(library.prebuilt(levels.chosen())))
        monkeypatch.setattr(library, "compiler", lambda: None)
        assert library.engine().startswith("compiled, ")


def test_complex_numbers_stay_with_numpy():
    program = Debugger(load("xor")).program
    assert backends.backend_for(program, Arena(program, complex)).name == "numpy"


def test_tanh_and_exp_are_right_where_it_is_hard():
    """Values to 17 digits, by Python's own decimal-exact series for tiny arguments and by limits for large ones."""
    x, t, e = np.array([1e-300, 1e-8, 0.5, 19.0, 800.0]), np.empty(5), np.empty(5)
    execute((np.tanh, (x, t)), (np.exp, (-x, e)))
    assert t[0] == 1e-300
    assert t[1] == 1e-8 - 1e-24 / 3
    assert math.isclose(t[2], 0.46211715726000975850, rel_tol=2e-16)
    assert t[4] == 1.0
    assert e[4] == 0.0
    assert math.isclose(e[3], 5.602796437537268e-09, rel_tol=3e-16)


def test_room_of_every_kind_of_number_is_as_long_as_asked():
    kept = [(count, aligned(count, kind)) for count in range(1, 200) for kind in (np.float32, float, complex)]
    assert all(len(room) == count for count, room in kept), "wherever the memory lies"


def test_large_values_begin_where_a_line_of_the_cache_does():
    program = Debugger(load("transformer-block")).program
    arena = Arena(program)
    made = {instr.out for instr in program.code} - set(arena.layout.aliases)
    large = [
        arena.views[slot]
        for slot in made
        if program.slots[slot].kind in (LOCAL, PREACTIVATION, VALUE) and arena.views[slot].size >= 64
    ]
    assert len(large) > 10
    assert not any(view.ctypes.data % 64 for view in large)
