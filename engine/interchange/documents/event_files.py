"""TensorBoard's event files as a recorded run, read by TensorBoard's own library: scalars, histograms, folders of folders."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.insight.trace.trace import Layer, Trace
from engine.interchange.documents.event_tags import HELD_OUT, MEAN, SPREAD, Place, base_of, by_pattern, losses, place_of
from engine.interchange.documents.kinds import EVENTS
from engine.interchange.documents.strict_json import refuse
from engine.library.rule import Array
from engine.model.problem import ExperimentError, Problem, text

MOST_FOLDERS, DEEPEST, MOST_HISTOGRAMS, MOST_TOLD = 1000, 6, 1000, 12
PARTS = frozenset({"train", "training", "val", "valid", "validation", "eval", "test"})  # folders of one run
Points = dict[int, float]  # by step


class NoGradients(ExperimentError):
    """Event files without a tag that is known as a gradient; `tags` are those that they have."""

    def __init__(self, where: str, tags: tuple[str, ...]) -> None:
        words, hint = (
            text("none of the tags is a loss or the gradient norm of a layer; found: {tags}."),
            text(
                "Log gradient norms as grad_norm/LAYER, describe your own tags with a pattern such as stats/*/norm, "
                "or use the recorder."
            ),
        )
        told = ", ".join(tags[:MOST_TOLD]) + (", …" if len(tags) > MOST_TOLD else "")
        super().__init__([Problem(where, words, hint, {"tags": told or "-"})])
        self.tags = tags
        self._where = where

    def __reduce__(self) -> tuple[type[NoGradients], tuple[str, tuple[str, ...]]]:  # type: ignore[override]
        return NoGradients, (self._where, self.tags)


def event_folders(path: Path) -> list[Path]:
    """The folders with event files at and below a folder, not too many."""
    found = []
    for folder, inside, names in os.walk(path):
        inside.sort()
        if len(Path(folder).relative_to(path).parts) >= DEEPEST:
            inside.clear()
        if any(EVENTS in name for name in names):
            found.append(Path(folder))
        if len(found) >= MOST_FOLDERS:
            break
    return found


def newest_run(path: Path) -> tuple[Path, list[Path]]:
    """The run that was written to last, and its folders: one for each part (train, validation), or those of `add_scalars`."""
    if not path.is_dir():
        return path, [path]
    runs: dict[Path, list[Path]] = {}
    folders = event_folders(path)
    for folder in sorted(folders, key=_begun):
        whole = next((above for above in folder.parents if above in folders), None)
        own = folder.parent if folder.name.lower() in PARTS and folder != path else folder
        runs.setdefault(whole or own, []).append(folder)
    if not runs:
        raise refuse(
            str(path),
            text("this folder contains no recorded run."),
            text("It should contain a manifest.json or TensorBoard event files."),
        )
    newest = max(runs, key=lambda run: (max(map(_written, runs[run])), str(run)))
    return newest, runs[newest]


def _begun(folder: Path) -> list[tuple[int, str]]:
    """Orders folders as they were begun: the names of event files end in the time and the number of the writer."""
    name = min(entry.name for entry in folder.iterdir() if EVENTS in entry.name)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def _written(folder: Path) -> float:
    return max((entry.stat().st_mtime for entry in folder.iterdir() if EVENTS in entry.name), default=0.0)


def read_events(path: str | Path, pattern: str = "") -> Trace:
    """Event files as a run; of several runs the newest.

    Norms of gradients are those of scalars such as `grad_norm/LAYER`, of histograms exactly by their sums of squares, or root
    mean squares by mean and standard deviation; weights and biases are joined to their layer. With a `pattern` the gradients are
    what it names, * being the layer. NoGradients if there are neither gradients nor a loss.
    """
    source, folders = newest_run(Path(path))
    scalars: dict[str, Points] = {}
    sums: dict[str, Points] = {}
    for folder in folders:
        for tag, (points, squares) in _read(folder).items():
            name = _whole_tag(tag, folder, source)
            if points:
                scalars.setdefault(name, {}).update(points)
            if squares:
                sums.setdefault(name, {}).update(squares)
    layers, total = _gradients(scalars, sums, by_pattern(pattern) if pattern else place_of)
    lengths = {tag: len(points) for tag, points in scalars.items()}
    found = losses(scalars, lengths)
    if not any(layers.values()) and (pattern or "loss" not in found):
        raise NoGradients(str(path), tuple({**scalars, **sums}))
    more = {column: scalars[tag] for column, tag in found.items()}
    return _trace(str(source), layers, more | ({"norm": total} if total else {}), pattern)


def _whole_tag(tag: str, folder: Path, run: Path) -> str:
    """The tag with what the name of its folder says: the part of the data, or the key that `add_scalars` put there."""
    if folder == run:
        return tag
    begin = tag.replace("/", "_") + "_"
    if folder.name.startswith(begin):
        return f"{tag}/{folder.name.removeprefix(begin)}"
    return f"{folder.name}/{tag}" if HELD_OUT.search(folder.name) else tag


def _gradients(
    scalars: Mapping[str, Points], sums: Mapping[str, Points], place_of_tag: Callable[[str], Place | None]
) -> tuple[dict[str, Points], Points]:
    """The norm of the gradient of each layer, and that of all of them where it was written."""
    squares: dict[str, dict[str, Points]] = {}
    total: Points = {}
    rms = {f"{base}/rms": _root_mean_square(scalars[tag], points) for tag, base, points in _spreads(scalars)}
    known = {tag: {step: value * value for step, value in points.items()} for tag, points in {**rms, **scalars}.items()}
    for tag, points in {**known, **sums}.items():
        place = place_of_tag(tag)
        if place is None:
            continue
        if not place.layer:
            total = total or {step: value**0.5 for step, value in points.items()}
        elif tag in sums or place.parameter not in squares.get(place.layer, {}):
            squares.setdefault(place.layer, {})[place.parameter] = points
    for found in squares.values():
        if any(tag in rms for tag in found) and len(found) > 1:
            found.pop("bias", None)
    return {layer: _joined(found) for layer, found in squares.items()}, total


def _spreads(scalars: Mapping[str, Points]) -> list[tuple[str, str, Points]]:
    """Mean and standard deviation of one thing: the tag of the mean, what it is of, and the deviations."""
    deviations = {base: points for tag, points in scalars.items() if (base := base_of(tag, SPREAD))}
    return [(tag, base, deviations[base]) for tag in scalars if (base := base_of(tag, MEAN)) in deviations and base]


def _root_mean_square(means: Points, deviations: Points) -> Points:
    """At the steps at which both were written."""
    return {step: float(np.hypot(value, deviations[step])) for step, value in means.items() if step in deviations}


def _joined(found: Mapping[str, Points]) -> Points:
    """The norm of several parameters together, at the steps at which all of them were written."""
    common = set.intersection(*(set(points) for points in found.values()))
    return {step: float(np.sqrt(sum(points[step] for points in found.values()))) for step in sorted(common)}


def _trace(source: str, layers: Mapping[str, Points], more: Mapping[str, Points], pattern: str) -> Trace:
    """Steps are those of the gradients, or without any those of the loss; of anything else the last value since the step before."""
    written = [points for points in layers.values() if points] or [more["loss"]]
    steps = np.array(sorted(set().union(*written)), np.int64)
    columns = {f"delta/{name}": _at(points, steps, exact=True) for name, points in layers.items()}
    columns |= {name: _at(points, steps) for name, points in more.items()}
    return Trace(source, tuple(map(Layer, layers)), steps, columns, of_weights=True, tags=pattern)


def _at(points: Points, steps: Array, exact: bool = False) -> Array:
    """A value for each step; nan where none was written."""
    if exact:
        return np.array([points.get(int(step), np.nan) for step in steps])
    known = np.array(sorted(points), np.int64)
    values = np.array([points[int(step)] for step in known])
    place = np.searchsorted(known, steps, side="right") - 1
    before = np.concatenate([[np.iinfo(np.int64).min], steps[:-1]])
    fresh = (place >= 0) & (known[np.maximum(place, 0)] > before)
    found: Array = np.where(fresh, values[np.maximum(place, 0)], np.nan)
    return found


# what TensorBoard's library reads ----------------------------------------------------------------


def _read(path: Path) -> dict[str, tuple[Points, Points]]:
    """By tag: the scalars, and the sums of squares of the histograms."""
    try:
        from tensorboard.backend.event_processing.event_accumulator import HISTOGRAMS, SCALARS, TENSORS, EventAccumulator
    except ImportError:
        raise refuse(
            str(path),
            text("event files need the package tensorboard, which is not installed."),
            text("Install it: {command}."),
            command='pip install "backprop-explorer[tensorboard]"',
        ) from None
    guidance = {SCALARS: 0, TENSORS: MOST_HISTOGRAMS * 10, HISTOGRAMS: MOST_HISTOGRAMS}
    found: dict[str, tuple[Points, Points]] = {}
    try:
        accumulator = EventAccumulator(str(path), guidance).Reload()
        tags = accumulator.Tags()
        for tag in tags["scalars"]:
            found[tag] = ({event.step: float(event.value) for event in accumulator.Scalars(tag)}, {})
        for tag in tags["histograms"]:
            squares = {event.step: float(event.histogram_value.sum_squares) for event in accumulator.Histograms(tag)}
            found[tag] = (found.get(tag, ({}, {}))[0], squares)
        for tag in tags["tensors"]:
            found[tag] = _tensors(accumulator.Tensors(tag))
    except Exception as error:  # the library raises errors of several kinds on a damaged file
        raise refuse(
            str(path), text("these event files cannot be read: {why}."), text("They may be truncated."), why=error
        ) from None
    return found


def _tensors(events: list[Any]) -> tuple[Points, Points]:
    """Scalars and histograms as TensorFlow writes them: a number, or rows of left, right and count."""
    from tensorboard.util import tensor_util

    points: Points = {}
    squares: Points = {}
    for event in events:
        value = np.asarray(tensor_util.make_ndarray(event.tensor_proto))
        if value.ndim == 0 and value.dtype.kind in "fiu":
            points[event.step] = float(value)
        elif value.ndim == 2 and value.shape[1:] == (3,) and value.dtype.kind == "f":
            left, right, count = value.T
            squares[event.step] = float((count * (left**2 + left * right + right**2)).sum() / 3)  # evenly within each bucket
    return points, squares
