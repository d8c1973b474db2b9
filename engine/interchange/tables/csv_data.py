"""Tables from files: the format is detected, what is missing or wrong is placed by line and column."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from engine.interchange.documents.strict_json import refuse
from engine.interchange.tables.fields import read_column
from engine.interchange.tables.form import HEAD, CsvForm, detect, sample
from engine.interchange.tables.preamble import without_preamble
from engine.interchange.tables.rows import MOST_TOLD, Lines, Progress, decoded, fields_of, plain_numbers
from engine.interchange.tables.sources import content_of
from engine.library.columns import Columns, Facts
from engine.library.rule import Array
from engine.model.network import Choice
from engine.model.problem import Problem, text


def _always(done: int, total: int) -> bool:
    return True


def read(path: str | Path, form: CsvForm | None = None, progress: Progress = _always) -> Columns:
    """All columns of a file, each of which must be whole. ExperimentError lists what is wrong, by line and column; Cancelled if
    `progress` says so."""
    content = content_of(path, progress=progress).content
    return parse(content, form or detect(content), str(path), progress)


def parse(content: bytes, form: CsvForm, where: str = "file", progress: Progress = _always) -> Columns:
    """The columns in the content of a file; all of them must be whole."""
    columns = look(content, form, where, progress)
    columns.demand(columns.names)
    return columns


def look(content: bytes, form: CsvForm, where: str = "file", progress: Progress = _always) -> Columns:
    """The columns in the content of a file as they are: gaps and faults are facts of the columns."""
    words = decoded(content, form, where)
    digest = hashlib.sha256(repr(form).encode() + content).hexdigest()
    plain = plain_numbers(words, form, where, progress)
    if plain is not None:
        return Columns(*plain, digest, (Facts(),) * len(plain[0]))
    names, columns = fields_of(words, form, where, progress)
    lines = Lines(words, form)
    found = [
        _column(name, column, f"{place}", lines, form, where)
        for place, (name, column) in enumerate(zip(names, columns, strict=True), 1)
    ]
    return Columns(names, tuple(values for values, _ in found), digest, tuple(facts for _, facts in found))


def beginning(content: bytes, most: int) -> bytes:
    """The first whole lines of a file, about so many bytes."""
    return content if len(content) <= most else content[: content.rfind(b"\n", 0, most) + 1] or content[:most]


def _column(name: str, column: list[str], place: str, lines: Lines, form: CsvForm, where: str) -> tuple[Array, Facts]:
    """Values and facts of a column."""
    read = read_column(column, form.decimal)
    gap = None
    if read.gaps:
        gap = Problem(
            f"{where}:{lines.of(read.gaps[0])}, {place}",
            text("the column {name!r} has no value here; missing values in all: {count}."),
            text("Fill it in, remove the row, or choose what happens to rows with gaps."),
            {"name": name, "count": len(read.gaps)},
        )
    faults = tuple(_fault(f"{where}:{lines.of(row)}, {place}", name, column[row]) for row in read.faults[:MOST_TOLD])
    return read.values, Facts(read.kind, read.marks, len(read.gaps), gap, faults)


def _fault(where: str, name: str, field: str) -> Problem:
    return Problem(
        where,
        text("the field {field} in column {name!r} is not a number."),
        text("Write a finite number such as 1.5 or 2e-3."),
        {"field": repr(field if len(field) < 40 else field[:37] + "…"), "name": name},
    )


def preview(content: bytes, form: CsvForm, rows: int = 20) -> list[list[str]]:
    """The first rows of data as they are written."""
    lines = without_preamble(content[:HEAD].decode(form.encoding, "replace"), form.delimiter)
    return sample(lines, form)[form.header :][:rows]


def choice_of(
    path: str | Path, form: CsvForm, rows: Columns, inputs: Sequence[str], targets: Sequence[str], **settings: Any
) -> Choice:
    """The data of an experiment from columns that were read."""
    return Choice(
        "csv",
        {
            "path": str(Path(path).absolute()),
            **asdict(form),
            "inputs": list(inputs),
            "targets": list(targets),
            **settings,
            "rows": rows,
        },
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for any file
        return False


def opened(choice: Choice, folder: Path) -> Choice:
    """The same data with the columns of its file, looked up relative to that folder."""
    path = (folder / choice.settings["path"]).absolute()
    if not _is_file(path):
        raise refuse(
            "data.path",
            text("there is no file {path}."),
            text("It must be in the same folder as the experiment; move it there, or correct the path."),
            path=repr(str(path)),
        )
    content = content_of(path, choice.settings.get("sheet", "")).content
    given = {field.name: choice.settings[field.name] for field in fields(CsvForm) if field.name in choice.settings}
    form = replace(detect(content), **given)
    return choice_of(
        path, form, look(content, form, str(path)), **{k: v for k, v in choice.settings.items() if k not in ("path", *given)}
    )


def entry(choice: Choice, folder: Path | None) -> dict[str, Any]:
    """The data as written in an experiment file of that folder: the path to the file, and how it is written."""
    settings = {name: value for name, value in choice.settings.items() if name != "rows"}
    if folder is not None:
        with contextlib.suppress(ValueError):  # another drive
            settings["path"] = Path(os.path.relpath(settings["path"], folder.absolute())).as_posix()
    return {"name": choice.name, **settings}
