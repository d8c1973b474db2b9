"""A plot comes to rest in any room, and little room is for the drawing first."""

import numpy as np
from PySide6.QtCore import QEvent, QObject

from gui.look import theme as themes
from gui.look.figure import POINTS, Curve, Figure, Image
from gui.look.theme import THEMES, color_map
from gui.widgets.figure_view import FigureView


class Paints(QObject):
    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_names_that_come_and_go_do_not_move_a_square_plot_for_ever(qtbot, turn):
    view, paints = FigureView(), Paints()
    qtbot.addWidget(view)
    view.set_colors(themes.colors(THEMES[themes.LIGHT]), color_map("vik"), color_map("cividis"))
    values = np.random.default_rng(0).random((20, 20))
    image = Image(values, (-0.25, -0.25, 1.5, 1.5), 0, 1, "")
    view.show_figure(Figure("", "x1", "x2", image=image, square=True))
    view.show()
    view.plot.viewport().installEventFilter(paints)
    restless = []
    for width in range(100, 260, 4):
        for height in range(110, 260, 24):
            view.resize(width, height)
            for _ in range(8):
                turn()
            paints.count = 0
            for _ in range(4):
                turn()
            if paints.count > 1:
                restless.append((width, height))
    assert restless == []


def shown(qtbot, turn, figure, width, height):
    view = FigureView()
    qtbot.addWidget(view)
    view.set_colors(themes.colors(THEMES[themes.LIGHT]), color_map("vik"), color_map("cividis"))
    view.resize(width, height)
    view.show_figure(figure)
    view.show()
    for _ in range(4):
        turn()
    return view


def test_where_there_is_little_room_the_words_fold_into_a_tooltip(qtbot, turn):
    points = [Curve(name, np.array([x]), np.array([x]), "class_low", POINTS) for x, name in enumerate(("same", "different"))]
    image = Image(np.eye(20), (-0.25, -0.25, 1.5, 1.5), 0, 1, "sigmoid: P(different)")
    note = "correct: 2 of 4 · sample 4: same ✗ different sigmoid 0.527"
    figure = Figure("", "x1", "x2", tuple(points), image, note=note, square=True, named=True)
    low = shown(qtbot, turn, figure, 225, 165)
    assert low.item.vb.height() > 0.6 * low.height()
    assert low.note.text() == "correct: 2 of 4 …", "whole clauses"
    assert all(words in low.note.toolTip() for words in ("same", "different", "0.527"))
    large = shown(qtbot, turn, figure, 460, 420)
    assert all(words in large.note.text() for words in ("same", "different", "0.527"))
    assert large.note.toolTip() == ""
    low.resize(460, 420)
    for _ in range(4):
        turn()
    assert low.note.text() == large.note.text()


def test_of_numbers_and_what_they_mean_the_meaning_is_kept(qtbot, turn):
    figure = Figure(
        "", curves=(Curve("a", np.arange(9.0), np.arange(9.0), "value"),), note="×0.236 per layer, first/last 1.2e-12: vanishing"
    )
    view = shown(qtbot, turn, figure, 200, 150)
    assert view.note.text() == "… vanishing"
    assert view.note.toolTip() == figure.note


def test_equal_axes_stand_in_the_middle_of_their_room(qtbot, turn):
    image = Image(np.eye(20), (0, 0, 1, 1), 0, 1, "")
    view = shown(qtbot, turn, Figure("", image=image, square=True), 600, 240)
    left, right = view.plot.geometry().left(), view.width() - view.plot.geometry().right()
    assert abs(left - right) < 20
    assert left > 100


def test_numbers_that_become_wider_are_laid_out_before_anything_is_painted(qtbot, turn):
    def of(height):
        return Figure("", "step", "loss", (Curve("loss", np.arange(9.0), np.linspace(0, height, 9), "loss", POINTS),))

    view, paints = shown(qtbot, turn, of(1.0), 400, 200), Paints()
    view.plot.viewport().installEventFilter(paints)
    narrow = view.plot.getAxis("left").width()
    view.show_figure(of(123456.0))
    assert view.plot.getAxis("left").width() > narrow + 20
    for _ in range(6):
        turn()
    assert paints.count == 1


def test_a_plot_without_any_room_yet_waits_for_it(qtbot, turn):
    pictures = []
    for height in (1, 300):
        view = FigureView()
        qtbot.addWidget(view)
        view.set_colors(themes.colors(THEMES[themes.LIGHT]), color_map("vik"), color_map("cividis"))
        view.resize(300, height)
        view.show()
        turn()
        view.show_figure(Figure("", "x1", "x2", image=Image(np.eye(2), (0, 0, 2, 2), -1, 1, "value")))
        view.resize(300, 300)
        for _ in range(4):
            turn()
        pictures.append(view.grab().toImage())
    assert pictures[0] == pictures[1]
