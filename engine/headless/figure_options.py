"""Options of every command that draws, and the drawing functions of the window, loaded only when called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from engine.headless.options import Drawn, add_language
from engine.headless.presets import INCH, PRESETS, preset_of
from engine.model.language import said
from engine.model.problem import ExperimentError, Problem, refuse, text

FORMATS = ("png", "svg", "pdf", "csv")
THEMES = ("light", "dark", "contrast")
LIBRARIES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"


class Drawing(Protocol):
    """Each writes files and returns their paths; ImportError where Qt cannot be loaded."""

    figures: Callable[..., list[Path]]
    phases: Callable[..., list[Path]]
    trace: Callable[..., list[Path]]
    report: Callable[..., list[Path]]
    animation: Callable[..., list[Path]]
    sheet: Callable[..., list[Path]]
    stepping_page: Callable[..., list[Path]]
    lesson_page: Callable[..., list[Path]]


def add_options(parser: argparse.ArgumentParser, formats: bool = True) -> None:
    """How figures look; `formats` adds where they go and in which formats."""
    if formats:
        parser.add_argument("--figures", metavar="DIR", help=said("write the figures to a folder"))
        parser.add_argument("--formats", default="svg,csv", help=said("comma-separated: png, svg, pdf, csv (default svg,csv)"))
        named = [row.name for row in PRESETS if row.name]
        parser.add_argument(
            "--preset", choices=named, default="", help=said("plot size, text size and resolution for a given purpose")
        )
        parser.add_argument("--size", metavar="WxH", help=said("size of a plot in screen pixels, 1/96 inch (default 760x480)"))
        parser.add_argument("--font", type=float, metavar="PT", help=said("text size on paper, in points (default 9.5)"))
        parser.add_argument("--dpi", type=int, help=said("resolution of PNG files (default 288)"))
        parser.add_argument(
            "--no-caption", dest="caption", action="store_false", help=said("omit the configuration under the figures")
        )
    parser.add_argument("--theme", choices=THEMES, default="light", help=said("colours of the figures (default light)"))
    add_language(parser, said("language of messages and figures (default: the system's)"))


def drawn_of(options: argparse.Namespace) -> Drawn:
    """The options, looked at before anything runs; ExperimentError for an invalid format or size, or a file in place of the
    folder."""
    if not hasattr(options, "formats"):
        return Drawn(theme=options.theme, language=options.lang)
    if options.figures and Path(options.figures).exists() and not Path(options.figures).is_dir():
        raise refuse("--figures", text("{path} is a file."), text("Choose a folder."), path=options.figures)
    formats = tuple(part.strip().lower() for part in options.formats.split(",") if part.strip())
    unknown = [part for part in formats if part not in FORMATS]
    if unknown:
        raise ExperimentError([Problem("--formats", text("unknown format {unknown}."), text("Known names: {known}."),
                                       {"unknown": ", ".join(unknown), "known": ", ".join(FORMATS)})])  # fmt: skip
    preset = preset_of(options.preset)
    usual = "x".join(str(round(side / INCH * 96)) for side in (preset.width, preset.height))
    size, dpi, points = options.size or usual, options.dpi or preset.dpi, options.font or preset.points
    width, _, height = size.lower().partition("x")
    if not (
        width.isdecimal()
        and height.isdecimal()
        and 200 <= int(width) <= 8000
        and 150 <= int(height) <= 8000
        and 36 <= dpi <= 1200
        and 4 <= points <= 72
    ):
        raise ExperimentError(
            [
                Problem(
                    "--size",
                    text("a plot of {size} at {dpi} dpi with {points} pt text is not possible."),
                    text("Use, for example, --size 760x480 --dpi 288 --font 9.5."),
                    {"size": size, "dpi": dpi, "points": f"{points:g}"},
                )
            ]
        )
    return Drawn(formats, options.theme, options.lang, int(width), int(height), dpi, options.caption, points)


def drawn_files(draw: Callable[..., list[Path]], *arguments: Any) -> list[Path]:
    """What was drawn; nothing where Qt cannot be loaded, which is reported."""
    try:
        return draw(*arguments)
    except ImportError as error:
        print(said("figures need Qt, which cannot be loaded here: {why}", why=error), file=sys.stderr)
        print(said("On Debian or Ubuntu: apt-get install {packages}", packages=LIBRARIES), file=sys.stderr)
        return []
