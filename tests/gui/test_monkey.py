"""A seeded monkey: random actions of a user raise no exception and break no invariant."""

import random

import numpy as np
import pytest

from engine import Choice, Wire, load
from engine.interchange import experiment_file
from engine.interchange.catalogue import EXAMPLES
from engine.library.activations import ACTIVATIONS
from engine.library.datasets import DATASETS
from engine.library.layers import LAYERS
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.spec.network import DIRECT
from engine.spec.problem import ExperimentError

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


class Monkey:
    """Acts at random; `settle` lets the panels refresh."""

    def __init__(self, app, seed: int) -> None:
        self.app, self.window, self.session = app, app.bench, app.session
        self.random = random.Random(seed)

    def act(self) -> None:
        chosen = self.random.choices(
            [self.step, self.edit_network, self.edit_settings, self.undo, self.look, self.run, self.open],
            weights=[30, 20, 12, 14, 14, 6, 1],
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
        self.session.run()
        if self.session.running:
            self.session._slice()
        self.session.pause()
        if self.session.debugger is not None:
            self.session.go(self.random.randrange(self.session.debugger.t + 1))

    def edit_network(self) -> None:
        canvas, network, pick = self.window.canvas, self.session.experiment.network, self.random
        ids = [node.id for node in network.nodes]
        kind = pick.randrange(6)
        if (kind == 0 and len(ids) < 7) or not ids:
            canvas.edits.add(pick.choice(list(LAYERS)))
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
        data, pick = self.window.panels["data"], self.random
        kind = pick.randrange(6)
        if kind == 0:
            data.pick_data(pick.choice([name for name in DATASETS if name not in ("moons", "spiral", "adding")]))
        elif kind == 1:
            data._pick_loss(pick.choice(list(LOSSES)))
        elif kind == 2:
            data._pick_optimizer(pick.choice(list(OPTIMIZERS)))
        elif kind == 3:
            data._train("x", zero_grad=pick.choice([True, False]), clip=pick.choice([None, {"norm": 1.0}, {"value": 0.5}]))
        elif kind == 4:
            data._set_optimizer("learning_rate", pick.choice([0.0, 0.1, 3.0, 1e6]))
        elif dense := [node for node in self.session.experiment.network.nodes if node.type == "dense"]:
            node = pick.choice(dense)
            self.window.panels["inspector"]._change(node, activation=Choice(pick.choice(list(ACTIVATIONS))))

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
        if heatmaps._shown:
            number = self.random.randrange(len(heatmaps._shown))
            rows, columns = heatmaps._shown[number].shape
            heatmaps._clicked(number, self.random.randrange(rows), self.random.randrange(columns))

    def open(self) -> None:
        self.session.open(load(self.random.choice(SMALL)))

    def check(self) -> None:
        """Model, scene, file and clock agree."""
        session, scene = self.session, self.window.canvas.scene
        network = session.experiment.network
        assert set(scene.nodes) == {node.id for node in network.nodes}
        assert set(scene.wires) == {wire.id for wire in network.wires}
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


@pytest.mark.parametrize("seed", range(4))
def test_monkey(app, settle, seed):
    monkey = Monkey(app, seed)
    app.session.open(load("xor"))
    for number in range(250):
        monkey.act()
        if number % 5 == 0:
            app.session.clock.flush()
            app.application.processEvents()
        if number % 20 == 0:
            monkey.check()
