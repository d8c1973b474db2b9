"""`lesson check | sheet | page | report`: what a teacher does with lesson files without a window."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.headless.figure_options import drawn_files
from engine.headless.options import Drawn, add_language
from engine.headless.share import expect_html
from engine.interchange.documents import attempts_file
from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.lessons import reading
from engine.lessons.checking import faults
from engine.lessons.misconceptions import MISCONCEPTIONS
from engine.lessons.sheet import sheet
from engine.lessons.summary import StepSummary, summary
from engine.model.language import said, said_of
from engine.model.problem import ExperimentError, Problem, text

KINDS = (".html", ".pdf")


def _check(options: argparse.Namespace) -> int:
    found = faults(reading.load(options.what))
    for problem in found:
        print(f"{said('warning')}: {problem}" if problem.warning else problem)
    wrong = [problem for problem in found if not problem.warning]
    if not found:
        print(said("no problems found; names, moments, answers, feedback and both languages were checked"))
    return 1 if wrong else 0


def _sheet(options: argparse.Namespace) -> int:
    expect_folder(options.out)
    path = Path(options.out)
    if path.suffix.lower() not in KINDS:
        raise ExperimentError(
            [Problem(options.out, text("a worksheet can only be written as {known}."), args={"known": " or ".join(KINDS)})]
        )
    page = sheet(reading.load(options.what), options.lang, options.seed, options.key)
    if path.suffix.lower() == ".html":
        save_bytes(path, page.encode())
        written = [path]
    else:
        written = drawn_files(options.drawing.sheet, page, path, Drawn(language=options.lang))
    for each in written:
        print(said("wrote {path}", path=each))
    return 0


def _report(options: argparse.Namespace) -> int:
    found = summary(attempts_file.read_folder(options.folder))
    if options.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return 0
    lesson = ""
    for each in found:
        if f"{each.lesson} {each.digest}" != lesson:
            lesson = f"{each.lesson} {each.digest}"
            print(said("{lesson} (version {digest})", lesson=each.lesson, digest=each.digest))
        print(f"  {_line(each, options.lang)}")
    return 0


def _line(each: StepSummary, language: str) -> str:
    """A step, how many were right, and `most common wrong answer: −0.2 (5 learners) – the gradient is the error`."""
    counts = {name: getattr(each, name) for name in ("at_once", "learners", "solved", "shown")}
    words = f"{each.step:<12} " + said(
        "right on the first try: {at_once} of {learners}, in the end: {solved}, shown the answer: {shown}", **counts
    )
    if each.times:
        belief = MISCONCEPTIONS.get(each.misconception)
        one = text("most common wrong answer: {answer} ({count} learner)")
        many = text("most common wrong answer: {answer} ({count} learners)")
        words += "; " + said_of(one, many, each.times, answer=each.wrong)
        words += f" – {belief.of(language)}" if belief else ""
    return words


def _page(options: argparse.Namespace) -> int:
    expect_html(options.out)
    found = reading.load(options.what)
    for path in drawn_files(options.drawing.lesson_page, found, Path(options.out), Drawn(language=options.lang)):
        print(said("wrote {path}", path=path))
    return 0


VERBS = {"check": _check, "sheet": _sheet, "page": _page, "report": _report}


def lesson(options: argparse.Namespace) -> int:
    """Run one of the lesson commands; returns the exit status."""
    return VERBS[options.lesson_command](options)


def add_parser(verbs: Any) -> None:
    """The options of the lesson commands."""
    parser = verbs.add_parser("lesson", help=said("check lesson files, print worksheets, summarise the answers of a class"))
    kinds = parser.add_subparsers(dest="lesson_command", required=True)
    check = kinds.add_parser("check", help=said("compute every answer of a lesson and say what is wrong"))
    paper = kinds.add_parser("sheet", help=said("write a lesson as a worksheet, or its answer key, as HTML or PDF"))
    shared = kinds.add_parser("page", help=said("write a lesson as one HTML page that checks answers in any browser"))
    for verb in (check, paper, shared):
        verb.add_argument("what", metavar="FILE|NAME", help=said("a lesson file, or the name of a built-in lesson"))
    shared.add_argument("--out", metavar="OUT.html", required=True, help=said("the file to write, at most 2 MB"))
    add_language(shared, said("language of messages, and the one the page opens in (default: the system's)"))
    paper.add_argument("--out", metavar="OUT.pdf|OUT.html", required=True, help=said("the file to write"))
    add_language(paper, said("language of messages and the worksheet (default: the system's)"))
    paper.add_argument(
        "--seed", type=_count, default=0, help=said("each seed gives different numbers; 0 keeps those of the lesson (default 0)")
    )
    paper.add_argument(
        "--key", action="store_true", help=said("write the answers: values, tolerances and what wrong answers reveal")
    )
    report = kinds.add_parser("report", help=said("summarise a folder of answers, one .csv file for each learner"))
    for verb in (check, report):
        add_language(verb)
    report.add_argument("folder", metavar="FOLDER", help=said("the folder of answer files"))
    report.add_argument("--json", action="store_true", help=said("print one JSON list to stdout"))


def _count(word: str) -> int:
    """A whole number from 0 on."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(said("must be a whole number from 0 on"))
    return int(word)
