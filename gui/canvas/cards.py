"""What is drawn as one card: each layer, and each collapsed block with all of its layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYER_TYPES
from engine.model.network import Block, Network, Node
from gui.canvas.faces import BLOCK
from gui.look.i18n import engine_text

Words = Callable[[Node], str]


@dataclass(frozen=True)
class Cards:
    """The cards of a network as a network, where a collapsed block is a node of its own type; `of` names the card of each layer.

    `wires` are those that are drawn, each with all that lie on it: of several between the same two cards, one is drawn. `ends` are
    the cards that it joins.
    """

    network: Network = Network()
    of: dict[str, str] = field(default_factory=dict)
    wires: dict[str, frozenset[str]] = field(default_factory=dict)
    ends: dict[str, tuple[str, str]] = field(default_factory=dict)


def cards_of(network: Network, words: Words) -> Cards:
    """What is drawn of a network; `words` says what a layer is."""
    blocks = {node.id: block for node in network.nodes if (block := network.block_of(node.id)) is not None and block.collapsed}
    of = {node.id: blocks[node.id].name if node.id in blocks else node.id for node in network.nodes}
    if not blocks:
        alone = {wire.id: frozenset({wire.id}) for wire in network.wires}
        return Cards(network, of, alone, {wire.id: (wire.source, wire.target) for wire in network.wires})
    nodes: dict[str, Node] = {}
    sizes, order = _sizes(network), {node.id: place for place, node in enumerate(network.order())}
    for node in network.nodes:
        if node.id not in blocks:
            nodes[node.id] = node
        elif of[node.id] not in nodes:
            nodes[of[node.id]] = _card(network, blocks[node.id], order, sizes, words)
    wires, ends = _joined(network, of, blocks)
    between = tuple(replace(wire, source=ends[wire.id][0], target=ends[wire.id][1]) for wire in network.wires if wire.id in ends)
    return Cards(Network(tuple(nodes.values()), between), of, {first: frozenset(all_of) for first, all_of in wires.items()}, ends)


def _joined(
    network: Network, of: dict[str, str], blocks: dict[str, Block]
) -> tuple[dict[str, list[str]], dict[str, tuple[str, str]]]:
    """The wires that are drawn, with all that lie on each, and the cards that they join."""
    firsts: dict[tuple[str, str, int], str] = {}
    wires: dict[str, list[str]] = {}
    ends: dict[str, tuple[str, str]] = {}
    for wire in network.wires:
        if wire.source not in of or wire.target not in of:
            continue
        source, target = of[wire.source], of[wire.target]
        hidden = wire.source in blocks or wire.target in blocks
        if hidden and source == target:
            continue
        first = firsts.setdefault((source, target, wire.delay), wire.id) if hidden else wire.id
        wires.setdefault(first, []).append(wire.id)
        ends.setdefault(first, (source, target))
    return wires, ends


def _card(network: Network, block: Block, order: dict[str, int], sizes: dict[str, int], words: Words) -> Node:
    """A block as a node: its layers in the order in which they are computed, what each is, and how many parameters it has."""
    members = sorted((name for name in block.members if network.has(name)), key=lambda name: order.get(name, len(order)))
    layers = tuple((name, words(network.node(name))) for name in members)
    count = sum(sizes.get(name, 0) for name in members)
    return Node(block.name, BLOCK, max(1, len(layers)), settings={"layers": layers, "parameters": count}, position=block.position)


def _sizes(network: Network) -> dict[str, int]:
    """How many parameters each layer has."""
    result: dict[str, int] = {}
    for node, _, parameter in drawing.parameters(network):
        result[node.id] = result.get(node.id, 0) + int(np.prod(parameter.shape))
    return result


def layer_words(node: Node) -> str:
    """What a layer is, in words: its type where that does not go without saying, and its activation."""
    known = ACTIVATIONS.get(node.activation.name)
    activation = node.activation.name if known is None else engine_text(known.title)
    row = LAYER_TYPES[node.type]
    if not row.face:
        return activation
    title = engine_text(row.title)
    plain = node.activation.name == "identity" or not row.activations
    return title if plain else f"{title} · {activation}"


def layers_in(card: Node) -> tuple[str, ...]:
    """The layers that a card stands for."""
    return tuple(name for name, _ in card.settings["layers"]) if card.type == BLOCK else (card.id,)


def block_words(card: Node) -> str:
    """What a card of a block is, in words."""
    return QCoreApplication.translate("Canvas", "layers: {count}").format(count=len(layers_in(card)))


def parameter_words(card: Node) -> str:
    """How many parameters a block has, in words."""
    return QCoreApplication.translate("Canvas", "parameters: {count}").format(count=f"{card.settings['parameters']:,}")


def way_in(network: Network, layers: tuple[str, ...]) -> str:
    """The layer of a card at which a wire into it ends: the first that reads from outside, else the first of all."""
    return next(_reading(network, layers), layers[0])


def way_out(network: Network, layers: tuple[str, ...]) -> str:
    """The layer of a card from which a wire out of it begins: the last that feeds none of the others."""
    inside = frozenset(layers)
    last = (name for name in reversed(layers) if not any(w.target in inside and not w.delay for w in network.outgoing(name)))
    return next(last, layers[-1])


def _reading(network: Network, layers: tuple[str, ...]) -> Iterator[str]:
    inside = frozenset(layers)
    for name in layers:
        sources = [wire.source for wire in network.incoming(name) if not wire.delay]
        if not sources or not inside.issuperset(sources):
            yield name
