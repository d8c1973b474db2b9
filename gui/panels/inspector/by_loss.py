"""How much of a gradient comes from which loss, where a network has several: rows of the inspector."""

from __future__ import annotations

import html
import math
from itertools import combinations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from engine.insight.flow.by_loss import ByLoss, Parts
from engine.runtime.debugger import Debugger
from gui.look.forms import Form
from gui.notation.numbers import number, typeset
from gui.session.session import Session


def by_loss_row(form: Form, session: Session) -> QLabel | None:
    """A row for the parts of a gradient; None where the loss is a single one."""
    debugger = session.debugger
    if debugger is None or len(debugger.program.loss_parts) < 2:
        return None
    tip = QCoreApplication.translate(
        "InspectorPanel",
        "The gradient of these parameters, split by loss: the size of what each loss sends back, its share of the whole (negative "
        "if that loss pulls against the whole), and the cosine between two losses: 1 if they pull the same way, 0 at right angles, "
        "−1 against each other.",
    )
    form.addRow(form.title(QCoreApplication.translate("InspectorPanel", "Gradient by loss"), tip=tip))
    label = form.title("", tip=tip)
    label.setObjectName("by-loss")
    form.addRow(label)
    return label


def told_by_loss(session: Session, names: tuple[str, ...]) -> str:
    """The parts as a table; words where they are not known."""
    debugger = session.debugger
    if debugger is None or session.veil.on:
        return QCoreApplication.translate("InspectorPanel", "not computed yet")
    parts = session.memo.made(ByLoss, lambda: ByLoss(debugger.program))(debugger, names)
    return QCoreApplication.translate("InspectorPanel", "not computed yet") if parts is None else _table(debugger, parts)


def _table(debugger: Debugger, parts: Parts) -> str:
    cosine = QCoreApplication.translate("InspectorPanel", "cosine")
    rows = [("", "‖∂L/∂θ‖", QCoreApplication.translate("InspectorPanel", "share"))]
    for name, norm, part in zip(parts.outputs, parts.norms, parts.shares, strict=True):
        weight = debugger.value(f"{name}.loss_weight")
        rows.append((f"{'1' if weight is None else number(float(weight))} · L({name})", number(norm, 3), _percent(part)))
    pairs = combinations(range(len(parts.outputs)), 2)
    rows += [(f"{cosine} {parts.outputs[a]}, {parts.outputs[b]}", _number(parts.cosines[a, b]), "") for a, b in pairs]
    return f"<table>{''.join(map(_row, rows))}</table>"


def _row(cells: tuple[str, str, str]) -> str:
    words = (f"{html.escape(cell)}&nbsp;&nbsp;" for cell in cells)
    return "<tr><td>{}</td><td align='right'>{}</td><td align='right'>{}</td></tr>".format(*words)


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else typeset(f"{share:.0%}")


def _number(cosine: float) -> str:
    return "–" if math.isnan(cosine) else typeset(f"{cosine:+.2f}")
