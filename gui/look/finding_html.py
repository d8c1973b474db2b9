"""A finding as rich text: sign, sentence, numbers, what may help, and links."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.diagnosis.remedies import REMEDIES
from gui.look.i18n import engine_text, finding_text
from gui.look.theme import Theme

SIGNS = {ERROR: ("✕", "error"), WARNING: ("!", "warning")}


def finding_html(finding: Finding, theme: Theme) -> str:
    """`step:`, `line:` and `layer:` are the schemes of its links."""
    sign, role = SIGNS.get(finding.severity, ("i", "muted"))
    since = QCoreApplication.translate("DiagnosisPanel", "since training step {step}").format(step=finding.step + 1)
    links = [f"<a href='step:{finding.step}'>{html.escape(since)}</a>"]
    if finding.instruction is not None:
        line = QCoreApplication.translate("DiagnosisPanel", "line {number}").format(number=finding.instruction)
        links.append(f"<a href='line:{finding.instruction}'>{html.escape(line)}</a>")
    links += [f"<a href='layer:{html.escape(name)}'>{html.escape(name)}</a>" for name in finding.layers[:12]]
    numbers = " · ".join(f"{html.escape(engine_text(name))} {html.escape(value)}" for name, value in finding.evidence)
    helps = ", ".join(html.escape(engine_text(REMEDIES[name].title)) for name in finding.remedies)
    may_help = html.escape(QCoreApplication.translate("DiagnosisPanel", "May help:"))
    remedies = f"<br>{may_help} {helps}" if helps else ""
    return (
        f"<table cellspacing='0' cellpadding='3'><tr><td style='color:{getattr(theme, role)}; font-weight:700'>{sign}</td>"
        f"<td>{html.escape(finding_text(finding))}<br><span style='color:{theme.muted}'>{numbers}{remedies}</span><br>"
        f"{' &nbsp; '.join(links)}</td></tr></table>"
    )
