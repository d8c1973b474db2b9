"""What a network says on a grid and at some samples; of a large network first roughly, then finer and finer."""

from __future__ import annotations

import time

import numpy as np

from engine.insight.moment.predict import Predictor
from engine.model.experiment import Experiment
from engine.program.check import Checked
from gui.plots.source import Source

STRIDES = (20, 10, 5, 2, 1)  # every so many rows and columns are computed, one after the other


class Answers:
    """Computes the samples and every 20th row and column at once, and the rest while there is patience; twice as long where that
    is enough for all, since another painting takes its time, too.

    What is not computed yet stands as the nearest that is.
    """

    def __init__(self, experiment: Experiment | Checked, points: np.ndarray, side: int) -> None:
        cells = np.arange(side * side).reshape(side, side)
        order = dict.fromkeys(range(side * side, len(points)))
        self._levels: list[tuple[int, np.ndarray]] = []  # how many points there are with it, and what stands where then
        for stride in STRIDES:
            order |= dict.fromkeys(cells[::stride, ::stride].ravel().tolist())
            near = np.minimum(np.rint(np.arange(side) / stride).astype(int) * stride, (side - 1) // stride * stride)
            self._levels.append((len(order), cells[np.ix_(near, near)].ravel()))
        self._order, self._side = np.array(list(order)), side
        self._predictor = Predictor(experiment, points[self._order])
        self._outputs: np.ndarray = np.empty((0, 0))
        self._known: tuple[object, ...] = ()
        self._done = 0

    def __call__(self, source: Source) -> tuple[np.ndarray, float]:
        """Outputs at all points, and which share of them is computed."""
        predictor = self._predictor
        now = (source.debugger, source.debugger.renewals(), source.debugger.changes)
        if not self._known or self._known[0] is not now[0] or self._known[1] != now[1] or self._known[2] is not now[2]:
            predictor.take(source.debugger.learned())
            self._known, self._done = now, 0
            self._outputs = np.empty((0, 0))  # a figure may still show the others
        least, begun, known = -(-self._levels[0][0] // predictor.piece), time.perf_counter(), self._done
        while (left := predictor.pieces - self._done) > 0:
            spent = time.perf_counter() - begun
            if self._done >= least and spent >= source.patience and spent * left > source.patience * (self._done - known):
                break
            self._keep(predictor.predicted(self._done))
        return self._filled(), self._done / predictor.pieces

    def _keep(self, outputs: np.ndarray) -> None:
        if self._outputs.shape != (len(self._order), outputs.shape[1]):
            self._outputs = np.zeros((len(self._order), outputs.shape[1]))
        start = self._done * self._predictor.piece
        self._outputs[self._order[start : start + len(outputs)]] = outputs
        self._done += 1

    def _filled(self) -> np.ndarray:
        count = min(self._done * self._predictor.piece, len(self._order))
        if count == len(self._order):
            return self._outputs
        near = next(near for reached, near in reversed(self._levels) if reached <= count)
        filled, known = self._outputs.copy(), np.zeros(len(self._order), bool)
        known[self._order[:count]] = True
        rough = np.flatnonzero(~known[: self._side**2])
        filled[rough] = self._outputs[near[rough]]
        return filled
