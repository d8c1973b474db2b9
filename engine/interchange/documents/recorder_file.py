"""The recorder as one file that goes next to a PyTorch script: its modules, one after the other."""

from __future__ import annotations

import ast

from resources import FOLDER

PACKAGE = "bpx_record"
MODULES = (
    "hooks", "measures", "functions", "losses", "layers", "replays", "folder", "steps", "trainers", "unregistered", "recorder",
)  # fmt: skip


def recorder_source() -> bytes:
    """The text of bpx_record.py; modules import one another by `from bpx_record.… import`, which one file does not need."""
    folder = FOLDER.joinpath("recorder", PACKAGE)
    intro = folder.joinpath("__init__.py").read_text(encoding="utf-8").partition('\n"""\n')[0]
    imports, bodies = set[str](), []
    for name in MODULES:
        _, _, body = folder.joinpath(f"{name}.py").read_text(encoding="utf-8").partition('"""\n')
        lines = body.splitlines()
        for statement in reversed(ast.parse(body).body):
            if isinstance(statement, ast.Import | ast.ImportFrom):
                imports.add(ast.unparse(statement))
                del lines[statement.lineno - 1 : statement.end_lineno]
        bodies.append("\n".join(lines).strip())
    needed = sorted((line for line in imports if PACKAGE not in line), key=lambda line: (" torch" in line or "numpy" in line, line))
    return "\n".join([intro, '"""', "", *needed, "", "", "\n\n\n".join(bodies), ""]).encode()
