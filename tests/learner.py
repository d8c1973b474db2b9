"""A learner for the tests: answers what a lesson asks, rightly or with a known mistake, and builds what it wants built."""

import json

from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import source
from engine.lessons import lesson as model
from engine.lessons import reading
from engine.lessons.changes import merged
from engine.lessons.judge import number_of, right_options, right_places
from engine.lessons.numbers import fits

BIAS, AND = {"network": {"nodes": [{"id": "y", "bias": True}]}}, {"data": {"name": "and"}}


def layers(activation, initializer, count=20):
    """All hidden layers of that kind."""
    nodes = [{"id": f"h{n}", "activation": activation, "initializer": initializer} for n in range(1, count + 1)]
    return {"network": {"nodes": nodes}}


def right_answer(step, values):
    """What a learner who knows it answers."""
    question = step.question
    match question:
        case model.Number():
            return repr(number_of(question.answer, values))
        case model.Sign():
            answer = number_of(question.answer, values)
            return "0" if abs(answer) <= question.zero else "+" if answer > 0 else "-"
        case model.Choose():
            return right_options(question, values)
        case model.Order():
            return question.right[0]
        case model.Pick():
            return right_places(question, values) if question.many else right_places(question, values)[:1]
        case model.Factors():
            return question.right
        case model.Fill():
            return [repr(number_of(blank.answer, values)) for blank in question.blanks]
    return "a sentence"


def wrong_answer(step, rule, values):
    """The answer that a rule of the lesson waits for; of another sign, option or order where it speaks of all others."""
    question = step.question
    if rule.test == "near":
        number = repr(number_of(rule.given, values))
        if not isinstance(question, model.Fill):
            return number
        right = right_answer(step, values)
        place = next((place for place, blank in enumerate(question.blanks)
                      if not fits(float(number), float(right[place]), blank.tolerance)
                      and [each for each in step.feedback if _near(each, number, blank, values)][:1] == [rule]), 0)  # fmt: skip
        return [*right[:place], number, *right[place + 1 :]]
    if rule.test == "between":
        middle = repr(sum(number_of(end, values) for end in rule.given) / 2)
        return [middle, *right_answer(step, values)[1:]] if isinstance(question, model.Fill) else middle
    if rule.test == "sign":
        return rule.given if isinstance(question, model.Sign) else f"{rule.given}1e9"
    if rule.test == "option":
        return [rule.given]
    if rule.test == "picked":
        return [model.Place(rule.given.kind, rule.given.name)]
    if rule.test == "order":
        if isinstance(question, model.Factors):
            return rule.given
        turned = iter(rule.given)
        return [next(turned) if each in rule.given else each for each in question.right[0]]
    match question:
        case model.Sign():
            return "-" if right_answer(step, values) == "+" else "+"
        case model.Choose():
            named = {each.given for each in step.feedback} | set(right_options(question, values))
            return [next(option.id for option in question.options if option.id not in named)]
        case model.Pick():
            return []
    return "123456789"


def _near(rule, number, blank, values):
    return rule.test == "near" and fits(float(number), number_of(rule.given, values), blank.tolerance)


def changed(example, changes):
    return experiment_file.parse(json.dumps(merged(json.loads(source(example)), changes)))


def built(lesson, name, changes):
    """An experiment of a lesson with the learner's changes."""
    document = experiment_file.document_of(reading.load(lesson).experiments[name])
    return experiment_file.parse(json.dumps(merged(document, changes)))


def hidden(name, activation, first, first_bias, second, second_bias):
    """A hidden layer drawn into an experiment of the drawing lesson, its weights typed in."""
    nodes = [{"id": "h", "type": "dense", "units": len(first), "activation": activation}]
    given = {"x->h.weight": first, "h.bias": first_bias, "h->y.weight": second, "y.bias": second_bias}
    wires = [{"from": "x", "to": "h"}, {"from": "h", "to": "y"}]
    return built("draw", name, {"network": {"nodes": nodes, "wires": wires, "parameters": given}})


ADAM = {"optimizer": {"name": "adam", "learning_rate": 0.003}}
UNIFORM = {"name": "uniform", "low": -0.5, "high": 0.5}
# What the learner builds where a step asks for another network.
BUILT = {
    ("circuit", "nudge"): lambda: built("circuit", "nudged", {}),
    ("gradient-check", "nudge"): lambda: built("gradient-check", "nudged", {}),
    ("xor", "bias"): lambda: changed("perceptron-corrected", {**AND, **BIAS}),
    ("xor", "draw"): lambda: changed("xor", {}),
    ("remedies", "change"): lambda: changed("vanishing", layers("relu", "he_normal")),
    ("through-time", "open"): lambda: changed("latch-lstm", {}),
    ("races", "circle"): lambda: built("races", "circle", {**layers("tanh", UNIFORM, 2), "optimizer": {"learning_rate": 1.0}}),
    ("races", "latch"): lambda: built("races", "latch", {"network": {"nodes": [{"id": "h", "gate_bias": 1.0}]}}),
    ("races", "rate"): lambda: built("races", "rate", {"optimizer": {"learning_rate": 0.25}}),
    ("races", "deep"): lambda: built("races", "deep", layers("tanh", "orthogonal")),
    ("races", "deep-run"): lambda: built("races", "deep", {**layers("tanh", "orthogonal"), **ADAM}),
    ("draw", "delay"): lambda: built("draw", "delay", {"network": {
        "nodes": [{"id": "h", "type": "dense", "units": 3, "activation": "identity", "bias": False}],
        "wires": [{"from": "x", "to": "h"}, {"from": "h", "to": "h", "delay": 1}, {"from": "h", "to": "y"}],
        "parameters": {"x->h.weight": [[1], [0], [0]], "h~>h.weight": [[0, 0, 0], [1, 0, 0], [0, 1, 0]],
                       "h->y.weight": [[0, 0, 1]]}}}),
    ("draw", "nand"): lambda: built("draw", "nand", {"network": {"parameters": {"x->y.weight": [[-20, -20]], "y.bias": [30]}}}),
    ("draw", "xor"): lambda: hidden("xor", "sigmoid", [[20, 20], [-20, -20]], [-10, 30], [[20, 20]], [-30]),
    ("draw", "abs"): lambda: hidden("abs", "relu", [[1], [-1]], [0, 0], [[1, 1]], [0]),
    ("draw", "max"): lambda: hidden("max", "relu", [[1, -1], [0, 1], [0, -1]], [0, 0, 0], [[1, 1, -1]], [0]),
    ("draw", "cancel"): lambda: built("draw", "cancel", {"network": {"parameters": {"a->h.weight": [[2], [-1]],
                                                                                   "h->y.weight": [[0.5, 1]]}}}),
    ("draw", "dead"): lambda: built("draw", "dead", {"network": {"parameters": {"x->h.weight": [[-1]]}}}),
    ("draw", "deep"): lambda: built("draw", "deep", layers("tanh", "orthogonal", 30)),
}  # fmt: skip
