"""Remedies as cards: what they say, in which order, and what can be done with them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from engine import Choice
from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.trial import LossCurve, Outcome
from engine.insight.flow.depth import DepthProfile
from engine.insight.study.jobs import Ended
from engine.interchange.documents.examples import load
from gui.look.findings_list import FindingsList, Section, overcome_section
from gui.look.theme import LIGHT, THEMES
from gui.panels.diagnosis.cards import RemedyCards
from gui.panels.diagnosis.panel import DiagnosisPanel
from gui.panels.diagnosis.trials import trials

CASES = Path(__file__).parent.parent / "data" / "cases"
PROFILE = DepthProfile(("h1", "y"), np.ones(2), np.ones(2))


def outcome(remedy, loss, spread=0.001, constant=0.693):
    """What a trial gives; all seeds fall from the constant prediction to the end in a straight line."""
    end = loss if np.isfinite(loss) else 50.0
    curves = tuple(LossCurve(np.arange(10.0), np.linspace(constant, end + seed * spread, 10)) for seed in (-1, 0, 1))
    return Outcome(remedy, loss, curves, PROFILE, PROFILE, None, "done", 9, spread if np.isfinite(loss) else 0.0, constant)


@pytest.fixture
def cards(qtbot):
    made = RemedyCards()
    made.set_theme(THEMES[LIGHT])
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    return made


@pytest.fixture
def tried():
    """XOR with remedies, of which one cannot be applied."""
    return trials(load("xor"), ("adam", "raise-rate", "adam+raise-rate", "batch-norm", "window", "lstm"), 500, 40)


def with_outcomes(tried, *outcomes):
    for found in outcomes:
        tried = tried.with_outcome(found)
    return tried


def test_the_yardstick_first_then_what_helps_then_what_does_not(cards, tried, turn):
    found = with_outcomes(
        tried, outcome("raise-rate", float("inf")), outcome("adam", 0.003), outcome("", 0.693),
        outcome("adam+raise-rate", 0.1, 0.02), outcome("batch-norm", 0.69, 0.1),
    )  # fmt: skip
    cards.show_trials(found, found.base, False)
    turn()
    assert cards.order == ("", "adam", "adam+raise-rate", "batch-norm", "raise-rate")
    assert cards.verdict.text() == "<b>Remedies that help: 2 of 4</b>"
    assert cards.card("adam").figures.text() == "0.693 → 0.003 (± 0.001)"
    assert cards.card("adam").notes.text() == "0.43% of a constant prediction's loss"
    assert cards.card("").figures.text() == "0.693 (± 0.001)"
    assert cards.card("").button.isHidden()
    assert "Two remedies together" in cards.card("adam+raise-rate").notes.text()
    assert "stop being finite at training step 10" in cards.card("raise-rate").notes.text()
    tops = [cards.card(name).mapTo(cards, QPoint(0, 0)).y() for name in cards.order]
    assert tops == sorted(tops)
    assert cards.card("adam").mapTo(cards, QPoint(0, 0)).y() < cards.idle.mapTo(cards, QPoint(0, 0)).y() < tops[3]


def test_a_change_of_the_loss_is_told_in_shares(cards, tried):
    found = with_outcomes(tried, outcome("", 0.24, constant=0.25), outcome("adam", 0.07, constant=0.693))
    cards.show_trials(found, found.base, False)
    assert cards.card("adam").figures.text() == "96% → 10%"
    assert "0.07 (± 0.001)" in cards.card("adam").notes.text()


def test_a_name_is_never_cut_and_nothing_is_wider_than_the_panel(cards, tried, qtbot):
    found = with_outcomes(tried, outcome("", 0.693), outcome("adam+raise-rate", 0.1))
    cards.show_trials(found, found.base, False)
    card = cards.card("adam+raise-rate")
    assert card.title.text() == "Adam + Larger learning rate"

    def whole():
        fits = card.width() <= cards.viewport().width() and cards.horizontalScrollBar().maximum() == 0
        return fits and card.title.height() >= card.title.sizeHint().height() and card.height() >= card.sizeHint().height()

    for width in (300, 420):
        cards.resize(width, 700)
        qtbot.waitUntil(whole)


def test_what_cannot_be_applied_has_its_reason_below(cards, turn):
    alone = load(CASES / "13-playground-lr1.json")
    found = with_outcomes(trials(alone, ("batch-norm",), 100, 0), outcome("", 0.693))
    cards.show_trials(found, found.base, False)
    assert "Cannot be applied" in cards.refused.text()
    assert "BatchNorm: " in cards.refused.text()
    assert cards.verdict.text() == "There is no remedy to try."


def test_none_of_these_helps_is_said_when_all_are_measured(cards, tried):
    found = with_outcomes(tried, outcome("", 0.7, 0.1), outcome("adam", 0.65, 0.1))
    cards.show_trials(found, found.base, True)
    assert cards.verdict.isHidden(), "not known yet"
    for name in ("raise-rate", "adam+raise-rate", "batch-norm"):
        found = found.with_outcome(outcome(name, 0.7, 0.1))
    cards.show_trials(found, found.base, False)
    assert "None of these helps" in cards.verdict.text()


def test_what_was_ended_is_a_row_and_the_rest_is_judged_without_it(cards, tried):
    found = with_outcomes(tried, outcome("", 0.7, 0.1), outcome("adam", 0.65, 0.1), outcome("raise-rate", 0.7, 0.1))
    for number, trial in enumerate(found.planned):
        if trial.remedy not in ("", "adam", "raise-rate"):
            found = found.with_ended(number, Ended())
    cards.show_trials(found, found.base, False)
    assert "Terminated" in cards.refused.text()
    assert "BatchNorm: the process was terminated" in cards.refused.text()
    assert "None of these helps" in cards.verdict.text()


def test_a_card_keeps_the_focus_when_better_ones_come(cards, tried, turn):
    found = with_outcomes(tried, outcome("", 0.693), outcome("adam", 0.3))
    cards.show_trials(found, found.base, True)
    cards.activateWindow()
    cards.card("adam").button.setFocus()
    turn()
    had = cards.card("adam").button.hasFocus()
    cards.show_trials(found.with_outcome(outcome("raise-rate", 0.1)), found.base, True)
    assert cards.order == ("", "raise-rate", "adam")
    assert cards.card("adam").button.hasFocus() == had


def test_what_was_measured_can_be_exported_and_the_steps_are_remembered(session, qtbot):
    panel = DiagnosisPanel(session)
    qtbot.addWidget(panel)
    session.open(load("xor"))
    assert panel.figures() == []
    panel.trials = with_outcomes(trials(session.experiment, ("adam",), 100, 0), outcome("", 0.693), outcome("adam", 0.01))
    (name, figure), *others = panel.figures()
    assert (name, figure.title, others) == ("remedy-adam", "Adam: Loss", [])
    assert [curve.name for curve in figure.curves] == ["unchanged", "with the remedy"]
    panel.steps.setValue(1200)
    later = DiagnosisPanel(session)
    qtbot.addWidget(later)
    assert later.steps.value() == session.tastes.trial_steps == 1200


def test_keys_apply_a_remedy_and_go_back(session, qtbot, turn):
    panel = DiagnosisPanel(session)
    qtbot.addWidget(panel)
    panel.set_theme(THEMES[LIGHT])
    session.open(load("xor"))
    panel.trials = with_outcomes(trials(session.experiment, ("adam",), 100, 0), outcome("", 0.693), outcome("adam", 0.01))
    panel.show()
    session.show_all()
    button = panel.cards.card("adam").button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert session.experiment.optimizer.name == "adam"
    assert panel.cards.card("adam").state.text() == "✓ Applied"
    assert button.text() == button.accessibleName().partition(":")[0] == "Go back"
    session.edit("title", replace(session.experiment, title="mine"))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert session.experiment.optimizer.name == "sgd"
    assert button.text() == "Apply"
    session.edit("other", replace(session.experiment, loss=Choice("mse")))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert session.experiment.optimizer.name == "adam", "a remedy can be applied to a network that was changed since, too"
    assert session.experiment.loss.name == "mse"
    session.open(load("sine"))
    assert panel.trials is None


def test_kinds_of_findings_look_different_and_the_past_stands_apart(qtbot):
    shown = FindingsList()
    qtbot.addWidget(shown)
    shown.set_theme(THEMES[LIGHT])
    solved, floor, plateau = (Finding(cause, "note", cause, measured=41) for cause in ("solved", "floor", "plateau"))
    slow = Finding("slow", "error", "slow", remedies=("adam",), step=2, measured=30)
    shown.show_sections(
        (Section("Now", (solved, floor, plateau, slow)), *overcome_section([replace(slow, overcome=True)])), [outcome("", 0.7)]
    )
    words = shown.toPlainText()
    for told in ("✓\nSolved", "⊥\nLoss at its floor", "⇢\nPlateau, still learning", "✕\nError"):
        assert told in words
    now, past = words.split("Resolved: no longer a problem")
    assert "measured after step 41" in now
    assert "Remedies that may help: Adam" in now
    assert "from training step 3" in past
    assert "last seen after step 30" in past
    assert "Remedies that may help" not in past
    shown.show_sections((Section("Now", (slow,)),), [outcome("", 0.7), outcome("adam", 0.7)])
    assert "Tried without success: Adam" in shown.toPlainText()
    shown.show_sections((Section("Now", (slow,)),), [outcome("", 0.7), outcome("adam", 0.1)])
    assert "Remedies that help: Adam" in shown.toPlainText()
