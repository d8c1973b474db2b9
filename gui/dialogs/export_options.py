"""How exported figures look: what they are for, size, letters, dots per inch, colours, caption."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from engine.headless.presets import INCH, OWN, PRESETS
from gui.export.outlines import SCREEN
from gui.export.writer import Options, options_of
from gui.look import theme as themes
from gui.look.fields import ComboBox, DoubleSpinBox, SpinBox
from gui.look.i18n import engine_text

LIMITS = {"width": (50, 2000, 1), "height": (40, 2000, 1), "points": (4, 72, 1), "dpi": (36, 1200, 0)}  # the last: decimals
SIZES = ("width", "height")  # in millimetres here, in 1/96 inch in the options


def shape(options: Options) -> tuple[float, ...]:
    """What a preset decides, in the units of the options."""
    return options.width, options.height, options.points, options.dpi


class ExportDialog(QDialog):
    """The choices are kept for all later figures. A preset fills the fields; another number in one of them makes it an own size."""

    def __init__(self, options: Options, theme: str, captioned: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-options")
        self.setWindowTitle(self.tr("Export options"))
        self.preset = ComboBox()
        self.preset.setObjectName("export-preset")
        for row in PRESETS:
            self.preset.addItem(engine_text(row.title), row.name)
        self.fields = {name: self._field(name) for name in LIMITS}
        self._fill(options)
        self.colours = ComboBox()
        self.colours.addItem(self.tr("Same as the window"), "")
        for name, title in themes.titles().items():
            if name in themes.THEMES:
                self.colours.addItem(title, name)
        self.colours.setCurrentIndex(max(0, self.colours.findData(theme)))
        self.caption = QCheckBox(self.tr("Configuration as a caption"))
        self.caption.setChecked(captioned)
        self.size_words = QLabel()
        self.preset.activated.connect(self._use_preset)
        for field in self.fields.values():
            field.valueChanged.connect(self._tell)
        self._arrange()
        self._tell()

    def _field(self, name: str) -> SpinBox | DoubleSpinBox:
        low, high, decimals = LIMITS[name]
        field = DoubleSpinBox() if decimals else SpinBox()
        if isinstance(field, DoubleSpinBox):
            field.setDecimals(1)
        field.setObjectName(f"export-{name}")
        field.setRange(low, high)
        field.setSuffix(" mm" if name in SIZES else self.tr(" pt") if name == "points" else " dpi")
        return field

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addLayout(form)
        form.addRow(self.tr("Preset"), self.preset)
        form.addRow(self.tr("Width"), self.fields["width"])
        form.addRow(self.tr("Plot height"), self.fields["height"])
        form.addRow(self.tr("Text size on paper"), self.fields["points"])
        form.addRow(self.tr("Resolution (PNG)"), self.fields["dpi"])
        form.addRow("", self.size_words)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.caption)
        layout.addWidget(buttons)

    def _fill(self, options: Options) -> None:
        for name, field in self.fields.items():
            value = getattr(options, name)
            field.blockSignals(True)
            field.setValue(value / SCREEN * INCH if name in SIZES else value)
            field.blockSignals(False)

    def _use_preset(self) -> None:
        row = next(row for row in PRESETS if row.name == self.preset.currentData())
        if row is not OWN:
            self._fill(options_of(row))
        self._tell()

    def options(self) -> Options:
        """What the fields say."""
        width, height = (round(self.fields[name].value() / INCH * SCREEN) for name in SIZES)
        return Options(width, height, float(self.fields["points"].value()), round(self.fields["dpi"].value()))

    def _tell(self) -> None:
        """Which preset this is, and how many pixels the PNG has."""
        now = self.options()
        row = next((row for row in PRESETS if row is not OWN and shape(options_of(row)) == shape(now)), OWN)
        self.preset.setCurrentIndex(self.preset.findData(row.name))
        scale = now.dpi / SCREEN
        self.size_words.setText(
            self.tr("PNG: {width} × {height} pixels; on paper {across} × {down} in").format(
                width=round(now.width * scale),
                height=round(now.height * scale),
                across=f"{now.width / SCREEN:.2f}",
                down=f"{now.height / SCREEN:.2f}",
            )
        )

    def values(self) -> dict[str, Any]:
        """What was chosen, by the names under which it is remembered."""
        now = self.options()
        return {
            **{name: getattr(now, name) for name in LIMITS},
            "theme": self.colours.currentData(),
            "caption": self.caption.isChecked(),
        }
