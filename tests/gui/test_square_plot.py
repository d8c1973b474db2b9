"""A plot whose axes are bound to each other comes to rest in any room."""

import numpy as np
from PySide6.QtCore import QEvent, QObject

from gui.look import theme as themes
from gui.look.figure import Figure, Image
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
