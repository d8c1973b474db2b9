"""Other colours reach everything that is painted, and change nothing else."""

import pytest


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


@pytest.mark.parametrize("name", ["dark", "contrast", "light"])
def test_titles_of_axes_take_the_colour_of_the_theme(app, stepped, settle, name):
    app.set_theme(name)
    settle()
    view = stepped.panels["loss"].view
    for side in ("left", "bottom"):
        axis = view.item.getAxis(side)
        assert app.theme.muted in axis.label.toHtml().lower(), "the drawn title, not what the next one would be"
