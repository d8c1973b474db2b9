"""The page itself: one HTML file with the recording, its style and its script. It asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine import __version__
from engine.program.program import PHASES
from gui.export.share.pool import compact
from gui.export.share.recorder import Recorder, losses
from gui.export.share.stretch import ways
from gui.look.i18n import LANGUAGES, engine_text, speaking
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
        "keys": translate("SharedPage", "Keys: → into · ↓ over · ↑ out · ← back · Home, End"),
        "about": translate("SharedPage", "Recorded with Backprop Explorer {version}. This page shows recorded numbers; it computes "
                    "nothing and needs no network connection.").format(version=__version__),
        **{f"phase{place}": phase_title(name) for place, name in enumerate(PHASES)},
        **{f"kind-{name}": translate("Heatmaps", title) for name, title in KINDS.items()},
    }  # fmt: skip


def recording(recorder: Recorder, times: tuple[int, ...]) -> dict[str, Any]:
    """What the script is given of a recorder that has kept the moments of these times."""
    program, experiment = recorder.debugger.program, recorder.experiment
    by_language: dict[str, dict[str, Any]] = {"title": {}, "note": {}, "words": {}, "lines": {}, "sizes": {}}
    found = ways(program, times)
    for language in LANGUAGES:
        with speaking(language):
            untitled = QCoreApplication.translate("Export", "A network")
            by_language["title"][language] = engine_text(experiment.title) or untitled
            by_language["note"][language] = engine_text(experiment.description)
            by_language["words"][language] = words()
            by_language["lines"][language] = [
                [line.text, line.depth, -1 if line.pc is None else line.pc] for line in lines(program)
            ]
            by_language["sizes"][language] = {name: granularity_title(name) for name in found}
    return {
        **by_language, "pool": recorder.pool.values, "moments": recorder.moments, "formulas": recorder.formulas,
        "ways": found, "losses": losses(recorder.debugger, -(-times[-1] // len(program))), "kinds": list(KINDS),
        "phases": list(PHASES), "languages": LANGUAGES,
    }  # fmt: skip


def page(data: dict[str, Any], recorder: Recorder, language: str, granularity: str) -> str:
    """The text of the file, which begins in a language and with a step size."""
    style, script = _style(recorder), _resource("page.js")
    own = f"script-src '{_digest(script)}'; style-src '{_digest(style)}'"
    allowed = f"default-src 'none'; {own}; img-src data:; base-uri 'none'; form-action 'none'"
    parts = {
        "language": language,
        "policy": allowed,
        "title": escape(data["title"][language]),
        "style": style,
        "script": script,
        "data": compact({**data, "language": language, "size": granularity}),
    }
    written = _resource("page.html")
    for name, text in parts.items():
        before, _, after = written.partition(f"{{{{{name}}}}}")
        written = before + text + after
    return written


def overhead(data: dict[str, Any], recorder: Recorder) -> int:
    """Bytes of a page besides what each of its moments adds."""
    return len(page(data, recorder, "en", "op").encode()) - recorder.bytes


def _style(recorder: Recorder) -> str:
    """The style sheet: the colours of both themes as variables, then the rules."""
    light, dark = (_colours(recorder, name) for name in (LIGHT, DARK))
    themes = (
        f":root{{color-scheme:light;{light}}}"
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
    )
    return themes + "\n" + _resource("page.css")


def _colours(recorder: Recorder, name: str) -> str:
    theme = THEMES[name]
    roles = "".join(f"--{role.replace('_', '-')}:{getattr(theme, role)};" for role in ROLES)
    table = color_map(theme.signed_map)
    cells = []
    for shade in sorted(recorder.shades):
        red, green, blue = (int(part) for part in table[shade])
        bright = 0.299 * red + 0.587 * green + 0.114 * blue > 140
        cells.append(f"--s{shade}:#{red:02x}{green:02x}{blue:02x};--t{shade}:{theme.point_dark if bright else theme.point_light};")
    return roles + "".join(cells) + recorder.palette.rules(name == DARK)


def _resource(name: str) -> str:
    return FOLDER.joinpath("page", name).read_text(encoding="utf-8")


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}"
