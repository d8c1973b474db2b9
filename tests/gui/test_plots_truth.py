"""What a plot says is true: verdicts, references, ticks, bands and what was measured when."""

import itertools
import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from tiers import sample

from engine.insight.diagnosis.monitor import Monitor
from engine.insight.flow.depth import EXPLODING, VANISHING, DepthHistory, depth_history, depth_profile, verdicts
from engine.insight.flow.through_time import spectral_radius
from engine.interchange.documents.examples import EXAMPLES, example
from engine.runtime.watch import Expression
from gui.export.table import csv_bytes
from gui.plots.catalogue import PLOTS
from gui.plots.depth import depth
from gui.plots.heatmaps import GRADIENTS, matrices
from gui.plots.smoothing import mean
from gui.plots.source import Source, layer_ticks
from gui.plots.through_time import lag
from gui.session.memo import Memo
from gui.widgets.plot_axis import PlotAxis, decades, tick_levels


@pytest.fixture
def at(session):
    """What plots look at after some steps of an example."""

    def source(name, steps, **settings):
        session.open(example(name) if isinstance(name, str) else name)
        session.debugger.go(steps * len(session.debugger.program))
        return Source(session.debugger, session.experiment, session.memo, **settings)

    return source


def test_a_watch_and_the_heatmap_show_one_gradient_where_gradients_add_up(at):
    experiment = example("xor")
    source = at(replace(experiment, training=replace(experiment.training, zero_grad=False)), 5)
    shown = next(matrix for matrix in matrices(source.debugger, GRADIENTS) if matrix.parameter == "h->y.weight")
    watched, fresh = (Expression(f'{reader}("h->y.weight")')(source.debugger) for reader in ("grad", "fresh"))
    assert np.array_equal(watched, shown.values)
    assert not np.allclose(fresh, shown.values)


LOSS = next(plot for plot in PLOTS if plot.name == "loss")


def test_the_loss_plot_shows_held_out_sequences_beside_those_that_are_trained_on(at):
    source = at("latch-rnn", 200)
    figure = LOSS.figure(source)
    trained, held = figure.curves[0], next(curve for curve in figure.curves if curve.name == "held-out samples")
    assert trained.y[-1] < 0.3
    assert held.y[-1] > 1
    assert figure.note.endswith("% correct")
    running = LOSS.figure(replace(source, calm=False))
    assert any(curve.name == "held-out samples" for curve in running.curves), "also while it runs"
    alone = LOSS.figure(at("hello", 20))
    assert not any(curve.name == "held-out samples" for curve in alone.curves)


class TestDepthVerdict:
    @pytest.mark.parametrize(
        ("ratio", "factor", "word"),
        [
            (9.75, 9.75, "growing"),  # two hidden layers
            (9.75**19, 9.75, "exploding"),
            (1 / 9.75, 1 / 9.75, "shrinking"),
            (0.98 * VANISHING, 0.7, "vanishing"),
            (1.02 * EXPLODING, 1.25, "exploding"),
            (0.8, 0.8, "healthy"),
            (0.8**19, 0.8, "shrinking"),
            (1.0, 1.0, "healthy"),
            (np.nan, np.nan, ""),
        ],
    )
    def test_each_ratio_has_one(self, ratio, factor, word):
        assert list(verdicts(np.array([ratio]), np.array([factor]))) == [word]

    def test_the_exploding_example_is_never_called_healthy_without_its_worst_moment(self, at):
        for steps in (1, 2, 3, 5, 10, 20, 50, 300):
            note = depth(at("exploding", steps)).note
            assert "exploding" in note
            assert "healthy" not in note or "at worst" in note  # now and then it is, on one processor or another
        assert note.endswith("before that exploding, at worst ×1.62 per layer at step 1")

    def test_since_is_the_first_step_of_an_unbroken_verdict(self, at):
        source = at("exploding", 60)
        history = depth_history(source.debugger).upto(59, depth_profile(source.debugger).ratio)
        since = history.since
        assert set(history.verdicts[since:]) == {history.verdicts[-1]}
        assert history.verdicts[since - 1] != history.verdicts[-1]
        assert re.search(rf"shrinking since step {since + 1}[;,]", depth(source).note)

    def test_what_comes_later_is_not_known_when_going_back(self, at):
        source = at("exploding", 60)
        source.debugger.go(3 * len(source.debugger.program))
        assert depth(source).note.endswith("exploding since step 1")

    def test_the_history_has_the_ratios_of_the_profiles(self, at):
        source = at("sine", 6)
        ratios = depth_history(source.debugger).ratios
        for step in range(6):
            source.debugger.go((step + 1) * len(source.debugger.program))
            assert depth_profile(source.debugger).ratio == pytest.approx(ratios[step], rel=1e-12)

    def test_unknown_ratios_have_no_verdict(self):
        history = DepthHistory(np.arange(3), np.array([1e4, np.nan, 1.0]), 5)
        assert history.verdicts == ("exploding", "", "healthy")
        assert (history.since, history.worst) == (2, 0)

    @pytest.mark.parametrize("name", ["vanishing", "hopeless", "healthy", "exploding", "batch-norm"])
    def test_the_diagnosis_never_says_otherwise(self, session, name):
        session.open(example(name))
        monitor = Monitor(session.experiment)
        for steps in (1, 10, 20, 30, 40):
            session.debugger.go(steps * len(session.debugger.program))
            found = {finding.cause for finding in monitor.findings(session.debugger)}
            note = depth(Source(session.debugger, session.experiment, Memo())).note
            assert "vanishing by depth" not in found or ": vanishing" in note
            assert "exploding by depth" not in found or ": exploding" in note
            assert not found & {"vanishing by depth", "exploding by depth"} or "healthy" not in note


