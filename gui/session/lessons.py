"""A lesson that is played: what the learner answers and does goes in, `changed` comes out, and the panel pulls what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.lessons.bench import Bench, Told
from engine.lessons.judge import UNREADABLE, Answer, Verdict, judge, number_of
from engine.lessons.lesson import DO, Lesson, Place, Step, Text
from engine.lessons.live_text import filled
from engine.lessons.play import Play
from engine.lessons.progress import Card, Result
from engine.lessons.reading import LESSONS, load
from engine.lessons.turns import Turn
from engine.lessons.variation import one_again
from engine.model.problem import ExperimentError
from engine.runtime.watch import Expression
from gui.look import i18n
from gui.session.aside import Aside, put_aside, take_up
from gui.session.drafting import Drafting
from gui.session.lesson_records import Records
from gui.session.staging import Staging

if TYPE_CHECKING:
    from gui.session.session import Session

SHOWN = "shown"


class Lessons(QObject):
    """At most one lesson is played at a time, on a session whose own work is put aside until the lesson is left.

    `play` says where the learner stands, `verdict` what the last answer was worth. In a `classroom` nothing is told about an
    answer until it is revealed.
    """

    beginning, changed, staged, left = Signal(), Signal(), Signal(), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.play: Play | None = None
        self.verdict: Verdict | None = None
        self.problem = ""  # why an answer cannot be judged
        self.card: Card | None = None  # the question that is asked again, if this is one
        self.over = False  # the last step is done
        self.classroom = False
        self.held = False  # an answer was given in a classroom, and nothing is told about it yet
        self.result: Result | None = None  # of the race that was just won
        self.hands: dict[str, int] = {}  # how many of a class are for each answer of this question
        self.staging = Staging(session)
        self.drafting = Drafting(session)
        self.records = Records(None)  # what was done before
        self._bench: Bench | None = None
        self._aside: Aside | None = None
        self._setting_up = False
        self.openings = 0  # how often a step was opened
        self._texts: dict[tuple[str, bool], str] = {}
        self._since, self._undone = 0.0, 0
        self._file = ""  # of the lesson, if it is not built in
        session.happened.connect(self._happened)
        for signal in (session.stopped, session.edited, session.selected):
            signal.connect(self._look)
        session.stacks.changed.connect(self._follow_undo)

    # what is shown -------------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether a lesson is played."""
        return self.play is not None

    def keep_in(self, folder: Path) -> None:
        """Read what was done before from this folder, and write there."""
        self.records = Records(folder)

    @property
    def step(self) -> Step | None:
        """The step that is open."""
        return None if self.play is None else self.play.step

    @property
    def light(self) -> tuple[Place, ...]:
        """The places that are lit: those of the last answer, or those that the text names."""
        if self.play is None or self.over:
            return ()
        return (() if self.held else self.play.turn.light) or self.play.step.stage.light

    @property
    def racing(self) -> bool:
        """Whether the learner is to mend a network alone: with few edits, and without remedies that are tried for them."""
        return self.play is not None and self.play.racing and not self.over

    @property
    def best(self) -> Result | None:
        """The best result of this race so far."""
        play = self.play
        return None if play is None else self.records.progress.best.get(play.lesson.id, {}).get(play.step.id)

    @property
    def answered(self) -> bool:
        """Whether the question of this step has its answer, and the learner may see it."""
        return self.play is not None and self.play.turn.finished

    @property
    def elsewhere(self) -> bool:
        """Whether the learner has left the moment or the network of the step; where they are to act they may, on that network."""
        asked = self.play is not None and not self.over and (self.play.step.kind != DO or self._session.veil.away)
        return asked and self.staging.elsewhere

    def words(self, text: Text, asking: bool = False) -> str:
        """A text of the step in the user's language, with the values of the stage or, `asking`, of the question's moment."""
        if self._bench is None or self.play is None:
            return ""
        template = text.of(i18n.language())
        if "{{" not in template:
            return template
        if (template, asking) not in self._texts:
            values = self._asking(self.play.step) if asking else self._bench.opening(self.play.step)
            self._texts[template, asking] = filled(template, values)
        return self._texts[template, asking]

    def worth(self, expression: Expression) -> float | None:
        """A number of the present question, such as the value of a factor; None if it cannot be computed."""
        if self.play is None:
            return None
        try:
            return number_of(expression, self._asking(self.play.step))
        except ExperimentError:
            return None

    def _asking(self, step: Step) -> Told:
        """The values with which an answer is judged: those of the learner's own network where the step goes on with it."""
        assert self._bench is not None
        return self._bench.asking(step, self.staging.own)

    def teach(self, classroom: bool) -> None:
        """Whether this is a classroom, where answers are told when the teacher says so."""
        if classroom != self.classroom:
            self.classroom = classroom
            self.changed.emit()

    def agree(self, on: bool) -> None:
        """Whether the learner agrees that answers are written down."""
        self.records.agreed = on

    # beginning and ending ------------------------------------------------------------------------

    def begin(self, lesson: Lesson, step: str = "", file: str = "") -> None:
        """Play a lesson: from the first step that is not done, or from a certain one.

        Progress is kept of what can be found again: built-in lessons, and those of a `file`.
        """
        self._put_aside()
        self.card, self._file = None, file
        play = Play.begun(lesson, self.records.progress.steps_done(lesson))
        if step:
            play = replace(play, step=lesson.step(step), turn=Turn(lesson.step(step)))
        self._begin(play)

    def ask_again(self, card: Card) -> bool:
        """Ask a question of an earlier day again, on other numbers.

        False if that is not possible: a file that is not there is looked for again tomorrow, a question that is gone is given up.
        """
        today, progress = date.today().toordinal(), self.records.progress
        try:
            lesson = load(card.file or card.lesson) if card.file or card.lesson in LESSONS else None
        except (ExperimentError, OSError):
            self.records.keep(progress.put_off(card, today))
            return False
        again = None if lesson is None else one_again(lesson, card.step, today)
        if again is None:
            self.records.keep(progress.without(card))
            return False
        self._put_aside()
        self.card = card
        self._begin(Play.begun(again))
        return True

    def _put_aside(self) -> None:
        self._session.recording.close()
        if self._aside is None:
            self.beginning.emit()
            self._aside = put_aside(self._session)

    def _begin(self, play: Play) -> None:
        self.play, self._bench, self.over = play, Bench(play.lesson), False
        self.staging.stand = None
        self._open()

    def leave(self) -> None:
        """Go back to the work that was put aside. Progress is kept."""
        if self._aside is None:
            return
        aside, self._aside = self._aside, None
        self._session.veil.lift()
        self.play, self._bench, self.verdict, self.card = None, None, None, None
        take_up(self._session, aside)
        self.left.emit()
        self.changed.emit()

    def keep_network(self) -> None:
        """Leave, and take the network of the lesson along; undoable."""
        experiment = self._session.experiment
        self.leave()
        self._session.edit(QCoreApplication.translate("Session", "Network of a lesson"), experiment)

    # steps ---------------------------------------------------------------------------------------

    def next(self) -> None:
        """The next step; after the last the lesson is over."""
        if self.play is None or not self.play.may_go_on:
            return
        before, last = self.play, self.play.following is None
        self.play = before.next()
        self._record(before)
        if last:
            self.over = True
            self._session.veil.lift()
            self.changed.emit()
        else:
            self._open()

    def back(self) -> None:
        """The step before, as it opened."""
        if self.play is not None and self.over:
            self.over = False
            self._open()
        elif self.play is not None and self.play.way:
            self.play = self.play.back()
            self._open()

    def again(self) -> None:
        """Open this step once more: network, numbers and moment are what they were."""
        if self.play is not None:
            self.play = self.play.again()
            self._open(self.staging.again if self.staging.goes_on else None)

    def bring_back(self) -> None:
        """Back to the network and the moment that the step speaks of; answers stay."""
        self._set_up(self.staging.again)
        if self.play is not None:
            self.staging.veil(self.play)
        self.changed.emit()

    def _open(self, stage: Callable[[], None] | None = None) -> None:
        """Open the present step: the stage first, then the veil over what it asks for."""
        play, bench = self.play, self._bench
        assert play is not None
        assert bench is not None
        self.verdict, self.problem, self.held, self.over, self.hands = None, "", False, False, {}
        self.result = None
        self._texts.clear()
        self._set_up(
            self._session.veil.lift, stage or (lambda: self.staging.open(play.step, bench)), lambda: self.staging.veil(play)
        )
        self._since = time.monotonic()
        self.openings += 1
        self.staged.emit()
        self.changed.emit()

    def _set_up(self, *stages: Callable[[], object]) -> None:
        """What the lesson does itself is no deed of the learner."""
        self._setting_up = True
        try:
            for stage in stages:
                stage()
        finally:
            self._setting_up = False

    # answers -------------------------------------------------------------------------------------

    def answer(self, given: Answer) -> None:
        """Judge an answer, and show the moment at which it is computed if that is done."""
        play = self.play
        if play is None or play.turn.finished:
            return
        try:
            self.verdict, self.problem = judge(play.step, given, self._asking(play.step)), ""
        except ExperimentError as error:
            self.verdict, self.problem = None, i18n.error_text(error, " ")
            self.changed.emit()
            return
        if self.classroom and self.verdict.verdict != UNREADABLE:
            self.held = True
        else:
            self._judged(self.verdict)
        self.changed.emit()

    def _judged(self, verdict: Verdict) -> None:
        assert self.play is not None
        self.play = self.play.answered(verdict)
        if verdict.verdict != UNREADABLE:
            self.records.note(self.play, verdict.verdict, verdict, time.monotonic() - self._since)
            self._recall(verdict.right)
        if self.play.turn.finished:
            self._reveal()

    def hint(self) -> None:
        """Open the next hint."""
        if self.play is not None:
            self.play = self.play.hinted()
            self.changed.emit()

    def show_me(self) -> None:
        """Give the answer away. In a classroom this is when an answer that was given is told, too."""
        play = self.play
        if play is None or play.turn.finished or play.step.question is None:
            return
        if self.held and self.verdict is not None and self.verdict.right:
            self.held = False
            self._judged(self.verdict)
        else:
            self.held = False
            self.play = play.revealed()
            self.verdict = self._expected(play.step)
            if self.verdict is not None:
                self.records.note(self.play, SHOWN, self.verdict, time.monotonic() - self._since)
            self._recall(False)
            self._reveal()
        self.changed.emit()

    def _expected(self, step: Step) -> Verdict | None:
        """What is right; the answer before it stays beside it."""
        given = self.verdict.given if self.verdict is not None else ""
        try:
            found = judge(step, "", self._asking(step))
        except ExperimentError as error:
            self.problem = i18n.error_text(error, " ")
            return None
        return replace(found, given=given)

    def count_hands(self, answer: str, count: int) -> None:
        """So many of the class are for this answer; kept with the answers once the question is told."""
        self.hands[answer] = count

    def _reveal(self) -> None:
        """Lift the veil from what was asked, and go where the answer was computed."""
        play = self.play
        assert play is not None
        if self.verdict is not None:
            self.records.note_hands(play, self.hands, self.verdict)
        self._set_up(lambda: self.staging.veil(play))
        moment = getattr(play.step.question, "at", None)
        if moment is not None:
            self._set_up(lambda: self.staging.reveal(moment))
        self._record(play)

    # what the learner does -----------------------------------------------------------------------

    def _happened(self, verb: str, subject: str) -> None:
        if self.play is not None and not self._setting_up:
            self.play = self.play.happened(verb, subject)
            self._look()

    def _follow_undo(self, index: int) -> None:
        before, self._undone = self._undone, index
        if index < before:
            self._happened("undo", "")

    def _look(self) -> None:
        """What was to be done may be done now."""
        play, debugger = self.play, self._session.debugger
        if play is None or self._setting_up or self.over:
            return
        wanted = not self._session.veil.away and (play.step.id not in play.done or (play.racing and self.result is None))
        if play.step.until is not None and wanted and debugger is not None:
            with self._session.veil.lifted():
                found = play.looked(Told(debugger, self._session.experiment, play.deeds))
                loss = debugger.value("loss")
            if found is not play:
                self.play = found
                self._record(found)
                if found.racing and loss is not None:
                    self.result = (found.deeds.get("edits", 0), float(loss.ravel()[0]))
                    self.records.keep(self.records.progress.with_result(found.lesson, found.step, self.result))
        self.changed.emit()

    def _record(self, play: Play) -> None:
        """Keep the progress; a question that is asked again counts for itself."""
        if self.card is None and play.may_go_on and (self._file or play.lesson.id in LESSONS):
            progress = self.records.progress
            if play.step.id not in progress.steps_done(play.lesson):
                self.records.keep(progress.with_step(play.lesson, play.step, date.today().toordinal(), self._file))

    def _recall(self, right: bool) -> None:
        """The first answer decides when a question comes again."""
        play, card, progress = self.play, self.card, self.records.progress
        if play is None or card is None or card not in progress.cards:
            return
        days = next(each.after_days for each in play.lesson.later if each.step == card.step)
        self.records.keep(progress.recalled(card, right, date.today().toordinal(), days))
