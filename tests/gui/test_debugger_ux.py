"""Listing, watches, branches, sentences, commands, keys, classroom, heatmaps: what a debugger's user does."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QMessageBox

from engine import load
from engine.runtime.breakpoints import CONDITION
from gui.look import theme as themes
from gui.look.instruction import sentence
from gui.plots.catalogue import PLOTS
from gui.verbs.actions import ACTIONS
from gui.verbs.command_palette import score
from gui.verbs.keys import PRESETS, Keys


@pytest.fixture
def xor(app, window, settle):
    app.open_example("xor")
    settle()
    return window


def line_menu(window, pc):
    """The menu of a line of the listing."""
    window.panels["program"].listing.menu_asked.emit(pc, QPoint(10, 10))
    menu = window.panels["program"].findChildren(QMenu, "line-menu")[-1]
    return menu, {action.text(): action for action in menu.actions()}


class TestListing:
    def test_the_first_row_in_sight_is_never_cut(self, qtbot, app, xor, settle):
        listing = xor.panels["program"].listing
        bar = listing.verticalScrollBar()
        for value in (7, bar.maximum() - 3, bar.maximum()):
            bar.setValue(value)
            tops = {listing.row_rect(pc).y() % listing.row_height() for pc in listing.visible_pcs()}
            assert tops == {0}, value
        assert listing.row_rect(19).bottom() <= listing.viewport().height(), "the last one can be reached"

    def test_scopes_fold(self, qtbot, app, xor, settle):
        listing = xor.panels["program"].listing
        rows = len(listing.lines)
        heading = next(row for row, line in enumerate(listing.lines) if line.text.startswith("Backward"))
        y = heading * listing.row_height() - listing.verticalScrollBar().value() + 5
        listing.verticalScrollBar().setValue(heading * listing.row_height())
        y = heading * listing.row_height() - listing.verticalScrollBar().value() + 5
        qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, y))
        assert len(listing.lines) < rows
        assert listing.row_rect(8).y() == listing.row_rect(12).y(), "folded lines are found at their heading"
        qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, y))
        assert len(listing.lines) == rows

    def test_where_a_value_comes_from_and_goes_to(self, app, xor, settle):
        menu, actions = line_menu(xor, 1)
        sources = [action.text() for action in actions["Computed from"].menu().actions()]
        readers = [action.text() for action in actions["Used by"].menu().actions()]
        assert sources == ["1  z[h] = W[x→h] · x + b[h]"]
        assert [text.split()[0] for text in readers][:1] == ["3"]
        actions["Used by"].menu().actions()[0].trigger()
        menu.close()
        assert app.session.selection.pc == 2
        assert app.session.selection.nodes == {"y"}, "the canvas follows the listing"
        assert xor.canvas.scene.nodes["y"].isSelected()

    def test_a_breakpoint_with_a_condition(self, qtbot, app, xor, settle):
        menu, actions = line_menu(xor, 4)
        actions["Conditional breakpoint…"].trigger()
        menu.close()
        dialog = xor.findChild(QDialog, "guard")
        dialog.field.setText("loss <")
        assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
        assert "expression" in dialog.message.text()
        dialog.field.setText("step >= 7")
        dialog.accept()
        qtbot.keyClick(xor, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not app.session.running)
        assert app.session.debugger.place == (6, 4)

    def test_the_same_place_in_pytorch(self, app, xor, settle):
        app.session.go(app.session.debugger.program.phases["backward"].start)
        settle()
        xor.actions_by_id["view.torch"].trigger()
        settle()
        listing = xor.panels["program"].listing
        assert [line.text.split("    ")[0] for line in listing.lines] == [
            "for x, y in batches:",
            "optimizer.zero_grad()",
            "outputs = model(x)",
            "loss = criterion(outputs, y)",
            "loss.backward()",
            "optimizer.step()",
        ]
        assert listing.coming.text == "loss.backward()"
        assert listing.done.text == "loss = criterion(outputs, y)"
        xor.actions_by_id["view.torch"].trigger()
        assert len(listing.lines) > 20


class TestWatches:
    def test_typed_shown_and_stopping(self, qtbot, app, xor, settle):
        panel = xor.panels["watches"]
        xor.docks["watches"].raise_()
        qtbot.keyClicks(panel.field, 'norm(grad("h.z"))')
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        settle()
        assert panel.table.item(0, 1).text() == "not computed yet"
        app.session.debugger.run(1)
        app.session.go(app.session.debugger.t)
        settle()
        wanted = np.linalg.norm(app.session.debugger.gradient("h.z"))
        assert panel.table.item(0, 1).text() == f"{wanted:.4g}"
        panel.table.item(0, 0).setText("loss < 0.5")
        panel.table.item(0, 0).setCheckState(Qt.CheckState.Checked)
        qtbot.keyClick(xor, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not app.session.running)
        assert app.session.debugger.stop.reason == CONDITION
        assert float(app.session.debugger.value("loss")) < 0.5
        panel.table.selectRow(0)
        panel.remove()
        assert panel.table.rowCount() == 0

    def test_a_wrong_one_says_why_and_changes_nothing(self, qtbot, app, xor):
        panel = xor.panels["watches"]
        panel.field.setText("__import__('os')")
        panel.add()
        assert app.session.watches == ()
        assert "not allowed" in xor.statusBar().currentMessage()

    def test_watches_survive_an_edit(self, app, xor, settle):
        panel = xor.panels["watches"]
        panel.field.setText("loss")
        panel.add()
        xor.canvas.edits.change_units("h", 1)
        settle()
        assert app.session.debugger.breakpoints.tests == app.session.watches


class TestTimeline:
    def test_a_change_in_the_past_leaves_a_branch_that_can_be_taken(self, qtbot, app, xor, settle):
        session = app.session
        session.debugger.run(60)
        session.go(session.debugger.t)
        first = session.debugger.value("loss").copy()
        session.go(20 * len(session.debugger.program))
        session.values.set("h.bias", (0,), 4.0)
        session.debugger.run(40)
        session.go(session.debugger.t)
        settle()
        timeline = xor.panels["timeline"].timeline
        assert timeline.track.changes == (20.0,)
        assert "21" in timeline.track.branches[0][1]
        second = session.debugger.value("loss").copy()
        assert second != first
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.branch_spot(0).center().toPoint())
        assert session.debugger.value("loss") == first
        settle()
        assert len(timeline.track.branches) == 1


class TestSlowMotion:
    def test_the_running_part_is_lit_and_named(self, app, xor, settle):
        app.session.go(11)
        settle()
        program, network = app.session.debugger.program, app.session.experiment.network
        assert xor.canvas.view.sentence == (
            f"Just done – {sentence(program, 10, network)}\nNext – {sentence(program, 11, network)}"
        )
        states = {name: item.state for name, item in xor.canvas.scene.nodes.items()}
        assert states["h"].lit
        assert states["x"].dimmed
        assert not states["y"].dimmed  # the gradient came from there
        xor.actions_by_id["view.explain"].trigger()
        settle()
        assert xor.canvas.view.sentence == ""
        assert not xor.canvas.scene.nodes["x"].state.dimmed
        assert xor.settings.value("explain", type=bool) is False

    def test_an_update_moves_past_the_gradient_and_settles(self, qtbot, app, xor, settle):
        app.session.go(app.session.debugger.program.phases["update"].start)
        settle()
        app.session.step_over()
        xor.canvas.refresh()
        debugger, live = app.session.debugger, xor.canvas.live
        slot = debugger.program.parameters["x->h.weight"]
        old, new = debugger.arena.views[slot].copy(), debugger.value("x->h.weight").copy()
        gradient = debugger.read(debugger.program.used_gradient[slot])
        for share, wanted in ((0.0, old), (1.0, old - gradient), (2.0, new)):
            live.settle.show(share)
            assert np.allclose(live.settle.matrix("x->h.weight"), wanted, atol=1e-5)
        qtbot.waitUntil(lambda: live.settle.matrix("x->h.weight") is None)

    def test_reduced_motion(self, app, xor, settle):
        xor.actions_by_id["view.calm"].trigger()
        app.session.go(app.session.debugger.program.phases["update"].start)
        settle()
        app.session.step_over()
        xor.canvas.refresh()
        assert xor.canvas.live.settle.matrix("x->h.weight") is None

    def test_every_line_of_every_example_has_a_sentence(self):
        from engine import Debugger
        from engine.interchange.documents.examples import EXAMPLES

        for name in EXAMPLES:
            experiment = load(name)
            program = Debugger(experiment).program
            for pc in range(0, len(program), 7):
                words = sentence(program, pc, experiment.network)
                assert words.endswith((".", "?"))
                assert "{" not in words


class TestCommands:
    def test_a_few_letters_find_and_run(self, qtbot, app, xor):
        xor.actions_by_id["view.commands"].trigger()
        palette = xor.findChild(QDialog, "commands")
        qtbot.keyClicks(palette.field, "tidy")
        assert palette.titles()[0] == "Edit: Tidy layout"
        palette.field.clear()
        qtbot.keyClicks(palette.field, "add lstm")
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert app.session.experiment.network.nodes[-1].type == "lstm"

    def test_looking_the_commands_up_often_leaves_the_menus_alone(self, app, xor):
        import gc

        for _ in range(5):
            commands = xor.commands()
            gc.collect()
        next(command for command in commands if command.title == "Colours: Dark").run()
        assert app.theme.name == "dark"
        next(command for command in commands if command.title == "Examples: XOR").run()
        assert app.session.experiment == load("xor")

    def test_nothing_of_that_name(self, qtbot, app, xor):
        xor.actions_by_id["view.commands"].trigger()
        palette = xor.findChild(QDialog, "commands")
        qtbot.keyClicks(palette.field, "zzzqqq")
        assert palette.titles() == []
        assert palette.list.item(0).text() == "No matching command."
        palette.reject()

    def test_letters_at_the_beginnings_of_words_rank_first(self):
        assert score("si", "Debug: Step into") < score("si", "View: Classification")
        assert score("xq", "Step into") is None

    def test_every_action_is_there(self, app, xor):
        offered = {command.title.split(": ", 1)[1] for command in xor.commands() if ": " in command.title}
        missing = [row.text for row in ACTIONS if row.text.replace("&", "") not in offered and row.id not in ("debug.pause",)]
        assert missing == []


class TestKeys:
    def test_a_preset_changes_keys_tooltips_and_is_remembered(self, app, xor):
        xor.keys.use("pycharm")
        xor.keys.apply(xor.actions_by_id)
        assert xor.actions_by_id["debug.over"].shortcut() == QKeySequence("F8")
        assert "F8" in xor.actions_by_id["debug.over"].toolTip()
        assert Keys(xor.settings).of("debug.over") == ("F8",)

    def test_a_key_taken_from_another_action_is_told(self, qtbot, app, xor):
        xor.actions_by_id["help.keys"].trigger()
        dialog = xor.findChild(QDialog, "keys")
        field = dialog.findChild(object, "key-edit.tidy")
        field.setKeySequence(QKeySequence("F10"))
        field.editingFinished.emit()
        assert xor.keys.of("edit.tidy") == ("F10",)
        assert xor.keys.of("debug.over") == ()
        assert "Step over" in dialog.message.text()
        dialog.preset.setCurrentIndex(0)
        dialog.preset.activated.emit(0)
        assert xor.keys.of("debug.over") == ("F10",)
        dialog.reject()

    @pytest.mark.parametrize("preset", PRESETS)
    def test_no_key_belongs_to_two_actions(self, preset, tmp_path):
        from PySide6.QtCore import QSettings

        keys = Keys(QSettings(str(tmp_path / "k.ini"), QSettings.Format.IniFormat))
        keys.use(preset)
        used = [key for row in ACTIONS for key in keys.of(row.id)]
        assert len(used) == len(set(used))

    def test_no_key_is_the_context_menu_key(self):
        assert not any("Shift+F10" in row.keys for row in ACTIONS)

    def test_a_damaged_setting_is_ignored(self, tmp_path):
        from PySide6.QtCore import QSettings

        settings = QSettings(str(tmp_path / "k.ini"), QSettings.Format.IniFormat)
        settings.setValue("keys/own", "{broken")
        settings.setValue("keys/preset", "emacs")
        assert Keys(settings).of("debug.into") == ("F11",)


class TestLook:
    def test_classroom_numbers_are_large_and_the_layout_comes_back(self, app, xor, settle, turn, qtbot):
        app.window.resize(1280, 720)
        turn()
        before = {name: dock.isVisible() for name, dock in xor.docks.items()}
        xor.actions_by_id["view.classroom"].trigger()
        settle()
        qtbot.waitUntil(lambda: {name for name, dock in xor.docks.items() if dock.isVisible()} == {"formula", "timeline"})
        turn()
        assert QApplication.font().pointSizeF() * 96 / 72 >= 24
        zoom = xor.canvas.view.transform().m11()
        assert xor.canvas.scene.look.pixels(9, zoom) * zoom >= 23.5
        xor.actions_by_id["view.classroom"].trigger()
        settle()
        qtbot.waitUntil(lambda: {name: dock.isVisible() for name, dock in xor.docks.items()} == before)

    def test_the_layout_survives_another_language_and_another_start(self, qtbot, app, xor, settle):
        xor.docks["heatmaps"].hide()
        app.toggle_language()
        settle()
        qtbot.waitUntil(lambda: not app.bench.docks["heatmaps"].isVisible())
        assert app.bench.docks["loss"].isVisible()
        app.toggle_language()
        assert app.bench.may_close()
        assert app.settings.value("layouts/explore") is not None

    @pytest.mark.parametrize("name", themes.THEMES)
    def test_contrast_of_every_text(self, name):
        theme = themes.THEMES[name]

        def light(code):
            parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

        def contrast(a, b):
            high, low = sorted((light(a), light(b)), reverse=True)
            return (high + 0.05) / (low + 0.05)

        least = 7.0 if name == themes.CONTRAST else 4.5
        inks = ("text", "muted", "value", "gradient", "loss", "update", "warning", "error", "accent")
        for role in (*inks, "mark1", "mark2", "mark3", "mark4"):
            for ground in ("window", "panel", "raised"):
                assert contrast(getattr(theme, role), getattr(theme, ground)) >= least, (role, ground)
        assert contrast(theme.on_accent, theme.accent) >= 4.5

    def test_high_contrast_reaches_the_plots(self, app, xor, settle):
        app.set_theme("contrast")
        settle()
        assert xor.panels["loss"].view.plot.backgroundBrush().color().name() == "#000000"
        assert xor.canvas.scene.look["window"].name() == "#000000"

    def test_numbers_on_the_axes_stay_as_they_are(self, app, xor, settle):
        app.session.debugger.run(50)
        app.session.go(app.session.debugger.t)
        settle()
        for name in ("dark", "light", "contrast"):
            app.set_theme(name)
            settle()
            axes = [
                view.item.getAxis(side) for view in (xor.panels[plot.name].view for plot in PLOTS) for side in ("left", "bottom")
            ]
            assert {axis.autoSIPrefixScale for axis in axes} == {1.0}

    def test_the_system_is_followed(self, app, xor, settle):
        app.set_theme("system")
        assert app.theme.name in ("light", "dark")
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert app.settings.value("theme") == "system"


class TestHeatmaps:
    def test_powers_of_ten_histograms_and_pins(self, app, xor, settle):
        panel = xor.panels["heatmaps"]
        app.session.debugger.run(5)
        app.session.go(app.session.debugger.t)
        settle()
        panel.log.setChecked(True)
        panel.histograms.setChecked(True)
        settle()
        assert panel.tiles[0].range.text().startswith("10^")
        assert panel.tiles[0].bars.isVisible()
        assert panel.tiles[0].bars.counts.sum() == 8
        panel.log.setChecked(False)
        panel.pin(0)
        pinned = app.session.debugger.value("x->h.weight").copy()
        app.session.debugger.run(50)
        app.session.go(app.session.debugger.t)
        settle()
        assert panel.tiles[0].title.text() == "x→h, step 5"
        assert np.array_equal(panel.shown[0].values, pinned)
        assert not np.array_equal(panel.shown[1].values, pinned)
        panel.unpin(0)
        settle()
        assert panel.tiles[0].title.text() == "x→h"


class TestInspector:
    def test_the_tangent_says_saturated_where_it_is_flat(self, app, xor, settle):
        xor.canvas.scene.clearSelection()
        xor.canvas.scene.nodes["h"].setSelected(True)
        xor.docks["inspector"].raise_()
        settle()
        panel = xor.panels["inspector"]
        assert panel.tangent.words == "not computed yet"
        app.session.step_over()
        settle()
        z = app.session.debugger.value("h.z")[0, app.session.now.sample]
        assert panel.tangent.point == pytest.approx((z, np.tanh(z), 1 / np.cosh(z) ** 2), rel=1e-9)
        app.session.values.set("h.bias", (0,), 8.0)
        app.session.debugger.run(2)
        app.session.go(app.session.debugger.t)
        settle()
        assert "saturated" in panel.tangent.words

    def test_a_setting_goes_back_to_its_usual_value(self, app, xor, settle):
        panel = xor.panels["data"]
        panel.findChild(object, "setting-learning_rate").setValue(0.123)
        settle()
        field = panel.findChild(object, "setting-learning_rate")
        assert "Default: " in field.toolTip()
        field.actions()[-1].trigger()
        assert app.session.experiment.optimizer.settings["learning_rate"] != 0.123


class TestFormula:
    def test_derivatives_are_fractions_and_the_chain_multiplies(self, app, xor, settle):
        from dataclasses import replace

        app.session.debugger.run(30)
        app.session.go(app.session.debugger.t)
        app.session.select(replace(app.session.selection, parameter="x->h.weight", index=(1, 0), sample=2))
        settle()
        from PySide6.QtGui import QTextDocument

        text = QTextDocument()
        text.setHtml(xor.panels["formula"].text.text())
        words = text.toPlainText()
        assert "Chain rule for w = x→h[1, 0], sample 3" in words
        assert "border-bottom-style" in xor.panels["formula"].text.text()


class TestDialogs:
    def test_glossary_finds_a_term_in_both_languages(self, app, xor):
        xor.actions_by_id["help.glossary"].trigger()
        dialog = xor.findChild(QDialog, "glossary")
        dialog.search.setText("chain rule")
        shown = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
        assert "Chain rule" in [dialog.table.item(row, 0).text() for row in shown]
        dialog.reject()

    def test_about_copies_diagnostics(self, app, xor):
        xor.actions_by_id["help.about"].trigger()
        box = xor.findChild(QMessageBox, "about")
        next(button for button in box.buttons() if button.text() == "Copy diagnostics").click()
        assert "numpy" in QGuiApplication.clipboard().text().lower()
        assert "log:" in QGuiApplication.clipboard().text()
        assert box.isVisible()
        box.close()


def test_the_colours_menu_of_the_bar(app, xor):
    assert isinstance(xor.bar.granularity, QComboBox)
    xor.findChild(QAction, "theme.contrast").trigger()
    assert app.theme.name == "contrast"


def test_clicking_a_fork_needs_no_dragging(qtbot, app, xor):
    timeline = xor.panels["timeline"].timeline
    assert timeline.branch_at(QPointF(50, 20)) is None
