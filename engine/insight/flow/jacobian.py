"""How the error of one layer becomes that of the layer before: Jacobians and their singular values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.insight.flow.replay import Replay
from engine.insight.flow.through_time import recurrent_nodes
from engine.library.rule import Array
from engine.program.program import BACKWARD, PREACTIVATION, Program
from engine.runtime.debugger import Debugger


@dataclass(frozen=True)
class Spectrum:
    """Singular values between the stations of a chain, for one sample.

    `single[i]` holds those of d station i+1 / d station i, `product[i]` those of d last / d station i.
    Stations are the pre-activations of the layers, or the states of a recurrent node over time. Where a station has several
    positions, one of its own is derived, with respect to all of the station before.
    """

    stations: tuple[str, ...]
    single: tuple[Array, ...]
    product: tuple[Array, ...]


class Jacobians:
    """Computes the Jacobians of a chain row by row, through the program's own backward instructions.

    What a skip wire carries past a station counts too: these are total derivatives.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._replay = Replay(program)
        self._chain = [slot for slot in _chain(program) if slot in program.gradient_of]

    @property
    def possible(self) -> bool:
        """Whether there are two stations at all."""
        return len(self._chain) > 1

    def __call__(self, debugger: Debugger, sample: int = 0, place: Callable[[int], int] = lambda slot: 0) -> Spectrum | None:
        """The spectrum at a sample of the batch; None before the backward pass is done or without a chain.

        `place` says which position of a slot is derived.
        """
        program, chain = self.program, self._chain
        if not self.possible or debugger.place[1] < self._replay.stop:
            return None
        self._replay.load(debugger)
        sample = min(sample, program.batches.size - 1)
        single = [self._rows(chain[i : i + 2], sample, place(chain[i + 1]))[0] for i in range(len(chain) - 1)]
        product = self._rows(chain, sample, place(chain[-1]))
        names = tuple(program.slots[slot].name for slot in chain)
        return Spectrum(names, tuple(map(_values, single)), tuple(map(_values, product)))

    def between(self, debugger: Debugger, later: int, earlier: int, sample: int = 0) -> Array | None:
        """d station `later` / d station `earlier`, counted from 1: the product of the Jacobians on the way. None before the
        backward pass is done."""
        if not self.possible or debugger.place[1] < self._replay.stop or not 1 <= earlier <= later <= len(self._chain):
            return None
        if earlier == later:
            return np.eye(self.program.slots[self._chain[later - 1]].shape[0])
        self._replay.load(debugger)
        sample = min(sample, self.program.batches.size - 1)
        return self._rows(self._chain[earlier - 1 : later], sample, 0)[0]

    def _rows(self, chain: list[int], sample: int, position: int) -> list[Array]:
        """d last / d each earlier station of a chain, at one sample and a position of the last."""
        program, replay, size = self.program, self._replay, self.program.batches.size
        gradients = [program.gradient_of[slot] for slot in chain]
        start, stop = program.writer[gradients[-1]] + 1, program.writer[gradients[0]] + 1
        units = program.slots[chain[-1]].shape[0]
        result = [np.empty((units, math.prod(program.slots[slot].shape) // size)) for slot in chain[:-1]]
        replay.clear(program.phases[BACKWARD].start, stop)  # what earlier stations get from losses of their own does not count
        for unit in range(units):
            replay.clear(start, stop)
            replay.view(gradients[-1])[...] = 0
            replay.view(gradients[-1])[unit, position * size + sample] = 1
            replay.run(start, stop)
            for matrix, gradient in zip(result, gradients[:-1], strict=True):
                matrix[unit] = replay.view(gradient)[:, sample::size].ravel()
        return result


def _chain(program: Program) -> tuple[int, ...]:
    """The states of the first recurrent node, or the pre-activations of the hidden layers."""
    recurrent = recurrent_nodes(program)
    if program.length > 1 and recurrent:
        return program.states(recurrent[0])
    hidden = [name for name in program.layers if not set(program.states(name)) & set(program.outputs)]
    return tuple(program.of_node(name, PREACTIVATION)[0] for name in hidden)


def _values(matrix: Array) -> Array:
    if not np.isfinite(matrix).all():
        return np.full(min(matrix.shape), np.nan)
    values: Array = np.linalg.svd(matrix, compute_uv=False)
    return values
