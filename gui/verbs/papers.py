"""Lessons on paper, as pages, and what a class answered: written to files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from engine.interchange.documents.safe_save import save_bytes
from engine.lessons.lesson import Lesson
from engine.lessons.reading import load
from engine.lessons.shelf import LESSONS, PRACTICE, shelved
from engine.model.problem import ExperimentError
from gui.look import i18n
from gui.look.progress import progress_dialog, tell_progress
from gui.look.saving import Kind, ask_save
from gui.session.session import Session
from gui.verbs.desk import Desk

if TYPE_CHECKING:
    from gui.dialogs.worksheets import Wish

OWN = ""  # the lesson that is being written


class Papers(QObject):
    """Asks for a lesson, then where to, and writes."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk.front)
        self.desk, self.session = desk, session

    def lessons(self) -> dict[str, str]:
        """The titles of what can be written, by name: the lesson that is being written first."""
        draft, language = self.session.lessons.drafting.draft, i18n.language()
        own = draft.document["title"].get(language) or draft.document["title"].get("en") or self.tr("My lesson")
        found = {OWN: own} if self.session.lessons.drafting.on and draft.steps else {}
        return found | {name: shelved(name).title_in(language) for name in LESSONS if name not in PRACTICE}

    def lesson(self, name: str) -> Lesson:
        """The lesson of a name; ExperimentError if it is not right."""
        return load(name) if name else self.session.lessons.drafting.draft.lesson()

    def ask_sheets(self) -> None:
        """Write worksheets and their keys into a folder."""
        from gui.dialogs.worksheets import Worksheets

        dialog = Worksheets(self.lessons(), self.desk.front)
        chosen, wish = dialog.exec(), dialog.wish()
        dialog.deleteLater()
        folder = QFileDialog.getExistingDirectory(self.desk.front, self.tr("Folder for the worksheets")) if chosen else ""
        if folder:
            self._try(lambda: self._sheets(wish, Path(folder)))

    def _sheets(self, wish: Wish, folder: Path) -> None:
        lesson = self.lesson(wish.lesson)
        papers = list(self._papers(wish))
        dialog = progress_dialog(self.tr("Writing worksheets…"), self.desk.front)
        try:
            for number, (seed, key) in enumerate(papers, 1):
                name = f"{lesson.id}-{seed:02d}{'-key' if key else ''}.{wish.kind}"
                save_bytes(folder / name, _paper(lesson, wish.language, seed, key, wish.kind))
                if not tell_progress(dialog, number, len(papers)):
                    break
        finally:
            dialog.close()
            dialog.deleteLater()
        self.session.say(self.tr("Files written to {folder}: {count}").format(folder=folder, count=number))

    @staticmethod
    def _papers(wish: Wish) -> Iterator[tuple[int, bool]]:
        for seed in range(wish.sheets):
            yield seed, False
            if wish.keys:
                yield seed, True

    def ask_page(self) -> None:
        """Write a lesson as one HTML file."""
        titles = self.lessons()
        title, given = QInputDialog.getItem(
            self.desk.front, self.tr("Share a lesson as a page"), self.tr("Lesson"), list(titles.values()), 0, False
        )
        if given:
            name = next(name for name, shown in titles.items() if shown == title)
            self.share(name)

    def share(self, name: str) -> None:
        """Write this lesson as one HTML file."""
        kinds = [Kind("HTML", "html"), Kind("HTML", "htm")]
        found = ask_save(self.desk.front, self.tr("Share a lesson as a page"), f"{name or 'lesson'}.html", kinds)
        if found is not None:
            self._try(lambda: self._page(name, found[0]))

    def _page(self, name: str, path: Path) -> None:
        from gui.export.share.lesson import lesson_page

        dialog = progress_dialog(self.tr("Recording moments…"), self.desk.front)
        try:
            written = lesson_page(self.lesson(name), i18n.language(), lambda done, total: tell_progress(dialog, done, total))
        finally:
            dialog.close()
            dialog.deleteLater()
        if written is not None:
            save_bytes(path, written.encode())
            self.session.say(self.tr("Wrote {path}").format(path=path))

    def ask_report(self) -> None:
        """Summarise the answers of a class as a table."""
        from engine.interchange.documents import attempts_file
        from engine.lessons.summary import StepSummary, summary

        folder = QFileDialog.getExistingDirectory(self.desk.front, self.tr("Folder with the answers of a class"))
        if not folder:
            return

        def write() -> None:
            found = summary(attempts_file.read_folder(folder))
            target = ask_save(self.desk.front, self.tr("Class report"), "class.csv", [Kind("CSV", "csv")])
            if target is not None:
                words = io.StringIO(newline="")
                table = csv.DictWriter(words, [field.name for field in fields(StepSummary)])
                table.writeheader()
                table.writerows(asdict(each) for each in found)
                save_bytes(target[0], words.getvalue().encode("utf-8-sig"))
                self.session.say(self.tr("Wrote {path}").format(path=target[0]))

        self._try(write)

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not written"), i18n.error_text(error))


def _paper(lesson: Lesson, language: str, seed: int, key: bool, kind: str) -> bytes:
    from engine.lessons.sheet import sheet
    from gui.export.sheet import pdf

    page = sheet(lesson, language, seed, key)
    return pdf(page) if kind == "pdf" else page.encode()
