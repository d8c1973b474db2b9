"""Drawn layers that together are torch.nn.TransformerEncoderLayer: the script has that module in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.library.layers import node_settings
from engine.library.layers.layer import Site, Writing
from engine.library.sites import site
from engine.model.network import DIRECT, NOTHING, WEIGHTED, Network, Node, Wire

FUNCTIONS = {"relu": "F.relu", "gelu_exact": "F.gelu"}  # of the inner dense layer, as PyTorch's module takes them


@dataclass(frozen=True)
class Block:
    """The layers by their part in the module, the wire that leads into it, and whether the norms come first."""

    attention: Node
    norm1: Node
    norm2: Node
    linear1: Node
    linear2: Node
    sums: tuple[Node, Node]
    entry: Wire
    first: bool

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All layers of the block."""
        return (self.attention, self.norm1, self.norm2, self.linear1, self.linear2, *self.sums)

    @property
    def last(self) -> Node:
        """The layer whose value is that of the module."""
        return self.sums[1] if self.first else self.norm2

    def define(self, at: Writing, network: Network, name: str) -> None:
        """The module in `__init__`, and its names for our parameters."""
        settings = node_settings(self.attention)
        made = f"{self.attention.units}, {settings['heads']}, {self.linear1.units}, dropout=0.0, batch_first=True"
        function = self.linear1.activation.name
        made += "" if function == "relu" else f", activation={FUNCTIONS[function]}"
        eps = node_settings(self.norm1)["eps"]
        made += "" if eps == 1e-5 else f", layer_norm_eps={eps!r}"
        made += ", norm_first=True" if self.first else ""
        at.define(f"self.{name} = nn.TransformerEncoderLayer({made})")
        for ending in ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"):
            at.call_ours(f"{self.attention.id}.{ending}", f"{name}.self_attn.{ending}")
        for part, norm in (("norm1", self.norm1), ("norm2", self.norm2)):
            for ending in ("weight", "bias"):
                at.call_ours(f"{norm.id}.{ending}", f"{name}.{part}.{ending}")
        for part, dense in (("linear1", self.linear1), ("linear2", self.linear2)):
            at.call_ours(network.incoming(dense.id)[0].weight, f"{name}.{part}.weight")
            at.call_ours(f"{dense.id}.bias", f"{name}.{part}.bias")

    def apply(self, at: Writing, name: str, here: Site) -> list[str]:
        """The line of `forward`."""
        causal = node_settings(self.attention)["causal"]
        tokens = here.grids[0][0]
        mask = f", src_mask=nn.Transformer.generate_square_subsequent_mask({tokens})" if causal else ""
        return [f"{at.ident(self.last.id)} = self.{name}({at.source(self.entry)}{mask})"]


def blocks(network: Network) -> tuple[Block, ...]:
    """All groups of layers that are such a module, in the order of the network."""
    found = (_block(network, node) for node in network.order() if node.type == "attention")
    return tuple(block for block in found if block is not None)


def _block(network: Network, attention: Node) -> Block | None:
    """The block around an attention layer, if it is one."""
    candidates = [block for build in (_pre_norm, _post_norm) for block in build(network, attention)]
    return next((block for block in candidates if _whole(network, block)), None)


def _plain(wire: Wire) -> bool:
    alone = wire.kind == DIRECT or wire.mask is None and not wire.tied
    return alone and not wire.delay and wire.factor == 1 and wire.learns == NOTHING and not wire.detach


def _only_source(network: Network, node: Node, kind: str) -> Node | None:
    """The source of a layer with a single plain wire of that kind."""
    wires = network.incoming(node.id)
    return network.node(wires[0].source) if len(wires) == 1 and wires[0].kind == kind and _plain(wires[0]) else None


def _follower(network: Network, node: Node, kind: str) -> Iterator[Node]:
    """The layers of a type that a layer leads to."""
    for wire in network.outgoing(node.id):
        target = network.node(wire.target)
        if target.type == kind and _plain(wire):
            yield target


def _sum(network: Network, one: str, other: str) -> Node | None:
    """The plain sum of two layers."""
    for wire in network.outgoing(other):
        target, ends = network.node(wire.target), network.incoming(wire.target)
        if target.type == "add" and sorted(end.source for end in ends) == sorted((one, other)) and all(map(_plain, ends)):
            return target
    return None


def _dense(network: Network, behind: Node) -> Iterator[tuple[Node, Node]]:
    """Two dense layers behind another, one after the other."""
    for inner in _follower(network, behind, "dense"):
        for outer in _follower(network, inner, "dense"):
            if _only_source(network, inner, WEIGHTED) == behind and _only_source(network, outer, WEIGHTED) == inner:
                yield inner, outer


def _pre_norm(network: Network, attention: Node) -> Iterator[Block]:
    norm1 = _only_source(network, attention, DIRECT)
    before = None if norm1 is None else _only_source(network, norm1, DIRECT)
    if norm1 is None or before is None:
        return
    summed = _sum(network, before.id, attention.id)
    for norm2 in () if summed is None else _follower(network, summed, "layer_norm"):
        for inner, outer in _dense(network, norm2):
            last = None if summed is None else _sum(network, summed.id, outer.id)
            if summed is not None and last is not None:
                yield Block(attention, norm1, norm2, inner, outer, (summed, last), network.incoming(norm1.id)[0], True)


def _post_norm(network: Network, attention: Node) -> Iterator[Block]:
    before = _only_source(network, attention, DIRECT)
    summed = None if before is None else _sum(network, before.id, attention.id)
    for norm1 in () if summed is None else _follower(network, summed, "layer_norm"):
        for inner, outer in _dense(network, norm1):
            last = _sum(network, norm1.id, outer.id)
            for norm2 in () if last is None else _follower(network, last, "layer_norm"):
                if summed is not None and last is not None:
                    yield Block(attention, norm1, norm2, inner, outer, (summed, last), network.incoming(attention.id)[0], False)


def _whole(network: Network, block: Block) -> bool:
    """Whether nothing in the block differs from the module, and nothing outside uses what is inside."""
    names = {node.id for node in block.nodes}
    leaves = any(
        wire.target not in names or wire.delay for node in block.nodes if node != block.last for wire in network.outgoing(node.id)
    )
    watched = any(node.loss is not None for node in block.nodes if node != block.last)
    tied = {wire.tied for wire in network.wires if wire.tied}
    inside = {f"{name}." for name in names} | {network.incoming(dense.id)[0].weight for dense in (block.linear1, block.linear2)}
    shared = any(tie in inside or tie.rpartition(".")[0] + "." in inside for tie in tied)
    plain = all(node.activation.name == "identity" for node in block.nodes if node != block.linear1)
    norms = [node_settings(norm) for norm in (block.norm1, block.norm2)]
    biased = all(node.bias for node in (block.attention, block.linear1, block.linear2))
    flat = len(site(network, block.attention).grids[0]) == 1
    return (
        not (leaves or watched or shared)
        and plain and biased and flat
        and len(names) == len(block.nodes)
        and {block.norm1.type, block.norm2.type} == {"layer_norm"}
        and norms[0]["eps"] == norms[1]["eps"]
        and block.linear1.activation.name in FUNCTIONS
        and block.linear2.units == block.attention.units
        and bool(node_settings(block.attention)["scale"])
    )  # fmt: skip
