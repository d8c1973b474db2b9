"""Judges an answer by values of the engine, and says what belongs to a wrong one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.lessons import lesson as model
from engine.lessons.numbers import fits, typed, written
from engine.lessons.reading import about
from engine.model.problem import ExperimentError, Problem, text
from engine.program.program import PHASES
from engine.runtime.watch import Expression
from engine.runtime.watch_readers import Telling

RIGHT, WRONG, UNREADABLE, KEPT = "right", "wrong", "not understood", "kept"
# What an answer is: the text of a number, + − or 0, ids, places, texts of several numbers, or a sentence.
Answer = str | Sequence[str] | Sequence[model.Place]


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth. `given` and `expected` are both as they are shown side by side."""

    verdict: str
    given: str
    expected: str
    rule: model.Rule | None = None

    @property
    def right(self) -> bool:
        """Whether it was right."""
        return self.verdict == RIGHT


def judge(step: model.Step, answer: Answer, values: Telling) -> Verdict:
    """The verdict on an answer to the question of a step, with the values of the question's moment.

    ExperimentError if the accepted answer cannot be computed there, as on a network that the learner has changed.
    """
    question = step.question
    match question:
        case model.Number():
            return _number(question, step.feedback, str(answer), values)
        case model.Sign():
            return _sign(question, step.feedback, str(answer), values)
        case model.Choose():
            return _choose(question, step.feedback, [str(each) for each in answer], values)
        case model.Order():
            return _order(question, step.feedback, [str(each) for each in answer])
        case model.Pick():
            return _pick(question, step.feedback, [each for each in answer if isinstance(each, model.Place)], values)
        case model.Factors():
            return _factors(question, step.feedback, [str(each) for each in answer], values)
        case model.Fill():
            return _fill(question, step.feedback, [str(each) for each in answer], values)
    return Verdict(KEPT, str(answer), "")


def number_of(expression: Expression, values: Telling) -> float:
    """The one finite number that an expression gives; ExperimentError says why there is none."""
    found = expression(values)
    if found is None:
        raise _wrong(expression, text("is not computed at this moment."))
    if found.size != 1:
        raise _wrong(expression, text("gives {count} numbers, not one."), count=found.size)
    value = float(found.ravel()[0])
    if not math.isfinite(value):
        raise _wrong(expression, text("is not finite."))
    return value


def _wrong(expression: Expression, message: str, **args: Any) -> ExperimentError:
    return ExperimentError([Problem(expression.text, message, args=args)])


def _of(right: bool) -> str:
    return RIGHT if right else WRONG


def _number(question: model.Number, rules: tuple[model.Rule, ...], answer: str, values: Telling) -> Verdict:
    expected, given = number_of(question.answer, values), typed(answer)
    shown = written(expected, "6g")
    if given is None:
        return Verdict(UNREADABLE, answer, shown)
    right = fits(given, expected, question.tolerance)
    rule = None if right else next((rule for rule in rules if _meant(rule, given, question.tolerance, values)), None)
    return Verdict(_of(right), written(given, "6g"), shown, rule)


def _meant(rule: model.Rule, given: float, tolerance: model.Tolerance, values: Telling) -> bool:
    """Whether a rule speaks of this wrong number."""
    match rule.test:
        case "near":
            return fits(given, number_of(rule.given, values), tolerance)
        case "between":
            low, high = sorted(number_of(end, values) for end in rule.given)
            return low <= given <= high
        case "sign":
            return bool(sign_of(given, 0.0) == rule.given)
    return rule.test == "else"


def sign_of(value: float, zero: float) -> str:
    """Which way a number points: +, - or 0."""
    return "0" if abs(value) <= zero else "+" if value > 0 else "-"


def _sign(question: model.Sign, rules: tuple[model.Rule, ...], answer: str, values: Telling) -> Verdict:
    expected = sign_of(number_of(question.answer, values), question.zero)
    given = answer.replace("−", "-")
    rule = next((rule for rule in rules if rule.test == "else" or rule.given == given), None)
    return Verdict(_of(given == expected), given, expected, None if given == expected else rule)


def right_options(question: model.Choose, values: Telling) -> list[str]:
    """The ids of the options that are right now."""
    return [option.id for option in question.options
            if option.right is True or (isinstance(option.right, Expression) and option.right.holds(values))]  # fmt: skip


