"""Colours, one table for each theme, applied to Qt and to every plot alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources import FOLDER

if TYPE_CHECKING:
    import numpy as np

LIGHT, DARK, CONTRAST, SYSTEM = "light", "dark", "contrast", "system"
TEXT_SIZE = 9.5  # points, at 100 percent
# The bundled fonts, in the order in which a missing letter is looked up.
FAMILIES = ("Noto Sans", "Noto Sans Devanagari", "DejaVu Sans")


@dataclass(frozen=True)
class Theme:
    """Colours by role. `value` is the hue of forward quantities, `gradient` that of backward ones.

    `mark1` to `mark4` are worn alike by a part of a formula and by what it belongs to on the drawing, each with its number.
    """

    name: str
    window: str
    panel: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    value: str
    gradient: str
    loss: str
    update: str
    current: str
    warning: str
    error: str
    good: str
    amber_band: str
    red_band: str
    frozen_band: str
    empty: str
    point_dark: str
    point_light: str
    class_low: str
    class_high: str
    signed_map: str
    mark1: str
    mark2: str
    mark3: str
    mark4: str
    dimmed: float = 0.6  # opacity of what takes no part in the present step


THEMES = {
    LIGHT: Theme(
        LIGHT,
        window="#eef0f4",
        panel="#ffffff",
        raised="#f6f7fa",
        text="#1b2130",
        muted="#565f73",
        border="#d3d8e2",
        accent="#2f5fd0",
        on_accent="#ffffff",
        value="#5a3fc0",
        gradient="#c2410c",
        loss="#0f766e",
        update="#8a5a00",
        current="#fff1c2",
        warning="#8a5a00",
        error="#b42318",
        good="#137a39",
        amber_band="#f5c04240",
        red_band="#e0503a33",
        frozen_band="#2f7fd02b",
        empty="#c9cfdb",
        point_dark="#101626",
        point_light="#fffdf5",
        class_low="#055189",
        class_high="#a33e0d",
        signed_map="vik",
        mark1="#b0127f",
        mark2="#1b7837",
        mark3="#0b6e99",
        mark4="#7a5c00",
    ),
    DARK: Theme(
        DARK,
        window="#171a21",
        panel="#1f232c",
        raised="#272c37",
        text="#e8ebf2",
        muted="#a3acbf",
        border="#384051",
        accent="#7ea2ff",
        on_accent="#10131a",
        value="#b3a1ff",
        gradient="#ff9166",
        loss="#4fd1c0",
        update="#f0bd5b",
        current="#3b3418",
        warning="#f0bd5b",
        error="#ff8a7d",
        good="#5fd38d",
        amber_band="#f5c04230",
        red_band="#e0503a38",
        frozen_band="#2f7fd02b",
        empty="#4a5263",
        point_dark="#05070c",
        point_light="#fffdf5",
        class_low="#6fa9e8",
        class_high="#e08f86",
        signed_map="berlin",
        mark1="#ff7ac6",
        mark2="#7ee081",
        mark3="#6fd3f0",
        mark4="#e6d255",
        dimmed=0.7,
    ),
    CONTRAST: Theme(
        CONTRAST,
        window="#000000",
        panel="#000000",
        raised="#101010",
        text="#ffffff",
        muted="#e0e0e0",
        border="#ffffff",
        accent="#ffff00",
        on_accent="#000000",
        value="#c8b6ff",
        gradient="#ffb08a",
        loss="#5ff0dc",
        update="#ffd257",
        current="#3f3600",
        warning="#ffd257",
        error="#ff9d92",
        good="#7dff9b",
        amber_band="#ffd25755",
        red_band="#ff9d9255",
        frozen_band="#2f7fd02b",
        empty="#8a8a8a",
        point_dark="#000000",
        point_light="#ffffff",
        class_low="#9eb0ff",
        class_high="#ffadad",
        signed_map="berlin",
        mark1="#ff7ac6",
        mark2="#7ee081",
        mark3="#6fd3f0",
        mark4="#e6d255",
        dimmed=0.8,
    ),
}

# Three classes and more, told apart whatever the colour vision (after Paul Tol); two are the ends of the signed map.
CLASS_COLORS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#aa3377", "#66ccee", "#ee7733", "#009988", "#bb9977", "#7755cc",
                "#99bb33", "#888888")  # fmt: skip
# What has a frame: Fusion makes its colour of that of the window, darker by so much, and on black nobody would see it.
# A box to tick is nothing but its frame.
FRAMED = {
    "border": ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QAbstractItemView", "QTextEdit", "QPlainTextEdit", "QSlider",
               "QProgressBar", "QScrollBar", "QTabWidget"),
    "muted": ("QCheckBox", "QRadioButton"),
}  # fmt: skip
DARKER = 1.4
MARKS = 4
PHASE_ROLES = {"forward": "value", "loss": "loss", "backward": "gradient", "update": "update"}


def color(theme: Theme, role: str) -> QColor:
    """The colour of a role; `#rrggbbaa` carries its transparency last."""
    code = getattr(theme, role)
    return QColor(f"#{code[7:9]}{code[1:7]}") if len(code) == 9 else QColor(code)


@cache
def color_map(name: str) -> np.ndarray:
    """A table of 256 colours as uint8 (256, 3)."""
    import numpy as np  # after the first painting of the window

    content = FOLDER.joinpath("colormaps", f"{name}.csv").read_text(encoding="ascii")
    table: np.ndarray = np.array([row.split(",") for row in content.split()], np.uint8)
    return table


def colors(theme: Theme) -> dict[str, QColor]:
    """All colours of a theme by role."""
    classes = {f"class {number}": QColor(code) for number, code in enumerate(CLASS_COLORS)}
    return {role: color(theme, role) for role in vars(theme) if role not in ("name", "signed_map", "dimmed")} | classes


def class_roles(count: int) -> tuple[str, ...]:
    """The roles of so many classes."""
    return ("class_low", "class_high") if count <= 2 else tuple(f"class {i % len(CLASS_COLORS)}" for i in range(count))


def mark_role(number: int) -> str:
    """The role of the colour of mark 1, 2, …"""
    return f"mark{(number - 1) % MARKS + 1}"


def load_fonts(app: QApplication) -> None:
    """Make the bundled fonts known and use them, so that Hindi and formulas need no system font."""
    for entry in sorted(FOLDER.joinpath("fonts").iterdir(), key=lambda path: path.name):
        if entry.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())
    font = app.font()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(TEXT_SIZE)
    app.setFont(font)


def set_text_size(app: QApplication, percent: int) -> bool:
    """Text of another size; whether it is another."""
    font = app.font()
    before = font.pointSizeF()
    font.setPointSizeF(TEXT_SIZE * percent / 100)
    app.setFont(font)
    return font.pointSizeF() != before


def titles() -> dict[str, str]:
    """The colours to choose from, in the user's language."""
    return {
        LIGHT: QCoreApplication.translate("Themes", "Light"),
        DARK: QCoreApplication.translate("Themes", "Dark"),
        CONTRAST: QCoreApplication.translate("Themes", "High contrast"),
        SYSTEM: QCoreApplication.translate("Themes", "Follow system"),
    }


