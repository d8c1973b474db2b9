"""Remedies, measured: the same data, seed and number of steps, before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.finding import Finding, main_error
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import applicable
from engine.insight.diagnosis.remedies.remedy import Remedy
from engine.insight.flow.depth import DepthProfile, depth_profile
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.runtime.breakpoints import DONE
from engine.runtime.debugger import Debugger

POINTS = 200  # of a loss curve that is kept


@dataclass(frozen=True)
class Trial:
    """What to run: an experiment for some steps, under the name of a remedy; "" is the experiment as it is."""

    remedy: str
    experiment: Experiment
    steps: int


@dataclass(frozen=True)
class Outcome:
    """The outcome of a trial. Profiles are those of the start and of the end, `fading` that of the end."""

    remedy: str
    loss: float
    steps: Array
    losses: Array
    first: DepthProfile
    last: DepthProfile
    fading: Array | None
    stop: str
    parameters: int

    @property
    def ratio(self) -> float:
        """Gradient of the first hidden layer relative to the last, at the start; through time where there is no depth."""
        if np.isfinite(self.first.ratio) or self.fading is None:
            return self.first.ratio
        return float(self.fading[0])


def plan(experiment: Experiment, remedies: Sequence[str], steps: int) -> tuple[Trial, ...]:
    """The experiment as it is, then with each remedy that changes it."""
    found: tuple[tuple[Remedy, Experiment], ...] = applicable(experiment, tuple(remedies))
    return (Trial("", experiment, steps), *(Trial(remedy.name, after, steps) for remedy, after in found))


def run(trial: Trial) -> Outcome:
    """Train from the start."""
    debugger, observer = Debugger(trial.experiment, budget=1 << 20), Observer(trial.experiment)
    debugger.run(1)
    first = depth_profile(debugger)
    stop = debugger.run(trial.steps - 1)
    seen = observer(debugger)
    values = debugger.series.view("loss")
    chosen = np.unique(np.linspace(0, max(0, len(values) - 1), min(POINTS, len(values))).round().astype(int))
    size = sum(value.size for value in debugger.parameters().values())
    return Outcome(
        trial.remedy,
        seen.loss,
        debugger.series.steps()[chosen],
        values[chosen].copy(),
        first,
        depth_profile(debugger),
        seen.fading,
        stop.reason,
        size,
    )


def ranked(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Best first: by loss, and among equals by how little the gradient changes on its way back."""

    def key(outcome: Outcome) -> tuple[float, float]:
        loss = outcome.loss if np.isfinite(outcome.loss) else float("inf")
        with np.errstate(all="ignore"):
            tilt = abs(float(np.log10(outcome.ratio)))
        return (float(f"{loss:.2g}"), tilt if np.isfinite(tilt) else 0.0)

    return tuple(sorted(outcomes, key=key))


@dataclass(frozen=True)
class Examination:
    """What to watch: an experiment for some epochs, an epoch counting as at least ten steps."""

    experiment: Experiment
    epochs: int


def examine(wanted: Examination, progress: Callable[[int], object] = lambda epochs: None) -> tuple[Finding, ...]:
    """Train, observe after each epoch, and report what is wrong at the end; what went wrong on the way is reported if the end
    shows nothing."""
    debugger, monitor = Debugger(wanted.experiment, budget=1 << 20), Monitor(wanted.experiment)
    found = monitor.findings(debugger)
    for epoch in range(wanted.epochs):
        stop = debugger.run(monitor.known.pace)
        progress(epoch + 1)
        now = monitor.findings(debugger)
        if main_error(now) is not None or main_error(found) is None:
            found = now
        if stop.reason != DONE:
            break
    return found
