"""Lessons: files read strictly, every built-in one right, every number recomputed, every wrong answer given its own sentence."""

import copy
import json
import random
import time

import jsonschema
import numpy as np
import pytest
from learner import ADAM, AND, BIAS, layers, right_answer, wrong_answer
from tiers import parts, sample

from engine import Debugger, ExperimentError, gradient_check, load
from engine.headless import commands
from engine.insight.moment.cost import step_cost
from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import source
from engine.lessons import lesson as model
from engine.lessons import reading
from engine.lessons.bench import Bench, Told, time_of
from engine.lessons.changes import merged
from engine.lessons.checking import faults
from engine.lessons.judge import KEPT, RIGHT, UNREADABLE, judge
from engine.lessons.live_text import filled, plain, sentences
from engine.lessons.numbers import fits, typed, written
from engine.lessons.turns import NOT_A_NUMBER, NOT_YET, Turn
from engine.runtime.watch import Expression
from resources import FOLDER


def built_in(name):
    return FOLDER.joinpath("lessons", f"{name}.json").read_text(encoding="utf-8")


def values_at(experiment, moment):
    debugger = Debugger(experiment)
    debugger.go(time_of(debugger.program, moment))
    return Told(debugger, experiment)


def one_neuron(**changes):
    """A small lesson of one question, with changes to its step."""
    step = {
        "id": "delta",
        "kind": "ask",
        "stage": {"experiment": "main", "at": {"step": 1, "line": "∂L/∂y.z"}},
        "text": {"en": 'δ of {{ value("y.a′")[0,0] | 3g }}?', "hi": "δ?"},
        "question": {
            "kind": "number",
            "answer": 'grad("y.z")[0,0]',
            "at": {"step": 1, "phase": "backward"},
            "tolerance": {"abs": 0.0005},
        },
        "feedback": [{"if": {"near": 'grad("y.a")[0,0]'}, "is": "M2", "say": {"en": "The error.", "hi": "Error."}}],
        "hints": [{"en": "Two factors.", "hi": "दो factor।"}, {"en": "Multiply.", "hi": "गुणा।"}],
        "why": {"en": "The slope.", "hi": "Slope."},
    }
    both = {"en": "One", "hi": "एक"}
    return {
        "format": "backprop-explorer/lesson",
        "version": 1,
        "id": "test",
        "title": both,
        "goal": both,
        "experiments": {"main": {"example": "one-neuron"}},
        "steps": [{**step, **changes}, {"id": "end", "kind": "recap", "text": both}],
    }


def read(document):
    return reading.parse(json.dumps(document))


def problems(document):
    """The paths and messages of what is wrong, by reading or by checking."""
    try:
        return [str(problem) for problem in faults(read(document))]
    except ExperimentError as error:
        return [str(problem) for problem in error.problems]


# expression, example, changes, training step, phase, value: the numbers that the lessons state, in float64
X3 = {"network": {"parameters": {"one->x.weight": [[3.0]]}}}
DEPTH = 'norm(grad("h1.z"))/norm(grad("h20.z"))'
TIME = 'norm(grad("h.z[1]"))/norm(grad("h.z[25]"))'
LATCH = 'norm(grad("h.a[1]"))/norm(grad("h.a[30]"))'


def saturated(loss):
    """One sigmoid neuron that says 0.98 where 0 is wanted."""
    weights = {"network": {"parameters": {"x->y.weight": [[2.0]], "y.bias": [2.0]}}}
    return {**weights, "data": {"targets": [[0.0]]}, "loss": {"name": loss}, "optimizer": {"learning_rate": 0.15}}


def radius(size, activation):
    """A loop of that spectral radius, with the input weights of the example."""
    loop = {"id": "h", "activation": activation, "initializer": {"name": "orthogonal", "gain": size}}
    entering = Debugger(load("spectral-radius")).value("x->h.weight").tolist()
    return {"network": {"nodes": [loop], "parameters": {"x->h.weight": entering}}}


def gate(bias):
    """A forget gate that starts there."""
    return {"network": {"nodes": [{"id": "h", "gate_bias": bias}]}}


def window(k1, k2):
    """Truncation."""
    return {"training": {"truncate": {"k1": k1, "k2": k2}}}