class TestDepthCurves:
    def test_norms_do_not_break_the_line_of_the_weights(self, at):
        source = at("batch-norm", 1)
        weight = next(curve for curve in depth(source).curves if curve.name == "rms ∂L/∂W")
        profile = depth_profile(source.debugger)
        assert np.isfinite(weight.y).all()
        assert list(weight.x) == [place + 1 for place, name in enumerate(profile.layers) if name[0] != "n"]

    def test_first_and_last_layer_are_named_first(self):
        for count in range(1, 60):
            names = tuple(f"h{i}" for i in range(count))
            ticks = layer_ticks(names)
            assert (ticks[0][1], ticks[-1][1]) == (names[0], names[-1])
            assert len(ticks) == count
            levels = tick_levels(ticks)
            assert sorted(tick for level in levels for tick in level) == sorted(ticks)
            assert {levels[0][0], levels[0][-1]} == {ticks[0], ticks[-1]}

    def test_names_on_the_screen_do_not_overlap_and_begin_with_the_first(self, qtbot, window, at, app, settle):
        panel = window.panels["depth-profile"]
        app.open_example("vanishing")
        app.session.go(len(app.session.debugger.program))
        settle()
        view = panel.view
        view.setParent(None)
        for width in (180, 300, 700):
            view.resize(width, 240)
            view.show()
            qtbot.waitExposed(view)
            shown = _labels(view.item.getAxis("bottom"))
            view.close()
            assert (shown[0][1], shown[-1][1]) == ("h1", "y")
            assert all(before[0].right() <= after[0].left() for before, after in zip(shown, shown[1:], strict=False))


def _in_large_text(side):
    font = QFont()
    font.setPointSizeF(18)
    axis = PlotAxis(side)
    axis.setStyle(tickFont=font)
    return axis, font


def _labels(axis):
    """What pyqtgraph writes on an axis, from left to right."""
    from PySide6.QtGui import QPainter, QPicture

    picture = QPicture()
    painter = QPainter(picture)
    _, _, texts = axis.generateDrawSpecs(painter)
    painter.end()
    return sorted(((rect, text) for rect, _, text in texts), key=lambda label: label[0].left())


class TestLagProfile:
    def test_line_and_words_are_of_the_weights_that_were_measured(self, session):
        session.open(example("spectral-radius"))
        session.go(3 * len(session.debugger.program))
        used = spectral_radius(np.array(session.debugger.arena.views[session.debugger.program.parameters["h~>h.weight"]]))
        session.values.scale("h~>h.weight", 0.5)
        figure = lag(Source(session.debugger, session.experiment, session.memo))
        law = next(curve for curve in figure.curves if curve.name.startswith("ρ^lag"))
        assert law.y[1] == pytest.approx(np.log10(used), abs=1e-6)
        assert f"ρ(W) = {used:.4g}" in figure.note
        assert "measured at step 3; ρ(W) is " in figure.note
        session.go(4 * len(session.debugger.program))
        figure = lag(Source(session.debugger, session.experiment, session.memo))
        assert "measured" not in figure.note


