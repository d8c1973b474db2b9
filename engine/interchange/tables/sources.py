"""The text of a table out of what holds it: a plain file, a compressed one, an archive of one file, a sheet of a workbook, LIBSVM's
rows."""

from __future__ import annotations

import datetime
import gzip
import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.interchange.documents.archive import Archive
from engine.interchange.documents.kinds import is_table
from engine.interchange.documents.strict_json import read_bytes, refuse
from engine.interchange.documents.true_kind import refuse_kind
from engine.interchange.tables.libsvm import as_csv, is_libsvm
from engine.interchange.tables.rows import BLOCK, MOST_COLUMNS, MOST_ROWS, Cancelled, Progress
from engine.model.problem import ExperimentError, text

MOST_BYTES = 200 << 20
GZIP, ZIP = b"\x1f\x8b", b"PK"
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Source:
    """The text of a table; of a workbook, the names of its sheets and the one that was read."""

    content: bytes
    sheets: tuple[str, ...] = ()
    sheet: str = ""


def content_of(path: str | Path, sheet: str = "", progress: Progress = lambda done, total: True) -> Source:
    """The text in a file, unpacked if need be; of a workbook one sheet, as CSV. ExperimentError says why there is none."""
    content = read_bytes(path, MOST_BYTES)
    if content.startswith(GZIP):
        content = _unpacked(content, str(path))
    elif content.startswith(ZIP):
        archive = Archive(path, text("Save the file again."))
        if WORKBOOK in archive.names:
            return _workbook(content, str(path), sheet, progress)
        tables = [name for name in archive.names if is_table(name) and not name.startswith("__MACOSX")]
        content = archive.entry(tables[0]) if len(tables) == 1 else content
    refuse_kind(content, str(path))
    return Source(as_csv(content, str(path), MOST_BYTES, progress) if is_libsvm(content) else content)


def _unpacked(content: bytes, where: str) -> bytes:
    """What gzip packed, in one piece or several, never more than the limit."""
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(content)).read(MOST_BYTES + 1)
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        raise refuse(where, text("it cannot be unpacked: {why}."), text("It may have been truncated."), why=error) from None
    if len(found) > MOST_BYTES:
        raise refuse(
            where, text("unpacked, it is larger than {most} MiB."), text("Use a subset of the rows."), most=MOST_BYTES >> 20
        )
    return found


def _workbook(content: bytes, where: str, sheet: str, progress: Progress) -> Source:
    """A sheet of an Excel workbook, by default the first with more than one row below its names. Formulas are the values that
    they had when it was saved."""
    try:
        import openpyxl
    except ImportError:
        raise refuse(
            where,
            text("Excel workbooks need the package openpyxl, which is not installed."),
            text("Install it: {command}. Or save the sheet as CSV, and open that."),
            command='pip install "backprop-explorer[excel]"',
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and features that are of no concern here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            names = tuple(found.title for found in book.worksheets)
            for name in [sheet] if sheet else names:
                if name not in names:
                    raise refuse(
                        where, text("there is no sheet {name!r}."), text("Known names: {known}."), name=name, known=", ".join(names)
                    )
                words = _as_text(book[name], where, progress)
                if words.count("\n") - words.count("\n\n") > 2 or name in (sheet, names[-1]):
                    return Source(words.encode(), names, name)
    except (ExperimentError, Cancelled):
        raise
    except Exception as error:  # the library fails in many ways on a damaged workbook
        raise refuse(
            where,
            text("this workbook cannot be read: {why}."),
            text("Open it in a spreadsheet program and save it again, or save the sheet as CSV."),
            why=error,
        ) from None
    raise refuse(where, text("the file is empty."), text("Add one row per sample."))


def _as_text(sheet: Any, where: str, progress: Progress) -> str:
    """The cells as CSV, row by row; what stands alone above the table, such as a title, is left out."""
    sheet.reset_dimensions()  # what the file says of its size need not be true
    rows = list(_cells(sheet, where, progress))
    width = max(map(len, rows), default=0)
    first = next((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1 or width < 3), 0)
    body = [_line(row, width) if place >= first and any(row) else "" for place, row in enumerate(rows)]
    return "\n".join(body) + "\n"


def _cells(sheet: Any, where: str, progress: Progress) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        words = list(map(_word, row))
        while words and not words[-1]:
            words.pop()
        if len(words) > MOST_COLUMNS:
            raise refuse(where, text("the file has {count} columns; the limit is {most}."), count=len(words), most=MOST_COLUMNS)
        if number > MOST_ROWS:
            raise refuse(
                where, text("the file has too many rows; the limit is {most}."), text("Use a subset of the rows."), most=MOST_ROWS
            )
        if number % (BLOCK // 10) == 0 and not progress(number, max(number + 1, sheet.max_row or 0)):
            raise Cancelled
        yield words


def _word(value: Any) -> str:
    """A cell as a word: numbers with all their digits, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat().removesuffix("T00:00:00")
    return " ".join(str(value).split())


def _line(row: list[str], width: int) -> str:
    return ",".join(_quoted(word) for word in [*row, *[""] * (width - len(row))])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if "," in word or '"' in word else word
