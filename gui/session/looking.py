"""Where the user looks: at what was just done, or at a line, a time step and a sample of their own choice."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.insight.moment.now import Now, now_of
from engine.insight.moment.place import same_at
from engine.insight.moment.spots import MIDDLE, Spot
from engine.insight.moment.telling import telling_sample
from engine.library.window import Grid, ravel, unravel
from engine.model.network import Network
from gui.session.selection import Selection

if TYPE_CHECKING:
    from gui.session.session import Session


class Telling(int):
    """The sample to show while nobody has chosen one."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What was found last, and for what; every panel asks, and a large network takes a while."""

    network: Network
    asked: tuple[object, ...]
    now: Now


class Looking:
    """Makes the one `Now` that all panels show, and moves it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> Now | None:
        """What is shown; None while nothing can run."""
        session, debugger = self._session, self._session.debugger
        if debugger is None:
            return None
        telling = session.memo.made(Telling, lambda: Telling(telling_sample(debugger.program)))
        chosen = session.selection
        network, sample = session.experiment.network, telling if chosen.sample is None else chosen.sample
        choice = (chosen.pc, chosen.time, sample, session.hurries, chosen.spot or MIDDLE, session.veil.kept.causes)
        asked, seen = (debugger.t, debugger.stop, *choice), session.memo.find(Seen)
        if seen is None or seen.network is not network or seen.asked != asked:
            seen = session.memo.keep(Seen(network, asked, now_of(debugger, network, *choice)))
        return seen.now

    def back(self) -> None:
        """Let go of a chosen line and time step: what was just done is shown again."""
        self._session.select(replace(self._session.selection, pc=None, time=None))

    def at_time(self, time: int) -> None:
        """Show another time step: the instruction that does there what the one shown does here."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None and 1 <= time <= session.debugger.program.length:
            pc = same_at(session.debugger.program, now.pc, time) if now.timed else session.selection.pc
            session.select(replace(session.selection, pc=pc, time=time))

    def at_sample(self, sample: int) -> None:
        """Show another sample of the batch, counted from 0."""
        if self._session.debugger is not None and 0 <= sample < self._session.debugger.program.batches.size:
            self._session.select(replace(self._session.selection, sample=sample))

    def next_sample(self) -> None:
        self._move_sample(1)

    def previous_sample(self) -> None:
        self._move_sample(-1)

    def _move_sample(self, by: int) -> None:
        """To a neighbouring sample; the last one is followed by the first."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None:
            self.at_sample((now.sample + by) % session.debugger.program.batches.size)

    def next_time(self) -> None:
        self._move_time(1)

    def previous_time(self) -> None:
        self._move_time(-1)

    def _move_time(self, by: int) -> None:
        """To a neighbouring time step; the last one is followed by the first."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None and session.debugger.program.length > 1:
            self.at_time((now.time - 1 + by) % session.debugger.program.length + 1)

    # positions -----------------------------------------------------------------------------------

    def grid(self) -> Grid:
        """The grid on which a position is chosen: that of the layer shown, of the one selected, or of the first that has one."""
        session, now = self._session, self.now()
        network, chosen = session.experiment.network, session.selection.spot
        if now is None:
            return ()
        nodes = (*([now.node] if now.node else []), *session.selection.nodes)
        grids = [network.node(name).grid for name in nodes if network.has(name)]
        return next((grid for grid in (*grids, chosen.grid if chosen else (), *(node.grid for node in network.nodes)) if grid), ())

    def at_position(self, position: int) -> None:
        """Show another position of that grid."""
        grid = self.grid()
        if 0 <= position < math.prod(grid) and grid:
            self._session.select(replace(self._session.selection, spot=Spot.of(grid, position)))

    def at_pixel(self, node: str, unit: int, position: int, pc: int | None) -> None:
        """Show a position of a layer, and the element of that unit; of the line `pc`, if it is not what is shown already."""
        session, grid = self._session, self._session.experiment.network.node(node).grid
        index = (unit,) if unit >= 0 else ()
        chosen = replace(session.selection, nodes=frozenset({node}), wires=frozenset(), parameter="", index=index)
        session.select(replace(chosen, spot=Spot.of(grid, position), pc=pc if pc is not None else chosen.pc))

    def next_position(self) -> None:
        self._move_position(-1, 1)

    def previous_position(self) -> None:
        self._move_position(-1, -1)

    def lower_position(self) -> None:
        self._move_position(-2, 1)

    def upper_position(self) -> None:
        self._move_position(-2, -1)

    def _move_position(self, axis: int, by: int) -> None:
        """To a neighbouring position along an axis, round and round; in a sequence the next lower one is the next one."""
        grid, now = self.grid(), self.now()
        if grid and now is not None:
            at = list(unravel(now.spot.on(grid), grid))
            axis = max(axis, -len(grid))
            at[axis] = (at[axis] + by) % grid[axis]
            self.at_position(ravel(tuple(at), grid))

    def at_weight(self, selection: Selection) -> None:
        """Point at a parameter or one of its elements, and look at the line that makes its gradient."""
        session, name = self._session, selection.parameter
        program = None if session.debugger is None else session.debugger.program
        slot = None if program is None else program.parameters.get(name)
        gradient = None if program is None or slot is None else program.used_gradient.get(slot)
        pc = None if program is None or gradient is None else program.writer[gradient]
        session.select(replace(selection, pc=pc))
