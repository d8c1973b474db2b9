"""CSV and TSV files: the format is detected, and problems are reported by line and column."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import read_bytes, refuse
from engine.library.columns import Columns
from engine.library.rule import Array
from engine.model.network import Choice
from engine.model.problem import ExperimentError, Problem, text

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, MOST_TOLD = 200 << 20, 2_000_000, 1000, 20
DELIMITERS, ENCODINGS, DECIMALS = (
    (",", ";", "\t", "|", " "),
    ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"),
    (".", ","),
)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
DIGITS = str.maketrans("", "", "0123456789+-.eE\n")
BLOCK, SAMPLE = 20_000, 60  # rows between two looks at the clock; rows used to detect the format
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class CsvForm:
    """The format of a file: encoding, field separator, decimal mark, whether the first line names columns."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    decimal: str = "."
    header: bool = True


class Cancelled(Exception):
    """The user cancelled the reading."""


# how it is written -------------------------------------------------------------------------------


def detect(content: bytes) -> CsvForm:
    """The format that makes most fields numbers and all rows equally wide."""
    encoding = _encoding(content)
    try:
        lines = content[: 1 << 18].decode(encoding, "ignore")
    except ValueError:
        lines = ""
    best, form = (-1.0, 0), CsvForm(encoding)
    for delimiter, decimal in itertools.product(DELIMITERS, DECIMALS):
        if delimiter == decimal:
            continue
        tried = CsvForm(encoding, delimiter, decimal)
        score = _score(_sample(lines, tried), decimal)
        if score > best:
            best, form = score, tried
    return replace(form, header=_has_header(_sample(lines, form), form.decimal))


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = content[:4000]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8-sig"


def _sample(lines: str, form: CsvForm) -> list[list[str]]:
    try:
        rows = csv.reader(io.StringIO(lines, newline=""), delimiter=form.delimiter, skipinitialspace=form.delimiter == " ")
        return [row for row in itertools.islice(rows, SAMPLE) if row][: SAMPLE - 1]
    except csv.Error:
        return []


def _score(rows: list[list[str]], decimal: str) -> tuple[float, int]:
    """Share of rows with the most common width, times the share of numbers below the first row; then the width."""
    if not rows:
        return (-1.0, 0)
    widths = [len(row) for row in rows]
    width = max(set(widths), key=widths.count)
    alike = widths.count(width) / len(rows)
    fields = [field for row in (rows[1:] or rows) for field in row]
    numbers = sum(_is_number(field, decimal) for field in fields) / max(1, len(fields))
    return (alike * (0.2 + numbers) * (1.0 if width > 1 else 0.5), width)


def _is_number(field: str, decimal: str) -> bool:
    field = field.strip()
    if decimal == ",":
        if "." in field:
            return False
        field = field.replace(",", ".", 1)
    return NUMBER.fullmatch(field) is not None


def _has_header(rows: list[list[str]], decimal: str) -> bool:
    """A first row with a word above numbers, or with distinct words only."""
    if len(rows) < 2:
        return bool(rows) and not any(_is_number(field, decimal) for field in rows[0])
    above, below = rows[0], rows[1:]
    for place, field in enumerate(above):
        column = [row[place] for row in below if place < len(row)]
        if not _is_number(field, decimal) and field.strip() and column and all(_is_number(value, decimal) for value in column):
            return True
    words = [field.strip() for field in above]
    seen = {row[place].strip() for row in below for place in range(min(len(row), len(above)))}
    return not any(_is_number(word, decimal) for word in words) and len(set(words)) == len(words) and not seen & set(words)


# reading -----------------------------------------------------------------------------------------


def read(path: str | Path, form: CsvForm | None = None, progress: Progress = lambda done, total: True) -> Columns:
    """All columns of a file. ExperimentError lists what is wrong, by line and column; Cancelled if `progress` says so."""
    content = read_bytes(path, MOST_BYTES)
    return parse(content, form or detect(content), str(path), progress)


def parse(content: bytes, form: CsvForm, where: str = "file", progress: Progress = lambda done, total: True) -> Columns:
    """The columns in the content of a file."""
    words = _decoded(content, form, where)
    names, values = _numbers_only(words, form, where, progress) or _any_fields(words, form, where, progress)
    return Columns(names, values, hashlib.sha256(repr(form).encode() + content).hexdigest())


