"""What is remembered of figures: how they look, which of them are wanted, in which formats and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QStandardPaths

from gui.look import theme as themes
from gui.look.theme import Theme
from gui.session.session import Session

if TYPE_CHECKING:
    from gui.dialogs.choose_figures import Wish
    from gui.export.writer import Options


class FigureSettings:
    """Reads and writes the settings whose names begin with export/."""

    def __init__(self, settings: QSettings, session: Session) -> None:
        self._settings, self._session = settings, session

    def options(self) -> Options:
        """Size, letters, dots per inch and caption that were chosen last."""
        from gui.export.caption import caption
        from gui.export.writer import Options

        usual = Options()
        width, height, dpi = (round(self._number(name, getattr(usual, name))) for name in ("width", "height", "dpi"))
        words = caption(self._session.experiment, self._session.debugger) if self.captioned else ""
        return Options(width, height, self._number("points", usual.points), dpi, words)

    def _number(self, name: str, usual: float) -> float:
        return float(str(self._settings.value(f"export/{name}", usual)))

    @property
    def captioned(self) -> bool:
        """Whether the configuration stands under what is exported."""
        return self._settings.value("export/caption", False, bool) is True

    @property
    def theme_name(self) -> str:
        """The chosen colours; empty for those of the window."""
        return str(self._settings.value("export/theme", ""))

    def theme(self, worn: Theme) -> Theme:
        """The colours of exported figures: those chosen, else those of the window."""
        return themes.THEMES.get(self.theme_name, worn)

    def keep(self, values: dict[str, Any]) -> None:
        """Remember what was chosen."""
        for name, value in values.items():
            self._settings.setValue(f"export/{name}", value)

    def wish(self, usual: tuple[str, ...]) -> Wish:
        """What was exported last; at first the `usual` figures."""
        from gui.dialogs.choose_figures import Wish

        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        folder = str(self._settings.value("export/folder", "")) or str(Path(pictures or Path.home()) / "backprop")
        return Wish(self._words("names", usual), self._words("formats", ("png", "pdf")), folder)

    def _words(self, name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        found = self._settings.value(f"export/{name}")
        return usual if found is None else tuple(word for word in str(found).split(",") if word)

    def keep_wish(self, wish: Wish) -> None:
        """Remember what was exported."""
        self.keep({"names": ",".join(wish.names), "formats": ",".join(wish.formats), "folder": wish.folder})
