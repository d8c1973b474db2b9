"""How an array of another program lies: with its axes in another order, or flat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from engine.library.rule import Array, Shape


@dataclass(frozen=True)
class Layout:
    """The order of axes that makes an array lie as ours does; `flat` where it had a single one."""

    axes: tuple[int, ...]
    flat: bool = False

    @property
    def turned(self) -> bool:
        """Whether axes are exchanged."""
        return self.axes != tuple(sorted(self.axes))


def _long(shape: Sequence[int]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)


def layouts(theirs: Shape, ours: Shape) -> list[Layout]:
    """Every way in which an array of one shape may hold a quantity of another; axes of length 1 do not count."""
    there, here = _long(theirs), _long(ours)
    if len(there) == len(here):
        return [Layout(axes) for axes in permutations(range(len(there))) if tuple(there[axis] for axis in axes) == here]
    return [Layout((0,), True)] if len(there) == 1 and math.prod(there) == math.prod(here) else []


def fits(theirs: Shape, ours: Shape) -> bool:
    """Whether an array of one shape may hold a quantity of the other."""
    return bool(layouts(theirs, ours))


def laid(values: Array, layout: Layout, ours: Shape) -> Array:
    """The array as ours lies."""
    if layout.flat:
        return values.reshape(ours)
    return np.transpose(values.reshape(_long(values.shape)), layout.axes).reshape(ours)


def convention(found: Sequence[Sequence[Layout]]) -> Layout | None:
    """The order of axes that some arrays of one kind show, each with its possible layouts; None if none can mean only one."""
    shown = [ways[0] for ways in found if len(ways) == 1 and len(ways[0].axes) > 1 and not ways[0].flat]
    return shown[0] if shown else None
