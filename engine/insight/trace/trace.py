"""A recorded run of somebody's own training: the same numbers as of a network drawn here, and the same diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.checks.flow import fading_depth, fading_time
from engine.insight.diagnosis.evidence import LEAST, Observation
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import NOTE, Finding, left_behind
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.state import FALL, fall
from engine.insight.flow.depth import DepthHistory, DepthProfile
from engine.insight.trace.broken import not_finite as first_broken
from engine.insight.trace.loops import loop_faults, never_stepped, nothing_learned
from engine.insight.trace.parts import attention, cut_off, dead_units, line_of, normalises, single_values
from engine.library.rule import Array, Shape
from engine.model.problem import Problem

REVERSE = " (reverse)"  # after the name of a bidirectional layer, for the direction that runs backwards in time
MOST_SEEN = 40  # observations a diagnosis uses
FEWEST = 3  # steps that can be judged
FEW = 5  # steps whose losses are averaged: a batch is not the data
CLOSEST = 10  # steps between two of them
LEADS_THERE = (
    "learning rate",
    "initial scale",
    "input scale",
    "exploding by depth",
    "exploding through time",
)  # to what is not finite
# The causes of gradients that are cut off.
HIDES = ("no gradient", "vanishing by depth", "few values", "dead", "cleared", "detached", "initial scale")
NORMS = (way.BATCH_NORM, way.LAYER_NORM, way.RELU_NORM)  # no remedy where there are norms already
AT_TIMES = (
    "seconds",
    "baseline",
    "held_out",
    "along",
    "left",
    "clip",
    "scale",
)  # columns that may be empty without anything being wrong


@dataclass(frozen=True)
class Recurrent:
    """How a recurrent module was made."""

    layers: int = 1
    batch_first: bool = True
    nonlinearity: str = ""
    bidirectional: bool = False
    dropout: float = 0.0
    projection: int = 0


@dataclass(frozen=True)
class Told:
    """What a recorder says beside its numbers.

    `watched` says whether calls of functions were seen (None: an older recorder, which guessed), `compiled` whether the model ran
    compiled. `uncalled` are layers that no forward pass used, `unheld` parameters that no optimizer holds, `foreign` counts
    parameters of the optimizers that are not the model's. `softmax`: the criterion takes logits and was given probabilities;
    `sigmoid`: it was given what came out of a sigmoid. `targets` are the lowest and the highest target where some are not between
    0 and 1 and the criterion takes probabilities.
    `faults` are what went wrong in the recorder itself. `unregistered` are the shapes of parameters that the model uses without
    knowing them.
    """

    watched: bool | None = None
    compiled: bool = False
    uncalled: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    foreign: int = 0
    softmax: bool = False
    faults: tuple[str, ...] = ()
    unregistered: tuple[Shape, ...] = ()
    sigmoid: bool = False
    targets: tuple[float, ...] = ()


@dataclass(frozen=True)
class Layer:
    """A layer of the recorded model, in the order in which it is called; `activation` is the function that follows it."""

    name: str
    type: str = ""
    activation: str = ""
    parameters: dict[str, Shape] = field(default_factory=dict, hash=False)
    recurrent: Recurrent | None = None

    @property
    def matrices(self) -> tuple[str, ...]:
        """Names of its weight matrices."""
        return tuple(f"{self.name}.{name}" for name, shape in self.parameters.items() if len(shape) > 1)


@dataclass(frozen=True, eq=False)
class Through:
    """The gradient of the loss with respect to the state of a recurrent layer at each time step, summed over all paths, as
    replayed here.

    `difference` is the largest relative difference between our gradients of its parameters and the recorded ones: the proof.
    """

    layer: str
    norms: Array
    difference: float


@dataclass(frozen=True, eq=False)
class Trace:
    """Numbers of the recorded steps.

    `columns` maps `loss`, `delta/LAYER`, `grad/PARAMETER` and so on to one value for each of `steps`. `passes` is how many backward
    passes there were when the record was written last, `shapes` those of outputs and targets where they are unlike,
    `frozen` the parameters that took no gradient then. What was not measured is nan in `columns`; `bad` says for a column where
    something that is not finite was measured. `refused` says why recurrent layers could not be replayed. `of_weights`: `delta/`
    holds the norms of the gradients of each layer's own parameters. `tags` is the pattern by which the gradients were found, if one
    was given, `optimizer` the classes of the optimizers.
    """

    source: str
    layers: tuple[Layer, ...]
    steps: Array
    columns: dict[str, Array]
    steps_per_epoch: int = 0
    through: dict[int, tuple[Through, ...]] = field(default_factory=dict)
    full: int | None = None
    passes: int = 0
    shapes: tuple[Shape, ...] = ()
    frozen: tuple[str, ...] = ()
    of_weights: bool = False
    tags: str = ""
    optimizer: str = ""
    bad: dict[str, Array] = field(default_factory=dict)
    told: Told = Told()
    refused: tuple[Problem, ...] = ()

    def broken(self, name: str) -> Array:
        """Where a number of a column was measured and is not finite."""
        found = self.bad.get(name)
        return not_finite(name, self.column(name)) if found is None else found

    def column(self, name: str) -> Array:
        """A column; nan where it was not recorded."""
        found = self.columns.get(name)
        return np.full(len(self.steps), np.nan) if found is None else found

    def of_layers(self, kind: str, place: int) -> Array:
        """A number of every layer at one recorded step."""
        return np.array([self.column(f"{kind}/{layer.name}")[place] for layer in self.layers])

    def depth_profile(self, place: int) -> DepthProfile:
        """Root mean squares per layer: of the gradient with respect to its output, and of the gradient of its weights."""
        weights = [float(self.weight_gradients(layer, np.array([place]))[0]) for layer in self.layers]
        delta = self.of_layers("delta", place)
        line = tuple(number for number in line_of(self.layers) if np.isfinite(delta[number]))
        return DepthProfile(tuple(layer.name for layer in self.layers), delta, np.array(weights), line)

    def depth_history(self) -> DepthHistory:
        """The ratio of the depth profile at every recorded step."""
        hidden = [self.layers[place] for place in line_of(self.layers)][:-1]
        if len(hidden) < 2:
            return DepthHistory(self.steps[:0], np.empty(0), len(hidden))
        with np.errstate(all="ignore"):
            first, last = (self.column(f"delta/{layer.name}") for layer in (hidden[0], hidden[-1]))
            return DepthHistory(self.steps, np.where(last > 0, first / last, np.nan), len(hidden))

    @staticmethod
    def _shapes(layer: Layer) -> list[tuple[str, Shape]]:
        return [(f"{layer.name}.{name}", shape) for name, shape in layer.parameters.items() if len(shape) > 1]

    def weight_gradients(self, layer: Layer, places: Array) -> Array:
        """Root mean square of the gradient of a layer's weights at some of the recorded steps."""
        found = [(self.column(f"grad/{name}")[places], int(np.prod(shape))) for name, shape in self._shapes(layer)]
        count = sum(size for _, size in found)
        with np.errstate(all="ignore"):
            return np.sqrt(np.sum([norm**2 for norm, _ in found], axis=0) / count) if count else np.full(len(places), np.nan)

    def ratios(self) -> dict[str, Array]:
        """Update relative to weight size of every matrix in every recorded step.

        A matrix smaller than Xavier initialisation would make it is measured against a part of that size: what starts near 0
        must grow.
        """
        found = {}
        for layer in self.layers:
            for name, shape in self._shapes(layer):
                rows, columns = shape[0], int(np.prod(shape[1:]))
                least = LEAST * (2 * rows * columns / (rows + columns)) ** 0.5
                with np.errstate(all="ignore"):
                    ratio = self.column(f"update/{name}") / np.maximum(self.column(f"param/{name}"), least)
                if not np.isnan(ratio).all():
                    found[name] = ratio
        return found

    def place(self, step: int) -> int:
        """Where the last recorded step at or before a training step stands."""
        return max(0, int(np.searchsorted(self.steps, step, side="right")) - 1)

    def through_at(self, place: int) -> tuple[Through, ...]:
        """The latest gradients through time that were recorded by then."""
        known = [step for step in self.through if step <= self.steps[place]]
        return self.through[max(known)] if known else ()


