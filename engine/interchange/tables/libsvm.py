"""LIBSVM's text as the table that it stands for: a target, then the features that are not zero, `1 3:0.5 7:1`.

Form: the README of LIBSVM (https://www.csie.ntu.edu.tw/~cjlin/libsvm/); SVMlight allows index 0 and remarks after #, too.
"""

from __future__ import annotations

import itertools
import math
import re

from engine.interchange.documents.strict_json import refuse
from engine.interchange.tables.fields import NUMBER
from engine.interchange.tables.rows import BLOCK, MOST_COLUMNS, MOST_ROWS, Cancelled, Progress
from engine.model.problem import text

ROW = re.compile(rf"{NUMBER.pattern}(?:\s+\d{{1,9}}:{NUMBER.pattern})*", re.ASCII)
HEAD, LOOKED_AT = 1 << 16, 20  # bytes, and rows that must all be of that form
TARGET = "target"


def is_libsvm(content: bytes) -> bool:
    """Whether the first lines are all targets with features, in the order of their indices."""
    lines = content[:HEAD].decode("utf-8", "replace").splitlines()
    bare = [line for line in map(_bare, lines[:-1] if len(content) > HEAD else lines) if line][:LOOKED_AT]
    return any(":" in line for line in bare) and all(_indices(line) is not None for line in bare)


def _bare(line: str) -> str:
    return line.partition("#")[0].strip()


def _indices(line: str) -> list[int] | None:
    """Those of the features of a row; None if the line is anything else."""
    if not ROW.fullmatch(line):
        return None
    target, features = _parts(line)
    indices = [index for index, _ in features]
    rising = all(a < b for a, b in itertools.pairwise(indices))
    return indices if rising and all(math.isfinite(float(word)) for word in (target, *(value for _, value in features))) else None


def _parts(row: str) -> tuple[str, list[tuple[int, str]]]:
    """Target, and features with their indices."""
    target, *pairs = row.split()
    return target, [(int(index), value) for index, _, value in (pair.partition(":") for pair in pairs)]


def as_csv(content: bytes, where: str, most: int, progress: Progress) -> bytes:
    """The whole table, if it has no more than about so many bytes. ExperimentError names the line that is of another form;
    Cancelled if `progress` says so."""
    lines = list(map(_bare, content.decode("utf-8", "replace").splitlines()))
    first, last = 1, 0
    for number, line in enumerate(lines):
        if number % BLOCK == 0 and not progress(number, len(lines)):
            raise Cancelled
        indices = _indices(line) if line else []
        if indices is None:
            raise refuse(
                f"{where}:{number + 1}",
                text("this line is not a target with features such as 3:0.5, as the lines above it are."),
                text("Correct it: a finite number belongs after each colon, and the numbers before the colons must rise."),
            )
        first, last = min((first, *indices)), max((last, *indices))
    rows = [line for line in lines if line]
    names = range(first, last + 1)
    if len(names) >= MOST_COLUMNS:
        raise refuse(where, text("the file has {count} columns; the limit is {most}."), count=len(names) + 1, most=MOST_COLUMNS)
    if len(rows) > MOST_ROWS or len(rows) * len(names) * 2 > most:
        words = text("with its zeros written out, it is larger than {most} MiB.")
        raise refuse(where, words, text("Use a subset of the rows."), most=most >> 20)
    return "\n".join([",".join([TARGET, *(f"x{name}" for name in names)]), *(_written(row, names) for row in rows), ""]).encode()


def _written(row: str, names: range) -> str:
    target, features = _parts(row)
    known = dict(features)
    return ",".join([target, *(known.get(name, "0") for name in names)])
