"""A question with its answers computed, as plain data: for a page that judges without an engine, exactly as `judge` does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.insight.moment.symbols import arrow, symbol
from engine.lessons import lesson as model
from engine.lessons.judge import number_of, right_options, right_places, sign_of
from engine.lessons.numbers import interval, written
from engine.program.program import PHASES, Program
from engine.runtime.watch_readers import Telling

Say = Callable[[model.Text], Any]  # how a text is given: in each language, with its live values
Data = dict[str, Any]
MOST_PLACES = 10  # among which a place is picked


def question(step: model.Step, values: Telling, say: Say) -> Data:
    """What is asked, with everything that decides over an answer; the step has a question."""
    asked = step.question
    found: Data = {"kind": type(asked).__name__.lower()}
    match asked:
        case model.Number():
            expected = number_of(asked.answer, values)
            found |= {"fits": interval(expected, asked.tolerance), "expected": written(expected, "6g"), "label": say(asked.label)}
        case model.Sign():
            found |= {"right": sign_of(number_of(asked.answer, values), asked.zero)}
        case model.Choose():
            found |= {"options": [[option.id, say(option.text)] for option in asked.options],
                      "right": right_options(asked, values), "many": asked.many}  # fmt: skip
        case model.Order():
            found |= {"options": [[card.id, say(card.text)] for card in asked.cards], "right": asked.right}
        case model.Pick():
            found |= _pick(step, asked, values)
        case model.Factors():
            found |= {"options": [[tile.id, tile.symbol] for tile in asked.tiles], "right": asked.right,
                      "worth": {tile.id: number_of(tile.value, values) for tile in asked.tiles},
                      "expected": written(number_of(asked.answer, values))}  # fmt: skip
        case model.Fill():
            found |= {"blanks": [_blank(blank, values, say) for blank in asked.blanks]}
        case model.Words():
            found |= {"model": say(asked.model)}
    return found | {"rules": [_rule(rule, asked, values, say) for rule in step.feedback]}


def _blank(blank: model.Blank, values: Telling, say: Say) -> Data:
    expected = number_of(blank.answer, values)
    return {"label": say(blank.label), "fits": interval(expected, blank.tolerance), "expected": written(expected, "6g")}


def _pick(step: model.Step, asked: model.Pick, values: Telling) -> Data:
    """The right places among others of their kind: a page has no drawing on which everything can be clicked."""
    right = [_named(place) for place in right_places(asked, values)]
    named = [_named(rule.given) for rule in step.feedback if rule.test == "picked"]
    kinds = dict.fromkeys(place.partition(" ")[0] for place in (*right, *named))
    others = [f"{kind} {name}" for kind in kinds for name in _names(kind, values.program)]
    places = list(dict.fromkeys((*right, *named, *others)))[: max(MOST_PLACES, len(right) + len(named))]
    shown = sorted(places, key=lambda place: others.index(place) if place in others else len(others))
    return {"options": [[place, _title(place, values.program)] for place in shown], "right": right, "many": asked.many}


def _title(place: str, program: Program) -> str:
    """What a place is called; a line as in the listing of the program."""
    kind, _, name = place.partition(" ")
    return str(symbol(program, program.names[name])) if kind == "line" and name in program.names else arrow(name)


def _names(kind: str, program: Program) -> list[str]:
    """The places of a kind, as lessons call them."""
    nodes = list(dict.fromkeys(slot.node for slot in program.slots if slot.node))
    if kind == "phase":
        return list(PHASES)
    if kind == "line":
        return [program.slots[instr.out].name for instr in program.code]
    if kind == "weight":
        return list(program.parameters)
    if kind == "neuron":
        return [f"{node}[{unit}]" for node in nodes if (states := program.states(node))
                for unit in range(program.slots[states[0]].shape[0])]  # fmt: skip
    if kind == "cell":
        return [f"{node} t={time + 1}" for node in nodes for time in range(len(program.states(node)))]
    return nodes


def _named(place: model.Place) -> str:
    return f"{place.kind} {place.name}"


def _rule(rule: model.Rule, asked: model.Question | None, values: Telling, say: Say) -> Data:
    """A rule with what it is tried on: an interval of numbers for each tolerance that counts, a sign, ids, or all else."""
    found: Data = {"test": rule.test, "say": say(rule.say), "is": rule.misconception, "go": rule.go}
    if rule.test == "near":
        given = number_of(rule.given, values)
        return found | {"fits": [interval(given, tolerance) for tolerance in _tolerances(asked)]}
    if rule.test == "between":
        ends = sorted(number_of(end, values) for end in rule.given)
        return found | {"fits": [ends for _ in _tolerances(asked)]}
    if rule.test == "picked":
        return found | {"given": _named(rule.given)}
    return found | {"given": rule.given if rule.test in ("option", "sign", "order") else None}


def _tolerances(asked: model.Question | None) -> list[model.Tolerance]:
    """Those with which numbers of this question are compared: one for each blank."""
    match asked:
        case model.Number():
            return [asked.tolerance]
        case model.Fill():
            return [blank.tolerance for blank in asked.blanks]
    return [model.Tolerance("rel", 1e-6)]
