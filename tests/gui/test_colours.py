"""Other colours reach everything that is painted, and change nothing else."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.canvas.geometry import HEADER, WIDTH


@pytest.fixture
def stepped(app, window, settle):
    app.open_example("xor")
    window.choose_layout("explore")
    for _ in range(9):
        app.session.step_into()
    settle()
    return window


PAINTED = ("program", "formula", "heatmaps", "timeline")


def pictures(window):
    """What is seen of panels that paint themselves."""
    return {name: window.docks[name].widget().grab().toImage() for name in PAINTED}


def test_other_colours_and_back_leave_every_panel_as_it_was(app, stepped, settle):
    before = pictures(stepped)
    app.set_theme("dark")
    settle()
    dark = pictures(stepped)
    assert all(dark[name] != before[name] for name in before)
    app.set_theme("light")
    settle()
    after = pictures(stepped)
    assert [name for name in before if after[name] != before[name]] == [], "fonts, scroll positions, colours"


def test_the_line_of_the_program_stays_in_sight_with_its_font(app, stepped, settle):
    listing = stepped.panels["program"].listing
    font, done = listing.font(), listing.done
    for name in ("dark", "contrast", "light"):
        app.set_theme(name)
        settle()
        assert listing.font().family() == font.family()
        assert done.pc in listing.visible_pcs()
        assert listing.viewport().rect().contains(listing.row_rect(done.pc))


def test_titles_of_axes_take_the_colour_of_the_theme(app, stepped, settle):
    for name in ("dark", "contrast", "light"):
        app.set_theme(name)
        settle()
        view = stepped.panels["loss"].view
        for side in ("left", "bottom"):
            axis = view.item.getAxis(side)
            assert app.theme.muted in axis.label.toHtml().lower(), f"{name}: the drawn title, not what the next one would be"


def light(color):
    parts = (color.redF(), color.greenF(), color.blueF())
    return sum(
        w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4)
        for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def test_high_contrast_keeps_cards_readable_that_take_no_part(app, stepped, settle):
    app.set_theme("contrast")
    settle()
    scene = stepped.canvas.scene
    dimmed = [item for item in scene.nodes.values() if item.state.dimmed]
    assert dimmed, "while one layer is at work, others step back"
    for item in dimmed:
        header = QRectF(item.x() + 8, item.y() + 6, WIDTH - 16, HEADER - 12)  # its name, and nothing that is not dimmed
        image = QImage(2 * int(header.width()), 2 * int(header.height()), QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        scene.render(painter, QRectF(image.rect()), header)
        painter.end()
        lights = [light(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())]
        assert (max(lights) + 0.05) / (min(lights) + 0.05) >= 7, f"WCAG AAA for the name of {item.node.id}"
