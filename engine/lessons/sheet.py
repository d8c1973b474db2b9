"""A lesson on paper: questions with lines to write on, and a key from the same state."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape

from engine.lessons import lesson as model
from engine.lessons.bench import Bench, Told
from engine.lessons.drawing import picture
from engine.lessons.given import given
from engine.lessons.judge import number_of, right_options, right_places
from engine.lessons.live_text import filled
from engine.lessons.misconceptions import MISCONCEPTIONS
from engine.lessons.numbers import fits, written
from engine.lessons.variation import varied
from engine.library.random_stream import Stream
from engine.model.problem import ExperimentError, Problem, text

LETTERS = "abcdefgh"
LINE = "_" * 22
BOX = "[ &nbsp; ]"
STYLE = """
body { font: 11pt/1.45 "Noto Sans", "Noto Sans Devanagari", "DejaVu Sans", sans-serif; color: #111; background: #fff;
       max-width: 720px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 18pt; margin-bottom: 2pt; } .muted { color: #555; } .keep { page-break-inside: avoid; }
.question { margin-top: 18px; margin-bottom: 5px; }
.answer { margin-top: 0px; margin-bottom: 0px; margin-left: 22px; }
td { padding: 2pt 14pt 2pt 0; vertical-align: top; } code { font-family: "DejaVu Sans Mono", monospace; }
"""
WORDS = {
    "name": model.Text({"en": "Name", "hi": "नाम"}),
    "sheet": model.Text({"en": "Sheet", "hi": "पर्चा"}),
    "key": model.Text({"en": "Answer key", "hi": "उत्तर"}),
    "signs": model.Text({"en": "rises / falls / stays", "hi": "बढ़ेगा / घटेगा / वही रहेगा"}),
    "+": model.Text({"en": "rises", "hi": "बढ़ेगा"}),
    "-": model.Text({"en": "falls", "hi": "घटेगा"}),
    "0": model.Text({"en": "stays", "hi": "वही रहेगा"}),
    "place": model.Text({"en": "Write its name:", "hi": "नाम लिखें:"}),
    "places": model.Text({"en": "Write all their names:", "hi": "सबके नाम लिखें:"}),
    "order": model.Text({"en": "Number the cards in the right order:", "hi": "Cards पर सही क्रम के अंक लिखें:"}),
    "factors": model.Text({"en": "Choose from:", "hi": "इनमें से चुनें:"}),
    "phases": model.Text({"en": "The phases: forward, loss, backward, update.", "hi": "Phases: forward, loss, backward, update."}),
    "wrong": model.Text({"en": "Wrong answers to expect", "hi": "संभावित ग़लत उत्तर"}),
    "network": model.Text({"en": "The network. Write values on the lines.", "hi": "Network। रेखाओं पर values लिखें।"}),
    "minutes": model.Text({"en": "{minutes} minutes", "hi": "{minutes} मिनट"}),
    "allowed": model.Text({"en": "allowed", "hi": "छूट"}),
}


def sheet(lesson: model.Lesson, language: str, seed: int = 0, key: bool = False) -> str:
    """One HTML page that needs no other file: the worksheet of a lesson, or its key. Each seed has its own numbers.

    ExperimentError for a lesson without questions.
    """
    if not any(lesson.asked()):
        raise ExperimentError([Problem(lesson.id, text("this lesson asks no questions, so it has no worksheet."))])
    page = _Page(varied(lesson, seed), language, seed)
    title = escape(lesson.title.of(language))
    heading = f"{page.word('key')} · {title}" if key else title
    name = "" if key else f"<p>{page.word('name')}: {LINE}{LINE}</p>"
    minutes = page.word("minutes").format(minutes=lesson.minutes)
    about = f"{escape(lesson.goal.of(language))} · {minutes} · {page.word('sheet')} {seed}"
    head = f"<head><meta charset='utf-8'><title>{heading}</title><style>{STYLE}</style></head>"
    top = ("<!DOCTYPE html>", f"<html lang='{language}'>{head}<body>", f"<h1>{heading}</h1>", f"<p class='muted'>{about}</p>{name}")
    return "\n".join((*top, *(page.key() if key else page.questions()), "</body></html>", ""))


def _question(number: int, text: str, answer: str) -> str:
    within = answer if answer.startswith("<table") else f"<p class='answer'>{answer}</p>" if answer else ""
    return f"<div class='keep'><p class='question'><b>{number}.</b> {text}</p>{within}</div>"


class _Page:
    def __init__(self, lesson: model.Lesson, language: str, seed: int) -> None:
        self.lesson, self.language, self.seed = lesson, language, seed
        self.bench = Bench(lesson)

    def word(self, name: str) -> str:
        """One of the sheet's own words."""
        return escape(WORDS[name].of(self.language))

    def _marked(self, words: model.Text, values: Told) -> str:
        """A text of the lesson as HTML, with the values of a moment."""
        plain = escape(filled(words.of(self.language), values), quote=False)
        plain = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", plain)
        plain = re.sub(r"`(.+?)`", r"<code>\1</code>", plain)
        return re.sub(r"\s?[①-⑨]", "", plain).replace("\n", "<br>")

    # the sheet -----------------------------------------------------------------------------------

    def questions(self) -> Iterator[str]:
        """Every question, each after the drawing of its network, and what is given, where that is another than before."""
        drawn = told = None
        for number, step in enumerate(self.lesson.asked(), 1):
            experiment = self.bench.experiment(step)
            drawing, facts = picture(experiment), "".join(given(experiment))
            if drawing and drawing != drawn:
                drawn = drawing
                image = base64.b64encode(drawing.encode()).decode()
                yield f"<p><img src='data:image/svg+xml;base64,{image}' alt=''><br>{self.word('network')}</p>"
            if facts and facts != told:
                told = facts
                yield f"<div class='keep'>{facts}</div>"
            yield _question(number, self._marked(step.text, self.bench.opening(step)), self._blank(step))

    def _blank(self, step: model.Step) -> str:
        """Where the answer is written."""
        values, question = self.bench.asking(step), step.question
        match question:
            case model.Number():
                label = self._marked(question.label, values)
                return f"{label} = {LINE}" if label else LINE
            case model.Sign():
                return " &nbsp; ".join(f"{BOX} {self.word(sign)}" for sign in "+-0")
            case model.Choose():
                return "<br>".join(f"{BOX} {letter}) {self._marked(option.text, values)}"
                                   for letter, option in zip(LETTERS, self.options(step, question), strict=False))  # fmt: skip
            case model.Order():
                order = Stream(self.seed, "cards", step.id).order(len(question.cards))
                cards = "<br>".join(f"{BOX} {self._marked(question.cards[int(place)].text, values)}" for place in order)
                return f"{self.word('order')}<br>{cards}"
            case model.Pick():
                hint = f"{self.word('phases')}<br>" if question.among == "phase" else ""
                return f"{hint}{self.word('places' if question.many else 'place')} {LINE}{LINE}"
            case model.Factors():
                tiles = ", &nbsp; ".join(f"{escape(tile.symbol)} = {written(tile.value(values))}" for tile in question.tiles)
                return f"{self.word('factors')} {tiles}<br>{LINE}{LINE} = {LINE}"
            case model.Fill():
                rows = (f"<tr><td>{self._marked(blank.label, values)}</td><td>{LINE}</td></tr>" for blank in question.blanks)
                return f"<table class='answer' cellpadding='3'>{''.join(rows)}</table>"
        return f"{LINE * 3}<br><br>{LINE * 3}"

    def options(self, step: model.Step, question: model.Choose) -> list[model.Option]:
        """The options in the order of this sheet; its key has the same."""
        if question.fixed_order:
            return list(question.options)
        return [question.options[int(place)] for place in Stream(self.seed, "options", step.id).order(len(question.options))]

    # the key -------------------------------------------------------------------------------------

    def key(self) -> Iterator[str]:
        """Every answer, and what the wrong ones tell."""
        for number, step in enumerate(self.lesson.asked(), 1):
            values = self.bench.asking(step)
            rows = [f"<tr><td>{answer}</td><td>{tells}</td></tr>" for answer, tells in self._wrong(step, values)]
            table = f"<tr><td colspan='2' class='muted'>{self.word('wrong')}</td></tr>{''.join(rows)}"
            expected = f"<table class='answer' cellpadding='3'>{table}</table>" if rows else ""
            yield _question(number, self._right(step, values), expected)

    def _right(self, step: model.Step, values: Told) -> str:
        question = step.question
        match question:
            case model.Number():
                return self._number(self._marked(question.label, values), question, values)
            case model.Sign():
                value = number_of(question.answer, values)
                return f"<b>{self.word('0' if abs(value) <= question.zero else '+' if value > 0 else '-')}</b> ({written(value)})"
            case model.Choose():
                right = right_options(question, values)
                return "<br>".join(f"<b>{letter})</b> {self._marked(option.text, values)}" for letter, option
                                   in zip(LETTERS, self.options(step, question), strict=False) if option.id in right)  # fmt: skip
            case model.Order():
                texts = {card.id: self._marked(card.text, values) for card in question.cards}
                return "<br>".join("<b>" + " → ".join(texts[each] for each in order) + "</b>" for order in question.right)
            case model.Pick():
                return ", ".join(f"<b>{escape(place.name)}</b>" for place in right_places(question, values))
            case model.Factors():
                symbols = {tile.id: f"{escape(tile.symbol)} ({written(tile.value(values))})" for tile in question.tiles}
                return (
                    f"<b>{' · '.join(symbols[each] for each in question.right)} = {written(number_of(question.answer, values))}</b>"
                )
            case model.Fill():
                return "<br>".join(self._number(self._marked(blank.label, values), blank, values) for blank in question.blanks)
            case model.Words():
                return self._marked(question.model, values)
        return ""

    def _number(self, label: str, asked: model.Number | model.Blank, values: Told) -> str:
        tolerance = asked.tolerance
        size = {"abs": f"± {written(tolerance.size, '3g')}", "rel": f"± {written(tolerance.size, '%')}"}.get(
            tolerance.kind, f"{written(tolerance.size)} {tolerance.kind}"
        )
        words = (
            f"<b>{written(number_of(asked.answer, values), '6g')}</b> <span class='muted'>({self.word('allowed')}: {size})</span>"
        )
        return f"{label} = {words}" if label else words

    def _wrong(self, step: model.Step, values: Told) -> Iterator[tuple[str, str]]:
        """(answer, what it tells). A wrong number that happens to be right with these weights is left out."""
        for rule in step.feedback:
            answer = self._answer(step, rule, values)
            if not answer:
                continue
            belief = MISCONCEPTIONS.get(rule.misconception)
            named = f" <span class='muted'>({rule.misconception}: “{escape(belief.of(self.language))}”)</span>" if belief else ""
            yield answer, f"{self._marked(rule.say, values)}{named}"

    def _answer(self, step: model.Step, rule: model.Rule, values: Told) -> str:
        question = step.question
        match rule.test:
            case "near":
                try:
                    wrong = number_of(rule.given, values)
                except ExperimentError:
                    return ""
                right = isinstance(question, model.Number) and fits(wrong, number_of(question.answer, values), question.tolerance)
                return "" if right else written(wrong, "4g")
            case "between":
                return " … ".join(written(end(values), "3g") for end in rule.given)
            case "sign":
                return self.word(rule.given)
            case "option":
                return "".join(f"{letter})" for letter, option
                               in zip(LETTERS, self.options(step, question), strict=False) if option.id == rule.given)  # type: ignore[arg-type]  # fmt: skip
            case "picked":
                return escape(rule.given.name)
            case "order" if isinstance(question, model.Order):
                texts = {card.id: self._marked(card.text, values) for card in question.cards}
                return " … ".join(texts[each] for each in rule.given if each in texts)
            case "order" if isinstance(question, model.Factors):
                symbols = {tile.id: escape(tile.symbol) for tile in question.tiles}
                return " · ".join(symbols[each] for each in rule.given if each in symbols)
        return "…"
