"""`lesson check | sheet | report`: what a teacher does with lesson files without a window."""

from __future__ import annotations

import argparse
from typing import Any

from engine.lessons import reading
from engine.lessons.checking import faults


def _check(options: argparse.Namespace) -> int:
    found = faults(reading.load(options.what))
    for problem in found:
        print(f"{'warning: ' if problem.warning else ''}{problem}")
    wrong = [problem for problem in found if not problem.warning]
    if not found:
        print("the lesson is right: names, moments, answers, feedback and both languages")
    return 1 if wrong else 0


VERBS = {"check": _check}


def lesson(options: argparse.Namespace) -> int:
    """Run one of the lesson commands; returns the exit status."""
    return VERBS[options.lesson_command](options)


def add_parser(verbs: Any) -> None:
    """The options of the lesson commands."""
    parser = verbs.add_parser("lesson", help="check lesson files, print worksheets, summarize a class")
    kinds = parser.add_subparsers(dest="lesson_command", required=True)
    check = kinds.add_parser("check", help="compute every answer of a lesson and say what is wrong")
    check.add_argument("what", metavar="FILE|NAME", help="a lesson file or the name of a built-in lesson")