def not_finite(name: str, values: Array) -> Array:
    """Where a column of a record without a mask holds something that is not finite, rather than nothing."""
    if name in AT_TIMES or not np.isfinite(values).any():
        return np.isinf(values)
    return ~np.isfinite(values)


def facts(trace: Trace) -> Facts:
    """What is known about a recorded run. Where the targets were not recorded, the first loss is the yardstick, and no more than
    that."""
    losses, baseline = trace.column("loss"), trace.column("baseline")
    finite = losses[np.isfinite(losses)]
    known = baseline[np.isfinite(baseline)]
    usual = float(np.median(known)) if known.size else float(finite[0]) if finite.size else float("nan")
    nothing = trace.column("zero")
    nothing = nothing[np.isfinite(nothing)]
    largest, spread = trace.column("input/largest"), trace.column("input/spread")
    seen = np.isfinite(largest).any()
    return Facts(
        usual,
        float(np.median(nothing)) if nothing.size else usual,
        float(np.nanmax(largest)) if seen else 1.0,
        float(np.nanmedian(spread)) if np.isfinite(spread).any() else 1.0,
        (),
        2,
        max(1, trace.steps_per_epoch),
        measured=bool(known.size),
    )


def observations(trace: Trace, upto: int | None = None) -> list[Observation]:
    """The run as a diagnosis sees it, up to a place among the recorded steps."""
    end = len(trace.steps) - 1 if upto is None else upto
    ratios, places, line = trace.ratios(), _places(trace, end), line_of(trace.layers)
    deltas = np.array([_latest(trace.column(f"delta/{layer.name}")) for layer in trace.layers]).reshape(-1, len(trace.steps))
    return [_observed(trace, ratios, line, deltas, *span) for span in zip([-1, *places], places, strict=False)]


