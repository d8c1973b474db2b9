"""How a table is written: encoding, separator, decimal mark, and whether its first line names the columns."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass, replace

from engine.interchange.tables.fields import is_gap, is_marked, is_number
from engine.interchange.tables.preamble import DELIMITERS, without_preamble

ENCODINGS, DECIMALS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"), (".", ",")
SAMPLE, HEAD = 60, 1 << 18  # rows and bytes used to detect the format


@dataclass(frozen=True)
class CsvForm:
    """The format of a file: encoding, field separator, decimal mark, whether the first line names columns."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    decimal: str = "."
    header: bool = True


def detect(content: bytes) -> CsvForm:
    """The format that makes most fields numbers and all rows equally wide."""
    encoding = _encoding(content)
    try:
        lines = without_preamble(content[:HEAD].decode(encoding, "ignore"))
    except ValueError:
        lines = ""
    best, form = (-1.0, 0), CsvForm(encoding)
    for delimiter, decimal in itertools.product(DELIMITERS, DECIMALS):
        if delimiter == decimal:
            continue
        tried = CsvForm(encoding, delimiter, decimal)
        score = _score(sample(lines, tried), decimal)
        if score > best:
            best, form = score, tried
    return replace(form, header=_has_header(sample(without_preamble(lines, form.delimiter), form), form.decimal))


def _encoding(content: bytes) -> str:
    """UTF-16 by its zeros; Windows-1252 where the text is not UTF-8, unless it is UTF-8 with a flaw."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = content[:4000]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = content[max(0, error.start - (1 << 19)) : error.start + (1 << 19)]
        lost = head.decode("utf-8", "replace").count("\ufffd")
        letters = sum(byte >= 0x80 for byte in head)
        if b"\0" not in head and lost * 2 > letters:  # few of its bytes above 127 belong to letters of UTF-8
            return "cp1252"
    return "utf-8-sig"


def sample(lines: str, form: CsvForm) -> list[list[str]]:
    """The first rows."""
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
    numbers = sum(1.0 if is_number(field, decimal) else 0.5 * is_marked(field, decimal) for field in fields) / max(1, len(fields))
    return (alike * (0.2 + numbers) * (1.0 if width > 1 else 0.5), width)


def _has_header(rows: list[list[str]], decimal: str) -> bool:
    """A first row with a word above numbers, with distinct words only, or with the numbers by which pandas calls columns."""
    if len(rows) < 2:
        return bool(rows) and not any(is_number(field, decimal) for field in rows[0])
    above, below = [field.strip() for field in rows[0]], rows[1:]
    counted = above[1:] if not above[0] else above
    if len(above) > 2 and counted == [str(number) for number in range(len(counted))]:
        return True
    for place, field in enumerate(above):
        column = [row[place] for row in below if place < len(row)]
        if (
            field
            and not is_gap(field)
            and not is_number(field, decimal)
            and not is_marked(field, decimal)
            and _numeric(column, decimal)
        ):
            return True
    seen = {row[place].strip() for row in below for place in range(min(len(row), len(above)))}
    return not any(is_number(word, decimal) for word in above) and len(set(above)) == len(above) and not seen & (set(above) - {""})


def _numeric(column: list[str], decimal: str) -> bool:
    """Numbers, with or without marks and gaps."""
    filled = [field for field in column if not is_gap(field)]
    return bool(filled) and all(is_number(field, decimal) or is_marked(field, decimal) for field in filled)
