"""How a network ends, what is said about it on the way, and whether a remedy brings it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.faults import make
from corpus.floors import floor, odd
from corpus.kinds import Kind
from engine import Debugger, Experiment
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import ERROR, Finding, main_error
from engine.insight.diagnosis.remedies.proposals import applicable
from engine.insight.diagnosis.trial import helpful, plan, proposed
from engine.insight.diagnosis.trial import run as run_trial
from engine.insight.moment.predict import Predictor
from engine.library.losses import LOSSES
from engine.program.check import load_table

EPOCHS = 30
STEPS = 400  # of a trial that looks whether anything helps


@dataclass(frozen=True)
class Result:
    """How a network ended and what was said about it. `errors` are those of the last observation, `ever` those of any, `proposed`
    what `--try` would run, when last there were two errors, `remedies` those of the cause that came first most often."""

    kind: str
    fault: str
    seed: int
    score: float
    swing: float
    cause: str
    first_alarm: float
    quality: float
    remedies: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    loss: float = float("nan")
    ever: tuple[str, ...] = ()


def build(kind: Kind, fault: str, seed: int) -> Experiment:
    """A network with that fault; OK for none, ODD for a healthy one with an odd setting."""
    return odd(kind, seed) if fault == "ODD" else make(kind, fault, seed)


def quality(experiment: Experiment, debugger: Debugger, loss: float, baseline: float) -> float:
    """What a user would call success: the share of right answers, or of the spread that is explained."""
    share = float(np.clip(1 - loss / baseline, -1, 1)) if np.isfinite(loss) else -1.0
    table = load_table(experiment)[0]
    if LOSSES[experiment.loss.name].name not in ("bce", "cross_entropy") and not _classes(table.targets):
        return share
    answers = Predictor(experiment, table.inputs)(debugger.learned())
    if table.sequence and table.targets.ndim == 2:
        answers = answers[:, -1]
    if not np.isfinite(answers).all():
        return 0.0
    if table.targets.shape[-1] == 1:
        return float(((answers > 0.5) == (table.targets > 0.5)).mean())
    return float((answers.argmax(-1) == table.targets.argmax(-1)).mean())


def _classes(targets: np.ndarray) -> bool:
    return bool(np.isin(targets, (0.0, 1.0)).all())


def learn(kind: Kind, fault: str, seed: int, experiment: Experiment | None = None, watch: bool = True) -> Result:
    """Train one network and note what the diagnosis says."""
    experiment = build(kind, fault, seed) if experiment is None else experiment
    known = facts(experiment)
    debugger, observer = Debugger(experiment, budget=1 << 18), Observer(experiment)
    seen = [observer(debugger)]
    causes: list[tuple[float, Finding]] = []
    found: Sequence[Finding] = ()
    names: tuple[str, ...] = ()
    ever: Counter[str] = Counter()
    several = False
    for _ in range(EPOCHS):
        stop = debugger.run(known.pace)
        seen.append(observer(debugger))
        broken = stop.reason == "not finite" or not np.isfinite(seen[-1].loss)
        if watch:
            found = diagnose(known, seen, broken)
            ever.update(f.cause for f in found if f.severity == ERROR)
            error = main_error(found)
            several = several or _several(found)
            names = proposed(found) if _several(found) or not several else names
            causes += [] if error is None else [(seen[-1].epoch, error)]
        if broken:
            break
    losses = np.array([o.loss for o in seen[-10:]])
    finite = bool(np.isfinite(losses).all())
    end = float(np.median(losses)) if finite else float("nan")
    name = Counter(error.cause for _, error in causes).most_common(1)[0][0] if causes else ""
    remedies = next((error.remedies for _, error in reversed(causes) if error.cause == name), ())
    return Result(
        kind.name, fault, seed,
        float(np.clip(1 - end / known.baseline, -1, 1)) if finite else -1.0,
        float(np.std(losses) / known.baseline) if finite else 9.0,
        name, causes[0][0] if causes else -1.0, quality(experiment, debugger, end, known.baseline), remedies,
        tuple(f.cause for f in found if f.severity == ERROR), names, float(seen[-1].loss), tuple(ever),
    )  # fmt: skip


def ended(experiment: Experiment, pace: int) -> float:
    """The quality after as many training steps as without the remedy, and without any observation on the way."""
    known, debugger = facts(experiment), Debugger(experiment, budget=1 << 18)
    observer = Observer(experiment)
    debugger.run(pace * (EPOCHS - 5))
    losses = []
    for _ in range(5):
        debugger.run(pace)
        losses.append(observer(debugger).loss)
    end = float(np.median(losses)) if np.isfinite(losses).all() else float("nan")
    return quality(experiment, debugger, end, known.baseline)


def _several(found: Sequence[Finding]) -> bool:
    return sum(f.severity == ERROR and bool(f.remedies) for f in found) > 1


def mend(kind: Kind, result: Result, goal: float) -> int:
    """Which of the remedies proposed brings the network back: 1, 2, 0 for neither of two, -1 where none can be applied."""
    experiment = build(kind, result.fault, result.seed)
    chosen, pace = applicable(experiment, result.remedies)[:2], facts(experiment).pace
    for number, (_, after) in enumerate(chosen, 1):
        if ended(after, pace) >= goal:
            return number
    return 0 if chosen else -1


def mend_pair(kind: Kind, result: Result, goal: float) -> int:
    """Whether one of the pairs that `--try` would run brings the network back."""
    pairs = [name for name in result.proposed if "+" in name]
    experiment = build(kind, result.fault, result.seed)
    chosen, pace = applicable(experiment, pairs), facts(experiment).pace
    return int(any(ended(after, pace) >= goal for _, after in chosen)) if chosen else -1


def converged(name: str, seed: int, part: str) -> tuple[Result, float]:
    """A network at its floor, and the floor."""
    experiment, least = floor(name, seed, part)
    kind = Kind(name, experiment.data)
    result = learn(kind, name, seed, experiment)
    if name == "plateau":  # counts if it learns in the end
        debugger = Debugger(experiment, budget=1 << 18)
        debugger.run(40_000)
        least = float(debugger.series.view("loss")[-1])
    return result, least


STANDARD = ("lower-rate", "raise-rate", "adam", "batch-norm", "initialise", "clip", "wider")


def nothing_helps(experiment: Experiment, names: Sequence[str]) -> bool:
    """Whether the answer of a trial of these remedies is that none of them helps."""
    return not helpful([run_trial(trial) for trial in plan(experiment, names, STEPS)])
