"""Faults of a training loop, as a record shows them: what each step left, moved and never reached.

They bear the names that they have for a network drawn here. What a record does not hold cannot be judged, and is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, STUCK, Seen, falling, losses, number, stuck
from engine.insight.trace.seen import clipped_norms
from engine.library.rule import Array
from engine.model.problem import text

if TYPE_CHECKING:
    from engine.insight.trace.trace import Trace

LEAST = 3  # recorded steps
ENOUGH = 6  # observations without a better prediction than a constant one
MOSTLY = 0.9  # of the steps
TOO_SMALL = 1e-3  # of the usual gradient: a step may be lost in rounding
ROUNDING = 1e-5  # of a weight: steps not far above what single precision resolves may be lost where weights are larger
LITTLE = 0.01  # of the gradient is left by clipping
UPHILL = 0.2  # cosine of update and gradient; momentum may turn it for a while
SHOWN = 6  # names in a sentence


def never_stepped(trace: Trace) -> tuple[Finding, ...]:
    """Backward passes, and not one step of the optimizer."""
    if trace.passes < 2:
        return ()
    words = text("Gradients were computed {count} times, but the optimizer never took a step: nothing can change.")
    return (Finding("no step", ERROR, words, {"count": trace.passes}, evidence=((text("backward passes"), str(trace.passes)),)),)


def nothing_learned(known: Facts, seen: Seen) -> tuple[Finding, ...]:
    """The loss stands at a constant prediction's, and no cause was found in what is recorded: then it lies elsewhere."""
    least = STUCK * known.baseline
    if not known.measured or len(seen) < ENOUGH or not all(one.loss > least for one in seen[-ENOUGH:]):
        return ()
    words = text(
        "The predictions are still no better than a constant one, and nothing that was recorded explains it: the layers pass "
        "signal and gradient, and the weights move."
    )
    return (Finding("nothing learned", NOTE, words, step=seen[-1].step, evidence=losses(known, seen)),)


def loop_faults(trace: Trace, end: int, known: Facts, seen: Seen) -> tuple[Finding, ...]:
    """What is wrong with the loop, judged by the steps recorded up to a place."""
    if end + 1 < LEAST:
        return ()
    checks = (
        _unlike_shapes, _beyond_probabilities, _probabilities, _squashed, _wrong_sign, _not_zeroed, _cleared, _no_gradient,
        _detached, _unregistered, _unheld, _clipped, _never_moved, _frozen,
    )  # fmt: skip
    return tuple(finding for check in checks if (finding := check(trace, end, known, seen)) is not None)


