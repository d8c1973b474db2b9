"""Read and write experiments as JSON; nothing from a file is ever executed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.interchange.files import save_bytes
from engine.interchange.schema import FORMAT, VERSION, schema
from engine.library.layers import NODE_TYPES, default_activation
from engine.spec.experiment import Experiment, Training
from engine.spec.network import Choice, Network, Node, Wire, natural_kind
from engine.spec.problem import ExperimentError, Problem, text

if TYPE_CHECKING:
    import jsonschema

MAX_BYTES = 64 << 20


def read(path: str | Path) -> Experiment:
    """Load an experiment file; ExperimentError names every problem with its path."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refuse(str(path), text("the file is larger than 64 MiB."), text("Is it an experiment file?"))
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _refuse(str(path), text("there is no such file."), text("Check the name.")) from None
    except UnicodeDecodeError as error:
        raise _refuse(
            str(path), text("the file is not UTF-8 text (byte {at})."), text("Save it as UTF-8."), at=error.start
        ) from None
    except OSError as error:
        raise _refuse(str(path), text("the file cannot be read: {why}."), at=0, why=error.strerror or str(error)) from None
    return parse(content, str(path))


def parse(content: str, where: str = "file") -> Experiment:
    """An experiment from JSON text."""
    document = _load_json(content, where)
    found = document.get("version") if isinstance(document, dict) else None
    if isinstance(found, int) and found > VERSION:
        raise _refuse(f"{where}: version", text("the file has version {found}, this program reads up to {known}."),
                      text("Update the program; the file is left untouched."), found=found, known=VERSION)  # fmt: skip
    problems = _judge(document)
    if problems:
        raise ExperimentError(problems)
    return _experiment(document)


def shipped(content: str) -> Experiment:
    """An experiment from a file that comes with the program; a test holds each of them to the schema."""
    return _experiment(json.loads(content))


def _judge(document: Any) -> list[Problem]:
    """All that the schema finds wrong."""
    import jsonschema  # 10 MB and 50 ms that a window with an example can do without

    validator = jsonschema.Draft202012Validator(schema())
    return [_problem(error) for error in sorted(validator.iter_errors(document), key=lambda e: list(map(str, e.absolute_path)))]


def _refuse(where: str, message: str, hint: str = "", **args: Any) -> ExperimentError:
    return ExperimentError([Problem(where, message, hint, args)])


def _load_json(content: str, where: str) -> Any:
    def constant(name: str) -> None:
        raise _refuse(where, text("the number {name} is not allowed."), text("Use finite numbers."), name=name)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in items:
            if key in result:
                raise _refuse(where, text("the key {key!r} occurs twice."), text("Remove one of them."), key=key)
            result[key] = value
        return result

    try:
        document = json.loads(content, parse_constant=constant, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise _refuse(f"{where}:{error.lineno}:{error.colno}", text("this is not JSON: {why}."),
                      text("Correct that place, or export the experiment again."), why=error.msg) from None  # fmt: skip
    except RecursionError:
        raise _refuse(where, text("the file is nested too deeply.")) from None
    except ValueError as error:
        if isinstance(error, ExperimentError):
            raise
        raise _refuse(where, text("this is not JSON: {why}."), why=str(error)) from None
    for place, number in _numbers(document):
        if not math.isfinite(number):
            raise _refuse(place, text("the number is too large."), text("Use finite numbers."))
    return document


def _numbers(value: Any, place: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, float):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _numbers(inner, f"{place}[{number}]")


def _problem(error: jsonschema.ValidationError) -> Problem:
    """A validator's finding in our words; of alternatives, the one whose name was meant."""
    meant = _meant(error)
    if meant is not None:
        return _problem(meant)
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".") or "file"
    kind, wanted = error.validator, error.validator_value
    value = json.dumps(error.instance, ensure_ascii=False)
    args = {"value": value if len(value) < 60 else value[:57] + "…", "wanted": wanted}
    if kind == "additionalProperties":
        known = list(error.schema["properties"])
        extra = [key for key in error.instance if key not in known]
        return Problem(where, text("unknown key {extra}."), text("Known here: {known}."),
                       {"extra": ", ".join(extra), "known": ", ".join(known)})  # fmt: skip
    if kind == "required":
        missing = [key for key in wanted if key not in error.instance]
        return Problem(where, text("the key {missing} is missing."), text("Add it."), {"missing": ", ".join(missing)})
    if kind in ("oneOf", "anyOf", "enum", "const"):
        return Problem(where, text("must be one of: {wanted}; it is {value}."), args={**args, "wanted": _names(kind, wanted)})
    messages = {
        "type": text("must be of type {wanted}; it is {value}."), "minimum": text("must be at least {wanted}; it is {value}."),
        "maximum": text("must be at most {wanted}; it is {value}."), "minItems": text("has too few entries: {value}."),
        "maxItems": text("has too many entries."), "maxLength": text("is too long."), "pattern": text("is not a usable name: {value}."),
    }  # fmt: skip
    return Problem(where, messages.get(str(kind), text("is not allowed: {value}.")), args=args)


