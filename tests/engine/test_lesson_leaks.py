"""No question has its answer in sight: neither where it is asked nor where the step before it ended."""

from dataclasses import replace

import numpy as np
import pytest

from engine.lessons import lesson as model
from engine.lessons import reading
from engine.lessons.bench import Bench
from engine.lessons.hiding import hidden, kept_back, unanswered
from engine.lessons.judge import number_of, right_places
from engine.lessons.numbers import fits
from engine.lessons.play import Play
from engine.model.problem import ExperimentError

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


# Rises or falls, options and places ----------------------------------------------------------------

# What is in sight on purpose, and why.
READ_OFF = {
    ("one-neuron", "way"): "the gradient is given; asked is what its sign means",
    ("xor", "flat"): "the loss is to be looked at: a gradient of 0 alone does not tell",
    ("gradient-check", "which"): "the gradient check is to be run",
    ("depth", "alive"): "the plot of the signal is to be read",
    ("through-time", "rnn"): "the ratio is given; asked is what it means",
    ("through-time", "cure"): "the ratio was asked for before; asked is what it means",
    ("truncation", "direction"): "the contributions are to be looked at; their angle is written nowhere",
    **{("bug-hunts", step.id): "the network is to be searched with every tool" for step in reading.load("bug-hunts").asked()},
}


def decided(step, values):
    """Whether the values tell what is right; those of an earlier training step than the question's tell nothing."""
    question = step.question
    if step.moment is not None and values.place[0] + 1 < step.moment.step:
        return False
    try:
        match question:
            case model.Sign():
                return number_of(question.answer, values) is not None
            case model.Choose():
                rules = [option.right for option in question.options if not isinstance(option.right, bool)]
                return any(rule.holds(values) for rule in rules)
            case model.Pick():
                return bool(question.right_if and right_places(question, values))
    except ExperimentError:
        return False  # something in it is not known
    return False


def furthest(bench, step, play):
    """The values at the last moment to which the clock goes in this step, or at that of the question where it goes anywhere."""
    opening = bench.opening(step)
    kept = kept_back(opening.program, play, opening.debugger.t)
    if kept.until is None:
        return bench.asking(step)
    opening.debugger.go(kept.until)
    return opening


def told_by_sight(lesson):
    """The questions whose right answer follows from what is in sight where they are asked, or where the step before ends."""
    bench, done, before, start = Bench(lesson), frozenset(), None, Play.begun(lesson)
    for step in lesson.steps:
        own = replace(start, step=step, done=done)
        sights = [(own, bench.opening), (own, lambda step, own=own: furthest(bench, step, own))]
        if before is not None and lesson.named_experiment(before) == lesson.named_experiment(step):
            deed = {before.id} if before.kind == model.DO else set()
            sights.append((replace(start, step=before, done=done - deed), lambda step: left(bench, step)))
        for play, look in sights if step.question is not None else ():
            values = look(play.step)
            values.debugger.hidden = hidden(values.program, unanswered(values.program, play))
            found = decided(step, values)
            values.debugger.hidden = frozenset()
            if found:
                yield step.id
        done, before = done | {step.id}, step


@pytest.mark.parametrize("name", reading.LESSONS)
def test_no_choice_is_told_by_what_is_in_sight(name):
    told = set(told_by_sight(reading.load(name)))
    assert told - {step for lesson, step in READ_OFF if lesson == name} == set()


@pytest.mark.parametrize(
    ("name", "step"), [("depth", "boom"), ("xor", "zeros"), ("losses", "larger"), ("remedies", "size"), ("circuit", "grow")]
)
def test_a_choice_that_is_not_hidden_is_found(name, step):
    lesson = reading.load(name)
    bare = [replace(each, stage=replace(each.stage, veil=())) for each in lesson.steps]
    assert step in set(told_by_sight(replace(lesson, steps=tuple(bare))))


def test_a_question_about_later_keeps_the_clock_where_it_asks():
    lesson = reading.load("training-loop")
    step, bench = lesson.step("swing"), Bench(lesson)
    opening = bench.opening(step)
    play, t = replace(Play.begun(lesson), step=step), opening.debugger.t
    assert kept_back(opening.program, play, t).until == t == 6 * len(opening.program)
    assert kept_back(opening.program, replace(play, done=frozenset({step.id})), t).until is None


@pytest.mark.parametrize("name", reading.LESSONS)
def test_no_place_to_be_picked_is_lit_or_selected(name):
    for step in reading.load(name).asked():
        if isinstance(step.question, model.Pick):
            lit = {(place.kind, place.name) for place in step.stage.light}
            assert lit.isdisjoint({(place.kind, place.name) for place in step.question.right}), step.id
            assert not step.stage.select, step.id
