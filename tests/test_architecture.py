"""The import law: rooms may only look where they are allowed to. Each rule is shown to fail on a mutation."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("spec", "library", "program", "runtime", "insight", "interchange")
QT = ("PySide6", "shiboken6", "pyqtgraph", "gui")


def sources() -> dict[str, str]:
    """Module name -> source text."""
    found = {}
    for path in sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("gui/**/*.py")]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = path.read_text(encoding="utf-8")
    return found


def imports(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def violations(modules: dict[str, str]) -> list[str]:
    found = []
    for name, source in modules.items():
        for imported in imports(source):
            if broken(name, imported):
                found.append(f"{name} imports {imported}")
    return found


def broken(name: str, imported: str) -> bool:
    if inside(name, "engine") and any(inside(imported, package) for package in QT):
        return True
    if room_of(name) is not None and room_of(imported) is not None:
        return room_of(imported) > room_of(name)  # type: ignore[operator]
    for kind in ("gui.panels", "gui.canvas"):
        if inside(name, "gui.panels") and inside(imported, kind) and not same_panel(name, imported):
            return True
    if inside(name, "gui.canvas") and inside(imported, "gui.panels"):
        return True
    if inside(name, "gui.widgets") and (inside(imported, "gui.session") or inside(imported, "engine")):
        return True
    shells = ("gui.window", "gui.workbench", "gui.welcome")
    return any(inside(imported, shell) and not inside(name, shell) for shell in shells) and name not in ("gui.app", "gui.window")


def room_of(module: str) -> int | None:
    parts = module.split(".")
    return ROOMS.index(parts[1]) if parts[0] == "engine" and len(parts) > 1 and parts[1] in ROOMS else None


def same_panel(name: str, imported: str) -> bool:
    return imported == "gui.panels" or inside(imported, name)


def test_the_law_holds():
    assert violations(sources()) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("engine.runtime.debugger", "from PySide6.QtCore import QObject"),
        ("engine.library.ops", "import pyqtgraph"),
        ("engine.spec.network", "from engine.library import ops"),
        ("gui.panels.formula", "from gui.panels.program import ProgramPanel"),
        ("gui.panels.data", "from gui.canvas.scene import GraphScene"),
        ("gui.canvas.panel", "from gui.panels.data import DataPanel"),
        ("gui.widgets.heatmap", "from gui.session import Session"),
        ("gui.widgets.listing", "import engine.runtime.debugger"),
        ("gui.session", "from gui.window import MainWindow"),
        ("gui.panels.data", "from gui.workbench import Workbench"),
    ],
)
def test_each_rule_can_fail(module, line):
    changed = sources()
    changed[module] = f"{line}\n{changed[module].replace('from __future__ import annotations', '')}"
    assert any(found.startswith(module) for found in violations(changed))


def test_files_and_functions_stay_small():
    long_files = {name: source.count("\n") for name, source in sources().items() if source.count("\n") > 400}
    assert long_files == {}
    long_functions = []
    for name, source in sources().items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 55:
                long_functions.append(f"{name}.{node.name}")
    assert long_functions == []
