"""`desktop install | remove`: the program in the menu of a Linux desktop, its files with their icon, opened by a double click.

Where things go is the XDG Base Directory specification's, how commands are quoted the Desktop Entry specification's. All is written
below the user's own data folder.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from engine.headless.options import add_language
from engine.interchange.documents.safe_save import save_bytes
from engine.model.language import said
from engine.model.problem import refuse, text
from resources import FOLDER

NAME, ICON = "org.backpropexplorer.BackpropExplorer", "backprop-explorer"
SOURCE = Path(str(FOLDER)) / "desktop"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels; the icons that are there as pictures
RESERVED = '"`$\\'
RENEWED = (
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)


def data_home() -> Path:
    """The user's own data folder (XDG Base Directory specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()


def quoted(argument: str) -> str:
    """An argument as the Exec key of a desktop entry wants it (Desktop Entry specification, "The Exec key")."""
    inside = "".join(f"\\{sign}" if sign in RESERVED else sign for sign in argument.replace("%", "%%"))
    return f'"{inside}"'.replace("\\", "\\\\")


def command() -> list[str]:
    """What starts the window of the program that runs now: its own file when bundled, its installed command, or main.py."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    installed = Path(sys.executable).with_name("backprop-explorer-window")
    script = SOURCE.parents[1] / "main.py"
    return [sys.executable, str(script)] if script.exists() and not installed.exists() else [str(installed)]


def entry() -> str:
    """The desktop entry, with the command that starts this very program; the file in resources names the one on the path."""
    started = " ".join(map(quoted, command()))
    lines = (SOURCE / f"{NAME}.desktop").read_text("utf-8").splitlines()
    kept = (line for line in lines if not line.startswith("TryExec="))
    return "".join(f"Exec={started} %f\n" if line.startswith("Exec=") else f"{line}\n" for line in kept)


def files() -> dict[str, bytes]:
    """What is written: place below the data folder -> content."""
    icons = {f"icons/hicolor/{size}x{size}/apps/{ICON}.png": f"{ICON}-{size}.png" for size in SIZES}
    icons[f"icons/hicolor/scalable/apps/{ICON}.svg"] = f"{ICON}.svg"
    plain = icons | {f"mime/packages/{NAME}.xml": f"{NAME}.xml", f"metainfo/{NAME}.metainfo.xml": f"{NAME}.metainfo.xml"}
    content = {place: (SOURCE / name).read_bytes() for place, name in plain.items()}
    return {f"applications/{NAME}.desktop": entry().encode(), **content}


def _renew(home: Path) -> None:
    """Have the desktop read again what has changed; a tool that is missing means that the desktop looks for itself."""
    for tool, place in RENEWED:
        if (home / place).is_dir() and shutil.which(tool):
            subprocess.run([tool, str(home / place)], capture_output=True, check=False)


def desktop(options: argparse.Namespace) -> int:
    """Write or remove the files; ExperimentError on other systems."""
    if platform.system() != "Linux":
        raise refuse(
            platform.system(),
            text("the desktop command works only on Linux."),
            text("On this system, install the program as a bundle, which includes its icon (docs/install.md)."),
        )
    home = data_home()
    for place, content in files().items():
        path = home / place
        if options.what == "install":
            path.parent.mkdir(parents=True, exist_ok=True)
            save_bytes(path, content)
            print(said("wrote {path}", path=path))
        elif path.exists():
            path.unlink()
            print(said("removed {path}", path=path))
    _renew(home)
    return 0


def add_parser(verbs: Any) -> None:
    """Its place on the command line."""
    parser = verbs.add_parser("desktop", help=said("add the program to the menu of a Linux desktop, or remove it"))
    add_language(parser)
    parser.add_argument("what", choices=("install", "remove"), help=said("menu entry, icon and file types: install or remove them"))
