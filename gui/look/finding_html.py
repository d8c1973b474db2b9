"""A finding as rich text: what kind it is, the sentence, numbers, what to do next, what helps, and links."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.advice import advice
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.remedies.proposals import titles
from engine.insight.diagnosis.trial import Outcome, tried
from gui.look.i18n import QT_TRANSLATE_NOOP, engine_text, finding_text
from gui.look.theme import Theme
from gui.notation.numbers import typeset

FEW = 12  # links to layers that are shown at once
# By cause or else by severity: a sign, the role of its colour, and what kind of finding it is.
SIGNS = {
    "solved": ("✓", "good", QT_TRANSLATE_NOOP("Findings", "Solved")),
    "floor": ("⊥", "good", QT_TRANSLATE_NOOP("Findings", "Loss at its floor")),
    "plateau": ("⇢", "accent", QT_TRANSLATE_NOOP("Findings", "Plateau, still learning")),
    ERROR: ("✕", "error", QT_TRANSLATE_NOOP("Findings", "Error")),
    WARNING: ("!", "warning", QT_TRANSLATE_NOOP("Findings", "Warning")),
    NOTE: ("i", "muted", QT_TRANSLATE_NOOP("Findings", "Note")),
}
OVERCOME = ("✓", "muted", QT_TRANSLATE_NOOP("Findings", "Resolved"))


def finding_html(finding: Finding, theme: Theme, opened: bool = False, outcomes: Sequence[Outcome] = ()) -> str:
    """`step:`, `line:`, `layer:` and `more:` are the schemes of its links; an `opened` one names all of its layers."""
    sign, role, kind = OVERCOME if finding.overcome else SIGNS.get(finding.cause, SIGNS[finding.severity])
    numbers = " · ".join(f"{html.escape(engine_text(name))} {html.escape(typeset(value))}" for name, value in finding.evidence)
    muted = [numbers, html.escape(helps(finding, outcomes))]
    title = QCoreApplication.translate("Findings", kind)
    lines = [
        f"<b style='color:{getattr(theme, role)}'>{html.escape(title)}</b>",
        html.escape(finding_text(finding)),
        html.escape(engine_text(advice(finding))),
        *(f"<span style='color:{theme.muted}'>{words}</span>" for words in muted if words),
        " &nbsp; ".join(_links(finding, opened)),
    ]
    return (
        f"<table cellspacing='0' cellpadding='3'><tr><td style='color:{getattr(theme, role)}; font-weight:700'>{sign}</td>"
        f"<td>{'<br>'.join(line for line in lines if line)}</td></tr></table>"
    )


def helps(finding: Finding, outcomes: Sequence[Outcome] = ()) -> str:
    """What may help, or after a trial what did; nothing for what is overcome."""
    if finding.overcome or not finding.remedies:
        return ""
    helped, idle = tried(finding.remedies, outcomes)
    names = helped or idle or finding.remedies
    words = (
        QCoreApplication.translate("Findings", "Remedies that help: {remedies}")
        if helped
        else QCoreApplication.translate("Findings", "Tried without success: {remedies}")
        if idle
        else QCoreApplication.translate("Findings", "Remedies that may help: {remedies}")
    )
    return words.format(remedies=", ".join(map(remedy_title, names)))


def remedy_title(name: str) -> str:
    """The title of a remedy, or of two that are joined."""
    return " + ".join(engine_text(title) for title in titles(name))


def _links(finding: Finding, opened: bool) -> list[str]:
    links = [_link(f"step:{step}", words) for step, words in _moments(finding)]
    if finding.instruction is not None:
        line = QCoreApplication.translate("Findings", "line {number}").format(number=finding.instruction + 1)
        links.append(_link(f"line:{finding.instruction}", line))
    shown = finding.layers if opened else finding.layers[:FEW]
    links += [_link(f"layer:{name}", name) for name in shown]
    rest = len(finding.layers) - len(shown)
    if rest:
        links.append(
            _link(f"more:{finding.cause}", QCoreApplication.translate("Findings", "… and {count} more").format(count=rest))
        )
    return links


def _moments(finding: Finding) -> list[tuple[int, str]]:
    """Since when it is so, and when the numbers were measured; the way it went, if it is overcome."""
    first, last = finding.step, finding.step if finding.measured is None else finding.measured
    if finding.overcome:
        return [
            (first, QCoreApplication.translate("Findings", "from training step {step}").format(step=first + 1)),
            (last, QCoreApplication.translate("Findings", "last seen after step {step}").format(step=last)),
        ]
    since = QCoreApplication.translate("Findings", "since training step {step}").format(step=first + 1)
    measured = QCoreApplication.translate("Findings", "measured after step {step}").format(step=last)
    return [(first, since), *([(last, measured)] if last != first else [])]


def _link(target: str, words: str) -> str:
    return f"<a href='{html.escape(target, quote=True)}'>{html.escape(words)}</a>"