def _choose(question: model.Choose, rules: tuple[model.Rule, ...], answer: list[str], values: Telling) -> Verdict:
    expected = right_options(question, values)
    right = set(answer) == set(expected) if question.many else len(answer) == 1 and answer[0] in expected
    wrong = set(answer) - set(expected)
    rule = next((rule for rule in rules if rule.test == "else" or rule.given in wrong), None)
    return Verdict(_of(right), ", ".join(answer), ", ".join(expected), None if right else rule)


def _order(question: model.Order, rules: tuple[model.Rule, ...], answer: list[str]) -> Verdict:
    right = tuple(answer) in question.right
    return Verdict(_of(right), ", ".join(answer), ", ".join(question.right[0]), None if right else _order_rule(rules, answer))


def _order_rule(rules: tuple[model.Rule, ...], answer: list[str]) -> model.Rule | None:
    """The rule for an order: one that names it, or some of it in this order; else the one for all others."""

    def follows(some: tuple[str, ...]) -> bool:
        rest = iter(answer)
        return all(each in rest for each in some)

    return next((rule for rule in rules if rule.test == "else" or (rule.test == "order" and follows(rule.given))), None)


def right_places(question: model.Pick, values: Telling) -> list[model.Place]:
    """All places that are right now. An expression over `it` is tried on every parameter, node, line or phase."""
    if question.right:
        return [model.Place(place.kind, place.name) for place in question.right]
    program = values.program
    names = {
        "parameter": list(program.parameters), "weight": list(program.parameters), "phase": list(PHASES),
        "node": list(dict.fromkeys(slot.node for slot in program.slots if slot.node)),
    }.get(question.among, list(program.names))  # fmt: skip
    kind = "weight" if question.among == "parameter" else question.among
    return [model.Place(kind, name) for name in names if Expression(about(question.right_if, name), told=True).holds(values)]


def _pick(question: model.Pick, rules: tuple[model.Rule, ...], answer: list[model.Place], values: Telling) -> Verdict:
    given = {(place.kind, place.name) for place in answer}
    expected = {(place.kind, place.name): place for place in right_places(question, values)}
    right = given == set(expected) if question.many else len(given) == 1 and given <= set(expected)
    wrong = given - set(expected)
    rule = next((rule for rule in rules if rule.test == "else" or (rule.given.kind, rule.given.name) in wrong), None)
    return Verdict(_of(right), ", ".join(sorted(name for _, name in given)), ", ".join(name for _, name in expected),
                   None if right else rule)  # fmt: skip


def _factors(question: model.Factors, rules: tuple[model.Rule, ...], answer: list[str], values: Telling) -> Verdict:
    expected = number_of(question.answer, values)
    worth = {tile.id: number_of(tile.value, values) for tile in question.tiles}
    symbols = {tile.id: tile.symbol for tile in question.tiles}
    right = tuple(answer) == question.right
    product = float(np.prod([worth.get(each, np.nan) for each in answer])) if answer else np.nan
    rule = _order_rule(rules, answer) or next((rule for rule in rules if rule.test in ("near", "between")
                                               and _meant(rule, product, model.Tolerance("rel", 1e-6), values)), None)  # fmt: skip
    way = [" · ".join(symbols.get(each, each) for each in ids) for ids in (answer, question.right)]
    given = f"{way[0]} = {written(product)}" if answer else ""
    return Verdict(_of(right), given, f"{way[1]} = {written(expected)}", None if right else rule)


def _fill(question: model.Fill, rules: tuple[model.Rule, ...], answer: list[str], values: Telling) -> Verdict:
    expected = [number_of(blank.answer, values) for blank in question.blanks]
    given = [typed(each) for each in answer]
    shown = ", ".join(written(each, "6g") for each in expected)
    if len(given) != len(expected) or None in given:
        return Verdict(UNREADABLE, ", ".join(answer), shown)
    wrong = [(number, blank.tolerance) for number, right, blank in zip(given, expected, question.blanks, strict=True)
             if number is not None and not fits(number, right, blank.tolerance)]  # fmt: skip
    rule = next((rule for rule in rules for number, tolerance in wrong if _meant(rule, number, tolerance, values)), None)
    return Verdict(_of(not wrong), ", ".join(written(each, "6g") for each in given), shown, rule)