NUMBERS = [
    ("loss", "circuit", {}, 1, "loss", -12),
    ('value("q.z")', "circuit", {}, 1, "loss", 3),
    ('grad("q.z")[0,0]', "circuit", {}, 1, "backward", -4),
    ('grad("z.z")[0,0]', "circuit", {}, 1, "backward", 3),
    ('grad("x.z")[0,0]', "circuit", {}, 1, "backward", -4),
    ('value("one->x.weight")[0,0]', "circuit", {}, 1, "update", -1.96),
    ("loss", "circuit", {}, 2, "loss", -12.4124),
    ("loss", "circuit", {"network": {"parameters": {"one->x.weight": [[-1.9]]}}}, 1, "loss", -12.4),
    ('grad("z.z")[0,0]', "circuit", X3, 1, "backward", 8),
    ('value("y.z")[0,0]', "one-neuron", {}, 1, "forward", 1.386294361),
    ('value("y.a")[0,0]', "one-neuron", {}, 1, "forward", 0.8),
    ("loss", "one-neuron", {}, 1, "loss", 0.02),
    ('grad("y.a")[0,0]', "one-neuron", {}, 1, "backward", -0.2),
    ('value("y.a′")[0,0]', "one-neuron", {}, 1, "backward", 0.16),
    ('grad("y.z")[0,0]', "one-neuron", {}, 1, "backward", -0.032),
    ('grad("x->y.weight")[0,0]', "one-neuron", {}, 1, "backward", -0.032),
    ('value("x->y.weight")[0,0]', "one-neuron", {}, 1, "backward", 1.386294361),
    ('update("x->y.weight")[0,0]', "one-neuron", {}, 1, "update", 0.016),
    ('value("x->y.weight")[0,0]', "one-neuron", {}, 1, "update", 1.402294361),
    ('value("y.bias")[0]', "one-neuron", {}, 1, "update", 0.016),
    ("loss", "one-neuron", {}, 2, "loss", 0.01899867959),
    ("loss", "one-neuron", {}, 100, "loss", 0.002725103376),
    ("loss", "one-neuron", {"training": {"wrong_sign": True}}, 2, "loss", 0.02104719684),
    ('update("x->y.weight")[0,0]', "one-neuron", {"optimizer": {"learning_rate": 5.0}}, 1, "update", 0.16),
    ('grad("x->y.weight")[0,0]', "one-neuron", {"optimizer": {"learning_rate": 5.0}}, 1, "backward", -0.032),
    ("loss", "linear", {}, 1, "loss", 10),
    ('grad("x->y.weight")[0,0]', "linear", {}, 1, "backward", -10),
    ('grad("y.bias")[0]', "linear", {}, 1, "backward", -6),
    ('value("x->y.weight")[0,0]', "linear", {}, 1, "update", 0.1),
    ("loss", "linear", {}, 2, "loss", 8.6866),
    ("loss", "linear", {}, 3, "loss", 7.54704292),
    ("loss", "linear", {}, 10, "loss", 2.841873595),
    ('value("x->y.weight")[0,0]', "linear", {}, 10, "update", 0.7437339708),
    ('fresh("x->y.weight")[0,0]', "linear", {"training": {"zero_grad": False}}, 2, "backward", -9.32),
    ('value("x->y.weight accumulated gradient")[0,0]', "linear", {"training": {"zero_grad": False}}, 2, "update", -19.32),
    ("round(loss, 2)", "linear", {"training": {"zero_grad": False}}, 3, "loss", 6.41),
    ("loss", "linear", {"training": {"zero_grad": False}}, 6, "loss", 0.2384004872),
    ("loss", "linear", {"training": {"zero_grad": False}}, 12, "loss", 10.00844107),
    ('value("x->y.weight accumulated gradient")[0,0]', "linear",
     {"training": {"zero_grad": False}, "optimizer": {"learning_rate": 0}}, 2, "update", -20),
    ("loss", "linear", {"optimizer": {"learning_rate": 0.29}}, 50, "loss", 2.947547691),
    ("loss", "linear", {"optimizer": {"learning_rate": 0.3}}, 50, "loss", 2112.710683),
    ('value("h.z")[0,0]', "two-by-two", {}, 1, "forward", 0.3775),
    ('value("h.a")[0,0]', "two-by-two", {}, 1, "forward", 0.5932699921),
    ('value("o.a")[0,0]', "two-by-two", {}, 1, "forward", 0.7513650696),
    ('value("o.a")[1,0]', "two-by-two", {}, 1, "forward", 0.7729284653),
    ("loss", "two-by-two", {}, 1, "loss", 0.2983711088),
    ('grad("o.a")[0,0]', "two-by-two", {}, 1, "backward", 0.7413650696),
    ('value("o.a′")[0,0]', "two-by-two", {}, 1, "backward", 0.1868156018),
    ('grad("o.z")[0,0]', "two-by-two", {}, 1, "backward", 0.1384985616),
    ('grad("h->o.weight")[0,0]', "two-by-two", {}, 1, "backward", 0.08216704056),
    ('grad("o.z")[0,0]*0.4', "two-by-two", {}, 1, "backward", 0.05539942465),
    ('grad("o.z")[1,0]*0.5', "two-by-two", {}, 1, "backward", -0.01904911826),
    ('grad("h.a")[0,0]', "two-by-two", {}, 1, "backward", 0.03635030639),
    ('value("h.a′")[0,0]', "two-by-two", {}, 1, "backward", 0.2413007086),
    ('grad("i->h.weight")[0,0]', "two-by-two", {}, 1, "backward", 0.0004385677345),
    ('value("h->o.weight")[0,0]', "two-by-two", {}, 1, "update", 0.3589164797),
    ('value("i->h.weight")[0,0]', "two-by-two", {}, 1, "update", 0.1497807161),
    ("loss", "two-by-two", {}, 2, "loss", 0.2910277737),
    ("loss", "two-by-two", {}, 10000, "loss", 3.510854812e-05),
    ('value("y.a")[0,0]', "perceptron-as-printed", {}, 1, "forward", 0.5),
    ("loss", "perceptron-as-printed", {}, 1, "loss", 0.5096746814),
    ('grad("x->y.weight")[0,0]', "perceptron-as-printed", {}, 1, "backward", 0.002709158311),
    ('grad("x->y.weight")[0,1]', "perceptron-as-printed", {}, 1, "backward", 0.0418152647),
    ("loss", "perceptron-as-printed", {}, 10000, "loss", 0.5),
    ('grad("x->y.weight")[0,0]', "perceptron-corrected", {}, 1, "backward", 0.004993811867),
    ('grad("x->y.weight")[0,1]', "perceptron-corrected", {}, 1, "backward", 0.04612059439),
    ("loss", "perceptron-corrected", {}, 10000, "loss", 0.5),
    ("loss", "perceptron-corrected", BIAS, 10000, "loss", 0.5),
    ("loss", "perceptron-corrected", AND, 10000, "loss", 0.5),
    ("loss", "perceptron-corrected", {**AND, **BIAS}, 10000, "loss", 0.005291656479),
    ('round(value("y.a"), 6)', "perceptron-corrected", {**AND, **BIAS}, 10000, "forward", [0.000246, 0.055656, 0.055656, 0.933758]),
    ("loss", "xor", {}, 1, "loss", 0.7082552115),
    ('max(abs(value("y.a")-value("target")))', "xor", {}, 134, "loss", 0.4977854411),
    ('max(abs(value("y.a")-value("target")))', "xor", {}, 133, "loss", 0.5028621746),
    ("loss", "xor", {}, 300, "loss", 0.04115554636),
    ('round(value("y.a"), 6)', "xor", {}, 300, "loss", [[0.040843, 0.939434, 0.987192, 0.046441]]),
    ("loss", "xor", {"training": {"derivative_of_output": True}}, 300, "loss", 0.009976257418),
    ('2*count("parameters")', "xor", {}, 1, "loss", 34),
    ('value("h.z")', "bce-net", {}, 1, "forward", [[0.5], [0.6], [-0.5]]),
    ('value("y.a")[0,0]', "bce-net", {}, 1, "forward", 0.4925005624),
    ('loss', "bce-net", {}, 1, "loss", 0.6782596763),
    ('grad("y.a")[0,0]', "bce-net", {}, 1, "backward", 1.970445534),
    ('value("y.a′")[0,0]', "bce-net", {}, 1, "backward", 0.2499437584),
    ('grad("y.z")[0,0]', "bce-net", {}, 1, "backward", 0.4925005624),
    ('round(grad("h.a"), 6)', "bce-net", {}, 1, "backward", [[0.344750], [-0.394000], [0.443251]]),
    ('grad("h.z")[2,0]', "bce-net", {}, 1, "backward", 0),
    ('norm(grad("x->h.weight")[2])', "bce-net", {}, 1, "backward", 0),
    ('value("y.a")[0,0]', "one-neuron", saturated("half_squared_error"), 1, "forward", 0.98201379),
    ('loss', "one-neuron", saturated("half_squared_error"), 1, "loss", 0.4821755419),
    ('grad("y.z")[0,0]', "one-neuron", saturated("half_squared_error"), 1, "backward", 0.01734502107),
    ('value("y.a")[0,0]', "one-neuron", saturated("half_squared_error"), 101, "forward", 0.964130847),
    ('loss', "one-neuron", saturated("bce"), 1, "loss", 4.018149928),
    ('grad("y.z")[0,0]', "one-neuron", saturated("bce"), 1, "backward", 0.98201379),
    ('value("y.a")[0,0]', "one-neuron", saturated("bce"), 101, "forward", 0.04107222766),
    (DEPTH, "vanishing", {}, 1, "backward", 1.217420052e-12),
    (f"({DEPTH})**(1/19)", "vanishing", {}, 1, "backward", 0.2360032146),
    (DEPTH, "healthy", {}, 1, "backward", 0.4536439507),
    (f"({DEPTH})**(1/19)", "healthy", {}, 1, "backward", 0.9592512525),
    (DEPTH, "exploding", {}, 1, "backward", 9366.939318),
    (f"({DEPTH})**(1/19)", "exploding", {}, 1, "backward", 1.618197248),
    ('loss', "vanishing", {}, 1, "loss", 0.6933983262),
    ('loss', "healthy", {}, 1, "loss", 0.7101912271),
    ('loss', "exploding", {}, 1, "loss", 1.732337764),
    ('loss', "vanishing", {}, 500, "loss", 0.6931471806),
    ('norm(update("x->h1.weight"))/norm(value("x->h1.weight"))', "vanishing", {}, 1, "update", 1.41046119e-15),
    ('max(value("h10.a′"))', "vanishing", {}, 1, "backward", 0.249996662),
    ('0.25**19', "vanishing", {}, 1, "start", 3.637978807e-12),
    (DEPTH, "vanishing", layers("relu", "he_normal"), 1, "backward", 0.5445799894),
    (DEPTH, "vanishing", layers("relu", "xavier_normal"), 1, "backward", 0.0007636910039),
    (DEPTH, "vanishing", layers("tanh", "orthogonal"), 1, "backward", 0.802480542),
    (DEPTH, "vanishing", {"training": {"clip": {"norm": 1.0}}}, 1, "backward", 1.217420052e-12),
    ('loss', "hello", {}, 1, "loss", 1.522637436),
    ('norm(share("h~>h.weight", 4))', "hello", {}, 1, "backward", 0.1557983432),
    ('norm(share("h~>h.weight", 3))', "hello", {}, 1, "backward", 0.1630986243),
    ('norm(share("h~>h.weight", 2))', "hello", {}, 1, "backward", 0.2820225142),
    ('norm(share("h~>h.weight", 1))', "hello", {}, 1, "backward", 0),
    ('norm(grad("h~>h.weight"))', "hello", {}, 1, "backward", 0.3806996161),
    ('loss', "hello", {}, 22, "loss", 0.05275147313),
    ('loss', "hello", {}, 23, "loss", 0.04954077179),
    ('loss', "hello", {}, 30, "loss", 0.03438641341),
    ('round(cos(share("h~>h.weight", 4), grad("h~>h.weight")), 3)', "hello", {}, 1, "backward", 0.371),
    ('loss', "hello", {"network": {"wires": [{"from": "x", "to": "h"}, {"from": "h", "to": "y"}]}}, 4000, "loss", 0.3467350526),
    (TIME, "spectral-radius", radius(0.5, "identity"), 1, "backward", 5.960464478e-08),
    (TIME, "spectral-radius", radius(0.9, "identity"), 1, "backward", 0.07976644308),
    (TIME, "spectral-radius", radius(1.0, "identity"), 1, "backward", 1),
    (TIME, "spectral-radius", radius(1.1, "identity"), 1, "backward", 9.849732676),
    (TIME, "spectral-radius", radius(1.5, "identity"), 1, "backward", 16834.1122),
    (TIME, "spectral-radius", radius(0.5, "tanh"), 1, "backward", 5.237873731e-08),
    (TIME, "spectral-radius", radius(1.0, "tanh"), 1, "backward", 0.3776721265),
    (TIME, "spectral-radius", radius(1.5, "tanh"), 1, "backward", 15.48486385),
    ('log10(0.5)/log10(0.9)', "spectral-radius", {}, 1, "start", 6.578813479),
    (LATCH, "latch-rnn", {}, 1, "backward", 1.318158313e-10),
    (LATCH, "latch-lstm", gate(0.0), 1, "backward", 1.851450664e-06),
    ('mean(value("h.f[30]"))', "latch-lstm", gate(0.0), 1, "forward", 0.4983505971),
    (LATCH, "latch-lstm", gate(3.0), 1, "backward", 0.002608957315),
    ('mean(value("h.f[30]"))', "latch-lstm", gate(3.0), 1, "forward", 0.9482622743),
]  # fmt: skip
# Losses after many steps, where last bits add up: as close as a lesson states them. Chaotic runs are in no lesson.
BENT = {
    "loss": 0.414394061, 'grad("h.a[4]")[0,0]': -0.9103780105, 'grad("h.a[1]")[0,0]': -0.09481118297,
    'grad("h~>h.weight")[0,0]': -0.4655064343,
}  # fmt: skip
LONG_RUNS = [
    ("healthy", {}, 500, 0.000181764, 1e-5),
    ("vanishing", layers("relu", "he_normal"), 500, 0.355888, 1e-4),
    ("vanishing", layers("relu", "xavier_normal"), 500, 0.693147, 1e-5),
    ("vanishing", {**layers("tanh", "orthogonal"), **ADAM}, 500, 0.000243, 0.1),
    ("latch-rnn", {}, 300, 0.2177, 0.05),
    ("latch-lstm", gate(0.0), 300, 0.33, 0.15),  # the last bits decide how far it has come by then
    ("latch-lstm", gate(3.0), 300, 0.00112, 0.05),
    ("echo-truncated", window(7, 7), 600, 0.00783631, 1e-4),
    ("echo-truncated", window(6, 6), 600, 0.883, 0.01),
    ("echo-truncated", window(1, 7), 600, 0.0247142, 1e-4),
    ("echo-truncated", window(1, 6), 600, 1.08292, 1e-4),
]
# What stands in all neurons or for all samples at once.
ROWS = [
    ('value("y.a")', "perceptron-corrected", {**AND, **BIAS}, 10000, "forward", [0.000246354, 0.0556561, 0.0556561, 0.933758]),
    ('value("y.a")', "xor", {}, 300, "loss", [0.0408425, 0.939434, 0.987192, 0.0464408]),
    ('value("h.z")', "bce-net", {}, 1, "forward", [0.5, 0.6, -0.5]),
    ('grad("h.a")', "bce-net", {}, 1, "backward", [0.34475, -0.394, 0.443251]),
    ('grad("h.z")', "bce-net", {}, 1, "backward", [0.34475, -0.394, 0]),
    ('max(abs(value("x->y.weight"))) < 1e-14', "perceptron-as-printed", {}, 10000, "update", [1]),
]  # fmt: skip


