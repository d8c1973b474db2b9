"""The way of each wire: straight where nothing lies between, else out of the card, along a lane past the cards, and in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np

from gui.canvas.geometry import NAME

CLEAR, LANE = 10.0, 16.0  # from a card and its name to the first lane, and from lane to lane
OUT, APART = 22.0, 12.0  # from a card to where a wire turns, and between two that turn there
NEAREST = 12.0  # cards closer than this have no room for straight wires
LANES = 9
TOUCH = 5.0  # a wire's own thickness
ON_A_CARD = 1e5  # what crossing a card costs, in units of length


@dataclass(frozen=True)
class Box:
    """A card, or what a part of a wire covers."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Ends:
    """A wire's cards by name, and between which heights its lines leave and arrive."""

    source: str
    target: str
    leaves: tuple[float, float]
    arrives: tuple[float, float]
    delayed: bool


@dataclass(frozen=True)
class Route:
    """Three turns: right of the source at `out`, along the height `lane`, left of the target at `back`."""

    out: float
    lane: float
    back: float


def find_routes(wires: Mapping[str, Ends], cards: Mapping[str, Box]) -> dict[str, Route]:
    """Routes of the wires that cannot be straight; the shortest wires choose first."""
    known = _Cards(cards)
    around = [name for name, ends in wires.items() if not known.straight(ends)]
    around.sort(key=lambda name: abs(cards[wires[name].target].left - cards[wires[name].source].right))
    result: dict[str, Route] = {}
    leaving: dict[str, int] = {}
    arriving: dict[str, int] = {}
    for name in around:
        ends = wires[name]
        out = cards[ends.source].right + OUT + APART * leaving.get(ends.source, 0)
        back = cards[ends.target].left - OUT - APART * arriving.get(ends.target, 0)
        result[name] = Route(out, known.lane(ends, out, back, result.values()), back)
        leaving[ends.source] = leaving.get(ends.source, 0) + 1
        arriving[ends.target] = arriving.get(ends.target, 0) + 1
    return result


def headrooms(cards: Mapping[str, Box], most: float) -> dict[str, float]:
    """How much room each card has above it, up to the next card."""
    known = _Cards(cards)
    result = {}
    for name, card in cards.items():
        over = (known.left < card.right) & (known.right > card.left) & (known.bottom <= card.top)
        result[name] = min(most, card.top - float(known.bottom[over].max(initial=-inf)))
    return result


class _Cards:
    """All cards as columns of numbers, because each wire asks about every one of them."""

    def __init__(self, cards: Mapping[str, Box]) -> None:
        self.named = cards
        self.boxes = list(cards.values())
        self.left, self.top, self.right, self.bottom = (
            np.array([getattr(box, side) for box in self.boxes]) for side in ("left", "top", "right", "bottom")
        )

    def straight(self, ends: Ends) -> bool:
        """Whether nothing lies between two cards."""
        source, target = self.named[ends.source], self.named[ends.target]
        start, end = source.right, target.left
        if ends.delayed or end - start < NEAREST:
            return False
        top, bottom = min(ends.leaves[0], ends.arrives[0]), max(ends.leaves[1], ends.arrives[1])
        beside = (self.left - TOUCH < end) & (self.right + TOUCH > start)
        between = np.flatnonzero(beside & (self.top - TOUCH < bottom) & (self.bottom + TOUCH > top))
        others = (self.boxes[place] for place in between)
        return not any(_hull_meets(ends, start, end, card) for card in others if card is not source and card is not target)

    def crossed(self, part: Box) -> int:
        """How many cards, their names included, lie in the way of a part of a wire."""
        meeting = (self.left < part.right) & (part.left < self.right) & (self.top - NAME < part.bottom) & (part.top < self.bottom)
        return int(np.count_nonzero(meeting))

    def lane(self, ends: Ends, out: float, back: float, taken: Iterable[Route]) -> float:
        """The height of the shortest way that crosses no card and no lane of another wire; above, if both are equal."""
        leave, arrive = sum(ends.leaves) / 2, sum(ends.arrives) / 2
        first, last = min(out, back), max(out, back)
        lanes = [other.lane for other in taken if first < max(other.out, other.back) and last > min(other.out, other.back)]
        heights = self._heights(first, last)
        if not len(heights):
            return min(leave, arrive) - LANE  # far apart, with nothing between
        lengths = np.abs(heights - leave) + np.abs(heights - arrive) + 30.0 * (heights > max(leave, arrive))
        best, found = inf, 0.0
        for place in np.argsort(lengths, kind="stable"):
            if lengths[place] >= best:
                break  # nothing in the way could make up for the length
            lane = float(heights[place])
            crossed = sum(self.crossed(part) for part in _parts(ends, Route(out, lane, back)))
            cost = lengths[place] + ON_A_CARD * (crossed + sum(abs(lane - other) < LANE - 1 for other in lanes))
            if cost < best:
                best, found = cost, lane
        return found

    def _heights(self, first: float, last: float) -> np.ndarray:
        """Lanes above and below each card on the way, nearest first."""
        near = (self.right > first - OUT) & (self.left < last + OUT)
        steps = LANE * np.arange(LANES)
        above = (self.top[near] - NAME - CLEAR)[:, None] - steps
        below = (self.bottom[near] + CLEAR)[:, None] + steps
        return np.stack([above, below], axis=-1).reshape(-1)


def _hull_meets(ends: Ends, start: float, end: float, card: Box) -> bool:
    """Whether the straight lines between two cards meet a third."""
    left, right = max(start, card.left - TOUCH), min(end, card.right + TOUCH)
    if left >= right:
        return False
    (top, bottom), (to_top, to_bottom) = ends.leaves, ends.arrives
    shares = ((left - start) / (end - start), (right - start) / (end - start))
    highest = min(top + (to_top - top) * share for share in shares)
    lowest = max(bottom + (to_bottom - bottom) * share for share in shares)
    return highest < card.bottom + TOUCH and lowest > card.top - TOUCH


def _parts(ends: Ends, route: Route) -> Iterator[Box]:
    """What of a routed wire depends on its lane."""
    out, lane, back = route.out, route.lane, route.back
    yield Box(out - TOUCH, min(ends.leaves[0], lane), out + TOUCH, max(ends.leaves[1], lane))
    yield Box(min(out, back) - TOUCH, lane - TOUCH, max(out, back) + TOUCH, lane + TOUCH)
    yield Box(back - TOUCH, min(ends.arrives[0], lane), back + TOUCH, max(ends.arrives[1], lane))