def _observed(trace: Trace, ratios: dict[str, Array], line: tuple[int, ...], deltas: Array, before: int, place: int) -> Observation:
    span, step = slice(before + 1, place + 1), int(trace.steps[place])
    with np.errstate(all="ignore"):
        parts = {name: values[span][~np.isnan(values[span])] for name, values in ratios.items()}
        own = {name: float(np.median(values)) for name, values in parts.items() if values.size}
        jump = max((float(values.max()) for values in parts.values() if values.size), default=float("nan"))
    through, fading = trace.through_at(place), None
    if through and len(through[0].norms) > 1:
        with np.errstate(all="ignore"):
            fading = through[0].norms / max(float(through[0].norms[-1]), 1e-300)
    return Observation(
        step,
        step / max(1, trace.steps_per_epoch),
        _loss(trace, place, span),
        tuple(layer.name for layer in trace.layers),
        tuple(layer.activation for layer in trace.layers),
        deltas[:, place],
        trace.of_layers("idle", place),
        trace.of_layers("spread", place),
        own,
        jump,
        through[0].layer if through else "",
        fading,
        held_out=_newest(trace.column("held_out")[: place + 1]),
        line=tuple(number for number in line if np.isfinite(deltas[number, place])),
    )


def _loss(trace: Trace, place: int, span: slice) -> float:
    """The loss of the last few steps; where that of a constant prediction is known for each batch, as over all."""
    values, usual = trace.column("loss")[span][-FEW:], trace.column("baseline")
    if not np.isfinite(values).all() or not np.isfinite(usual[span][-FEW:]).all():
        return float(values.mean()) if np.isfinite(values).all() else float(trace.column("loss")[place])
    part = float(usual[span][-FEW:].mean())
    return float(values.mean()) * (float(np.median(usual[np.isfinite(usual)])) / part if part > 0 else 1.0)


def _latest(values: Array) -> Array:
    """At each place the last number that was measured by then; nan before the first."""
    seen = np.where(np.isnan(values), -1, np.arange(len(values)))
    last = np.maximum.accumulate(seen) if len(seen) else seen
    return np.where(last >= 0, values[last], np.nan)


def _newest(values: Array) -> float:
    """The last number that was recorded; nan if there is none."""
    known = values[np.isfinite(values)]
    return float(known[-1]) if known.size else float("nan")


