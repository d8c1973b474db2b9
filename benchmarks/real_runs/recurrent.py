"""Trials on recurrent layers."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence
from trial import Attach, loop, sequences, trial

MSE, ARRAYS = nn.MSELoss(), {"options": {"arrays": True}}


class Reader(nn.Module):
    """Reads sequences, and answers from the last output or the last state."""

    def __init__(self, kind: str = "LSTM", read: str = "output", packed: bool = False, **settings: Any) -> None:
        super().__init__()
        self.rnn = getattr(nn, kind)(3, 12, batch_first=True, **settings)
        width = (settings.get("proj_size") or 12) * (2 if settings.get("bidirectional") else 1)
        self.read, self.packed, self.head = read, packed, nn.Linear(width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.packed:
            lengths = torch.arange(len(x)) % 5 + x.shape[1] - 5
            x = pack_padded_sequence(x.flip(1), lengths, batch_first=True, enforce_sorted=False)
        out, state = self.rnn(x)
        h = state[0] if isinstance(state, tuple) else state
        if self.read == "state":
            return self.head(torch.cat([*h[-2:]], 1) if self.rnn.bidirectional else h[-1])
        return self.head(out[:, -1])


def run(attach: Attach, model: nn.Module, back: int = 1, length: int = 20, steps: int = 60, rate: float = 0.02) -> list[float]:
    return loop(attach, model, sequences(length, back=back), MSE, torch.optim.Adam(model.parameters(), lr=rate), steps=steps)


@trial("LSTM, last output, something 40 steps back", "vanishing through time", place="rnn", **ARRAYS)
def long_lstm(attach: Attach) -> list[float]:
    return run(attach, Reader(), 39, 40, rate=1e-4)


@trial("LSTM, h_n, something 40 steps back", "vanishing through time", place="rnn", **ARRAYS)
def long_state(attach: Attach) -> list[float]:
    return run(attach, Reader(read="state"), 39, 40, rate=1e-4)


@trial("RNN, packed, something 40 steps back", "vanishing through time", place="rnn", **ARRAYS)
def packed(attach: Attach) -> list[float]:
    return run(attach, Reader("RNN", "state", True), 1, 40, rate=1e-4)


@trial("GRU, two layers, healthy", **ARRAYS)
def gru(attach: Attach) -> list[float]:
    return run(attach, Reader("GRU", num_layers=2), 1, 12)


@trial("bidirectional LSTM", **ARRAYS)
def bidirectional(attach: Attach) -> list[float]:
    return run(attach, Reader(read="state", bidirectional=True), 1, 12)


@trial("LSTM with dropout between layers", unseen="dropout", **ARRAYS)
def dropout(attach: Attach) -> list[float]:
    return run(attach, Reader(num_layers=2, dropout=0.3), 1, 12)


@trial("LSTM with a projection", unseen="proj_size", **ARRAYS)
def projection(attach: Attach) -> list[float]:
    return run(attach, Reader(proj_size=6), 1, 12)


@trial("bidirectional, two layers", unseen="bidirectional", **ARRAYS)
def stacked_both(attach: Attach) -> list[float]:
    return run(attach, Reader(num_layers=2, bidirectional=True), 1, 12)


@trial("LSTM without arrays", unseen="through time")
def no_arrays(attach: Attach) -> list[float]:
    return run(attach, Reader(), 1, 12)


class Cells(nn.Module):
    def __init__(self, kind: str = "RNNCell") -> None:
        super().__init__()
        self.cell, self.head = getattr(nn, kind)(3, 12), nn.Linear(12, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        state = None
        for t in range(x.shape[1]):
            state = self.cell(x[:, t], state)
        return self.head(state[0] if isinstance(state, tuple) else state)


@trial("a loop over RNNCell, something 40 steps back", "vanishing through time", place="cell", **ARRAYS)
def cells(attach: Attach) -> list[float]:
    return run(attach, Cells(), 39, 40, rate=1e-4)


@trial("a loop over LSTMCell, healthy", **ARRAYS)
def lstm_cells(attach: Attach) -> list[float]:
    return run(attach, Cells("LSTMCell"), 1, 10)


@trial("RNN with tanh, weights doubled", "exploding through time", "learning rate", "initial scale", "saturated", **ARRAYS)
def exploding(attach: Attach) -> list[float]:
    model = Reader("RNN", nonlinearity="relu")
    with torch.no_grad():
        model.rnn.weight_hh_l0 *= 5
    return run(attach, model, 15, 20, rate=1e-3)
