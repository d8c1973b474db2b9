"""How exported figures look: size, dots per inch, colours, caption."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gui.export.page import SCREEN
from gui.export.writer import Options
from gui.look import theme as themes
from gui.look.fields import ComboBox, SpinBox

LIMITS = {"width": (200, 8000), "height": (150, 8000), "dpi": (36, 1200)}


class ExportDialog(QDialog):
    """The choices are kept for all later figures."""

    def __init__(self, options: Options, theme: str, captioned: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-options")
        self.setWindowTitle(self.tr("Export options"))
        self.fields = {name: SpinBox() for name in LIMITS}
        for name, field in self.fields.items():
            field.setObjectName(f"export-{name}")
            field.setRange(*LIMITS[name])
            field.setValue(getattr(options, name))
            field.valueChanged.connect(self._tell)
        self.colours = ComboBox()
        self.colours.addItem(self.tr("Same as the window"), "")
        for name, title in themes.titles().items():
            if name in themes.THEMES:
                self.colours.addItem(title, name)
        self.colours.setCurrentIndex(max(0, self.colours.findData(theme)))
        self.caption = QCheckBox(self.tr("Configuration as a caption"))
        self.caption.setChecked(captioned)
        self.size_words = QLabel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Width of a plot"), self.fields["width"])
        form.addRow(self.tr("Height of a plot"), self.fields["height"])
        form.addRow(self.tr("Resolution in dpi (PNG)"), self.fields["dpi"])
        form.addRow("", self.size_words)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.caption)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self._tell()

    def _tell(self) -> None:
        """How large the PNG will be, and on paper."""
        scale = self.fields["dpi"].value() / SCREEN
        width, height = (self.fields[name].value() for name in ("width", "height"))
        self.size_words.setText(
            self.tr("PNG: {width} × {height} pixels; on paper {across} × {down} cm").format(
                width=round(width * scale),
                height=round(height * scale),
                across=f"{width / SCREEN * 2.54:.1f}",
                down=f"{height / SCREEN * 2.54:.1f}",
            )
        )

    def values(self) -> dict[str, Any]:
        """What was chosen, by the names under which it is remembered."""
        return {
            **{name: field.value() for name, field in self.fields.items()},
            "theme": self.colours.currentData(),
            "caption": self.caption.isChecked(),
        }