def _meant(error: jsonschema.ValidationError) -> jsonschema.ValidationError | None:
    """Among the alternatives of a oneOf, the first fault of the one whose `name` fits."""
    if error.validator not in ("oneOf", "anyOf") or not isinstance(error.instance, dict):
        return None
    for number, option in enumerate(error.validator_value):
        if option.get("properties", {}).get("name", {}).get("const") == error.instance.get("name"):
            return next((inner for inner in error.context if inner.schema_path[0] == number), None)
    return None


def _names(kind: str, wanted: Any) -> str:
    if kind == "const":
        return json.dumps(wanted)
    if kind == "enum":
        return ", ".join(map(str, wanted))
    names: list[str] = []
    for option in wanted:
        names += map(str, option.get("enum", ()))
        named = option.get("properties", {}).get("name", {}).get("const")
        names += [named] if named and named not in names else []
    return ", ".join(names)


def _choice(entry: Any, default: Choice) -> Choice:
    if entry is None:
        return default
    if isinstance(entry, str):
        return Choice(entry)
    return Choice(entry["name"], {key: value for key, value in entry.items() if key != "name"})


def _experiment(document: dict[str, Any]) -> Experiment:
    blank = Experiment()
    network = document["network"]
    training = dict(document.get("training", {}))
    if "freeze" in training:
        training["freeze"] = tuple(training["freeze"])
    training["schedule"] = _choice(training.get("schedule"), blank.training.schedule)
    types = {entry["id"]: entry["type"] for entry in network["nodes"]}
    wires = tuple(_wire(entry, types.get(entry["to"], "dense")) for entry in network.get("wires", ()))
    return Experiment(
        Network(tuple(map(_node, network["nodes"])), wires),
        _choice(document.get("data"), blank.data), _choice(document.get("loss"), blank.loss),
        _choice(document.get("optimizer"), blank.optimizer), Training(**training), document.get("seed", 0),
        network.get("parameters", {}), document.get("title", ""), document.get("description", ""),
    )  # fmt: skip


def _node(entry: dict[str, Any]) -> Node:
    blank = Node("", "", 1)
    position = entry.get("position")
    return Node(
        entry["id"], entry["type"], entry["units"], _choice(entry.get("activation"), default_activation(entry["type"])),
        _choice(entry.get("initializer"), blank.initializer), entry.get("bias", True),
        {setting.name: entry[setting.name] for setting in NODE_TYPES[entry["type"]].settings if setting.name in entry},
        (float(position[0]), float(position[1])) if position else None,
    )  # fmt: skip


def _wire(entry: dict[str, Any], target: str) -> Wire:
    mask = entry.get("mask")
    return Wire(entry["from"], entry["to"], entry.get("kind", natural_kind(target)), entry.get("delay", 0),
                tuple(map(tuple, mask)) if mask is not None else None)  # fmt: skip


def document_of(experiment: Experiment) -> dict[str, Any]:
    """The JSON document of an experiment; reading it gives the same experiment."""
    network: dict[str, Any] = {
        "nodes": [_node_entry(node) for node in experiment.network.nodes],
        "wires": [_wire_entry(wire, experiment.network) for wire in experiment.network.wires],
    }
    if experiment.parameters:
        network["parameters"] = {name: _plain(value) for name, value in experiment.parameters.items()}
    training = {field.name: getattr(experiment.training, field.name) for field in fields(Training)}
    described = {key: getattr(experiment, key) for key in ("title", "description") if getattr(experiment, key)}
    return {
        "format": FORMAT, "version": VERSION, **described, "seed": experiment.seed, "network": network,
        "data": _entry(experiment.data), "loss": _entry(experiment.loss), "optimizer": _entry(experiment.optimizer),
        "training": {**training, "freeze": list(training["freeze"]), "schedule": _short(training["schedule"])},
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _entry(choice: Choice) -> dict[str, Any]:
    return {"name": choice.name, **choice.settings}


def _short(choice: Choice) -> Any:
    return _entry(choice) if choice.settings else choice.name


def _node_entry(node: Node) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": node.id, "type": node.type, "units": node.units}
    row = NODE_TYPES.get(node.type)
    if row is not None:
        entry |= {"activation": _short(node.activation)} if row.activations else {}
        entry |= {"initializer": _short(node.initializer)} if row.initializer else {}
        entry |= {"bias": node.bias} if row.bias else {}
    entry |= node.settings
    if node.position is not None:
        entry["position"] = list(node.position)
    return entry


def _wire_entry(wire: Wire, network: Network) -> dict[str, Any]:
    entry: dict[str, Any] = {"from": wire.source, "to": wire.target}
    if not network.has(wire.target) or wire.kind != natural_kind(network.node(wire.target).type):
        entry["kind"] = wire.kind
    if wire.delay:
        entry["delay"] = wire.delay
    if wire.mask is not None:
        entry["mask"] = [list(row) for row in wire.mask]
    return entry


def write(experiment: Experiment, path: str | Path) -> None:
    """Save crash-safely: the old file stays whole until the new one is on the disk. OSError if that fails."""
    content = dumps(experiment)
    parse(content)
    save_bytes(path, content.encode())


def dumps(experiment: Experiment) -> str:
    """The text of an experiment file."""
    return json.dumps(document_of(experiment), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
