"""LSTM and GRU as instructions: every gate is a line of its own, forward and backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.library.activations import SIGMOID, TANH
from engine.library.cells import CELLS
from engine.library.ops import ADD, AFFINE, MUL, ROWS, SUB
from engine.library.rule import Op
from engine.program.builder import Builder
from engine.program.program import PREACTIVATION, VALUE


@dataclass(frozen=True)
class CellStep:
    """One time step of a cell: where its parameters and its past are, and how its values are named."""

    builder: Builder
    type: str
    node: str
    units: int
    time: int
    suffix: str
    parameters: dict[str, int]

    def apply(self, op: Op, *operands: int, name: str, kind: str = VALUE, **settings: Any) -> int:
        """Append an op whose result is called `node.name[t]`."""
        return self.builder.apply(
            op, *operands, name=f"{self.node}.{name}{self.suffix}", kind=kind, node=self.node, time=self.time, **settings
        )

    def products(self, x: int, h: int, name: str) -> tuple[int, int]:
        """W_ih x + b_ih under that name, and W_hh h + b_hh."""
        own = self.parameters
        kind = PREACTIVATION if name == "z" else VALUE
        left = self.apply(AFFINE, own["weight_ih"], x, own["bias_ih"], name=name, kind=kind)
        return left, self.apply(AFFINE, own["weight_hh"], h, own["bias_hh"], name="recurrent")

    def block(self, source: int, gate: str, name: str) -> int:
        """The rows of one gate."""
        start, stop = CELLS[self.type].rows(gate, self.units)
        return self.apply(ROWS, source, name=name, start=start, stop=stop)


def lstm(step: CellStep, x: int, h: int, c: int) -> tuple[int, int]:
    """h, c of the next time step: c = f c + i g, h = o tanh(c)."""
    left, right = step.products(x, h, "input")
    z = step.apply(ADD, left, right, name="z", kind=PREACTIVATION)
    gates = {}
    for gate in CELLS["lstm"].gates:
        part = step.block(z, gate, f"z_{gate}")
        gates[gate] = step.apply(TANH if gate == "g" else SIGMOID, part, name=gate)
    kept = step.apply(MUL, gates["f"], c, name="kept")
    added = step.apply(MUL, gates["i"], gates["g"], name="added")
    cell = step.apply(ADD, kept, added, name="c")
    return step.apply(MUL, gates["o"], step.apply(TANH, cell, name="tanh c"), name="a"), cell


def gru(step: CellStep, x: int, h: int) -> int:
    """h of the next time step: n = tanh(Wx + r (Uh)), h = n + z (h - n)."""
    left, right = step.products(x, h, "z")
    r = step.apply(SIGMOID, step.apply(ADD, step.block(left, "r", "x_r"), step.block(right, "r", "h_r"), name="z_r"), name="r")
    keep = step.apply(SIGMOID, step.apply(ADD, step.block(left, "z", "x_z"), step.block(right, "z", "h_z"), name="z_z"), name="u")
    reset = step.apply(MUL, r, step.block(right, "n", "h_n"), name="reset")
    n = step.apply(TANH, step.apply(ADD, step.block(left, "n", "x_n"), reset, name="z_n"), name="n")
    difference = step.apply(SUB, h, n, name="h − n")
    return step.apply(ADD, n, step.apply(MUL, keep, difference, name="kept"), name="a")
