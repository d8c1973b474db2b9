"""No question has its answer in sight: neither where it is asked nor where the step before it ended."""

from dataclasses import replace

import numpy as np
import pytest

from engine.lessons import lesson as model
from engine.lessons import reading
from engine.lessons.bench import Bench
from engine.lessons.hiding import hidden, unanswered
from engine.lessons.judge import number_of
from engine.lessons.numbers import fits
from engine.lessons.play import Play

MOST = 16  # elements of a value that a learner reads; among hundreds any number is found
# A ratio of two norms is none of the values; among many small numbers one is near by chance.
RATIOS = {("through-time", "ratio")}
# Numbers that are in sight on purpose: which of them is the answer is what the question asks.
ON_PURPOSE = {
    ("circuit", "grow"): {"q.z", "q.a"},  # the sign of ∂f/∂z, and what multiplies z
    ("circuit", "dq"): {"one->z.weight", "z.z", "z.a"},  # × multiplies by the other input
    ("circuit", "dx"): {"one->z.weight", "z.z", "z.a", "∂L/∂q.z"},  # + passes on what arrives
    ("by-hand", "factors"): {"h.a"},  # ∂z/∂w is the input, and not the weight
    ("losses", "delta"): {"y.a"},  # the product turns out to be p − t: that is what the step shows
    ("losses", "hundred"): {"y.a", "∂L/∂y.z", "∂L/∂x->y.weight", "∂L/∂y.bias"},  # an estimate: it hardly moves from 0.98
    ("one-neuron", "still"): {"y.bias"},  # nothing has changed; the bias happens to be 0 too
    # By chance a number of another kind is as large:
    ("gradient-check", "error"): {"y.a"},
    ("depth", "factor"): {"h20->y.weight", "h20->y.weight new"},
}


def answers(step, values):
    """The numbers that are asked for, with their tolerances."""
    question = step.question
    match question:
        case model.Number():
            yield number_of(question.answer, values), question.tolerance
        case model.Fill():
            yield from ((number_of(blank.answer, values), blank.tolerance) for blank in question.blanks)
        case model.Sign():
            yield number_of(question.answer, values), model.Tolerance("rel", 1e-9)


def in_sight(values, play):
    """What is computed and not hidden, by its name."""
    program = values.program
    covered = hidden(program, unanswered(program, play))
    for name, slot in program.names.items():
        found = None if slot in covered else values.read(slot)
        if found is not None and np.asarray(found).size <= MOST:
            yield from ((name, float(each)) for each in np.asarray(found, float).ravel() if np.isfinite(each))


def counted(step):
    """Whether the answer is read off values at all, and not a number of the experiment, whose digits are everywhere."""
    sources = [step.question.answer] if isinstance(step.question, (model.Number, model.Sign)) else []
    return all(expression.slots() or "loss" in expression.text for expression in sources)


def left(bench, step):
    """Where a step was left: where its answer is computed, or at the end of the training step in which something was done."""
    moment = bench.stands(step)
    if step.kind == model.DO and moment is not None:
        return bench.at(bench.experiment(step), model.Moment(moment.step))
    return bench.asking(step)


def leaks(lesson):
    """Each question with the names of values in sight that are its answer."""
    bench, done, before, start = Bench(lesson), frozenset(), None, Play.begun(lesson)
    for step in lesson.steps:
        if step.question is not None and counted(step):
            wanted = list(answers(step, bench.asking(step)))
            seen = list(in_sight(bench.opening(step), replace(start, step=step, done=done)))
            if before is not None:
                doing = (
                    frozenset({before.id}) if before.kind == model.DO else frozenset()
                )  # what comes after the deed is not shown by it
                seen += in_sight(left(bench, before), replace(start, step=before, done=done - doing))
            found = {name for name, value in seen for answer, tolerance in wanted if fits(value, answer, tolerance)}
            yield step.id, found
        done, before = done | {step.id}, step


@pytest.mark.parametrize("name", reading.LESSONS)
def test_no_answer_is_in_sight_before_it_is_given(name):
    lesson = reading.load(name)
    found = {step: names - ON_PURPOSE.get((name, step), set()) for step, names in leaks(lesson)}
    assert {step: names for step, names in found.items() if names and (name, step) not in RATIOS} == {}


def test_an_answer_that_is_not_hidden_is_found():
    lesson = reading.load("one-neuron")
    bare = [replace(step, stage=replace(step.stage, veil=())) for step in lesson.steps]
    found = dict(leaks(replace(lesson, steps=tuple(bare))))
    assert "∂L/∂y.z" in found["delta"]
