"""The program as a debugger's source view."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from engine.insight.moment.now import HURRYING, PICKED, Now
from engine.insight.moment.place import by_sample
from engine.insight.moment.symbols import arrow
from engine.lessons.lesson import Pick
from engine.library.blocks import owner_of
from engine.model.experiment import Experiment
from engine.model.network import Network
from engine.program.program import PHASES, Program, Scope
from engine.runtime.breakpoints import Watchpoint
from engine.runtime.watch import Expression
from gui.look.i18n import engine_text
from gui.look.sentences import running
from gui.look.theme import PHASE_ROLES
from gui.look.titles import in_symbols, phase_title
from gui.notation.numbers import number
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.listing import Colors, Line, Listing, Marks
from gui.widgets.once import once
from gui.widgets.steady_label import Words

MOST_LINES = 30  # in a menu
HIDDEN = "?"  # for a value that a lesson asks for
PYTORCH = {
    "forward": "outputs = model(x)",
    "loss": "loss = criterion(outputs, y)",
    "backward": "loss.backward()",
    "update": "optimizer.step()",
}


class ProgramPanel(Panel):
    """Lines with values at their ends; click to look, gutter for a breakpoint, double click to run there."""

    rest = 0.1
    order = True
    guard_asked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.listing, self.running = Listing(), Words()
        self.running.setObjectName("running-words")
        self.running.setContentsMargins(10, 3, 10, 3)
        self.running.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.listing)
        layout.addWidget(self.running)
        session.edited.connect(self._edited)
        session.veil.changed.connect(self._edited)
        session.selected.connect(self.invalidate)
        session.lessons.changed.connect(self.invalidate)
        session.lessons.changed.connect(self._suit_headings)
        self.listing.let_go.connect(session.looking.back)
        self.listing.chosen.connect(self._choose)
        self.listing.gutter_clicked.connect(session.toggle_breakpoint)
        self.listing.run_to.connect(session.run_to)
        self.listing.menu_asked.connect(self._show_menu)
        self.torch = False
        self.listing.verticalScrollBar().valueChanged.connect(self.invalidate)
        self.listing.setToolTip(
            self.tr(
                "Highlighted: just done. Arrow: comes next. Click a line to look at it (Esc goes back), click the gutter to "
                "set a breakpoint (F9), or double-click a line to run to it (Ctrl+F10)."
            )
        )

    def _edited(self) -> None:
        debugger = self.session.debugger
        shown = (
            ()
            if debugger is None
            else torch_lines(debugger.program, self.session.experiment)
            if self.torch
            else lines(debugger.program, self.session.experiment.network, not self.session.veil.kept.causes)
        )
        self.listing.set_lines(shown)
        self.invalidate()

    def toggle_torch(self) -> None:
        """The program, or the same place in a PyTorch training loop."""
        self.torch = not self.torch
        self._edited()

    def _show_menu(self, pc: int, at: QPoint) -> None:
        """What can be done at a line, and where its numbers come from and go to."""
        session, debugger = self.session, self.session.debugger
        if debugger is None:
            return
        menu = once(QMenu(self))
        menu.setObjectName("line-menu")
        menu.addAction(self.tr("Run to this line"), lambda: session.run_to(pc))
        menu.addAction(self.tr("Toggle breakpoint"), lambda: session.toggle_breakpoint(pc))
        menu.addAction(self.tr("Conditional breakpoint…"), lambda: self.guard_asked.emit(pc))
        name = debugger.program.slots[debugger.program.code[pc].out].name
        menu.addAction(
            self.tr("Watch this value"),
            lambda: session.watch((*session.watches, Watchpoint(Expression(f'value("{name}")'), False))),
        )
        menu.addSeparator()
        for title, places in (
            (self.tr("Computed from"), debugger.program.sources(pc)),
            (self.tr("Used by"), debugger.program.readers(pc)),
        ):
            part = menu.addMenu(title)
            part.setEnabled(bool(places))
            for place in places[:MOST_LINES]:
                part.addAction(f"{place + 1}  {in_symbols(debugger.program, place)}", lambda place=place: self._choose(place))
        shape = debugger.program.slots[debugger.program.code[pc].out].shape
        sampled = by_sample(debugger.program, debugger.program.code[pc].out)
        session.lessons.drafting.offer(menu, name, (0, session.sample if sampled else 0)[: len(shape)])
        menu.addAction(self.tr("Show the PyTorch loop") if not self.torch else self.tr("Show the program"), self.toggle_torch)
        menu.popup(at)

    def _suit_headings(self) -> None:
        """Where a lesson asks for a phase, its heading is the thing to click."""
        step = self.session.lessons.step
        question = None if step is None or self.session.lessons.answered else step.question
        self.listing.headings_chosen = isinstance(question, Pick) and any(place.kind == "phase" for place in question.right)

    def _choose(self, pc: int) -> None:
        debugger = self.session.debugger
        if debugger is None:
            return
        slot = debugger.program.slots[debugger.program.code[pc].out]
        node = frozenset({slot.node}) if self.session.experiment.network.has(slot.node) else frozenset()
        self.session.select(replace(self.session.selection, pc=pc, nodes=node, wires=frozenset(), parameter=""))

    def restyle(self) -> None:
        colors = self.colors()
        chosen = QColor(colors["accent"])
        chosen.setAlphaF(0.18)
        roles = {phase: colors[role] for phase, role in PHASE_ROLES.items()}
        self.listing.set_colors(
            Colors(
                colors["text"],
                colors["muted"],
                colors["panel"],
                colors["current"],
                chosen,
                colors["accent"],
                colors["error"],
                roles,
            )
        )

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None:
            return
        values = {
            pc: brief(debugger.read(debugger.program.code[pc].out))
            for pc in self.listing.visible_pcs()
            if debugger.computed(debugger.program.code[pc].out)
        }
        values |= {pc: HIDDEN for pc in self.listing.visible_pcs() if debugger.program.code[pc].out in debugger.hidden}
        points = debugger.breakpoints
        follow = not self.session.hurries
        self.running.setText(running(self.session.course.rate))
        self.running.setVisible(self.session.running)
        self.listing.light(*self._lit(debugger.program))
        self.listing.set_state(
            self._marks(now, debugger.program), frozenset(points.active), values, follow, frozenset(points.guards)
        )

    def _lit(self, program: Program) -> tuple[dict[int, int], dict[str, int]]:
        """The lines and phases that a lesson speaks of, each with its number."""
        places = self.session.lessons.light
        names = {place.name: place.mark for place in places if place.kind == "line"}
        code = enumerate(program.code if names else ())
        lines = {pc: names[name] for pc, instr in code if (name := program.slots[instr.out].name) in names}
        return lines, {place.name: place.mark for place in places if place.kind == "phase"}

    def _marks(self, now: Now, program: Program) -> Marks:
        """What stands out, nothing in a run too fast to follow; in the PyTorch loop the line of its phase."""
        if now.state == HURRYING:
            return Marks()

        def place(pc: int | None) -> int:
            if pc is None:
                return -1
            return program.phases[program.phase_at(pc)].start if self.torch else pc

        return Marks(place(now.done), place(now.coming), place(now.pc if now.state == PICKED else None))


def lines(program: Program, network: Network, noted: bool = True) -> tuple[Line, ...]:
    """The program as lines, phases with the matching line of a PyTorch loop; layers of one block stand below its name.

    Where it is `noted`, the deliberate mistakes stand above it.
    """
    starts: dict[int, list[Scope]] = {}
    for scope in program.scopes:
        starts.setdefault(scope.start, []).append(scope)
    depth = {scope.index: len(_ancestors(program, scope)) for scope in program.scopes}
    result = [Line(f"# {engine_text(note)}", 0, None, "loss") for note in program.notes if noted]
    block, outer = "", -1
    for pc, instr in enumerate(program.code):
        role = str(instr.path[0][1])
        for scope in starts.get(pc, ()):
            own = network.block_of(str(scope.name)) or owner_of(network, str(scope.name))
            here, inside = "" if own is None else own.name, scope.kind == "node"
            if not inside or here != block or scope.parent != outer:
                block, outer = here if inside else "", scope.parent
                result += [Line(block, depth[scope.index], None, role)] if block else []
            result.append(Line(_heading(scope), depth[scope.index] + bool(block), None, role))
        result.append(Line(in_symbols(program, pc), len(instr.path) + bool(block), pc))
    return tuple(result)


def torch_lines(program: Program, experiment: Experiment) -> tuple[Line, ...]:
    """The training loop that a PyTorch user would write; each phase is one line of it."""
    forward = program.code[: program.phases["forward"].stop]
    nodes = dict.fromkeys(node for instr in forward if (node := program.slots[instr.out].node))
    blocks = {node: experiment.network.block_of(node) for node in nodes}
    layers = ", ".join(dict.fromkeys(node if block is None else block.name for node, block in blocks.items()))
    result = [Line("for x, y in batches:", 0, None)]
    if experiment.training.zero_grad:
        result.append(Line("optimizer.zero_grad()", 1, None))
    for phase, scope in program.phases.items():
        comment = f"    # {layers}" if phase == "forward" else ""
        result.append(Line(f"{PYTORCH.get(phase, phase)}{comment}", 1, scope.start, phase))
    return tuple(result)


def _ancestors(program: Program, scope: Scope) -> list[int]:
    chain = []
    while scope.parent >= 0:
        chain.append(scope.parent)
        scope = program.scopes[scope.parent]
    return chain


def _heading(scope: Scope) -> str:
    if scope.kind == "phase" and scope.name in PHASES:
        return f"{phase_title(scope.name)}    # {PYTORCH[scope.name]}"
    if scope.kind == "time":
        return f"t = {scope.name}"
    return arrow(str(scope.name))


def brief(values: np.ndarray | None) -> str:
    """A value in a few characters: the number itself, or its norm."""
    if values is None:
        return ""
    if values.size == 1:
        return number(float(values.reshape(-1)[0]))
    with np.errstate(all="ignore"):
        return f"‖·‖ {number(float(np.linalg.norm(values)), 3)}"
