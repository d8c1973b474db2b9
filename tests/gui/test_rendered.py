"""Exported SVG and PDF, drawn again by other people's renderers (librsvg, poppler): they must look like our PNG."""

import os
import re
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image
from tiers import sample

from engine import Debugger, load
from engine.headless.options import Drawn
from gui.export import batch
from gui.look import i18n

TOOLS = ("rsvg-convert", "pdftoppm", "pdffonts", "pdfimages")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
if MISSING and not os.environ.get("CI"):
    pytest.skip(f"needs {', '.join(MISSING)}", allow_module_level=True)

CASES = {
    "hello, dark, Hindi": ("hello", Drawn(("png", "svg", "pdf", "csv"), "dark", "hi", dpi=96)),
    "vanishing, light, English": ("vanishing", Drawn(("png", "svg", "pdf", "csv"), "light", "en", dpi=96)),
    "spiral, high contrast, one column, without a caption": (
        "spiral",
        Drawn(("png", "svg", "pdf", "csv"), "contrast", "en", 336, 240, dpi=96, caption=False, points=8.0),
    ),
}


@pytest.fixture(scope="module", params=sample(list(CASES), None, often=2))
def written(request, qapp, tmp_path_factory):
    """A folder with all figures of a case, and the case."""
    name, drawn = CASES[request.param]
    debugger = Debugger(load(name))
    debugger.run(20)
    folder = tmp_path_factory.mktemp(name)
    paths = batch.write_figures(debugger, load(name), folder, drawn)
    assert not MISSING
    yield folder, drawn, paths
    i18n.install("en")


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), float)


def rendered(path, tmp_path):
    """The picture that the other renderer makes of a file, at the size of our PNG."""
    out = tmp_path / f"{path.stem}-{path.suffix[1:]}.png"
    if path.suffix == ".svg":
        subprocess.run(["rsvg-convert", str(path), "-o", str(out)], check=True)
    else:
        subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", str(path), str(out.with_suffix(""))], check=True)
    return pixels(out)


def test_every_figure_looks_the_same_everywhere(written, tmp_path):
    folder, _, paths = written
    stems = {path.stem for path in paths}
    assert {"canvas", "formula", "timeline", "loss", "depth-profile"} <= stems
    assert len(stems) > 12
    for stem in stems:
        ours = pixels(folder / f"{stem}.png")
        for kind in ("svg", "pdf"):
            theirs = rendered(folder / f"{stem}.{kind}", tmp_path)
            height, width = (min(a, b) for a, b in zip(ours.shape[:2], theirs.shape[:2], strict=True))
            assert abs(ours.shape[0] - height) <= 2, (stem, kind)
            assert abs(ours.shape[1] - width) <= 2, (stem, kind)
            difference = np.abs(blurred(ours[:height, :width]) - blurred(theirs[:height, :width]))
            most = 3.5 if stem == "timeline" else 3  # of 255; its white letters on black differ most
            assert difference.mean() < most, (stem, kind, difference.mean())


def blurred(image, size=6):
    """Means of small squares: letters may be set a little differently, lines and cells may not be elsewhere."""
    height, width = (side // size * size for side in image.shape[:2])
    return image[:height, :width].reshape(height // size, size, width // size, size, 3).mean(axis=(1, 3))


def test_lines_and_letters_are_vectors(written):
    folder, _, paths = written
    for path in (path for path in paths if path.suffix == ".svg"):
        text = path.read_text()
        assert text.count("<path") + text.count("<polyline") > 3, path.name
        assert "<text" not in text, "no program needs our fonts"
        heat = "<image" in text
        assert not heat or path.stem.partition("-")[0] in HEAT | {path.stem}, path.name
    for stem in ("loss", "depth-profile", "canvas", "timeline", "formula"):
        listed = subprocess.run(
            ["pdfimages", "-list", str(folder / f"{stem}.pdf")], capture_output=True, text=True, check=True
        ).stdout
        images = [line for line in listed.splitlines()[2:] if stem != "canvas" or line.split()[3:5] != ["18", "18"]]
        assert not images, (stem, listed)  # the canvas has pictures of what neurons say over the plane, 18 cells wide
        fonts = subprocess.run(["pdffonts", str(folder / f"{stem}.pdf")], capture_output=True, text=True, check=True).stdout
        assert "Noto" in fonts, (stem, fonts)


HEAT = {"weights", "gradients", "through", "flow", "prediction", "loss", "time", "jacobian"}


def test_hindi_is_shaped_and_its_font_is_in_the_pdf(written):
    folder, drawn, _ = written
    if drawn.language != "hi":
        assert not re.search("[\u0900-\u097f]", (folder / "loss.svg").read_text())
        return
    assert re.search("[\u0900-\u097f]", (folder / "through-time.svg").read_text())
    fonts = subprocess.run(["pdffonts", str(folder / "through-time.pdf")], capture_output=True, text=True, check=True).stdout
    assert "Devanagari" in fonts
    embedded = [line.split()[-5] for line in fonts.splitlines()[2:]]
    assert set(embedded) == {"yes"}


def test_heatmap_cells_are_crisp(written, tmp_path):
    """Along a row of cells the other renderer shows as few colours as there are cells, not a gradual change between them."""
    folder, _, paths = written
    matrix = next(path for path in paths if path.stem.startswith("weights-") and path.suffix == ".svg")
    columns = len(matrix.with_suffix(".csv").read_text().splitlines()[-1].split(","))
    for kind in ("svg", "pdf"):
        image = rendered(matrix.with_suffix(f".{kind}"), tmp_path)
        height, width = image.shape[:2]
        row = image[height // 2 - 7, int(0.2 * width) : int(0.75 * width)]
        steps = (np.abs(np.diff(row, axis=0)).sum(axis=1) > 6).sum()
        assert steps <= 4 * columns, (matrix.name, kind, steps)
