"""Figures to files: one at a time, or all that the window shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox

from gui.plots.figure import Figure
from gui.progress import progress_dialog, tell_progress
from gui.session import Session


class Exports(QObject):
    """Asks where to, writes, and says what was written."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self.window, self.session = window, session

    # figures -------------------------------------------------------------------------------------

    def ask_export(self, stem: str, figure: Figure) -> None:
        """Export one figure; the suffix of the name chooses the format."""
        from gui.export import writer  # loads the exporters of pyqtgraph

        if figure.empty:
            self.session.said.emit(figure.empty)
            return
        filters = "SVG (*.svg);;PNG (*.png);;PDF (*.pdf);;CSV (*.csv)"
        name, chosen = QFileDialog.getSaveFileName(self.window, self.tr("Export plot"), f"{writer.safe(stem)}.svg", filters)
        if name:
            path = Path(name)
            if path.suffix.lower().lstrip(".") not in writer.FORMATS:
                path = path.with_name(f"{path.name}.{chosen[:3].lower()}")
            self._export([(figure, path)])

    def ask_export_all(self) -> None:
        from gui.export import writer  # loads the exporters of pyqtgraph

        folder = QFileDialog.getExistingDirectory(self.window, self.tr("Export figures into"))
        if not folder:
            return
        figures: list[tuple[str, Figure]] = [(name, panel.figure()) for name, panel in self.window.plots.items()]  # type: ignore[attr-defined]
        figures += self.window.panels["heatmaps"].figures()  # type: ignore[attr-defined]
        places = [(figure, Path(folder) / f"{writer.safe(name)}.{kind}")
                  for name, figure in figures if not figure.empty for kind in writer.FORMATS]  # fmt: skip
        self._export(places)

    def _export(self, places: list[tuple[Figure, Path]]) -> None:
        from gui.export import writer  # loads the exporters of pyqtgraph

        dialog = progress_dialog(self.tr("Writing figures …"), self.window)
        written = 0
        try:
            for written, (figure, path) in enumerate(places, 1):
                writer.write(figure, path, self.window.theme)  # type: ignore[attr-defined]
                if not tell_progress(dialog, written, len(places)):
                    break
        except OSError as error:
            QMessageBox.warning(self.window, self.tr("Not exported"), str(error))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        folder = places[0][1].parent if places else ""
        self.session.said.emit(self.tr("Wrote {count} files to {folder}").format(count=written, folder=folder))
