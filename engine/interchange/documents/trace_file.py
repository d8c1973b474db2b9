"""Recorded runs from outside: the folder of our recorder, TensorBoard's event files, a CSV of norms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.insight.trace.recurrent import CELLS_OF, GATES, Recorded, replays, why_not
from engine.insight.trace.trace import Layer, Recurrent, Through, Told, Trace, not_finite
from engine.interchange.documents.archive import Archive
from engine.interchange.documents.event_files import read_events
from engine.interchange.documents.kinds import EVENTS, MANIFEST, is_table
from engine.interchange.documents.strict_json import parsed, read_bytes, read_text, refuse
from engine.interchange.documents.trace_rows import LARGEST_STEP, MOST_BYTES, Rows
from engine.interchange.tables.csv_data import read as read_csv
from engine.library.rule import Array
from engine.model.problem import Problem, text

FORMAT, VERSION = "backprop-explorer/trace", 2
ROWS = "rows.f64"
MOST_REPLAYED = 12
CSV_NAMES = ("step", "layer", "norm")


def read_trace(path: str | Path, tags: str = "") -> Trace:
    """A recorded run: a folder or its manifest, event files of TensorBoard or a folder of their folders, or a CSV with step, layer
    and norm. `tags` is a pattern for the tags of gradients in event files."""
    return Reader(path, tags).read()


class Reader:
    """Reads a run that is still being recorded again and again: of our own recorder's, only what has been written since."""

    def __init__(self, path: str | Path, tags: str = "") -> None:
        self._path, self._tags = Path(path), tags
        self._rows: Rows | None = None
        self._replayed: dict[tuple[int, str], tuple[Through, ...]] = {}
        self._stamp: tuple[int, ...] = ()

    def read(self) -> Trace:
        """The whole run as it is now; ExperimentError if it cannot be read."""
        path = self._path
        if path.name == MANIFEST or (path / MANIFEST).is_file():
            return self._folder(path if path.is_dir() else path.parent)
        return read_events(path, self._tags) if EVENTS in path.name or path.is_dir() else read_norms(path)

    def more(self) -> Trace | None:
        """The run as it is now; None where nothing has been written since it was read last."""
        folder = self._path if self._path.is_dir() else self._path.parent
        return None if self._stamp and _stamp(folder) == self._stamp else self.read()

    def _folder(self, folder: Path) -> Trace:
        self._stamp = ()
        stamp = _stamp(folder)
        manifest = parsed(read_text(folder / MANIFEST), str(folder / MANIFEST), VERSION, schema())
        rows = self._read_on(folder, manifest["columns"], manifest.get("mask", False))
        columns, bad = {}, {}
        for name in rows.names:
            if name == "step":
                continue
            columns[name] = rows.column(name)
            bad[name] = rows.bad(name) if rows.masked else not_finite(name, columns[name])
        layers = tuple(map(_layer, manifest["layers"]))
        trace = Trace(
            str(folder), layers, rows.steps(), columns, manifest["steps_per_epoch"], self._through(folder, layers),
            manifest["full"], manifest.get("passes", 0), tuple(map(tuple, manifest.get("shapes") or ())),
            tuple(manifest.get("frozen", ())), optimizer=manifest.get("optimizer", ""), bad=bad,
            told=_told(manifest), refused=tuple(_refused(folder, layers)),
        )  # fmt: skip
        self._stamp = stamp
        return trace

    def _read_on(self, folder: Path, names: list[str], masked: bool) -> Rows:
        """The rows, from where they were read before if they are still those of the same run."""
        if len(set(names)) < len(names) or "step" not in names:
            raise refuse(str(folder / MANIFEST), text("its columns are not those of a recorded run."))
        rows, self._rows = self._rows, None  # what fails is read from its beginning the next time
        if rows is None or (rows.names, rows.masked) != (names, masked) or not rows.more():
            rows = Rows(folder / ROWS, names, masked)
            rows.more()
            self._replayed = {}
        self._rows = rows
        return rows

    def _through(self, folder: Path, layers: tuple[Layer, ...]) -> dict[int, tuple[Through, ...]]:
        """Gradients through time of recurrent layers, at some of the steps of which arrays were kept."""
        loops = [layer for layer in layers if layer.recurrent is not None]
        kept = sorted(arrays_of(folder)) if loops else []
        places = np.linspace(0, len(kept) - 1, min(MOST_REPLAYED, len(kept))).astype(int) if kept else ()
        found = {}
        for step in sorted({kept[place] for place in places}):
            for layer in loops:
                if (step, layer.name) not in self._replayed:
                    self._replayed[step, layer.name] = tuple(replays(recorded(folder, layer, step)))
            found[step] = tuple(through for layer in loops for through in self._replayed[step, layer.name])
        return {step: through for step, through in found.items() if through}


