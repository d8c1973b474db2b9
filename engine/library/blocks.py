"""Blocks: layers handled as one. What a legal block is, and the edits that make, copy, repeat and dissolve blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.library.drawing import fitted, why_not
from engine.library.ties import retied, tie_problem
from engine.model.experiment import Experiment
from engine.model.network import LONGEST, NAME, Block, Network, Wire
from engine.model.problem import ExperimentError, Problem, refuse, text

MOST = 64  # copies that are made at once
DIGITS = "0123456789"


def where(name: str) -> str:
    """The place of a block in messages."""
    return f"network.blocks.{name}"


def block_problems(network: Network) -> list[Problem]:
    """Everything that is wrong with the blocks of a network."""
    found: list[Problem] = []
    names, owner = {node.id for node in network.nodes}, dict[str, str]()
    for block in network.blocks:
        if block.name in names:
            found.append(_taken(block.name))
        names.add(block.name)
        if not block.members:
            found.append(Problem(where(block.name), text("this block has no layers."), text("Delete it.")))
        for member in block.members:
            place = f"{where(block.name)}.members"
            if not network.has(member):
                found.append(_missing(network, place, member))
            elif member in owner:
                found.append(
                    Problem(
                        place,
                        text("the layer {node!r} is already in the block {other!r}."),
                        text("A layer can belong to only one block."),
                        {"node": member, "other": owner[member]},
                    )
                )
            owner.setdefault(member, block.name)
    return found


def _missing(network: Network, place: str, member: str) -> Problem:
    """A member that is no layer."""
    if network.block(member) is not None:
        return Problem(
            place,
            text("{node!r} is a block: a block contains layers, not blocks."),
            text("Name the layers of that block instead."),
            {"node": member},
        )
    return Problem(place, text("there is no node {node!r}."), text("Add it first, or correct the name."), {"node": member})


def _taken(name: str) -> Problem:
    return Problem(
        where(name),
        text("the name {name!r} occurs twice."),
        text("Give each block a name that no other block or layer has."),
        {"name": name},
    )


# edits ---------------------------------------------------------------------------------------------------


def grouped(network: Network, name: str, members: Iterable[str]) -> Network:
    """The network with a collapsed block of these layers; ExperimentError if one of them is in a block already."""
    chosen = frozenset(members)
    members = tuple(node.id for node in network.nodes if node.id in chosen)
    grown = replace(network, blocks=(*network.blocks, Block(name, members, position=_middle(network, members))))
    found = block_problems(grown)
    if found:
        raise ExperimentError(found)
    return grown


def dissolved(network: Network, names: Iterable[str]) -> Network:
    """The network without these blocks; their layers stay."""
    gone = frozenset(names)
    return replace(network, blocks=tuple(block for block in network.blocks if block.name not in gone))


def renamed(network: Network, old: str, new: str) -> Network:
    """The network with another name for a block; ExperimentError if it is taken or no name."""
    if not re.fullmatch(NAME, new) or len(new) > LONGEST:
        raise refuse(
            where(old),
            text(
                "a name begins with a letter, contains only letters, digits, spaces and _, "
                "and has a length of at most {most}: {name!r}."
            ),
            name=new,
            most=LONGEST,
        )
    if old != new and (network.has(new) or network.block(new)):
        raise ExperimentError([_taken(new)])
    return with_block(network, old, name=new)


def with_block(network: Network, name: str, /, **changes: Any) -> Network:
    """The network with fields of one block changed."""
    return replace(network, blocks=tuple(replace(b, **changes) if b.name == name else b for b in network.blocks))


def collapsed(network: Network, names: Iterable[str], on: bool) -> Network:
    """The network with these blocks drawn as one card each, in the middle of their layers, or as their layers."""
    for name in names:
        block = network.block(name)
        if block is not None and block.collapsed != on:
            place = _middle(network, block.members) if on else block.position
            network = with_block(network, name, collapsed=on, position=place)
    return network


def joined(network: Network, new: str, before: str) -> Network:
    """The network in which a layer belongs to the block of the layer before it, if that has one."""
    block = network.block_of(before)
    if block is None:
        return network
    place = block.members.index(before) + 1
    return with_block(network, block.name, members=(*block.members[:place], new, *block.members[place:]))


def _middle(network: Network, members: Iterable[str]) -> tuple[float, float] | None:
    """The middle of the places that the user gave to layers; None if none has one."""
    found = [node.position for name in members if network.has(name) and (node := network.node(name)).position is not None]
    known = [place for place in found if place is not None]
    if not known:
        return None
    return round(sum(x for x, _ in known) / len(known)), round(sum(y for _, y in known) / len(known))


def owner_of(network: Network, parameter: str) -> Block | None:
    """The block whose layer a parameter belongs to: that of a wire to the layer at its end."""
    layer = parameter.rpartition(".")[0]
    wire = network.wire(layer)
    return network.block_of(wire.target if wire is not None else layer)


def placed(network: Network, parameter: str) -> str:
    """The name of a parameter after that of its block: `block › h.bias`."""
    block = owner_of(network, parameter)
    return parameter if block is None else f"{block.name} › {parameter}"


def chosen_blocks(network: Network, nodes: frozenset[str]) -> tuple[Block, ...]:
    """The blocks all of whose layers are among these."""
    return tuple(block for block in network.blocks if nodes.issuperset(block.members))


# copies --------------------------------------------------------------------------------------------------


def grafted(network: Network, part: Network, joined: Mapping[str, str] | None = None) -> tuple[Network, dict[str, str]]:
    """The network with another one added under free names, and the new name of each of its layers and blocks.

    Wires of the part may begin at layers that it does not have: at those that are `joined` to other names, or at the layer of that
    name. A wire that is tied to a matrix of the part is tied to its copy. ExperimentError if a wire does not fit.
    """
    names: dict[str, str] = {}
    for node in part.nodes:
        names[node.id] = network.free_id(_stem(node.id, "h"))
        network = network.add(replace(node, id=names[node.id]))
    for block in part.blocks:
        names[block.name] = network.free_id(_stem(block.name, "block"))
        members = tuple(names[member] for member in block.members if member in names)
        network = replace(network, blocks=(*network.blocks, replace(block, name=names[block.name], members=members)))
    ends = {**(joined or {}), **names}
    wires = [replace(wire, source=ends.get(wire.source, wire.source), target=names[wire.target]) for wire in part.wires]
    for wire in wires:
        plain = replace(wire, tied="", transposed=False)
        reason = why_not(network, plain)
        if reason:
            raise ExperimentError([reason])
        network = fitted(network.with_wire(plain))
    return _tied(network, part, wires, names), names


def _stem(name: str, usual: str) -> str:
    return name.rstrip(DIGITS).rstrip() or usual


def _tied(network: Network, part: Network, wires: list[Wire], names: Mapping[str, str]) -> Network:
    """The network whose new wires are tied as those of the part."""
    renamed = {old.weight: new.weight for old, new in zip(part.wires, wires, strict=True) if not old.tied}
    parts = ((wire.tied, *wire.tied.partition(".")[::2]) for wire in part.wires)
    renamed |= {tied: f"{names[layer]}.{ending}" for tied, layer, ending in parts if layer in names}
    ties = {wire.id: wire for wire in retied(Network(wires=tuple(wires)), renamed).wires if wire.tied}
    if not ties:
        return network
    grown = replace(network, wires=tuple(
        replace(wire, tied=ties[wire.id].tied, transposed=ties[wire.id].transposed) if wire.id in ties else wire
        for wire in network.wires
    ))  # fmt: skip
    reason = next((found for wire in ties.values() if (found := tie_problem(grown, wire))), None)
    if reason:
        raise ExperimentError([reason])
    return grown


def stream(network: Network, block: Block) -> tuple[str, str]:
    """Where values come from that flow through a block, and its layer from which they leave; ExperimentError if that is unclear.

    Of several sources it is the one that the first layer of the block reads; the others serve all copies alike.
    """
    inside = frozenset(block.members)
    place = {node.id: number for number, node in enumerate(network.order())}
    entering = [w for w in network.wires if w.target in inside and w.source not in inside and not w.delay]
    if not entering:
        raise refuse(where(block.name), text("no wire leads into this block, so copies cannot follow one another."),
                     text("Draw a wire into the block first."))  # fmt: skip
    first = min(entering, key=lambda wire: place.get(wire.target, len(place)))
    leaving = {w.source for w in network.wires if w.source in inside and w.target not in inside and not w.delay}
    within = {w.source for w in network.wires if w.source in inside and w.target in inside and not w.delay}
    ends = sorted(leaving or inside - within)
    if len(ends) != 1:
        raise refuse(
            where(block.name),
            text("several layers of this block feed layers outside it: {names}."),
            text("Only a block whose values leave it through a single layer can be repeated."),
            names=", ".join(ends),
        )
    return first.source, ends[0]


def repeated(experiment: Experiment, name: str, count: int, apart: tuple[float, float] = (0.0, 0.0)) -> Experiment:
    """The experiment with a block `count` times in series, each with weights of its own; what followed the block follows the last.

    Copies are `apart` from one another where they have places. ExperimentError with the reason if they cannot follow one another.
    """
    network = experiment.network
    block = network.block(name)
    if block is None:
        raise refuse(where(name), text("there is no block {name!r}."), name=name)
    source, end = stream(network, block)
    inside = frozenset(block.members)
    part = Network(
        tuple(node for node in network.nodes if node.id in inside),
        tuple(wire for wire in network.wires if wire.target in inside),
        (block,),
    )
    last = end
    for number in range(1, count):
        moved = shifted(part, (number * apart[0], number * apart[1]))
        network, names = grafted(network, moved, {source: last})
        last = names[end]
    return _led_on(experiment, network, inside, end, last)


def _led_on(experiment: Experiment, network: Network, inside: frozenset[str], end: str, last: str) -> Experiment:
    """The experiment in which what followed one layer of a block follows another one, with the parameters of its wires."""
    old = [w for w in experiment.network.wires if w.source == end and w.target not in inside and not w.delay]
    new = {wire.id: replace(wire, source=last) for wire in old}
    names = {w.weight: new[w.id].weight for w in old if not w.tied} | {w.factors: new[w.id].factors for w in old}
    network = fitted(retied(replace(network, wires=tuple(new.get(wire.id, wire) for wire in network.wires)), names))
    training = replace(experiment.training, freeze=tuple(names.get(n, n) for n in experiment.training.freeze))
    parameters = {names.get(key, key): value for key, value in experiment.parameters.items()}
    return replace(experiment, network=network, training=training, parameters=parameters)


def shifted(network: Network, by: tuple[float, float]) -> Network:
    """The network with everything that has a place moved."""

    def moved(place: tuple[float, float] | None) -> tuple[float, float] | None:
        return None if place is None else (place[0] + by[0], place[1] + by[1])

    return replace(
        network,
        nodes=tuple(replace(node, position=moved(node.position)) for node in network.nodes),
        blocks=tuple(replace(block, position=moved(block.position)) for block in network.blocks),
    )


# repeats -------------------------------------------------------------------------------------------------


def alike(network: Network, block: Block) -> tuple[Block, ...]:
    """The blocks of the same layers, settings and wires, itself included: what repeats are as long as none is changed."""
    wanted = _pattern(network, block)
    return tuple(
        other for other in network.blocks if len(other.members) == len(block.members) and _pattern(network, other) == wanted
    )


def _pattern(network: Network, block: Block) -> tuple[object, ...]:
    """What a block is, apart from names and places."""
    place = {member: number for number, member in enumerate(block.members)}
    nodes = [replace(network.node(name), id=str(number), position=None) for name, number in place.items() if network.has(name)]
    entering = (wire.source for wire in network.wires if wire.target in place and wire.source not in place)
    place |= {source: len(place) + number for number, source in enumerate(dict.fromkeys(entering))}
    inside = (wire for wire in network.wires if wire.target in block.members)
    wires = [(place[w.source], place[w.target], replace(w, source="", target="", tied="", mask=None), bool(w.tied)) for w in inside]
    return nodes, wires
