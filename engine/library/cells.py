"""Recurrent cells with PyTorch's parameters, gate order and two biases (torch.nn.RNN, LSTM, GRU)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.rule import Shape, by_name
from engine.model.problem import text
from engine.model.setting import Setting

GATE_BIAS = Setting("gate_bias", text("Gate bias"), 0.0, text("Added at the start to the bias of the gate that keeps the memory; 3 keeps gradients alive."), -20.0, 20.0
)  # fmt: skip
LEARNED_STATE = Setting(
    "learned_state", text("Learned start"), False, text("The state before the first time step is trained instead of 0.")
)


@dataclass(frozen=True)
class Cell:
    """A row of the cells.

    `gates` names the blocks of rows in its matrices; `keeper` is the gate that holds memory;
    `states` are the values that live on to the next time step (`a` is what the cell passes on).
    """

    name: str
    gates: tuple[str, ...]
    keeper: str = ""
    states: tuple[str, ...] = ("a",)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What can be set at such a node."""
        return (GATE_BIAS, LEARNED_STATE) if self.keeper else (LEARNED_STATE,)

    def shapes(self, units: int, inputs: int, learned: bool = False) -> dict[str, Shape]:
        """Names (after `id.`) and shapes of the parameters; `h0` and `c0` are the states before time 1."""
        rows = max(1, len(self.gates)) * units
        shapes: dict[str, Shape] = {"weight_ih": (rows, inputs), "weight_hh": (rows, units), "bias_ih": (rows,), "bias_hh": (rows,)}
        if learned:
            shapes |= {first_state(state): (units,) for state in self.states}
        return shapes

    def rows(self, gate: str, units: int) -> tuple[int, int]:
        """First row and end of a gate's block."""
        place = self.gates.index(gate)
        return place * units, (place + 1) * units


def first_state(state: str) -> str:
    """The parameter of a learned first state: `h0` for the value passed on, `c0` for the LSTM's cell."""
    return "h0" if state == "a" else f"{state}0"


# Elman 1990 as in torch.nn.RNN; i, f, g, o as in torch.nn.LSTM (Hochreiter & Schmidhuber 1997; forget
# gate by Gers et al. 2000); r, z, n with the reset after the product as in torch.nn.GRU (Cho et al. 2014).
CELLS = by_name(Cell("rnn", ()), Cell("lstm", ("i", "f", "g", "o"), "f", ("a", "c")), Cell("gru", ("r", "z", "n"), "z"))
