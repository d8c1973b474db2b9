"""Wires that share a matrix: what a wire may be tied to, and what becomes of it when matrices get other names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.library.layers import LAYER_TYPES
from engine.library.rule import Shape
from engine.library.sites import sites
from engine.model.network import WEIGHTED, Network, Wire
from engine.model.problem import Problem, text
from engine.model.setting import Setting, complete

DETACH = Setting("detach", text("Stop gradient"), False, text("Values pass, but no gradient flows back along the wire."))


def matrices(network: Network) -> dict[str, Shape]:
    """What a wire may be tied to: every matrix of a layer whose settings are legal."""
    found: dict[str, Shape] = {}
    for row, at in sites(network):
        if not complete(row.settings, at.node.settings, "")[1]:
            found |= {name: p.shape for name, p in row.parameters(at).items() if len(p.shape) == 2 and p.full is None}
    return found


def ties(network: Network, wire: Wire) -> list[tuple[str, bool]]:
    """What a weighted wire could be tied to: names of matrices of its shape, and whether they are transposed for it."""
    shape = (network.node(wire.target).units, network.node(wire.source).units)
    own = f"{wire.id}.weight"
    known = [(name, found) for name, found in matrices(network).items() if name != own]
    return [(name, turned) for name, found in known for turned in (False, True) if (found[::-1] if turned else found) == shape]


def retied(network: Network, renamed: Mapping[str, str]) -> Network:
    """The same network after matrices got other names."""
    wires = tuple(replace(w, tied=renamed[w.tied]) if w.tied in renamed else w for w in network.wires)
    return replace(network, wires=wires) if renamed else network


def tie_problem(network: Network, wire: Wire) -> Problem | None:
    """Whether the matrix to which a wire is tied exists and has its shape."""
    where = f"network.wires.{wire.id}.tied"
    if not wire.tied:
        return Problem(where, text("only a tied wire uses a transposed matrix.")) if wire.transposed else None
    target = LAYER_TYPES.get(network.node(wire.target).type)
    if wire.kind != WEIGHTED or target is None or not target.takes.matrices:
        return Problem(where, text("only a weighted wire into a dense layer can be tied."), text("Leave the tie out."))
    known = matrices(network)
    if wire.tied not in known:
        return Problem(where, text("there is no matrix {name!r} to tie this wire to."), text("Known names: {known}."),
                       {"name": wire.tied, "known": ", ".join(known) or "-"})  # fmt: skip
    shape = known[wire.tied][::-1] if wire.transposed else known[wire.tied]
    wanted = (network.node(wire.target).units, network.node(wire.source).units)
    if shape != wanted:
        return Problem(
            where,
            text("this wire needs a {b} × {a} matrix; that of {name} is {rows} × {columns}."),
            text("Change the units, or give the wire its own weights."),
            {"a": wanted[1], "b": wanted[0], "name": wire.tied, "rows": shape[0], "columns": shape[1]},
        )
    return None
