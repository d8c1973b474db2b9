"""What learners answered: one line of CSV for each try, kept only if they agreed, and only on their own machine."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from engine.interchange.documents.strict_json import read_text, refuse
from engine.model.problem import text

MOST_FILES = 2000
HANDS = "hands"


@dataclass(frozen=True)
class Attempt:
    """One answer. `verdict` is right, wrong or shown; `number` counts the tries of a question from 1.

    With the verdict `hands`, so many (`number`) of a class put up their hands for this answer.
    """

    lesson: str
    digest: str
    step: str
    number: int
    kind: str
    answer: str
    expected: str
    verdict: str
    misconception: str = ""
    hints: int = 0
    seconds: float = 0.0
    version: str = ""


COLUMNS = tuple(field.name for field in fields(Attempt))


def append(path: str | Path, attempts: Iterable[Attempt]) -> None:
    """Add lines to a file, which is begun with its heading; OSError if it cannot be written."""
    path, words = Path(path), io.StringIO(newline="")
    writer = csv.writer(words)
    if not path.exists() or not path.stat().st_size:
        writer.writerow(COLUMNS)
    writer.writerows(astuple(attempt) for attempt in attempts)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(words.getvalue())


def read(path: str | Path) -> list[Attempt]:
    """The lines of a file; ExperimentError names the line that is wrong."""
    rows = csv.reader(io.StringIO(read_text(path), newline=""))
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise refuse(f"{path}:1", text("this is not a record of answers."), text("Columns: {known}."), known=", ".join(COLUMNS))
        return [_attempt(row, f"{path}:{rows.line_num}") for row in rows if row]
    except csv.Error as error:
        raise refuse(f"{path}:{rows.line_num}", text("the line cannot be read: {why}."), why=str(error)) from None


def _attempt(row: list[str], where: str) -> Attempt:
    try:
        given = dict(zip(COLUMNS, row, strict=True))
        return Attempt(**{**given, "number": int(given["number"]), "hints": int(given["hints"]),
                          "seconds": float(given["seconds"])})  # type: ignore[arg-type]  # fmt: skip
    except ValueError as error:
        raise refuse(where, text("the line cannot be read: {why}."), why=str(error)) from None


def read_folder(folder: str | Path) -> list[list[Attempt]]:
    """The files of a class, each the answers of one learner, in the order of their names."""
    found = sorted(Path(folder).glob("*.csv"))
    if not found:
        raise refuse(
            str(folder), text("there is no .csv file in this folder."), text("Choose the folder with the learners' files.")
        )
    if len(found) > MOST_FILES:
        raise refuse(str(folder), text("there are too many files; the limit is {most}."), most=MOST_FILES)
    return [read(path) for path in found]
