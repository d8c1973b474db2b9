"""The session file (`.bpx`): an experiment, where its run stands, what was edited on the way, and how it was looked at."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from engine.interchange.documents import experiment_file
from engine.interchange.documents.archive import Archive, packed
from engine.interchange.documents.safe_save import save_bytes
from engine.interchange.documents.strict_json import parsed, refuse
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.program import PARAMETER, SCALAR, Program
from engine.runtime.breakpoints import Breakpoints, Condition, Guard, Watchpoint
from engine.runtime.debugger import Debugger
from engine.runtime.environment import difference, environment
from engine.runtime.past.changes import Branch, Change
from engine.runtime.past.saved import Past
from engine.runtime.past.series import MOST
from engine.runtime.watch import Expression

LONGEST = 10**9  # training steps of a run: days of work
FORMAT, VERSION = "backprop-explorer/session", 1


@dataclass(frozen=True, eq=False)
class SavedSession:
    """What a session file holds. `layout` is the window's own; `environment` records what the last bits depended on."""

    experiment: Experiment
    past: Past | None = None
    breakpoints: Breakpoints = field(default_factory=Breakpoints)
    layout: bytes = b""
    notes: str = ""
    environment: dict[str, Any] = field(default_factory=environment)


# writing -----------------------------------------------------------------------------------------


def write(saved: SavedSession, path: str | Path) -> None:
    """Save crash-safely, keeping the file before as `.bak`. OSError if that fails."""
    save_bytes(path, dumps(saved, Path(path).absolute().parent), backup=True)


def dumps(saved: SavedSession, folder: Path | None = None) -> bytes:
    """The bytes of a session file to be saved in a folder; the same session gives the same bytes."""
    arrays: dict[str, Array] = {}
    past = saved.past
    if past is not None:
        arrays |= {"state": past.state, "frames": past.frames, "rows": past.rows}
        arrays |= {f"start/{number}": value for number, value in enumerate(past.start.values())}
    session = {
        "format": FORMAT, "version": VERSION, "environment": saved.environment, "notes": saved.notes,
        "layout": base64.b64encode(saved.layout).decode(), **_stops(saved.breakpoints),
        "past": None if past is None else _past(past, arrays),
    }  # fmt: skip
    texts = {"session.json": json.dumps(session, ensure_ascii=False, indent=1, allow_nan=False) + "\n",
             "experiment.json": experiment_file.dumps(saved.experiment, folder)}  # fmt: skip
    return packed(texts, arrays)


def _stops(stops: Breakpoints) -> dict[str, Any]:
    return {
        "breakpoints": [{"line": pc, "enabled": on, **_guard(stops.guards.get(pc))} for pc, on in sorted(stops.at.items())],
        "watches": [{"expression": test.expression.text, "enabled": test.enabled} for test in stops.tests],
        "conditions": [
            {"quantity": c.quantity, "above": c.above, "limit": c.limit, "enabled": c.enabled} for c in stops.conditions
        ],
        "not_finite": stops.not_finite,
    }


def _guard(guard: Guard | None) -> dict[str, Any]:
    if guard is None:
        return {}
    return {"when": guard.expression.text if guard.expression else "", "hits": guard.hits}


def _past(past: Past, arrays: dict[str, Array]) -> dict[str, Any]:
    def log(changes: tuple[Change, ...], folder: str) -> list[dict[str, Any]]:
        arrays.update({f"{folder}/{number}": change.value for number, change in enumerate(changes)})
        return [{"step": change.step, "name": change.name} for change in changes]

    return {
        "t": past.t, "furthest": past.furthest, "step": past.step, "spacing": past.spacing, "stride": past.stride,
        "start": list(past.start), "changes": log(past.changes, "changes"),
        "branches": [{"step": b.step, "t": b.t, "changes": log(b.changes, f"branches/{number}")}
                     for number, b in enumerate(past.branches)],
        **({} if past.diverged is None else {"diverged": past.diverged}), **({"places": list(past.places)} if past.places else {}),
    }  # fmt: skip


# reading -----------------------------------------------------------------------------------------


def read(path: str | Path) -> SavedSession:
    """Load a session file; ExperimentError names every problem. Whether its run fits the network shows in `restored`."""
    archive = Archive(path)
    document = parsed(archive.text("session.json"), f"{path}: session.json", VERSION, schema())
    experiment = experiment_file.parse(archive.text("experiment.json"), f"{path}: experiment.json", Path(path).parent)
    stops = Breakpoints(
        {entry["line"]: entry["enabled"] for entry in document["breakpoints"]}, document["not_finite"],
        tuple(Condition(c["quantity"], c["above"], c["limit"], c["enabled"]) for c in document["conditions"]),
        tuple(Watchpoint(Expression(watch["expression"]), watch["enabled"]) for watch in document["watches"]),
        {entry["line"]: Guard(Expression(entry["when"]) if entry["when"] else None, entry["hits"])
         for entry in document["breakpoints"] if "when" in entry},
    )  # fmt: skip
    past = None if document["past"] is None else _read_past(document["past"], archive)
    try:
        layout = base64.b64decode(document["layout"], validate=True)
    except ValueError:
        layout = b""
    return SavedSession(experiment, past, stops, layout, document["notes"], document["environment"])


