"""The panel of an author: the steps of a lesson, the form of one of them, and what can be done with the whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.lessons.checking import faults
from engine.lessons.fresh import texts_of
from engine.lessons.lesson import Lesson
from engine.model.problem import ExperimentError, Problem, text
from gui.look.i18n import LANGUAGES, language, problem_text
from gui.panels.author.fields import Both
from gui.panels.author.step_form import StepForm
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.flow import Flow
from gui.widgets.in_sight import bring_in_sight

MOST_FAULTS = 8
FEW_ROWS, MOST_ROWS = 2, 6  # of the list of steps


class AuthorPanel(Panel):
    """Pulls what it shows from `session.lessons.drafting`. What needs the window (files, dialogs, playing) it asks for."""

    wanted = Signal(str)  # capture, try, save, sheets, page

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.drafting = session.lessons.drafting
        self.title, self.goal = Both("author-title", "line"), Both("author-goal", "line")
        self.steps, self.form, self.told = QListWidget(), StepForm(self.drafting), QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._hinting = True  # whether it is told how to begin
        self._added = False  # whether a step was added since it was last shown
        self._build()
        self.drafting.changed.connect(self.invalidate)
        self.drafting.added.connect(self._note_added)
        self.steps.currentRowChanged.connect(self._choose)
        self.title.changed.connect(lambda: self.drafting.change(self.drafting.draft.named(title=self.title.words()), merge="title"))
        self.goal.changed.connect(lambda: self.drafting.change(self.drafting.draft.named(goal=self.goal.words()), merge="goal"))

    def _build(self) -> None:
        page, layout = QWidget(), QVBoxLayout()
        page.setLayout(layout)
        layout.setContentsMargins(10, 8, 10, 8)
        self.steps.setObjectName("author-steps")
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told.setObjectName("author-told")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        layout.addWidget(QLabel(self.tr("Title")))
        layout.addWidget(self.title)
        self.title.call(self.tr("Title"))
        self.goal.call(self.tr("Goal"))
        self.steps.setAccessibleName(self.tr("Steps of the lesson"))
        layout.addWidget(QLabel(self.tr("Goal")))
        layout.addWidget(self.goal)
        layout.addWidget(self._row(
            ("capture", self.tr("Capture this moment as a step"), lambda: self.wanted.emit("capture")),
            ("up", self.tr("Up"), lambda: self._move(-1)),
            ("down", self.tr("Down"), lambda: self._move(1)),
            ("delete", self.tr("Delete"), self._delete),
        ))  # fmt: skip
        layout.addWidget(self.steps)
        layout.addWidget(self._row(
            ("check", self.tr("Check"), self.check),
            ("try", self.tr("Try it"), lambda: self.wanted.emit("try")),
            ("undo", self.tr("Undo"), self.drafting.undo),
            ("new", self.tr("New"), self.drafting.new),
            ("save", self.tr("Save…"), lambda: self.wanted.emit("save")),
            ("sheets", self.tr("Worksheets…"), lambda: self.wanted.emit("sheets")),
            ("page", self.tr("Share as a page…"), lambda: self.wanted.emit("page")),
        ))  # fmt: skip
        self.buttons["new"].setToolTip(self.tr("Start another lesson. Undo brings this one back."))
        layout.addWidget(self.told)
        layout.addWidget(self._line)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self._hold(page)

    def _hold(self, page: QWidget) -> None:
        """The page scrolls."""
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumWidth(280)

    def _row(self, *entries: tuple[str, str, object]) -> Flow:
        row = Flow(gap=6)
        for name, words, verb in entries:
            button = self.buttons[name] = QPushButton(words)
            button.setObjectName(f"author-{name}")
            button.clicked.connect(lambda _=False, verb=verb: verb())
            row.add(button)
        return row

    # verbs ---------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.drafting.choose(row)

    def _move(self, by: int) -> None:
        draft, place = self.drafting.draft, self.drafting.place
        if 0 <= place + by < len(draft.steps):
            self.drafting.change(draft.moved(place, by), place + by)

    def _delete(self) -> None:
        if self.drafting.place >= 0:
            self.drafting.change(self.drafting.draft.without(self.drafting.place))

    def check(self) -> Lesson | None:
        """The lesson, if nothing is wrong with it; what is wrong is told, each with its path."""
        unsaid = self._unsaid()
        if unsaid:
            self._tell([Problem(where, text("the English text is missing.")) for where in unsaid])
            return None
        try:
            lesson = self.drafting.draft.lesson()
            found = faults(lesson)
        except ExperimentError as error:
            self._tell(list(error.problems))
            return None
        self._tell(found)
        return lesson if not any(not problem.warning for problem in found) else None

    def _unsaid(self) -> list[str]:
        """Where there are no English words yet, which every text has."""
        document = self.drafting.draft.document
        named = {"title": document["title"], "goal": document["goal"]}
        for number, step in enumerate(self.drafting.draft.steps):
            named[f"steps[{number}].text"] = step["text"]
            named |= {f"steps[{number}].question.{where}": words for where, words in texts_of(step.get("question", {}))}
        return [where for where, words in named.items() if not words.get("en")]

    def _tell(self, found: list[Problem]) -> None:
        wrong = [problem for problem in found if not problem.warning]
        if not found:
            words, tone = (
                self.tr("No problems found. Names, moments, answers, feedback and both languages were checked."),
                self.theme.good,
            )
        else:
            words, tone = "\n".join(map(problem_text, found[:MOST_FAULTS])), self.theme.error if wrong else self.theme.warning
        if len(found) > MOST_FAULTS:
            words += "\n" + self.tr("… and {count} more").format(count=len(found) - MOST_FAULTS)
        self.told.setStyleSheet(f"color: {tone};")
        self.told.setText(words)

    # showing -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        drafting = self.drafting
        draft, tones = drafting.draft, (self.theme.muted, self.theme.warning)
        self.title.show_text(draft.document["title"], *tones)
        self.goal.show_text(draft.document["goal"], *tones)
        self.steps.blockSignals(True)
        self.steps.clear()
        for number, step in enumerate(draft.steps, 1):
            self.steps.addItem(f"{number}  {self._kind(step['kind'])} · {self._first_words(step['text'])}")
        self.steps.setCurrentRow(drafting.place)
        self.steps.blockSignals(False)
        rows = max(FEW_ROWS, min(MOST_ROWS, len(draft.steps)))
        self.steps.setFixedHeight(rows * (self.fontMetrics().height() + 4) + 2 * self.steps.frameWidth())
        some = bool(draft.steps)
        for name in ("up", "down", "delete", "check", "try", "save", "sheets", "page", "new"):
            self.buttons[name].setEnabled(some)
        self.buttons["undo"].setEnabled(drafting.undoable)
        self.buttons["capture"].setEnabled(self.session.debugger is not None and not self.session.lessons.on)
        self.form.setVisible(some)
        self._line.setVisible(some)
        if some == self._hinting:
            self.told.clear()
        self._hinting = not some
        if not some:
            self.told.setStyleSheet(f"color: {self.theme.muted};")
            hint = self.tr(
                "Go to a moment and capture it as a step. To ask for a number, right-click it on the canvas, or in the formula, "
                "a heatmap, the program or a watch."
            )
            self.told.setText("\n".join(filter(None, (drafting.notice, hint))))
        self.form.show_step(self.theme)
        if self._added:
            bring_in_sight(self.area, self.steps, self.form.text)  # the step has no words yet
        self._added = False

    def _note_added(self) -> None:
        self._added = True

    def _kind(self, name: str) -> str:
        return self.form.kind.itemText(self.form.kind.findData(name))

    def _first_words(self, text: dict[str, str]) -> str:
        found = text.get(language()) or text.get("en") or ""
        missing = [name for name in LANGUAGES if not text.get(name)]
        mark = self.tr("missing: {languages}").format(languages=", ".join(missing))
        first = next(iter(found.replace("**", "").splitlines()), "…")[:50]
        return f"{first} ({mark})" if missing else first
