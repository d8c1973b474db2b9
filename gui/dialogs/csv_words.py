"""What is said of the columns of a table before it is used."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from engine.interchange.tables.fields import PARENTHESES
from engine.interchange.tables.proposal import CATEGORY, CLASS, INPUT, TARGET, UNUSED, is_row_number, possible
from engine.library.columns import DATES, MOST_WORDS, NOTHING, Columns, kinds

NAMED = 3  # so many inputs are not worth a word
translate = QCoreApplication.translate


def role_words() -> dict[str, tuple[str, str]]:
    """Title and tooltip of each role."""
    return {
        INPUT: (translate("CsvDialog", "input"), translate("CsvDialog", "A number that the network sees.")),
        CATEGORY: (
            translate("CsvDialog", "category"),
            translate("CsvDialog", "An input of words or class numbers: one column of 0s and 1s for each distinct value."),
        ),
        TARGET: (translate("CsvDialog", "target"), translate("CsvDialog", "A number for the network to predict.")),
        CLASS: (
            translate("CsvDialog", "class"),
            translate("CsvDialog", "What the network learns to tell apart: one output for each distinct value."),
        ),
        UNUSED: (translate("CsvDialog", "not used"), translate("CsvDialog", "The network does not see this column.")),
    }


def kind_words(columns: Columns, name: str) -> str:
    """What a column holds, in few words."""
    fact, words = columns.fact(name), name in columns.words
    count = 0 if fact.kind == NOTHING else len(kinds(columns, name))
    if fact.kind == NOTHING:
        told = translate("CsvDialog", "empty")
    elif is_row_number(columns, name):
        told = translate("CsvDialog", "row numbers")
    elif fact.kind == DATES:
        told = translate("CsvDialog", "dates")
    elif words:
        told = translate("CsvDialog", "words: {count} different").format(count=count)
    else:
        told = (
            translate("CsvDialog", "whole numbers: {count} different").format(count=count)
            if CLASS in possible(columns, name)
            else translate("CsvDialog", "numbers")
        )
    parts = [told, *([translate("CsvDialog", "without {marks}").format(marks=fact.marks)] if fact.marks else [])]
    parts += [translate("CsvDialog", "gaps: {count}").format(count=fact.gaps)] if fact.gaps and fact.kind != NOTHING else []
    parts += [translate("CsvDialog", "faults: {count}").format(count=len(fact.faults))] if fact.faults else []
    return "\n".join(parts)


def notices(columns: Columns, roles: Mapping[str, str]) -> list[str]:
    """What a person should know of the columns, besides their roles."""
    found = []
    for name in columns.names:
        fact = columns.fact(name)
        if fact.kind == DATES and roles[name] == UNUSED:
            found.append(
                translate("CsvDialog", "“{name}” contains dates or times, which are not numbers, so it is not used.").format(
                    name=name
                )
            )
        elif name in columns.words and possible(columns, name) == (UNUSED,):
            words = translate(
                "CsvDialog", "“{name}” is not used, because it contains too many different words: {count}; the limit is {most}."
            )
            found.append(words.format(name=name, count=len(kinds(columns, name)), most=MOST_WORDS))
        elif name in columns.words and roles[name] == CATEGORY and len(kinds(columns, name)) > NAMED:
            words = translate("CsvDialog", "“{name}” becomes one input for each different word: {count}.")
            found.append(words.format(name=name, count=len(kinds(columns, name))))
        elif fact.marks and roles[name] != UNUSED:
            words = translate("CsvDialog", "“{name}”: the numbers are read without “{marks}”, as in {value}.")
            found.append(words.format(name=name, marks=fact.marks, value=f"{kinds(columns, name)[-1]:.12g}"))
            if PARENTHESES in fact.marks:
                found.append(translate("CsvDialog", "“{name}”: numbers in parentheses are read as negative.").format(name=name))
    return found


def summary(columns: Columns, roles: Mapping[str, str], held_out: float, rows: int) -> str:
    """What the network will get: inputs, outputs, samples."""

    def width(*wanted: str) -> int:
        chosen = [name for name, role in roles.items() if role in wanted]
        return sum(len(kinds(columns, name)) if roles[name] in (CATEGORY, CLASS) else 1 for name in chosen)

    kept = int(rows * held_out)
    told = translate("CsvDialog", "inputs: {inputs}, outputs: {outputs}, training samples: {samples}, held out: {kept}")
    return told.format(inputs=width(INPUT, CATEGORY), outputs=width(TARGET, CLASS), samples=rows - kept, kept=kept)
