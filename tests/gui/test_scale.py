"""Screens of another scale: a window that is dragged to one is drawn as sharply there as one that was opened there."""

import numpy as np
import pytest
from PIL import Image
from screens import platform
from started import Started
from tiers import long


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folders of a person who has never opened a window."""

    def new(name):
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / name / kind.lower()))
        (tmp_path / name / "state").mkdir(parents=True)

    monkeypatch.setenv("HOME", str(tmp_path))
    return new


def seen(window):
    """The scale of a window and its picture."""
    scale, path = window.tell("look").split()
    return float(scale), np.asarray(Image.open(path).convert("L"), float)


def sharpness(picture):
    """How much pixels differ from the mean of their neighbours, in each quarter; far less in a picture that was enlarged."""
    edges = np.abs(2 * picture[:, 1:-1] - picture[:, :-2] - picture[:, 2:])
    high, wide = edges.shape[0] // 2, edges.shape[1] // 2
    return np.array([part.mean() for rows in (edges[:high], edges[high:]) for part in (rows[:, :wide], rows[:, wide:])])


@long
def test_a_window_that_is_dragged_to_screens_of_other_scales(home, tmp_path):
    home("born")
    with Started(platform=platform(tmp_path / "born.json", 2, 1)) as window:
        window.tell("size")
        _, born = seen(window)
    home("moved")
    with Started(platform=platform(tmp_path / "moved.json", 1, 2, 1.5)) as window:
        window.tell("size")
        scale, small = seen(window)
        assert (scale, small.shape) == (1.0, (720, 1280))
        window.tell("move")
        scale, moved = seen(window)
        assert (scale, moved.shape) == (2.0, born.shape)
        enlarged = np.asarray(Image.fromarray(small).resize(born.shape[::-1], Image.Resampling.BICUBIC))
        assert (sharpness(enlarged) < 0.6 * sharpness(born)).all(), "the measure sees what is not sharp"
        assert sharpness(moved) == pytest.approx(sharpness(born), rel=0.15)
        window.tell("run", "more", "move")
        assert int(window.tell("more")) > 0, "it trains on"
        window.tell("move")
        scale, again = seen(window)
        assert (scale, again.shape) == (1.0, small.shape)
        window.tell("close")
        code, errors = window.ended()
    assert (code, "Traceback" in errors) == (0, False), errors