def resolved(app: QApplication, name: str) -> str:
    """The theme that a name stands for; that of the system may change while the app runs."""
    if name == SYSTEM:
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return name if name in THEMES else LIGHT


def _framing(wanted: QColor) -> QColor:
    """The window colour with which Fusion draws frames of the wanted colour, or as near as it gets: it makes them darker."""
    return QColor.fromHsvF(max(0.0, wanted.hueF()), wanted.saturationF(), min(1.0, DARKER * wanted.valueF()))


def worn(app: QApplication, theme: Theme) -> bool:
    """Whether the application has these colours already."""
    return app.styleSheet() == _style_sheet(theme)


def apply(app: QApplication, theme: Theme) -> None:
    """Colour the whole application. With all panels open it takes half a second."""
    if not app.styleSheet():
        app.setStyle("Fusion")
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in {
        roles.Window: "window",
        roles.WindowText: "text",
        roles.Base: "panel",
        roles.AlternateBase: "raised",
        roles.Text: "text",
        roles.Button: "raised",
        roles.ButtonText: "text",
        roles.BrightText: "error",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "text",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.PlaceholderText: "muted",
        roles.Link: "accent",
        roles.Light: "raised",
        roles.Mid: "border",
        roles.Midlight: "border",
        roles.Dark: "border",
        roles.Shadow: "border",
    }.items():
        palette.setColor(role, color(theme, name))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color(theme, "empty"))
    app.setPalette(palette)
    for edge, kinds in FRAMED.items():
        palette.setColor(roles.Window, _framing(color(theme, edge)))
        for kind in kinds:
            app.setPalette(palette, kind)  # type: ignore[arg-type]  # the stub wants bytes, which Qt refuses
    app.setStyleSheet(_style_sheet(theme))


