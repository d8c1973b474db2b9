"""Figures and pictures to files and to the clipboard: one at a time, or all that the window shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QWidget

from engine.interchange.documents.safe_save import save_bytes
from engine.model.problem import ExperimentError
from gui.look import theme as themes
from gui.look.figure import Figure
from gui.look.i18n import error_text
from gui.look.picture import Picture
from gui.look.progress import progress_dialog, tell_progress
from gui.look.saving import Kind, ask_save
from gui.plots.catalogue import PLOTS
from gui.session.panel import Panel
from gui.session.session import Session
from gui.verbs.desk import Desk
from gui.verbs.figure_settings import FigureSettings

if TYPE_CHECKING:
    from gui.export.writer import Options

Named = tuple[str, Figure | Picture]


class FigureVerbs(QObject):
    """Asks where to, writes, and says what was written. Size, dots per inch, caption and colours are remembered."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk.front)
        self.desk, self.session = desk, session

    # what can be exported ------------------------------------------------------------------------

    def found(self) -> list[Named]:
        """Everything that the window shows or could show now: plots, other figures, then what is painted."""
        plots = {plot.name: self.desk.panels[plot.name] for plot in PLOTS}  # one that was never looked at is made now
        shown = {name: panel for name, panel in (plots | dict(self.desk.panels)).items() if not panel.curtained}
        painted = [self._middle(), *((name, panel.picture()) for name, panel in shown.items())]
        return [
            *(named for panel in shown.values() for named in panel.figures()),
            *((name, picture) for name, picture in painted if picture is not None),
        ]

    def _middle(self) -> tuple[str, Picture]:
        """The drawing, or the recorded run that stands in its place."""
        middle = self.desk.middle
        picture = self.desk.canvas.picture() if middle is self.desk.canvas else middle.picture()
        return ("canvas" if middle is self.desk.canvas else "run", picture or self.desk.canvas.picture())

    def under_the_pointer(self) -> Named:
        """The plot or panel under the pointer, else the drawing."""
        widget: QWidget | None = QApplication.widgetAt(QCursor.pos())
        while widget is not None and not isinstance(widget, Panel):
            widget = widget.parentWidget()
        figures, picture = ([], None) if widget is None or widget.curtained else (widget.figures(), widget.picture())
        if len(figures) == 1:
            return figures[0]
        return self._middle() if picture is None else (picture.title, picture)

    # how it looks --------------------------------------------------------------------------------

    @property
    def remembered(self) -> FigureSettings:
        """What was chosen before."""
        return FigureSettings(self.desk.settings, self.session)

    def options(self) -> Options:
        """Size, letters, dots per inch and caption."""
        return self.remembered.options()

    def theme(self) -> themes.Theme:
        """The colours of exported figures."""
        return self.remembered.theme(self.desk.theme)

    def ask_options(self) -> None:
        """Size, letters, dots per inch, colours and caption of everything that is exported from now on."""
        from gui.dialogs.export_options import ExportDialog

        kept = self.remembered
        dialog = ExportDialog(kept.options(), kept.theme_name, kept.captioned, self.desk.front)
        if dialog.exec():
            kept.keep(dialog.values())
        dialog.deleteLater()

    # verbs ---------------------------------------------------------------------------------------

    def ask_export(self, stem: str, thing: Figure | Picture) -> None:
        """Export one figure; the suffix of the name determines the format."""
        from gui.export import writer  # loads the exporters of pyqtgraph

        if thing.empty:
            self.session.say(thing.empty)
            return
        formats = ("svg", "png", "pdf", "csv") if writer.has_table(thing) else ("svg", "png", "pdf")
        kinds = [Kind(name.upper(), name) for name in formats]
        found = ask_save(self.desk.front, self.tr("Export plot"), f"{writer.safe(stem)}.svg", kinds)
        if found is not None:
            self._export([(thing, found[0])])

    def ask_export_drawing(self) -> None:
        """Export the canvas."""
        self.ask_export("canvas", self.desk.canvas.picture())

    def ask_export_all(self) -> None:
        """Choose among everything that there is to see, and write it."""
        from gui.dialogs.choose_figures import ChooseFigures, places

        found = [(name, thing) for name, thing in self.found() if not thing.empty]
        usual = {"canvas", *(plot.name for plot in PLOTS)}
        wish = self.remembered.wish(tuple(name for name, _ in found if name in usual))
        dialog = ChooseFigures(found, wish, self.theme(), self.desk.front)
        dialog.options_button.clicked.connect(self.ask_options)
        dialog.caption_button.clicked.connect(self.copy_caption)
        dialog.latex_button.clicked.connect(self.copy_latex_caption)
        wanted, wish = dialog.exec(), dialog.wish()
        dialog.deleteLater()
        if wanted:
            self.remembered.keep_wish(wish)
            self._export(places(found, wish))

    def copy_caption(self) -> None:
        """What the figures show, ready to paste under them."""
        from gui.export.caption import sentences

        self._copy_words(sentences(self.session.experiment, self.session.debugger))

    def copy_latex_caption(self) -> None:
        """The same as LaTeX."""
        from gui.export.caption import latex, sentences

        self._copy_words(latex(sentences(self.session.experiment, self.session.debugger)))

    def _copy_words(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.session.say(self.tr("Copied: {words}").format(words=words))

    def copy_figure(self) -> None:
        """Put what is under the pointer on the clipboard, as an image and as SVG."""
        from gui.export import writer

        name, thing = self.under_the_pointer()
        if thing.empty:
            self.session.say(thing.empty)
            return
        data = QMimeData()
        data.setImageData(QImage.fromData(writer.content(thing, "png", self.theme(), self.options())))
        data.setData("image/svg+xml", writer.content(thing, "svg", self.theme(), self.options()))
        QGuiApplication.clipboard().setMimeData(data)
        self.session.say(self.tr("Copied {name}").format(name=thing.title or name))

    def ask_report(self) -> None:
        """One HTML file with figures, formulas and configuration."""
        from gui.export.report import report

        debugger = self.session.debugger
        found = ask_save(self.desk.front, self.tr("Export report"), "report.html", [Kind("HTML", "html"), Kind("HTML", "htm")])
        if found is None or debugger is None:
            return
        language = str(self.desk.settings.value("language", "en"))
        self._save(found[0], lambda: report(self.session.experiment, debugger, self.found(), self.theme(), language).encode())

    def ask_animation(self) -> None:
        """Step on from here and keep the drawing of every step; afterwards the clock stands where it stood."""
        debugger = self.session.debugger
        if debugger is None:
            return
        question = self.tr("How many steps of the chosen size?")
        frames, given = QInputDialog.getInt(self.desk.front, self.tr("Record an animation"), question, 12, 2, 400)
        if not given:
            return
        found = ask_save(self.desk.front, self.tr("Record an animation"), "steps.gif", [Kind("GIF", "gif")])
        if found is not None:
            self._save(found[0], lambda: self._animation(frames))

    def _animation(self, frames: int) -> bytes | None:
        from gui.export.animation import animated

        assert self.session.debugger is not None
        t = self.session.debugger.t
        dialog = progress_dialog(self.tr("Recording steps: {count}…").format(count=frames), self.desk.front)
        try:
            return animated(self.desk.canvas.picture, self.session.step_over, frames, self.theme(),
                            progress=lambda done, total: tell_progress(dialog, done, total))  # fmt: skip
        finally:
            dialog.close()
            dialog.deleteLater()
            self.session.go(t)

    def _save(self, path: Path, make: Callable[[], bytes | None]) -> None:
        try:
            content = make()
            if content is None:
                return
            save_bytes(path, content)
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not exported"), error_text(error))
            return
        self.session.say(self.tr("Wrote {path}").format(path=path))

    def _export(self, places: list[tuple[Figure | Picture, Path]]) -> None:
        from gui.export import writer  # loads the exporters of pyqtgraph

        dialog = progress_dialog(self.tr("Writing figures…"), self.desk.front)
        written, options, theme = 0, self.options(), self.theme()
        try:
            for parent in {path.parent for _, path in places}:
                parent.mkdir(parents=True, exist_ok=True)
            for written, (thing, path) in enumerate(places, 1):
                writer.write(thing, path, theme, options)
                if not tell_progress(dialog, written, len(places)):
                    break
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not exported"), error_text(error))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        if len(places) == 1:
            self.session.say(self.tr("Wrote {path}").format(path=places[0][1]))
            return
        folder = places[0][1].parent if places else ""
        self.session.say(self.tr("Files written to {folder}: {count}").format(count=written, folder=folder))