def _read_past(entry: dict[str, Any], archive: Archive) -> Past:
    def log(changes: list[dict[str, Any]], folder: str) -> tuple[Change, ...]:
        return tuple(Change(c["step"], c["name"], archive.array(f"{folder}/{number}")) for number, c in enumerate(changes))

    start = {name: archive.array(f"start/{number}") for number, name in enumerate(entry["start"])}
    branches = tuple(
        Branch(b["step"], log(b["changes"], f"branches/{number}"), b["t"]) for number, b in enumerate(entry["branches"])
    )
    return Past(
        entry["t"],
        entry["furthest"],
        entry["step"],
        start,
        archive.array("state"),
        entry["spacing"],
        archive.array("frames"),
        entry["stride"],
        archive.array("rows"),
        log(entry["changes"], "changes"),
        branches,
        entry.get("diverged"),
        tuple(entry.get("places", ())),
    )


def restored(saved: SavedSession) -> Debugger:
    """A debugger that stands where the saved run stood, with its past and its breakpoints.

    ExperimentError if they do not belong together.
    """
    past = saved.past
    debugger = Debugger(saved.experiment, None if past is None else past.start)
    if past is not None:
        _expect_fit(debugger, past)
        places = [place for place in (*past.places, saved.environment) if difference(place)]
        debugger.resume(replace(past, places=tuple(place for at, place in enumerate(places) if place not in places[:at])))
    length = len(debugger.program)
    stops = saved.breakpoints
    debugger.breakpoints = Breakpoints({pc: on for pc, on in stops.at.items() if pc < length}, stops.not_finite, stops.conditions,
                                       stops.tests, {pc: guard for pc, guard in stops.guards.items() if pc < length})  # fmt: skip
    return debugger


def _expect_fit(debugger: Debugger, past: Past) -> None:
    """The past must belong to this very program."""
    program, width, length = debugger.program, len(debugger.arena.old), len(debugger.program)
    fits = (
        past.state.shape == (width,) and past.frames.ndim == 2 and past.frames.shape[1] == width and len(past.frames) > 0
        and past.rows.ndim == 2 and past.rows.shape[1] == len(debugger.series.columns) and len(past.rows) <= MOST
        and (past.diverged is None or past.diverged * length <= past.furthest)
        and past.spacing & (past.spacing - 1) == 0 and past.stride & (past.stride - 1) == 0
        and all(_known(program, change) for log in (past.changes, *(b.changes for b in past.branches)) for change in log)
    )  # fmt: skip
    if not fits:
        raise refuse(
            "session.json: past",
            text("the saved run does not belong to this network."),
            text("Open just the experiment: it is the file experiment.json in the archive."),
        )
    problems = list(_impossible(past, length))
    if problems:
        raise ExperimentError(problems)


def _impossible(past: Past, length: int) -> Iterator[Problem]:
    """Steps and times that cannot be. A run keeps a state every `spacing` steps, so those that it kept say how far it went."""
    ranges = {
        "spacing": (past.spacing, 1, LONGEST),
        "stride": (past.stride, 1, LONGEST),
        "furthest": (past.furthest, 0, LONGEST * length),
        "step": (past.step, 0, min(len(past.frames) * past.spacing, past.furthest // length)),
        "t": (past.t, past.step * length, min(past.furthest, (past.step + 1) * length)),
    }
    for number, branch in enumerate(past.branches):
        ranges[f"branches.{number}.t"] = (branch.t, 0, LONGEST * length)
        ranges[f"branches.{number}.step"] = (branch.step, 0, LONGEST)
    for where, log in (("", past.changes), *((f"branches.{number}.", b.changes) for number, b in enumerate(past.branches))):
        ranges |= {f"{where}changes.{number}.step": (change.step, 0, LONGEST) for number, change in enumerate(log)}
    for where, (value, low, high) in ranges.items():
        if not low <= value <= high:
            message = text("must be between {low} and {high}, the part of the run that the file contains; it is {value}.")
            yield Problem(f"session.json: past.{where}", message, args={"low": low, "high": high, "value": value})


def _known(program: Program, change: Change) -> bool:
    slot = program.names.get(change.name)
    return slot is not None and program.slots[slot].kind in (PARAMETER, SCALAR) and program.slots[slot].shape == change.value.shape


# the document ------------------------------------------------------------------------------------


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(most: int, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of `session.json` (draft 2020-12)."""
    count = {"type": "integer", "minimum": 0, "maximum": 2**53}
    positive = {"type": "integer", "minimum": 1, "maximum": 2**53}
    flag, words = {"type": "boolean"}, {"type": "string", "maxLength": 400}
    changes = _list(100_000, _object(step=count, name=words))
    stop = _object(line=count, enabled=flag)
    stop["properties"] |= {"when": words, "hits": positive}
    stop["dependentRequired"] = {"when": ["hits"], "hits": ["when"]}
    past = _object(
        t=count,
        furthest=count,
        step=count,
        spacing=positive,
        stride=positive,
        start=_list(100_000, words),
        changes=changes,
        branches=_list(10_000, _object(step=count, t=count, changes=changes)),
    )
    past["properties"] |= {"diverged": count, "places": _list(20, {"type": "object"})}
    return _object(
        format={"const": FORMAT},
        version={"const": VERSION},
        environment={"type": "object"},
        notes={"type": "string", "maxLength": 1_000_000},
        layout={"type": "string", "maxLength": 1_000_000},
        breakpoints=_list(10_000, stop),
        watches=_list(1000, _object(expression=words, enabled=flag)),
        conditions=_list(1000, _object(quantity=words, above=flag, limit={"type": "number"}, enabled=flag)),
        not_finite=flag,
        past={"anyOf": [{"type": "null"}, past]},
    ) | {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Backprop Explorer session"}
