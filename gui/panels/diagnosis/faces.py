"""What the cards of remedies say and show."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.remedies.proposals import JOINED
from engine.insight.diagnosis.trial import Outcome
from engine.insight.trace.lines import lines as script_lines
from gui.look.finding_html import remedy_title
from gui.look.i18n import engine_text
from gui.notation.numbers import number
from gui.panels.diagnosis.trials import Trials
from gui.widgets.card import Face
from gui.widgets.small_curves import Line, Lines

translate = QCoreApplication.translate
ROUNDING = 1e-6  # of the loss: a spread that is no more than that is none
MOST_SHOWN = 2.0  # times the loss of a constant prediction: what is higher leaves the small picture


def face(trials: Trials, outcome: Outcome, helps: bool, applied: str, old: bool) -> Face:
    """The card of one outcome; `applied` is the remedy that is part of the network now, and an `old` one is of another network."""
    mine = bool(outcome.remedy) and outcome.remedy == applied
    return Face(
        remedy_title(outcome.remedy) if outcome.remedy else translate("Remedies", "Unchanged"),
        figures(trials.before, outcome),
        " ".join([notes(trials.before, outcome), *([translate("Remedies", "(before the change)")] if old else [])]),
        help_of(outcome.remedy),
        lines(trials, outcome),
        translate(
            "Remedies",
            "Loss for each seed over {steps} training steps, as a fraction of a constant prediction's loss "
            "(dotted); grey: unchanged network",
        ).format(steps=trials.steps),
        _button(mine, bool(applied)) if outcome.remedy else "",
        _button_tip(outcome.remedy, mine),
        translate("Remedies", "Gradient") if _deep(trials.before, outcome) else "",
        translate("Remedies", "Show the gradient of each layer at the first step, with and without the remedy"),
        translate("Remedies", "Copy for PyTorch") if outcome.remedy else "",
        script_lines(outcome.remedy) if outcome.remedy else "",
        translate("Remedies", "✓ Applied") if mine else "",
        helps and not old,
    )


def figures(before: Outcome | None, after: Outcome) -> str:
    """The loss as it is and with the remedy, with the spread over the seeds; after a change of the loss as shares."""
    spread = translate("Remedies", "(± {spread})").format(spread=_spread(after.spread, after.loss))
    if before is None or before is after:
        return f"{_number(after.loss)} {spread}"
    if _alike(before, after):
        return f"{_number(before.loss)} → {_number(after.loss)} {spread}"
    return f"{_share(before.left)} → {_share(after.left)}"


def notes(before: Outcome | None, after: Outcome) -> str:
    """What the numbers mean."""
    said = []
    if JOINED in after.remedy:
        said.append(translate("Remedies", "Two remedies together."))
    if not np.isfinite(after.loss):
        said.append(
            translate("Remedies", "The numbers stop being finite at training step {step}.").format(step=int(after.steps[-1]) + 1)
        )
    elif before is not None and not _alike(before, after):
        loss = f"{_number(after.loss)} (± {_spread(after.spread, after.loss)})"
        said.append(
            translate(
                "Remedies",
                "Losses are shown as fractions of a constant prediction's loss, because the loss function has "
                "changed; the new one: {loss}",
            ).format(loss=loss)
        )
    elif after.constant > 0:
        said.append(translate("Remedies", "{share} of a constant prediction's loss").format(share=_share(after.left)))
    return " ".join(said)


def help_of(remedy: str) -> str:
    """What a remedy does and what it costs."""
    if not remedy:
        return translate("Remedies", "The network as it was when the remedies were tried; they are measured against it.")
    return "\n".join(engine_text(REMEDIES[part].help) for part in remedy.split(JOINED))


def lines(trials: Trials, outcome: Outcome) -> Lines:
    """The curves of all seeds, over those of the network as it is; the same axes on every card."""
    before = trials.before
    pairs = [(before, "muted", 1.0)] if before is not None else []
    if outcome is not before:
        pairs.append((outcome, "loss", 1.6))
    drawn = tuple(Line(curve.steps, curve.losses / _unit(row), role, width) for row, role, width in pairs for curve in row.curves)
    shown = [row for row in trials.outcomes if np.isfinite(row.loss)] or trials.outcomes
    values = [curve.losses / _unit(row) for row in shown for curve in row.curves]
    low, high = _range(np.concatenate(values), any(row.constant > 0 for row in trials.outcomes))
    return Lines(drawn, low, high, 1.0 if outcome.constant > 0 else None)


def _range(values: np.ndarray, shares: bool) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    low, high = (min(0.0, float(finite.min())), float(finite.max())) if len(finite) else (0.0, 1.0)
    return low, 1.08 * (min(max(high, 1.0), MOST_SHOWN) if shares else high or 1.0)


def _unit(outcome: Outcome) -> float:
    return outcome.constant if outcome.constant > 0 else 1.0


def _alike(before: Outcome, after: Outcome) -> bool:
    """Whether both losses are measured in the same way."""
    return bool(np.isclose(before.constant, after.constant, rtol=1e-9, equal_nan=True))


def _deep(before: Outcome | None, after: Outcome) -> bool:
    return before is not None and bool(after.remedy) and len(after.first.layers) > 3


def _number(value: float) -> str:
    return number(value, 3) if np.isfinite(value) else "∞"


def _spread(value: float, loss: float) -> str:
    return "0" if value <= ROUNDING * abs(loss) else number(value, 1)


def _share(left: float) -> str:
    if not np.isfinite(left):
        return "∞"
    return f"{number(left, 2)}×" if left >= 10 else f"{left:.0%}" if left >= 0.1 else f"{number(100 * left, 2)}%"


def _button(mine: bool, applied: bool) -> str:
    return (
        translate("Remedies", "Go back")
        if mine
        else translate("Remedies", "Apply instead")
        if applied
        else translate("Remedies", "Apply")
    )


def _button_tip(remedy: str, mine: bool) -> str:
    if mine:
        return translate("Remedies", "Restore the network on which the remedies were measured; the list is kept")
    help_words = help_of(remedy) if remedy else ""
    return translate("Remedies", "Apply this remedy to the network; Ctrl+Z or “Go back” undoes it. {help}").format(help=help_words)
