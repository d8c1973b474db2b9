"""How long the window takes over edits and steps of large networks, and how long it is deaf meanwhile.

make bench-sizes; `benchmarks/sizes.py deep wide --profile EDIT` prints where the time of one of them goes. The last line is
JSON: of each network the seconds of a processor that were allowed and taken until each deed was shown.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer

import engine  # noqa: F401  (sets the number of BLAS threads before NumPy loads)
from engine import Choice, Experiment, Network, Node, Wire
from gui.shell.app import App, make_application
from gui.widgets.refining import Refining

EDIT, STEP = 1.0, 0.1  # seconds allowed
DEEP, WIDE = 500, 2000


def chain(layers: int, units: int) -> Experiment:
    """x, so many hidden layers, y."""
    hidden = [Node(f"h{number}", "dense", units, Choice("tanh")) for number in range(1, layers + 1)]
    nodes = (Node("x", "input", 2), *hidden, Node("y", "dense", 1, Choice("sigmoid")))
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    return Experiment(Network(nodes, wires), Choice("xor"), Choice("bce"), title=f"{layers} layers of {units}")


NETWORKS = {"deep": lambda: chain(DEEP, 4), "wide": lambda: chain(2, WIDE)}


def settled(app: App, refined: bool = False) -> None:
    """Let the window work until everything is shown and painted, `refined` and prepared for what comes, or only roughly yet.

    The weights that a step has changed then still move on the drawing, unless it is to be `refined`.
    """
    loop, calm, rounds, refining = QEventLoop(), 0, 0, [] if refined else app.window.findChildren(Refining)
    moving = [] if refined else [app.assemble().canvas.live.settle]

    def look() -> None:
        nonlocal calm, rounds
        rounds += 1
        calm = calm + 1 if app.session.clock.idle_but_for(*moving) else 0
        if calm > 2 or rounds > 4 and any(button.isVisible() for button in refining):
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(0)
    loop.exec()
    timer.stop()


def verbs(app: App, experiment: Experiment) -> Iterator[tuple[str, float, Callable[[], object]]]:
    """What a person does: name, seconds allowed, the deed."""
    session, edits = app.session, app.assemble().canvas.edits
    network = experiment.network
    middle = network.nodes[len(network.nodes) // 2]
    start = network.nodes[1]

    def setting() -> None:
        session.edit("Bias", session.experiment.with_network(session.experiment.network.with_node(replace(middle, bias=False))))

    yield "open", 3 * EDIT, lambda: session.open(experiment)
    yield "select a layer", EDIT, lambda: session.point_at(middle.id)
    yield "add a layer", EDIT, lambda: edits.add("tanh")
    new = session.experiment.network.nodes[-1].id
    yield "connect it", EDIT, lambda: edits.connect_wire(Wire(start.id, new))
    yield "connect it on", EDIT, lambda: edits.connect_wire(Wire(new, "y"))
    yield "step over", STEP, session.step_over
    yield "change its activation", EDIT, lambda: edits.activate(session.experiment.network.node(new), "relu")
    yield "one unit more", EDIT, lambda: edits.change_units(new, 1)
    yield "change a setting", EDIT, setting
    yield "move a layer", EDIT, lambda: edits.move({middle.id: (300.0, 900.0)})
    yield "undo", EDIT, session.undo.undo
    yield "delete the layer", EDIT, lambda: edits.delete(frozenset({new}), frozenset())
    yield "undo it", EDIT, session.undo.undo
    yield "redo it", EDIT, session.undo.redo
    for granularity in ("op", "node", "phase", "step"):
        session.set_granularity(granularity)
        for _ in range(3):
            yield f"step over: {granularity}", STEP, session.step_over
        yield f"step back: {granularity}", STEP, session.back_over
    yield "step back in time", STEP, lambda: session.go(0)
    yield "undo all", 10 * EDIT, lambda: session.undo.go_to(0)


def measure(app: App, name: str, profiled: str) -> list[tuple[str, float, float]]:
    """The table of one network: each deed, the seconds allowed, and those taken."""
    print(f"{name}: {NETWORKS[name]().title}; milliseconds of a processor until it is done, until it is shown, and by the clock")
    found = []
    for words, allowed, deed in verbs(app, NETWORKS[name]()):
        profile = cProfile.Profile() if words == profiled else None
        settled(app, refined=True)
        gc.collect()
        started, cpu = time.perf_counter(), time.process_time()
        if profile:
            profile.enable()
        deed()
        done = time.process_time() - cpu
        settled(app)
        if profile:
            profile.disable()
        taken, passed = time.process_time() - cpu, time.perf_counter() - started
        found.append((words, allowed, round(taken, 4)))
        verdict = "   TOO LATE" if taken > allowed else ""
        print(f"    {words:24} {1000 * done:7.0f} {1000 * taken:7.0f} {1000 * passed:7.0f}{verdict}", flush=True)
        if profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("networks", nargs="*", choices=[*NETWORKS, []])
    parser.add_argument("--profile", default="", help="a row of the table")
    options = parser.parse_args()
    application = make_application(["sizes"])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat), "en", "light")
        app.keep_garbage_here()
        app.window.resize(1366, 768)
        app.window.show()
        app.assemble()
        app.window.show_bench()
        found = {name: measure(app, name, options.profile) for name in options.networks or NETWORKS}
        app.session.undo.set_clean()
        app.window.close()
    print(json.dumps(found))
    return int(any(taken > allowed for rows in found.values() for _, allowed, taken in rows))


if __name__ == "__main__":
    sys.exit(main())
