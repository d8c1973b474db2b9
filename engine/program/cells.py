"""RNN, LSTM and GRU as instructions: every gate is a line of its own, forward and backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.library.activations import SIGMOID, TANH
from engine.library.cells import CELLS, first_state
from engine.library.ops import ADD, AFFINE, CONCAT, MUL, ROWS, SUB
from engine.library.rule import Op
from engine.model.network import Node
from engine.program.context import Lowering, state_key
from engine.program.program import PREACTIVATION, VALUE


@dataclass(frozen=True)
class _Step:
    """One time step of a cell: what it sees, where its past is, and how its values are named."""

    low: Lowering
    node: Node
    time: int
    x: int

    def apply(self, op: Op, *operands: int, name: str, kind: str = VALUE, **settings: Any) -> int:
        """Append an op whose result is called `node.name[t]`."""
        return self.low.apply(op, *operands, node=self.node, time=self.time, name=name, kind=kind, **settings)

    def past(self, state: str) -> int:
        """A state of the time step before."""
        node = self.node
        learned = f"{node.id}.{first_state(state)}"
        return self.low.state(state_key(node.id, state), self.time - 1, node.units, learned if learned in self.low.weights else "")

    def products(self, name: str) -> tuple[int, int]:
        """W_ih x + b_ih under that name, and W_hh h + b_hh."""
        own = {kind: self.low.weights[f"{self.node.id}.{kind}"] for kind in ("weight_ih", "bias_ih", "weight_hh", "bias_hh")}
        kind = PREACTIVATION if name == "z" else VALUE
        left = self.apply(AFFINE, own["weight_ih"], self.x, own["bias_ih"], name=name, kind=kind)
        return left, self.apply(AFFINE, own["weight_hh"], self.past("a"), own["bias_hh"], name="recurrent")

    def block(self, source: int, gate: str, name: str) -> int:
        """The rows of one gate."""
        start, stop = CELLS[self.node.type].rows(gate, self.node.units)
        return self.apply(ROWS, source, name=name, start=start, stop=stop)


def cell(low: Lowering, node: Node, time: int) -> None:
    """One time step of a cell; several wires into it are seen as one long input."""
    sources = [low.source(wire, time) for wire in low.network.incoming(node.id)]
    x = sources[0]
    for number, source in enumerate(sources[1:], 2):
        x = low.apply(CONCAT, x, source, node=node, time=time, name=f"x{number}")
    step = _Step(low, node, time, x)
    if node.type == "lstm":
        low.outputs_at[node.id, time], low.outputs_at[state_key(node.id, "c"), time] = _lstm(step)
    else:
        low.outputs_at[node.id, time] = _gru(step) if node.type == "gru" else _rnn(step)


def _rnn(step: _Step) -> int:
    """h = f(W x + b + U h + b')."""
    left, right = step.products("input")
    return step.low.activate(step.node, step.apply(ADD, left, right, name="z", kind=PREACTIVATION), step.time)


def _lstm(step: _Step) -> tuple[int, int]:
    """h, c of the next time step: c = f c + i g, h = o tanh(c)."""
    left, right = step.products("input")
    z = step.apply(ADD, left, right, name="z", kind=PREACTIVATION)
    gates = {}
    for gate in CELLS["lstm"].gates:
        part = step.block(z, gate, f"z_{gate}")
        gates[gate] = step.apply(TANH if gate == "g" else SIGMOID, part, name=gate)
    kept = step.apply(MUL, gates["f"], step.past("c"), name="kept")
    added = step.apply(MUL, gates["i"], gates["g"], name="added")
    memory = step.apply(ADD, kept, added, name="c")
    return step.apply(MUL, gates["o"], step.apply(TANH, memory, name="tanh c"), name="a"), memory


def _gru(step: _Step) -> int:
    """h of the next time step: n = tanh(Wx + r (Uh)), h = n + z (h - n)."""
    left, right = step.products("z")
    r = step.apply(SIGMOID, step.apply(ADD, step.block(left, "r", "x_r"), step.block(right, "r", "h_r"), name="z_r"), name="r")
    keep = step.apply(SIGMOID, step.apply(ADD, step.block(left, "z", "x_z"), step.block(right, "z", "h_z"), name="z_z"), name="u")
    reset = step.apply(MUL, r, step.block(right, "n", "h_n"), name="reset")
    n = step.apply(TANH, step.apply(ADD, step.block(left, "n", "x_n"), reset, name="z_n"), name="n")
    difference = step.apply(SUB, step.past("a"), n, name="h − n")
    return step.apply(ADD, n, step.apply(MUL, keep, difference, name="kept"), name="a")
