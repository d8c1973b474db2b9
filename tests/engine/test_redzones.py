"""Red zones between the values of a step: every example leaves them whole, gives the same bits, and an overrun is seen."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import as_strided
from redzones import Overrun, redzones
from tiers import sample

from engine import ADD, MUL, SUM, Builder, Debugger, backward, load
from engine.interchange.documents.examples import EXAMPLES
from engine.library.rule import Op, Rule
from engine.runtime import backends


def values(debugger):
    return {slot.name: np.array(debugger.read(slot.index)) for slot in debugger.program.slots}


@pytest.fixture(params=["native", "numpy"])
def backend(request, monkeypatch):
    if request.param == "numpy":
        monkeypatch.setattr(backends, "library", lambda: None)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("name", sample(sorted(EXAMPLES), 6, often=2))
def test_an_example_leaves_them_whole_and_gives_the_same_bits(name):
    plain = Debugger(load(name))
    plain.run(12)
    with redzones():
        guarded = Debugger(load(name))
        assert guarded.arena.layout.guards
        guarded.run(12)
        guarded.back_over("step")
        guarded.run(1)
    mine, theirs = values(plain), values(guarded)
    assert all(np.array_equal(mine[key], theirs[key], equal_nan=True) for key in mine)


def planted(write, read):
    """A formula with an operation that writes or reads some elements too many."""

    def beyond(array, more):
        return as_strided(array, (array.size + more,), (array.itemsize,))

    def bind(out, x):
        return [(np.negative, (beyond(x, max(write, read)), beyond(out, write)))] if write or not read else [
            (np.add.reduce, (beyond(x, read), None, None, out[:1].reshape(()))), (np.copyto, (out[1:], x[1:]))]  # fmt: skip

    rule = Rule("planted", "planted", ("x",), bind, "planted {x}", lambda x: 0)
    op = Op("planted", ("x",), lambda x: x, rule, (None,), "{x}", ())
    b = Builder()
    x = b.parameter("x", np.arange(1.0, 7.0))
    y = b.apply(ADD, x, x, name="y")
    z = b.apply(op, y, name="z")
    total = b.apply(SUM, b.apply(MUL, z, y, name="w"), name="total")
    return b.finish(loss=total, gradient_of=backward(b, total, [x]).of)


@pytest.mark.usefixtures("backend")
def test_what_writes_one_element_too_many_is_seen():
    with redzones():
        fine = Debugger(planted(0, 0))
        fine.go(len(fine.program))
        wrong = Debugger(planted(1, 0))
        with pytest.raises(Overrun, match="after z"):
            wrong.go(len(wrong.program))


def test_what_reads_one_element_too_many_gives_a_number_that_nobody_believes():
    with redzones():
        wrong = Debugger(planted(0, 1))
        wrong.go(len(wrong.program))
        assert abs(float(wrong.value("total"))) > 1e70


def test_without_them_nothing_lies_between(request):
    if request.config.getoption("--red-zones"):
        pytest.skip("here they are everywhere")
    assert Debugger(load("xor")).arena.layout.guards == ()
