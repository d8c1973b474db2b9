"""Language of the window. Engine texts are translated here, before they are formatted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from engine.insight.diagnosis.finding import Finding
from engine.insight.moment.symbols import arrow
from engine.insight.study.jobs import Ended
from engine.model.problem import ExperimentError, Problem
from engine.model.refusal import problem_of
from gui.notation.numbers import typeset
from resources import FOLDER

LANGUAGES = {"en": "English", "hi": "हिन्दी"}
# Kept with what they read in place: what a translator has loaded PySide never frees.
_translators: dict[str, tuple[QTranslator, bytes]] = {}
_installed: list[str] = []


def install(wanted: str) -> None:
    """Switch the application to a language; strings created from now on use it."""
    if wanted == language():
        return
    while _installed:
        QCoreApplication.removeTranslator(_translators[_installed.pop()][0])
    if wanted == "en":
        return
    if wanted not in _translators:
        content, translator = FOLDER.joinpath("translations", f"backprop_{wanted}.qm").read_bytes(), QTranslator()
        translator.load(content)
        _translators[wanted] = translator, content
    QCoreApplication.installTranslator(_translators[wanted][0])
    _installed.append(wanted)


def language() -> str:
    """The language that the application speaks now."""
    return _installed[-1] if _installed else "en"


@contextmanager
def speaking(other: str) -> Iterator[None]:
    """Strings made meanwhile are in that language."""
    before = language()
    install(other)
    try:
        yield
    finally:
        install(before)


def QT_TRANSLATE_NOOP(context: str, message: str) -> str:
    """Mark a text of a table for translation; Qt's own function of that name, which lupdate looks for, has no types."""
    return message


def system_language() -> str:
    """The system language if available, else English."""
    code = QLocale.system().name().split("_")[0]
    return code if code in LANGUAGES else "en"


def engine_text(message: str) -> str:
    """A text that the engine marked with `text()`, or the title of an example."""
    return QCoreApplication.translate("Engine", message) if message else ""


def problem_text(problem: Problem) -> str:
    """A problem in the user's language: what, where, how to fix it."""
    words = " ".join(engine_text(part) for part in (problem.message, problem.hint) if part)
    place = problem.where.removeprefix("network.nodes.").removeprefix("network.wires.")
    args = {key: arrow(value) if isinstance(value, str) else value for key, value in problem.args.items()}
    return f"{arrow(place)}: {words.format(**args)}" if place else words.format(**args)


def error_text(error: ExperimentError | OSError, apart: str = "\n\n") -> str:
    """What is wrong with a file or an experiment, in the user's language; of many problems the first ten."""
    problems = error.problems[:10] if isinstance(error, ExperimentError) else [problem_of(error)]
    return apart.join(map(problem_text, problems))


def ended_text(ended: Ended) -> str:
    """Why a job has no result, in the user's language."""
    return engine_text(ended.message).format(**ended.args)


def finding_text(finding: Finding) -> str:
    """A finding in the user's language."""
    args = {key: arrow(engine_text(value)) if isinstance(value, str) else value for key, value in finding.args.items()}
    return typeset(engine_text(finding.message).format(**args))
