"""One HTML file about a run: figures, formulas, configuration; it needs no other file and no internet connection."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from engine import __version__
from engine.insight.diagnosis.evidence import steps_done
from engine.interchange.documents import experiment_file
from engine.model.experiment import Experiment
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from engine.runtime.environment import environment
from gui.export.caption import caption
from gui.export.mathml import line
from gui.export.writer import Exportable, Options, content
from gui.look.i18n import engine_text
from gui.look.theme import Theme
from gui.look.titles import phase_title
from gui.notation.numbers import number

MOST_LINES = 300
STYLE = """
body {{ font: 15px/1.5 "Noto Sans", "Noto Sans Devanagari", system-ui, sans-serif; color: {text}; background: {window};
       margin: 0 auto; max-width: 860px; padding: 24px; }}
figure {{ margin: 24px 0; background: {panel}; border: 1px solid {border}; border-radius: 6px; padding: 8px; overflow-x: auto; }}
figure svg {{ max-width: 100%; height: auto; display: block; margin: auto; }}
table {{ border-collapse: collapse; }} td, th {{ padding: 3px 14px 3px 0; text-align: left; vertical-align: top; }}
th {{ color: {muted}; font-weight: 500; }}
pre {{ overflow-x: auto; background: {panel}; border: 1px solid {border}; padding: 12px; }}
h1 {{ font-size: 26px; }} h2 {{ font-size: 19px; margin-top: 36px; }} .muted {{ color: {muted}; }} math {{ font-size: 17px; }}
"""


def report(experiment: Experiment, debugger: Debugger, found: Sequence[tuple[str, Exportable]], theme: Theme, language: str) -> str:
    """The text of the file."""
    title = engine_text(experiment.title) or QCoreApplication.translate("Export", "A network")
    tones = {name: getattr(theme, name) for name in ("text", "window", "panel", "border", "muted")}
    as_file = QCoreApplication.translate(
        "Export", "The experiment as a file: save this text as .json and open it in Backprop Explorer"
    )
    parts = [
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><title>{escape(title)}</title>",
        f"<style>{STYLE.format(**tones)}</style></head><body><h1>{escape(title)}</h1>",
        f"<p>{escape(engine_text(experiment.description))}</p>" if experiment.description else "",
        _facts(experiment, debugger),
        _heading(QCoreApplication.translate("Export", "Figures")),
        *_figures(found, theme),
        _heading(QCoreApplication.translate("Export", "One training step")),
        _formulas(debugger.program),
        _heading(QCoreApplication.translate("Export", "Configuration")),
        f"<details><summary>{escape(as_file)}</summary>",
        f"<pre>{escape(experiment_file.dumps(experiment))}</pre></details></body></html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _facts(experiment: Experiment, debugger: Debugger) -> str:
    loss = debugger.read(debugger.program.loss)
    rows = [
        (QCoreApplication.translate("Export", "Network"), caption(experiment, debugger)),
        (QCoreApplication.translate("Export", "Seed"), str(experiment.seed)),
        (QCoreApplication.translate("Export", "Training steps"), str(steps_done(debugger))),
        (QCoreApplication.translate("Export", "Loss"), "–" if loss is None else number(float(loss), 10)),
        (QCoreApplication.translate("Export", "Parameters"), str(sum(value.size for value in debugger.parameters().values()))),
        (QCoreApplication.translate("Export", "Version"), f"Backprop Explorer {__version__}"),
        (
            QCoreApplication.translate("Export", "Environment"),
            json.dumps({k: v for k, v in environment().items() if k not in ("simd", "probe")}),
        ),
    ]
    return "<table>" + "".join(f"<tr><th>{escape(name)}</th><td>{escape(words)}</td></tr>" for name, words in rows) + "</table>"


def _figures(found: Sequence[tuple[str, Exportable]], theme: Theme) -> list[str]:
    """Vectors inside the page; each has its own names, so that they do not clash."""
    parts = []
    for place, (name, thing) in enumerate(found):
        if not thing.empty:
            source = content(thing, "svg", theme, Options()).decode()
            source = source[source.index("<svg") :]
            source = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>f{place}-", source)
            parts.append(f"<figure aria-label='{escape(name)}'>{source}</figure>")
    return parts


def _formulas(program: Program) -> str:
    """The program line by line, phase by phase; of a sequence, the lines of its first and last time step."""
    parts, phase, shown = [], "", 0
    for pc, instr in enumerate(program.code):
        time = program.slots[instr.out].time
        if program.length > 2 and 1 < time < program.length:
            continue
        if program.phase_at(pc) != phase:
            phase = program.phase_at(pc)
            parts.append(f"<h3>{escape(phase_title(phase))}</h3>")
        parts.append(f"<p>{line(program, pc)}</p>")
        shown += 1
        if shown == MOST_LINES:
            rest = QCoreApplication.translate("Export", "… further lines: {count}").format(count=len(program) - pc - 1)
            parts.append(f"<p class='muted'>{escape(rest)}</p>")
            break
    return "\n".join(parts)
