"""Names shown by several panels, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.symbols import arrow, symbol
from engine.program.program import Program


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
    names = {need: str(symbol(program, slot)) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
    settings = {name: f"{value:g}" if isinstance(value, float) else value for name, value in instr.settings.items()}
    return f"{symbol(program, instr.out)} = {instr.rule.formula.format(**names, **settings)}"