def _unlike_shapes(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    if len(trace.shapes) != 2:
        return None
    words = text(
        "The outputs have the shape {outputs} and the targets {targets}: the loss broadcasts them to one "
        "shape, so every output is compared with every target."
    )
    told = {"outputs": trace.shapes[0], "targets": trace.shapes[1]}
    return Finding("unlike shapes", ERROR, words, told, step=seen[0].step, evidence=losses(known, seen))


def _beyond_probabilities(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """With a target t outside of 0 to 1, softplus(z) - t · z has no lowest value. A few, as labels with noise have them, do no harm
    while the loss stays above 0."""
    if len(trace.told.targets) != 2:
        return None
    words = text(
        "The targets range from {low} to {high}, but this criterion takes probabilities between 0 and 1: for other targets, its "
        "loss falls without end."
    )
    low, high = map(number, trace.told.targets)
    severity = ERROR if min(one.loss for one in seen) < 0 else WARNING
    return Finding("target range", severity, words, {"low": low, "high": high}, step=seen[0].step, evidence=losses(known, seen))


def _squashed(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    if not trace.told.sigmoid:
        return None
    words = text(
        "The criterion takes logits, but the outputs come from a sigmoid: as logits between 0 and 1, they keep the loss high and "
        "the gradients small."
    )
    return Finding("pair", _grave(known, seen), words, step=seen[0].step, evidence=losses(known, seen))


def _probabilities(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    if not trace.told.softmax:
        return None
    words = text(
        "The criterion takes logits, but the outputs are probabilities already: softmax is applied twice, which keeps the loss "
        "high and the gradients small."
    )
    return Finding("softmax twice", _grave(known, seen), words, step=seen[0].step, evidence=losses(known, seen))


def _wrong_sign(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    along = _finite(trace.column("along")[: end + 1])
    if len(along) < LEAST or not np.median(along) > UPHILL:
        return None
    words = text("The update goes along the gradient instead of against it: every step raises the loss.")
    evidence = ((text("cosine between update and gradient"), number(float(np.median(along)))), *losses(known, seen))
    return Finding("wrong sign", ERROR, words, step=seen[0].step, evidence=evidence)


def _not_zeroed(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    left = _finite(trace.column("left")[: end + 1])[1:]
    if len(left) < LEAST - 1 or not (left > 0).mean() > MOSTLY:
        return None
    words = text(
        "Gradients are not set to zero: when the backward pass of a step begins, those of the previous "
        "steps are still there, and the new ones are added to them."
    )
    learns = seen[-1].loss < MUCH * known.baseline or (falling(seen) and not stuck(known, seen))
    evidence = ((text("gradient left over from earlier steps"), number(float(left[-1]))), *losses(known, seen))
    return Finding("zero_grad", WARNING if learns else ERROR, words, step=seen[0].step, evidence=evidence)


def _cleared(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """A gradient passed through the layers, and none was there when the optimizer made its step.

    Weights whose gradient is 0 by itself look alike: what came to the witnesses, of which `clip` tells, must have gone."""
    if "clip" in trace.columns and (not len(kept := _finite(trace.column("clip")[: end + 1])) or kept.any()):
        return None
    gradients, deltas = _rows(trace, "grad/", end), _rows(trace, "delta/", end)
    with np.errstate(all="ignore"):
        gone = (np.nan_to_num(deltas, nan=0.0) > 0).any(axis=0) & ~(np.nan_to_num(gradients, nan=0.0) > 0).any(axis=0)
    if not len(gradients) or not len(deltas) or not gone.mean() > MOSTLY:
        return None
    words = text("The gradients are gone when the optimizer takes its step: they are set to zero between backward() and step().")
    return Finding("cleared", ERROR, words, step=seen[0].step, evidence=losses(known, seen))


def _no_gradient(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """No gradient has come to any layer, or it was exactly 0 wherever it came, while the loss is not 0."""
    names = [layer.name for layer in trace.layers if f"delta/{layer.name}" in trace.columns]
    called = any(np.isfinite(trace.column(f"spread/{name}")[: end + 1]).any() for name in names)
    deltas, gradients = (_rows(trace, kind, end) for kind in ("delta/", "grad/"))
    if not called or trace.of_weights or not np.isfinite(seen[-1].loss) or seen[-1].loss == 0:
        return None
    if len(trace.frozen) >= sum(name.startswith("param/") for name in trace.columns):
        return None  # there is nothing that it could come to
    evidence = losses(known, seen)
    if np.isnan(deltas).all() and np.isnan(gradients).all():
        words = text(
            "No gradient ever reaches any layer: the loss is not connected with the outputs. argmax, detach(), no_grad(), .item(), "
            ".numpy() or a new tensor made of the outputs cuts the connection."
        )
        return Finding("no gradient", ERROR, words, step=seen[0].step, evidence=evidence)
    if np.nan_to_num(deltas).any() or np.nan_to_num(gradients).any() or _silent_end(trace, end):
        return None
    words = text(
        "The gradient is exactly 0 in every layer: an operation between the outputs and the loss is flat, such as rounding, "
        "a sign or a comparison."
    )
    return Finding("no gradient", ERROR, words, step=seen[0].step, evidence=evidence)


def _silent_end(trace: Trace, end: int) -> bool:
    """Whether a layer is dead as a whole: then nothing passes it."""
    return any((trace.column(f"idle/{layer.name}")[: end + 1] == 1).any() for layer in trace.layers)


def _detached(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Layers that take part in the forward pass, could learn, and that no gradient has ever reached."""
    deltas = {layer.name: trace.column(f"delta/{layer.name}")[: end + 1] for layer in trace.layers}
    if all(np.isnan(values).all() for values in deltas.values()):
        return None
    fixed = set(trace.frozen)
    cut = tuple(
        layer.name for layer in trace.layers
        if not all(f"{layer.name}.{name}" in fixed for name in layer.parameters)
        and np.isnan(deltas[layer.name]).all() and np.isfinite(trace.column(f"spread/{layer.name}")[: end + 1]).any()
        and any(f"grad/{layer.name}.{name}" in trace.columns for name in layer.parameters)
    )  # fmt: skip
    if not cut:
        return None
    words = text(
        "No gradient ever reaches {layers}: a detach(), a no_grad() or an operation without a gradient "
        "blocks the path from the loss, or there is no such path."
    )
    evidence = ((text("layers without a gradient"), f"{len(cut)} / {len(trace.layers)}"), *losses(known, seen))
    return Finding("detached", _grave(known, seen), words, {"layers": _listed(cut)}, cut, seen[0].step, evidence)


def _clipped(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Clipping leaves next to nothing of the gradient, and the loss stands."""
    clip = _finite(trace.column("clip")[: end + 1])
    if len(clip) < LEAST or not np.median(clip) < LITTLE or not (clip > 0).any() or falling(seen):
        return None
    before, after = clipped_norms(trace, end)
    words = text("Clipping limits the steps too much: the gradient norm is {norm}, but it is clipped to {limit}.")
    told = {"norm": number(before), "limit": number(after)}
    return Finding("clipping", ERROR, words, told, step=seen[0].step, evidence=losses(known, seen))


def _unregistered(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Parameters that a forward pass uses and that the model does not know."""
    shapes = trace.told.unregistered
    if not shapes:
        return None
    words = text(
        "The forward pass uses parameters that the model does not contain (of the shapes {shapes}), so the optimizer never "
        "changes them: layers in a plain list or dict, or created in forward(), are not registered."
    )
    told = {"shapes": _listed(tuple(" × ".join(map(str, shape)) or "1" for shape in shapes))}
    evidence = ((text("parameters that are not registered"), str(len(shapes))), *losses(known, seen))
    return Finding("not registered", _grave(known, seen), words, told, step=seen[0].step, evidence=evidence)


def _unheld(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Parameters that no optimizer was given; all of them, where it was made for another model."""
    names, told = trace.told.unheld, trace.told
    count = sum(name.startswith("param/") for name in trace.columns)
    if not names:
        return None
    if told.foreign and len(names) + len(trace.frozen) >= count:
        words = text("The optimizer holds none of the parameters of this model: it was created for another one.")
        return Finding("other model", ERROR, words, step=seen[0].step, evidence=losses(known, seen))
    return _unmoved(names, count, known, seen)


def _unmoved(names: tuple[str, ...], count: int, known: Facts, seen: Seen) -> Finding:
    words = text(
        "Parameters with a gradient that the optimizer never changes: {names}. They were not given to it, "
        "or their learning rate is 0."
    )
    evidence = ((text("parameters that never change"), f"{len(names)} / {count}"), *losses(known, seen))
    severity = _grave(known, seen)
    return Finding("not in the optimizer", severity, words, {"names": _listed(names)}, _layers(names), seen[0].step, evidence)


def _never_moved(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Parameters that the optimizer holds, with a gradient, that no step has changed, while others have changed."""
    updates = {
        name.removeprefix("update/"): values[: end + 1] for name, values in trace.columns.items() if name.startswith("update/")
    }
    moved = {name for name, values in updates.items() if (np.nan_to_num(values, nan=0.0) > 0).any()}
    sizes = {name: np.nan_to_num(trace.column(f"grad/{name}")[: end + 1]) for name in updates}
    usual = max((float(np.median(size)) for size in sizes.values()), default=0.0)
    parts = [_finite(values[: end + 1]) for values in trace.ratios().values()]
    moves = [float(np.median(part)) for part in parts if part.size and part.any()]
    still = tuple(
        name for name, values in updates.items()
        if name not in moved and (values == 0).sum() >= LEAST and (sizes[name] > TOO_SMALL * usual).any()
    )  # fmt: skip
    clipped = _finite(trace.column("clip")[: end + 1])
    tiny = (moves and np.median(moves) < ROUNDING) or (len(clipped) and np.median(clipped) < LITTLE)
    if not still or not moved or tiny or trace.told.unheld:
        return None
    return _unmoved(still, len(updates), known, seen)


def _frozen(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Parameters that take no gradient, where the rest learns nothing."""
    fixed = trace.frozen
    free = sum(name.startswith("grad/") and name[5:] not in fixed for name in trace.columns)
    moves = _rows(trace, "update/", end)
    still = np.isfinite(moves).any() and not (np.nan_to_num(moves) > 0).any()  # nothing moves: that is told by itself
    if not fixed or still or not stuck(known, seen) or falling(seen):
        return None
    words = text(
        "Frozen parameters: {count} of {all}; training the others has not made the loss better than a constant prediction's."
    )
    evidence = ((text("frozen"), _listed(fixed)), *losses(known, seen))
    told = {"count": len(fixed), "all": len(fixed) + free}
    return Finding("frozen", ERROR, words, told, _layers(fixed), int(trace.steps[0]), evidence, measured=seen[-1].step)


def _grave(known: Facts, seen: Seen) -> str:
    return WARNING if falling(seen) or seen[-1].loss < MUCH * known.baseline else ERROR


def _finite(values: Array) -> Array:
    found: Array = values[np.isfinite(values)]
    return found


def _rows(trace: Trace, kind: str, end: int) -> Array:
    rows = [values[: end + 1] for name, values in trace.columns.items() if name.startswith(kind)]
    return np.array(rows) if rows else np.zeros((0, end + 1))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def _layers(parameters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.rpartition(".")[0] for name in parameters))
