"""Findings under headings, with links to layers, lines and training steps."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.trial import Outcome
from gui.look.finding_html import finding_html
from gui.look.theme import LIGHT, THEMES, Theme


@dataclass(frozen=True)
class Section:
    """Findings under a title; without any, the words that say so."""

    title: str
    findings: tuple[Finding, ...] = ()
    nothing: str = ""


def overcome_section(past: Sequence[Finding]) -> tuple[Section, ...]:
    """What was overcome, under its own heading; nothing if nothing was."""
    title = QCoreApplication.translate("Findings", "Resolved: no longer a problem")
    return (Section(title, tuple(past)),) if past else ()


class FindingsList(QTextBrowser):
    """Tells which layer, line or training step was asked for."""

    layer_asked = Signal(str)
    line_asked = Signal(int)
    step_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self._theme = THEMES[LIGHT]
        self._sections: tuple[Section, ...] = ()
        self._outcomes: tuple[Outcome, ...] = ()
        self._opened: set[str] = set()
        self._written = ""

    def set_theme(self, theme: Theme) -> None:
        """Write in other colours."""
        self._theme, self._written = theme, ""
        self.document().setDefaultStyleSheet(f"a {{ color: {theme.accent}; }}")
        self._write()

    def show_sections(self, sections: tuple[Section, ...], outcomes: Sequence[Outcome] = ()) -> None:
        """Show these; remedies that were measured are told as what they gained."""
        self._sections, self._outcomes = sections, tuple(outcomes)
        self._write()

    def _write(self) -> None:
        words = "".join(map(self._section, self._sections))
        if words != self._written:
            self._written = words
            place = self.verticalScrollBar().value()
            self.setHtml(words)
            self.verticalScrollBar().setValue(place)

    def _section(self, section: Section) -> str:
        head = f"<p style='margin:6px 4px 2px 4px'><b>{html.escape(section.title)}</b></p>" if section.title else ""
        if not section.findings:
            return f"{head}<p style='margin:2px 4px; color:{self._theme.muted}'>{html.escape(section.nothing)}</p>"
        return head + "".join(
            finding_html(finding, self._theme, finding.cause in self._opened, self._outcomes) for finding in section.findings
        )

    def _follow(self, url: QUrl) -> None:
        kind, rest = url.scheme(), url.path(QUrl.ComponentFormattingOption.FullyDecoded)
        if kind == "more":
            self._opened.add(rest)
            self._write()
        elif kind == "layer":
            self.layer_asked.emit(rest)
        else:
            (self.line_asked if kind == "line" else self.step_asked).emit(int(rest))
