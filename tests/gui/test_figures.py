"""Figures on paper: sizes, ticks, keys and tables, as an author finds them in the files."""

import csv
import io
import re
from dataclasses import replace

import numpy as np
import pytest

from engine import Debugger, load
from engine.headless.presets import INCH, PRESETS, preset_of
from gui.export.drawn import pieces, sheet
from gui.export.key import entries
from gui.export.outlines import SCREEN
from gui.export.table import csv_bytes
from gui.export.ticks import Scale
from gui.export.writer import Options, content, options_of
from gui.look.figure import Band, Curve, Figure, Image
from gui.look.theme import THEMES
from gui.notation.numbers import typeset
from gui.plots.catalogue import PLOTS, Source, log10
from gui.session.memo import Memo

LIGHT = THEMES["light"]
PLOT = {plot.name: plot for plot in PLOTS}


def figure_of(plot, example, steps):
    debugger = Debugger(load(example))
    debugger.run(steps)
    return PLOT[plot].figure(Source(debugger, load(example), Memo()))


@pytest.fixture(scope="module")
def profile(qapp):
    return figure_of("depth-profile", "vanishing", 30)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda row: row.name or "own")
def test_a_figure_is_as_large_on_paper_as_its_preset_says_and_so_are_its_letters(profile, preset):
    text = content(profile, "svg", LIGHT, options_of(preset)).decode()
    width, height = (float(side) for side in re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', text).groups())
    assert abs(width - preset.width) < 0.5
    assert abs(height - preset.height) < 0.5
    label = re.search(r'font-size="([\d.]+)"[^>]*aria-label="layer \(input', text)
    assert abs(float(label[1]) - preset.points * SCREEN / 72) < 0.01


def test_the_table_names_every_layer(profile):
    rows = csv_bytes(profile).decode().splitlines()
    first = rows.index("layer (input on the left),log₁₀ ‖∂L/∂z‖") + 1
    assert [row.partition(",")[0] for row in rows[first : first + 21]] == [*(f"h{i}" for i in range(1, 21)), "y"]


def test_the_letters_are_a_setting(profile):
    small = sheet(profile, LIGHT, 336, 242, 6.0)
    large = sheet(profile, LIGHT, 336, 242, 9.0)
    assert small.axes.width() > large.axes.width()
    assert large.axes.width() > 0.6 * 336


def test_no_cursor_in_a_figure(qapp):
    found = figure_of("loss", "xor", 30)
    assert found.cursor is not None
    assert content(found, "svg", LIGHT) == content(replace(found, cursor=None), "svg", LIGHT)


def test_bands_in_sight_have_a_place_in_the_key_each_name_once(profile):
    laid = sheet(profile, LIGHT, 760, 480, 9.5)
    names = [entry.name for row in laid.key.rows for entry in row]
    assert names == ["‖∂L/∂z‖", "rms ∂L/∂W", "vanishing or exploding", "factor above 10⁶"]
    hidden = Figure("", curves=(Curve("a", np.arange(3.0), np.arange(3.0), "loss"),), bands=(Band(50, 60, "red_band", "far"),))
    assert entries(hidden, (0, 2)) == ()


def test_equal_axes_are_equal(qapp):
    found = figure_of("prediction", "spiral", 5)
    laid = sheet(found, LIGHT, 760, 480, 9.5)
    assert laid.axes.width() / laid.x.span == pytest.approx(laid.axes.height() / laid.y.span)


@pytest.mark.parametrize(
    ("scale", "most", "words"),
    [
        (Scale(0, 300), 6, ["0", "50", "100", "150", "200", "250", "300"]),
        (Scale(-0.1, 1.1), 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (Scale(0, 1), 4, ["0.00", "0.25", "0.50", "0.75", "1.00"]),
        (Scale(0, 250000), 3, ["0", "100\u202f000", "200\u202f000"]),
        (Scale(0, 3e-7), 3, ["0", "1·10⁻⁷", "2·10⁻⁷", "3·10⁻⁷"]),
        (Scale(-0.2, 3.2, whole=True), 9, ["0", "1", "2", "3"]),
        (Scale(-4.2, 0.3, log=True), 6, ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]),
        (Scale(-16.3, 0.3, log=True), 4, ["10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "1"]),
        (Scale(-0.8, 0.2, log=True), 4, ["0.2", "0.5", "1"]),
        (Scale(0, 4, names=((1, "h1"), (2, "h2"), (3, "y"))), 2, ["h1", "y"]),
    ],
)
def test_ticks_are_round(scale, most, words):
    assert [text for _, text in scale.ticks(most)] == words


def test_a_log_axis_has_minor_ticks_at_2_to_9_of_each_decade():
    minor = Scale(-2, 0, log=True).minor(4)
    assert {f"{10**place:.2g}" for place in minor} >= {"0.02", "0.05", "0.09", "0.2", "0.9"}


def test_numbers_in_words_are_printed_as_in_a_book():
    assert typeset("first/last 1.2e-12, ×0.5 at -3") == "first/last 1.2·10⁻¹², ×0.5 at −3"


def test_a_curve_is_cut_where_it_leaves_the_axes():
    curve = Curve("a", np.array([0.0, 1, 2, 3, 4]), np.array([0.0, 0, 10, 0, np.nan]), "loss")
    parts = pieces(curve, Scale(0, 4), Scale(-1, 5))
    assert [part.tolist() for part in parts] == [[[0, 0], [1, 0], [1.5, 5]], [[2.5, 5], [3, 0]]]


def test_a_table_has_every_step_that_is_known(qapp):
    """The screen draws some 600 points of it."""
    rows = csv_bytes(figure_of("loss", "xor", 3000)).decode().splitlines()
    start = rows.index("training step,loss")
    assert [float(row.split(",")[0]) for row in rows[start + 1 : start + 3001]] == list(range(1, 3001))
    assert "was kept" not in "\n".join(rows)


def test_a_table_says_when_only_some_steps_were_kept(qapp):
    rows = csv_bytes(figure_of("loss", "xor", 20000)).decode().splitlines()
    assert any("1 in 8 training steps was kept" in row for row in rows)
    start = rows.index("training step,loss")
    end = next((place for place in range(start + 1, len(rows)) if not rows[place][:1].isdigit()), len(rows))
    steps = [float(row.split(",")[0]) for row in rows[start + 1 : end]]
    assert steps[:2] == [1.0, 2.0], "the early steps are all kept"
    assert steps[-2] - steps[-3] == 8


def test_a_table_of_a_log_axis_says_that_its_numbers_are_exponents(profile):
    assert "log₁₀ ‖∂L/∂z‖" in csv_bytes(profile).decode()


def test_options_of_a_preset():
    row = preset_of("column")
    assert options_of(row, "words") == Options(round(row.width / INCH * SCREEN), 240, 8.0, 600, "words")
    assert preset_of("unheard of").name == ""


def test_no_name_is_computed_by_a_spreadsheet():
    """A table's column may be called anything, and spreadsheets take what begins like a formula for one."""
    names = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-y")
    curves = tuple(Curve(name, np.array([-1.0, 2.0]), np.array([-0.5, np.inf]), "value") for name in names)
    rows = list(csv.reader(io.StringIO(csv_bytes(Figure("", "=x", "y", curves=curves)).decode())))
    assert not [cell for row in rows for cell in row if cell[:1] in "=@" and cell]
    assert [row[1] for row in rows if row[0] == "'=x"] == [f"'{name}" for name in names]
    assert ["-1.0", "-0.5"] in rows, "numbers stay numbers"


def test_a_table_does_not_pass_a_floor_off_as_a_measurement(qapp):
    powers = log10(np.array([1e-3, 1e-20, 0.0]))
    shown = Figure("t", "layer", "norm", (Curve("norm", np.arange(1.0, 4.0), powers, "value"),), y_log=True)
    assert csv_bytes(shown).decode().splitlines()[1:] == ["layer,log₁₀ norm", "1.0,-3.0", "2.0,≤ -16", "3.0,≤ -16"]
    picture = Figure("t", image=Image(powers[None], (0, 0, 3, 1), -16, 0, "norm", log=True))
    assert csv_bytes(picture).decode().splitlines()[-1] == "-3.0,≤ -16,≤ -16"
    plain = Figure("t", "x", "y", (Curve("y", np.arange(1.0), np.array([-20.0]), "value"),))
    assert csv_bytes(plain).decode().splitlines()[-1] == "0.0,-20.0"


def test_the_caption_of_a_jacobian_says_of_what(qapp):
    debugger = Debugger(load("vanishing"))
    debugger.run(1)
    for option, of in (("product", "∂h20.z/∂h1.z … ∂h20.z/∂h19.z"), ("single", "∂h2.z/∂h1.z … ∂h20.z/∂h19.z")):
        source = Source(debugger, load("vanishing"), Memo(), option=option)
        assert PLOT["jacobian"].figure(source).note.startswith(f"σ({of}): sample 1")
