"""The way of each wire: straight where nothing lies between, else out of the card, along a lane past the cards, and in again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


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
    around = [name for name, ends in wires.items() if not _straight(ends, cards)]
    around.sort(key=lambda name: abs(cards[wires[name].target].left - cards[wires[name].source].right))
    result: dict[str, Route] = {}
    named = {name: replace(card, top=card.top - NAME) for name, card in cards.items()}
    leaving: dict[str, int] = {}
    arriving: dict[str, int] = {}
    for name in around:
        ends = wires[name]
        out = cards[ends.source].right + OUT + APART * leaving.get(ends.source, 0)
        back = cards[ends.target].left - OUT - APART * arriving.get(ends.target, 0)
        result[name] = Route(out, _lane(ends, out, back, named, result), back)
        leaving[ends.source] = leaving.get(ends.source, 0) + 1
        arriving[ends.target] = arriving.get(ends.target, 0) + 1
    return result


def _straight(ends: Ends, cards: Mapping[str, Box]) -> bool:
    start, end = cards[ends.source].right, cards[ends.target].left
    if ends.delayed or end - start < NEAREST:
        return False
    return not any(_hull_meets(ends, start, end, card) for name, card in cards.items() if name not in (ends.source, ends.target))


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


def _lane(ends: Ends, out: float, back: float, cards: Mapping[str, Box], taken: Mapping[str, Route]) -> float:
    """The height of the shortest way that crosses no card and no lane of another wire; above, if both are equal."""
    leave, arrive = sum(ends.leaves) / 2, sum(ends.arrives) / 2

    def cost(lane: float) -> float:
        parts = list(_parts(ends, Route(out, lane, back), cards))
        crossed = sum(part.meets(card) for card in cards.values() for part in parts)
        span = (min(out, back), max(out, back))
        shared = sum(
            abs(lane - other.lane) < LANE - 1 and span[0] < max(other.out, other.back) and span[1] > min(other.out, other.back)
            for other in taken.values()
        )
        below = lane > max(leave, arrive)
        return ON_A_CARD * (crossed + shared) + abs(lane - leave) + abs(lane - arrive) + 30.0 * below

    heights = [
        lane
        for card in cards.values()
        if card.right > min(out, back) - OUT and card.left < max(out, back) + OUT
        for step in range(LANES)
        for lane in (card.top - CLEAR - LANE * step, card.bottom + CLEAR + LANE * step)
    ]
    return min(heights or [min(leave, arrive) - LANE], key=cost)  # far apart, with nothing between


def _parts(ends: Ends, route: Route, cards: Mapping[str, Box]) -> Iterator[Box]:
    """What a routed wire covers outside its own cards."""
    out, lane, back = route.out, route.lane, route.back
    start, end = cards[ends.source].right, cards[ends.target].left
    yield Box(start + 1, ends.leaves[0], out, ends.leaves[1])
    yield Box(out - TOUCH, min(ends.leaves[0], lane), out + TOUCH, max(ends.leaves[1], lane))
    yield Box(min(out, back) - TOUCH, lane - TOUCH, max(out, back) + TOUCH, lane + TOUCH)
    yield Box(back - TOUCH, min(ends.arrives[0], lane), back + TOUCH, max(ends.arrives[1], lane))
    yield Box(back, ends.arrives[0], end - 1, ends.arrives[1])
