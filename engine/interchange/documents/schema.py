"""The JSON Schema of the experiment file, made from the rows of the library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from engine.interchange.tables.form import DECIMALS, ENCODINGS
from engine.interchange.tables.preamble import DELIMITERS
from engine.library.activations import ACTIVATIONS
from engine.library.dataset import Dataset
from engine.library.datasets import DATASETS, GIVEN
from engine.library.initializers import INITIALIZERS
from engine.library.layers import LAYER_TYPES, UNITS
from engine.library.layers.layer import FACTOR, LEARNS
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.schedules import SCHEDULES
from engine.library.ties import DETACH
from engine.model.experiment import CLASS_NAMES
from engine.model.network import LONGEST, NAME
from engine.model.setting import Setting
from engine.program.check import L1

FORMAT = "backprop-explorer/experiment"
VERSION = 1
Json = dict[str, Any]


@cache
def schema() -> Json:
    """The whole schema (draft 2020-12)."""
    return _object(
        {
            "$schema": {"type": "string"},
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": {"type": "string", "maxLength": 200},
            "description": {"type": "string", "maxLength": 2000},
            "seed": {"type": "integer", "minimum": 0, "maximum": 2**53},
            "network": _object(
                {"nodes": _list(_node()), "wires": _list(_wire()), "blocks": _list(_block()), "parameters": _parameters()}, "nodes"
            ),
            "data": {
                "oneOf": [_data_set(row) for row in DATASETS.values() if row.name not in GIVEN] + [_csv(), _pictures(), _table()]
            },
            "loss": _loss(),
            "optimizer": {"oneOf": [_named(row.name, row.settings) for row in OPTIMIZERS.values()]},
            "training": _training(),
        },
        "format",
        "version",
        "network",
    ) | {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Backprop Explorer experiment"}


def _object(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(items: Json, **limits: int) -> Json:
    return {"type": "array", "items": items, "maxItems": 4096, **limits}


def _setting(setting: Setting) -> Json:
    if isinstance(setting.default, bool):
        return {"type": "boolean"}
    if isinstance(setting.default, str):
        return {"enum": list(setting.choices)} if setting.choices else {"type": "string", "maxLength": 10_000}
    limits = {"minimum": setting.low, "maximum": setting.high}
    kind = "integer" if isinstance(setting.default, int) else "number"
    number = {"type": kind, **{name: value for name, value in limits.items() if value is not None}}
    others: list[Json] = [{"enum": list(setting.words)}] if setting.words else []
    if setting.apart:
        others.append({"type": "array", "items": number, "minItems": 2, "maxItems": 2})
    return {"anyOf": [number, *others]} if others else number


def _named(name: str, settings: tuple[Setting, ...]) -> Json:
    return _object({"name": {"const": name}, **{s.name: _setting(s) for s in settings}}, "name")


def _data_set(row: Dataset) -> Json:
    own = {setting.name: _setting(setting) for setting in row.settings}
    return _object({"name": {"const": row.name}, **own, CLASS_NAMES: _class_names()}, "name")


def _class_names() -> Json:
    return _list({"type": "string", "maxLength": 1000})


def _choice(rows: Mapping[str, Any]) -> Json:
    return {"oneOf": [{"enum": list(rows)}, *(_named(row.name, row.settings) for row in rows.values() if row.settings)]}


def _node() -> Json:
    own = {setting.name: _setting(setting) for row in LAYER_TYPES.values() for setting in row.settings}
    common = {
        "id": _identifier(), "type": {"enum": list(LAYER_TYPES)}, "units": _setting(UNITS), "activation": _choice(ACTIVATIONS),
        "initializer": _choice(INITIALIZERS), "bias": {"type": "boolean"}, "position": _position(),
        "grid": _grid(), "loss": _loss(),
    }  # fmt: skip
    alike: dict[tuple[str, ...], list[str]] = {}  # types by the settings that they have not
    for row in LAYER_TYPES.values():
        alike.setdefault(tuple(sorted(own.keys() - {s.name for s in row.settings})), []).append(row.name)
    return _object({**common, **own}, "id", "type", "units") | {
        "allOf": [
            {"if": {"properties": {"type": {"enum": names}}}, "then": {"properties": dict.fromkeys(foreign, False)}}
            for foreign, names in alike.items()
            if foreign
        ]
    }


def _loss() -> Json:
    return {"oneOf": [_named(row.name, row.settings) for row in LOSSES.values()]}


def _identifier() -> Json:
    return {"type": "string", "pattern": NAME, "maxLength": LONGEST}


def _position() -> Json:
    return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}


def _block() -> Json:
    members = _list({"type": "string", "minLength": 1, "maxLength": LONGEST}, minItems=1)
    own = {"name": _identifier(), "members": members, "collapsed": {"type": "boolean"}, "position": _position()}
    return _object(own, "name", "members")


def _grid() -> Json:
    return {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 4096}, "minItems": 1, "maxItems": 2}


def _wire() -> Json:
    return _object(
        {
            "from": {"type": "string"}, "to": {"type": "string"}, "kind": {"enum": ["weighted", "direct"]},
            "delay": {"enum": [0, 1]}, "mask": _list(_list({"enum": [0, 1]})),
            **{setting.name: _setting(setting) for setting in (FACTOR, LEARNS, DETACH)},
            "tied": {"type": "string", "minLength": 1, "maxLength": 100}, "transposed": {"type": "boolean"},
        },
        "from", "to",
    )  # fmt: skip


def _parameters() -> Json:
    shapes: list[Json] = [{"type": "array", "items": {"type": "number"}}]
    for _ in range(3):
        shapes.append({"type": "array", "items": shapes[-1]})
    return {"type": "object", "additionalProperties": {"anyOf": shapes}}


def _table() -> Json:
    rows = {"type": "array", "items": {"type": "array", "minItems": 1}, "minItems": 1}
    mask = {"type": "array", "minItems": 1}
    names = _list({"type": "string", "minLength": 1, "maxLength": 1000}, minItems=1)
    own = {"name": {"const": "table"}, "inputs": rows, "targets": rows, "mask": mask}
    own |= {"input_names": names, "target_names": names, CLASS_NAMES: _class_names(), "grid": _grid()}
    return _object(own, "name", "inputs", "targets")


def _csv() -> Json:
    names, own = _list({"type": "string", "maxLength": 1000}, minItems=1), {s.name: _setting(s) for s in DATASETS["csv"].settings}
    form = {
        "encoding": {"enum": list(ENCODINGS)},
        "delimiter": {"enum": list(DELIMITERS)},
        "decimal": {"enum": list(DECIMALS)},
        "header": {"type": "boolean"},
    }
    path = {"type": "string", "maxLength": 1000, "minLength": 1}
    return _object(
        {
            "name": {"const": "csv"},
            "path": path,
            "sheet": {"type": "string", "maxLength": 1000},
            **form,
            "classes": names,
            "inputs": names,
            "targets": names,
            CLASS_NAMES: _class_names(),
            **own,
        },
        "name",
        "path",
        "inputs",
        "targets",
    )


def _pictures() -> Json:
    path, row = {"type": "string", "maxLength": 1000, "minLength": 1}, DATASETS["pictures"]
    own = {setting.name: _setting(setting) for setting in row.settings}
    return _object({"name": {"const": row.name}, "path": path, **own, CLASS_NAMES: _class_names()}, "name", "path")


def _training() -> Json:
    maybe: Json = {"type": ["object", "null"]}
    limit, steps = {"type": "number", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 1}
    mistakes = ("zero_grad", "derivative_of_output", "wrong_sign", "no_bias", "equal_start")
    return _object(
        {
            "batch_size": {"type": ["integer", "null"], "minimum": 1}, "shuffle": {"type": "boolean"},
            "clip": _object({"norm": limit, "value": limit}) | maybe, "truncate": _object({"k1": steps, "k2": steps}) | maybe,
            "freeze": _list({"type": "string"}), "schedule": _choice(SCHEDULES), "l1": _setting(L1),
            **{name: {"type": "boolean"} for name in mistakes},
        }
    )  # fmt: skip
