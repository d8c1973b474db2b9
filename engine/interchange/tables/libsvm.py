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

FEATURES = re.compile(rf"(\d{{1,9}}):({NUMBER.pattern})(?:\s+|$)", re.ASCII)
HEAD, LOOKED_AT = 1 << 16, 20  # bytes, and rows that must all be of that form
TARGET = "target"
Row = tuple[str, dict[int, str]]


def is_libsvm(content: bytes) -> bool:
    """Whether the first lines are all targets with features, in the order of their indices."""
    lines = content[:HEAD].decode("utf-8", "replace").splitlines()
    bare = [line for line in map(_bare, lines[:-1] if len(content) > HEAD else lines) if line][:LOOKED_AT]
    return any(":" in line for line in bare) and all(_row(line) for line in bare)


def _bare(line: str) -> str:
    return line.partition("#")[0].strip()


def _row(line: str) -> Row | None:
    """Target and features by index; None if the line is anything else."""
    target, *rest = line.split(maxsplit=1)
    if not NUMBER.fullmatch(target) or FEATURES.sub("", "".join(rest)):
        return None
    found = [(int(index), value) for index, value, *_ in FEATURES.findall("".join(rest))]
    rising = all(first < second for (first, _), (second, _) in itertools.pairwise(found))
    finite = all(math.isfinite(float(value)) for value in (target, *(value for _, value in found)))
    return (target, dict(found)) if rising and finite else None


def as_csv(content: bytes, where: str, most: int, progress: Progress) -> bytes:
    """The whole table, if it has no more than about so many bytes. ExperimentError names the line that is of another form;
    Cancelled if `progress` says so."""
    lines, rows = content.decode("utf-8", "replace").splitlines(), list[Row]()
    for number, line in enumerate(lines):
        bare = _bare(line)
        row = _row(bare) if bare else None
        if row is not None:
            rows.append(row)
        elif bare:
            raise refuse(
                f"{where}:{number + 1}",
                text("this line is not a target with features such as 3:0.5, as the lines above it are."),
                text("Correct it: a finite number belongs after each colon, and the numbers before the colons must rise."),
            )
        if number % BLOCK == 0 and not progress(number, len(lines)):
            raise Cancelled
    first, last = min(min(row[1], default=1) for row in rows), max(max(row[1], default=0) for row in rows)
    names = range(min(first, 1), last + 1)
    if len(names) >= MOST_COLUMNS:
        raise refuse(where, text("the file has {count} columns; the limit is {most}."), count=len(names) + 1, most=MOST_COLUMNS)
    if len(rows) > MOST_ROWS or len(rows) * len(names) * 2 > most:
        raise refuse(
            where,
            text("with its zeros written out, it is larger than {most} MiB."),
            text("Use a subset of the rows."),
            most=most >> 20,
        )
    written = [",".join([target, *(features.get(name, "0") for name in names)]) for target, features in rows]
    return "\n".join([",".join([TARGET, *(f"x{name}" for name in names)]), *written, ""]).encode()
