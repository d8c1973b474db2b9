"""The form of one step: what it says, where it stands, what it asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.insight.moment.symbols import arrow
from engine.lessons.fresh import KINDS, fitting, fresh
from engine.lessons.lesson import ASK, DO, RECAP, TELL
from gui.look.fields import ComboBox, ExpressionField
from gui.look.theme import Theme
from gui.look.titles import phase_title
from gui.panels.author.entries import Tones, show
from gui.panels.author.fields import Both
from gui.panels.author.questions import FORMS, Form
from gui.panels.author.wrong import WrongAnswer
from gui.session.drafting import Drafting

Json = dict[str, Any]
HINTS, WRONG = 2, 3


class StepForm(QWidget):
    """Writes what is entered into the draft as soon as a field is left."""

    def __init__(self, drafting: Drafting) -> None:
        super().__init__()
        self.drafting = drafting
        self.kind, self.where, self.here = ComboBox(), QLabel(), QPushButton(self.tr("Go to this moment"))
        self.text, self.why = Both("author-text"), Both("author-why", "line")
        self.until, self.asked = ExpressionField(), ComboBox()
        self.forms: dict[str, Form] = {}
        self._place_for_forms = QVBoxLayout()
        self.hints = [Both(f"author-hint-{number}", "line") for number in range(1, HINTS + 1)]
        self.wrong = [WrongAnswer(number) for number in range(1, WRONG + 1)]
        self._fill()
        self._rows = self._arrange()
        self._connect()

    def _fill(self) -> None:
        for name, title in ((TELL, self.tr("Read")), (DO, self.tr("Do")), (ASK, self.tr("Question")), (RECAP, self.tr("Recap"))):
            self.kind.addItem(title, name)
        titles = (
            self.tr("a number"), self.tr("rises, falls or stays"), self.tr("one of several answers"), self.tr("an order"),
            self.tr("a place"), self.tr("factors of a product"), self.tr("blanks in a table"), self.tr("a sentence"),
        )  # fmt: skip
        for name, title in zip(KINDS, titles, strict=True):
            self.asked.addItem(title, name)
        for name in ("kind", "until", "asked", "here"):
            getattr(self, name).setObjectName(f"author-{name}")
        self.where.setObjectName("author-where")
        self.where.setWordWrap(True)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.until.setPlaceholderText('computed("∂L/∂y.z")')
        self.text.setToolTip(self.tr('Plain words; **bold**, `code`, and live values: {{ value("y.a")[0,0] | 3g }}'))

    def _arrange(self) -> dict[str, list[QWidget]]:
        """The rows that only some kinds of step have."""
        outer, form = QVBoxLayout(self), QFormLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(form)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Kind of step"), self.kind)
        form.addRow(self.tr("Moment"), self.where)
        form.addRow(self.here)
        form.addRow(self.tr("Text"), self.text)
        rows: dict[str, list[QWidget]] = {DO: [], ASK: []}

        def add(kinds: tuple[str, ...], title: str, field: QWidget) -> None:
            form.addRow(title, field)
            if isinstance(field, (Both, WrongAnswer)):
                field.call(title)
            else:
                field.setAccessibleName(title)
            for kind in kinds:
                rows[kind] += [field, form.labelForField(field)]

        add((DO,), self.tr("Until this is true"), self.until)
        add((ASK,), self.tr("What is asked for"), self.asked)
        form.addRow(self._place_for_forms)
        for number, wrong in enumerate(self.wrong, 1):
            add((ASK,), self.tr("Wrong answer {number}, and the feedback for it").format(number=number), wrong)
        for number, hint in enumerate(self.hints, 1):
            add((DO, ASK), self.tr("Hint {number}").format(number=number), hint)
        form.addRow(self.tr("Explanation, given at the end"), self.why)
        self.text.call(self.tr("Text"))
        self.why.call(self.tr("Explanation, given at the end"))
        outer.addStretch(1)
        return rows

    def _connect(self) -> None:
        self.here.clicked.connect(self.drafting.move_here)
        self.kind.activated.connect(self._write)
        self.asked.activated.connect(self._ask_another)
        self.until.textEdited.connect(self._write)
        for part in (self.text, self.why, *self.hints):
            part.changed.connect(self._write)
        for wrong in self.wrong:
            wrong.changed.connect(self._write)

    def form_of(self, kind: str) -> Form:
        """The form of a kind of question; its first use makes it."""
        if kind not in self.forms:
            form = self.forms[kind] = next(form for form in FORMS if form.kind == kind)(self.drafting)
            form.changed.connect(self._write)
            self._place_for_forms.addWidget(form)
        return self.forms[kind]

    # from and to the draft -----------------------------------------------------------------------

    def show_step(self, theme: Theme) -> None:
        """Show the chosen step."""
        drafting = self.drafting
        if not 0 <= drafting.place < len(drafting.draft.steps):
            return
        step, tones = drafting.draft.steps[drafting.place], (theme.muted, theme.warning)
        self.kind.setCurrentIndex(self.kind.findData(step["kind"]))
        self.where.setText(stands(step))
        show(self.until, step.get("until", ""))
        self.text.show_text(step["text"], *tones)
        self.why.show_text(step.get("why", {}), *tones)
        shown = self._rows.get(step["kind"], [])
        for widgets in self._rows.values():
            for widget in widgets:
                widget.setVisible(widget in shown)
        self._show_question(step, tones)

    def _show_question(self, step: Json, tones: Tones) -> None:
        question: Json = step.get("question", {}) if step["kind"] == ASK else {}
        kind = question.get("kind", "")
        if kind:
            self.asked.setCurrentIndex(self.asked.findData(kind))
            self.form_of(kind).fill(question, tones)
        for name, form in self.forms.items():
            form.setVisible(name == kind)
        hints, rules = step.get("hints", []), step.get("feedback", [])
        for number, hint in enumerate(self.hints):
            hint.show_text((hints + [{}] * HINTS)[number], *tones)
            hint.setEnabled(number <= len(hints))  # they have no gaps
        places = self.drafting.places(question.get("among", "phase")) if kind == "pick" else {}
        for number, wrong in enumerate(self.wrong):
            wrong.show_rule((rules + [{}] * WRONG)[number], question, places, *tones)
            wrong.setEnabled(number <= len(rules))
        if kind == "words":  # nothing is wrong with a sentence
            for widget in self._rows[ASK][2 : 2 + 2 * WRONG]:
                widget.hide()

    def _ask_another(self) -> None:
        """Ask for something of another kind; undo brings the question before back."""
        drafting, kind = self.drafting, self.asked.currentData()
        step = drafting.draft.steps[drafting.place]
        if step.get("question", {}).get("kind") == kind:
            return
        plain = {key: value for key, value in step.items() if key != "feedback"}
        rules = fitting(step.get("feedback", []), kind)
        made = {**plain, "question": fresh(kind, _asked_at(step)), **({"feedback": rules} if rules else {})}
        drafting.change(drafting.draft.with_step(drafting.place, made))

    def _write(self) -> None:
        """The step as the fields say it; what they do not show is kept."""
        drafting = self.drafting
        step = drafting.draft.steps[drafting.place]
        kind = self.kind.currentData()
        kept = {key: value for key, value in step.items() if key in ("id", "stage", "next")}
        made: Json = {**kept, "kind": kind, "text": self.text.words(), **_some("why", self.why)}
        if kind == DO:
            made["until"] = self.until.text().strip() or step.get("until", "step >= 1")
        if kind == ASK:
            made |= self._question(step)
        if kind in (DO, ASK):
            made |= self._hints(step)
        drafting.change(drafting.draft.with_step(drafting.place, made), merge=f"step {step['id']}")

    def _question(self, step: Json) -> Json:
        if "question" not in step:  # it has only now become one that asks
            return {"question": fresh("number", _asked_at(step))}
        old = step["question"]
        form = self.forms.get(old["kind"])
        question = old if form is None else form.read(old)
        rules = [rule for wrong in self.wrong if (rule := wrong.rule()) is not None]
        rules += step.get("feedback", [])[WRONG:]
        return {"question": question, **({"feedback": rules} if rules else {})}

    def _hints(self, step: Json) -> Json:
        hints = [hint.words() for hint in self.hints if any(hint.words().values())] + step.get("hints", [])[HINTS:]
        return {"hints": hints} if hints else {}


def _asked_at(step: Json) -> Json:
    """The moment of a new question: that of the question before it, or where the step stands."""
    found: Json = step.get("question", {}).get("at") or step.get("stage", {}).get("at") or {"step": 1}
    return found


def _some(name: str, field: Both) -> Json:
    """A text under its name, if there is any."""
    return {name: field.words()} if any(field.words().values()) else {}


def stands(step: Json) -> str:
    """Where a step stands, in words."""
    stage = step.get("stage", {})
    at, translate = stage.get("at", {"step": 1}), QCoreApplication.translate
    if at.get("line"):
        where = translate("Author", "before {line} is computed").format(line=arrow(at["line"]))
    elif at.get("phase") == "start":
        where = translate("Author", "at the start")
    elif at.get("phase"):
        where = translate("Author", "at the end of {phase}").format(phase=phase_title(at["phase"]))
    else:
        where = translate("Author", "finished")
    words = translate("Author", "{network}, training step {step}, {where}").format(
        network=stage.get("experiment", "main"), step=at["step"], where=where
    )
    names = ", ".join(map(arrow, stage.get("veil", [])))
    hidden = translate("Author", "hidden: {names}").format(names=names)
    return f"{words} · {hidden}" if names else words
