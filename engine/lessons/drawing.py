"""A network as a small picture for paper: circles with blanks to write in, weights at the wires where there is room."""

from __future__ import annotations

from html import escape

import numpy as np

from engine.lessons.numbers import written
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Network
from engine.runtime.debugger import Debugger

MOST_UNITS = 5  # circles in a column; a wider layer is a box
MOST_WEIGHTS = 12  # numbers at all wires
MOST_COLUMNS = 8  # a deeper network has no room on paper
COLUMN, ROW, RADIUS, MARGIN = 150, 84, 19, 30
STYLE = 'font-family="Noto Sans, DejaVu Sans, sans-serif"'
Point = tuple[float, float]


def picture(experiment: Experiment) -> str:
    """The drawing as SVG, with the weights at which a run begins; nothing for a network too deep for a page."""
    columns = _columns(experiment.network)
    if len(columns) > MOST_COLUMNS:
        return ""
    tallest = max(len(column) for column in columns)
    values = Debugger(experiment).parameters()
    places, shapes = _places(experiment.network, columns, tallest)
    width, height = COLUMN * (len(columns) - 1) + 2 * MARGIN + 2 * RADIUS, ROW * tallest + 30
    marks = [*_wires(experiment.network, values, places), *shapes, *_biases(values, places)]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {STYLE}>'
            f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(marks)}</svg>')  # fmt: skip


def _columns(network: Network) -> list[list[tuple[str, int]]]:
    """(layer, unit) from left to right; unit -1 is a whole layer. What feeds a layer stands left of it."""
    depth: dict[str, int] = {}
    waiting = [node.id for node in network.nodes]
    while waiting:
        for name in waiting:
            sources = [wire.source for wire in network.incoming(name) if not wire.delay]
            if all(source in depth for source in sources):
                depth[name] = 1 + max((depth[source] for source in sources), default=-1)
                waiting.remove(name)
                break
    columns: list[list[tuple[str, int]]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in network.nodes:
        units = range(node.units) if node.units <= MOST_UNITS else [-1]
        columns[depth[node.id]] += [(node.id, unit) for unit in units]
    return columns


def _places(network: Network, columns: list[list[tuple[str, int]]], tallest: int) -> tuple[dict[tuple[str, int], Point], list[str]]:
    places: dict[tuple[str, int], Point] = {}
    shapes = []
    for number, column in enumerate(columns):
        for row, (name, unit) in enumerate(column):
            x = MARGIN + RADIUS + COLUMN * number
            y = 10 + ROW * (tallest - len(column)) / 2 + ROW * (row + 0.5)
            places[name, unit] = (x, y)
            node = network.node(name)
            label = name if node.units == 1 else f"{name}[{unit}]" if unit >= 0 else f"{name} ({node.units})"
            shapes.append(f'<circle cx="{x}" cy="{y:g}" r="{RADIUS}" fill="#fff" stroke="#333" stroke-width="1.5"/>'
                          f'<text x="{x}" y="{y + 4:g}" font-size="11" text-anchor="middle">{escape(label)}</text>')  # fmt: skip
            if node.type != "input":
                shapes.append(f'<line x1="{x - 18}" y1="{y + 34:g}" x2="{x + 18}" y2="{y + 34:g}" stroke="#888"/>')
    return places, shapes


def _biases(values: dict[str, Array], places: dict[tuple[str, int], Point]) -> list[str]:
    """The bias of each unit above its circle."""
    found = []
    for (name, unit), (x, y) in places.items():
        bias = values.get(f"{name}.bias")
        if bias is not None and unit >= 0:
            words = f"b = {written(bias[unit], '3g')}"
            found.append(f'<text x="{x}" y="{y - RADIUS - 4:g}" font-size="10" text-anchor="middle" fill="#444">{words}</text>')
    return found


def _wires(network: Network, values: dict[str, Array], places: dict[tuple[str, int], Point]) -> list[str]:
    numbers = sum(values[wire.weight].size for wire in network.wires if wire.weight in values)
    found = []
    for wire in network.wires:
        if wire.delay:
            found += [_loop(place) for (name, _), place in places.items() if name == wire.source == wire.target]
            continue
        weight = values.get(wire.weight)
        weight = weight.T if weight is not None and wire.transposed else weight
        for source in (unit for name, unit in places if name == wire.source):
            for target in (unit for name, unit in places if name == wire.target):
                if weight is None and source != target and source >= 0 <= target:
                    continue
                (x1, y1), (x2, y2) = places[wire.source, source], places[wire.target, target]
                found.append(f'<line x1="{x1}" y1="{y1:g}" x2="{x2}" y2="{y2:g}" stroke="#999"/>')
                if weight is not None and numbers <= MOST_WEIGHTS and source >= 0 <= target:
                    found.append(_number((x1, y1), (x2, y2), weight[target, source]))
    return found


def _loop(place: Point) -> str:
    """A wire from a layer to itself, one time step later."""
    x, y = place[0], place[1] - RADIUS + 3
    return f'<path d="M {x + 10} {y:g} C {x + 34} {y - 26:g}, {x - 34} {y - 26:g}, {x - 10} {y:g}" fill="none" stroke="#999"/>'


def _number(start: Point, end: Point, value: Array) -> str:
    """A weight on its wire, nearer to its target, so that the numbers of crossing wires stand apart."""
    along = 0.66
    x, y = (a + (b - a) * along for a, b in zip(start, end, strict=True))
    words = written(np.asarray(value), "3g")
    wide = 6.2 * len(words) + 4
    return (f'<rect x="{x - wide / 2:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="15" fill="#fff"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="middle" fill="#444">{words}</text>')  # fmt: skip
