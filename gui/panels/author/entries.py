"""Lists that an author fills: options, cards, factors, blanks; each entry can be moved up and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from engine.lessons.fresh import free_id
from gui.look.fields import ComboBox, ExpressionField, NumberField
from gui.panels.author.fields import Both

Json = dict[str, Any]
Tones = tuple[str, str]  # the colours of a language that is there, and of one that is missing


def show(field: QLineEdit, words: str) -> None:
    """Show words in a field, unless they stand there already; the cursor stays."""
    if field.text().strip() != words:
        field.setText(words)


class Tolerance(QWidget):
    """How far an answer may be off."""

    changed = Signal()

    def __init__(self, name: str = "author") -> None:
        super().__init__()
        self.kind, self.most = ComboBox(), NumberField()
        translate = QCoreApplication.translate
        for value, title in (
            ("abs", translate("StepForm", "by at most")),
            ("rel", translate("StepForm", "by this fraction of it")),
            ("digits", translate("StepForm", "by rounding to n digits")),
            ("decades", translate("StepForm", "by n powers of ten")),
        ):
            self.kind.addItem(title, value)
        self.kind.setMinimumContentsLength(12)
        self.kind.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setObjectName(f"{name}-tolerance")
        self.most.setObjectName(f"{name}-most")
        self.most.setRange(0, 1e6)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kind, 1)
        row.addWidget(self.most)
        self.kind.activated.connect(lambda _: self.changed.emit())
        self.most.valueChanged.connect(lambda _: self.changed.emit())

    def call(self, title: str) -> None:
        """What it belongs to, for screen readers."""
        self.kind.setAccessibleName(title)
        self.most.setAccessibleName(title)

    def show_tolerance(self, entry: Json) -> None:
        """Show one of a file."""
        kind, size = next(iter(entry.items()))
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.most.blockSignals(True)
        self.most.setValue(size)
        self.most.blockSignals(False)

    def tolerance(self) -> Json:
        """As the file has it."""
        kind = self.kind.currentData()
        return {kind: int(self.most.value()) if kind == "digits" else self.most.value()}


class Entry(QWidget):
    """One entry of a list. `fill` shows it, `read` gives it back with whatever is not shown here."""

    changed, lifted, removed = Signal(), Signal(), Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shown: Json = {}
        self.body, self.side, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.addLayout(self.body, 1)
        row.addLayout(self.side)
        self.body.setSpacing(4)
        self.up, self.remove = QToolButton(), QToolButton()
        for button, sign, words, told in (
            (self.up, "↑", QCoreApplication.translate("Author", "Move up"), self.lifted),
            (self.remove, "✕", QCoreApplication.translate("Author", "Remove"), self.removed),
        ):
            button.setText(sign)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, told=told: told.emit())
            self.side.addWidget(button)
        self.up.setObjectName(f"{name}-up")
        self.remove.setObjectName(f"{name}-remove")
        self.side.addStretch(1)

    def tell(self, *_: object) -> None:
        """It is another."""
        self.changed.emit()

    def fill(self, entry: Json, tones: Tones) -> None:
        """Show an entry of the draft."""
        self.shown = entry

    def read(self) -> Json:
        """The entry as the file has it."""
        return self.shown


class Card(Entry):
    """Something to be put in order."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.text = Both(name, "line")
        self.text.call(QCoreApplication.translate("Author", "Card"))
        self.text.changed.connect(self.changed)
        self.body.addWidget(self.text)

    def fill(self, entry: Json, tones: Tones) -> None:
        super().fill(entry, tones)
        self.text.show_text(entry["text"], *tones)

    def read(self) -> Json:
        return {**self.shown, "text": self.text.words()}