class TestFlowMapLimits:
    def test_the_lines_are_the_limits_of_the_depth_profile(self, at):
        source = at("exploding", 30)
        figure = next(plot for plot in PLOTS if plot.name == "flow-map").figure(source)
        curves = {curve.name: curve for curve in figure.curves}
        relative = figure.image.values[:-1] - figure.image.values[-2]
        for name, beyond in (("exploding", relative > np.log10(EXPLODING)), ("vanishing", relative < np.log10(VANISHING))):
            curve = next((curve for key, curve in curves.items() if name in key), None)
            assert (curve is not None) == beyond.any()
            if curve is None:  # which of them there is depends on the last digits
                continue
            for column in range(30):
                rows = np.flatnonzero(beyond[:, column])
                found = curve.y[2 * column]
                assert np.isnan(found) if not rows.size else found == rows[-1] + 1.5
        assert figure.named
        assert figure.note == "limits relative to the last hidden layer"

    def test_a_map_without_a_limit_and_one_of_weights_have_no_lines(self, at):
        plot = next(plot for plot in PLOTS if plot.name == "flow-map")
        assert plot.figure(at("healthy", 3)).curves == ()
        assert plot.figure(at("vanishing", 3, option="weight")).curves == ()


class TestCut:
    def test_only_what_is_cut_is_lost(self, qtbot, app, window, settle):
        app.open_example("hello")
        app.session.go(5 * len(app.session.debugger.program))
        window.docks.front("unrolled")
        settle()
        panel = window.panels["unrolled"]
        panel.move_cut(2)
        settle()
        rails = {rail.name: rail for rail in panel.view.shown.rails}
        assert rails["h→y"].kept == pytest.approx(rails["h→y"].shares, abs=1e-12), "its gradients come from each time's own loss"
        loop = rails["h⇢h"]
        assert loop.kept[2:] == pytest.approx(loop.shares[2:], abs=1e-12)
        assert abs(loop.kept[1] - loop.shares[1]) > 1e-3
        assert abs(loop.kept[1]) > 0, "what its own loss gives stays"
        for loss in panel.lost:
            if loss.kept is not None:
                assert sum(loss.kept.parts) == pytest.approx(loss.truncated, abs=1e-12)
        assert panel.words.text().endswith("This is only a trial cut: training uses the whole gradient.")

    def test_truncated_training_is_told_from_the_line(self, qtbot, app, window, settle):
        app.open_example("echo-truncated")
        app.session.go(len(app.session.debugger.program))
        window.docks.front("unrolled")
        settle()
        panel = window.panels["unrolled"]
        panel.move_cut(3)
        settle()
        reach = app.session.experiment.training.truncate["k2"]
        assert f"training itself lets gradients reach back {reach} time steps" in panel.words.text()


class TestLossSurface:
    @pytest.fixture
    def panel(self, qtbot, app, window):
        app.open_example("spiral")
        app.session.go(100 * len(app.session.debugger.program))
        window.docks.front("loss-surface")
        return window.panels["loss-surface"]

    def test_it_is_refined_while_the_window_answers(self, qtbot, panel, app, settle):
        shares = []
        qtbot.waitUntil(lambda: panel.halt.isVisible())
        app.session.selected.connect(lambda: shares.append(panel.view.figure.progress))
        app.session.point_at("h1")  # in the midst of it
        assert shares[0] < 1
        settle()
        assert panel.view.figure.progress == 1
        assert not panel.halt.isVisible()
        assert panel.view.figure.image.values.shape == (49, 49)

    def test_it_can_be_stopped_and_goes_on_with_the_next_step(self, qtbot, panel, app, settle):
        qtbot.waitUntil(lambda: panel.halt.isVisible())
        qtbot.mouseClick(panel.halt, Qt.MouseButton.LeftButton)
        settle()
        share = panel.view.figure.progress
        assert share < 1
        assert not panel.halt.isVisible()
        assert panel.figure().progress == 1, "an export waits for the whole of it"
        app.session.step_into()
        settle()
        assert panel.view.figure.progress == 1

    @pytest.mark.long
    def test_path_start_and_now_are_named_and_in_sight(self, qtbot, panel, settle):
        settle()
        panel.options.setCurrentIndex(panel.options.findData("path"))
        panel.options.activated.emit(1)
        settle()
        figure = panel.view.figure
        path, start, now = figure.curves
        assert np.isfinite(path.x).all(), "the whole path is inside"
        assert (start.x[0], start.y[0]) == (path.x[0], path.y[0])
        assert (now.x[0], now.y[0]) == (path.x[-1], path.y[-1]) == (pytest.approx(0), pytest.approx(0))
        for words in ("path", "start", "now"):
            assert words in (panel.view.note.toolTip() or panel.view.note.text())


