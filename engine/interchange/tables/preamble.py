"""What stands above a table: remarks, a title, the separator as Excel wants to be told it.

It is blanked and not cut out, so that every line keeps its number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from engine.interchange.tables.fields import is_number

DELIMITERS = (",", ";", "\t", "|", " ")
MOST, HEAD, WIDE = 50, 1 << 16, 3  # lines and characters looked at; columns of a table over which a title may stand
SEPARATOR, REMARK = re.compile(r"sep=.\s*", re.IGNORECASE), "#"


def without_preamble(words: str, delimiter: str = "") -> str:
    """The text of a table with the lines above it blanked; titles are known as such only where the `delimiter` is known.

    A last remark with as many words as there are columns has their names, as NumPy writes them.
    """
    lines = words[:HEAD].splitlines(keepends=True)[: MOST + 1]
    count = _above(lines, delimiter)
    if not count:
        return words
    rest = words[sum(map(len, lines[:count])) :]
    last = next((place for place in reversed(range(count)) if lines[place].strip()), 0)
    named = _names(lines[last], lines[count : count + 2], delimiter)
    return "\n" * last + named + "\n" * (count - last) + rest


def _above(lines: Sequence[str], delimiter: str) -> int:
    """How many lines stand above the table; 0 where there is no line of a table among those looked at."""
    width = max((len(_fields(line, delimiter)) for line in lines[:MOST]), default=0) if delimiter else 0
    for place, line in enumerate(lines):
        title = _is_title(line, delimiter, width)
        if title or line.startswith(REMARK) or (place == 0 and SEPARATOR.fullmatch(line)):
            continue
        below_title = any(_is_title(above, delimiter, width) and above.strip() for above in lines[:place])
        return 0 if below_title and _has_numbers(line, delimiter) else place
    return 0


def _is_title(line: str, delimiter: str, width: int) -> bool:
    """Nothing, or one field alone above a table of several columns."""
    if not line.strip():
        return True
    if delimiter in ("", " ") or width < WIDE or line.startswith(REMARK):
        return False
    filled = [field for field in _fields(line, delimiter) if field.strip()]
    return len(filled) < 2 and not any(is_number(field, mark) for field in filled for mark in ".,")


def _names(remark: str, below: Sequence[str], delimiter: str) -> str:
    """The names of columns in a remark; "" if there are none."""
    words = remark.removeprefix(f"{REMARK} ").strip()
    if not remark.startswith(REMARK) or not below:
        return ""
    for mark in (delimiter,) if delimiter else DELIMITERS:
        alike = words.count(mark) == below[0].strip().count(mark) > 0
        if alike and (_has_numbers(below[0], mark) or not any(_has_numbers(line, mark) for line in below[1:])):
            return words
    return ""


def _has_numbers(line: str, delimiter: str) -> bool:
    return any(is_number(field, mark) for field in _fields(line, delimiter) for mark in ".,")


def _fields(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return [line]
