"""Prints what computes here, and a digest of each kernel's results over many sizes.

A test runs this once for each level of instructions; the digests must be the same.
"""

import hashlib

import numpy as np

from engine import Debugger, load
from engine.library.normal import normal_cdf
from engine.library.update_rules import ADAM_STEP, DESCEND, FIRST_MOMENT, SECOND_MOMENT
from engine.runtime.execute.calls import updates
from engine.runtime.native import levels, library
from engine.runtime.native.tape import NativeTape

SIZES = (1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 23, 24, 33, 64, 130)
FUNCTIONS = {"exp": np.exp, "tanh": np.tanh, "normal": normal_cdf, "sqrt": np.sqrt, "reciprocal": np.reciprocal, "sign": np.sign}


def execute(*calls):
    tape = NativeTape(list(calls))
    assert not tape.foreign
    tape.run(0, len(calls))


def products(draw):
    for m in SIZES:
        for n in SIZES:
            for k in (1, 3, 8, 19, 140):
                a, b, out = draw(m, k), draw(k, n), np.empty((m, n))
                execute((a.dot, (b, out)))
                yield out
                execute((a.dot, (np.asfortranarray(b), out)))
                yield out


def sums(draw):
    for n in (*SIZES, 300, 1001):
        a, b, out = draw(3, n), draw(3, n), np.empty(3)
        execute((np.add.reduce, (a, 1, None, out)))
        yield out.copy()
        execute((np.vecdot, (a, b, out)))
        yield out
        both = np.empty((2, 3))
        execute((updates, (a, b, np.empty((3, n)), both)))
        yield both


def functions(function, draw):
    for n in (*SIZES, 1001):
        x, out = draw(n) * 10.0 ** np.floor(draw(n) * 2), np.empty(n)
        execute((function, (np.abs(x) if function is np.sqrt else x, out)))
        yield out
    x = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, -np.nan, 5e-324, 709.79, -745.2, 1e308, -1e308, 30.0, -30.0])
    out = np.empty(len(x))
    execute((function, (x, out)))
    yield out


def optimizers(draw):
    for n in SIZES:
        x, y, z, out = draw(n), draw(n), np.abs(draw(n)), np.empty(n)
        for calls in (
            FIRST_MOMENT.bind(out, x, y, beta=0.9),
            SECOND_MOMENT.bind(out, x, y, beta=0.9),
            DESCEND.bind(out, x, y, np.array(0.1)),
            ADAM_STEP.bind(out, x, y, z, np.array(0.1), eps=1e-8),
        ):
            execute(*calls)
            yield out


def digest(results):
    hashed = hashlib.sha256()
    for result in results:
        hashed.update(result.tobytes())
    return hashed.hexdigest()


def trained(name):
    debugger = Debugger(load(name))
    debugger.run(20)
    yield from debugger.parameters().values()


def main():
    library.build(levels.chosen())
    draw = np.random.default_rng(3).normal
    made = {"products": products, "sums": sums, "optimizers": optimizers}
    made |= {name: lambda draw, function=function: functions(function, draw) for name, function in FUNCTIONS.items()}
    print(library.engine())
    for name, make in made.items():
        print(name, digest(make(lambda *shape: draw(size=shape))))
    for name in ("xor", "vanishing", "sine"):
        print(name, digest(trained(name)))


if __name__ == "__main__":
    main()
