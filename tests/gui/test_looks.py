"""Everybody can see it: fields have frames, lines are as thick on a fine screen, and names of axes stand clear of their numbers."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QTableWidget,
)

from gui.look import theme as themes
from gui.look.figure import Curve, Figure, Image
from gui.widgets.figure_view import FigureView
from gui.widgets.listing import Colors, Line, Listing
from gui.widgets.plot_axis import PlotAxis


def luminance(color: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def best_at_edge(image: QImage, ground: QColor, inward: int) -> float:
    """The best contrast with the ground at the left edge, half way down: a frame is there, or not."""
    middle = image.height() // 2
    return max(contrast(image.pixelColor(x, middle), ground) for x in range(inward))


@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox, QComboBox, QListWidget, QTableWidget, QPlainTextEdit, QRadioButton])
def test_every_field_has_a_frame_in_high_contrast(qtbot, qapp, kind):
    theme = themes.THEMES[themes.CONTRAST]
    themes.apply(qapp, theme)
    try:
        field = kind()
        qtbot.addWidget(field)
        field.resize(120, 40)
        image = field.grab().toImage()
        ground = themes.color(theme, "panel")
        assert best_at_edge(image, ground, 16 if kind is QRadioButton else 3) > 7
    finally:
        themes.apply(qapp, themes.THEMES[themes.LIGHT])


def marks(box: QCheckBox) -> float:
    """The best contrast of two pixels inside the frame of a box."""
    option = QStyleOptionButton()
    box.initStyleOption(option)
    inside = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).adjusted(3, 3, -3, -3)
    image = box.grab(inside).toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return contrast(min(colors, key=luminance), max(colors, key=luminance))


@pytest.mark.parametrize("name", themes.THEMES)
def test_a_box_that_is_checked_has_a_tick(qtbot, qapp, name):
    themes.apply(qapp, themes.THEMES[name])
    try:
        box = QCheckBox("bias")
        qtbot.addWidget(box)
        assert marks(box) < 1.2
        box.setChecked(True)
        assert marks(box) > 4.5
    finally:
        themes.apply(qapp, themes.THEMES[themes.LIGHT])


@pytest.mark.parametrize("name", themes.THEMES)
def test_an_empty_box_in_a_list_is_seen_as_well_as_any_other(qtbot, qapp, name):
    """It is nothing but its frame."""
    theme = themes.THEMES[name]
    themes.apply(qapp, theme)
    try:
        rows = QListWidget()
        qtbot.addWidget(rows)
        rows.addItem("loss")
        rows.item(0).setCheckState(Qt.CheckState.Unchecked)
        rows.setFrameShape(QListWidget.Shape.NoFrame)
        rows.resize(120, 40)
        row = rows.visualItemRect(rows.item(0))
        image = rows.grab(row.adjusted(0, 0, 16 - row.width(), 0)).toImage()
        assert best_at_edge(image, themes.color(theme, "panel"), 16) > 4.5
    finally:
        themes.apply(qapp, themes.THEMES[themes.LIGHT])


class OnAFineScreen(FigureView):
    """A view on a screen with twice as many pixels."""

    def devicePixelRatioF(self) -> float:
        return 2.0


def drawn(qtbot, view: FigureView, scale: int) -> QImage:
    """A flat line, as the screen with so many pixels for each of ours shows it."""
    qtbot.addWidget(view)
    theme = themes.THEMES[themes.LIGHT]
    view.set_colors(themes.colors(theme), themes.color_map("vik"), themes.color_map("cividis"))
    x = np.arange(100.0)
    view.resize(300, 220)
    view.show_figure(Figure("Flat", "x", "y", (Curve("flat", x, np.zeros(100), "error"),)))
    view.show()
    image = QImage(300 * scale, 220 * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    view.render(image)
    return image


def thickness(image: QImage) -> float:
    """Of the line, in pixels of the image: how much ink lies in its middle column."""
    middle, line = image.width() * 6 // 10, themes.color(themes.THEMES[themes.LIGHT], "error")
    inks = (1 - image.pixelColor(middle, y).greenF() for y in range(image.height() // 6, image.height() * 3 // 4))
    return sum(inks) / (1 - line.greenF())


def test_a_line_is_as_thick_on_a_fine_screen(qtbot):
    plain, fine = thickness(drawn(qtbot, FigureView(), 1)), thickness(drawn(qtbot, OnAFineScreen(), 2))
    assert plain == pytest.approx(1, abs=0.3)
    assert fine == pytest.approx(2 * plain, rel=0.2)


def mapped(label: str, log: bool = True) -> Figure:
    values = np.linspace(-16, 0, 40).reshape(4, 10)
    return Figure("Map", "training step", "layer", (), Image(values, (0, 0, 10, 4), -16, 0, label, log=log))


def shown(qtbot, figure: Figure, width: int, height: int) -> FigureView:
    view = FigureView()
    qtbot.addWidget(view)
    view.set_colors(themes.colors(themes.THEMES[themes.LIGHT]), themes.color_map("vik"), themes.color_map("cividis"))
    view.resize(width, height)
    view.show_figure(figure)
    view.show()
    view.grab()
    return view


@pytest.mark.parametrize("log", [True, False])
def test_the_name_of_a_colour_bar_stands_clear_of_its_numbers(qtbot, log):
    view = shown(qtbot, mapped("‖∂L/∂z‖", log), 420, 300)
    bar = next(item for item in view.item.scene().items() if hasattr(item, "colorMap") and hasattr(item, "axis"))
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    numbers = bar.axis.generateDrawSpecs(painter)[2]
    painter.end()
    right = max(rect.left() + painter_width(bar, words) for rect, _, words in numbers)
    label = bar.axis.label.mapRectToParent(bar.axis.label.boundingRect()).adjusted(4, 0, 0, 0)  # the margin of a text item
    assert label.left() >= right
    assert bar.axis.labelStyle["color"] == themes.THEMES[themes.LIGHT].muted, "the colour of the other names"
    assert bar.axis.mapRectToScene(label).right() <= view.plot.width() + 4


def painter_width(bar, words: str) -> float:
    return QFontMetricsF(bar.axis.style["tickFont"]).horizontalAdvance(words)


def test_a_name_longer_than_its_axis_ends_in_an_ellipsis(qtbot, turn):
    view = shown(qtbot, mapped("the fraction of the samples of the true class in percent"), 420, 260)
    bar = next(item for item in view.item.scene().items() if hasattr(item, "colorMap") and hasattr(item, "axis"))
    assert bar.axis.labelText.endswith("…")
    assert bar.axis.label.boundingRect().width() - 8 <= bar.axis.size().height() + 10, "less the margins of a text item"
    view.resize(420, 700)
    turn()
    assert bar.axis.labelText.endswith("percent"), "with room it is whole again"


def test_a_jagged_line_is_not_smoothed_on_a_fine_screen_which_would_take_twenty_times_as_long(qtbot):
    view, x = OnAFineScreen(), np.arange(500.0)
    qtbot.addWidget(view)
    theme = themes.THEMES[themes.LIGHT]
    view.set_colors(themes.colors(theme), themes.color_map("vik"), themes.color_map("cividis"))
    noise = np.random.default_rng(0).standard_normal(500)
    view.show_figure(Figure("Two", "x", "y", (Curve("noise", x, noise, "loss"), Curve("smooth", x, np.sqrt(x), "gradient"))))
    assert [drawn.opts["antialias"] for drawn in view.item.listDataItems()] == [False, True]


def test_a_log_axis_writes_short_numbers_out(qapp):
    """As paper does, where pyqtgraph would write 2·10¹ and 10³."""
    axis = PlotAxis("bottom")
    axis.setLogMode(x=True)
    axis.setRange(-5, 5)
    axis.resize(4000, 40)
    shown = axis.tickStrings([np.log10(20), 3.0, 4.0, -3.0, -5.0], 1.0, 1.0)
    assert shown == ["20", "1000", "10⁴", "0.001", "10⁻⁵"]


def test_the_key_of_a_small_plot_has_room_in_hindi_too(qtbot):
    """Its letters are higher: at 1280 × 720 *Explore* gives a plot so many pixels."""
    view = FigureView()
    qtbot.addWidget(view)
    theme = themes.THEMES[themes.LIGHT]
    view.set_colors(themes.colors(theme), themes.color_map("vik"), themes.color_map("cividis"))
    view.note.setContentsMargins(4, 2, 50, 0)
    view.resize(298, 176)
    curves = [Curve(name, np.arange(9.0), np.arange(9.0), "loss") for name in ("loss", "सबसे अच्छा स्थिर उत्तर (ln 2)")]
    view.show_figure(Figure("Loss", "step", "loss", tuple(curves), note="step 20: 0.69"))
    view.show()
    assert "स्थिर" in view.note.text()
    assert "0.69" in view.note.text()


def test_values_that_hardly_differ_have_a_bar_on_a_log_axis(qtbot):
    """No number of one digit lies between them."""
    view = FigureView()
    qtbot.addWidget(view)
    view.set_colors(themes.colors(themes.THEMES[themes.LIGHT]), themes.color_map("vik"), themes.color_map("cividis"))
    values = np.array([[-0.15925191131136357, -0.15925191031136357]])
    view.show_figure(Figure("Loss surface", image=Image(values, (0, 0, 2, 1), values.min(), values.max(), "loss", log=True)))
    view.show()
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [9.5, 15.0])
def test_the_numbers_of_a_long_program_are_whole(qtbot, size):
    listing = Listing()
    qtbot.addWidget(listing)
    inks = [QColor(name) for name in ("black", "black", "white", "white", "white", "blue", "red")]
    listing.set_colors(Colors(*inks, {}))
    font = listing.font()
    font.setPointSizeF(size)
    listing.setFont(font)
    listing.show()
    listing.set_lines(tuple(Line("", 0, pc) for pc in range(8888)))
    listing.resize(300, 4 * listing.row_height())
    listing.verticalScrollBar().setValue(listing.verticalScrollBar().maximum())
    image = listing.viewport().grab(QRect(0, 0, listing.gutter, listing.height())).toImage()
    tones = np.array([[image.pixelColor(x, y).lightness() for x in range(image.width())] for y in range(image.height())])
    ink = np.flatnonzero((tones < 220).any(axis=0))
    assert ink[-1] - ink[0] + 1 >= listing.fontMetrics().tightBoundingRect("8888").width() - 2
