"""Wrong answers that an author foresees: which answer is meant, the misconception behind it, and what is said to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.lessons.fresh import place_of
from engine.lessons.misconceptions import MISCONCEPTIONS
from gui.look import i18n
from gui.look.fields import ComboBox, ExpressionField
from gui.panels.author.entries import show
from gui.panels.author.fields import Both

Json = dict[str, Any]
NEAR, ORDER, SIGN, OPTION, PICKED, ELSE, KEPT = "near", "order", "sign", "option", "picked", "else", "kept"


def tests(kind: str, question: Json, places: Mapping[str, str]) -> list[tuple[str, str, Any]]:
    """Which wrong answers a question can have: a title, the test of the file, and its value where it is not typed."""
    translate = QCoreApplication.translate
    other = (translate("Author", "any other wrong answer"), ELSE, True)
    signs = [(translate("Author", "it rises, or a number above 0"), SIGN, "+"),
             (translate("Author", "it falls, or a number below 0"), SIGN, "-"),
             (translate("Author", "it stays the same, or 0"), SIGN, "0")]  # fmt: skip
    number = (translate("Author", "this number:"), NEAR, "")
    order = (translate("Author", "in this order (item numbers, all or some of them):"), ORDER, "")
    if kind == "choose":
        words = [option["text"] for option in question["options"]]
        titles = [each.get(i18n.language()) or each.get("en") or "…" for each in words]
        options = [(title, OPTION, option["id"]) for title, option in zip(titles, question["options"], strict=True)
                   if option["right"] is not True]  # fmt: skip
        return [*options, other]
    if kind == "pick":
        named = question.get("among") or (place_of(question["right"][0])[0] if "right" in question else "parameter")
        written = "weight" if named == "parameter" else named
        right = question.get("right", [])
        return [*((title, PICKED, {written: name}) for name, title in places.items() if {written: name} not in right),
                other]  # fmt: skip
    return {"number": [number, *signs, other], "fill": [number, other], "sign": [*signs, other], "order": [order, other],
            "factors": [order, other]}.get(kind, [])  # fmt: skip


def ids_of(question: Json) -> list[str]:
    """The ids of what is put in order, as the form numbers them."""
    if "cards" in question:
        return list(question["right"][0])
    return [tile["id"] for tile in question.get("tiles", ())]


class WrongAnswer(QWidget):
    """One rule of the feedback."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._shown: Json = {}
        self._ids: list[str] = []
        self.which, self.near, self.belief = ComboBox(), ExpressionField(), ComboBox()
        self.say = Both(f"author-wrong-{number}-say", "line")
        self.which.setObjectName(f"author-wrong-{number}-which")
        self.near.setObjectName(f"author-wrong-{number}")
        self.near.textEdited.connect(lambda _: self.changed.emit())
        self.belief.addItem(QCoreApplication.translate("Author", "no misconception named"), "")
        for name, words in MISCONCEPTIONS.items():
            self.belief.addItem(f"{name}: {words.of(i18n.language())}", name)
        for menu in (self.which, self.belief):
            menu.setMinimumContentsLength(12)
            menu.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            menu.activated.connect(lambda _: self.changed.emit())
        self.say.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(4)
        for widget in (self.which, self.near, self.say, self.belief):
            layout.addWidget(widget)

    def call(self, title: str) -> None:
        """Which wrong answer it is, for screen readers."""
        for field in (self.which, self.near, self.belief):
            field.setAccessibleName(title)
        self.say.call(title)

    def show_rule(self, rule: Json, question: Json, places: Mapping[str, str], muted: str, missing: str) -> None:
        """Show a rule of the draft, of a question that has these places to be picked."""
        self._shown, self._ids = rule, ids_of(question)
        test, given = next(iter(rule.get("if", {}).items()), ("", ""))
        self.which.clear()
        known = tests(question.get("kind", "number"), question, places)
        for title, name, value in known:
            self.which.addItem(title, (name, value))
        here = next((row for row, (_, name, value) in enumerate(known)
                     if name == test and (name in (NEAR, ORDER) or value == given)), -1)  # fmt: skip
        if test and here < 0:
            self.which.addItem(QCoreApplication.translate("Author", "as in the file"), (KEPT, given))
            here = self.which.count() - 1
        self.which.setCurrentIndex(max(0, here))
        typed = self._typed()
        self.near.setVisible(typed in (NEAR, ORDER))
        self.near.setPlaceholderText('-value("∂L/∂y.z")[0,0]' if typed == NEAR else "2 1")
        if typed == NEAR:
            show(self.near, given if test == NEAR else "")
        elif typed == ORDER and self._order() != list(given if test == ORDER else ()):
            self.near.setText(" ".join(str(self._ids.index(each) + 1) for each in given if each in self._ids))
        self.belief.setCurrentIndex(max(0, self.belief.findData(rule.get("is", ""))))
        self.say.show_text(rule.get("say", {}), muted, missing)

    def _typed(self) -> str:
        return str((self.which.currentData() or ("", ""))[0])

    def _order(self) -> list[str]:
        """The ids that are meant by the numbers that are typed."""
        numbers = [int(word) for word in self.near.text().replace(",", " ").split() if word.isdecimal()]
        return [self._ids[number - 1] for number in numbers if 1 <= number <= len(self._ids)]

    def rule(self) -> Json | None:
        """The rule as the file has it, with what is not shown here; None as long as nothing is entered."""
        test, value = self.which.currentData() or ("", "")
        say, belief, near = self.say.words(), self.belief.currentData(), self.near.text().strip()
        if not any(say.values()) and not (test in (NEAR, ORDER) and near):
            return None
        kept = {key: part for key, part in self._shown.items() if key != "is"}
        wanted = {NEAR: {NEAR: near}, ORDER: {ORDER: self._order()}, KEPT: self._shown.get("if", {})}.get(test, {test: value})
        found = {**kept, "if": wanted, "say": say}
        return {**found, "is": belief} if belief else found
