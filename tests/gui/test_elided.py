"""No word is cut off: in every layout of a small window what does not fit its widget is whole in the tooltip."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontMetrics, Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)
from tiers import sample

from engine.program.program import PHASES
from gui.look import i18n
from gui.look import theme as themes
from gui.look.layouts import LAYOUTS, LESSON
from gui.session.speeds import MAX
from gui.shell.app import App
from gui.widgets.steady_label import Elided

Cut = tuple[str, str]  # the whole text, and the tooltip it may be read in


def plain(text: str) -> str:
    """The words without what marks them up or underlines a letter."""
    if Qt.mightBeRichText(text):
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    return " ".join(text.replace("&&", "\0").replace("&", "").replace("\0", "&").split())


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def inside(widget: QWidget) -> int:
    """How much of its width is in sight: what it stands in may be narrower."""
    return widget.visibleRegion().boundingRect().width()


def labels(window: QWidget) -> Iterator[Cut]:
    """A label is cut off if its text is wider than it, or if it shows less than its accessible name says."""
    for label in filter(seen, window.findChildren(QLabel)):
        whole = label.accessibleName() if label.text().endswith("…") and label.accessibleName() else label.text()
        room = inside(label) - (label.width() - label.contentsRect().width()) - 2 * label.margin()
        wrapped = label.wordWrap() and label.heightForWidth(label.width()) <= label.height()
        if whole != label.text() or (not wrapped and label.text() and _width(label) > room + 1):
            yield whole, label.toolTip()


def _width(label: QLabel) -> float:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    rich = label.textFormat() == Qt.TextFormat.RichText or (
        label.textFormat() == Qt.TextFormat.AutoText and Qt.mightBeRichText(label.text())
    )
    document.setHtml(label.text()) if rich else document.setPlainText(label.text())
    if label.wordWrap():
        return float("inf")  # too high for its room, which no tooltip mends
    return document.idealWidth()


def buttons(window: QWidget) -> Iterator[Cut]:
    """A button is cut off if it is narrower than its words."""
    for button in filter(seen, window.findChildren(QAbstractButton)):
        icons = isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        iconic = icons and not button.icon().isNull()
        wide = _words(button, plain(button.text()))
        mark = button.sizeHint().width() - wide if isinstance(button, QCheckBox | QRadioButton) else 0
        if button.text() and not iconic and wide > inside(button) - mark:
            yield plain(button.text()), button.toolTip()


def _words(widget: QWidget, text: str) -> int:
    return max(widget.fontMetrics().horizontalAdvance(line) for line in text.splitlines() or [""])


def boxes(window: QWidget) -> Iterator[Cut]:
    """The choice that a combo box shows, and the title of a group."""
    for box in filter(seen, window.findChildren(QComboBox)):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, box).width()
        if _words(box, box.currentText()) > room:
            yield box.currentText(), box.toolTip()
    for group in filter(seen, window.findChildren(QGroupBox)):
        if _words(group, plain(group.title())) > group.width():
            yield group.title(), group.toolTip()


def headings(window: QWidget) -> Iterator[Cut]:
    """Tabs and the headers of tables."""
    for bar in filter(seen, window.findChildren(QTabBar)):
        for place in range(bar.count()):
            if _words(bar, plain(bar.tabText(place))) > bar.tabRect(place).width():
                yield bar.tabText(place), bar.tabToolTip(place)
    for header in (header for header in window.findChildren(QHeaderView) if seen(header.viewport())):
        way = header.orientation()
        margin = 2 * header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
        for section in range(header.count()):
            text = str(header.model().headerData(section, way, Qt.ItemDataRole.DisplayRole) or "")
            room = (header.sectionSize(section) if way == Qt.Orientation.Horizontal else header.width()) - margin
            if not header.isSectionHidden(section) and _words(header, text) > room:
                yield text, str(header.model().headerData(section, way, Qt.ItemDataRole.ToolTipRole) or "")


def cut_off(window: QWidget) -> set[str]:
    """What is cut off, and is not told whole by its tooltip."""
    return {
        plain(whole)
        for find in (labels, buttons, boxes, headings)
        for whole, tooltip in find(window)
        if plain(whole) not in plain(tooltip)
    }


@pytest.fixture(params=sample(["hi", "en"], 2))
def small(request, qapp, tmp_path, turn):
    """A window of 1280 × 720."""
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    app = App(qapp, settings, request.param, themes.LIGHT)
    app.window.resize(1280, 720)
    app.window.show()
    app.assemble()
    app.session.set_speed(MAX)
    yield app
    app.session.pause()
    app.session.undo.set_clean()
    app.window.close()
    app.window.deleteLater()
    turn()
    i18n.install("en")


def test_every_word_is_whole_or_in_its_tooltip(qtbot, small, turn):
    found = set()
    for number, layout in enumerate(row for row in LAYOUTS if row.name != LESSON):
        small.bench.choose_layout(layout.name)
        for example in ("xor", "hello"):
            small.open_example(example)
            small.session.go_to_phase(PHASES[number % len(PHASES)])
            for _ in range(2):
                turn()
                qtbot.waitUntil(lambda: small.session.clock.idle)
            found.update(f"{example}, {layout.name}: {text}" for text in cut_off(small.window))
    assert not found, "\n".join(sorted(found))


def test_what_is_cut_off_is_found(qtbot, turn):
    """The eyes of the test above: each kind of widget too narrow for its words, and a tooltip that makes up for it."""
    words = "far more words than there is room for"
    box, tabs, table = QComboBox(), QTabBar(), QTableWidget(1, 1)
    box.addItem(words + " of choice")
    tabs.setElideMode(Qt.TextElideMode.ElideRight)
    tabs.addTab(words + " of a tab")
    table.setHorizontalHeaderLabels([words + " of a header"])
    told = QPushButton(words)
    told.setToolTip(f"<b>{words}</b>")
    whole = QWidget()
    qtbot.addWidget(whole)
    for place, widget in enumerate((QLabel(words), QPushButton(words + " on a button"), box, tabs, table, told)):
        widget.setParent(whole)
        widget.setGeometry(0, 60 * place, 90, 60)
    whole.resize(400, 400)
    whole.show()
    turn()
    assert cut_off(whole) == {words, *(f"{words} {kind}" for kind in ("on a button", "of choice", "of a tab", "of a header"))}


@pytest.mark.parametrize("text", ["梯度消失与梯度爆炸问题", "gradients_vanish_and_explode", "𝛿𝛿𝛿 𝛿𝛿𝛿 and 𝛿𝛿𝛿 𝛿𝛿𝛿"])
def test_what_fits_into_its_lines_is_whole_in_every_script(qtbot, text):
    """Also where there is no space to break at, and where a letter is two units of Qt's strings."""
    label = Elided(2)
    qtbot.addWidget(label)
    label.resize(QFontMetrics(label.font()).horizontalAdvance(text) * 2 // 3, 60)
    label.setText(text)
    first, second = label.text().split("\n")
    assert (first + second).replace(" ", "") == text.replace(" ", "")
    assert max(map(label.fontMetrics().horizontalAdvance, (first, second))) <= label.width()
    assert label.toolTip() == ""
    label.have_lines(1)
    assert label.text().endswith("…")
    assert label.toolTip() == text
