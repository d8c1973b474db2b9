"""Keeps an eye on a run: says once that it is flat, diverging or solved, and then holds its peace for long."""

from __future__ import annotations

import time
from collections.abc import Callable

from engine.insight.diagnosis.trend import Trend, reference_loss, trend
from engine.model.experiment import Experiment
from engine.program.check import Checked, check
from engine.runtime.debugger import Debugger
from gui.session.memo import Memo

EVERY = 0.5  # seconds between two looks
QUIET, PEACE = 10, 120.0  # times as many steps, and seconds, must be behind before the same is said again


class Reference(float):
    """The loss of somebody who has learned nothing."""


class Lookout:
    """Looks at the losses now and then; a change that the user made begins a new run for it."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now, self._looked = now, 0.0
        self._said: dict[str, tuple[int, float]] = {}
        self._of: tuple[Memo | None, int] = (None, 0)

    def __call__(self, debugger: Debugger, experiment: Experiment, memo: Memo) -> Trend | None:
        """What has become of the run of an experiment, if that is news; `memo` is that of its program."""
        if self._now() - self._looked < EVERY:
            return None
        changed = max((change.step for change in debugger.changes if change.step <= debugger.place[0]), default=0)
        if self._of != (memo, changed):
            self._of, self._said = (memo, changed), {}
        reference = memo.made(Reference, lambda: Reference(reference_loss(memo.made(Checked, lambda: check(experiment)))))
        steps, losses = debugger.series.steps(), debugger.series.view("loss")
        first = int(steps.searchsorted(changed))
        found = trend(steps[first:] - changed, losses[first:], reference, debugger.program.batches.per_epoch)
        self._looked = self._now()
        if found is None or self._quiet(found.kind, debugger.place[0] - changed):
            return None
        self._said[found.kind] = debugger.place[0] - changed, self._looked
        return found

    def _quiet(self, kind: str, step: int) -> bool:
        """Whether the same was said not long ago; going back before that forgets it."""
        said = self._said.get(kind)
        return said is not None and said[0] <= step and (step < QUIET * said[0] or self._now() < said[1] + PEACE)