class Option(Card):
    """One of several answers: right, wrong, or right if an expression holds at the moment of the question."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.text.call(QCoreApplication.translate("Author", "Option"))
        self.right, self.when = ComboBox(), ExpressionField()
        for value, title in (
            (False, QCoreApplication.translate("Author", "is wrong")),
            (True, QCoreApplication.translate("Author", "is right")),
            ("", QCoreApplication.translate("Author", "is right if this is true:")),
        ):
            self.right.addItem(title, value)
        self.right.setObjectName(f"{name}-right")
        self.when.setObjectName(f"{name}-when")
        self.when.setPlaceholderText("loss < 0.1")
        for field in (self.right, self.when):
            field.setAccessibleName(QCoreApplication.translate("Author", "Whether this option is right"))
        self.right.activated.connect(self.tell)
        self.when.textEdited.connect(self.tell)
        self.body.addWidget(self.right)
        self.body.addWidget(self.when)

    def fill(self, entry: Json, tones: Tones) -> None:
        super().fill(entry, tones)
        right = entry["right"]
        self.right.setCurrentIndex(2 if isinstance(right, str) else int(right))
        self.when.setVisible(isinstance(right, str))
        show(self.when, right if isinstance(right, str) else "")

    def read(self) -> Json:
        chosen = self.right.currentData()
        return {**super().read(), "right": (self.when.text().strip() or "loss < 0.1") if chosen == "" else chosen}


class Factor(Entry):
    """A tile with a symbol and a value; whether it is part of the product stands beside it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.symbol, self.value = QLineEdit(), ExpressionField()
        self.counts = QCheckBox(QCoreApplication.translate("Author", "is part of the product"))
        self.symbol.setMaxLength(40)
        for field, part, words in (
            (self.symbol, "symbol", QCoreApplication.translate("Author", "Symbol of the factor")),
            (self.value, "value", QCoreApplication.translate("Author", "Value of the factor")),
            (self.counts, "counts", self.counts.text()),
        ):
            field.setObjectName(f"{name}-{part}")
            field.setAccessibleName(words)
        self.symbol.setPlaceholderText("∂L/∂y")
        self.value.setPlaceholderText('grad("y.a")[0,0]')
        row = QHBoxLayout()
        self.body.addLayout(row)
        row.addWidget(self.symbol, 2)
        row.addWidget(self.value, 3)
        self.body.addWidget(self.counts)
        for field in (self.symbol, self.value):
            field.textEdited.connect(self.tell)
        self.counts.clicked.connect(self.tell)

    def fill(self, entry: Json, tones: Tones) -> None:
        super().fill(entry, tones)
        show(self.symbol, entry["symbol"])
        show(self.value, entry["value"])

    def read(self) -> Json:
        return {**self.shown, "symbol": self.symbol.text().strip() or "a", "value": self.value.text().strip() or "loss"}


class Blank(Entry):
    """A number of a table."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.label, self.answer, self.off = Both(name, "line"), ExpressionField(), Tolerance(name)
        self.label.call(QCoreApplication.translate("Author", "Name of the number"))
        self.answer.setObjectName(f"{name}-answer")
        self.answer.setAccessibleName(QCoreApplication.translate("StepForm", "Accepted answer, as an expression"))
        self.answer.setPlaceholderText('value("∂L/∂y.z")[0,0]')
        self.off.call(QCoreApplication.translate("StepForm", "It may be off"))
        for widget in (self.label, self.answer, self.off):
            self.body.addWidget(widget)
        self.label.changed.connect(self.changed)
        self.off.changed.connect(self.changed)
        self.answer.textEdited.connect(self.tell)

    def fill(self, entry: Json, tones: Tones) -> None:
        super().fill(entry, tones)
        self.label.show_text(entry["label"], *tones)
        show(self.answer, entry["answer"])
        self.off.show_tolerance(entry["tolerance"])

    def read(self) -> Json:
        answer = self.answer.text().strip() or "loss"
        return {**self.shown, "label": self.label.words(), "answer": answer, "tolerance": self.off.tolerance()}


class Entries(QWidget):
    """A list of entries, with a button for another one."""

    changed = Signal()

    def __init__(self, name: str, make: Callable[[str], Entry], another: str, fresh: Json, least: int = 2, most: int = 8) -> None:
        super().__init__()
        self._name, self._make, self._fresh, self._least, self._most = name, make, fresh, least, most
        self.rows: list[Entry] = []
        self.count = 0
        self.add = QPushButton(another)
        self.add.setObjectName(f"{name}-add")
        self.add.clicked.connect(lambda: self.append(dict(self._fresh)))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._waiting: list[Json] | None = None  # what is said instead of what the rows show

    def fill(self, entries: list[Json], tones: Tones) -> None:
        """Show the entries of the draft."""
        self.count, self._waiting = len(entries), None
        while len(self.rows) < self.count:
            self._grow()
        for number, row in enumerate(self.rows):
            row.setVisible(number < self.count)
            if number < self.count:
                row.fill(entries[number], tones)
                row.up.setEnabled(number > 0)
                row.remove.setEnabled(self.count > self._least)
        self.add.setEnabled(self.count < self._most)

    def _grow(self) -> None:
        row = self._make(f"{self._name}-{len(self.rows) + 1}")
        number = len(self.rows)
        self.rows.append(row)
        self.column.insertWidget(number, row)
        row.changed.connect(self.changed)
        row.lifted.connect(lambda: self._put(lambda found: found.insert(number - 1, found.pop(number))))
        row.removed.connect(lambda: self._put(lambda found: found.pop(number)))

    def read(self) -> list[Json]:
        """The entries as the file has them."""
        return self._waiting if self._waiting is not None else [row.read() for row in self.rows[: self.count]]

    def append(self, entry: Json) -> None:
        """One more; where entries have ids it gets one."""
        used = {row["id"] for row in self.read() if "id" in row}
        self._put(lambda found: found.append({**entry, **({"id": free_id(used)} if used else {})}))

    def _put(self, change: Callable[[list[Json]], object]) -> None:
        found = self.read()
        change(found)
        self._waiting = found
        self.changed.emit()
