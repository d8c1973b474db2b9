"""A folder that runs anywhere on machines of this kind: Python, Qt, the program and its compiled kernels, by PyInstaller.

    make bundle        dist/BackpropExplorer/, on macOS dist/BackpropExplorer.app

A bundle is made on the system that it is for. Kernels for each level of instructions go along; the best one is chosen at run time.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

import PyInstaller.__main__

sys.path.insert(0, str(Path(__file__).parent))

from kernels import ROOT, TARGETS, cross_compile  # noqa: E402

NAME = "BackpropExplorer"
KINDS = {
    ("Linux", "x86_64"): "linux-x86_64", ("Linux", "aarch64"): "linux-aarch64", ("Windows", "AMD64"): "windows-x86_64",
    ("Darwin", "x86_64"): "macos-x86_64", ("Darwin", "arm64"): "macos-arm64",
}  # fmt: skip
ICONS = {"Windows": "backprop-explorer.ico", "Darwin": "backprop-explorer.icns"}
# Rooms are loaded by name when they are first needed, so all of them are named here.
ROOMS = ("engine", "gui", "resources")
# What other packages bring that the program never loads.
UNUSED = ("tkinter", "PySide6.QtQml", "PySide6.QtQuick", "torch", "jax", "scipy", "matplotlib", "IPython", "pytest")


def options(kernels: Path, folder: Path, work: Path) -> list[str]:
    """What PyInstaller is told."""
    icon = ROOT / "resources" / "desktop" / ICONS.get(platform.system(), "backprop-explorer.ico")
    told = ["--noconfirm", "--onedir", "--windowed", "--name", NAME, "--icon", str(icon), "--log-level", "WARN"]
    told += ["--distpath", str(folder), "--workpath", str(work), "--specpath", str(work), "--paths", str(ROOT)]
    told += ["--add-data", f"{ROOT / 'resources'}{os.pathsep}resources"]
    told += ["--add-data", f"{ROOT / 'engine' / 'runtime' / 'native' / '*.[ch]'}{os.pathsep}engine/runtime/native"]
    told += ["--add-data", f"{kernels}{os.pathsep}engine/runtime/native/prebuilt"]
    told += [word for room in ROOMS for word in ("--collect-submodules", room)]
    told += [word for name in UNUSED for word in ("--exclude-module", name)]
    return [*told, str(ROOT / "main.py")]


def main() -> None:
    folder = Path(os.environ.get("DIST") or ROOT / "dist")
    kind = KINDS.get((platform.system(), platform.machine()))
    with tempfile.TemporaryDirectory() as work:
        kernels = Path(work) / "kernels"
        kernels.mkdir()
        if kind:
            cross_compile(TARGETS[kind], kernels)
        PyInstaller.__main__.run(options(kernels, folder, Path(work) / "build"))
    size = sum(file.stat().st_size for file in (folder / NAME).rglob("*") if file.is_file() and not file.is_symlink())
    print(f"{size / 1e6:.0f} MB  {folder / NAME}")


if __name__ == "__main__":
    main()
