"""The form of one step: what it says, where it stands, what it asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.insight.moment.symbols import arrow
from engine.lessons.lesson import ASK, DO, RECAP, TELL
from gui.look.fields import ComboBox, ExpressionField, NumberField
from gui.look.theme import Theme
from gui.look.titles import phase_title
from gui.panels.author.fields import Both, WrongAnswer
from gui.session.drafting import Drafting

Json = dict[str, Any]
HINTS, WRONG = 2, 3


class StepForm(QWidget):
    """Writes what is entered into the draft as soon as a field is left."""

    def __init__(self, drafting: Drafting) -> None:
        super().__init__()
        self.drafting = drafting
        self.kind, self.where, self.here = ComboBox(), QLabel(), QPushButton(self.tr("Stand at this moment"))
        self.text, self.why = Both("author-text"), Both("author-why", "line")
        self.until, self.answer = ExpressionField(), ExpressionField()
        self.tolerance, self.most = ComboBox(), NumberField()
        self.label = Both("author-label", "line")
        self.hints = [Both(f"author-hint-{number}", "line") for number in range(1, HINTS + 1)]
        self.wrong = [WrongAnswer(number) for number in range(1, WRONG + 1)]
        self._fill()
        self._rows = self._arrange()
        self._connect()

    def _fill(self) -> None:
        for name, title in ((TELL, self.tr("Read")), (DO, self.tr("Do")), (ASK, self.tr("Ask")), (RECAP, self.tr("Recap"))):
            self.kind.addItem(title, name)
        for name, title in (
            ("abs", self.tr("by at most")),
            ("rel", self.tr("by this part of it")),
            ("digits", self.tr("as rounding to so many digits allows")),
            ("decades", self.tr("by so many powers of ten")),
        ):
            self.tolerance.addItem(title, name)
        self.tolerance.setMinimumContentsLength(12)
        self.tolerance.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.most.setRange(0, 1e6)
        for name in ("kind", "until", "answer", "tolerance", "most", "here"):
            getattr(self, name).setObjectName(f"author-{name}")
        self.where.setObjectName("author-where")
        self.where.setWordWrap(True)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.until.setPlaceholderText('computed("∂L/∂y.z")')
        self.answer.setPlaceholderText('value("∂L/∂y.z")[0,0]')
        self.text.setToolTip(self.tr('Plain words; **bold**, `code`, and live values: {{ value("y.a")[0,0] | 3g }}'))

    def _arrange(self) -> dict[str, list[QWidget]]:
        """The rows that only some kinds of step have."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Kind of step"), self.kind)
        form.addRow(self.tr("It stands"), self.where)
        form.addRow(self.here)
        form.addRow(self.tr("Text"), self.text)
        rows: dict[str, list[QWidget]] = {DO: [], ASK: []}

        def add(kind: str, title: str, field: QWidget) -> None:
            form.addRow(title, field)
            if isinstance(field, (Both, WrongAnswer)):
                field.call(title)
            rows[kind] += [field, form.labelForField(field)]

        add(DO, self.tr("Until this is true"), self.until)
        add(ASK, self.tr("Accepted answer, as an expression"), self.answer)
        off = QWidget()
        line = QHBoxLayout(off)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.tolerance, 1)
        line.addWidget(self.most)
        add(ASK, self.tr("It may be off"), off)
        add(ASK, self.tr("Name of the number"), self.label)
        for number, wrong in enumerate(self.wrong, 1):
            add(ASK, self.tr("Wrong answer {number}, and what to say to it").format(number=number), wrong)
        for number, hint in enumerate(self.hints, 1):
            add(ASK, self.tr("Hint {number}").format(number=number), hint)
        form.addRow(self.tr("Why, said at the end"), self.why)
        self.text.call(self.tr("Text"))
        self.why.call(self.tr("Why, said at the end"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(form)
        outer.addStretch(1)
        return rows

    def _connect(self) -> None:
        self.here.clicked.connect(self.drafting.move_here)
        self.kind.activated.connect(self._write)
        self.tolerance.activated.connect(self._write)
        self.most.valueChanged.connect(self._write)
        for field in (self.until, self.answer):
            field.textEdited.connect(self._write)
        for part in (self.text, self.why, self.label, *self.hints):
            part.changed.connect(self._write)
        for wrong in self.wrong:
            wrong.changed.connect(self._write)

    # from and to the draft -----------------------------------------------------------------------

    def show_step(self, theme: Theme) -> None:
        """Show the chosen step."""
        drafting = self.drafting
        if not 0 <= drafting.place < len(drafting.draft.steps):
            return
        step, tones = drafting.draft.steps[drafting.place], (theme.muted, theme.warning)
        question = step.get("question", {})
        self.kind.setCurrentIndex(self.kind.findData(step["kind"]))
        self.where.setText(stands(step))
        for field, words in ((self.until, step.get("until", "")), (self.answer, question.get("answer", ""))):
            if field.text().strip() != words:
                field.setText(words)
        name, size = next(iter(question.get("tolerance", {"digits": 3}).items()))
        self.tolerance.setCurrentIndex(self.tolerance.findData(name))
        self.most.blockSignals(True)
        self.most.setValue(size)
        self.most.blockSignals(False)
        self.text.show_text(step["text"], *tones)
        self.why.show_text(step.get("why", {}), *tones)
        self.label.show_text(question.get("label", {}), *tones)
        hints, rules = step.get("hints", []), step.get("feedback", [])
        for number, hint in enumerate(self.hints):
            hint.show_text((hints + [{}] * HINTS)[number], *tones)
            hint.setEnabled(number <= len(hints))  # they have no gaps
        for number, wrong in enumerate(self.wrong):
            wrong.show_rule((rules + [{}] * WRONG)[number], *tones)
            wrong.setEnabled(number <= len(rules))
        editable = question.get("kind", "number") == "number"
        for kind, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(kind == step["kind"] and (kind != ASK or editable))

    def _write(self) -> None:
        """The step as the fields say it; what they do not show is kept."""
        drafting = self.drafting
        step = drafting.draft.steps[drafting.place]
        kind = self.kind.currentData()
        kept = {key: value for key, value in step.items() if key in ("id", "stage", "next")}
        made: Json = {**kept, "kind": kind, "text": self.text.words(), **_some("why", self.why)}
        if kind == DO:
            made["until"] = self.until.text().strip() or step.get("until", "step >= 1")
        if kind == ASK and step.get("question", {}).get("kind", "number") == "number":
            made |= self._question(step)
        elif kind == ASK:
            made |= {key: step[key] for key in ("question", "feedback", "hints") if key in step}
        drafting.change(drafting.draft.with_step(drafting.place, made), merge=f"step {step['id']}")

    def _question(self, step: Json) -> Json:
        old, answer = step.get("question", {}), self.answer.text().strip()
        size = int(self.most.value()) if self.tolerance.currentData() == "digits" else self.most.value()
        question = {"kind": "number", "answer": answer or "loss", "tolerance": {self.tolerance.currentData(): size}}
        question |= {"at": old["at"]} if "at" in old else {"at": step.get("stage", {}).get("at", {"step": 1})}
        if "today" in old and old.get("answer") == answer:
            question["today"] = old["today"]
        rules = [rule for wrong in self.wrong if (rule := wrong.rule()) is not None]
        rules += step.get("feedback", [])[WRONG:]
        hints = [hint.words() for hint in self.hints if any(hint.words().values())] + step.get("hints", [])[HINTS:]
        found: Json = {"question": question | _some("label", self.label)}
        return found | ({"feedback": rules} if rules else {}) | ({"hints": hints} if hints else {})


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
        where = translate("Author", "at its beginning")
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
