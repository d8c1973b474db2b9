"""One operation of the machine, and how to display it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Shape = tuple[int, ...]
Call = tuple[Callable[..., Any], tuple[Any, ...]]
LINE = 8  # numbers in a line of the cache
Product = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Rule:
    """A computation over arrays: forward, gradient and update rules are all of this type.

    `key` is its stable, unique name in the program, `name` what people read, marked for translation.
    `bind(out, *operands, **settings)` returns NumPy calls that fill `out` in place; it is called
    once for each instruction, so views, scratch buffers and constants are made there, and run
    mode and step mode execute the very same calls. `formula` is a template over the operand
    names. `flops` counts additions and multiplications from the operands' shapes, and from the settings where
    `priced_by_settings`. `expand`
    gives the products whose sum is one element of the result. An `elementwise` rule makes each element of
    the elements in its place (an operand that lacks an axis, or has one of length 1, is the same along it),
    so its formula itself can be filled with numbers, and rules over neighbouring values may run as one. A rule
    that `stacks` can be bound to many members at once: operands (members, rows, columns), results (members,)
    where they are scalars. A rule that says nothing of all this is right, only slower and without numbers.
    """

    key: str
    name: str
    needs: tuple[str, ...]
    bind: Callable[..., Sequence[Call]]
    formula: str
    flops: Callable[..., int]
    expand: Callable[..., list[Product]] | None = None
    stacks: bool = False
    elementwise: bool = False
    priced_by_settings: bool = False


@dataclass(frozen=True)
class Op:
    """A differentiable operation: its forward rule and one gradient rule for each input.

    `shape` gives the shape of the result from those of the inputs, and a ValueError where they do not fit (`fit`, `alike`).

    A gradient rule may need `g` (the gradient of the loss with respect to the output), `out`, and any input by
    name. None means that no gradient flows into that input. An elementwise function of one input
    has a `derivative` instead, needing `x` or `out`: the chain rule then shows it as a value of its
    own, multiplied by `g` in the next line. `samples` are input shapes on which the tests check
    every rule, with `example` as settings; `positive` and `away` describe the inputs they draw
    (all positive; away from 0, where a kink sits). `torch` is the same in PyTorch, over the inputs' names and
    {axis}, the axis of the units.
    """

    name: str
    inputs: tuple[str, ...]
    shape: Callable[..., Shape]
    forward: Rule
    vjps: tuple[Rule | None, ...]
    torch: str
    samples: tuple[tuple[Shape, ...], ...]
    positive: bool = False
    away: bool = False
    derivative: Rule | None = None
    example: dict[str, Any] = field(default_factory=dict, hash=False)


def size(shape: Shape) -> int:
    """Number of elements of an array of that shape."""
    return math.prod(shape)


def scalar(value: float, out: Array) -> Array:
    """`value` as a 0-d array of the type of `out`; NumPy multiplies by it twice as fast as by a float."""
    return np.array(value, out.dtype)


def aligned(count: int, dtype: Any) -> Array:
    """A vector of zeros that begins where a line of the cache does, so that what is loaded at once lies in one line."""
    room = np.zeros(count + LINE * 8 // np.dtype(dtype).itemsize, dtype)
    start = _before_line(room) // room.itemsize
    return room[start : start + count]


def _before_line(room: Array) -> int:
    """How many bytes of it stand before the first line of the cache."""
    address: int = room.__array_interface__["data"][0]
    return -address % (LINE * 8)


def scratch(out: Array) -> Array:
    """A private buffer like `out`; of bytes, so that it is no part of another array: scripts ask for the whole of a value."""
    if out.flags.c_contiguous:
        room = bytearray(out.nbytes + LINE * 8)
        return np.ndarray(out.shape, out.dtype, room, _before_line(np.frombuffer(room, np.uint8)))
    return np.empty_like(out)


def maximum(a: Array, b: Array, out: Array) -> None:
    """np.maximum with a positional `out`, which NumPy deprecates for this ufunc alone."""
    np.maximum(a, b, out=out)


def minimum(a: Array, b: Array, out: Array) -> None:
    """np.minimum with a positional `out`."""
    np.minimum(a, b, out=out)


def heaviside(out: Array) -> Callable[..., object]:
    """np.heaviside for arrays like `out`; that of complex numbers is that of their real parts."""
    return np.heaviside if out.dtype.kind == "f" else _heaviside_of_real


def _heaviside_of_real(x: Array, at_zero: Array, out: Array) -> None:
    out[...] = np.heaviside(x.real, at_zero.real)


def alike(*shapes: Shape) -> Shape:
    """The shape rule of elementwise operations; ValueError if they differ, because nothing is broadcast."""
    if len(set(shapes)) > 1:
        raise ValueError("unlike shapes")
    return shapes[0]


def fit(signature: str, *shapes: Shape) -> Shape:
    """The shape that "oi,is,o->os" gives: every letter is one length, 1 is itself. ValueError if the shapes do not fit."""
    operands, result = signature.split("->")
    lengths = {"1": 1}
    for letters, shape in zip(operands.split(","), shapes, strict=True):
        if len(letters) != len(shape) or any(lengths.setdefault(letter, n) != n for letter, n in zip(letters, shape, strict=True)):
            raise ValueError(f"{shape} is not {letters}")
    return tuple(lengths[letter] for letter in result)


def per_element(count: int) -> Callable[..., int]:
    """A cost of `count` operations for each element of the first operand."""
    return lambda *shapes: count * size(shapes[0])


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Row = TypeVar("Row", bound=_Named)


def by_name(*rows: Row) -> dict[str, Row]:
    """A table of rows under their names."""
    return {row.name: row for row in rows}
