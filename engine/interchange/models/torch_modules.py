"""Blocks of a network as PyTorch modules of their own: which can be, and the names inside. Repeats share one class."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.interchange.models.names import python_name
from engine.library.blocks import alike
from engine.model.network import Block, Network

OURS = frozenset({"Net", "Dropout", "MistakenSigmoid", "NesterovAdam", "Nesterov"})  # classes that a script may have


@dataclass
class BlockText:
    """A block as the text of a module: what it is called in `Net`, the names of layers inside, and the lines of its class.

    `sources` are the layers outside that it reads, in the order of its arguments; `end` is the layer whose value it returns.
    """

    block: Block
    ident: str
    idents: dict[str, str]
    sources: tuple[str, ...]
    end: str
    last: str  # the layer that is computed last
    made: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)

    def lines(self) -> tuple[str, ...]:
        """What stands below the name of the class."""
        arguments = ", ".join(["self", *(self.idents[name] for name in self.sources)])
        return (
            "    def __init__(self):",
            "        super().__init__()",
            *(f"        {line}" for line in self.made),
            "",
            f"    def forward({arguments}):",
            *(f"        {line}" for line in self.body),
            f"        return {self.idents[self.end]}",
        )


def block_texts(network: Network, idents: dict[str, str], taken: set[str]) -> dict[str, BlockText]:
    """The module of each layer that lies in a block which can be one; outside, the block's own name stands for its end."""
    place = {node.id: number for number, node in enumerate(network.order())}
    found: dict[str, BlockText] = {}
    for block in network.blocks:
        ends = _ends(network, block, place)
        if ends is None:
            continue
        text = BlockText(block, python_name(block.name, taken), {}, _sources(network, block), *ends)
        first = alike(network, block)[0]
        theirs = (*first.members, *_sources(network, first))
        text.idents = dict(zip((*block.members, *text.sources), (idents[name] for name in theirs), strict=True))
        found |= dict.fromkeys(block.members, text)
    return found


def _sources(network: Network, block: Block) -> tuple[str, ...]:
    """The layers outside that a block reads."""
    inside = frozenset(block.members)
    return tuple(dict.fromkeys(w.source for w in network.wires if w.target in inside and w.source not in inside))


def _ends(network: Network, block: Block, place: dict[str, int]) -> tuple[str, str] | None:
    """The layer that leads on and the one that is computed last; None for a block that is no module.

    It is one if a single value leaves it, after all of it is computed, and no matrix is shared across its border.
    """
    inside = frozenset(block.members)
    outward = [w for w in network.wires if w.source in inside and w.target not in inside]
    ends = {w.source for w in outward} | {node.id for node in network.outputs() if node.id in inside}
    last = max(inside, key=lambda name: place[name])
    early = any(place[w.target] < place[last] for w in outward)
    shared = any((_owner(network, w.tied) in inside) != (w.target in inside) for w in network.wires if w.tied)
    if len(ends) != 1 or early or shared or any(network.node(name).type == "input" for name in inside):
        return None
    return ends.pop(), last


def _owner(network: Network, parameter: str) -> str:
    """The layer to which a matrix belongs."""
    wire = network.owner(parameter)
    return parameter.rpartition(".")[0] if wire is None else wire.target


def classes(texts: list[BlockText]) -> tuple[list[str], dict[str, str]]:
    """The text of the classes, each written once, and the class of each block."""
    written: dict[tuple[str, ...], str] = {}
    members: dict[str, list[str]] = {}
    taken = set(OURS)
    for text in texts:
        lines = text.lines()
        if lines not in written:
            written[lines] = python_name(_camel(text.ident), taken)
        members.setdefault(written[lines], []).append(text.ident)
    result: list[str] = []
    for lines, name in written.items():
        result += [f"class {name}(nn.Module):", f'    """{", ".join(members[name])}."""', "", *lines, "", ""]
    return result, {ident: name for name, idents in members.items() for ident in idents}


def _camel(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