def _numbers_only(words: str, form: CsvForm, where: str, progress: Progress) -> tuple[tuple[str, ...], tuple[Array, ...]] | None:
    """The quick way through a file of plain numbers; None where anything is unusual, so that the slow way finds and reports
    it."""
    lines = words.splitlines()
    if not lines or form.delimiter == " " or '"' in lines[0]:
        return None
    head = lines[0].split(form.delimiter)
    names = _names(head, form.header, where)
    body = lines[form.header :]
    allowed = str.maketrans(
        "", "", "0123456789+-.eE\n" + form.delimiter if form.decimal == "." else "0123456789+-,eE\n" + form.delimiter
    )
    parts = []
    for start in range(0, len(body), BLOCK):
        block = body[start : start + BLOCK]
        whole = "\n".join(block)
        if whole.translate(allowed) or not whole.strip() or len(body) > MOST_ROWS:
            return None
        try:
            numbers = np.loadtxt(whole.replace(",", ".").split("\n") if form.decimal == "," else block, delimiter=form.delimiter,
                                 ndmin=2, comments=None)  # fmt: skip
        except ValueError:
            return None
        if numbers.shape[1:] != (len(names),) or not np.isfinite(numbers).all():
            return None
        parts.append(numbers)
        if not progress(start + len(block), len(body)):
            raise Cancelled
    return (names, tuple(np.ascontiguousarray(column) for column in np.concatenate(parts).T)) if parts else None


def _any_fields(words: str, form: CsvForm, where: str, progress: Progress) -> tuple[tuple[str, ...], tuple[Array, ...]]:
    """Every field looked at by itself."""
    names, columns, first = _columns(words, form, where, progress)
    lines = _Lines(words, form, first)
    problems: list[Problem] = []
    values = tuple(_column(name, fields, place, lines, form, where, problems)
                   for place, (name, fields) in enumerate(zip(names, columns, strict=True)))  # fmt: skip
    if problems:
        raise ExperimentError(problems[:MOST_TOLD])
    return names, values


