"""A seeded monkey: random actions of a person on the workbench."""

import random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from engine import Wire, load
from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES
from engine.library.activations import ACTIVATIONS
from engine.library.datasets import DATASETS
from engine.library.layers import palette
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.model.network import DIRECT
from engine.model.problem import ExperimentError
from engine.runtime.breakpoints import Guard
from engine.runtime.watch import Expression
from gui.look.fields import NumberField
from gui.look.layouts import LAYOUTS
from gui.plots.catalogue import PLOTS

SMALL = [name for name in EXAMPLES if name not in ("vanishing", "exploding", "healthy")]
STEPS = (
    "debug.into",
    "debug.over",
    "debug.out",
    "debug.back-into",
    "debug.back-over",
    "debug.back-run",
    "debug.breakpoint",
    "debug.reset",
)


def choose(panel, name: str, value: str) -> None:
    """Pick an entry of a menu as a click does, where the panel has that menu and the menu that entry."""
    box = panel.findChild(QComboBox, name)
    if box is not None and (place := box.findData(value)) >= 0:
        box.setCurrentIndex(place)
        box.activated.emit(place)


class Monkey:
    """Acts at random; `settle` lets the panels refresh."""

    def __init__(self, app, seed: int) -> None:
        self.app, self.session = app, app.session
        self.random = random.Random(seed)

    @property
    def window(self):
        """The workbench; another one in another language."""
        return self.app.bench

    def act(self) -> None:
        """One action."""
        chosen = self.random.choices(
            [
                self.step,
                self.edit_network,
                self.edit_settings,
                self.undo,
                self.look,
                self.run,
                self.open,
                self.press,
                self.mouse,
                self.many,
                self.watch,
                self.change_value,
                self.wear,
                self.story,
            ],
            weights=[30, 16, 10, 14, 14, 6, 1, 14, 10, 6, 5, 6, 1, 5],
        )[0]
        chosen()

    def trigger(self, name: str) -> None:
        action = self.window.actions_by_id[name]
        if action.isEnabled():
            action.trigger()

    def step(self) -> None:
        self.window.bar.granularity.setCurrentIndex(self.random.randrange(self.window.bar.granularity.count()))
        self.trigger(self.random.choice(STEPS))

    def run(self) -> None:
        """However far the machine gets meanwhile, the monkey goes on from a place that it chose."""
        start = 0 if self.session.debugger is None else self.session.debugger.t
        self.session.run()
        QApplication.processEvents()
        self.session.pause()
        if self.session.debugger is not None:
            self.session.go(self.random.randrange(start + 200))

    def edit_network(self) -> None:
        canvas, network, pick = self.window.canvas, self.session.experiment.network, self.random
        ids = [node.id for node in network.nodes]
        kind = pick.randrange(6)
        if (kind == 0 and len(ids) < 7) or not ids:
            canvas.edits.add(pick.choice([preset.name for _, preset in palette()]))
        elif kind == 1:
            canvas.edits.change_units(pick.choice(ids), pick.choice([-1, 1]))
        elif kind == 2:
            canvas.edits.delete_selected()
        elif kind == 3:
            canvas.edits.move({pick.choice(ids): (pick.uniform(-500, 500), pick.uniform(-500, 500))})
        else:
            wire = Wire(pick.choice(ids), pick.choice(ids), pick.choice(["weighted", "weighted", DIRECT]), pick.choice([0, 0, 1]))
            canvas.edits.connect_wire(wire)

    def edit_settings(self) -> None:
        data, scene, pick = self.window.panels["data"], self.window.canvas.scene, self.random
        kind = pick.randrange(6)
        self.session.clock.flush()  # what is chosen from is what stands there now
        if kind == 0:
            data.pick_data(pick.choice([name for name in DATASETS if name not in ("moons", "spiral", "adding", "csv", "pictures")]))
        elif kind == 1:
            choose(data, "loss", pick.choice(list(LOSSES)))
        elif kind == 2:
            choose(data, "optimizer", pick.choice(list(OPTIMIZERS)))
        elif kind == 3:
            self.trigger("mistake.zero_grad")
            choose(data, "clip", pick.choice(["", "norm", "value"]))
        elif kind == 4 and (rate := data.findChild(NumberField, "setting-learning_rate")):
            rate.setValue(pick.choice([0.0, 0.1, 3.0, 1e6]))
        elif dense := [node for node in self.session.experiment.network.nodes if node.type == "dense"]:
            scene.clearSelection()
            scene.card_of(pick.choice(dense).id).setSelected(True)
            self.window.docks["inspector"].raise_()
            self.session.clock.flush()
            choose(self.window.panels["inspector"], "activation", pick.choice(list(ACTIVATIONS)))

    def undo(self) -> None:
        self.trigger(self.random.choice(["edit.undo", "edit.undo", "edit.redo"]))

    def look(self) -> None:
        scene = self.window.canvas.scene
        items = [*scene.nodes.values(), *scene.wires.values()]
        if items:
            scene.clearSelection()
            self.random.choice(items).setSelected(True)
        heatmaps = self.window.panels["heatmaps"]
        heatmaps.show_kind(self.random.choice(list(heatmaps.buttons)))
        self.window.docks[self.random.choice(list(self.window.docks))].raise_()
        self.session.clock.flush()
        seen = [number for number, tile in enumerate(heatmaps.tiles) if tile.isVisible()]
        if seen:
            number = self.random.choice(seen)
            rows, columns = heatmaps.shown[number].shape
            heatmaps.tiles[number].map.clicked.emit(self.random.randrange(rows), self.random.randrange(columns))

    def press(self) -> None:
        """Any key on the canvas, the listing, the timeline or the outline."""
        keys = [
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_N,
            Qt.Key.Key_S,
            Qt.Key.Key_O,
            Qt.Key.Key_B,
            Qt.Key.Key_Comma,
            Qt.Key.Key_F,
            Qt.Key.Key_Plus,
            Qt.Key.Key_Minus,
            Qt.Key.Key_Escape,
            Qt.Key.Key_Home,
            Qt.Key.Key_Return,
        ]
        places = [
            self.window.canvas.view,
            self.window.panels["program"].listing,
            self.window.panels["timeline"].timeline,
            self.window.panels["outline"].tree,
        ]
        key = self.random.choice(keys)
        arrow = key in keys[:4] and self.random.random() < 0.3  # with letters Ctrl would open dialogs
        modifiers = Qt.KeyboardModifier.ControlModifier if arrow else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.random.choice(places), key, modifiers)

    def mouse(self) -> None:
        """A click, a drag or a turn of the wheel anywhere on the canvas."""
        view = self.window.canvas.view.viewport()
        points = [
            QPoint(self.random.randrange(max(1, view.width())), self.random.randrange(max(1, view.height()))) for _ in range(3)
        ]
        items = list(self.window.canvas.scene.nodes.values())
        if items and self.random.random() < 0.7:
            for number in (0, 1):
                item = self.random.choice(items)
                spot = self.random.choice([item.port(True), item.port(False), item.sceneBoundingRect().center()])
                points[number] = self.window.canvas.view.mapFromScene(spot)
        modifiers = self.random.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ShiftModifier])
        QTest.mousePress(view, Qt.MouseButton.LeftButton, modifiers, points[0])
        for point in points[1:] if self.random.random() < 0.6 else []:
            QTest.mouseMove(view, point)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, modifiers, points[1])
        if self.random.random() < 0.2:
            self.window.canvas.view.zoom(self.random.choice([0.5, 2.0]))

    def many(self) -> None:
        """Copies, blocks, alignment, pruning and freezing; networks stay small."""
        edits, network = self.window.canvas.edits, self.session.experiment.network
        names = ["edit.copy", "edit.align-row", "edit.align-column", "edit.select-all", "edit.tidy"]
        if len(network.nodes) < 7:
            names += ["edit.paste", "edit.duplicate"]
        names += [f"edit.block{verb}" for verb in ("", "-turn", "-ungroup", "-collapse", "-expand")]
        self.trigger(self.random.choice(names))
        if network.blocks and len(network.nodes) < 7 and self.random.random() < 0.3:
            self.window.canvas.blocks.repeat_block(self.random.choice(network.blocks).name, 2)
        wires = [wire for wire in self.session.experiment.network.wires if wire.kind == "weighted"]
        if wires and self.random.random() < 0.4:
            wire = self.random.choice(wires)
            network = self.session.experiment.network
            place = self.random.randrange(network.node(wire.target).units), self.random.randrange(network.node(wire.source).units)
            edits.prune(wire, place, self.random.random() < 0.5)
            self.session.freeze(wire.weight, self.random.random() < 0.5)

    def watch(self) -> None:
        """Watches and guarded breakpoints, some of them wrong for the present network."""
        text = self.random.choice(
            ['norm(grad("h.z"))', "loss < 0.1", 'max(abs(value("x->h.weight")))', 'value("h.a")[9, 9]', "step % 3", "1 +"]
        )
        panel = self.window.panels["watches"]
        panel.field.setText(text)
        panel.add()
        if len(self.session.watches) > 4:
            panel.table.selectAll()
            panel.remove()
        if self.session.debugger is not None and self.random.random() < 0.5:
            pc = self.random.randrange(len(self.session.debugger.program))
            self.session.guard_breakpoint(
                pc, Guard(Expression("loss < 0.2") if self.random.random() < 0.5 else None, self.random.randint(1, 3))
            )
            self.session.toggle_breakpoint(pc)

    def change_value(self) -> None:
        debugger = self.session.debugger
        if debugger is None or not debugger.program.parameters:
            return
        name = self.random.choice(list(debugger.program.parameters))
        shape = debugger.value(name).shape
        self.session.values.set(name, tuple(self.random.randrange(size) for size in shape), self.random.uniform(-2, 2))
        if self.session.debugger is not None and self.session.debugger.branches and self.random.random() < 0.4:
            self.session.take_branch(self.random.randrange(len(self.session.debugger.branches)))

    def wear(self) -> None:
        """Other views of the same thing."""
        heatmaps = self.window.panels["heatmaps"]
        self.random.choice(
            [
                lambda: self.app.set_theme(self.random.choice(["light", "dark", "contrast"])),
                heatmaps.log.toggle,
                heatmaps.histograms.toggle,
                lambda: self.trigger("view.torch"),
                lambda: self.trigger("view.explain"),
                lambda: self.trigger("view.fit"),
                lambda: self.trigger(self.random.choice([f"view.{row.name}" for row in LAYOUTS])),
                lambda: self.trigger("view.layout"),
                lambda: self.window.canvas.neurons.setCurrentIndex(self.random.randrange(3)),
            ]
        )()

    def story(self) -> None:
        """Plots and panels of the gradient story: shown and hidden, options, the cut, the spectral radius, a second network."""
        panels, pick = self.window.panels, self.random
        unrolled, compare = panels["unrolled"], panels["compare"]
        plot = self.window.panels[pick.choice(PLOTS).name]

        def choose() -> None:
            if plot.options.count():
                plot.options.setCurrentIndex(pick.randrange(plot.options.count()))
                plot.invalidate()

        pick.choice(
            [
                lambda: self.window.toggle_dock(pick.choice(list(self.window.gallery.buttons))),
                choose,
                lambda: unrolled.move_cut(pick.randrange(6)),
                lambda: unrolled.radius.setValue(pick.randrange(1, 400)),
                compare.keep,
                compare.swap,
                self.session.comparison.stop,
                lambda: panels["diagnosis"].apply("adam"),
                lambda: self.session.point_at(pick.choice(["h", "y", "nobody"])),
            ]
        )()

    def open(self) -> None:
        self.session.open(load(self.random.choice(SMALL)))

    def check(self) -> None:
        """Model, scene, file and clock agree."""
        session, scene = self.session, self.window.canvas.scene
        network = session.experiment.network
        within = {node.id: block.name for node in network.nodes if (block := network.block_of(node.id)) and block.collapsed}
        assert set(scene.nodes) == {within.get(node.id, node.id) for node in network.nodes}
        hidden = {wire.id for wire in network.wires if wire.source in within and within[wire.source] == within.get(wire.target)}
        drawn = {wire for item in scene.wires.values() for wire in item.ids}
        assert drawn == {wire.id for wire in network.wires} - hidden
        assert (session.debugger is None) == bool(session.problems)
        if network.nodes:
            try:
                assert experiment_file.parse(experiment_file.dumps(session.experiment)) == session.experiment
            except ExperimentError as error:
                pytest.fail(f"an experiment that was drawn cannot be read again: {error}")
        if session.debugger is not None:
            t, loss = session.debugger.t, session.debugger.value("loss")
            loss = None if loss is None else loss.copy()
            session.debugger.go(t + 7)
            session.debugger.go(t)
            again = session.debugger.value("loss")
            assert (loss is None) == (again is None)
            assert loss is None or np.array_equal(loss, again, equal_nan=True)