def _places(trace: Trace, end: int) -> list[int]:
    """Rows to observe: an epoch apart where its length is known, at least a few steps, and not too many."""
    pace = max(trace.steps_per_epoch, CLOSEST, int(trace.steps[end] - trace.steps[0]) // MOST_SEEN)
    chosen = [end]
    for place in range(end, -1, -1):
        if trace.steps[chosen[-1]] - trace.steps[place] >= pace:
            chosen.append(place)
    if chosen[-1] != 0:
        chosen.append(0)
    return chosen[::-1]


def findings(trace: Trace, upto: int | None = None) -> tuple[Finding, ...]:
    """What is wrong with a recorded run at a place among its steps, by default at the last, causes first.

    The first FEWEST steps are judged together: one alone tells little, and what is said to begin there must be found there.
    """
    if not len(trace.steps):
        return never_stepped(trace)
    end = len(trace.steps) - 1 if upto is None else upto
    enough = max(end, min(FEWEST, len(trace.steps)) - 1)
    broken = first_broken(trace, enough)
    if broken is None:
        end = enough
    elif end < enough:
        broken = first_broken(trace, end)
    return _judged(trace, facts(trace), observations(trace, end), broken)


def _judged(trace: Trace, known: Facts, seen: Sequence[Observation], broken: Finding | None = None) -> tuple[Finding, ...]:
    """Faults of the loop, then what became of the numbers, then faults of parts and of the network, at the last observation."""
    end = trace.place(seen[-1].step)
    loop = loop_faults(trace, end, known, seen)
    if broken is not None:  # what was before it may have caused it; what comes after it says nothing
        before = diagnose(known, observations(trace, max(0, trace.place(broken.step) - 1)), broken=True)
        return (*loop, broken, *(finding for finding in before if finding.cause in LEADS_THERE))
    none = any(finding.cause == "no gradient" for finding in loop)  # without one, steps of any length are 0
    untold = ("dead", "slow") if none else ("dead",)
    whole = [finding for finding in (*diagnose(known, seen), *_by_ratio(known, seen)) if finding.cause not in untold]
    whole.sort(
        key=lambda finding: finding.cause != "vanishing by depth" or finding.step > trace.steps[0]
    )  # what began so has no cause here
    checks = (single_values, dead_units, attention, cut_off)
    parts = [found for check in checks if (found := check(trace, end, known, seen)) is not None]
    if any(finding.cause in HIDES and finding.severity != NOTE for finding in (*loop, *whole, *parts)):
        parts = [finding for finding in parts if finding.cause != "cut off"]
    from_start = [finding for finding in parts if finding.step <= trace.steps[0] and finding.severity != NOTE]
    told = (*loop, *from_start, *whole, *(finding for finding in parts if finding not in from_start))
    if sum(map(normalises, trace.layers)) * 3 >= len(trace.layers):  # one for every two others, as good as everywhere
        told = tuple(replace(finding, remedies=tuple(name for name in finding.remedies if name not in NORMS)) for finding in told)
    return told if any(finding.severity != NOTE for finding in told) else (*told, *nothing_learned(known, seen))


def _by_ratio(known: Facts, seen: Sequence[Observation]) -> tuple[Finding, ...]:
    """Where no constant prediction's loss is known, a loss that stands is judged by the gradients alone."""
    if known.measured or fall(seen) > FALL or len(seen) < 3:
        return ()
    stands = replace(known, baseline=seen[-1].loss)
    found = (check(stands, seen) for check in (fading_depth, fading_time) if check(known, seen) is None)
    return tuple(finding for finding in found if finding is not None)


def overcome(trace: Trace, upto: int | None = None) -> tuple[Finding, ...]:
    """Errors before that place that are gone by then, each as it was last seen."""
    if not len(trace.steps):
        return ()
    known, seen = facts(trace), observations(trace, upto)
    broken = first_broken(trace, trace.place(seen[-1].step))
    whole = [one for one in seen if broken is None or one.step < broken.step]  # what is not a number is neither dead nor alive
    past = (finding for count in range(1, min(len(whole) + 1, len(seen))) for finding in _judged(trace, known, seen[:count]))
    return left_behind(past, findings(trace, upto))
