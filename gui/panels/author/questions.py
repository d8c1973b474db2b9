"""The form of each kind of question: what is asked, and what is right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from engine.insight.moment.symbols import arrow
from engine.lessons.fresh import fresh, place_of
from engine.lessons.lesson import Place
from gui.look.fields import ComboBox, ExpressionField, NumberField
from gui.panels.author.entries import Blank, Card, Entries, Factor, Json, Option, Tolerance, Tones, show
from gui.panels.author.fields import Both
from gui.session.drafting import Drafting


class Form(QWidget):
    """A form of rows. `fill` shows a question of the draft, `read` gives it with whatever is not shown here."""

    changed = Signal()
    kind = ""

    def __init__(self, drafting: Drafting) -> None:
        super().__init__()
        self.drafting = drafting
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.build()

    def build(self) -> None:
        """Make the fields."""

    def fill(self, question: Json, tones: Tones) -> None:
        """Show a question."""

    def read(self, old: Json) -> Json:
        """The question as the file has it."""
        return old

    def row(self, title: str, field: Any, name: str = "") -> Any:
        """Add a field under its title; what is entered there is written at once."""
        self.form.addRow(title, field)
        if name:
            field.setObjectName(f"author-{name}")
            field.setAccessibleName(title)
        if isinstance(field, (Both, Tolerance)):
            field.call(title)
        if isinstance(field, ExpressionField):
            field.textEdited.connect(self.tell)
        elif hasattr(field, "changed"):
            field.changed.connect(self.changed)
        return field

    def tick(self, words: str, name: str) -> QCheckBox:
        """Add something that is so or not."""
        box = QCheckBox(words)
        box.setObjectName(f"author-{name}")
        box.clicked.connect(self.tell)
        self.form.addRow(box)
        return box

    def tell(self, *_: object) -> None:
        """The question is another."""
        self.changed.emit()


def _with(question: Json, name: str, value: object) -> Json:
    """A question with a part that is left out where it is empty."""
    plain = {key: part for key, part in question.items() if key != name}
    return {**plain, name: value} if value else plain


class NumberForm(Form):
    """A number is typed."""

    kind = "number"

    def build(self) -> None:
        self.answer = self.row(self.tr("Accepted answer, as an expression"), ExpressionField(), "answer")
        self.answer.setPlaceholderText('value("∂L/∂y.z")[0,0]')
        self.off = self.row(self.tr("It may be off"), Tolerance())
        self.label = self.row(self.tr("Name of the number"), Both("author-label", "line"))

    def fill(self, question: Json, tones: Tones) -> None:
        show(self.answer, question["answer"])
        self.off.show_tolerance(question["tolerance"])
        self.label.show_text(question.get("label", {}), *tones)

    def read(self, old: Json) -> Json:
        answer = self.answer.text().strip() or "loss"
        made = {**old, "answer": answer, "tolerance": self.off.tolerance()}
        if answer != old["answer"]:
            made.pop("today", None)
        words = self.label.words()
        return _with(made, "label", words if any(words.values()) else None)


class SignForm(Form):
    """Rises, falls, or stays."""

    kind = "sign"

    def build(self) -> None:
        self.answer = self.row(self.tr("It rises if this is positive"), ExpressionField(), "sign")
        self.answer.setPlaceholderText('grad("x→y.weight")[0,0]')
        self.zero = self.row(self.tr("It stays the same if that differs from 0 by at most"), NumberField(), "zero")
        self.zero.setRange(0, 1e6)
        self.zero.valueChanged.connect(self.tell)

    def fill(self, question: Json, tones: Tones) -> None:
        show(self.answer, question["answer"])
        self.zero.blockSignals(True)
        self.zero.setValue(question.get("zero", 0.0))
        self.zero.blockSignals(False)

    def read(self, old: Json) -> Json:
        return _with({**old, "answer": self.answer.text().strip() or "loss"}, "zero", self.zero.value())


class ChooseForm(Form):
    """One option, or several."""

    kind = "choose"

    def build(self) -> None:
        option = {"text": {"en": ""}, "right": False}
        self.options = self.row(self.tr("Options"), Entries("author-option", Option, self.tr("Another option"), option))
        self.many = self.tick(self.tr("All correct options must be chosen"), "many")
        self.fixed = self.tick(self.tr("Always in this order"), "fixed")

    def fill(self, question: Json, tones: Tones) -> None:
        self.options.fill(question["options"], tones)
        self.many.setChecked(question.get("many", False))
        self.fixed.setChecked(question.get("fixed_order", False))

    def read(self, old: Json) -> Json:
        made = _with({**old, "options": self.options.read()}, "many", self.many.isChecked())
        return _with(made, "fixed_order", self.fixed.isChecked())


class OrderForm(Form):
    """Cards, written in their right order; the learner finds them shuffled."""

    kind = "order"

    def build(self) -> None:
        self.cards = self.row(self.tr("Cards, in the correct order"),
                              Entries("author-card", Card, self.tr("Another card"), {"text": {"en": ""}}))  # fmt: skip
        self.line = QPushButton(self.tr("A card for the selected line"))
        self.line.setObjectName("author-card-line")
        self.line.clicked.connect(self._add_line)
        self.form.addRow(self.line)

    def _add_line(self) -> None:
        name = next((name for kind, name in self.drafting.pointed_at() if kind == "line"), "")
        if name:
            self.cards.append({"text": {"en": f"`{arrow(name)}`", "hi": f"`{arrow(name)}`"}})

    def fill(self, question: Json, tones: Tones) -> None:
        cards = {card["id"]: card for card in question["cards"]}
        self.cards.fill([cards[name] for name in question["right"][0] if name in cards], tones)

    def read(self, old: Json) -> Json:
        cards = self.cards.read()
        ids = [card["id"] for card in cards]
        others = old["right"][1:] if old["right"][0] == ids else []  # another right order of the same cards
        written = [card["id"] for card in old["cards"]]  # the file may have them in another order
        cards.sort(key=lambda card: written.index(card["id"]) if card["id"] in written else len(written))
        return {**old, "cards": cards, "right": [ids, *others]}


class PickForm(Form):
    """A place is clicked: one of those listed here, or one for which an expression holds."""

    kind = "pick"
    KINDS = ("node", "neuron", "wire", "weight", "line", "phase", "cell", "parameter")

    def build(self) -> None:
        titles = {
            "node": self.tr("a layer"), "neuron": self.tr("a neuron"), "wire": self.tr("a wire"), "weight": self.tr("a weight"),
            "line": self.tr("a line of the program"), "phase": self.tr("a phase"), "cell": self.tr("a layer at a time step"),
            "parameter": self.tr("a parameter"),
        }  # fmt: skip
        self.among = self.row(self.tr("The learner picks"), ComboBox(), "among")
        for name in self.KINDS:
            self.among.addItem(titles[name], name)
        self.among.activated.connect(self._another_kind)
        self.right = self.row(self.tr("Right places"), QListWidget(), "places")
        self.right.setMaximumHeight(84)
        self.every = ComboBox()
        self.every.setObjectName("author-place")
        self.every.setAccessibleName(self.tr("All places of this kind"))
        self.every.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add, self.here = QPushButton(self.tr("Add")), QPushButton(self.tr("Add the selection"))
        self.remove = QPushButton(self.tr("Remove"))
        column = QVBoxLayout()
        self.form.addRow(column)
        for first, second in ((self.every, self.add), (self.here, self.remove)):
            line = QHBoxLayout()
            column.addLayout(line)
            line.addWidget(first, int(first is self.every))
            line.addWidget(second)
        for button, name, verb in (
            (self.add, "add", self._add),
            (self.here, "selected", self._add_selected),
            (self.remove, "remove", self._remove),
        ):
            button.setObjectName(f"author-place-{name}")
            button.clicked.connect(verb)
        self.rule = self.row(
            self.tr("Or every place for which this is true (“it” stands for the place)"), ExpressionField(), "right-if"
        )
        self.rule.setPlaceholderText("norm(grad(it)) == 0")
        self.many = self.tick(self.tr("All correct places must be picked"), "pick-many")
        self.places: list[Json] = []

    def _kind(self) -> str:
        return str(self.among.currentData())

    def _another_kind(self) -> None:
        names = self.drafting.places(self._kind())
        self.places = [] if self.rule.text().strip() or not names else [{self._place_kind(): next(iter(names))}]
        self.changed.emit()

    def _place_kind(self) -> str:
        return "weight" if self._kind() == "parameter" else self._kind()

    def _put(self, name: str) -> None:
        place = {self._place_kind(): name}
        if name and place not in self.places:
            self.places = [*self.places, place]
            self.changed.emit()

    def _add(self) -> None:
        self._put(str(self.every.currentData() or ""))

    def _add_selected(self) -> None:
        kind = self._place_kind()
        self._put(next((name for found, name in sorted(self.drafting.pointed_at()) if found == kind), ""))

    def _remove(self) -> None:
        row = self.right.currentRow()
        if 0 <= row < len(self.places) and len(self.places) > 1:
            self.places = [place for number, place in enumerate(self.places) if number != row]
            self.changed.emit()

    def fill(self, question: Json, tones: Tones) -> None:
        self.places = question.get("right", [])
        kind = question.get("among") or (place_of(self.places[0])[0] if self.places else "parameter")
        self.among.setCurrentIndex(self.among.findData(kind))
        self.right.clear()
        for place in self.places:
            self.right.addItem(self.drafting.place_title(Place(*place_of(place))))
        self.every.clear()
        for name, title in self.drafting.places(kind).items():
            self.every.addItem(title, name)
        show(self.rule, question.get("right_if", ""))
        for widget in (self.right, self.every, self.add, self.here, self.remove):
            widget.setEnabled("right_if" not in question)
        self.many.setChecked(question.get("many", False))

    def read(self, old: Json) -> Json:
        rule = self.rule.text().strip()
        kept = {key: value for key, value in old.items() if key not in ("right", "right_if", "among")}
        right = {"right_if": rule} if rule else {"right": self.places or fresh("pick")["right"]}
        among = self._kind() if rule or self.places else "phase"
        return _with({**kept, **right, "among": among}, "many", self.many.isChecked())


class FactorsForm(Form):
    """Tiles to be multiplied, written in the order of the path; those that do not belong there too."""

    kind = "factors"

    def build(self) -> None:
        tile = {"symbol": "a", "value": "loss"}
        self.tiles = self.row(self.tr("Factors, in order along the path"),
                              Entries("author-factor", Factor, self.tr("Another factor"), tile))  # fmt: skip
        self.answer = self.row(self.tr("The product must be"), ExpressionField(), "product")
        self.answer.setPlaceholderText('grad("x→y.weight")[0,0]')

    def fill(self, question: Json, tones: Tones) -> None:
        self.tiles.fill(question["tiles"], tones)
        for row in self.tiles.rows[: self.tiles.count]:
            assert isinstance(row, Factor)
            row.counts.setChecked(row.shown["id"] in question["right"])
        show(self.answer, question["answer"])

    def read(self, old: Json) -> Json:
        rows = self.tiles.rows[: self.tiles.count]
        counted = {row.shown["id"] for row in rows if isinstance(row, Factor) and row.counts.isChecked()}
        tiles = self.tiles.read()
        right = [tile["id"] for tile in tiles if tile["id"] in counted]
        if right == list(dict.fromkeys(old["right"])):
            right = old["right"]  # one of them may count twice
        return {**old, "tiles": tiles, "right": right or [tiles[0]["id"]], "answer": self.answer.text().strip() or "loss"}


class FillForm(Form):
    """The blanks in a table."""

    kind = "fill"

    def build(self) -> None:
        blank = fresh("fill")["blanks"][0]
        self.blanks = self.row(self.tr("Blanks"), Entries("author-blank", Blank, self.tr("Another blank"), blank, 2, 6))

    def fill(self, question: Json, tones: Tones) -> None:
        self.blanks.fill(question["blanks"], tones)

    def read(self, old: Json) -> Json:
        return {**old, "blanks": self.blanks.read()}


class WordsForm(Form):
    """A free sentence, which nobody judges."""

    kind = "words"

    def build(self) -> None:
        self.model = self.row(self.tr("One way to say it"), Both("author-model", "line"))
        told = QLabel(self.tr("The learner's sentence is not graded; yours is shown beside it."))
        told.setWordWrap(True)
        self.form.addRow(told)

    def fill(self, question: Json, tones: Tones) -> None:
        self.model.show_text(question["model"], *tones)

    def read(self, old: Json) -> Json:
        return {**old, "model": self.model.words()}


FORMS: tuple[type[Form], ...] = (NumberForm, SignForm, ChooseForm, OrderForm, PickForm, FactorsForm, FillForm, WordsForm)
