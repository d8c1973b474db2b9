"""Draw docs/norms.svg: the gradients of transformer blocks at the start, with the norms after the sums and before the layers.

make norms
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtWidgets import QApplication

from engine.insight.study.encoders import Encoder, typical
from gui.export.writer import write
from gui.look import theme as themes
from gui.look.figure import Curve, Figure

TARGET = Path(__file__).resolve().parent.parent / "docs" / "norms.svg"
SEEDS, DEPTH = 8, 12


def main() -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    themes.load_fonts(application)
    kinds = (("post-norm", False, "gradient"), ("pre-norm", True, "value"))
    found = {name: typical(Encoder(DEPTH, first), SEEDS) for name, first, _ in kinds}
    blocks = np.arange(1.0, DEPTH + 1)
    curves = tuple(Curve(name, blocks, found[name], role) for name, _, role in kinds)
    write(Figure("", "block", "‖∂L/∂W‖ at the start", curves), TARGET, themes.THEMES[themes.LIGHT])
    for name, norms in found.items():
        print(f"{name:10}", " ".join(f"{norm:.2f}" for norm in norms))
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
