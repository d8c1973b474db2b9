"""What the fields of a column are: numbers, also with marks, dates, words; and which of them are gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.library.columns import DATES, NOTHING, NUMBERS, WORDS
from engine.library.rule import Array

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)  # in linear time, whatever follows
DIGITS = str.maketrans("", "", "0123456789+-.eE\n")
UNITS = "$€£¥₹₽₩₺₫฿"
ACCOUNTED = re.compile(rf"([{UNITS}]?) ?\(([^()+-]+)\)")  # a negative number of accountants
PARENTHESES = "( )"
DEVANAGARI = str.maketrans("०१२३४५६७८९", "0123456789")
SPACES = " \u00a0\u202f\u2009'’"
# Thousands in groups of three, in India of two above the last three; no group begins with 0.
GROUPS = r"[1-9]\d{{0,2}}(?:[{marks}]\d{{2,3}})*[{marks}]\d{{3}}"
MARKED = {
    decimal: re.compile(rf"([+-]?)({GROUPS.format(marks=marks)}|\d+)?((?:{re.escape(decimal)}\d*)?)([eE][+-]?\d{{1,3}})?", re.ASCII)
    for decimal, marks in ((".", "," + SPACES), (",", "." + SPACES))
}
_TIME = r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?"
_MONTH = "[A-Za-z]{3,9}"
_DAY = "|".join(
    (r"\d{4}-\d{1,2}(-\d{1,2})?", *(rf"\d{{4}}{mark}\d{{1,2}}{mark}\d{{1,2}}" for mark in ("/", r"\.")),
     *(rf"\d{{1,2}}{mark}\d{{1,2}}{mark}(\d{{4}}|\d{{2}})" for mark in ("/", r"\.", "-")),
     rf"\d{{1,2}}[ -]{_MONTH}[ -]\d{{2,4}}", rf"{_MONTH} \d{{1,2}},? \d{{4}}")
)  # fmt: skip
DATE = re.compile(rf"({_DAY})([T ]+{_TIME})?|{_TIME}", re.ASCII)
GAPS = frozenset({"", "na", "n/a", "nan", "<na>", "#n/a", "null", "?"})
NO_NUMBERS = GAPS | {
    "none",
    "-",
    "--",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    "missing",
    "#div/0!",
    "#value!",
    "#ref!",
    "#name?",
    "#num!",
}

LONGEST_GAP = 1 + max(map(len, NO_NUMBERS))
LOOKED_AT = 1000


@dataclass(frozen=True, eq=False)
class Read:
    """A column: doubles with nan in gaps, or words with "" in gaps; its kind, the marks left out of its numbers, and the rows
    whose fields are missing or are no numbers."""

    values: Array
    kind: str
    marks: str = ""
    gaps: tuple[int, ...] = ()
    faults: tuple[int, ...] = ()


def is_gap(field: str) -> bool:
    """Whether a field says that there is no value."""
    return field.strip().lower() in NO_NUMBERS


def is_number(field: str, decimal: str) -> bool:
    """A plain number."""
    field = field.strip()
    if decimal == ",":
        if "." in field:
            return False
        field = field.replace(",", ".", 1)
    return NUMBER.fullmatch(field) is not None


def is_marked(field: str, decimal: str) -> bool:
    """A number with marks: a unit, a percent sign, thousands in groups, a minus of typesetters, the parentheses of accountants."""
    return _unmarked(field.strip(), decimal) is not None


def _unmarked(field: str, decimal: str) -> tuple[float, str, set[str]] | None:
    """The number in a field with marks, its unit, and what separates its thousands or stands around it."""
    found = [letter for letter in field if letter in UNITS or letter == "%"]
    bare = field.replace("\u2212", "-").translate(DEVANAGARI)
    accounted = ACCOUNTED.fullmatch(bare)
    if accounted:
        bare = f"-{accounted[1]}{accounted[2].strip()}"
    if len(found) > 1:
        return None
    if found:
        at_end = bare.endswith(found[0])
        if not at_end and not (found[0] != "%" and bare.lstrip("+-").startswith(found[0])):
            return None
        bare = bare.replace(found[0], "").strip(SPACES)
    match = MARKED[decimal].fullmatch(bare.replace("- ", "-"))
    if match is None or not (match[2] or len(match[3]) > 1):
        return None
    whole = "".join(letter for letter in match[2] or "" if letter.isdigit())
    marks = {"␣" if letter.isspace() else letter for letter in match[2] or "" if not letter.isdigit()}
    marks |= {PARENTHESES} if accounted else set()
    return float(f"{match[1]}{whole}{match[3].replace(',', '.')}{match[4] or ''}"), "".join(found), marks


def read_column(fields: Sequence[str], decimal: str) -> Read:
    """A column of numbers if at least half of its fields that are no gaps are numbers, or all of them with marks left out."""
    plain = _plain(fields, decimal)
    if plain is not None:
        return Read(plain, NUMBERS)
    words = [field.strip() for field in fields]
    gaps = [row for row, word in enumerate(words) if len(word) < LONGEST_GAP and word.lower() in NO_NUMBERS]
    missing = set(gaps)
    filled = [word for row, word in enumerate(words) if row not in missing] if gaps else words
    if not filled:
        return Read(np.full(len(words), np.nan), NOTHING, gaps=tuple(gaps))
    plain = _plain(filled, decimal)
    if plain is not None:
        values = np.full(len(words), np.nan)
        values[[row for row in range(len(words)) if row not in missing]] = plain
        return Read(values, NUMBERS, gaps=tuple(gaps))
    first = filled[:LOOKED_AT]  # of a long column of words there is no need to look at each
    if not any(is_number(word, mark) or is_marked(word, mark) for word in first for mark in ".,"):
        return _words(words)
    for mark in (decimal, *({".", ","} - {decimal})):
        marked = _marked(words, mark, decimal)
        if marked is not None:
            return marked
    numbers = sum(is_number(word, decimal) for word in filled)
    return _numbers(words, decimal) if numbers * 2 >= len(filled) else _words(words)


def _plain(fields: Sequence[str], decimal: str) -> Array | None:
    """The quick way through plain numbers; None where a field is anything else."""
    plain = fields if decimal == "." else [field.replace(".", "x").replace(",", ".") for field in fields]
    if "\n".join(plain).translate(DIGITS):
        return None
    try:
        numbers = np.array(list(map(float, plain)))
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None


def _marked(words: Sequence[str], mark: str, decimal: str) -> Read | None:
    """Numbers with marks; None where a field is no number even so, or where units differ."""
    values = np.full(len(words), np.nan)
    gaps: list[int] = []
    units: set[str] = set()
    marks: set[str] = set()
    for row, word in enumerate(words):
        if word.lower() in NO_NUMBERS:
            gaps.append(row)
            continue
        found = _unmarked(word, mark)
        if found is None or not abs(found[0]) < float("inf"):
            return None
        values[row], unit, between = found
        units.add(unit)
        marks |= between
    if len(units - {""}) > 1 or ("%" in units and len(units) > 1):
        return None
    units.discard("")
    return Read(values, NUMBERS, " ".join([*sorted(units), *sorted(marks), *([mark] if mark != decimal else [])]), tuple(gaps))


def _numbers(words: Sequence[str], decimal: str) -> Read:
    """Numbers one by one: what is neither number nor gap is a fault."""
    values = np.full(len(words), np.nan)
    gaps: list[int] = []
    faults: list[int] = []
    for row, word in enumerate(words):
        number = float(word.replace(",", ".", 1)) if is_number(word, decimal) else float("nan")
        if abs(number) < float("inf"):
            values[row] = number
        else:
            (gaps if word.lower() in NO_NUMBERS else faults).append(row)
    return Read(values, NUMBERS, "", tuple(gaps), tuple(faults))


def _words(words: Sequence[str]) -> Read:
    gaps = tuple(row for row, word in enumerate(words) if word.lower() in GAPS)
    missing = set(gaps)
    kept = ["" if row in missing else word for row, word in enumerate(words)] if gaps else list(words)
    dates = all(DATE.fullmatch(word) for word in kept if word)
    return Read(np.array(kept, dtype=np.str_), DATES if dates and any(kept) else WORDS, gaps=gaps)