def _stamp(folder: Path) -> tuple[int, ...]:
    """What changes whenever the recorder has written something."""
    try:
        manifest, rows = (folder / MANIFEST).stat(), (folder / ROWS).stat()
    except OSError:
        return ()
    return manifest.st_mtime_ns, manifest.st_size, rows.st_mtime_ns, rows.st_size, len(arrays_of(folder))


def _told(manifest: dict[str, Any]) -> Told:
    """What the recorder says beside the numbers."""
    return Told(
        manifest.get("watched"), manifest.get("compiled", False), tuple(manifest.get("uncalled", ())),
        tuple(manifest.get("unheld", ())), manifest.get("foreign", 0), manifest.get("softmax", False),
        tuple(manifest.get("faults", ())), tuple(map(tuple, manifest.get("unregistered") or ())),
        manifest.get("sigmoid", False), tuple(manifest.get("targets") or ()),
    )  # fmt: skip


def _layer(entry: dict[str, Any]) -> Layer:
    made = entry.get("recurrent")
    recurrent = None
    if made is not None and entry["type"] in GATES:
        recurrent = Recurrent(
            made["layers"], made["batch_first"], made["nonlinearity"], made["bidirectional"], made["dropout"],
            made.get("projection", 0),
        )  # fmt: skip
    elif entry["type"] in CELLS_OF:
        recurrent = Recurrent()
    return Layer(
        entry["name"], entry["type"], entry["activation"], {k: tuple(v) for k, v in entry["parameters"].items()}, recurrent
    )


def arrays_of(folder: str | Path) -> dict[int, Path]:
    """The steps of which arrays were kept."""
    return {int(path.stem): path for path in sorted(Path(folder).glob("*.npz")) if path.stem.isdecimal()}


def recorded(folder: str | Path, layer: Layer, step: int) -> Recorded:
    """One call of a recurrent layer; ExperimentError if the file is damaged."""
    assert layer.recurrent is not None
    archive = Archive(arrays_of(folder)[step])
    prefix = f"replay/{layer.name}/"
    names = [name.removesuffix(".npy") for name in archive.names if name.startswith(prefix)]
    return Recorded(layer.name, layer.type, layer.recurrent, {name.removeprefix(prefix): archive.array(name) for name in names})


def _refused(folder: Path, layers: tuple[Layer, ...]) -> list[Problem]:
    """Why recurrent layers could not be replayed, as the last arrays show it."""
    loops = [layer for layer in layers if layer.recurrent is not None]
    kept = sorted(arrays_of(folder)) if loops else []
    problems = [why_not(recorded(folder, layer, kept[-1])) for layer in loops] if kept else []
    return [problem for problem in problems if problem is not None]


