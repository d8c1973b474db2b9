"""Calls that together are one function of each element, in one pass and as one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.library.rule import Array, Call
from engine.runtime.native.rows import CODE, Row, Untranslatable, reduced, whole


@dataclass(frozen=True)
class Pattern:
    """Calls that together form one function, by the letters of their arguments.

    A digit is a constant of that value, a capital letter a number. `o` is the result; `t` is scratch of the rule that made the
    calls, which nothing else reads. Where there are more than two operands, all but numbers must be contiguous.
    """

    name: str
    operands: str
    calls: tuple[tuple[np.ufunc, str], ...]

    @cached_property
    def functions(self) -> tuple[np.ufunc, ...]:
        """What is called."""
        return tuple(function for function, _ in self.calls)


PATTERNS = (
    Pattern("sigmoid", "x", ((np.negative, "xo"), (np.exp, "oo"), (np.add, "o1o"), (np.reciprocal, "oo"))),
    Pattern("sigmoid_slope", "xy", ((np.exp, "xo"), (np.add, "o1o"), (np.divide, "yoo"))),
    Pattern("tanh_slope", "x", ((np.exp, "xo"), (np.reciprocal, "ot"), (np.add, "oto"), (np.divide, "2oo"), (np.multiply, "ooo"))),
    Pattern("mix", "xyCD", ((np.multiply, "xCo"), (np.multiply, "yDt"), (np.add, "oto"))),
    Pattern("mix_squares", "xyCD", ((np.multiply, "xCo"), (np.multiply, "yyt"), (np.multiply, "tDt"), (np.add, "oto"))),
    Pattern("descend", "dpL", ((np.multiply, "dLo"), (np.subtract, "poo"))),
    Pattern("adam_step", "mvpEL",
            ((np.sqrt, "vt"), (np.add, "tEt"), (np.divide, "mtt"), (np.multiply, "tLt"), (np.subtract, "pto"))),
)  # fmt: skip
# What makes the terms of a sum.
SUMS: dict[str, list[Callable[..., Any]]] = {"sum_products": [np.multiply], "sum_squares": [np.subtract, np.multiply]}
LONGEST = max(len(pattern.calls) for pattern in PATTERNS)
SUMMED = {steps[0] for steps in SUMS.values()}
STARTS: dict[Callable[..., Any], list[Pattern]] = {
    start: [pattern for pattern in PATTERNS if pattern.calls[0][0] is start] for start in {p.calls[0][0] for p in PATTERNS}
}


def joined(calls: Sequence[Call]) -> tuple[int, Row] | None:
    """How many calls from the first on, which is one of STARTS, are one function, and its row; None if they are not."""
    made = tuple(function for function, _ in calls)
    for pattern in STARTS[made[0]]:
        if made[: len(pattern.calls)] == pattern.functions and (found := _bound(pattern, calls)) is not None:
            row = whole(CODE[pattern.name], found["o"], *(found[letter] for letter in pattern.operands))
            return None if row is None else (len(pattern.calls), row)
    return None


def summed(calls: Sequence[Call], uses: Callable[[int], int]) -> tuple[int, Row] | None:
    """How many calls from the first on are sums of products or of squared differences, and their row; None if they are not.

    The terms are not kept: `uses`, how often all calls name a piece of memory, tells whether others read them.
    """
    for name, steps in SUMS.items():
        count = len(steps) + 1
        *making, (reduce, arguments) = calls[:count]
        if [function for function, _ in making] != steps or not _adds_up(reduce):
            continue
        x, y, terms = making[0][1]
        inner = [argument for _, later in making[1:] for argument in later]
        if any(argument is not terms for argument in (*inner, arguments[0])):
            continue
        if named(calls[:count])[memory(terms)] < uses(memory(terms)):
            continue
        try:
            row = reduced(CODE[name], arguments, x, y)
        except Untranslatable:
            continue
        return None if row is None else (count, row)
    return None


def _adds_up(function: Callable[..., Any]) -> bool:
    return getattr(function, "__self__", None) is np.add and function.__name__ == "reduce"


def named(calls: Iterable[Call]) -> Counter[int]:
    """How often calls name each piece of memory."""
    values = (value for function, arguments in calls for value in (getattr(function, "__self__", None), *arguments))
    return Counter(memory(value) for value in values if isinstance(value, np.ndarray))


def memory(array: Array) -> int:
    """Which piece of memory an array is some of."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return id(array)


def _bound(pattern: Pattern, calls: Sequence[Call]) -> dict[str, Array] | None:
    found: dict[str, Array] = {}
    shape = calls[0][1][-1].shape
    for (_, arguments), (_, letters) in zip(calls, pattern.calls, strict=False):
        for argument, letter in zip(arguments, letters, strict=True):
            if getattr(argument, "shape", ()) != (shape if letter.islower() else ()):
                return None
            if letter.isdigit():
                if argument != float(letter):
                    return None
            elif found.setdefault(letter, argument) is not argument:
                return None
    return found
