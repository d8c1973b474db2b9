"""The card of a step: its text, its question, what was said to the answer, and the way on."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontInfo, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.lessons import lesson as model
from engine.lessons.judge import UNREADABLE, Verdict
from engine.lessons.numbers import written
from engine.lessons.play import Play
from gui.look.i18n import engine_text
from gui.look.icons import icon
from gui.look.theme import Theme, color
from gui.panels.lesson.arranging import Places
from gui.panels.lesson.asking import asked as question_of
from gui.panels.lesson.asking import pair
from gui.panels.lesson.prose import Prose
from gui.panels.lesson.questions import LARGE, Asked, Sentence, Tiles
from gui.panels.lesson.shape import Shape
from gui.session.places import pointed_at
from gui.session.session import Session
from gui.widgets.glow import GlowButton
from gui.widgets.steady_label import Elided
from gui.widgets.tile import TileColors

PATIENCE = 90_000  # milliseconds without an act, after which a hint is offered


def tile_colors(theme: Theme) -> TileColors:
    """The colours of tiles in a theme."""
    return TileColors(*(color(theme, role) for role in ("text", "muted", "raised", "border", "accent", "good", "error")))


class StepCard(QWidget):
    """Shows the step that the session plays, and hands on what the learner answers."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.lessons = session, session.lessons
        self._theme: Theme | None = None
        self._shown, self._offered = -1, False
        self._verdict: Verdict | None = None  # what the question shows: once, for whoever tries again is not to be disturbed
        self._told = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.question: Asked | None = None
        self.title, self.place = Elided(), QLabel()
        self.title.setObjectName("lesson-title")
        self.place.setObjectName("lesson-place")
        self.leave = QToolButton()
        self.leave.setObjectName("lesson-leave")
        self.leave.setToolTip(self.tr("Leave the lesson (Esc): your own work is restored, and your progress is kept"))
        self.leave.setAccessibleName(self.tr("Leave the lesson"))
        self.leave.clicked.connect(self.lessons.leave)
        self.text, self.pair, self.said, self.hints = (Prose(f"lesson-{name}") for name in ("text", "pair", "said", "hints"))
        self.elsewhere = QFrame()
        self.elsewhere.setObjectName("lesson-elsewhere")
        self.return_ = self._button("bring-back", self.tr("Take me back"), self.lessons.bring_back)
        self.check = self._button("check", self.tr("Check"), self.try_answer)
        self.show_me = self._button("show-me", self.tr("Show me"), self.lessons.show_me)
        self.back = self._button("back", self.tr("Back"), self.lessons.back)
        self.hint = GlowButton(self.tr("Hint"))
        self._name("hint", self.hint, self.lessons.hint)
        self.hands = self._button("hands", self.tr("Hands up"), self._count_hands)
        self.hands.setCheckable(True)
        self.hands.setToolTip(
            self.tr("Count the hands raised for each answer; the counts are kept with the answers, for the report")
        )
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(PATIENCE)
        self.idle.timeout.connect(self._offer_hint)
        self.again = self._button("again", self.tr("Start this step again"), self.lessons.again)
        self.next = self._button("next", self.tr("Next"), self.lessons.next)
        self._build()
        session.selected.connect(self._point)

    def _button(self, name: str, words: str, verb: object) -> QPushButton:
        return self._name(name, QPushButton(words), verb)

    def _name(self, name: str, button: QPushButton, verb: object) -> QPushButton:
        button.setObjectName(f"lesson-{name}")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: verb())  # type: ignore[operator]
        return button

    def _build(self) -> None:
        row = QVBoxLayout(self.elsewhere)
        row.setContentsMargins(12, 6, 12, 6)
        self.astray = QLabel(self.tr("You are elsewhere: this step is about another moment or network."))
        self.astray.setWordWrap(True)
        row.addWidget(self.astray)
        row.addWidget(self.return_)
        judged = QWidget()
        answers = QHBoxLayout(judged)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.addWidget(self.check, 1)
        answers.addWidget(self.show_me, 1)
        answers.addWidget(self.again, 1)  # in their place, so that the question has as much room when it is answered
        self.shape = Shape(self)
        head, said, ways = (
            (self.title, self.place, self.leave),
            (self.pair, self.said, self.hints),
            (self.back, self.hint, self.next),
        )
        self.shape.build(head, self.elsewhere, (self.text,), (self.hands,), said, judged, ways)
        self.column, self.area = self.shape.asked, self.shape.area

    # the step ------------------------------------------------------------------------------------

    def show_play(self, play: Play) -> None:
        """Show where the learner stands; a step that was opened anew gets a question of its own."""
        fresh = self._shown != self.lessons.openings
        if fresh:
            self._shown = self.lessons.openings
            self._ask(play)
        could = self.next.isEnabled()
        self._show_turn(play)
        self._wait(play, fresh)
        if fresh or (self.next.isEnabled() and not could):
            self.focus()

    def _ask(self, play: Play) -> None:
        old, self.question = self.question, question_of(self.session, play.step)
        self._verdict, self._told = None, False
        if old is not None:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if self.question is not None:
            self.column.insertWidget(0, self.question)
            self.question.ready.connect(self.try_answer)
            self.question.changed.connect(self._answer_changed)
            self._watch(self.question)
            self._put_in_order(self.question)
            if isinstance(self.question, Tiles):
                self.question.counted.connect(self.lessons.count_hands)
            if self._theme is not None:
                self.question.set_colors(tile_colors(self._theme))
        self.hands.setChecked(False)
        self.area.verticalScrollBar().setValue(0)

    def _put_in_order(self, question: Asked) -> None:
        """Tab leads from the question to the buttons under it."""
        tab = Qt.FocusPolicy.TabFocus
        parts = [part for part in question.findChildren(QWidget) if part.focusPolicy() & tab == tab]
        for before, after in pairwise(
            [self.leave, self.return_, *parts, self.hands, self.check, self.show_me, self.again, self.back, self.hint, self.next]
        ):
            QWidget.setTabOrder(before, after)

    def _watch(self, widget: QWidget) -> None:
        """Keys that a part of the question has no use for are keys of the card."""
        for part in (widget, *widget.findChildren(QWidget)):
            part.installEventFilter(self)

    def _show_turn(self, play: Play) -> None:
        lessons, turn, step = self.lessons, play.turn, play.step
        accent = self._theme.accent if self._theme is not None else ""
        self.title.have_lines(1 if lessons.classroom else 2)  # there a question in large letters needs the room
        self.title.setText(lessons.words(play.lesson.title))
        steps = [each.id for each in play.lesson.steps]
        self.place.setText(f"{steps.index(step.id) + 1}/{len(steps)}")
        self.text.show_words(lessons.words(step.text), accent)
        self.elsewhere.setVisible(lessons.elsewhere)
        verdict, told = lessons.verdict, turn.finished
        news = verdict is not self._verdict or told != self._told
        if self.question is not None and verdict is not None and not lessons.held and news:
            self._verdict, self._told = verdict, told
            self.question.show_verdict(verdict, told)
        self.pair.show_words(pair(step, verdict) if verdict is not None and told else "", accent)
        before, unhinted = self.said.text(), self.hints.text()
        self.said.show_words(self._said(play), accent)
        self._colour(told or play.may_go_on)
        numbered = self.tr("Hint {n}: {words}")
        opened = [numbered.format(n=n, words=lessons.words(hint, True)) for n, hint in enumerate(step.hints[: turn.hints], 1)]
        self.hints.show_words("\n".join(opened), accent)
        self._show_buttons(play)
        for part, was in ((self.said, before), (self.hints, unhinted)):
            if part.text() not in ("", was):
                self.shape.bring_in_sight(part)

    def _said(self, play: Play) -> str:
        """What is said to the last answer, or to what was done."""
        lessons, turn, step = self.lessons, play.turn, play.step
        if lessons.problem:
            return lessons.problem
        if lessons.held:
            return self.tr("Kept. Press R to reveal.")
        found = [engine_text(turn.notice), lessons.words(turn.say, asking=True)]
        if step.kind == model.DO and step.id in play.done:
            found = [self.tr("Done."), lessons.words(step.why, asking=True), self._result()]
        if turn.solved and lessons.verdict is not None and lessons.verdict.right:
            found.insert(0, self.tr("Right."))
        if turn.finished and isinstance(step.question, model.Words):
            found.append(self.tr("One way to say it: {words}").format(words=lessons.words(step.question.model)))
        return " ".join(filter(None, found))

    def _result(self) -> str:
        """Of a race: edits and loss, now and at best."""
        result, best = self.lessons.result, self.lessons.best
        if result is None or best is None:
            return ""
        words = self.tr("Edits: {edits}, loss: {loss}.").format(edits=result[0], loss=written(result[1]))
        better = self.tr("Your best: {edits} (loss: {loss}).").format(edits=best[0], loss=written(best[1]))
        return f"{words} {better}" if best != result else words

    def _show_buttons(self, play: Play) -> None:
        turn, step = play.turn, play.step
        asks = step.question is not None and not turn.finished
        self.check.setVisible(asks)
        self._answer_changed()
        counts = asks and self.lessons.classroom and isinstance(self.question, Tiles)
        self.hands.setVisible(counts)
        if not counts and self.hands.isChecked():
            self.hands.click()
        self.show_me.setVisible(asks and (turn.may_show or self.lessons.classroom))
        self.hint.setVisible(bool(step.hints) and not turn.finished)
        self.hint.setEnabled(turn.hints < len(step.hints))
        self.hint.setToolTip(self.tr("The next hint (H)"))
        begun = bool(play.deeds or turn.tries or turn.hints or turn.finished or self.lessons.held)
        self.again.setVisible(begun and not asks and step.kind in (model.DO, model.ASK))
        self.back.setEnabled(bool(play.way))
        self.next.setEnabled(play.may_go_on)
        self.next.setText(self.tr("Finish") if play.following is None else self.tr("Next"))

    def _count_hands(self) -> None:
        """Fields for the hands beside the answers, or none."""
        if isinstance(self.question, Tiles):
            self.question.raise_hands(self.lessons.hands) if self.hands.isChecked() else self.question.lower_hands()
            self._watch(self.question)

    def _wait(self, play: Play, fresh: bool) -> None:
        """Who does nothing for long where something is to be done is shown once that there are hints."""
        waits = play.step.kind == model.DO and not play.may_go_on and self.hint.isVisible() and self.hint.isEnabled()
        if fresh:
            self._offered = False
        if not waits or fresh:
            self.hint.fade()
        self.idle.start() if waits and not self._offered else self.idle.stop()

    def _offer_hint(self) -> None:
        if self._theme is not None and self.isVisible():
            self._offered = True
            self.hint.glow(color(self._theme, "accent"), still=self.session.calm)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.idle.stop()

    def _answer_changed(self) -> None:
        self.check.setEnabled(self.question is not None and self.question.answer() is not None)

    def _point(self) -> None:
        """A click in the window may be the answer."""
        if isinstance(self.question, Places) and self.lessons.on:
            self.question.point_at(pointed_at(self.session))

    # answering -----------------------------------------------------------------------------------

    def try_answer(self) -> None:
        """Have the answer judged."""
        given = None if self.question is None else self.question.answer()
        if given is not None and self.lessons.on:
            self.lessons.answer(given)

    def go_on(self) -> None:
        """What Enter means now: choose what is ringed, check the answer, or go on."""
        if self.question is not None and self.check.isVisible() and self.question.choose_ringed():
            return
        if self.check.isVisible() and self.check.isEnabled():
            self.try_answer()
        elif self.next.isEnabled():
            self.lessons.next()

    def focus(self) -> None:
        """The keyboard is where the learner has something to do."""
        play = self.lessons.play
        wanted: QWidget = self.question if self.question is not None and play is not None and not play.turn.finished else self.next
        if wanted is self.next and not self.next.isEnabled():
            wanted = self  # there is something to do elsewhere in the window
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            writing = isinstance(self.question, Sentence) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not writing and not watched.inherits("QLineEdit"):
                self.go_on()
                return True
            turns = self.lessons.classroom and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
            listed = watched.inherits("QListWidget") and event.text().lower() in ("h", "r", ".")  # else it looks for such a row
            if turns or listed:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing inside has taken."""
        letter, plain = (
            event.text(),
            not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
        )
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.lessons.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif self.lessons.classroom and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.lessons.next() if key == Qt.Key.Key_PageDown else self.lessons.back()
        elif plain and letter.lower() == "h":
            self.lessons.hint()
        elif plain and (letter.lower() == "r" or letter == ".") and self.show_me.isVisible():
            self.lessons.show_me()
        elif not (plain and letter and self.question is not None and self.question.press(letter)):
            super().keyPressEvent(event)

    # look ----------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Colours."""
        self._theme = theme
        self.leave.setIcon(icon("close", theme.muted, theme.empty))
        self.place.setStyleSheet(f"color: {theme.muted};")
        self.elsewhere.setStyleSheet(
            f"QFrame#lesson-elsewhere {{ background: {theme.current}; }} QLabel {{ color: {theme.text}; }}"
        )
        usual = QFontInfo(self.font()).pixelSize()
        self.title.setStyleSheet("font-weight: 600;")
        self.text.setStyleSheet(f"font-size: {usual if usual >= LARGE else round(1.12 * usual)}px;")
        self.hints.setStyleSheet(f"color: {theme.muted};")
        self.pair.setStyleSheet("font-weight: 600;")
        self.next.setStyleSheet(
            f"QPushButton {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};"
            " font-weight: 600; }"
            f"QPushButton:disabled {{ background: {theme.raised}; color: {theme.empty}; border-color: {theme.border}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.text}; }}"
        )
        if self.question is not None:
            self.question.set_colors(tile_colors(theme))
        self._colour(False)

    def _colour(self, good: bool) -> None:
        if self._theme is not None:
            edge = self._theme.good if good else self._theme.warning
            if self.lessons.verdict is not None and self.lessons.verdict.verdict == UNREADABLE:
                edge = self._theme.warning
            sheet = f"QLabel {{ background: {self._theme.raised}; border-left: 4px solid {edge}; padding: 6px 8px; }}"
            if self.said.styleSheet() != sheet:
                self.said.setStyleSheet(sheet)
