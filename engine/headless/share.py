"""`share`: a stretch of a run as one HTML page that steps in any browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.headless.figure_options import drawn_files
from engine.headless.options import Drawn, add_language
from engine.interchange.documents.safe_save import expect_folder
from engine.model.experiment import Experiment
from engine.model.language import said
from engine.model.problem import ExperimentError, Problem, text
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import GRANULARITIES


def expect_html(path: str) -> None:
    """ExperimentError if a page cannot be written there."""
    expect_folder(path)
    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise ExperimentError([Problem(path, text("a page can only be written as .html."))])


def share(options: argparse.Namespace, begun: Callable[[str], tuple[Experiment, Debugger]]) -> int:
    """Write the page; returns the exit status."""
    expect_html(options.out)
    experiment, debugger = begun(options.what)
    wanted = options.first, options.last or options.first, options.by
    drawn = Drawn(language=options.lang)
    for path in drawn_files(options.drawing.stepping_page, debugger, experiment, Path(options.out), *wanted, drawn):
        print(said("wrote {path}", path=path))
    return 0


def add_parser(verbs: Any, positive: Callable[[str], int]) -> None:
    """The options of the command."""
    parser = verbs.add_parser(
        "share", help=said("write one HTML page with a recorded stretch of steps, to step through in any browser")
    )
    parser.add_argument("what", metavar="FILE|NAME|SESSION", help=said("an experiment file, the name of an example, or a session"))
    parser.add_argument("out", metavar="OUT.html", help=said("the file to write, at most 2 MB"))
    parser.add_argument("--first", type=positive, default=1, help=said("the first training step recorded (default 1)"))
    parser.add_argument("--last", type=positive, help=said("the last training step recorded (default: the same as the first)"))
    parser.add_argument(
        "--by",
        choices=GRANULARITIES,
        default="op",
        help=said("record after every operation, layer, time step, phase, training step or epoch (default op)"),
    )
    add_language(parser, said("language of messages, and the one the page opens in (default: the system's)"))
