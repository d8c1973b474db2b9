"""Where layers are drawn: where the person put them, and the others in columns by depth, as text is set in lines."""

from __future__ import annotations

from engine.model.network import Network, Node
from gui.canvas.geometry import COLUMN, WIDTH, node_rect

MOST = 11  # columns in a row; a deep network goes on in rows of equal length, from the left again
LOWER = 24.0  # between two layers of one column
ROW_GAP = 150.0  # between rows: room for names and for the wires that join them
Place = tuple[float, float]


def places(network: Network) -> dict[str, Place]:
    """Where each layer is drawn. Layers that came into a drawing arranged by hand are fitted in beside their sources."""
    by_hand = {node.id: node.position for node in network.nodes if node.position is not None}
    if not by_hand:
        return _columns(network)
    for node_id in _depths(network):
        if node_id not in by_hand:
            _fit_in(network, network.node(node_id), by_hand)
    return by_hand


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
        for number, members in enumerate(row):
            y = top + (tallest - _height(members)) / 2
            for node in members:
                result[node.id] = (number * COLUMN, y)
                y += node_rect(node.units).height() + LOWER
        top += tallest + ROW_GAP
    return result


def _height(members: list[Node]) -> float:
    return sum(node_rect(node.units).height() + LOWER for node in members) - LOWER


def _fit_in(network: Network, node: Node, taken: dict[str, Place]) -> None:
    """Place a layer beside its sources; what lies in the way there, and all to the right of it, moves on by a column."""
    rect = node_rect(node.units)
    sources = [wire.source for wire in network.incoming(node.id) if not wire.delay and wire.source in taken]
    if sources:
        x = max(taken[source][0] for source in sources) + COLUMN
        middles = [taken[source][1] + node_rect(network.node(source).units).height() / 2 for source in sources]
    else:
        x = max(place[0] for place in taken.values()) + COLUMN
        middles = [place[1] + node_rect(network.node(other).units).height() / 2 for other, place in taken.items()]
    y = sum(middles) / len(middles) - rect.height() / 2

    def in_the_way(other: str) -> bool:
        left, top = taken[other]
        bottom = top + node_rect(network.node(other).units).height()
        return left < x + WIDTH + LOWER and left + WIDTH + LOWER > x and top < y + rect.height() and bottom > y

    if any(map(in_the_way, taken)):
        for other, (left, top) in taken.items():
            if left + WIDTH > x - LOWER and other not in sources:
                taken[other] = (left + COLUMN, top)
    taken[node.id] = (x, y)
