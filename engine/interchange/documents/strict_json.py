"""Documents in JSON: read strictly, judged by a schema, every fault reported in our words with its place."""

from __future__ import annotations

import json
import os
import stat
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.interchange.documents.kinds import PICTURES
from engine.interchange.documents.true_kind import PANDAS, named, refuse_kind
from engine.model.problem import ExperimentError, Problem, text
from engine.model.problem import refuse as refuse

if TYPE_CHECKING:
    import jsonschema

MAX_BYTES = 64 << 20
DEEPEST = 64
LARGEST = 1e308


def read_bytes(path: str | Path, most: int = MAX_BYTES, start: int = 0) -> bytes:
    """The content of a regular file from the byte `start` on, never more than `most` bytes; ExperimentError says why it cannot be
    read."""
    path = Path(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise refuse(str(path), text("this is a device or a pipe, not a file."), text("Choose a file."))
        with path.open("rb") as file:
            file.seek(start)
            content = file.read(most + 1)  # what the system says of the size need not be true
    except FileNotFoundError:
        raise refuse(str(path), text("there is no such file."), text("Check the name.")) from None
    except OSError as error:
        if os.path.isdir(path):
            raise refuse(str(path), text("this folder holds neither pictures nor a recorded run."),
                         text("Pictures are files whose names end in {known}."), known=", ".join(PICTURES)) from None  # fmt: skip
        raise refuse(str(path), text("the file cannot be read: {why}."), why=error.strerror or str(error)) from None
    if len(content) > most:
        raise refuse(
            str(path),
            text("the file is too large; the limit is {most} MiB."),
            text("Check that this is the right file."),
            most=most >> 20,
        )
    return content


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file."""
    return decoded(read_bytes(path), str(path))


def decoded(content: bytes, where: str) -> str:
    """Bytes as UTF-8 text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse_kind(content, where, ())
        raise refuse(
            where, text("the file is not UTF-8 text (byte {at})."), text("Save the file as UTF-8."), at=error.start
        ) from None


def parsed(content: str, where: str, version: int, schema: dict[str, Any]) -> Any:
    """A document that fits its schema; ExperimentError lists all that does not."""
    document = _load_json(content, where)
    found = document.get("version") if isinstance(document, dict) else None
    if isinstance(found, int) and found > version:
        raise refuse(
            f"{where}: version",
            text("the file has version {found}; this program reads versions up to {known}."),
            text("Update Backprop Explorer; the file has not been changed."),
            found=found,
            known=version,
        )
    if isinstance(document, list):
        raise refuse(
            where, text("it contains only a list of data, not a document from this program."), PANDAS, reader="json", **named(where)
        )
    problems = judge(document, schema)
    if problems:
        raise ExperimentError(problems)
    return document


def judge(document: Any, schema: dict[str, Any]) -> list[Problem]:
    """All that a schema finds wrong."""
    errors = _validator()(schema).iter_errors(document)
    found = map(_problem, sorted(errors, key=lambda e: list(map(str, e.absolute_path))))
    return [problem for problem, _ in groupby(found)]  # a schema finds an error for each missing key, one after the other


@cache
def _validator() -> Any:
    """The kind of validator to which, other than to JSON Schema, 2.0 is no integer; making it takes longer than most files."""
    import jsonschema  # 10 MB and 50 ms that a window with an example does not need

    draft = jsonschema.Draft202012Validator
    strict = draft.TYPE_CHECKER.redefine("integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool))
    return jsonschema.validators.extend(draft, type_checker=strict)


def _load_json(content: str, where: str) -> Any:
    def constant(name: str) -> None:
        raise refuse(where, text("the number {name} is not allowed."), text("Use finite numbers."), name=name)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in items:
            if key in result:
                raise refuse(where, text("the key {key!r} occurs twice."), text("Remove one of the two."), key=key)
            result[key] = value
        return result

    try:
        document = json.loads(content, parse_constant=constant, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise refuse(
            f"{where}:{error.lineno}:{error.colno}",
            text("not valid JSON: {why}."),
            text("Correct the error there, or save the experiment again."),
            why=error.msg,
        ) from None
    except RecursionError:
        raise refuse(where, text("the file is nested too deeply.")) from None
    except ValueError as error:
        if isinstance(error, ExperimentError):
            raise
        raise refuse(where, text("not valid JSON: {why}."), why=str(error)) from None
    _examine(document, where)
    return document


def _examine(document: Any, where: str) -> None:
    """Refuse what JSON allows and no file of ours has: huge numbers, deep nesting, text that cannot be written again."""
    stack: list[tuple[Any, str, int]] = [(document, "", 0)]
    while stack:
        value, place, depth = stack.pop()
        if depth > DEEPEST:
            raise refuse(where, text("the file is nested too deeply."))
        if isinstance(value, (int, float)) and not abs(value) < LARGEST:
            raise refuse(place or where, text("the number is too large."), text("Use finite numbers."))
        if isinstance(value, str) and not _writable(value):
            raise refuse(place or where, text("this text contains an incomplete character."), text("Type the text again."))
        if isinstance(value, dict):
            if not all(map(_writable, value)):
                raise refuse(place or where, text("this text contains an incomplete character."), text("Type the text again."))
            stack += [(inner, f"{place}.{key}".lstrip("."), depth + 1) for key, inner in value.items()]
        elif isinstance(value, list):
            stack += [(inner, f"{place}[{number}]", depth + 1) for number, inner in enumerate(value)]


def _writable(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def _problem(error: jsonschema.ValidationError) -> Problem:
    """A validator's finding in our words; among alternatives, the one whose name was meant."""
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
        words = text("unknown key {extra}.") if len(extra) == 1 else text("unknown keys: {extra}.")
        return Problem(where, words, text("Known names: {known}."), {"extra": ", ".join(extra), "known": ", ".join(known)})
    if kind == "required":
        missing = [key for key in wanted if key not in error.instance]
        words = text("the key {missing} is missing.") if len(missing) == 1 else text("these keys are missing: {missing}.")
        return Problem(where, words, text("Add what is missing."), {"missing": ", ".join(missing)})
    if kind in ("oneOf", "anyOf", "enum", "const"):
        return Problem(where, text("must be one of: {wanted}; it is {value}."), args={**args, "wanted": _names(error)})
    messages = {
        "type": text("must be of type {wanted}; it is {value}."),
        "minimum": text("must be at least {wanted}; it is {value}."),
        "maximum": text("must be at most {wanted}; it is {value}."),
        "minItems": text("has too few entries: {value}."),
        "maxItems": text("has too many entries."),
        "maxLength": text("is too long."),
        "pattern": text("has a value that is not a valid name: {value}."),
    }
    fixes = {"number": text("Write a number there, as in 0.25."), "array": text("Write a list in brackets there, as in [1, 2].")}
    fix = fixes.get(str(wanted), "") if kind == "type" else ""
    return Problem(where, messages.get(str(kind), text("has a value that is not allowed: {value}.")), fix, args)


def _meant(error: jsonschema.ValidationError) -> jsonschema.ValidationError | None:
    """Among alternatives, the first fault of the one that was meant: its `name` fits, or the value fits it farthest."""
    if error.validator not in ("oneOf", "anyOf") or not error.context:
        return None
    if len({(inner.validator, str(inner.validator_value)) for inner in error.context}) == 1:
        return error.context[0]  # all ask for the same
    if isinstance(error.instance, dict):
        options = [option.get("properties", {}).get("name", {}) for option in error.validator_value]
        meant = [number for number, name in enumerate(options) if "const" in name and name["const"] == error.instance.get("name")]
        return next((inner for inner in error.context if inner.schema_path[0] in meant), None)
    faults = [[inner for inner in error.context if inner.schema_path[0] == number] for number in range(len(error.validator_value))]
    nearest = max(faults, key=_fitting)
    return nearest[0] if _fitting(nearest) > (0, False, -1) else None


def _fitting(faults: list[jsonschema.ValidationError]) -> tuple[int, bool, int]:
    """How far a value fits an alternative: down to which part of it, whether that is of the right type, and with how few faults."""
    depth = min(len(fault.path) for fault in faults)
    return depth, all(fault.validator not in ("type", "enum") for fault in faults), -len(faults)


def _names(error: jsonschema.ValidationError) -> str:
    """What would do: names, or types of JSON."""
    if error.validator == "const":
        return json.dumps(error.validator_value)
    if error.validator == "enum":
        return ", ".join(map(str, error.validator_value))
    names: list[str] = []
    for number, option in enumerate(error.validator_value):
        names += map(str, option.get("enum", ()))
        names.append(option.get("properties", {}).get("name", {}).get("const"))
        types = [inner for inner in error.context if inner.schema_path[0] == number and inner.validator == "type"]
        names += [inner.validator_value for inner in types if inner.validator_value != "object"]
    return ", ".join(dict.fromkeys(filter(None, names)))
