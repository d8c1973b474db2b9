"""What a learner has done, in the user's data folder: progress in one file, and the answers of those who agreed in another."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path

from engine import __version__
from engine.interchange.documents import attempts_file
from engine.interchange.documents.attempts_file import HANDS, Attempt
from engine.interchange.documents.safe_save import put_aside, save_bytes
from engine.interchange.documents.strict_json import read_text
from engine.lessons import progress as files
from engine.lessons.judge import Verdict
from engine.lessons.lesson import Question
from engine.lessons.play import Play
from engine.lessons.progress import Progress
from engine.lessons.shelf import shares
from engine.model.problem import ExperimentError
from gui.look.places import PROGRESS

ANSWERS = "answers.csv"


class Records:
    """Reads and writes; a folder that cannot be written costs the record, never the lesson. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.agreed = False  # whether answers are written down
        self.damaged = ""  # where a file of progress that cannot be read was put
        self.progress = self._read()

    def _read(self) -> Progress:
        if self.folder is None or not (path := self.folder / PROGRESS).is_file():
            return Progress()
        try:
            return files.loads(read_text(path), str(path))
        except (OSError, ExperimentError):
            logging.getLogger(__name__).exception("the progress in lessons could not be read")
            with contextlib.suppress(OSError):
                self.damaged = str(put_aside(path))
            return Progress()

    def keep(self, progress: Progress) -> None:
        """From now on the progress is this."""
        self.progress = progress
        if self.folder is None:
            return
        try:
            save_bytes(self.folder / PROGRESS, files.dumps(progress).encode())
        except OSError:
            logging.getLogger(__name__).exception("the progress in lessons could not be written")

    def shares(self) -> dict[str, float]:
        """How much of each built-in lesson is done, 0 to 1, as the file has it."""
        return shares(self.progress.done)

    def due(self, today: int) -> int:
        """How many questions are asked again on that day."""
        return len(self.progress.due(today))

    def note(self, play: Play, verdict: str, judged: Verdict, seconds: float) -> None:
        """Write an answer down, if the learner has agreed."""
        if not self.agreed or self.folder is None:
            return
        line = Attempt(play.lesson.id, play.lesson.digest, play.step.id, play.turn.tries, _kind(play.step.question), judged.given,
                       judged.expected, verdict, judged.rule.misconception if judged.rule else "", play.turn.hints,
                       round(seconds, 1), __version__)  # fmt: skip
        self._append([line])

    def note_hands(self, play: Play, hands: Mapping[str, int], judged: Verdict) -> None:
        """Write down how many of a class were for each answer, if the teacher keeps answers."""
        if self.agreed and self.folder is not None:
            question = _kind(play.step.question)
            self._append([Attempt(play.lesson.id, play.lesson.digest, play.step.id, count, question, answer, judged.expected, HANDS,
                                  version=__version__) for answer, count in hands.items() if count])  # fmt: skip

    def _append(self, lines: list[Attempt]) -> None:
        assert self.folder is not None
        try:
            attempts_file.append(self.folder / ANSWERS, lines)
        except OSError:
            logging.getLogger(__name__).exception("an answer could not be written down")

    def forget(self) -> None:
        """Delete answers and progress."""
        self.progress = Progress()
        if self.folder is not None:
            for name in (PROGRESS, ANSWERS):
                (self.folder / name).unlink(missing_ok=True)


def _kind(question: Question | None) -> str:
    return type(question).__name__.lower()
