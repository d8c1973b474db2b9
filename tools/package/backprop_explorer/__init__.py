"""Backprop Explorer, a debugger for learning: the public names of its engine.

>>> from backprop_explorer import Debugger, load
>>> d = Debugger(load("xor"))
>>> d.run(300); d.value("loss"); d.gradient("h.z"); d.go(0)

Installed, all rooms of the program are inside this package (`backprop_explorer.engine`, `backprop_explorer.gui`), so that
no other name enters site-packages; `tools/wheel.py` puts them here. In the repository they stand at the top, and an editable
install finds both.
"""

from typing import TYPE_CHECKING, Any

import engine
from engine import __version__ as __version__

if TYPE_CHECKING:
    from engine import *  # noqa: F403

__all__ = engine.__all__


def __getattr__(name: str) -> Any:
    return getattr(engine, name)