def _layer_schema(name: dict[str, Any], count: dict[str, Any]) -> dict[str, Any]:
    made = {
        "type": "object",
        "properties": {
            "layers": {"type": "integer", "minimum": 1, "maximum": 64},
            "batch_first": {"type": "boolean"},
            "bidirectional": {"type": "boolean"},
            "dropout": {"type": "number"},
            "nonlinearity": {"enum": ["", "tanh", "relu"]},
            "projection": {"type": "integer", "minimum": 0},
        },
        "required": ["layers", "batch_first", "bidirectional", "dropout", "nonlinearity"],
    }
    shapes = {"type": "object", "additionalProperties": {"type": "array", "items": count, "maxItems": 8}}
    return {
        "type": "object",
        "properties": {
            "name": name,
            "type": {"type": "string"},
            "activation": {"type": "string"},
            "parameters": shapes,
            "recurrent": made,
        },
        "required": ["name", "type", "activation", "parameters"],
    }


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the manifest (draft 2020-12)."""
    name, count = {"type": "string", "minLength": 1, "maxLength": 400}, {"type": "integer", "minimum": 0, "maximum": 2**31}
    layer, shape = _layer_schema(name, count), {"type": "array", "items": count, "maxItems": 8}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Backprop Explorer trace",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"enum": [1, VERSION]},
            "columns": {"type": "array", "items": name, "minItems": 1, "maxItems": 20_000},
            "layers": {"type": "array", "items": layer, "maxItems": 4000},
            "every": {"type": "integer", "minimum": 1},
            "steps_per_epoch": count,
            "optimizer": {"type": "string"},
            "torch": {"type": "string"},
            "full": {"type": ["integer", "null"]},
            "passes": count,
            "mask": {"type": "boolean"},
            "watched": {"type": "boolean"},
            "compiled": {"type": "boolean"},
            **{key: {"type": "boolean"} for key in ("softmax", "sigmoid")},
            "targets": {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            "foreign": count,
            "faults": {"type": "array", "items": {"type": "string"}, "maxItems": 100},
            **{key: {"type": "array", "items": name, "maxItems": 20_000} for key in ("frozen", "unheld", "uncalled")},
            "shapes": {"type": ["array", "null"], "items": shape, "maxItems": 2},
            "unregistered": {"type": ["array", "null"], "items": shape, "maxItems": 20_000},
        },
        "required": ["format", "version", "columns", "layers", "steps_per_epoch", "full"],
    }


def is_norms(path: str | Path) -> bool:
    """Whether a table is a recorded run: its columns are step, layer and norm."""
    if not is_table(path):
        return False
    first = read_bytes(path, MOST_BYTES).partition(b"\n")[0].decode("utf-8-sig", "ignore")
    return {name.strip(' \r"').lower() for name in re.split(r"[,;\t]", first)} == set(CSV_NAMES)


# others ------------------------------------------------------------------------------------------


def read_norms(path: str | Path) -> Trace:
    """A CSV with the columns step, layer and norm: one line for each layer and training step, layers in order from the
    input."""
    columns = read_csv(path)
    known = {name.lower(): name for name in columns.names}
    missing = [name for name in CSV_NAMES if name not in known]
    if missing:
        raise refuse(
            str(path),
            text("the column {name!r} is missing."),
            text("The CSV file of a run needs the columns step, layer and norm."),
            name=missing[0],
        )
    steps, norms = columns.column(known["step"]), columns.column(known["norm"])
    for name, values in (("step", steps), ("norm", norms)):
        if values.dtype.kind != "f":
            raise refuse(str(path), text("the column {name!r} must contain numbers."), name=name)
    if not (np.abs(steps) <= LARGEST_STEP).all():
        raise refuse(str(path), text("the number is too large."), text("Use finite numbers."))
    words = columns.column(known["layer"])
    layers = [str(word) if words.dtype.kind == "U" else f"{word:g}" for word in words]
    return _from_norms(str(path), [(int(s), layer, float(n)) for s, layer, n in zip(steps, layers, norms, strict=True)])


def _from_norms(source: str, found: list[tuple[int, str, float]]) -> Trace:
    steps = sorted({step for step, _, _ in found})
    place = {step: number for number, step in enumerate(steps)}
    names = list(dict.fromkeys(layer for _, layer, _ in found))
    columns: dict[str, Array] = {f"delta/{name}": np.full(len(steps), np.nan) for name in names}
    for step, layer, norm in found:
        columns[f"delta/{layer}"][place[step]] = norm
    return Trace(source, tuple(Layer(name) for name in names), np.array(steps, np.int64), columns, of_weights=True)
