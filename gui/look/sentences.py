"""What is said of a moment: what was just done and what comes next, for the canvas, the formula and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.now import COMING, DONE, FINISHED, HURRYING, PICKED, Now
from engine.library.window import Grid, unravel
from engine.model.network import Network
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.look.instruction import sentence
from gui.look.titles import phase_title
from gui.notation.numbers import number


def told(program: Program, now: Now, network: Network) -> str:
    """What was just done and what comes next, a line for each; nothing in a hurried run."""
    translate = QCoreApplication.translate
    if now.state == HURRYING:
        return ""
    if now.state == PICKED:
        return f"{standing(program, now)} – {sentence(program, now.pc, network, now.quiet)}"
    lines = []
    if now.state == DONE:
        lines.append(f"{standing(program, now)} – {sentence(program, now.pc, network, now.quiet)}")
    if now.state in (DONE, FINISHED) and not now.coming:
        lines.append(translate("Sentences", "Training step {step} is finished.").format(step=now.step))
    coming = program.time_of(now.coming)
    at = time_words(coming) if coming and (coming != now.time or now.state != DONE) else ""
    lines.append(f"{joined(translate('Sentences', 'Next'), at)} – {sentence(program, now.coming, network, now.quiet)}")
    return "\n".join(lines)


def running(rate: float | None) -> str:
    """That a run is under way, and its training steps a second once they were measured."""
    words = QCoreApplication.translate("Sentences", "Running")
    if rate is None:
        return words
    speed = QCoreApplication.translate("Sentences", "{rate} steps/s").format(rate=f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}")
    return f"{words}, {speed}"


def place_words(debugger: Debugger, now: Now) -> str:
    """Where the clock stands: step, phase, operation and epoch."""
    step, pc = debugger.place
    finished = QCoreApplication.translate("Status", "step complete")
    phase = finished if pc == len(debugger.program) else phase_title(now.reached)
    return QCoreApplication.translate("Status", "Step {step} · {phase} · {pc} of {length} · epoch {epoch}").format(
        step=step + 1, phase=phase, pc=pc, length=len(debugger.program), epoch=debugger.epoch + 1
    )


def running_place(debugger: Debugger) -> str:
    """Where a run that hurries is; it has passed too many operations to name one."""
    words = QCoreApplication.translate("Status", "Step {step} · epoch {epoch}")
    return words.format(step=debugger.place[0] + 1, epoch=debugger.epoch + 1)


def loss_words(debugger: Debugger) -> str:
    """The loss of the present step."""
    loss = debugger.read(debugger.program.loss)
    unknown = "?" if debugger.program.loss in debugger.hidden else "–"
    words = QCoreApplication.translate("Status", "loss {loss}").format(loss=unknown if loss is None else number(float(loss), 5))
    known = ((node, debugger.read(slot)) for node, slot in debugger.program.loss_parts.items())
    parts = [f"{node} {unknown if value is None else number(float(value))}" for node, value in known]
    return f"{words} ({', '.join(parts)})" if len(parts) > 1 else words


def standing(program: Program, now: Now) -> str:
    """Why an instruction is shown and at which time step, as the beginning of a sentence."""
    return joined(_reason(now), _when(program, now))


def _reason(now: Now) -> str:
    translate = QCoreApplication.translate
    if now.state == PICKED and now.done is not None and now.pc <= now.done:
        return translate("Sentences", "Line {line}").format(line=now.pc + 1)
    if now.state == PICKED:
        return translate("Sentences", "Line {line}, still to come").format(line=now.pc + 1)
    if now.state == HURRYING:
        return translate("Sentences", "Running")
    return translate("Sentences", "Next") if now.state == COMING else translate("Sentences", "Just done")


def _when(program: Program, now: Now) -> str:
    if program.length == 1:
        return ""
    return time_words(now.time) if now.timed else QCoreApplication.translate("Sentences", "for all time steps")


def time_words(time: int) -> str:
    """A time step, to be put after other words."""
    return QCoreApplication.translate("Sentences", "time step {time}").format(time=time)


def position_words(position: int, grid: Grid) -> str:
    """A position, by its place on the grid."""
    place = ", ".join(map(str, unravel(position, grid)))
    return QCoreApplication.translate("Sentences", "position {place}").format(place=place)


def element_words(index: tuple[int, ...], batch: int = 0, grid: Grid = ()) -> str:
    """The index of an element as in PyTorch; where columns are the samples of a batch, of that sample, counted from 1."""
    if not batch:
        return f"[{', '.join(map(str, index))}]"
    position, sample = divmod(index[1], batch)
    place = (index[0], *unravel(position, grid)) if grid else index[:1]
    return f"[{', '.join(map(str, place))}]" + (f" #{sample + 1}" if batch > 1 else "")


def joined(*words: str) -> str:
    """Words after one another, those that are empty left out."""
    return ", ".join(part for part in words if part)
