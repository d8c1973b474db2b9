"""Matrices side by side: weights, gradients, activations, deltas or updates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.insight.moment.fields import grid_of
from engine.insight.moment.now import Now
from gui.look.figure import Figure
from gui.look.glossary import meaning
from gui.look.theme import color_map
from gui.notation.numbers import MINUS, number
from gui.plots.catalogue import FLOOR, log10
from gui.plots.heatmaps import KINDS, NOTHING, WEIGHTS, Matrix, figure, matrices, span
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.flow import Flow
from gui.widgets.heatmap import HeatMap, Histogram
from gui.widgets.once import once
from gui.widgets.steady_label import Words

LOWEST = 30  # pixels: of the matrices, which scroll
SMALL = (0.79, 0.87)  # the size of ranges and of titles beside that of other text


class Tile(QWidget):
    """One matrix with its name and range."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.range, self.map, self.bars = Words(), Words(), HeatMap(), Histogram()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addWidget(self.map, 1)
        layout.addWidget(self.bars)
        layout.addWidget(self.range)
        self.setMinimumWidth(78)
        self.setMaximumWidth(230)


class HeatmapsPanel(Panel):
    """Colours keep their meaning: the range of a matrix only widens until the next edit."""

    rest = 0.05
    patient = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kind = WEIGHTS
        self.buttons: dict[str, QPushButton] = {}
        self.tiles: list[Tile] = []
        self.shown: list[Matrix] = []
        self._spans: dict[tuple[str, str], float] = {}
        self._pinned: list[tuple[Matrix, float]] = []
        self._bar = Flow(gap=4)
        self._bar.setContentsMargins(8, 4, 8, 0)
        group = QButtonGroup(self)
        for kind, title in KINDS.items():
            button = QPushButton(QCoreApplication.translate("Heatmaps", title))
            button.setCheckable(True)
            button.setObjectName(f"heatmaps-{kind}")
            button.setToolTip(meaning(kind))
            button.clicked.connect(lambda _=False, kind=kind: self.show_kind(kind))
            group.addButton(button)
            self.buttons[kind] = button
            self._bar.add(button)
        self.log, self.histograms = QCheckBox(self.tr("log |·|")), QCheckBox(self.tr("Histogram"))
        self.log.setToolTip(self.tr("Colour by order of magnitude instead of by sign and size"))
        self.histograms.setToolTip(self.tr("Show the distribution of values under each matrix"))
        for box, name in ((self.log, "heatmaps-log"), (self.histograms, "heatmaps-histogram")):
            box.setObjectName(name)
            box.toggled.connect(self._restyle_and_show)
            self._bar.add(box)
        self.buttons[WEIGHTS].setChecked(True)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(6, 2, 6, 4)
        self._row.setSpacing(4)
        self.empty = QLabel(self.tr("First draw a network that can run."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.empty)
        inner = QWidget()
        inner.setLayout(self._row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMinimumHeight(LOWEST)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(area, 1)
        session.edited.connect(self._forget)
        session.selected.connect(self.invalidate)

    def _forget(self) -> None:
        """After an edit ranges start afresh, and what was pinned of another network is let go."""
        self._spans.clear()
        if self.session.debugger is None or self.session.debugger.t == 0:
            self._pinned.clear()

    def show_kind(self, kind: str) -> None:
        """Show other matrices."""
        self.kind = kind
        self.buttons[kind].setChecked(True)
        self.invalidate()

    def restyle(self) -> None:
        for tile in self.tiles:
            self._color(tile)

    def _color(self, tile: Tile) -> None:
        colors, size = self.colors(), self.font().pointSizeF()
        table = color_map("cividis" if self.log.isChecked() else self.theme.signed_map)
        tile.map.set_colors(table, colors["empty"], colors["accent"])
        tile.bars.set_colors(colors["muted"], colors["border"])
        tile.range.setStyleSheet(f"color: {self.theme.muted}; font-size: {SMALL[0] * size:g}pt; font-weight: 400;")
        tile.title.setStyleSheet(f"font-weight: 400; font-size: {SMALL[1] * size:g}pt;")

    def _restyle_and_show(self) -> None:
        self.restyle()
        self.invalidate()

    def _look(self) -> Now | None:
        """Read the matrices as they are now."""
        debugger, now = self.session.debugger, self.session.now
        live = matrices(debugger, self.kind, now.sample) if debugger is not None and now is not None else []
        self.shown = [*(matrix for matrix, _ in self._pinned), *live]
        return now

    def refresh(self) -> None:
        now = self._look()
        self.empty.setVisible(not self.shown)
        while len(self.tiles) < len(self.shown):
            self._add_tile()
        selection = self.session.selection
        for tile, matrix in zip(self.tiles, self.shown, strict=False):
            limit = self._limit(matrix)
            tile.title.setText(matrix.name)
            tile.map.naming = matrix.named
            tile.map.set_part(None if matrix.tiles is None else matrix.tiles.part)
            self._colour(tile, matrix, limit)
            tile.bars.setVisible(self.histograms.isChecked())
            if self.histograms.isChecked():
                tile.bars.set_values(matrix.values, limit)
            chosen = matrix.parameter and matrix.parameter == selection.parameter and len(selection.index) == 2
            tile.map.choose(self._chosen(matrix, now) if not chosen else matrix.cell((selection.index[0], selection.index[1])))
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(self.shown))

    def _chosen(self, matrix: Matrix, now: Now | None) -> tuple[int, int] | None:
        """The chosen position, on the map of the chosen unit."""
        debugger, index = self.session.debugger, self.session.selection.index
        if not matrix.positions or debugger is None or now is None or self.session.selection.parameter:
            return None
        grid = grid_of(debugger.program, self.session.experiment.network, matrix.slot)
        return matrix.cell((index[0] if index else 0, now.spot.on(grid))) if grid else None

    def _colour(self, tile: Tile, matrix: Matrix, limit: float) -> None:
        """By sign and size, or by order of magnitude."""
        if not self.log.isChecked() or matrix.values is None:
            tile.map.set_values(matrix.values, matrix.shape, -limit, limit)
            tile.range.setText(self._range_words(matrix, limit))
            return
        powers = log10(matrix.values)
        high = float(np.log10(limit)) if limit > NOTHING else 0.0
        low = max(FLOOR, min(high - 1, float(np.nanmin(powers, initial=high))))
        tile.map.set_values(matrix.values, matrix.shape, low, high, powers)
        tile.range.setText(f"10^{low:.1f} … 10^{high:.1f}".replace("-", MINUS))

    def _range_words(self, matrix: Matrix, limit: float) -> str:
        if matrix.values is None:
            return self.tr("not computed yet")
        return f"±{number(limit, 3)}" if limit > NOTHING else self.tr("all 0")

    def _limit(self, matrix: Matrix) -> float:
        kept = next((limit for pinned, limit in self._pinned if pinned is matrix), None)
        if kept is not None:
            return kept
        key = (self.kind, matrix.name)
        self._spans[key] = max(self._spans.get(key, NOTHING), span(matrix.values))
        return self._spans[key]

    def _add_tile(self) -> None:
        tile, number = Tile(), len(self.tiles)
        self._color(tile)
        tile.map.clicked.connect(lambda row, column, number=number: self._clicked(number, row, column))
        tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tile.customContextMenuRequested.connect(lambda at, number=number: self._menu(number, tile, at))
        self.tiles.append(tile)
        self._row.addWidget(tile)

    def _menu(self, number: int, tile: Tile, at: QPoint) -> None:
        menu = once(QMenu(self))
        menu.addAction(self.tr("Export…"), lambda: self.ask_export(number))
        if number < len(self._pinned):
            menu.addAction(self.tr("Unpin"), lambda: self.unpin(number))
        elif self.shown[number].values is not None:
            menu.addAction(self.tr("Pin to compare"), lambda: self.pin(number))
            self._offer(menu, self.shown[number], tile.map.cell_at(QPointF(tile.map.mapFrom(tile, at))))
        menu.popup(tile.mapToGlobal(at))

    def _offer(self, menu: QMenu, matrix: Matrix, cell: tuple[int, int] | None) -> None:
        """What an author can ask of a cell; a matrix over time shows several values, and which one is not asked here."""
        debugger = self.session.debugger
        if debugger is not None and cell is not None:
            slot = debugger.program.slots[matrix.slot]
            if debugger.program.length == 1 or matrix.parameter:
                self.session.lessons.drafting.offer(menu, slot.name, cell[: len(slot.shape)])

    def pin(self, number: int) -> None:
        """Keep a matrix as it is now beside the live ones."""
        matrix, debugger = self.shown[number], self.session.debugger
        if debugger is not None and matrix.values is not None:
            name = self.tr("{name}, step {step}").format(name=matrix.name, step=debugger.place[0] + 1)
            self._pinned.append((replace(matrix, name=name, values=matrix.values.copy(), parameter=""), self._limit(matrix)))
            self.invalidate()

    def unpin(self, number: int) -> None:
        """Take a kept matrix away."""
        del self._pinned[number]
        self.invalidate()

    def ask_export(self, number: int) -> None:
        """Offer one matrix for export."""
        name, drawn = self.figures()[number]
        self.export_asked.emit(name, drawn)

    def _clicked(self, number: int, row: int, column: int) -> None:
        matrix, debugger = self.shown[number], self.session.debugger
        if debugger is None:
            return
        selection, place = self.session.selection, matrix.place(row, column)
        if matrix.parameter.endswith("weight"):
            wires = frozenset({matrix.parameter.removesuffix(".weight")}) if ">" in matrix.parameter else frozenset[str]()
            self.session.looking.at_weight(
                replace(selection, parameter=matrix.parameter, index=place, wires=wires, nodes=frozenset())
            )
        elif matrix.positions:
            node = debugger.program.slots[matrix.slot].node
            self.session.looking.at_pixel(node, *place, debugger.program.writer.get(matrix.slot))
        elif matrix.slot in debugger.program.writer:
            self.session.select(replace(selection, pc=debugger.program.writer[matrix.slot], parameter="", index=(row, column)))

    def figures(self) -> list[tuple[str, Figure]]:
        """All matrices shown, for export, also while the panel was never looked at: file name and figure."""
        self._look()
        return [(f"{self.kind}-{matrix.name}", figure(matrix, self.kind)) for matrix in self.shown]
