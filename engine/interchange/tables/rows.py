"""The rows of a table as text: names and fields, with the lines on which they stand."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.interchange.tables.fields import is_gap, is_number
from engine.interchange.tables.form import SAMPLE, CsvForm
from engine.interchange.tables.preamble import without_preamble
from engine.library.rule import Array
from engine.model.problem import ExperimentError, Problem, text

MOST_ROWS, MOST_COLUMNS, MOST_TOLD = 2_000_000, 1000, 20
BLOCK = 20_000  # rows between two looks at the clock
BOM = codecs.BOM_UTF8
Progress = Callable[[int, int], bool]
Rows = list[list[str]]


class Cancelled(Exception):
    """The user cancelled the reading."""


def plain_numbers(words: str, form: CsvForm, where: str, progress: Progress) -> tuple[tuple[str, ...], tuple[Array, ...]] | None:
    """The quick way through a file of plain numbers; None where anything is unusual, so that the slow way finds and reports
    it."""
    lines = words.lstrip("\n").splitlines()
    if not lines or form.delimiter == " " or '"' in lines[0]:
        return None
    body = lines[form.header :]
    if body and not form.header and len(body[0].split(form.delimiter)) != len(lines[0].split(form.delimiter)):
        return None
    names = _names(_told(lines[0].split(form.delimiter), body[0].split(form.delimiter) if body else []), form.header, where)
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


def decoded(content: bytes, form: CsvForm, where: str) -> str:
    """The text of a file without what stands above its table; ExperimentError says on which line it is none."""
    if not content.removeprefix(BOM).strip():
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
    return without_preamble(words, form.delimiter)


def _reader(words: str, form: CsvForm) -> Any:
    return csv.reader(io.StringIO(words, newline=""), delimiter=form.delimiter, skipinitialspace=form.delimiter == " ", strict=True)


def fields_of(words: str, form: CsvForm, where: str, progress: Progress) -> tuple[tuple[str, ...], list[list[str]]]:
    """Names of the columns, and their fields."""
    reader, total = _reader(words, form), words.count("\n") + 1
    names: tuple[str, ...] = ()
    columns: list[list[str]] = []
    widen: Callable[[Rows], Rows] = _same
    try:
        while block := list(itertools.islice(reader, BLOCK)):
            rows = [row for row in block if row and (len(row) > 1 or row[0].strip())]
            if rows and not names:
                _one_line_of_names(rows[:SAMPLE], form, where)
                head, widen = _matched(rows, form)
                names = _names(head, form.header, where)
                columns = [[] for _ in names]
                rows = rows[form.header :]
            rows = widen(rows)
            if any(len(row) != len(names) for row in rows):
                raise ExperimentError(_ragged(words, form, where, widen))
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
    return names, columns


def _same(rows: Rows) -> Rows:
    return rows


def _matched(rows: Rows, form: CsvForm) -> tuple[list[str], Callable[[Rows], Rows]]:
    """The first row, and what makes the others as wide: R names no column of row names, and some programs end each row with a
    separator."""
    first = rows[form.header] if len(rows) > form.header else rows[0]
    head = _told(rows[0], first) if form.header else rows[0]
    if not form.header or len(first) != len(head) + 1:
        return head, _same
    if not first[-1].strip():
        return head, lambda later: [row[:-1] if len(row) == len(head) + 1 and not row[-1].strip() else row for row in later]
    return ["", *head], _same


def _one_line_of_names(rows: Rows, form: CsvForm, where: str) -> None:
    """ExperimentError where the second row, too, has words above every column of numbers, of which there are several."""
    if len(rows) < 3:
        return
    below = [row for row in rows[2:] if len(row) == len(rows[1])]
    columns = [[row[place].strip() for row in below if row[place].strip()] for place in range(len(rows[1]))] if below else []
    numeric = [place for place, column in enumerate(columns) if column and all(is_number(field, form.decimal) for field in column)]
    above = [[row[place] for place in numeric if place < len(row) and not is_gap(row[place])] for row in rows[:2]]
    if len(above[1]) > 1 and not any(is_number(field, form.decimal) for row in above for field in row):
        raise refuse(
            f"{where}:2",
            text("this line holds words above columns of numbers, as the line before it does."),
            text("Keep a single line with the names of the columns."),
        )


def _told(head: list[str], first: list[str]) -> list[str]:
    """The names of columns; those of scikit-learn's own files, whose first line has the number of rows, of features, and the
    names of the classes, are made up."""
    counts, words = head[:2], head[2:]
    features = len(first) - 1
    if not words or not counts[0].isdecimal() or counts[1] != str(features):
        return head
    if any(word.replace(".", "", 1).isdigit() for word in words):
        return head
    return [*(f"column {place}" for place in range(1, features + 1)), "target"]


def _numbered(words: str, form: CsvForm) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each ends; blank lines are skipped."""
    reader = _reader(words, form)
    return ((reader.line_num, row) for row in reader if row and (len(row) > 1 or row[0].strip()))


@dataclass
class Lines:
    """On which line of the file a row of data ends; found out only when it must be reported."""

    words: str
    form: CsvForm
    _known: list[int] | None = None

    def of(self, row: int) -> int:
        """The line, counted from 1."""
        if self._known is None:
            self._known = [line for line, _ in _numbered(self.words, self.form)]
        return self._known[row + self.form.header]


def _ragged(words: str, form: CsvForm, where: str, widen: Callable[[Rows], Rows]) -> list[Problem]:
    """The lines with more or fewer fields than the first."""
    rows = _numbered(words, form)
    first = next(rows)[1]
    wanted = len(first)
    wrong = ((line, len(row)) for line, row in rows if len(widen([row])[0]) != wanted)
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
