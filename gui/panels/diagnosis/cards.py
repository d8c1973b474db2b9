"""The remedies as cards: first the network as it is, then what helps, best first, then what does not, then what cannot be."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from engine.insight.diagnosis.trial import SEEDS
from engine.model.experiment import Experiment
from gui.look.finding_html import remedy_title
from gui.look.i18n import ended_text, problem_text
from gui.look.theme import LIGHT, THEMES, Theme, color_map, colors
from gui.panels.diagnosis.faces import face
from gui.panels.diagnosis.trials import Trials
from gui.plots.remedies import outcome_figure
from gui.widgets.card import Card
from gui.widgets.figure_view import FigureView
from gui.widgets.in_sight import bring_in_sight
from gui.widgets.steady_label import Words

HIGH = 13  # of the larger picture, in widths of an "m"


class RemedyCards(QScrollArea):
    """Shows what was tried; tells which remedy is to be applied, and when to go back."""

    applied = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = THEMES[LIGHT]
        self._shown: Trials | None = None
        self._cards: dict[str, Card] = {}
        self._figure: FigureView | None = None
        self._opened = self._applied = ""
        self.verdict, self.moment, self.idle = Words(rich=True), Words(), Words()
        self.refused, self.how = Words(rich=True), Words()
        self._bold()
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(8, 4, 8, 8)
        self._column.setSpacing(7)
        for words in (self.verdict, self.moment, self.idle, self.refused, self.how):
            self._column.addWidget(words)
        self._column.addStretch(1)
        self.setWidget(page)

    def card(self, remedy: str) -> Card:
        """The card of a remedy; "" is the network as it is."""
        return self._cards[remedy]

    @property
    def order(self) -> tuple[str, ...]:
        """The remedies from top to bottom."""
        return tuple(sorted(self._cards, key=lambda name: self._column.indexOf(self._cards[name])))

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        self._theme = theme
        if self._figure is not None:
            self._figure.set_colors(colors(theme), color_map(theme.signed_map), color_map("cividis"))
        for words, role in (
            (self.moment, "warning"),
            (self.refused, "muted"),
            (self.how, "muted"),
            (self.verdict, "text"),
            (self.idle, "text"),
        ):
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.WindowText, colors(theme)[role])
            words.setPalette(palette)

    def show_trials(self, trials: Trials | None, now: Experiment, running: bool) -> None:
        """Show these for the network as it is drawn now."""
        if trials is None or self._shown is None or trials.planned is not self._shown.planned:
            self._forget()
        self._shown = trials
        if trials is None:
            return
        fresh = trials.measured(now)
        self._applied = "" if fresh else trials.applied(now)
        self._say(trials, fresh, running)
        helped = trials.helpful
        rows = [row for row in (trials.before,) if row is not None]
        order = (*rows, *helped, *trials.others)
        for outcome in order:
            card = self._cards.get(outcome.remedy) or self._made(outcome.remedy)
            card.show_face(
                face(trials, outcome, outcome in helped, self._applied, not (fresh or self._applied)), colors(self._theme)
            )
        self._put([self.verdict, self.moment, *(self._cards[row.remedy] for row in (*rows, *helped)),
                   self.idle, *(self._cards[row.remedy] for row in trials.others), self.refused, self.how])  # fmt: skip

    def _say(self, trials: Trials, fresh: bool, running: bool) -> None:
        self.verdict.setText(self._verdict(trials, running))
        self.verdict.setVisible(bool(self.verdict.text()))
        self.moment.setText("" if fresh else self._moment(trials))
        self.moment.setVisible(bool(self.moment.text()))
        self.how.setText(self._how(trials))
        self.idle.setText(self.tr("No improvement") if trials.others and trials.before is not None else "")
        self.idle.setVisible(bool(self.idle.text()))
        refused = [f"{remedy_title(row.name)}: {problem_text(row.problem)}" for row in trials.refused if row.problem is not None]
        ended = [f"{_title(name)}: {ended_text(why)}" for name, why in trials.ended]
        sections = [(self.tr("Terminated"), ended), (self.tr("Cannot be applied"), refused)]
        told = ["<br>".join([f"<b>{html.escape(title)}</b>", *map(html.escape, rows)]) for title, rows in sections if rows]
        self.refused.setText("<br>".join(told))
        self.refused.setVisible(bool(told))

    def _verdict(self, trials: Trials, running: bool) -> str:
        tried = len(trials.planned) - 1
        if not tried:
            return self.tr("There is no remedy to try.")
        if trials.helpful:
            helps = self.tr("Remedies that help: {count} of {tried}").format(count=len(trials.helpful), tried=tried)
            return f"<b>{html.escape(helps)}</b>" if not running else ""
        if not trials.whole or running:
            return ""
        none = self.tr("None of these helps.")
        why = self.tr(
            "No remedy lowers the loss by more than it varies between seeds. What holds the network back "
            "lies elsewhere (its data, its size or the number of steps), or there is nothing more to gain."
        )
        return f"<b>{html.escape(none)}</b> {html.escape(why)}"

    def _how(self, trials: Trials) -> str:
        how = self.tr("Each was trained from the start for {steps} steps with {seeds} seeds;").format(
            steps=trials.steps, seeds=SEEDS
        )
        what = (
            self.tr("the losses are for the held-out samples (median ± half the range); the curves show the training loss.")
            if trials.held_out
            else self.tr("the losses are for the whole data set (median ± half the range).")
        )
        return f"{how} {what}"

    def _moment(self, trials: Trials) -> str:
        """That the network is another one now."""
        when = (
            self.tr("Measured before “{remedy}” was applied.").format(remedy=remedy_title(self._applied))
            if self._applied
            else self.tr("Measured before the network was changed.")
        )
        stood = self.tr("The measurement was made after training step {step}.").format(step=trials.done)
        return f"{when} {stood}" if trials.done else when

    def _bold(self) -> None:
        font = self.font()
        font.setBold(True)
        self.idle.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "idle"):
            self._bold()

    # cards ---------------------------------------------------------------------------------------

    def _made(self, remedy: str) -> Card:
        card = self._cards[remedy] = Card(remedy)
        card.clicked.connect(lambda: self.left.emit() if remedy and remedy == self._applied else self.applied.emit(remedy))
        card.opened.connect(lambda on: self._open(remedy, on))
        return card

    def _put(self, order: list[QWidget]) -> None:
        """Put widgets in this order, and touch only what moves."""
        focused = next((card for card in self._cards.values() if card.holds_focus()), None)
        for place, widget in enumerate(order):
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)
        for before, after in zip(order, order[1:], strict=False):
            if isinstance(before, Card) and isinstance(after, Card):
                QWidget.setTabOrder(before.more, after.button)
        if focused is not None and not focused.holds_focus():
            focused.take_focus()

    def _forget(self) -> None:
        self._opened = ""
        if self._figure is not None:
            self._figure.deleteLater()
            self._figure = None
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = {}

    def _open(self, remedy: str, on: bool) -> None:
        """Show the larger picture in a card, and in no other."""
        if not on:
            if self._opened == remedy and self._figure is not None:
                self._figure.hide()
                self._opened = ""
            return
        before, self._opened = self._opened, remedy
        if before in self._cards:
            self._cards[before].more.setChecked(False)
        if self._figure is None:
            self._figure = FigureView()
            self._figure.setMinimumHeight(HIGH * self.fontMetrics().horizontalAdvance("m"))
            self._figure.set_colors(colors(self._theme), color_map(self._theme.signed_map), color_map("cividis"))
        assert self._shown is not None
        outcome = next(row for row in self._shown.outcomes if row.remedy == remedy)
        self._figure.show_figure(outcome_figure(self._shown.before, outcome))
        self._cards[remedy].body.addWidget(self._figure)
        self._figure.show()
        bring_in_sight(self, self._cards[remedy], margin=8)


def _title(remedy: str) -> str:
    return remedy_title(remedy) if remedy else QCoreApplication.translate("Remedies", "Unchanged")
