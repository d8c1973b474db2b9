"""Is what a network has not explained noise, or does it depend on the inputs?

Nearest neighbours have nearly the same inputs. Where what is left of their losses is alike too, a better network could explain it;
where it is independent, it is noise (the lack-of-fit test with near replicates, Christensen 1989; the Delta test, Pi and
Peterson 1994).
"""

from __future__ import annotations

import numpy as np

from engine.insight.flow.probe import Probe
from engine.library.rule import Array
from engine.program.program import DELTA, INPUT

FEWEST = 30  # samples: with fewer, the correlation of neighbours is too uncertain


class Neighbours:
    """Pairs each sample of a probe with its nearest; of data without time, and not of class numbers."""

    def __init__(self, probe: Probe) -> None:
        self._probe, program = probe, probe.program
        self._nearest: Array | None = None
        self._deltas: tuple[int, ...] = ()
        if program.length == 1 and len(program.outputs) == 1:
            self._deltas = tuple(program.of_node(program.slots[program.outputs[0]].node, DELTA))
            fed = [feed.slot for feed in program.feeds if program.slots[feed.slot].kind == INPUT]
            views, samples = probe.debugger.arena.views, program.batches.size  # all positions of a sample belong to it
            self._nearest = nearest(np.concatenate([views[slot].reshape(-1, samples) for slot in fed]).T) if fed else None

    def shared(self) -> float:
        """The correlation of dL/dz of the output between neighbours: about 1 where it depends on the inputs, 0 where it is noise;
        nan where it cannot be known. Its error is about 1 / √samples."""
        if self._nearest is None or not self._deltas:
            return float("nan")
        delta = self._probe.debugger.arena.views[self._deltas[0]].reshape(-1, self._probe.program.batches.size)
        if delta.shape[-1] != len(self._nearest):
            return float("nan")
        with np.errstate(all="ignore"):
            return float((delta * delta[..., self._nearest]).sum() / (delta**2).sum())


def bend(inputs: Array, targets: Array) -> float:
    """The share of the variance of the targets that depends on the inputs and that no linear function of them explains; 0 where
    that cannot be known."""
    near, spread = nearest(inputs), float(((targets - targets.mean(axis=0)) ** 2).sum())
    if near is None or not spread > 0:
        return 0.0
    columns = np.concatenate([inputs, np.ones((len(inputs), 1))], axis=1)
    left = targets - columns @ np.linalg.lstsq(columns, targets, rcond=None)[0]
    return max(0.0, float((left * left[near]).sum()) / spread)


def nearest(inputs: Array) -> Array | None:
    """The index of each sample's nearest neighbour, with every input in units of its standard deviation."""
    rows = inputs.reshape(len(inputs), -1)
    spread = rows.std(axis=0)
    if len(rows) < FEWEST or not spread.any():
        return None
    rows = rows[:, spread > 0] / spread[spread > 0]
    squares = (rows**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * rows @ rows.T
    np.fill_diagonal(distances, np.inf)
    found: Array = distances.argmin(axis=1)
    return found
