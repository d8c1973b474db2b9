"""Which of many names there is room for at an axis, and whether they stand or are tilted: they never lie over each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, radians, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

STEEP = (45.0, 70.0)  # degrees by which names are tilted: little, or more where that leaves room for all of them
APART, SHORT = 8.0, 4  # pixels between two names; letters of a name that is rather left out than tilted
Places = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Names:
    """The names that are written; `angle` is 0 where they stand upright, `high` what tilted ones need."""

    shown: Places = ()
    angle: float = 0.0
    high: int = 0

    @property
    def tilted(self) -> bool:
        """Whether they are tilted."""
        return self.angle > 0


def arranged(all_: Places, range_: list[float], length: float, metrics: QFontMetricsF, upright: bool, most: float) -> Names:
    """The names for an axis of so many pixels over a range; along an `upright` one they stand below each other."""
    inside = tuple(tick for tick in all_ if range_[0] <= tick[0] <= range_[1])
    if not inside or length <= 0:
        return Names(inside)
    pixels = length / max(range_[1] - range_[0], 1e-9)
    if upright:
        return Names(_every(inside, metrics.height() / pixels))
    if _fit(inside, pixels, metrics):
        return Names(inside)
    if max(len(words) for _, words in inside) <= SHORT:
        widest = max(metrics.horizontalAdvance(words) for _, words in inside)
        return Names(_every(inside, (widest + APART) / pixels))
    angle = next((a for a in STEEP if len(_every(inside, _need(a, metrics) / pixels)) == len(inside)), STEEP[-1])
    shown = _every(inside, _need(angle, metrics) / pixels)
    longest = max(most - metrics.height() * cos(radians(angle)), 3 * metrics.height()) / sin(radians(angle))
    cut = tuple((place, metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, longest)) for place, words in shown)
    widest = max(metrics.horizontalAdvance(words) for _, words in cut)
    return Names(cut, angle, ceil(widest * sin(radians(angle)) + metrics.height() * cos(radians(angle))))


def _need(angle: float, metrics: QFontMetricsF) -> float:
    """How far apart tilted names must stand, in pixels."""
    return metrics.height() / sin(radians(angle))


def _fit(names: Places, pixels: float, metrics: QFontMetricsF) -> bool:
    """Whether all stand beside each other; of hundreds mostly the first two do not, and no more are measured."""
    wide = ((place, metrics.horizontalAdvance(words)) for place, words in names)
    return all((after - before) * pixels >= (one + other) / 2 + APART for (before, one), (after, other) in pairwise(wide))


def _every(names: Places, apart: float) -> Places:
    """As many as stand so far apart: the first, the last and every so many-th between them."""
    if len(names) < 2:
        return names
    step = max(1, ceil(apart / max((names[-1][0] - names[0][0]) / (len(names) - 1), 1e-9) - 1e-9))
    chosen = list(names[::step])
    if chosen[-1] != names[-1]:
        if len(chosen) > 1 and names[-1][0] - chosen[-1][0] < apart:
            chosen.pop()
        chosen.append(names[-1])
    return tuple(chosen)