def _decoded(content: bytes, form: CsvForm, where: str) -> str:
    if not content.strip():
        raise refuse(where, text("the file is empty."), text("Add one row per sample."))
    try:
        words = content.decode(form.encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refuse(
            f"{where}:{line}",
            text("the text is not valid {encoding}."),
            text("Choose another encoding, or save the file as UTF-8."),
            encoding=form.encoding.removesuffix("-sig").upper(),
        ) from None
    if "\0" in words:
        line = words[: words.index("\0")].count("\n") + 1
        raise refuse(
            f"{where}:{line}",
            text("it contains a null byte."),
            text("Check that this is a text file; if it is UTF-16, choose that encoding."),
        )
    return words


def _reader(words: str, form: CsvForm) -> Any:
    return csv.reader(io.StringIO(words, newline=""), delimiter=form.delimiter, skipinitialspace=form.delimiter == " ", strict=True)


def _columns(words: str, form: CsvForm, where: str, progress: Progress) -> tuple[tuple[str, ...], list[list[str]], int]:
    """Names of the columns, their fields, and the number of the first row of data."""
    reader, total = _reader(words, form), words.count("\n") + 1
    names: tuple[str, ...] = ()
    columns: list[list[str]] = []
    try:
        while block := list(itertools.islice(reader, BLOCK)):
            rows = [row for row in block if row and (len(row) > 1 or row[0].strip())]
            if rows and not names:
                names = _names(rows[0], form.header, where)
                columns = [[] for _ in names]
                rows = rows[form.header :]
            if any(len(row) != len(names) for row in rows):
                raise ExperimentError(_ragged(words, form, where, len(names)))
            for column, fields in zip(columns, zip(*rows, strict=True), strict=True) if rows else ():
                column += fields
            if columns and len(columns[0]) > MOST_ROWS:
                raise refuse(
                    where,
                    text("the file has too many rows; the limit is {most}."),
                    text("Use a subset of the rows."),
                    most=MOST_ROWS,
                )
            if not progress(reader.line_num, total):
                raise Cancelled
    except csv.Error as error:
        raise refuse(
            f"{where}:{reader.line_num}",
            text("this line cannot be read: {why}."),
            text("Check for a quotation mark that is not closed."),
            why=error,
        ) from None
    if not columns or not columns[0]:
        raise refuse(where, text("the file has column names but no rows."), text("Add one row per sample."))
    return names, columns, int(form.header)


def _numbered(words: str, form: CsvForm) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each ends; blank lines are skipped."""
    reader = _reader(words, form)
    return ((reader.line_num, row) for row in reader if row and (len(row) > 1 or row[0].strip()))


@dataclass
class _Lines:
    """On which line of the file a row of data ends; found out only when a fault must be reported."""

    words: str
    form: CsvForm
    first: int
    _known: list[int] | None = None

    def of(self, row: int) -> int:
        """The line, counted from 1."""
        if self._known is None:
            self._known = [line for line, _ in _numbered(self.words, self.form)]
        return self._known[row + self.first]


def _ragged(words: str, form: CsvForm, where: str, wanted: int) -> list[Problem]:
    """The lines with more or fewer fields than the first."""
    wrong = ((line, len(row)) for line, row in _numbered(words, form) if len(row) != wanted)
    return [
        Problem(
            f"{where}:{line}",
            text("fields in this line: {found}; in the first line: {wanted}."),
            text("Every line needs the same number of fields."),
            {"found": found, "wanted": wanted},
        )
        for line, found in itertools.islice(wrong, MOST_TOLD)
    ]


def _names(row: list[str], header: bool, where: str) -> tuple[str, ...]:
    if len(row) > MOST_COLUMNS:
        raise refuse(where, text("the file has {count} columns; the limit is {most}."), count=len(row), most=MOST_COLUMNS)
    names = tuple((field.strip() if header else "") or f"column {place}" for place, field in enumerate(row, 1))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise refuse(
            f"{where}:1",
            text("the column name {name!r} occurs more than once."),
            text("Give each column its own name."),
            name=twice[0],
        )
    return names


def _column(name: str, fields: list[str], place: int, lines: _Lines, form: CsvForm, where: str, problems: list[Problem]) -> Array:
    """A column as doubles; as words if none of its first fields is a number."""
    if not any(_is_number(field, form.decimal) for field in fields[:SAMPLE]):
        empty = next((row for row, field in enumerate(fields) if not field.strip()), None)
        if empty is not None:
            problems.append(_not_a_number(where, lines.of(empty), place, name, fields[empty]))
        return np.array([field.strip() for field in fields], dtype=np.str_)
    plain = fields if form.decimal == "." else [field.replace(".", "x").replace(",", ".") for field in fields]
    if not "\n".join(plain).translate(DIGITS):
        try:
            numbers = np.array(list(map(float, plain)))
            if np.isfinite(numbers).all():
                return numbers
        except ValueError:
            pass  # the loop below says which field it is
    result = np.zeros(len(fields))
    for row, field in enumerate(fields):
        word = field.strip()
        number = float(word.replace(",", ".", 1)) if _is_number(word, form.decimal) else float("nan")
        if not abs(number) < float("inf") and len(problems) < MOST_TOLD:
            problems.append(_not_a_number(where, lines.of(row), place, name, field))
        result[row] = number
    return result


def _not_a_number(where: str, line: int, place: int, name: str, field: str) -> Problem:
    hint = text("Fill it in, or remove the line.") if not field.strip() else text("Write a finite number such as 1.5 or 2e-3.")
    return Problem(
        f"{where}:{line}, {place + 1}",
        text("the field {field} in column {name!r} is not a number."),
        hint,
        {"field": repr(field if len(field) < 40 else field[:37] + "…"), "name": name},
    )


def preview(content: bytes, form: CsvForm, rows: int = 20) -> tuple[list[str], list[list[str]]]:
    """Names of the columns and the first rows as written."""
    found = _sample(content[: 1 << 18].decode(form.encoding, "replace"), form)
    width = max(map(len, found), default=0)
    names = [field.strip() for field in found[0]] if form.header and found else [f"column {i + 1}" for i in range(width)]
    return names, found[1 if form.header else 0 :][:rows]


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
    content = read_bytes(path, MOST_BYTES)
    given = {field.name: choice.settings[field.name] for field in fields(CsvForm) if field.name in choice.settings}
    form = replace(detect(content), **given)
    return choice_of(
        path, form, parse(content, form, str(path)), **{k: v for k, v in choice.settings.items() if k not in ("path", *given)}
    )


def entry(choice: Choice, folder: Path | None) -> dict[str, Any]:
    """The data as written in an experiment file of that folder: the path to the file, and how it is written."""
    settings = {name: value for name, value in choice.settings.items() if name != "rows"}
    if folder is not None:
        with contextlib.suppress(ValueError):  # another drive
            settings["path"] = Path(os.path.relpath(settings["path"], folder.absolute())).as_posix()
    return {"name": choice.name, **settings}
