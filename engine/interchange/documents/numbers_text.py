"""Arrays in text, as people paste them: a table of elements, named blocks, what print() shows, JSON. Nothing is executed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.insight.compare.given import Given
from engine.interchange.documents.strict_json import refuse
from engine.interchange.tables.form import detect
from engine.library.rule import Array
from engine.model.problem import text

MOST_LETTERS, MOST_NUMBERS, MOST_ARRAYS, DEEPEST = 64 << 20, 4_000_000, 2000, 6
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?|[+-]?(?:nan|inf(?:inity)?)\b", re.IGNORECASE)
TOKEN = re.compile(rf"({NUMBER.pattern})|([\[\](){{}}])|([,;\s]+)", re.IGNORECASE)
NAME = re.compile(r"^\s*['\"]?([^\W\d][^=:,;'\"\s]*|∂[^=:,;'\"\s]*|\d+\.[a-zA-Z_][\w.]*)['\"]?\s*[=:,]?\s*(.*)$")
CALLS = re.compile(
    r"(?:np\.|numpy\.|torch\.|jnp\.)?(?:tensor|array|Array|Parameter containing:?|Parameter|float\d+|int\d+)(?=\s*[(\[]|\s*$)"
)
REMARKS = re.compile(
    r",?\s*(?:dtype|grad_fn|device|requires_grad|shape|size|names)\s*=\s*(?:<[^>]*>|'[^']*'|\([^)]*\)|[\w.:']+)\s*(?=[,)\s]|$)"
)
PRINTED_DICT, PRINTED_KEY = re.compile(r"\s*\{\s*'"), re.compile(r"(?:^|,)\s*'([^'\n]+)'\s*:\s*")  # what print() shows of a dict
FORMS = text(
    "These formats can be read: a name followed by rows of numbers; what print() shows for NumPy "
    "arrays and PyTorch tensors; a table with the columns name, row, column, value; a JSON object of "
    "lists."
)
HEADS = ({"name", "parameter", "array", "tensor"}, {"value", "gradient", "grad", "number"})


def parse_text(content: str, where: str = "text") -> tuple[Given, ...]:
    """The arrays in a text; ExperimentError says in which line what cannot be read."""
    if len(content) > MOST_LETTERS:
        raise refuse(where, text("the text is too long; the limit is {most} MiB."), most=MOST_LETTERS >> 20)
    if not content.strip():
        raise refuse(where, text("the text is empty."), FORMS)
    if PRINTED_DICT.match(content):
        content = PRINTED_KEY.sub(r"\n\1 = ", content.strip().strip("{}"))
    elif content.lstrip()[0] == "{":
        return _json(content, where)
    return _table(content, where) or tuple(_blocks(content, where))


def array_of(tokens: Sequence[str], shape: Sequence[int], name: str) -> Given:
    """Numbers as they were written, in a shape, with the precision that they show."""
    values = np.array([float(token) for token in tokens]).reshape(shape)
    mantissas = [token.lower().partition("e")[0].lstrip("+-") for token in tokens]
    places = max((len(word.partition(".")[2]) for word in mantissas), default=0)
    powers = np.array([int(token.lower().partition("e")[2] or 0) if _finite(token) else 0 for token in tokens], float)
    digits = max((len(word.replace(".", "").strip("0")) for word in mantissas), default=0)
    units: Array = 10.0 ** np.minimum(powers - places, 300)
    return Given(name, values, (0.5 * units).reshape(shape), max(1, digits))


def _finite(token: str) -> bool:
    return token.lstrip("+-")[:1].lower() not in ("n", "i")


# blocks: a name, then numbers ------------------------------------------------------------------------


@dataclass
class _Block:
    """The lines below one name."""

    name: str
    line: int
    lines: list[str]


def _blocks(content: str, where: str) -> Iterator[Given]:
    """One array for each name."""
    blocks: list[_Block] = []
    for number, line in enumerate(content.splitlines(), 1):
        line = line.rstrip()
        plain = CALLS.sub(_blank, line)
        started = NAME.match(plain) if not NUMBER.match(plain.strip()) or re.match(r"\s*\d+\.[a-zA-Z_]", plain) else None
        if started and not REMARKS.match(plain.strip()):
            blocks.append(_Block(started[1].rstrip("."), number, [" " * started.start(2) + started[2]]))
        elif line.strip():
            if not blocks:
                blocks.append(_Block("", number, []))
            blocks[-1].lines.append(plain)
        elif blocks:
            blocks[-1].lines.append("")
        if len(blocks) > MOST_ARRAYS:
            raise refuse(where, text("there are too many arrays; the limit is {most}."), FORMS, most=MOST_ARRAYS)
    seen: set[str] = set()
    for block in (block for block in blocks if any(line.strip() for line in block.lines) or not block.name):
        if block.name in seen:
            raise refuse(f"{where}:{block.line}", text("the name {name!r} occurs twice."), text("Give each array its own name."),
                         name=block.name)  # fmt: skip
        seen.add(block.name)
        yield _array(block, where)
    if not seen:
        raise refuse(where, text("no numbers were found."), FORMS)


def _blank(match: re.Match[str]) -> str:
    """Spaces of the same length, so that columns stay what they are."""
    return " " * len(match[0])


def _array(block: _Block, where: str) -> Given:
    """The array of one block: by its brackets, else by its lines."""
    place = f"{where}:{block.line}"
    body = [REMARKS.sub(_blank, line) for line in block.lines]
    if any("..." in line or "…" in line for line in body):
        raise refuse(
            place,
            text("the printout of {name!r} is truncated: it contains “...”."),
            text("Print it in full: np.set_printoptions(threshold=np.inf, precision=17), or save a .npz file."),
            name=block.name,
        )
    rows = [_tokens(line, f"{where}:{block.line + offset}") for offset, line in enumerate(body)]
    flat = [token for row in rows for token in row]
    if sum(token[0] not in "[](){}" for token in flat) > MOST_NUMBERS:
        raise refuse(
            place, text("the array {name!r} has too many numbers; the limit is {most}."), name=block.name, most=MOST_NUMBERS
        )
    if len(flat) == 3 and flat[::2] == ["(", ")"]:  # a call around one number
        rows = [flat[1:2]]
    elif any(token in "[]()" for token in flat):
        return _bracketed([token for token in flat if token not in "()"] if "[" in flat or "]" in flat else flat, block, place)
    filled = [row for row in rows if row]
    if len({len(row) for row in filled}) > 1:
        raise refuse(place, text("the rows of {name!r} are not all the same length."), FORMS, name=block.name)
    numbers = [token for row in filled for token in row]
    if not numbers:
        raise refuse(place, text("no number follows the name {name!r}."), FORMS, name=block.name)
    shape = (len(filled), len(filled[0])) if len(filled) > 1 else (len(numbers),) if len(numbers) > 1 else ()
    return array_of(numbers, shape, block.name)


def _tokens(line: str, where: str) -> list[str]:
    """Numbers and brackets; anything else is refused with its column."""
    found, at = [], 0
    while at < len(line):
        match = TOKEN.match(line, at)
        if match is None or match.end() == at:
            word = re.split(r"[\s,;\])]", line[at : at + 24])[0]
            raise refuse(f"{where}, {at + 1}", text("{word!r} is not a number."), FORMS, word=word)
        if match[3] is None:
            found.append(match[0].replace("{", "[").replace("}", "]"))
        at = match.end()
    return found


def _bracketed(tokens: Sequence[str], block: _Block, where: str) -> Given:
    """Nested brackets as an array; every list of one depth must be equally long."""
    lengths: dict[int, set[int]] = {}
    counts, numbers = [0], []
    for token in tokens:
        if token in "[(":
            counts[-1] += 1
            counts.append(0)
            if len(counts) - 1 > DEEPEST:
                raise refuse(where, text("the brackets of {name!r} are nested too deeply."), name=block.name)
        elif token in "])":
            if len(counts) == 1:
                raise refuse(where, text("a closing bracket in {name!r} has no opening bracket."), name=block.name)
            lengths.setdefault(len(counts) - 1, set()).add(counts.pop())
        else:
            counts[-1] += 1
            numbers.append(token)
    shape = [next(iter(lengths[depth])) for depth in sorted(lengths) if len(lengths[depth]) == 1]
    if len(counts) > 1:
        raise refuse(where, text("a bracket in {name!r} is not closed."), text("Paste the whole array."), name=block.name)
    if len(shape) != len(lengths) or int(np.prod(shape)) != len(numbers):
        raise refuse(
            where, text("the rows of {name!r} are not all the same length."), text("Paste the whole array."), name=block.name
        )
    return array_of(numbers, shape, block.name)


# a table: one element a line -------------------------------------------------------------------------


def _table(content: str, where: str) -> tuple[Given, ...]:
    """Arrays from rows `name, row, column, value`; () if this is no such table."""
    form = detect(content[: 1 << 16].encode())
    first = content.lstrip().splitlines()[0]
    head = [word.strip().strip('"').lower() for word in first.split(form.delimiter)]
    if len(head) < 2 or head[0] not in HEADS[0] or head[-1] not in HEADS[1]:
        return ()
    cells: dict[str, dict[tuple[int, ...], str]] = {}
    reader = csv.reader(io.StringIO(content.lstrip()), delimiter=form.delimiter)
    next(reader)
    for row in reader:
        if any(word.strip() for word in row):
            _put(cells, [word.strip() for word in row], len(head), form.decimal, f"{where}:{reader.line_num}")
    return tuple(_filled(name, found, where) for name, found in cells.items())


def _put(cells: dict[str, dict[tuple[int, ...], str]], row: list[str], width: int, decimal: str, where: str) -> None:
    if len(row) != width:
        raise refuse(where, text("fields in this line: {found}; in the first line: {wanted}."),
                     text("Every line needs the same number of fields."), found=len(row), wanted=width)  # fmt: skip
    word = row[-1].replace(",", ".") if decimal == "," else row[-1]
    if not NUMBER.fullmatch(word):
        raise refuse(where, text("{word!r} is not a number."), text("Write a finite number such as 1.5 or 2e-3."), word=row[-1])
    index = tuple(row[1:-1])
    if not all(re.fullmatch(r"\d{0,7}", place) for place in index):
        raise refuse(where, text("{word!r} is not a valid array index."), text("Rows and columns are numbered 0, 1, 2, …"),
                     word=", ".join(index))  # fmt: skip
    place = tuple(int(number) for number in index if number)
    if place in cells.setdefault(row[0], {}):
        raise refuse(where, text("this element of {name!r} occurs twice."), text("Remove one of the two."), name=row[0])
    cells[row[0]][place] = word


def _filled(name: str, cells: dict[tuple[int, ...], str], where: str) -> Given:
    """An array from its elements, counted from 0 or from 1; every one must be there."""
    if len({len(place) for place in cells}) > 1:
        raise refuse(where, text("the elements of {name!r} have different numbers of indices."), name=name)
    places = np.array(list(cells), int).reshape(len(cells), -1)
    low = places.min(0, initial=1 << 30) if places.shape[1] else np.zeros(0, int)
    base = 1 if len(low) and low.min() == 1 else 0
    shape = tuple((places.max(0) + 1 - base).tolist()) if places.shape[1] else ()
    if int(np.prod(shape, dtype=object)) != len(cells):
        raise refuse(where, text("elements of the array {name!r} are missing; found: {found} of {wanted}."),
                     text("Write every element, including those that are 0."), name=name, found=len(cells),
                     wanted=int(np.prod(shape, dtype=object)))  # fmt: skip
    order = sorted(cells)
    return array_of([cells[place] for place in order], shape, name)


# JSON --------------------------------------------------------------------------------------------


class _Word(float):
    """A number that remembers how it was written."""

    def __new__(cls, word: str) -> _Word:
        made = super().__new__(cls, word)
        made.word = word
        return made

    word: str


def _json(content: str, where: str) -> tuple[Given, ...]:
    """The arrays of an object of (nested) lists; objects inside it lend their key as a prefix."""
    try:
        document = json.loads(
            content, parse_float=_Word, parse_int=_Word, parse_constant=lambda word: _Word(word.replace("inity", ""))
        )
    except json.JSONDecodeError as error:
        raise refuse(f"{where}:{error.lineno}:{error.colno}", text("not valid JSON: {why}."), FORMS, why=error.msg) from None
    except (RecursionError, ValueError) as error:
        raise refuse(where, text("not valid JSON: {why}."), FORMS, why=error) from None
    return tuple(_members(document, "", where, 0))


def _members(document: Any, prefix: str, where: str, depth: int) -> Iterator[Given]:
    for key, value in document.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _members(value, name, where, depth + 1)
            continue
        words: list[str] = []
        shape = _shape(value, words, 0)
        if shape is None:
            raise refuse(f"{where}: {name}", text("this is not a list of numbers, or its rows are not all the same length."), FORMS)
        yield array_of(words, shape, name)


def _shape(value: Any, words: list[str], depth: int) -> tuple[int, ...] | None:
    """The shape of nested lists whose numbers are added to `words`; None if they have none."""
    if isinstance(value, _Word):
        words.append(value.word)
        return ()
    if not isinstance(value, list) or depth > DEEPEST:
        return None
    inner = {_shape(part, words, depth + 1) for part in value}
    only = next(iter(inner), ())
    return (len(value), *only) if len(inner) <= 1 and only is not None else None
