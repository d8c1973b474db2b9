"""Remedies, measured: the same data, seed and number of steps, before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import JOINED, applicable
from engine.insight.flow.depth import DepthProfile, depth_profile
from engine.insight.flow.probe import Probe
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.program import LOSS
from engine.runtime.breakpoints import DONE
from engine.runtime.debugger import Debugger

POINTS = 200  # of a loss curve that is kept
SEEDS = 3


@dataclass(frozen=True)
class Trial:
    """What to run: an experiment for some steps, under the name of a remedy; "" is the experiment as it is."""

    remedy: str
    experiment: Experiment
    steps: int


@dataclass(frozen=True)
class Outcome:
    """The outcome of a trial over several seeds: the median of the losses on the whole data, and half of their range.

    `constant` is the loss of the best constant prediction, which makes losses of different kinds comparable. The curve, the
    profiles (of the start and of the end), `fading` (of the end) and `stop` are those of the first seed.
    """

    remedy: str
    loss: float
    steps: Array
    losses: Array
    first: DepthProfile
    last: DepthProfile
    fading: Array | None
    stop: str
    parameters: int
    spread: float = 0.0
    constant: float = float("nan")

    @property
    def ratio(self) -> float:
        """Gradient of the first hidden layer relative to the last, at the start; through time where there is no depth."""
        if np.isfinite(self.first.ratio) or self.fading is None:
            return self.first.ratio
        return float(self.fading[0])

    @property
    def left(self) -> float:
        """The share of the loss of a constant prediction that is left; the loss itself where there is none."""
        return self.loss / self._unit

    @property
    def left_spread(self) -> float:
        """Half the range over the seeds, in the unit of `left`."""
        return self.spread / self._unit

    @property
    def _unit(self) -> float:
        return self.constant if self.constant > 0 else 1.0


def proposed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Names of the remedies of all findings; where two causes are errors, the first remedies of both are also tried together."""
    names = dict.fromkeys(name for finding in findings if not finding.overcome for name in finding.remedies)
    errors = [finding for finding in findings if finding.severity == ERROR and finding.remedies and not finding.overcome]
    first, second = (finding.remedies[:2] for finding in errors[:2]) if len(errors) > 1 else ((), ())
    return (*names, *(f"{one}{JOINED}{other}" for one in first for other in second if one != other))


def plan(experiment: Experiment, remedies: Sequence[str], steps: int) -> tuple[Trial, ...]:
    """The experiment as it is, then with each remedy that changes it and can be applied. A name may join two remedies."""
    found = applicable(experiment, remedies)
    return (Trial("", experiment, steps), *(Trial(name, after, steps) for name, after in found))


def run(trial: Trial) -> Outcome:
    """Train from the start, once for each seed."""
    debugger = Debugger(trial.experiment, budget=1 << 20)
    debugger.run(1)
    first = depth_profile(debugger)
    debugger.run(trial.steps - 1)
    seen = Observer(trial.experiment)(debugger)
    reached = np.array([seen.loss, *(_reached(trial, trial.experiment.seed + more) for more in range(1, SEEDS))])
    reached = np.where(np.isfinite(reached), reached, np.inf)
    values = debugger.series.view("loss")
    chosen = np.unique(np.linspace(0, max(0, len(values) - 1), min(POINTS, len(values))).round().astype(int))
    size = sum(value.size for value in debugger.parameters().values())
    with np.errstate(invalid="ignore"):
        spread = float(np.ptp(reached)) / 2
    return Outcome(
        trial.remedy, float(np.median(reached)), debugger.series.steps()[chosen], values[chosen].copy(), first,
        depth_profile(debugger), seen.fading, debugger.stop.reason, size, spread if np.isfinite(spread) else 0.0,
        facts(trial.experiment).baseline,
    )  # fmt: skip


def _reached(trial: Trial, seed: int) -> float:
    """The loss on the whole data after a run from another seed."""
    experiment = replace(trial.experiment, seed=seed)
    debugger, probe = Debugger(experiment, budget=1 << 20), Probe(experiment, LOSS)
    debugger.run(trial.steps)
    loss = probe.at(debugger.learned()).read(probe.program.loss)
    return float("nan") if loss is None else float(loss)


def ranked(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Best first: by what is left of the loss, and among equals by how little the gradient changes on its way back."""

    def key(outcome: Outcome) -> tuple[float, float]:
        left = outcome.left if np.isfinite(outcome.left) else float("inf")
        with np.errstate(all="ignore"):
            tilt = abs(float(np.log10(outcome.ratio)))
        return (float(f"{left:.2g}"), tilt if np.isfinite(tilt) else 0.0)

    return tuple(sorted(outcomes, key=key))


def helpful(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Those that beat the experiment as it is by more than the spread over the seeds, best first."""
    before = next((outcome for outcome in outcomes if not outcome.remedy), None)
    if before is None:
        return ()
    return tuple(outcome for outcome in ranked(outcomes) if outcome.remedy and _beats(outcome, before))


def _beats(after: Outcome, before: Outcome) -> bool:
    if not np.isfinite(before.left):
        return bool(np.isfinite(after.left))
    return after.left < 0.98 * before.left - max(after.left_spread, before.left_spread)


@dataclass(frozen=True)
class Examination:
    """What to watch: an experiment for some epochs, an epoch counting as at least ten steps."""

    experiment: Experiment
    epochs: int


def examine(wanted: Examination, progress: Callable[[int], object] = lambda epochs: None) -> tuple[Finding, ...]:
    """Train, observe after each epoch, and report what is wrong at the end; then errors of the way that are overcome, each as it
    was last seen."""
    debugger, monitor = Debugger(wanted.experiment, budget=1 << 20), Monitor(wanted.experiment)
    found = monitor.findings(debugger)
    past: dict[str, Finding] = {}
    for epoch in range(wanted.epochs):
        stop = debugger.run(monitor.known.pace)
        progress(epoch + 1)
        past |= {finding.cause: replace(finding, overcome=True) for finding in found if finding.severity == ERROR}
        found = monitor.findings(debugger)
        if stop.reason != DONE:
            break
    present = {finding.cause for finding in found}
    return (*found, *(finding for cause, finding in past.items() if cause not in present))