class TestBuiltIn:
    @pytest.mark.parametrize(("expression", "example", "changes", "step", "phase", "value"), NUMBERS)
    def test_every_number_is_what_the_engine_computes(self, expression, example, changes, step, phase, value):
        document = merged(json.loads(source(example)), changes)
        values = values_at(experiment_file.parse(json.dumps(document)), model.Moment(step, phase))
        assert np.allclose(Expression(expression, told=True)(values), value, rtol=2e-9, atol=1e-13)

    @pytest.mark.parametrize(("expression", "example", "changes", "step", "phase", "row"), ROWS)
    def test_every_row_of_numbers_too(self, expression, example, changes, step, phase, row):
        document = merged(json.loads(source(example)), changes)
        values = values_at(experiment_file.parse(json.dumps(document)), model.Moment(step, phase))
        assert np.allclose(np.ravel(Expression(expression, told=True)(values)), row, rtol=2e-6, atol=1e-12)

    @pytest.mark.parametrize(("example", "changes", "steps", "loss", "about"), sample(LONG_RUNS, 5))
    def test_the_loss_after_many_steps_is_what_the_lessons_say(self, example, changes, steps, loss, about):
        debugger = Debugger(experiment_file.parse(json.dumps(merged(json.loads(source(example)), changes))))
        debugger.run(steps)
        assert np.isclose(float(debugger.value("loss")), loss, rtol=about)

    def test_nudges_and_passes_and_operations_are_what_the_lesson_on_checking_says(self):
        nudged = [1e-4, 1e-8, 1e-12]
        slopes = []
        for size in nudged:
            up = {"network": {"parameters": {"i->h.weight": [[0.15 + size, 0.2], [0.25, 0.3]]}}}
            document = merged(json.loads(source("two-by-two")), up)
            changed = values_at(experiment_file.parse(json.dumps(document)), model.Moment(1, "loss")).value("loss")
            slopes.append((changed - values_at(load("two-by-two"), model.Moment(1, "loss")).value("loss")) / size)
        assert np.allclose(slopes[:2], 0.00043857, atol=5e-9)
        assert np.isclose(slopes[2], 0.00044409, atol=5e-9)
        assert gradient_check(load("xor")).forward_passes == 34
        costs = step_cost(Debugger(load("xor")), rounds=1).phases
        assert (costs["forward"].flops, costs["backward"].flops) == (148, 288)

    def test_what_is_said_of_clipped_updates_and_of_a_loop_by_hand(self):
        for changes, norm in (({}, 46.978), ({"training": {"clip": {"norm": 1.0}}}, 0.1)):
            debugger = Debugger(experiment_file.parse(json.dumps(merged(json.loads(source("exploding")), changes))))
            before = debugger.parameters()
            debugger.run(1)
            squares = [np.square(value - before[name]).sum() for name, value in debugger.parameters().items()]
            assert np.isclose(np.sqrt(sum(squares)), norm, rtol=1e-4)
        values = values_at(reading.load("hello").experiments["hand"], model.Moment(1, "backward"))
        assert [float(values.debugger.gradient(f"h.z[{t}]").item()) for t in (1, 2, 3, 4)] == [-0.109375, -0.21875, -0.4375, -0.875]
        assert [float(Expression(f'share("h~>h.weight", {t})')(values).item()) for t in (1, 2, 3, 4)] == [0, *[-0.21875] * 3]
        assert (values.debugger.gradient("h~>h.weight").item(), values.debugger.value("loss").item()) == (-0.65625, 0.3828125)
        bent = experiment_file.document_of(reading.load("hello").experiments["hand"])
        bent = merged(bent, {"network": {"nodes": [{"id": "h", "activation": "tanh"}]}})
        values = values_at(experiment_file.parse(json.dumps(bent)), model.Moment(1, "backward"))
        found = [float(Expression(source)(values).item()) for source in BENT]
        assert np.allclose(found, list(BENT.values()), rtol=2e-9)

    @pytest.mark.parametrize("name", reading.LESSONS)
    def test_it_is_right_in_both_languages(self, name):
        assert [str(problem) for problem in faults(reading.load(name))] == []

    @pytest.mark.parametrize("name", reading.LESSONS)
    def test_right_answers_are_right_and_each_wrong_one_gets_its_own_sentence(self, name):
        lesson = reading.load(name)
        bench = Bench(lesson)
        for step in lesson.asked():
            values = bench.asking(step)
            verdict = judge(step, right_answer(step, values), values).verdict
            assert verdict == (KEPT if isinstance(step.question, model.Words) else RIGHT), step.id
            for rule in step.feedback:
                verdict = judge(step, wrong_answer(step, rule, values), values)
                assert (verdict.right, verdict.rule) == (False, rule), (step.id, rule)

    def test_each_is_called_as_its_file_and_needs_only_lessons_before_it(self):
        for place, name in enumerate(reading.LESSONS):
            lesson = reading.load(name)
            assert lesson.id == name
            assert set(lesson.needs) <= set(reading.LESSONS[:place])
            assert 6 <= len(lesson.steps) <= 14
            assert lesson.steps[-1].kind == model.RECAP
            kinds = [step.kind for step in lesson.steps]
            assert (model.TELL, model.TELL) not in zip(kinds, kinds[1:], strict=False)

    @pytest.mark.parametrize("name", reading.LESSONS)
    def test_sentences_are_short_and_every_question_has_two_hints_and_a_reason(self, name):
        lesson = reading.load(name)
        for step in lesson.steps:
            for words in (step.text, step.why, *step.hints, *(rule.say for rule in step.feedback)):
                bare = plain(words.of("en"))
                assert all(len(sentence.split()) <= 22 for sentence in sentences(bare)), bare
                assert "!" not in bare
            if step.question is not None and step.kind == model.ASK and not isinstance(step.question, model.Words):
                assert len(step.hints) >= 2, step.id
                assert step.why, step.id


