"""The live numbers of the drawing: what each layer and each wire shows at the current time."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from weakref import ref

import numpy as np
from PySide6.QtGui import QImage

from engine.insight.moment.now import DONE, Now
from engine.insight.moment.place import slot_at
from engine.insight.moment.spots import MIDDLE
from engine.insight.moment.symbols import arrow
from engine.model.network import Wire
from engine.program.program import BACKWARD, DELTA, PREACTIVATION, UPDATE
from engine.runtime.debugger import Debugger
from engine.runtime.past.changes import Change
from gui.canvas import band
from gui.canvas.badges import badges
from gui.canvas.columns import Columns, Places
from gui.canvas.gates import Gates, gates_of
from gui.canvas.geometry import shown_units
from gui.canvas.items import Badge, LossTold, NodeItem, NodeState, Part, Pixel
from gui.canvas.live_maps import LiveMaps, fields_of
from gui.canvas.loss_marks import losses_told
from gui.canvas.neuron_pictures import Pictures
from gui.canvas.scene import GraphScene
from gui.canvas.sheets import Sheet
from gui.canvas.spotlight import spot_of
from gui.canvas.travel import Travel, riders
from gui.canvas.update_motion import Moves, Settle
from gui.canvas.wires import WireState
from gui.look.sentences import running, told
from gui.look.theme import PHASE_ROLES
from gui.notation.numbers import short
from gui.session.session import Session

AUTO, WEIGHTS, GRADIENTS = "auto", "weights", "gradients"
MOST_PICTURES, PICTURE_ZOOM = 48, 0.7  # pictures that come unasked: so many at most, and seen from no further away
MOST_MOVING = 60  # parameters that are seen to move; of more nobody could follow one
Deltas = dict[str, np.ndarray | None]  # δ of each layer
MOST_SMOOTH_LINES = 300  # more are drawn with smooth edges only while nothing runs


class Live:
    """Colours keep their meaning: the scale of a layer or wire only widens until the next edit."""

    def __init__(self, session: Session, scene: GraphScene, settle: Settle, travel: Travel) -> None:
        self.session, self.scene, self.settle, self.travel = session, scene, settle, travel
        self.sentence = ""
        self.gates: Gates | None = None
        self._scales: dict[str, float] = {}
        self._hasty = False
        self._pictures: Pictures | None = None
        self._seen = (0, 0)
        self._maps = LiveMaps()
        self._worn: dict[str, tuple[bool, str, str, bool]] = {}  # how each wire was shown last
        self._step: tuple[ref[Debugger], int, tuple[Change, ...]] | None = None
        self._told: dict[str, tuple[int, WireState]] = {}  # of each wire what it shows in this step, and the array of which it is

    def forget(self) -> None:
        """Another experiment: scales and pictures start afresh."""
        self._scales, self._pictures, self._maps, self._worn, self._told = {}, None, LiveMaps(), {}, {}

    def suit_pictures(self, zoom: float) -> bool:
        """Whether pictures of neurons say more than their values: two inputs that are classified, and room to see each."""
        nodes = self.session.experiment.network.nodes
        if zoom < PICTURE_ZOOM or sum(shown_units(node.units) for node in nodes) > MOST_PICTURES:
            return False
        return self._found_pictures().classify

    def show(self, mode: str, pictures: bool) -> bool:
        """Give every item its state; whether wires show gradients."""
        debugger, now = self.session.debugger, self.session.now
        self.sentence, self.gates = "", None
        if debugger is None or now is None:
            for node in self.scene.nodes.values():
                node.set_state(NodeState())
            for wire in self.scene.wires.values():
                wire.set_state(WireState())
            return False
        self._enter_step(debugger)
        self._send(debugger, now)
        self._settle(debugger)
        gradients = self._show_gradients(now, mode)
        if self.session.explain:
            hurrying, network = self.session.hurries, self.session.experiment.network
            self.sentence = running(self.session.course.rate) if hurrying else told(debugger.program, now, network)
            self.gates = None if hurrying else gates_of(debugger, network, now, self.session.pointing.marks)
        lit, role = (now.node, PHASE_ROLES[now.phase]) if now.marked else ("", "")
        cards = self.scene.cards.of
        dim = lit in cards and self.session.explain and now.inside
        involved = {lit, *(end for wire in now.wires for end in self._ends(wire))}
        self._hasty = self.session.running and self._lines() > MOST_SMOOTH_LINES
        images = self._draw_pictures(debugger) if pictures and not self.session.veil.on else {}
        marks, spot = badges(self.session, debugger), spot_of(self.session.lessons, self.session.experiment.network)
        losses = losses_told(debugger)
        places = self.session.memo.made(Columns, Columns).of(debugger.program, self.session.experiment.network, now)
        deltas = {node_id: None if _updating(now) else places[node_id].delta.read(debugger) for node_id in cards}
        known = [delta for delta in deltas.values() if delta is not None]
        self._scale("delta", np.concatenate(known) if known else None)
        for node_id, item in self.scene.nodes.items():
            edge = role if lit in item.layers else ""
            dark = (dim and involved.isdisjoint(item.layers)) or spot.darkens(item.layers)
            item.spot = spot
            if item.block:
                item.set_state(self._block_state(debugger, now, item, places, deltas, edge, dark, marks, losses, gradients))
                continue
            item.asked = places[node_id].value.slot in debugger.hidden
            found = images.get(node_id, []), marks.get(node_id, ())
            state = self._node_state(debugger, now, node_id, places[node_id], deltas[node_id], edge, dark, *found, gradients)
            item.set_state(replace(state, losses=(losses[node_id],)) if node_id in losses else state)
        for drawn in self.scene.wires.values():
            here = now.marked and not drawn.ids.isdisjoint(now.wires)
            dark = (dim and not here) or spot.darkens(drawn.ids)
            drawn.spot = spot
            self._worn[drawn.wire.id] = (gradients, mode, role if here else "", dark)
            drawn.set_state(self._wire_state(debugger, drawn.wire, *self._worn[drawn.wire.id]))
        return gradients

    def _enter_step(self, debugger: Debugger) -> None:
        """Within a step no value is written twice: as long as the debugger gives the same array, it holds the same numbers."""
        step, known = debugger.place[0], self._step
        if known is None or known[0]() is not debugger or known[1] != step or known[2] is not debugger.changes:
            self._step, self._told = (ref(debugger), step, debugger.changes), {}

    def _lines(self) -> int:
        return sum(len(drawn.lines()) for drawn in self.scene.wires.values() if drawn.bundle())

    def move_on(self) -> None:
        """Show the parameters that move where they are now; nothing else of the drawing changes meanwhile."""
        debugger = self.session.debugger
        for drawn in self.scene.wires.values() if debugger is not None else ():
            if debugger is not None and drawn.wire.id in self._worn and self.settle.matrix(drawn.wire.weight) is not None:
                drawn.set_state(self._wire_state(debugger, drawn.wire, *self._worn[drawn.wire.id]))

    def _ends(self, wire: str) -> tuple[str, ...]:
        """The layers that a wire joins, drawn or inside a block."""
        return next(((w.source, w.target) for w in self.session.experiment.network.wires if w.id == wire), ())

    @staticmethod
    def _show_gradients(now: Now, mode: str) -> bool:
        if mode != AUTO:
            return mode == GRADIENTS
        return now.inside and now.phase in (BACKWARD, UPDATE)

    # movements --------------------------------------------------------------------

    def _send(self, debugger: Debugger, now: Now) -> None:
        """Send what a single step forward has computed along its wires."""
        place = debugger.place
        if place == self._seen:
            return
        quiet = self.session.running or self.session.calm or now.state != DONE
        forward = place in ((self._seen[0], self._seen[1] + 1), (self._seen[0] + 1, 1))
        self.travel.start([] if quiet or not forward else riders(debugger, now, self.scene.wires))

    def _settle(self, debugger: Debugger) -> None:
        """Start the movement of the parameters that the last step forward has renewed."""
        (step, pc), (old_step, old_pc) = debugger.place, self._seen
        self._seen = debugger.place
        if self.session.hurries or self.session.calm or step != old_step or pc <= old_pc:
            if (step, pc) != (old_step, old_pc):
                self.settle.stop()
            return
        program = debugger.program
        moved: dict[str, tuple[int, int, int]] = {}
        for name, slot in program.parameters.items():
            renewed, gradient = program.renewed.get(slot, -1), program.used_gradient.get(slot)
            known = gradient is not None and old_pc <= program.writer.get(renewed, -1) < pc and debugger.computed(gradient)
            if known and gradient is not None and debugger.computed(renewed):
                moved[name] = slot, gradient, renewed
        if moved and len(moved) <= MOST_MOVING:
            drawn = {name: [_drawn(debugger.arena.views[slot]) for slot in slots] for name, slots in moved.items()}
            moves: Moves = {name: (before.copy(), before - slope, after.copy()) for name, (before, slope, after) in drawn.items()}
            self.settle.start(moves)

    # layers --------------------------------------------------------------------------------------

    def _found_pictures(self) -> Pictures:
        if self._pictures is None:
            self._pictures = Pictures(self.session.experiment)
        return self._pictures

    def _draw_pictures(self, debugger: Debugger) -> dict[str, list[QImage]]:
        return self._found_pictures()(debugger, self.scene.look.signed)

    def _node_state(
        self, debugger: Debugger, now: Now, node_id: str, places: Places, deltas: np.ndarray | None, lit: str, dimmed: bool,
        images: list[QImage], marks: tuple[Badge, ...], gradients: bool,
    ) -> NodeState:  # fmt: skip
        values = places.value.read(debugger)
        scale = max(1.0, self._scale(f"value {node_id}", values))
        node, table = self.scene.nodes[node_id].node, self.scene.look.signed
        shown = self._maps.of_node(debugger, self.session.memo, node, now, gradients, table, self._scale)
        position = now.spot.on(node.grid) if node.grid and now.spot != MIDDLE else -1
        return NodeState(
            values, deltas, _arrived(debugger, now, places, deltas), scale, self._scale("delta", None), lit, dimmed,
            tuple(images), marks, shown.maps, shown.heads, shown.gradient, shown.symbol, position,
        )  # fmt: skip

    def _block_state(
        self, debugger: Debugger, now: Now, item: NodeItem, places: dict[str, Places], deltas: Deltas, lit: str, dimmed: bool,
        marks: dict[str, tuple[Badge, ...]], losses: dict[str, LossTold], gradients: bool,
    ) -> NodeState:  # fmt: skip
        """A part for each layer, and the badges of all, each only once."""
        come = [_arrived(debugger, now, places[name], deltas[name]) for name in item.layers]
        scale = self._scale("delta", None)
        here = now.node if now.marked else ""
        network, memo, table = self.session.experiment.network, self.session.memo, self.scene.look.signed
        parts = tuple(
            Part(band.width(delta, scale), lit if name == here else "", self._maps.in_row(
                debugger, memo, network, network.node(name), now, gradients, table, self._scale))
            for name, delta in zip(item.layers, come, strict=True)
        )  # fmt: skip
        known = [delta for delta in come if delta is not None]
        worn = {(mark.role, mark.sign): mark for name in reversed(item.layers) for mark in reversed(marks.get(name, ()))}
        return NodeState(
            arrived=np.concatenate(known) if known else None, delta_scale=scale, lit=lit, dimmed=dimmed,
            badges=tuple(worn.values()), gradient=now.phase == BACKWARD, parts=parts,
            losses=tuple(losses[name] for name in item.layers if name in losses),
        )  # fmt: skip

    def _scale(self, key: str, values: np.ndarray | None) -> float:
        """The largest magnitude seen since the last edit: colours stay comparable while running."""
        if values is not None and values.size:
            largest = _largest(values)
            if largest is not None:
                self._scales[key] = max(self._scales.get(key, 1e-30), largest)
        return self._scales.get(key, 1.0)

    @staticmethod
    def _factor(debugger: Debugger, wire: Wire) -> str:
        """The factor of a direct wire, or the lowest and the highest of its units."""
        slot = debugger.program.names.get(wire.factors)
        learned = None if slot is None else debugger.read(slot)
        if learned is None:
            return "" if wire.factor == 1 else f"× {short(wire.factor, 6)}"
        ends = dict.fromkeys(short(float(value), 6) for value in (learned.min(), learned.max()))
        return f"× {' … '.join(ends)}"

    def slot_of(self, debugger: Debugger, pixel: Pixel, now: Now) -> int | None:
        """The value whose number a pixel shows: of a layer with an activation the sum before it, where the terms are."""
        program, state = debugger.program, self.scene.nodes[pixel.node].state
        if pixel.head >= 0:
            head = fields_of(self.session.memo, debugger)[pixel.node].heads[pixel.head]
            return program.gradient_of.get(head.weights) if state.gradient else head.weights
        values = slot_at(program, program.states(pixel.node), now.time)
        before = slot_at(program, program.of_node(pixel.node, PREACTIVATION), now.time)
        if not state.gradient:
            return before if before is not None else values
        delta = slot_at(program, program.of_node(pixel.node, DELTA), now.time)
        return delta if delta is not None else program.gradient_of.get(-1 if values is None else values)

    # wires ---------------------------------------------------------------------------------------

    def _wire_state(self, debugger: Debugger, wire: Wire, gradients: bool, mode: str, lit: str, dimmed: bool) -> WireState:
        """In automatic mode a wire shows its weights until their gradient is computed."""
        program, table = debugger.program, self.scene.look.signed
        slot = program.names.get(wire.weight)
        if self.scene.wires[wire.id].blocked:
            return WireState(None, 1.0, gradients, lit, dimmed, sheet=self._sheet_at_block(debugger, wire, gradients))
        if self.scene.wires[wire.id].pictured:
            network = self.session.experiment.network
            sheet = self._maps.of_wire(debugger, self.session.memo, network, wire, gradients, table, self._scale)
            return WireState(None, 1.0, gradients, lit, dimmed, False, self._factor(debugger, wire), sheet)
        if slot is None:
            return WireState(lit=lit, dimmed=dimmed, words=self._factor(debugger, wire))
        moving = self.settle.matrix(wire.weight)
        matrix: np.ndarray | None = moving
        if moving is not None:
            gradients = False
        else:
            used = program.used_gradient.get(slot) if gradients else None
            slope = None if used is None else debugger.read(used)
            gradients = slope is not None or (gradients and mode == GRADIENTS)
            matrix = slope if gradients else debugger.read(slot)
        view, told = id(matrix), self._told.get(wire.id)
        if moving is None and told is not None and told[0] == view and told[1].shown_as(gradients, lit, dimmed, self._hasty):
            return told[1]
        matrix = matrix.T if wire.transposed and matrix is not None else matrix
        if wire.mask is not None and matrix is not None:
            mask = np.array(wire.mask) if moving is None else _drawn(np.array(wire.mask))
            matrix = matrix * mask if matrix.shape == mask.shape else matrix
        scale = self._scale(f"{'gradient' if gradients else 'weight'} {wire.id}", matrix)
        tie = f"= {arrow(wire.tied.removesuffix('.weight'))}{'ᵀ' if wire.transposed else ''}" if wire.tied else ""
        drawn = None if matrix is None else _drawn(matrix).copy()
        self._told[wire.id] = view, WireState(drawn, scale, gradients, lit, dimmed, self._hasty, tie)
        return self._told[wire.id][1]

    def _sheet_at_block(self, debugger: Debugger, wire: Wire, gradients: bool) -> Sheet | None:
        """The weights of the first of the wires that lie there, inside the block or out of it, that has a picture of them."""
        network, memo, table = self.session.experiment.network, self.session.memo, self.scene.look.signed
        ids = self.scene.wires[wire.id].ids
        sheets = (self._maps.of_wire(debugger, memo, network, each, gradients, table, self._scale)
                  for each in network.wires if each.id in ids)  # fmt: skip
        return next((sheet for sheet in sheets if sheet is not None), None)


def _updating(now: Now) -> bool:
    """Whether weights are updated: δ is over then, and no longer in sight."""
    return now.inside and now.phase == UPDATE


def _arrived(debugger: Debugger, now: Now, places: Places, deltas: np.ndarray | None) -> np.ndarray | None:
    """The gradient that has come back to a layer: many have no δ, and where there is one, ∂L/∂a comes before it."""
    return deltas if deltas is not None or _updating(now) else places.gradient.read(debugger)


def _drawn(values: np.ndarray) -> np.ndarray:
    """The part of a parameter that is drawn; a layer may have thousands of units."""
    return values[tuple(slice(shown_units(count)) for count in values.shape)]


def _largest(values: np.ndarray) -> float | None:
    """The largest magnitude of those that are finite, if any is; quick, for there may be millions of numbers in each frame."""
    largest = max(float(values.max()), -float(values.min()))
    if isfinite(largest):
        return largest
    finite = values[np.isfinite(values)]
    return float(np.abs(finite).max()) if finite.size else None
