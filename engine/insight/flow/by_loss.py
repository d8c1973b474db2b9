"""Which loss a gradient comes from, where a network has several: each pulls at what they share, maybe against the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.insight.flow.replay import Replay
from engine.library.rule import Array
from engine.program.program import Program
from engine.runtime.debugger import Debugger


@dataclass(frozen=True, eq=False)
class Parts:
    """The gradient of some parameters, cut into the parts of the losses of these `outputs`, each times its weight.

    `norms` are the sizes of the parts. `shares` say how far each takes the whole gradient in its own direction: they add up to 1,
    and one below 0 pulls back; nan where the whole is 0. `cosines` (losses, losses) compare the directions of the parts; nan where
    one of the two is 0.
    """

    outputs: tuple[str, ...]
    norms: Array
    shares: Array
    cosines: Array


class ByLoss:
    """Takes gradients apart: the backward pass is linear, so it is run again with one loss at a time."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._replay = Replay(program)
        self._seeds = {name: program.gradient_of.get(slot, -1) for name, slot in program.loss_parts.items()}
        self._start = max((program.writer[seed] for seed in self._seeds.values() if seed >= 0), default=-1) + 1

    @property
    def possible(self) -> bool:
        """Whether there are several losses at all."""
        return len(self._seeds) > 1

    def __call__(self, debugger: Debugger, names: Sequence[str]) -> Parts | None:
        """The parts of the gradient of these parameters together; None before the backward pass is done, and for none of them."""
        known = [self.program.gradient_of[slot] for name in names
                 if (slot := self.program.parameters.get(name)) in self.program.gradient_of]  # fmt: skip
        if not self.possible or not known or debugger.place[1] < self._replay.stop:
            return None
        rows = np.stack([self._of(debugger, seed, known) for seed in self._seeds.values()])
        whole = rows.sum(axis=0)
        with np.errstate(all="ignore"):
            norms = np.linalg.norm(rows, axis=1)
            return Parts(tuple(self._seeds), norms, rows @ whole / (whole @ whole), (rows @ rows.T) / np.outer(norms, norms))

    def _of(self, debugger: Debugger, kept: int, gradients: list[int]) -> Array:
        """The gradients with respect to one loss, flat."""
        replay = self._replay
        replay.load(debugger)
        for seed in self._seeds.values():
            if seed >= 0 and seed != kept:
                replay.view(seed)[...] = 0
        replay.run(self._start, replay.stop)
        return np.concatenate([replay.view(gradient).ravel() for gradient in gradients])
