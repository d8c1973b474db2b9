"""What a record holds, and what it does not, so that no finding can speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.model.problem import Problem, text

if TYPE_CHECKING:
    from engine.insight.trace.trace import Trace

SHOWN = 4
UNSEEN = (
    ("delta/", text("the gradients of the layers")),
    ("along", text("whether the updates go against the gradient")),
    ("left", text("whether gradients are set to zero")),
    ("update/", text("how much the updates change the weights")),
    ("spread/", text("the activations")),
    ("loss", text("the loss")),
    ("held_out", text("the loss on held-out samples, so nothing can be said about overfitting")),
)


def _words(message: str, **args: Any) -> Problem:
    return Problem("", message, args=args)


def seen_in(trace: Trace) -> tuple[Problem, ...]:
    """What was looked at."""
    found = [_words(text("training steps: {steps}; layers: {layers}"), steps=len(trace.steps), layers=len(trace.layers))]
    functions = sum(bool(layer.activation) for layer in trace.layers)
    if functions:
        found.append(_words(text("layers whose activation function was seen: {count}"), count=functions))
    clip = trace.column("clip")
    if np.isfinite(clip).any():
        share = float((clip[np.isfinite(clip)] < 0.99).mean())
        if share:
            before, after = clipped_norms(trace, len(trace.steps) - 1)
            words = text("gradients clipped in {share} of the steps, last from a norm of {before} to {after}")
            found.append(_words(words, share=f"{share:.0%}", before=f"{before:.3g}", after=f"{after:.3g}"))
    scale = trace.column("scale")
    if np.isfinite(scale).any():
        last = scale[np.isfinite(scale)][-1]
        found.append(_words(text("a GradScaler, whose factor {scale} has been divided out"), scale=f"{last:g}"))
    return tuple(found)


def clipped_norms(trace: Trace, end: int) -> tuple[float, float]:
    """The norm of the whole gradient before and after clipping, in the last step in which it was clipped."""
    clip = trace.column("clip")[: end + 1]
    place = int(np.flatnonzero(clip < 0.99)[-1])
    parts = [trace.columns[name][place] for name in trace.columns if name.startswith("grad/")]
    after = float(np.sqrt(np.nansum(np.square(parts))))
    return (after / clip[place] if clip[place] > 0 else float("inf")), after


def unseen(trace: Trace) -> tuple[Problem, ...]:
    """What the record does not hold."""
    found = [*_called(trace), *_recurrent(trace), *_troubles(trace)]
    if not len(trace.steps):
        return tuple(found)
    held = [name for name, values in trace.columns.items() if np.isfinite(values).any() or trace.broken(name).any()]
    found += [
        _words(words)
        for column, words in UNSEEN
        if not any(name == column or (column[-1] == "/" and name.startswith(column)) for name in held)
    ]
    if "loss" in held and "baseline" not in held:
        found.append(_words(text("the targets, so the loss cannot be compared with that of a constant prediction")))
    return tuple(found)


def _called(trace: Trace) -> list[Problem]:
    told, found = trace.told, list[Problem]()
    uncalled = tuple(name for name in told.uncalled if not _within(name, trace))
    if not trace.layers and not trace.of_weights and (len(trace.steps) or trace.passes):
        found.append(
            _words(text("the layers, because none was called (perhaps the model was compiled before the recorder was attached)"))
        )
    elif uncalled:
        found.append(_words(text("layers that were never called ({names})"), names=_listed(uncalled)))
    if trace.layers and told.watched is False:
        reason = text("which functions (other than modules) follow the layers: the model was compiled")
        other = text("which functions (other than modules) follow the layers: the model itself was not called")
        found.append(_words(reason if told.compiled else other))
    return found


def _within(name: str, trace: Trace) -> bool:
    """Whether a layer is part of one that was called and uses its weights without calling it, as attention does."""
    return any(name.startswith(f"{layer.name}.") for layer in trace.layers)


def _recurrent(trace: Trace) -> list[Problem]:
    loops = [layer.name for layer in trace.layers if layer.recurrent is not None]
    refused = {problem.where for problem in trace.refused}
    found = list(trace.refused)
    if loops and not trace.through and not refused:
        words = text("the gradient through time of {names}: record with arrays=True")
        found.append(_words(words, names=_listed(tuple(loops))))
    return found


def _troubles(trace: Trace) -> list[Problem]:
    """What went wrong in the recorder itself."""
    words = text("what the recorder could not measure: {what}")
    return [_words(words, what=_listed(trace.told.faults))] if trace.told.faults else []


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
