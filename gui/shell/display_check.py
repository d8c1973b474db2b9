"""Whether a window can open at all: Qt aborts the process where it cannot, so ask first."""

from __future__ import annotations

import ctypes
import os
import socket
import sys

from engine.model.problem import text

# What Qt's X11 plugin loads, and the Debian package of each.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
}


def why_no_display() -> str:
    """Why no window can open, or an empty text."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return text("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).")
    if not _answers(display):
        return text("The display {display} is not responding.").format(display=display)
    missing = [library for library in LIBRARIES if not _loads(library)]
    if missing:
        return text("Qt needs {libraries}; on Debian or Ubuntu: apt-get install {packages}.").format(
            libraries=", ".join(missing), packages=" ".join(LIBRARIES[library] for library in missing)
        )
    return ""


def _answers(display: str) -> bool:
    host, _, number = display.partition(":")
    number = number.split(".")[0]
    if host or not number.isdecimal():
        return True
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