class TestReading:
    def test_the_published_schema_is_one_and_takes_the_lesson_of_the_documentation(self):
        jsonschema.Draft202012Validator.check_schema(reading.schema())
        assert problems(one_neuron()) == []

    def test_all_faults_are_listed_at_once_each_with_its_path(self):
        document = one_neuron(surprise=1)
        document["steps"].append({"id": "wait", "kind": "do", "text": {"en": "Wait."}})
        document["steps"][0]["question"]["tolerance"] = {"abs": 1, "rel": 1}
        found = problems(document)
        assert len(found) == 3
        assert [line.split(":")[0] for line in found] == ["steps[0]", "steps[0].question.tolerance", "steps[2]"]

    @pytest.mark.parametrize(
        ("changes", "path", "words"),
        [
            ({"stage": {"experiment": "other"}}, "steps[0].stage.experiment", "no experiment 'other'"),
            ({"text": {"en": "{{ open('x') }}"}}, "steps[0].text.en", "not allowed here"),
            ({"text": {"en": "{{ loss | 99x }}"}}, "steps[0].text.en", "unknown format '99x'"),
            ({"text": {"en": "{{ loss"}}, "steps[0].text.en", "not balanced"),
            ({"next": [{"go": "nowhere"}]}, "steps[0].next[0].go", "no step 'nowhere'"),
            ({"until": "loss < 1"}, "steps[0].until", "can wait for something"),
            ({"feedback": [{"if": {"option": "a"}, "say": {"en": "No."}}]}, "steps[0].feedback[0].if", "does not fit"),
            ({"stage": {"light": [{"node": "y", "line": "loss"}]}}, "steps[0].stage.light[0]", "exactly one of"),
            ({"question": {"kind": "riddle"}}, "steps[0].question.kind", "must be one of"),
            ({"question": {"kind": "number", "answer": "loss"}}, "steps[0].question", "tolerance is missing"),
            ({"question": {"kind": "pick"}}, "steps[0].question", "exactly one of: right, right_if"),
            ({"question": {"kind": "order", "cards": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}],
                           "right": [["a"]]}}, "steps[0].question.right[0]", "every card once"),
            ({"question": {"kind": "choose", "options": [{"id": "a", "text": {"en": "A"}, "right": False},
                                                         {"id": "b", "text": {"en": "B"}, "right": False}]}},
             "steps[0].question.options", "no option is right"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_refused_where_it_stands(self, changes, path, words):
        found = problems(one_neuron(**changes))
        assert any(line.startswith(path) and words in line for line in found), found

    @pytest.mark.parametrize(
        ("experiment", "path", "words"),
        [
            ({"example": "nothing"}, "experiments.main.example", "no example"),
            ({"example": "xor", "changes": {"loss": {"name": "guess"}}}, "experiments.main.loss", "must be one of"),
            ({"example": "xor", "changes": {"data": {"name": "csv", "path": "/etc/passwd", "inputs": ["a"], "targets": ["b"]}}},
             "experiments.main.data", "cannot read other files"),
            ({"example": "xor", "changes": {"network": {"nodes": [{"id": "x", "units": 3}]}}}, "experiments.main.", "2"),
            ({"example": "xor", "extra": 1}, "experiments.main", "unknown key"),
        ],
    )  # fmt: skip
    def test_experiments_are_built_and_bring_their_data(self, experiment, path, words):
        document = one_neuron()
        document["experiments"]["main"] = experiment
        found = problems(document)
        assert any(line.startswith(path) and words in line for line in found), found

    def test_a_lesson_is_short(self):
        document = one_neuron()
        document["experiments"]["main"] = json.loads(source("one-neuron")) | {"description": "x" * 1900}
        document["experiments"]["main"]["network"]["parameters"]["x->y.weight"] = [[0.5] * 30_000]
        assert problems(document) == ["lesson: the lesson is too large; the limit is 100 kB. Split it in two."]

    def test_changes_merge_objects_and_nodes_and_replace_the_rest(self):
        old = {"a": {"b": 1, "c": 2}, "data": {"name": "table", "inputs": [[1]]}, "nodes": [{"id": "x", "units": 1}, {"id": "y"}]}
        new = {"a": {"c": 3}, "data": {"name": "xor"}, "nodes": [{"id": "x", "units": 5}, {"id": "z"}]}
        assert merged(old, new) == {
            "a": {"b": 1, "c": 3},
            "data": {"name": "xor"},
            "nodes": [{"id": "x", "units": 5}, {"id": "y"}, {"id": "z"}],
        }
        assert old["nodes"][0] == {"id": "x", "units": 1}


DAMAGES = [None, -1, 1e300, 10**20, "", [], {}, "\ud800", [[[[]]]], "x" * 700, {"open": "x"}]


def damaged(document, random_):
    """Something, somewhere, removed, called otherwise, or replaced by what has no place there; and where that is."""
    place = document = copy.deepcopy(document)
    path = ""
    while True:
        key = random_.choice(list(place) if isinstance(place, dict) else range(len(place)))
        path += f"[{key}]" if isinstance(place, list) else f".{key}"
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or random_.random() < 0.15:
            break
        place = inner
    if isinstance(place, dict) and random_.random() < 0.3:
        place[f"{key} "] = place.pop(key)
    else:
        number = isinstance(inner, (int, float))
        place[key] = random_.choice([each for each in DAMAGES if each != inner and not (number and isinstance(each, (int, float)))])
    return document, path[1:]


def leads_to(where, path):
    """Whether a problem names the way to a damage: a part of it, or something inside; `file` is the document itself."""
    ways = (path, path.replace(".changes", ""))  # changes of an experiment are told by what becomes of it
    return (where == "file" and path.isalpha()) or any(way.startswith(where) or where.startswith(way) for way in ways)


@pytest.mark.parametrize("part", parts(20))
def test_damaged_lessons_are_refused_with_a_path_and_soon(part):
    """Ten at a time, two hundred in all."""
    for seed in range(10 * part, 10 * part + 10):
        random_ = random.Random(seed)
        document, path = damaged(json.loads(built_in(random_.choice(reading.LESSONS))), random_)
        started = time.process_time()
        with pytest.raises(ExperimentError) as refused:
            read(document)
        assert time.process_time() - started < 1
        told = [str(problem) for problem in refused.value.problems]
        assert all(problem.where for problem in refused.value.problems), (seed, told)
        assert any(leads_to(problem.where, path) for problem in refused.value.problems), (seed, path, told)


class TestChecking:
    @pytest.mark.parametrize(
        ("changes", "path", "words"),
        [
            ({"stage": {"at": {"step": 1, "line": "nothing"}}}, "steps[0].stage.at", "no line computes 'nothing'"),
            ({"stage": {"veil": ["nothing"]}}, "steps[0].stage.veil[0]", "no value named"),
            ({"stage": {"light": [{"neuron": "y[7]"}]}}, "steps[0].stage.light[0]", "no neuron"),
            ({"stage": {"light": [{"phase": "forward"}, {"weight": "x->q.weight"}]}}, "steps[0].stage.light[1]", "no weight"),
            ({"stage": {}}, "steps[0].text.en", "not been computed yet"),
            ({"why": {"en": "Only English."}}, "steps[0].why", "no Hindi text"),
            ({"hints": [{"en": '{{ value("q.z") }}', "hi": "q"}]}, "steps[0].hints.en", "no value named 'q.z'"),
        ],
    )
    def test_what_the_lesson_names_must_exist(self, changes, path, words):
        found = problems(one_neuron(**changes))
        assert any(line.startswith(path) and words in line for line in found), found

    @pytest.mark.parametrize(
        ("question", "path", "words"),
        [
            ({"answer": 'grad("y.a")[0,0]'}, "steps[0].feedback[0].if.near", "accepted as right"),
            ({"answer": 'value("y.a")'}, "steps[0].feedback", ""),
            ({"answer": 'value("q")'}, "steps[0].question.answer", "no value named"),
            ({"answer": "1/0"}, "steps[0].question.answer", "not finite"),
            ({"answer": 'update("x->y.weight")[0,0]'}, "steps[0].question.answer", "not computed at this moment"),
            ({"at": {"step": 500, "phase": "loss"}, "answer": "loss", "today": 7}, "steps[0].question.today", "says 7"),
        ],
    )
    def test_answers_are_computed(self, question, path, words):
        document = one_neuron()
        document["steps"][0]["question"] |= question
        found = problems(document)
        if path == "steps[0].feedback":  # one number, whatever its shape
            assert found == []
        else:
            assert any(line.startswith(path) and words in line for line in found), found

    def test_a_step_that_is_done_before_it_begins_and_a_branch_that_does_not_return(self):
        document = one_neuron()
        document["steps"].insert(0, {"id": "do", "kind": "do", "text": {"en": "Do.", "hi": "करें।"}, "until": "step >= 1"})
        assert any("before the learner has done anything" in line for line in problems(document))
        document = one_neuron(next=[{"when": "M2", "go": "aside"}, {"go": "end"}])
        document["steps"].insert(
            1, {"id": "aside", "kind": "tell", "text": {"en": "Look.", "hi": "देखें।"}, "next": [{"go": "aside"}]}
        )
        assert any("does not rejoin the main path" in line for line in problems(document))

    def test_a_factor_that_is_missing_is_noticed(self):
        document = json.loads(built_in("circuit"))
        question = next(step["question"] for step in document["steps"] if step["id"] == "chain")
        question["right"] = ["fq", "q"]
        assert any("the product is −12, but the answer is −4" in line for line in problems(document))


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("-0.032", -0.032), ("−0,032", -0.032), (" 3/4 ", 0.75), ("1e-12", 1e-12), ("10^-12", 1e-12), ("10⁻¹²", 1e-12),
            ("4.4 × 10^-4", 4.4e-4), ("4,4·10⁻⁴", 4.4e-4), ("5 %", 0.05), ("०.५", 0.5), (".5", 0.5), ("-10**3", -1000.0),
            ("1/-4", -0.25), ("10 000", 10_000.0), ("+3", 3.0), ("2.", 2.0),
            ("", None), ("abc", None), ("1/0", None), ("--3", None), ("1e", None), ("loss", None), ("1e999", None), ("1,2,3", None),
            ("9" * 400, None), ("__import__('os')", None), ("1.2.3", None), ("nan", None), ("²", None),
        ],
    )  # fmt: skip
    def test_as_people_type_them(self, words, number):
        assert typed(words) == number

    @pytest.mark.parametrize(
        ("kind", "size", "given", "expected", "right"),
        [
            ("abs", 0.1, 1.1, 1.0, True), ("abs", 0.1, 1.11, 1.0, False), ("rel", 0.01, 101, 100, True),
            ("rel", 0.01, 102, 100, False),
            ("digits", 3, 0.0322, 0.03219, True), ("digits", 3, 0.0321, 0.03219, False), ("digits", 2, 0, 0.0, True),
            ("decades", 1, 1e-11, 3.6e-12, True), ("decades", 1, 1e-10, 3.6e-12, False), ("decades", 1, -1e-12, 1e-12, False),
            ("abs", 1e-9, 0, 0.0, True), ("decades", 1, 0, 1.0, False), ("decades", 999, 1e-200, 1.0, True),
        ],
    )  # fmt: skip
    def test_how_far_they_may_be_off(self, kind, size, given, expected, right):
        assert fits(given, expected, model.Tolerance(kind, size)) is right

    @pytest.mark.parametrize(
        ("value", "form", "words"),
        [
            (-0.0321, "3g", "−0.0321"), (1.2174e-12, "3g", "1.22·10⁻¹²"), (1e-12, "g", "10⁻¹²"), (0.5, "4f", "0.5000"),
            (0.236, "ratio", "×0.236"), (-2, "sign", "−"), (0.125, "%", "12.5 %"), (None, "3g", "–"), (-0.0, "g", "0"),
            (1234567, "e", "1.23·10⁶"), (np.array([[1, -2]]), "", "1, −2"), (np.arange(9), "", "0, 1, 2, 3, 4, 5, 6, 7, …"),
            (np.nan, "3g", "NaN"), (-np.inf, "3g", "−∞"), (-1e-12, "3g", "−10⁻¹²"),
        ],
    )  # fmt: skip
    def test_as_lessons_write_them(self, value, form, words):
        assert written(value, form) == words

    def test_a_text_has_the_values_of_its_moment(self):
        values = values_at(load("one-neuron"), model.Moment(1, "forward"))
        assert (
            filled('y is {{ value("y.a")[0,0] | 2f }}, δ {{ grad("y.z") }}, {{ value("gone") }}.', values) == "y is 0.80, δ –, –."
        )


