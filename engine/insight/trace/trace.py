"""A recorded run of somebody's own training: the same numbers as of a network drawn here, and the same diagnosis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import LEAST, Observation
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, Finding, left_behind
from engine.insight.diagnosis.nonfinite import REMEDIES
from engine.insight.flow.depth import DepthHistory, DepthProfile
from engine.insight.trace.loops import loop_faults, never_stepped
from engine.library.rule import Array, Shape
from engine.model.problem import text

MOST_SEEN = 40  # observations a diagnosis uses
CLOSEST = 10  # steps between two of them
AT_TIMES = ("seconds", "baseline", "held_out", "along", "left")  # columns that may be empty without anything being wrong


@dataclass(frozen=True)
class Recurrent:
    """How a recurrent module was made."""

    layers: int = 1
    batch_first: bool = True
    nonlinearity: str = ""


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
    `frozen` the parameters that took no gradient then. `of_weights`: `delta/` holds the norms of the gradients of each layer's own
    parameters. `tags` is the pattern by which the gradients were found, if one was given.
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

    def column(self, name: str) -> Array:
        """A column; nan where it was not recorded."""
        found = self.columns.get(name)
        return np.full(len(self.steps), np.nan) if found is None else found

    def of_layers(self, kind: str, place: int) -> Array:
        """A number of every layer at one recorded step."""
        return np.array([self.column(f"{kind}/{layer.name}")[place] for layer in self.layers])

    def depth_profile(self, place: int) -> DepthProfile:
        """Root mean squares per layer: of the gradient with respect to its output, and of the gradient of its weights."""
        weights = []
        for layer in self.layers:
            found = [(float(self.column(f"grad/{name}")[place]), np.prod(shape)) for name, shape in self._shapes(layer)]
            count = sum(size for _, size in found)
            weights.append(np.sqrt(sum(norm**2 for norm, _ in found) / count) if count else np.nan)
        return DepthProfile(tuple(layer.name for layer in self.layers), self.of_layers("delta", place), np.array(weights))

    def depth_history(self) -> DepthHistory:
        """The ratio of the depth profile at every recorded step."""
        hidden = self.layers[:-1]
        if len(hidden) < 2:
            return DepthHistory(self.steps[:0], np.empty(0), len(hidden))
        with np.errstate(all="ignore"):
            first, last = (self.column(f"delta/{layer.name}") for layer in (hidden[0], hidden[-1]))
            return DepthHistory(self.steps, np.where(last > 0, first / last, np.nan), len(hidden))

    @staticmethod
    def _shapes(layer: Layer) -> list[tuple[str, Shape]]:
        return [(f"{layer.name}.{name}", shape) for name, shape in layer.parameters.items() if len(shape) > 1]

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


def facts(trace: Trace) -> Facts:
    """What is known about a recorded run. Where the criterion was not recorded, the first loss stands for that of a constant
    prediction."""
    losses, baseline = trace.column("loss"), trace.column("baseline")
    finite = losses[np.isfinite(losses)]
    known = baseline[np.isfinite(baseline)]
    usual = float(np.median(known)) if known.size else float(finite[0]) if finite.size else float("nan")
    largest, spread = trace.column("input/largest"), trace.column("input/spread")
    seen = np.isfinite(largest).any()
    return Facts(
        usual,
        usual,
        float(np.nanmax(largest)) if seen else 1.0,
        float(np.nanmedian(spread)) if np.isfinite(spread).any() else 1.0,
        (),
        2,
        max(1, trace.steps_per_epoch),
    )


def observations(trace: Trace, upto: int | None = None) -> list[Observation]:
    """The run as a diagnosis sees it, up to a place among the recorded steps."""
    end = len(trace.steps) - 1 if upto is None else upto
    ratios, seen = trace.ratios(), []
    places = _places(trace, end)
    for before, place in zip([-1, *places], places, strict=False):
        span = slice(before + 1, place + 1)
        with np.errstate(all="ignore"):
            own = {name: float(np.median(values[span])) for name, values in ratios.items()}
            jump = max(
                (float(np.nan_to_num(values[span], nan=0.0, posinf=np.inf).max()) for values in ratios.values()),
                default=float("nan"),
            )
        step = int(trace.steps[place])
        through = trace.through_at(place)
        fading = None
        if through and len(through[0].norms) > 1:
            with np.errstate(all="ignore"):
                fading = through[0].norms / max(float(through[0].norms[-1]), 1e-300)
        seen.append(
            Observation(
                step,
                step / max(1, trace.steps_per_epoch),
                float(trace.column("loss")[place]),
                tuple(layer.name for layer in trace.layers),
                tuple(layer.activation for layer in trace.layers),
                trace.of_layers("delta", place),
                trace.of_layers("idle", place),
                trace.of_layers("spread", place),
                own,
                jump,
                through[0].layer if through else "",
                fading,
                held_out=_newest(trace.column("held_out")[: place + 1]),
            )
        )
    return seen


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
    """What is wrong with a recorded run at a place among its steps, by default at the last, causes first."""
    if not len(trace.steps):
        return never_stepped(trace)
    end = len(trace.steps) - 1 if upto is None else upto
    return _judged(trace, facts(trace), observations(trace, end), _not_finite(trace, end))


def _judged(trace: Trace, known: Facts, seen: Sequence[Observation], broken: Finding | None = None) -> tuple[Finding, ...]:
    """Faults of the loop, then what became of the numbers, then faults of the network, at the last of the observations."""
    loop, bad = loop_faults(trace, trace.place(seen[-1].step), known, seen), () if broken is None else (broken,)
    return (*loop, *bad, *diagnose(known, seen, broken is not None))


def overcome(trace: Trace, upto: int | None = None) -> tuple[Finding, ...]:
    """Errors before that place that are gone by then, each as it was last seen."""
    if not len(trace.steps):
        return ()
    known, seen = facts(trace), observations(trace, upto)
    past = (finding for count in range(1, len(seen)) for finding in _judged(trace, known, seen[:count]))
    return left_behind(past, findings(trace, upto))


def _not_finite(trace: Trace, end: int) -> Finding | None:
    """The first recorded step with a value that is not finite, and the layer where it begins: forward, else backward."""
    recorded = [name for name, values in trace.columns.items() if np.isfinite(values).any() and name not in AT_TIMES]
    with np.errstate(all="ignore"):
        bad = ~np.isfinite(np.stack([trace.columns[name][: end + 1] for name in recorded])) if recorded else np.zeros((0, 1), bool)
    rows = np.flatnonzero(bad.any(axis=0))
    if not rows.size:
        return None
    place = int(rows[0])
    layer, where = _first_bad(trace, place)
    return Finding(
        "not finite",
        ERROR,
        text("A value is not finite: it was first recorded in {where} of {layer}.")
        if layer
        else text("A value is not finite; the recording does not show which layer it came from."),
        {"where": where, "layer": layer} if layer else {},
        (layer,) if layer else (),
        int(trace.steps[place]),
        ((text("loss"), f"{trace.column('loss')[place]:.3g}"), (text("learning rate"), f"{trace.column('rate')[place]:.3g}")),
        REMEDIES,
    )


def _first_bad(trace: Trace, place: int) -> tuple[str, str]:
    """The layer and what of it is not finite; empty where no layer shows one."""
    spread, delta = trace.of_layers("spread", place), trace.of_layers("delta", place)
    was = [np.isfinite(trace.column(f"spread/{layer.name}")).any() for layer in trace.layers]
    forward = [
        layer.name for layer, value, known in zip(trace.layers, spread, was, strict=True) if known and not np.isfinite(value)
    ]
    if forward:
        return forward[0], text("the output")
    backward = [layer.name for layer, value in zip(trace.layers, delta, strict=True) if not np.isfinite(value)]
    if backward:
        return backward[-1], text("the gradient")
    for layer in trace.layers:
        for name in layer.parameters:
            if not np.isfinite(trace.column(f"param/{layer.name}.{name}")[place]):
                return layer.name, text("the weights")
    return "", ""
