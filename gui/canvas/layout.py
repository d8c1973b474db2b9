"""Where layers are drawn: where the person put them, and the others in columns by depth, as text is set in lines."""

from __future__ import annotations

from engine.model.network import Network, Node
from gui.canvas.faces import face
from gui.canvas.geometry import APART, CLOSE, WIDTH, node_rect

MOST = 11  # columns in a row; a deep network goes on in rows of equal length, from the left again
LOWER = 24.0  # between two layers of one column
ROW_GAP = 150.0  # between rows: room for names and for the wires that join them
Place = tuple[float, float]
Sizes = dict[str, tuple[float, float]]  # width and height of the card of each layer


def places(network: Network) -> dict[str, Place]:
    """Where each layer is drawn.

    A layer that was put somewhere by hand stays there, and the others stand in their columns as if it were in its own. Only
    where such a place has become useless, the layer is fitted in beside its sources.
    """
    usual, sizes = _columns(network), {node.id: (_wide(node), _high(node)) for node in network.nodes}
    widest = max((width for width, _ in sizes.values()), default=0.0)
    result = {node.id: node.position for node in network.nodes if node.position is not None}
    for node_id in _depths(network) if result else usual:
        if node_id not in result:
            node = network.node(node_id)
            if _useless(network, node, usual, result, sizes, widest):
                _fit_in(network, node, result, sizes)
            else:
                result[node_id] = usual[node_id]
    return result


def _useless(network: Network, node: Node, usual: dict[str, Place], taken: dict[str, Place], sizes: Sizes, widest: float) -> bool:
    """Whether the usual place of a layer is taken, or no longer right of its sources."""
    here = usual[node.id]
    moved = [source for source in _sources(network, node) if source in taken]
    overtaken = any(usual[source][0] < here[0] <= taken[source][0] + sizes[source][0] for source in moved)
    near = ((other, place) for other, place in taken.items() if abs(place[0] - here[0]) < widest)  # there may be hundreds
    return overtaken or any(_in_the_way(sizes[other], place, sizes[node.id], here, 0) for other, place in near)


def _sources(network: Network, node: Node) -> list[str]:
    return [wire.source for wire in network.incoming(node.id) if not wire.delay]


def _in_the_way(other: tuple[float, float], place: Place, size: tuple[float, float], here: Place, gap: float) -> bool:
    """Whether the card of another layer would be covered by one of a size, or stand beside it without a gap."""
    left, top = place
    x, y = here
    return left < x + size[0] + gap and left + other[0] + gap > x and top < y + size[1] and top + other[1] > y


def _plain(node: Node) -> bool:
    """Whether a layer shows neurons, from which lines go out."""
    return face(node) is None


def _wide(node: Node) -> float:
    return node_rect(node).width()


def _high(node: Node) -> float:
    return node_rect(node).height()


def _depths(network: Network) -> dict[str, int]:
    """The column of each layer: one after its farthest source; what is not connected yet follows what was drawn before."""
    result: dict[str, int] = {}
    sources: dict[str, list[str]] = {node.id: [] for node in network.nodes}
    for wire in network.wires:
        if not wire.delay:
            sources[wire.target].append(wire.source)
    kinds = {node.id: node.type for node in network.nodes}
    begun: set[str] = set()
    for node in network.nodes:
        stack = [node.id]
        while stack:
            here = stack[-1]
            waiting = [source for source in sources[here] if source not in result and source not in begun]
            begun.add(here)
            stack += waiting
            if not waiting and stack.pop() not in result:
                first = 0 if kinds[here] == "input" else max(result.values(), default=-1) + 1
                result[here] = max((result.get(source, 0) + 1 for source in sources[here]), default=first)
    return result


def _columns(network: Network) -> dict[str, Place]:
    depths = _depths(network)
    count = max(depths.values(), default=0) + 1
    columns: list[list[Node]] = [[] for _ in range(count)]
    for node in network.nodes:
        columns[depths[node.id]].append(node)
    per_row = -(-count // -(-count // MOST))
    result: dict[str, Place] = {}
    top = 0.0
    for start in range(0, count, per_row):
        row = columns[start : start + per_row]
        tallest = max(_height(members) for members in row)
        x = 0.0
        for number, members in enumerate(row):
            y = top + (tallest - _height(members)) / 2
            for node in members:
                result[node.id] = (x, y)
                y += _high(node) + LOWER
            lines = any(map(_plain, members)) and any(map(_plain, row[number + 1] if number + 1 < len(row) else []))
            x += max(map(_wide, members), default=WIDTH) + (APART if lines else CLOSE)
        top += tallest + ROW_GAP
    return result


def _height(members: list[Node]) -> float:
    return sum(_high(node) + LOWER for node in members) - LOWER


def _fit_in(network: Network, node: Node, taken: dict[str, Place], sizes: Sizes) -> None:
    """Place a layer beside its sources; what lies in the way there, and all to the right of it, moves on by a column."""
    wide, high = sizes[node.id]
    sources = [source for source in _sources(network, node) if source in taken]
    beside = {source: taken[source] for source in sources} or taken
    x = max(left + sizes[other][0] for other, (left, _) in beside.items()) + APART
    middles = [top + sizes[other][1] / 2 for other, (_, top) in beside.items()]
    here = (x, sum(middles) / len(middles) - high / 2)
    if any(_in_the_way(sizes[other], place, sizes[node.id], here, LOWER) for other, place in taken.items()):
        for other, (left, top) in taken.items():
            if left + sizes[other][0] > x - LOWER and other not in sources:
                taken[other] = (left + wide + APART, top)
    taken[node.id] = here
