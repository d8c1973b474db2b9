"""Remedies, measured: the same data, seed and number of steps, before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

import numpy as np

from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies.proposals import JOINED, applicable
from engine.insight.flow.depth import DepthProfile, depth_profile
from engine.insight.flow.probe import Probe
from engine.insight.moment.held_out import HeldOut
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.check import load_table
from engine.program.program import LOSS
from engine.runtime.breakpoints import DONE
from engine.runtime.debugger import Debugger

POINTS = 100  # of a loss curve that is kept, each the mean of a stretch of steps
SEEDS = 3
LOST = 10.0  # times the loss of a constant prediction: how far beyond does not matter, nor how far apart the seeds are there
LEAST_GAIN = 0.02


@dataclass(frozen=True)
class Trial:
    """What to run: an experiment for some steps, under the name of a remedy; "" is the experiment as it is. `held_out` says that
    it is judged by samples that it was not trained on."""

    remedy: str
    experiment: Experiment
    steps: int
    held_out: bool = False


@dataclass(frozen=True, eq=False)
class LossCurve:
    """The loss of each step, that of its batch, thinned to few points."""

    steps: Array
    losses: Array


@dataclass(frozen=True)
class Outcome:
    """The outcome of a trial over several seeds: the median of the losses, and half of their range. They are those on the
    `held_out` samples where every trial has some, else on the whole data.

    `constant` is the loss of the best constant prediction, which makes losses of different kinds comparable. There is a curve for
    each seed; the profiles (of the start and of the end), `fading` (of the end) and `stop` are those of the first.
    """

    remedy: str
    loss: float
    curves: tuple[LossCurve, ...]
    first: DepthProfile
    last: DepthProfile
    fading: Array | None
    stop: str
    parameters: int
    spread: float = 0.0
    constant: float = float("nan")
    held_out: bool = False

    @property
    def ratio(self) -> float:
        """Gradient of the first hidden layer relative to the last, at the start; through time where there is no depth."""
        if np.isfinite(self.first.ratio) or self.fading is None:
            return self.first.ratio
        return float(self.fading[0])

    @property
    def steps(self) -> Array:
        """The steps of the first curve."""
        return self.curves[0].steps

    @property
    def losses(self) -> Array:
        """The losses of the first curve."""
        return self.curves[0].losses

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
    """Names of the remedies of all findings; where several causes are errors, the first remedies of any two of the first four are
    also tried together, and the second ones of the first two."""
    names = dict.fromkeys(name for finding in findings if not finding.overcome for name in finding.remedies)
    errors = [finding for finding in findings if finding.severity == ERROR and finding.remedies and not finding.overcome]
    firsts = [(one.remedies[0], other.remedies[0]) for one, other in combinations(errors[:4], 2)]
    seconds = product(*(finding.remedies[:2] for finding in errors[:2])) if len(errors) > 1 else ()
    pairs = dict.fromkeys(_joined(one, other) for one, other in (*firsts, *seconds) if one != other)
    return (*names, *(pair for pair in pairs if pair not in names))


def _joined(one: str, other: str) -> str:
    """Both remedies under one name, what they share once."""
    return JOINED.join(dict.fromkeys((*one.split(JOINED), *other.split(JOINED))))


def plan(experiment: Experiment, remedies: Sequence[str], steps: int) -> tuple[Trial, ...]:
    """The experiment as it is, then with each remedy that changes it and can be applied. A name may join two remedies."""
    found = applicable(experiment, remedies)
    held_out = all(load_table(after)[0].held_out is not None for after in (experiment, *(after for _, after in found)))
    return tuple(Trial(name, after, steps, held_out) for name, after in (("", experiment), *found))


def run(trial: Trial) -> Outcome:
    """Train from the start, once for each seed."""
    debugger = Debugger(trial.experiment, budget=1 << 20)
    debugger.run(1)
    first = depth_profile(debugger)
    debugger.run(trial.steps - 1)
    seen = Observer(trial.experiment)(debugger)
    others = [_other(trial, trial.experiment.seed + more) for more in range(1, SEEDS)]
    reached = np.array([seen.held_out if trial.held_out else seen.loss, *(loss for loss, _ in others)])
    reached = np.where(np.isfinite(reached), reached, np.inf)
    size = sum(value.size for value in debugger.parameters().values())
    with np.errstate(invalid="ignore"):
        spread = float(np.ptp(reached)) / 2
    return Outcome(
        trial.remedy, float(np.median(reached)), (_curve(debugger), *(curve for _, curve in others)), first,
        depth_profile(debugger), seen.fading, debugger.stop.reason, size, spread if np.isfinite(spread) else 0.0,
        facts(trial.experiment).baseline, trial.held_out,
    )  # fmt: skip


def _curve(debugger: Debugger) -> LossCurve:
    """The losses of a run."""
    steps, losses = debugger.series.steps(), debugger.series.view("loss")
    parts = np.array_split(np.arange(len(losses)), min(POINTS, len(losses)) or 1)
    with np.errstate(all="ignore"):
        means = [losses[part].mean() for part in parts if len(part)]
    return LossCurve(np.array([steps[part].mean() for part in parts if len(part)]), np.array(means))


def _other(trial: Trial, seed: int) -> tuple[float, LossCurve]:
    """The loss after a run from another seed, and its curve."""
    experiment = replace(trial.experiment, seed=seed)
    debugger, probe = Debugger(experiment, budget=1 << 20), Probe(experiment, LOSS)
    debugger.run(trial.steps)
    if trial.held_out and (held_out := HeldOut.of(experiment, probe.program.batches.size)) is not None:
        return held_out(debugger.learned()).loss, _curve(debugger)
    loss = probe.at(debugger.learned()).read(probe.program.loss)
    return float("nan") if loss is None else float(loss), _curve(debugger)


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


def tried(names: Sequence[str], outcomes: Sequence[Outcome]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of these remedies, those that were measured and helped, best first, and those that did not. Where none helps by itself, the
    best pair with one of them that does."""
    measured, gained = {outcome.remedy for outcome in outcomes}, [outcome.remedy for outcome in helpful(outcomes)]
    idle = tuple(name for name in names if name in measured and name not in gained)
    alone = tuple(name for name in gained if name in names)
    parts = [set(name.split(JOINED)) for name in names]
    pairs = (pair for pair in gained if any(part < set(pair.split(JOINED)) for part in parts))
    return alone or tuple(islice(pairs, 1)), idle


def _beats(after: Outcome, before: Outcome) -> bool:
    if not before.left < LOST:
        return after.left + after.left_spread < LOST
    return after.left < before.left - max(LEAST_GAIN * abs(before.left), after.left_spread, before.left_spread)


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
    for epoch in range(wanted.epochs):
        stop = debugger.run(monitor.known.pace)
        progress(epoch + 1)
        found = monitor.findings(debugger)
        if stop.reason != DONE:
            break
    return (*found, *monitor.overcome(debugger))