def _style_sheet(theme: Theme) -> str:
    return f"""
    QMainWindow::separator {{ background: {theme.window}; width: 6px; height: 6px; }}
    QDockWidget {{ font-weight: 600; color: {theme.text}; }}
    PanelTitle > QLabel {{ font-weight: 600; }}
    QDockWidget::title {{ background: {theme.window}; padding: 5px 8px; text-align: left; }}
    QDockWidget > QWidget {{ background: {theme.panel}; }}
    QToolBar {{ background: {theme.window}; border: none; spacing: 1px; padding: 3px 4px; }}
    QToolBar::separator {{ background: {theme.border}; width: 1px; margin: 5px 3px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px 3px; color: {theme.text}; }}
    QToolBar#gallery QToolButton {{ padding: 1px 3px; }} QToolBar#gallery {{ padding: 1px 4px; }}
    QToolBarExtension {{ padding: 0; background: {theme.raised}; border: 1px solid {theme.border}; }}
    QToolButton::menu-indicator {{ subcontrol-position: right center; subcontrol-origin: padding; right: 2px;
        width: 9px; height: 9px; }}
    QToolButton#run-button[running="true"] {{ background: {theme.accent}; color: {theme.on_accent}; }}
    #running-words {{ color: {theme.accent}; font-weight: 600; }}
    QToolButton[menued="true"] {{ padding-right: 16px; }}
    QToolButton:hover {{ background: {theme.raised}; border-color: {theme.border}; }}
    QToolButton:checked, QToolButton:pressed {{ background: {theme.panel}; border-color: {theme.accent}; }}
    QToolButton:disabled {{ color: {theme.empty}; }}
    QToolButton:focus, QPushButton:focus {{ border: 1px solid {theme.accent}; }}
    QTabBar::tab {{ background: transparent; color: {theme.muted}; padding: 5px 10px; border: none;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:last {{ margin-right: 26px; }} QTabBar::scroller {{ width: 24px; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QPushButton {{ background: {theme.raised}; border: 1px solid {theme.border}; border-radius: 5px; padding: 5px 10px; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent}; }}
    QStatusBar {{ background: {theme.window}; color: {theme.muted}; }}
    QMenuBar {{ background: {theme.window}; }} QMenuBar::item:selected, QMenu::item:selected
        {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QMenu {{ background: {theme.panel}; border: 1px solid {theme.border}; padding: 4px; }}
    QMenu::item {{ padding: 5px 22px 5px 12px; }} QMenu::item:disabled {{ color: {theme.empty}; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border}; padding: 4px; }}
    QAbstractItemView::indicator:unchecked {{ border: 1px solid {theme.muted}; border-radius: 1px; background: {theme.panel}; }}
    QScrollArea {{ border: none; }} QHeaderView {{ background: {theme.panel}; }}
    QHeaderView::section, QTableCornerButton::section {{ background: {theme.raised}; border: none; padding: 3px 6px;
        border-right: 1px solid {theme.border}; border-bottom: 1px solid {theme.border}; }}
    QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport > QWidget {{ background: {theme.panel}; }}
    """
