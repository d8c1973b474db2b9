"""Recurrent cells with PyTorch's parameters, gate order and two biases (torch.nn.LSTM, torch.nn.GRU)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.rule import Shape, by_name
from engine.spec.problem import text
from engine.spec.setting import Setting

GATE_BIAS = Setting(
    "gate_bias",
    0.0,
    text("Added at the start to the bias of the gate that keeps the memory; 3 keeps gradients alive."),
    -20.0,
    20.0,
)


@dataclass(frozen=True)
class Cell:
    """A row of the cells: `gates` names the blocks of rows in its matrices; `keeper` is the gate that holds memory."""

    name: str
    gates: tuple[str, ...]
    keeper: str

    def shapes(self, units: int, inputs: int) -> dict[str, Shape]:
        """Names (after `id.`) and shapes of the parameters."""
        rows = len(self.gates) * units
        return {"weight_ih": (rows, inputs), "weight_hh": (rows, units), "bias_ih": (rows,), "bias_hh": (rows,)}

    def rows(self, gate: str, units: int) -> tuple[int, int]:
        """First row and end of a gate's block."""
        place = self.gates.index(gate)
        return place * units, (place + 1) * units


# i, f, g, o as in torch.nn.LSTM (Hochreiter & Schmidhuber 1997; forget gate by Gers et al. 2000);
# r, z, n with the reset after the product as in torch.nn.GRU (Cho et al. 2014).
CELLS = by_name(Cell("lstm", ("i", "f", "g", "o"), "f"), Cell("gru", ("r", "z", "n"), "z"))