class TestGates:
    def test_all_gates_are_means_over_units_and_samples(self, at):
        source = at("latch-lstm", 3, option="h/all gates")
        figure = next(plot for plot in PLOTS if plot.name == "gates").figure(source)
        curves = {curve.name: curve.y for curve in figure.curves}
        assert set(curves) == {"f", "i", "o", "|g|"}
        for name in ("f", "i", "o", "g"):
            for time in (1, 17, 30):
                value = source.debugger.value(f"h.{name}[{time}]")
                assert curves[name if name != "g" else "|g|"][time - 1] == pytest.approx(np.abs(value).mean(), rel=1e-12)

    def test_both_options_are_offered(self, qtbot, app, window, settle):
        app.open_example("latch-lstm")
        app.session.go(len(app.session.debugger.program))
        window.docks.front("gates")
        settle()
        panel = window.panels["gates"]
        assert [panel.options.itemText(i) for i in range(panel.options.count())] == ["h: memory kept", "h: all gates"]
        panel.options.setCurrentIndex(1)
        panel.options.activated.emit(1)
        settle()
        assert "|g|" in (panel.view.note.toolTip() or panel.view.note.text())

    def test_without_gates_it_says_what_to_do(self, at):
        plot = next(plot for plot in PLOTS if plot.name == "gates")
        assert "step with F10" in plot.figure(at("latch-lstm", 0)).empty
        assert "add one from the palette" in plot.figure(at("hello", 0)).empty


class TestAxes:
    @pytest.mark.parametrize(("low", "high"), [(0.0, 1.2), (0.9, 4.1), (1.0, 30.0), (0.0, 100000.0)])
    def test_what_is_counted_has_whole_ticks(self, qtbot, low, high):
        axis = PlotAxis("bottom")
        axis.whole = True
        for size in (80, 300, 900):
            values = [value for _, level in axis.tickValues(low, high, size) for value in level]
            assert values
            assert all(value == round(value) for value in values)

    def test_steps_are_whole_on_the_screen(self, qtbot, app, window, settle):
        app.open_example("xor")
        app.session.go(2 * len(app.session.debugger.program))
        settle()
        names = [text for _, text in _labels(window.panels["loss"].view.item.getAxis("bottom"))]
        assert names == ["1", "2"]

    @pytest.mark.parametrize("size", [30, 60, 120, 400])
    def test_numbers_of_an_upright_axis_do_not_overlap_whatever_the_text(self, qtbot, size):
        axis, font = _in_large_text("left")
        (spacing, _), *_ = axis.tickSpacing(0.52, 0.72, size)
        assert spacing / 0.2 * size >= min(QFontMetricsF(font).height(), 0.9 * size)

    @pytest.mark.parametrize("size", [60, 130, 300, 900])
    def test_numbers_of_a_log_axis_stand_side_by_side_whatever_the_text(self, qtbot, size):
        axis, font = _in_large_text("bottom")
        axis.setLogMode(x=True)
        axis.setRange(-0.31, 0.2)
        axis.resize(size, 40)
        levels = [values for _, values in axis.tickValues(-0.31, 0.2, size)]
        named = sorted(
            (value, name) for level in levels for value, name in zip(level, axis.tickStrings(level, 1, 1), strict=True) if name
        )
        wide = QFontMetricsF(font).horizontalAdvance
        assert "1" in [name for _, name in named]
        for (value, name), (after, other) in itertools.pairwise(named):
            assert (after - value) / 0.51 * size >= (wide(name) + wide(other)) / 2, (name, other)

    @pytest.mark.parametrize("span", [0.4, 1.0, 2.0, 5.5, 16.0, 60.0])
    def test_a_log_axis_names_decades_first(self, qtbot, span):
        axis = PlotAxis("left")
        axis.setLogMode(y=True)
        first = axis.tickValues(-span + 0.05, 0.05, 300)[0][1]
        digits = {round(10 ** (value - np.floor(value + 1e-9)), 6) for value in first}
        assert digits <= ({1.0} if span > 0.5 else {1.0, 2.0, 5.0})
        levels = decades(-span + 0.05, 0.05, 300)
        assert len(levels[0]) <= 300 / 20 + 1
        assert all(-span + 0.05 <= value <= 0.05 for level in levels for value in level)

    @pytest.mark.parametrize("size", [30, 60, 120, 300])
    @pytest.mark.parametrize("span", [2.0, 7.0, 16.0, 60.0])
    def test_decades_on_a_low_axis_do_not_collide(self, qtbot, span, size):
        first = decades(-span, 0.05, size)[0]
        assert first
        assert len(first) <= max(2, size / 15)