class TestTurns:
    def test_feedback_first_then_hints_then_show_me(self):
        step = read(one_neuron()).steps[0]
        values = Bench(read(one_neuron())).asking(step)
        turn = Turn(step).answered(judge(step, "-0.2", values))
        assert (turn.say.of("en"), turn.misconception, turn.hints, turn.may_show) == ("The error.", "M2", 0, False)
        turn = turn.answered(judge(step, "5", values))
        assert (turn.notice, turn.say, turn.hints, turn.misconception) == (NOT_YET, model.Text(), 1, "M2")
        turn = turn.answered(judge(step, "6", values))
        assert (turn.hints, turn.may_show) == (2, True)
        shown = turn.revealed()
        assert (shown.finished, shown.solved, shown.say.of("en")) == (True, False, "The slope.")
        right = turn.answered(judge(step, "−0,032", values))
        assert (right.solved, right.say.of("en"), right.may_show) == (True, "The slope.", False)

    def test_what_is_no_number_is_no_try(self):
        step = read(one_neuron()).steps[0]
        verdict = judge(step, "about a fifth", Bench(read(one_neuron())).asking(step))
        turn = Turn(step).answered(verdict)
        assert (verdict.verdict, turn.notice, turn.tries) == (UNREADABLE, NOT_A_NUMBER, 0)

    def test_said_and_true_stand_side_by_side(self):
        step = read(one_neuron()).steps[0]
        verdict = judge(step, "-0.2", Bench(read(one_neuron())).asking(step))
        assert (verdict.given, verdict.expected) == ("−0.2", "−0.032")

    def test_the_answer_follows_the_weights_of_the_moment(self):
        lesson = read(one_neuron())
        step = lesson.steps[0]
        other = experiment_file.parse(json.dumps(merged(json.loads(source("one-neuron")),
                                                        {"network": {"parameters": {"x->y.weight": [[0.5]]}}})))  # fmt: skip
        assert judge(step, "-0.032", Bench(lesson).asking(step, other)).right is False
        y = float(1 / (1 + np.exp(-0.5)))
        assert judge(step, repr((y - 1) * y * (1 - y)), Bench(lesson).asking(step, other)).verdict == RIGHT

    def test_a_misconception_leads_aside_and_back(self):
        document = one_neuron(next=[{"when": "M2", "go": "aside"}, {"go": "end"}])
        document["steps"].insert(1, {"id": "aside", "kind": "tell", "text": {"en": "Look.", "hi": "देखें।"}})
        lesson = read(document)
        assert problems(document) == []
        first = lesson.steps[0]
        assert [lesson.following(first, "M2").id, lesson.following(first).id, lesson.following(first, "M3").id] == [
            "aside",
            "end",
            "end",
        ]
        assert lesson.following(lesson.step("aside")).id == "end"
        assert lesson.following(lesson.step("end")) is None


class TestCommand:
    def test_check_says_what_is_wrong_and_with_what_status(self, tmp_path, capsys):
        path = tmp_path / "lesson.json"
        assert commands.run(["lesson", "check", reading.LESSONS[0]], None) == 0
        path.write_text(json.dumps(one_neuron(why={"en": "Only English."})), encoding="utf-8")
        assert commands.run(["lesson", "check", str(path)], None) == 0
        assert "warning: steps[0].why" in capsys.readouterr().out
        path.write_text(json.dumps(one_neuron(stage={"veil": ["nothing"]})), encoding="utf-8")
        assert commands.run(["lesson", "check", str(path)], None) == 1
        assert "steps[0].stage.veil[0]: there is no value named 'nothing'." in capsys.readouterr().out
        path.write_text("{", encoding="utf-8")
        assert commands.run(["lesson", "check", str(path)], None) == 2
        assert commands.run(["lesson", "check", "no-such-lesson"], None) == 2
        assert "Lessons: circuit" in capsys.readouterr().err
