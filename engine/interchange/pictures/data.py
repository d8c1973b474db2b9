"""Pictures as the data of an experiment: read, proposed, and written into its file by their path."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from engine.interchange.documents.strict_json import refuse
from engine.interchange.pictures.arrays import read_npz
from engine.interchange.pictures.folder import read_folder
from engine.interchange.tables.rows import Progress
from engine.library.pictures import Pictures, fits
from engine.model.network import Choice
from engine.model.problem import text

NAME = "pictures"


def _always(done: int, total: int) -> bool:
    return True


def read(path: Path, progress: Progress = _always) -> Pictures:
    """The pictures of a folder or an archive; ExperimentError says what is wrong, Cancelled if `progress` says so."""
    return read_folder(path, progress) if path.is_dir() else read_npz(path)


def choice_of(path: Path, pictures: Pictures, **settings: Any) -> Choice:
    """The data of an experiment from pictures that were read, by default as they are proposed."""
    size, colour = fits(pictures)
    return Choice(NAME, {"path": str(path.absolute()), "size": size, "colour": colour, **settings, "pictures": pictures})


def opened(choice: Choice, folder: Path) -> Choice:
    """The same data with their pictures, looked up relative to that folder."""
    path = (folder / choice.settings["path"]).absolute()
    if not os.path.exists(path):  # False as well for what can be no path
        hint = text("It must be in the same folder as the experiment; move it there, or correct the path.")
        raise refuse("data.path", text("there is no file {path}."), hint, path=repr(str(path)))
    return Choice(NAME, {**choice.settings, "path": str(path), "pictures": read(path)})


def entry(choice: Choice, folder: Path | None) -> dict[str, Any]:
    """The data as written in an experiment file of that folder: the path, and what is made of the pictures."""
    settings = {name: value for name, value in choice.settings.items() if name != "pictures"}
    if folder is not None:
        with contextlib.suppress(ValueError):  # another drive
            settings["path"] = Path(os.path.relpath(settings["path"], folder.absolute())).as_posix()
    return {"name": NAME, **settings}
