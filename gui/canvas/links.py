"""What a pixel under the mouse is linked to: the positions that it was made from, and in the backward pass those that used it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.insight.moment.fields import Field, reads, used_by
from engine.model.network import Network
from engine.runtime.debugger import Debugger
from gui.canvas.items import Pixel
from gui.canvas.live_maps import at_sample

FAR = 6  # layers that a receptive field is followed through


@dataclass(frozen=True)
class Lit:
    """Positions of a layer that are lit: as a field with an edge, with the weight (-1 … 1) that each meets, of one unit or of all.

    `weights` are by unit and position; for attention `shares` are how much each position counts, from 0 to 1.
    """

    positions: frozenset[int] = frozenset()
    weights: dict[tuple[int, int], float] = field(default_factory=dict, hash=False)
    shares: dict[int, float] = field(default_factory=dict, hash=False)
    unit: int = -1


Links = dict[str, Lit]


def links(debugger: Debugger, network: Network, known: dict[str, Field], pixel: Pixel, sample: int, backward: bool) -> Links:
    """What is lit in each layer while the mouse is over a pixel."""
    found: Links = {pixel.node: Lit(frozenset({pixel.position}), unit=pixel.unit)}
    if known.get(pixel.node, Field()).heads:
        _light_keys(debugger, network, known[pixel.node], pixel, sample, found)
    else:
        _light_field(debugger, network, known, pixel, found)
    if backward:
        for wire in network.outgoing(pixel.node):
            if network.node(wire.target).grid and not known.get(wire.target, Field()).heads:
                found[wire.target] = Lit(used_by(known.get(wire.target, Field()), pixel.position))
    return found


def _light_field(debugger: Debugger, network: Network, known: dict[str, Field], pixel: Pixel, found: Links) -> None:
    """The receptive field in all layers before; in the sources also the weight that each of their pixels meets."""
    edge = {pixel.node: frozenset({pixel.position})}
    for depth in range(FAR):
        grown: dict[str, frozenset[int]] = {}
        for name, positions in edge.items():
            own = known.get(name, Field())
            for wire in network.incoming(name):
                if own.heads or wire.delay or not network.node(wire.source).grid:
                    continue
                read = frozenset(place for position in positions for place in reads(own, position))
                grown[wire.source] = grown.get(wire.source, frozenset()) | read
                weights = _weights(debugger, own, pixel) if depth == 0 and pixel.unit >= 0 else {}
                found[wire.source] = Lit(grown[wire.source], weights, unit=pixel.unit if _alike(own) and not depth else -1)
        edge = grown


def _alike(known: Field) -> bool:
    """Whether a unit reads the unit of the same number alone: a pool."""
    return known.window is not None and not known.kernel


def _weights(debugger: Debugger, known: Field, pixel: Pixel) -> dict[tuple[int, int], float]:
    """The weight that each number of the source meets on its way to a pixel, as a part of the largest."""
    slot = debugger.program.parameters.get(known.kernel)
    matrix = None if slot is None else debugger.read(slot)
    if matrix is None or known.window is None or pixel.unit >= len(matrix):
        return {}
    row, size = matrix[pixel.unit], known.window.size
    largest = float(np.abs(row).max()) or 1.0
    places = reads(known, pixel.position)
    return {(channel, place): float(row[channel * size + number]) / largest
            for channel in range(len(row) // size) for place, number in places.items()}  # fmt: skip


def _light_keys(debugger: Debugger, network: Network, known: Field, pixel: Pixel, sample: int, found: Links) -> None:
    """The keys that a query attends to, as strongly as it does: with one head, or as a mean over all."""
    heads = known.heads if pixel.head < 0 else known.heads[pixel.head : pixel.head + 1]
    if not all(debugger.computed(head.weights) for head in heads):
        return
    shares = np.mean([at_sample(debugger, head.weights, sample)[:, pixel.position] for head in heads], axis=0)
    wires = [wire for wire in network.incoming(pixel.node) if not wire.delay]
    if not wires:
        return
    keys, queries = wires[-1].source, wires[0].source
    lit = frozenset({pixel.key}) if pixel.key >= 0 else frozenset[int]()
    if queries != keys:
        found[queries] = Lit(frozenset({pixel.position}))
    found[keys] = Lit(lit | ({pixel.position} if queries == keys and pixel.key >= 0 else frozenset()),
                      shares={key: float(share) for key, share in enumerate(shares)})  # fmt: skip
