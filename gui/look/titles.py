"""Names shown by several panels, in the user's language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.symbols import Symbol, arrow, symbol
from engine.program.program import Program
from gui.look.i18n import QT_TRANSLATE_NOOP, engine_text
from gui.notation.numbers import number

# What the names of values say besides letters, and names that are words alone.
WORDS = {
    "new": QT_TRANSLATE_NOOP("Symbols", "new"),
    "old": QT_TRANSLATE_NOOP("Symbols", "old"),
    "part": QT_TRANSLATE_NOOP("Symbols", "part"),
    "sum": QT_TRANSLATE_NOOP("Symbols", "sum"),
    "gradient": QT_TRANSLATE_NOOP("Symbols", "gradient"),
    "negated": QT_TRANSLATE_NOOP("Symbols", "negated"),
    "clipped": QT_TRANSLATE_NOOP("Symbols", "clipped"),
    "velocity": QT_TRANSLATE_NOOP("Symbols", "velocity"),
    "direction": QT_TRANSLATE_NOOP("Symbols", "direction"),
    "gradient norm": QT_TRANSLATE_NOOP("Symbols", "gradient norm"),
    "clip factor": QT_TRANSLATE_NOOP("Symbols", "clip factor"),
}


def phase_title(name: str) -> str:
    """A phase in the user's language."""
    return {
        "forward": QCoreApplication.translate("Phases", "Forward"),
        "loss": QCoreApplication.translate("Phases", "Loss"),
        "backward": QCoreApplication.translate("Phases", "Backward"),
        "update": QCoreApplication.translate("Phases", "Update"),
    }[name]


def granularity_title(name: str) -> str:
    """A granularity in the user's language."""
    return {
        "op": QCoreApplication.translate("Phases", "Operation"),
        "node": QCoreApplication.translate("Phases", "Layer"),
        "time": QCoreApplication.translate("Phases", "Time step"),
        "phase": QCoreApplication.translate("Phases", "Phase"),
        "step": QCoreApplication.translate("Phases", "Training step"),
        "epoch": QCoreApplication.translate("Phases", "Epoch"),
    }[name]


def tie_words(parameter: str, transposed: bool) -> str:
    """Whose matrix a wire uses."""
    if not parameter:
        return QCoreApplication.translate("Ties", "Its own")
    words = QCoreApplication.translate("Ties", "Transpose of {name}") if transposed else "{name}"
    return words.format(name=arrow(parameter))


def in_symbols(program: Program, pc: int) -> str:
    """An instruction with the symbols that every panel uses."""
    instr = program.code[pc]
    names = {need: str(worded(symbol(program, slot))) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
    settings = {name: number(value, 6) if isinstance(value, float) else value for name, value in instr.settings.items()}
    return f"{worded(symbol(program, instr.out))} = {engine_text(instr.rule.formula).format(**names, **settings)}"


def worded(found: Symbol) -> Symbol:
    """A symbol whose words are in the user's language: `b new`, `∂L/∂b part 2`."""
    whole = WORDS.get(f"{found.letter} {found.note}")
    if whole is not None:
        return replace(found, letter=QCoreApplication.translate("Symbols", whole), note="")
    parts = (QCoreApplication.translate("Symbols", WORDS[part]) if part in WORDS else part for part in found.note.split(" "))
    note = " ".join(parts)
    return found if note == found.note else replace(found, note=note)
