"""A robot plays every lesson: right answers and right deeds lead to the end, and each wrong answer is spoken of on the way."""

import re
from dataclasses import replace

import pytest
from learner import BUILT, right_answer, wrong_answer
from test_lessons import one_neuron, read

from engine import Debugger
from engine.lessons import lesson as model
from engine.lessons import reading
from engine.lessons.bench import Bench, Told
from engine.lessons.judge import judge
from engine.lessons.play import Play
from engine.runtime.watch import Expression

MOST_STEPS = 10_000


def does(play, bench):
    """The play after a learner has done what the step asks for, by stepping, running, editing or building."""
    opening = bench.opening(play.step)
    before = play.looked(opening)
    assert not before.may_go_on, play.step.id
    for deed in re.findall(r'did\("([^"]+)"\)', play.step.until.text):
        verb, _, subject = deed.partition(" ")
        play = play.happened(verb, subject)
    built = BUILT.get((play.lesson.id, play.step.id))
    experiment = built() if built else opening.experiment
    debugger = Debugger(experiment)
    debugger.go(0 if built else opening.debugger.t)
    for move in [
        *[debugger.step_into] * 60,
        *[lambda: debugger.run(1)] * 150,
        *[lambda: debugger.run(50)] * 8,
        lambda: debugger.run(9500),
    ]:
        play = play.looked(Told(debugger, experiment, play.deeds))
        if play.may_go_on:
            return play
        move()
    return play.looked(Told(debugger, experiment, play.deeds))


@pytest.mark.parametrize("name", reading.LESSONS)
def test_a_robot_plays_the_lesson_to_its_end(name):
    lesson = reading.load(name)
    bench, play, seen = Bench(lesson), Play.begun(lesson), []
    while not play.finished:
        seen.append(play.step.id)
        if play.step.kind == model.DO:
            play = does(play, bench)
        elif play.step.question is not None:
            assert play.next() == play  # nothing goes on unanswered
            values = bench.asking(play.step)
            rule = next(iter(play.step.feedback), None)
            if rule is not None:
                play = play.answered(judge(play.step, wrong_answer(play.step, rule, values), values))
                assert (play.turn.say, play.turn.light, play.may_go_on) == (rule.say, rule.light, False)
            play = play.answered(judge(play.step, right_answer(play.step, values), values))
            assert play.turn.say == play.step.why
        assert play.may_go_on, play.step.id
        play = play.next()
    assert [*seen, play.step.id] == [step.id for step in lesson.steps]
    assert play.next().done == {step.id for step in lesson.steps}


class TestPlay:
    def test_it_begins_where_it_was_left(self):
        lesson = reading.load("circuit")
        assert Play.begun(lesson).step.id == "forward"
        assert Play.begun(lesson, frozenset({"forward", "f"})).step.id == "grow"
        assert Play.begun(lesson, frozenset(step.id for step in lesson.steps)).step.id == "forward"

    def test_deeds_are_counted_since_the_step_opened(self):
        lesson = reading.load("circuit")
        play = Play.begun(lesson, frozenset({"forward", "f", "grow", "back", "dq", "dx", "chain"}))
        assert play.step.id == "nudge"
        values = Bench(lesson).opening(play.step)
        play = replace(play, step=replace(play.step, until=Expression('did("edit one->x.weight") >= 1', told=True)))
        for verb, subject, enough in (("edit", "one->y.weight", False), ("step_over", "", False), ("edit", "one->x.weight", True)):
            play = play.happened(verb, subject)
            play = play.looked(Told(values.debugger, values.experiment, play.deeds))
            assert play.may_go_on is enough
        assert (play.deeds["edit"], play.deeds["edits"], play.deeds["edit one->y.weight"]) == (2, 2, 1)
        assert play.again().deeds == {}

    def test_back_leads_where_it_came_from_and_what_is_done_stays_done(self):
        document = one_neuron(next=[{"when": "M2", "go": "aside"}, {"go": "end"}])
        document["steps"].insert(1, {"id": "aside", "kind": "tell", "text": {"en": "Look.", "hi": "देखें।"}})
        lesson = read(document)
        values = Bench(lesson).asking(lesson.steps[0])
        play = Play.begun(lesson)
        for answer in ("-0.2", "-0.032"):
            play = play.answered(judge(play.step, answer, values))
        play = play.next()
        assert (play.step.id, play.may_go_on) == ("aside", True)
        play = play.back()
        assert (play.step.id, play.may_go_on, play.turn.tries) == ("delta", True, 0)
        assert play.next().step.id == "end"
        assert play.back() == play

    def test_show_me_finishes_a_step_without_calling_it_right(self):
        play = Play.begun(read(one_neuron())).hinted().revealed()
        assert (play.turn.hints, play.turn.solved, play.may_go_on) == (1, False, True)
