"""The page itself: one HTML file with the recording, its style and its script. It asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine import __version__
from engine.lessons.turns import NOT_A_NUMBER, NOT_YET
from engine.program.program import PHASES
from gui.export.share.pool import Stock, compact
from gui.export.share.recorder import Recorder, losses
from gui.export.share.stretch import granularities, ways
from gui.look.i18n import LANGUAGES, speaking
from gui.look.theme import DARK, LIGHT, THEMES, color_map
from gui.look.titles import granularity_title, phase_title
from gui.panels.program import lines
from gui.plots.heatmaps import KINDS
from resources import FOLDER

LARGEST = 2_000_000  # bytes of a page
ROLES = ("window", "panel", "raised", "text", "muted", "border", "accent", "on_accent", "value", "gradient", "loss", "update",
         "current", "error", "good", "empty")  # fmt: skip


def words() -> dict[str, str]:
    """What the page itself says, in the present language."""
    translate = QCoreApplication.translate
    return {
        "begin": translate("SharedPage", "Start"),
        "back": translate("SharedPage", "Step back"),
        "into": translate("SharedPage", "Step into"),
        "over": translate("SharedPage", "Step over"),
        "out": translate("SharedPage", "Step out"),
        "end": translate("SharedPage", "End"),
        "size": translate("SharedPage", "Step size"),
        "moment": translate("SharedPage", "Recorded moment"),
        "drawing": translate("SharedPage", "Network"),
        "program": translate("SharedPage", "Program"),
        "formula": translate("SharedPage", "Formula"),
        "heatmaps": translate("SharedPage", "Heatmaps"),
        "losses": translate("SharedPage", "Loss"),
        "theme": translate("SharedPage", "Light or dark"),
        "unknown": translate("SharedPage", "not computed yet"),
        "step": translate("SharedPage", "training step"),
        "keys": translate("SharedPage", "Keys: ↓ or F11 into · → or F10 over · ↑ out · ← back · Home, End"),
        "about": translate("SharedPage", "Recorded with Backprop Explorer {version}. This page shows recorded numbers; it computes "
                    "nothing and needs no internet connection.").format(version=__version__),
        **{f"phase{place}": phase_title(name) for place, name in enumerate(PHASES)},
        **{f"kind-{name}": translate("Heatmaps", title) for name, title in KINDS.items()},
    }  # fmt: skip


def lesson_words() -> dict[str, str]:
    """What the page of a lesson says besides."""
    translate = QCoreApplication.translate
    return {
        "check": translate("SharedPage", "Check"),
        "hint": translate("SharedPage", "Hint"),
        "show": translate("SharedPage", "Show me"),
        "next": translate("SharedPage", "Next"),
        "previous": translate("SharedPage", "Previous"),
        "rises": translate("SharedPage", "rises (+)"),
        "falls": translate("SharedPage", "falls (−)"),
        "stays": translate("SharedPage", "stays (0)"),
        "earlier": translate("SharedPage", "Move up"),
        "later": translate("SharedPage", "Move down"),
        "clear": translate("SharedPage", "Start over"),
        "answer": translate("SharedPage", "Your answer"),
        "pair": translate("SharedPage", "you said {given} · it is {expected}"),
        "right": translate("SharedPage", "Right."),
        "shown": translate("SharedPage", "It is {expected}"),
        "model": translate("SharedPage", "One way to say it: {expected}"),
        "reach": translate("SharedPage", "Step on until it happens, or go there at once:"),
        "there": translate("SharedPage", "Go there"),
        "act": translate("SharedPage", "This is something to do in the program itself; here you can read on."),
        "finished": translate("SharedPage", "You have reached the end of this lesson."),
        "notyet": translate("Engine", NOT_YET),
        "notnumber": translate("Engine", NOT_A_NUMBER),
    }


def run_of(recorder: Recorder, last: int, noted: bool = True) -> dict[str, Any]:
    """What is the same at all moments of a run, which was followed up to a training step.

    Where it is `noted`, the deliberate mistakes stand above the program.
    """
    program = recorder.debugger.program
    spoken: dict[str, dict[str, Any]] = {"lines": {}, "sizes": {}}
    for language in LANGUAGES:
        with speaking(language):
            shown = lines(program, recorder.session.experiment.network, noted)
            spoken["lines"][language] = [[line.text, line.depth, -1 if line.pc is None else line.pc] for line in shown]
            spoken["sizes"][language] = {name: granularity_title(name) for name in granularities(program)}
    return {**spoken, "formulas": recorder.formulas, "losses": losses(recorder.debugger, last)}


def part_of(run: str, recorder: Recorder, times: Sequence[int], start: int = 0) -> dict[str, Any]:
    """The moments that a recorder has kept, those of these times; a reader begins at one of them."""
    return {"run": run, "moments": recorder.taken(), "ways": ways(recorder.debugger.program, tuple(times)), "start": start}


Names = Callable[[], tuple[str, str]]  # a title and a note below it, in the present language


def page(names: Names, runs: dict[str, Any], parts: list[Any], stock: Stock, language: str, size: str, lesson: Any = None) -> str:
    """The text of the file, which begins in a language and with a step size. `lesson` has the cards of a lesson."""
    spoken: dict[str, dict[str, Any]] = {"title": {}, "note": {}, "words": {}}
    for each in LANGUAGES:
        with speaking(each):
            spoken["title"][each], spoken["note"][each] = names()
            spoken["words"][each] = words() | (lesson_words() if lesson else {})
    data = {
        **spoken, "runs": runs, "parts": parts, "pool": stock.pool.values, "kinds": list(KINDS), "languages": LANGUAGES,
        "language": language, "size": size, "lesson": lesson,
    }  # fmt: skip
    style, script = _style(stock), _resource("page.js") + (_resource("lesson.js") if lesson else "")
    own = f"script-src '{_digest(script)}'; style-src '{_digest(style)}'"
    filled = {
        "language": language,
        "policy": f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'",
        "title": escape(spoken["title"][language]),
        "style": style,
        "script": script,
        "data": compact(data),
    }
    written = _resource("page.html")
    for name, words_of in filled.items():
        before, _, after = written.partition(f"{{{{{name}}}}}")
        written = before + words_of + after
    return written


def _style(stock: Stock) -> str:
    """The style sheet: the colours of both themes as variables, then the rules."""
    light, dark = (_colours(stock, name) for name in (LIGHT, DARK))
    themes = (
        f":root{{color-scheme:light;{light}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
    )
    return themes + "\n" + _resource("page.css")


def _colours(stock: Stock, name: str) -> str:
    theme = THEMES[name]
    roles = "".join(f"--{role.replace('_', '-')}:{getattr(theme, role)};" for role in ROLES)
    table = color_map(theme.signed_map)
    cells = []
    for shade in sorted(stock.shades):
        red, green, blue = (int(part) for part in table[shade])
        bright = 0.299 * red + 0.587 * green + 0.114 * blue > 140
        cells.append(f"--s{shade}:#{red:02x}{green:02x}{blue:02x};--t{shade}:{theme.point_dark if bright else theme.point_light};")
    return roles + "".join(cells) + stock.palette.rules(name == DARK)


def _resource(name: str) -> str:
    return FOLDER.joinpath("page", name).read_text(encoding="utf-8")


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}"
