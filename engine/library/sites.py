"""Layers of a network where they are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from engine.library.layers import LAYER_TYPES, node_settings
from engine.library.layers.layer import LayerType, Site
from engine.model.network import Network, Node, Wire


def site(network: Network, node: Node, no_bias: bool = False) -> Site:
    """A node of a known type where it is drawn; `no_bias` leaves out any optional bias."""
    wires = network.incoming(node.id)
    return site_of(node, wires, [network.node(wire.source) for wire in wires], no_bias)


def site_of(node: Node, wires: tuple[Wire, ...], sources: list[Node], no_bias: bool = False) -> Site:
    """A node of a known type with these wires and sources."""
    return Site(node, wires, tuple(source.units for source in sources), tuple(source.grid for source in sources),
                node_settings(node), node.bias and not no_bias)  # fmt: skip


def sites(network: Network, no_bias: bool = False) -> Iterator[tuple[LayerType, Site]]:
    """Every layer of a known type, with its row."""
    return ((LAYER_TYPES[node.type], site(network, node, no_bias)) for node in network.nodes if node.type in LAYER_TYPES)
