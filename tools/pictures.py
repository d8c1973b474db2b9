"""Make the pictures of the welcome page: what the plot of each example shows after its training, or its network.

make pictures; tools/pictures.py FOLDER puts them elsewhere
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # no unsaved work of other sessions
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from engine import load
from engine.insight.flow.through_time import recurrent_matrix, recurrent_nodes, spectral_radius
from engine.interchange.documents.examples import ROWS, Row
from gui.export.drawn import CROWD, Sheet, pieces, sheet
from gui.export.key import LINES, marked
from gui.look.figure import RING, Curve, Figure, Image
from gui.look.theme import THEMES, Theme, color_map, colors
from gui.look.thumbnail import WHOLE
from gui.plots.catalogue import PLOTS
from gui.plots.source import source_of
from gui.session.session import Session
from gui.shell.app import App, make_application
from gui.widgets.shades import shades

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pictures"
WIDTH, HEIGHT = 480, 224  # of a network: twice the size on the screen
TONES, MOST_CELLS, MOST_POINTS = 64, 96, 160
DOT, SMALL_DOT = 3.4, 2.4  # radius of a point among few, and among many


def content(figure: Figure) -> dict[str, Any]:
    """A figure as gui.look.thumbnail paints it: whole numbers from 0 to WHOLE, the colours of cells by theme."""
    laid = sheet(figure, THEMES["light"], 2 * WHOLE, WHOLE, 10)
    found: dict[str, Any] = {"bands": [], "curves": [_curve(laid, curve) for curve in figure.curves if curve.style != RING]}
    for band in figure.bands:
        low, high = (min(max(edge, laid.y.low), laid.y.high) for edge in (band.low, band.high))
        if high > low:
            found["bands"].append([*_whole([low, high], laid.y), band.role])
    if figure.image is not None:
        found["image"] = _cells(figure.image)
    return found


def _whole(values: Any, scale: Any) -> list[int]:
    shares = (np.asarray(values, float) - scale.low) / (scale.span or 1.0)
    return [int(value) for value in (WHOLE * shares).round()]


def _curve(laid: Sheet, curve: Curve) -> dict[str, Any]:
    lines = []
    if curve.style in LINES:
        for part in pieces(curve, laid.x, laid.y):
            part = part[np.unique(np.linspace(0, len(part) - 1, MOST_POINTS).astype(int))]
            pairs = zip(_whole(part[:, 0], laid.x), _whole(part[:, 1], laid.y), strict=True)
            lines.append([number for pair in dict.fromkeys(pairs) for number in pair])
    points: list[list[int]] = []
    if curve.style not in LINES or marked(curve):
        inside = np.isfinite(curve.x) & np.isfinite(curve.y) & (laid.x.low <= curve.x) & (curve.x <= laid.x.high)
        inside &= (laid.y.low <= curve.y) & (curve.y <= laid.y.high)
        pairs = zip(_whole(curve.x[inside], laid.x), _whole(curve.y[inside], laid.y), strict=True)
        points = [list(pair) for pair in pairs]
    size = DOT if len(points) <= CROWD and curve.style not in LINES else SMALL_DOT
    return {"role": curve.role, "style": curve.style, "lines": lines, "points": points, "size": size}


def _cells(image: Image) -> dict[str, Any]:
    """Cells from the top down, each a number of a tone; the first tone is that of no number."""
    rows, columns = image.values.shape
    values = image.values[::-1][:: -(-rows // MOST_CELLS), :: -(-columns // MOST_CELLS)]
    known = np.isfinite(values)
    share = (np.where(known, values, image.low) - image.low) / (image.high - image.low or 1.0)
    numbers = np.where(known, 1 + np.clip((TONES * share).astype(int), 0, TONES - 1), 0).astype(np.uint8)
    height, width = numbers.shape
    tones = {theme.name: _tones(image, theme) for theme in THEMES.values()}
    return {"width": width, "height": height, "cells": base64.b64encode(numbers.tobytes()).decode(), "tones": tones}


def _tones(image: Image, theme: Theme) -> list[str]:
    ink = colors(theme)
    table = shades(ink, image.roles) if image.roles else color_map(theme.signed_map if image.signed else "cividis")
    chosen = table[((np.arange(TONES) + 0.5) / TONES * len(table)).astype(int)]
    return [ink["panel"].name(), *(QColor(*(int(part) for part in tone)).name() for tone in chosen)]


def trained(session: Session, row: Row, radius: float | None = None) -> Session:
    """The example after its training steps; with a spectral radius its recurrent matrix is scaled before."""
    session.open(load(row.name))
    assert session.debugger is not None
    if radius is not None:
        name = recurrent_matrix(session.debugger.program, recurrent_nodes(session.debugger.program)[0])
        session.values.scale(name, radius / spectral_radius(np.array(session.debugger.value(name))))
    session.debugger.run(row.steps)
    session.go(session.debugger.t)
    return session


def plotted(row: Row) -> str:
    """The plot of an example, as the text of a file; of several radii the first curve of each."""
    figures = [_figure(row, radius) for radius in row.radii or (None,)]
    found = figures[0] if len(figures) == 1 else replace(figures[0], curves=tuple(figure.curves[0] for figure in figures))
    return json.dumps(content(found), separators=(",", ":"), ensure_ascii=False) + "\n"


def _figure(row: Row, radius: float | None) -> Figure:
    session = Session()
    trained(session, row, radius)
    figure = next(plot for plot in PLOTS if plot.name == row.picture).figure(source_of(session))
    assert not figure.empty, f"{row.name}: {figure.empty}"
    session.deleteLater()
    return figure


def drawn(app: App, row: Row) -> QImage:
    """The network of an example, its weights coloured, on a transparent ground."""
    trained(app.session, row).clock.flush()
    scene = app.assemble().canvas.scene
    scene.clearSelection()
    far = scene.page(keyed=False).height() > scene.content().height() + 48  # blocks have names above them, and a key
    shown = scene.page() if far else scene.content().adjusted(-8, -8, 8, 8)
    scale = min(WIDTH / shown.width(), HEIGHT / shown.height(), 2.0)
    image = QImage(round(shown.width() * scale), round(shown.height() * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    scene.print_to(painter, shown)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def main(target: Path = FOLDER) -> None:
    application = make_application(["pictures"])
    target.mkdir(exist_ok=True)
    for row in ROWS:
        if row.picture:
            target.joinpath(f"{row.name}.json").write_text(plotted(row), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for theme in THEMES:
            app = App(application, QSettings(f"{folder}/{theme}.ini", QSettings.Format.IniFormat), "en", theme)
            app.assemble()
            app.window.show()
            app.window.show_bench()
            application.processEvents()
            for row in ROWS:
                if not row.picture:
                    drawn(app, row).save(str(target / f"{row.name}-{theme}.png"))
            app.session.undo.set_clean()
            app.window.close()
    print(f"{len(ROWS)} pictures in {target}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
