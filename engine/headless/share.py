"""`share`: a stretch of a run as one HTML page that steps in any browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.headless.figure_options import LANGUAGES, drawn_files
from engine.headless.options import Drawn
from engine.interchange.documents.safe_save import expect_folder
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import GRANULARITIES


def expect_html(path: str) -> None:
    """ExperimentError if a page cannot be written there."""
    expect_folder(path)
    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise ExperimentError([Problem(path, text("a page is written as .html."))])


def share(options: argparse.Namespace, begun: Callable[[str], tuple[Experiment, Debugger]]) -> int:
    """Write the page; returns the exit status."""
    expect_html(options.out)
    experiment, debugger = begun(options.what)
    wanted = options.first, options.last or options.first, options.by
    drawn = Drawn(language=options.lang)
    for path in drawn_files(options.drawing.stepping_page, debugger, experiment, Path(options.out), *wanted, drawn):
        print(f"wrote {path}")
    return 0


def add_parser(verbs: Any, positive: Callable[[str], int]) -> None:
    """The options of the command."""
    parser = verbs.add_parser("share", help="write one HTML page with a recorded stretch of steps, to step through in any browser")
    parser.add_argument("what", metavar="FILE|NAME|SESSION", help="an experiment file, the name of an example, or a session")
    parser.add_argument("out", metavar="OUT.html", help="the file to write, at most 2 MB")
    parser.add_argument("--first", type=positive, default=1, help="the first training step recorded (default 1)")
    parser.add_argument("--last", type=positive, help="the last one (default: the first one alone)")
    parser.add_argument("--by", choices=GRANULARITIES, default="op", help="record after every such unit (default op)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language in which the page opens (default en)")
