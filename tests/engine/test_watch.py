"""Watch expressions against NumPy, what they refuse, and breakpoints that wait for them."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Debugger, load
from engine.runtime.breakpoints import BREAKPOINT, CONDITION, DONE, Guard, Watchpoint
from engine.runtime.watch import Expression, ExpressionError


@pytest.fixture
def debugger():
    made = Debugger(load("xor"))
    made.run(20)
    return made


class TestValues:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ('norm(value("h.a"))', lambda d: np.linalg.norm(d.value("h.a"))),
            ('max(abs(grad("h.z")))', lambda d: np.abs(d.gradient("h.z")).max()),
            ('value("x->h.weight")[1, 0] * 2 - 1', lambda d: 2 * d.value("x->h.weight")[1, 0] - 1),
            ("loss", lambda d: d.value("loss")),
            ("step + epoch", lambda d: d.place[0] + 1 + d.epoch + 1),
            ('mean(value("h.a")) ** 2 / 3', lambda d: d.value("h.a").mean() ** 2 / 3),
            ('log10(norm(grad("y.z")))', lambda d: np.log10(np.linalg.norm(d.gradient("y.z")))),
            ('0 < loss < 1 and finite(value("h.a"))', lambda d: True),
            ("not loss < 0 or loss > 100", lambda d: True),
            ('norm(update("h.bias"))', lambda d: 0.5 * np.linalg.norm(d.gradient("h.bias"))),
        ],
    )
    def test_against_numpy(self, debugger, text, wanted):
        assert np.allclose(Expression(text)(debugger), wanted(debugger), rtol=1e-9, atol=0)

    def test_nothing_before_it_is_computed(self):
        debugger = Debugger(load("xor"))
        assert Expression('norm(grad("h.z"))')(debugger) is None
        assert not Expression('norm(grad("h.z")) < 1e9').holds(debugger)

    def test_where_gradients_add_up_grad_is_what_the_update_uses_and_fresh_is_this_step_alone(self):
        experiment = load("xor")
        debugger = Debugger(replace(experiment, training=replace(experiment.training, zero_grad=False)))
        total = 0.0
        for _ in range(5):
            debugger.run(1)
            total = total + Expression('fresh("h->y.weight")')(debugger)
            assert np.array_equal(Expression('grad("h->y.weight")')(debugger), total)
            assert np.allclose(Expression('update("h->y.weight")')(debugger), -0.5 * total)
        debugger = Debugger(experiment)
        debugger.run(3)
        assert np.array_equal(Expression('fresh("h->y.weight")')(debugger), Expression('grad("h->y.weight")')(debugger))

    def test_values_that_it_reads(self):
        assert Expression('value("h.a") + grad("y.z") + fresh("h.z") > loss').slots() == {"h.a", "∂L/∂y.z", "∂L/∂h.z", "loss"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "__import__('os')",
        "value('h.a').shape",
        "open('x')",
        "[1, 2]",
        "lambda: 1",
        "loss.__class__",
        "x",
        "value(loss)",
        'value("h.a", 1)',
        'value("h.a")[loss]',
        "'text'",
        "loss if loss else 1",
        "(" * 300 + "1" + ")" * 300,
        "9" * 500,
        "eval('1')",
        "{1: 2}",
    ],
)
def test_everything_else_is_refused(text):
    with pytest.raises(ExpressionError):
        Expression(text)


@pytest.mark.parametrize(
    "text",
    [
        'value("nothing")',
        'update("h.a")',
        'grad("x")',
        'fresh("target")',
        'value("h.a")[99, 99]',
        'value("h.a") + value("x->h.weight")',
    ],
)
def test_what_cannot_be_computed_says_so(debugger, text):
    with pytest.raises(ExpressionError):
        Expression(text)(debugger)
    assert not Expression(f"{text} > 0").holds(debugger)


class TestStopping:
    def test_a_guarded_line_stops_only_when_its_expression_is_true(self):
        debugger = Debugger(load("xor"))
        pc = debugger.program.phases["update"].start
        debugger.breakpoints.guard(pc, Guard(Expression("loss < 0.3")))
        stop = debugger.run(2000)
        assert stop.reason == BREAKPOINT
        assert debugger.next_pc == pc
        assert debugger.value("loss") < 0.3
        debugger.go(debugger.t - len(debugger.program))
        assert debugger.value("loss") >= 0.3, "the step before did not meet it"

    def test_every_third_time(self):
        debugger = Debugger(load("xor"))
        debugger.breakpoints.guard(5, Guard(None, hits=3))
        debugger.run(100)
        assert debugger.place[0] == 2
        debugger.run(100)
        assert debugger.place[0] == 5

    def test_an_expression_that_becomes_true_stops_after_its_step(self):
        plain = Debugger(load("xor"))
        plain.run(400)
        wanted = int(np.flatnonzero(plain.series.view("loss") < 0.5)[0])
        debugger = Debugger(load("xor"))
        debugger.breakpoints.tests = (Watchpoint(Expression("loss < 0.5")),)
        stop = debugger.run(400)
        assert (stop.reason, stop.detail) == (CONDITION, "loss < 0.5")
        assert debugger.place == (wanted, len(debugger.program))
        assert debugger.run(50).reason == DONE, "it stays true and stops once"

    def test_back_to_a_guarded_line(self):
        debugger = Debugger(load("xor"))
        debugger.run(300)
        debugger.breakpoints.guard(4, Guard(Expression("step < 50")))
        stop = debugger.reverse_continue()
        assert stop.reason == BREAKPOINT
        assert debugger.place == (48, 4)

    def test_taking_the_breakpoint_away_takes_its_guard(self):
        debugger = Debugger(load("xor"))
        debugger.breakpoints.guard(4, Guard(Expression("step > 1e9")))
        debugger.breakpoints.toggle(4)
        debugger.breakpoints.toggle(4)
        assert debugger.run(3).reason == BREAKPOINT


def test_an_activation_and_its_slope_are_drawn_from_the_rules():
    from engine.insight.moment.curve import curve

    z = np.linspace(-4, 4, 9)
    values, slope = curve("tanh", {}, z)
    assert np.allclose(values, np.tanh(z), rtol=1e-12)
    assert np.allclose(slope, 1 / np.cosh(z) ** 2, rtol=1e-12)
    values, slope = curve("leaky_relu", {"slope": 0.2}, z)
    assert np.allclose(values, np.where(z > 0, z, 0.2 * z))
    assert np.allclose(slope, np.where(z > 0, 1, 0.2))
    assert curve("softmax", {}, z) is None


class TestOfLessons:
    """What the lessons ask in addition."""

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ('before("h.bias") + update("h.bias")', lambda d: d.value("h.bias")),
            ('initial("x->h.weight")', lambda d: Debugger(load("xor")).value("x->h.weight")),
            ('computed("y.z") + computed("loss")', lambda d: 2),
            ('at("forward") + at("update")', lambda d: 2),
            ('argmax(value("y.a"))', lambda d: d.value("y.a").argmax()),
            ("sign(-loss) + ln(exp(loss)) + round(1.26, 1)", lambda d: d.value("loss") + 0.3),
            ('cos(grad("h.z"), value("h.a"))', lambda d: np.sum(d.gradient("h.z") * d.value("h.a"))
             / np.linalg.norm(d.gradient("h.z")) / np.linalg.norm(d.value("h.a"))),
        ],
    )  # fmt: skip
    def test_against_numpy(self, debugger, text, wanted):
        assert np.allclose(Expression(text)(debugger), wanted(debugger), rtol=1e-9, atol=0)

    def test_where_the_clock_stands_is_known_before_anything_is_computed(self):
        debugger = Debugger(load("xor"))
        assert [float(Expression(each)(debugger)) for each in ('at("forward")', 'computed("h.a")')] == [0, 0]
        debugger.step_over("phase")
        assert [float(Expression(each)(debugger)) for each in ('at("forward")', 'at("loss")', 'computed("h.a")')] == [1, 0, 1]

    def test_shares_of_the_time_steps_add_up(self):
        debugger = Debugger(load("hello"))
        debugger.run(1)
        parts = [Expression(f'share("h~>h.weight", {time})')(debugger) for time in (1, 2, 3, 4)]
        assert np.allclose(sum(parts), Expression('grad("h~>h.weight")')(debugger))
        assert np.linalg.norm(parts[0]) == 0
        with pytest.raises(ExpressionError, match="time step 5 adds nothing"):
            Expression('share("h~>h.weight", 5)')(debugger)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('before("h.a")', "not a parameter"),
            ('at("sideways")', "no phase named"),
            ('computed("nothing")', "no value named"),
        ],
    )
    def test_unknown_names_are_refused(self, debugger, text, why):
        with pytest.raises(ExpressionError, match=why):
            Expression(text)(debugger)

    def test_the_learner_and_the_experiment_are_known_to_lessons_only(self):
        assert Expression('did("undo") + setting("seed")', told=True)
        with pytest.raises(ExpressionError, match="not allowed here"):
            Expression('did("undo")')