class TestSmoothing:
    @pytest.fixture
    def noisy(self, app, window, settle):
        app.open_example("spiral")
        session = app.session
        session.edit("", replace(session.experiment, training=replace(session.experiment.training, batch_size=8)))
        session.go(200 * len(session.debugger.program))
        settle()
        return window.panels["loss"]

    def test_the_menu_of_the_button_smooths_and_the_raw_curve_stays(self, qtbot, noisy, settle):
        raw = noisy.view.figure.curves[0]
        names = [action.text() for action in noisy.smooth.menu().actions()]
        assert names == ["Off", "Light (0.6)", "Medium (0.9)", "Strong (0.98)"]
        noisy.smooth.menu().actions()[2].trigger()
        settle()
        pale, shown = noisy.view.figure.curves[:2]
        assert (pale.style, shown.style) == ("pale", "line")
        assert np.array_equal(pale.y, raw.y)
        assert shown.y.std() < 0.5 * raw.y.std()
        assert "smoothed (exponential, factor 0.9)" in (noisy.view.note.toolTip() or noisy.view.note.text())
        assert "raw" not in (noisy.view.note.toolTip() or noisy.view.note.text()).replace("drawn", "")
        assert [curve.name for curve in noisy.figures()[0][1].curves] == [curve.name for curve in noisy.view.figure.curves]
        noisy.smooth.menu().actions()[0].trigger()
        settle()
        assert np.array_equal(noisy.view.figure.curves[0].y, raw.y)

    def test_it_is_the_same_in_all_noisy_plots_and_after_the_next_start(self, app, window, noisy, settle):
        noisy.smooth.menu().actions()[2].trigger()
        window.show_panel("gradient-norm")
        settle()
        other = window.panels["gradient-norm"]
        assert other.view.figure.curves[0].style == "pale"
        assert [action.isChecked() for action in other.smooth.menu().actions()] == [False, False, True, False]
        window.show_panel("phase")
        pins = window.panels["phase"].pins
        pins.setCurrentIndex(pins.findData("loss"))
        pins.activated.emit(pins.currentIndex())
        assert (float(app.settings.value("smoothing")), app.settings.value("live-plot")) == (0.9, "loss")
        app.session.tastes.smooth(0.0)
        app.session.tastes.pin("")
        app.settings.setValue("smoothing", "0.6")
        app.settings.setValue("live-plot", "weights")
        app.toggle_language()  # makes another workbench, as the next start does
        assert app.bench.panels["loss"].figure().curves[0].style == "pale"
        assert app.bench.panels["phase"].pins.currentData() == "weights"

    def test_the_table_has_raw_and_smooth_values_of_every_kept_step(self, noisy):
        noisy.set_smoothing(0.9)
        figure = noisy.figure()
        rows = csv_bytes(figure).decode().splitlines()
        assert 'training step,"loss, raw"' in rows
        assert "training step,loss" in rows
        assert len(figure.curves[1].x) == len(noisy.session.debugger.series)

    def test_the_mean_is_that_of_an_unbiased_recursion(self):
        values = np.array([1.0, 5.0, np.nan, 2.0, 2.0])
        found = mean(values, 0.5)
        assert found[0] == 1
        assert found[1] == pytest.approx((0.5 * 5 + 0.25 * 1) / 0.75)
        assert np.isnan(found[2])
        assert found[3] == pytest.approx((0.5 * 2 + 0.25 * 5 + 0.125 * 1) / 0.875)
        assert mean(np.full(50, 3.0), 0.98) == pytest.approx(np.full(50, 3.0))

    def test_only_noisy_plots_have_the_button(self, window):
        shown = {plot.name for plot in PLOTS if not window.panels[plot.name].smooth.isHidden()}
        assert shown == {"loss", "update-ratio", "gradient-norm"}


class TestEmptyStates:
    @pytest.mark.parametrize("name", sample(list(EXAMPLES), 4))
    def test_each_says_what_to_do(self, at, name):
        source = at(name, 0, patience=0.01)  # a part of the loss surface says as much as the whole
        empty = {plot.name: plot.figure(source).empty for plot in PLOTS}
        for plot, words in empty.items():
            steps = any(key in words for key in ("F10", "F5", "F11"))
            other = any(told in words for told in ("Shown for", "For recurrent networks", "For LSTM and GRU", "Drag", "paint"))
            assert not words or steps or other, f"{plot}: {words}"

    def test_what_it_says_helps(self, at):
        """F10 to the end of the first step, and no plot of a plain network is empty for want of numbers."""
        source = at("xor", 1)
        for plot in PLOTS:
            assert "F10" not in plot.figure(source).empty, plot.name
