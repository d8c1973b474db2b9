"""The import law: rooms may only look where they are allowed to. Each rule is shown to fail on a mutation.

The law is written once, in pyproject.toml, where import-linter reads it too.
"""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import mutants  # noqa: E402

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50  # lines


@cache
def trees() -> dict[str, ast.Module]:
    """Module name -> its syntax tree, parsed once."""
    found = {}
    for path in sorted([*ROOT.glob("engine/**/*.py"), *ROOT.glob("gui/**/*.py")]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@cache
def law_abiding() -> dict[str, frozenset[str]]:
    return {name: frozenset(imports(tree)) for name, tree in trees().items()}


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def broken(name: str, imported: str) -> bool:
    """Whether any contract forbids that import."""
    return any(BREAKS[contract["type"]](contract, name, imported) for contract in CONTRACTS)


def _layers(contract, name, imported) -> bool:
    """A room may import those below it; rooms on one line stand beside each other."""
    lines = [[room.strip() for room in line.split("|")] for line in contract["layers"]]
    own = next(((place, room) for place, line in enumerate(lines) for room in line if inside(name, room)), None)
    other = next(((place, room) for place, line in enumerate(lines) for room in line if inside(imported, room)), None)
    return own is not None and other is not None and own[1] != other[1] and other[0] <= own[0]


def _independence(contract, name, imported) -> bool:
    """Siblings of a folder do not know each other."""
    for pattern in contract["modules"]:
        folder = pattern.removesuffix(".*")
        depth = folder.count(".") + 2
        if inside(name, folder) and inside(imported, folder) and imported != folder:
            return name.split(".")[:depth] != imported.split(".")[:depth]
    return False


def _forbidden(contract, name, imported) -> bool:
    return any(inside(name, one) for one in contract["source_modules"]) and any(
        inside(imported, one) for one in contract["forbidden_modules"]
    )


BREAKS = {"layers": _layers, "independence": _independence, "forbidden": _forbidden}


def violations(modules: dict[str, frozenset[str]]) -> list[str]:
    return [f"{name} imports {other}" for name, others in modules.items() for other in sorted(others) if broken(name, other)]


def test_the_law_holds():
    assert violations(law_abiding()) == []


def test_every_room_stands_in_the_order():
    """A new room must be given its place; and the window's folder holds rooms only."""
    ordered = {
        room.strip()
        for contract in CONTRACTS
        if contract["type"] == "layers"
        for line in contract["layers"]
        for room in line.split("|")
    }
    rooms = {".".join(name.split(".")[:2]) for name in trees() if "." in name}
    assert rooms <= ordered
    assert [path.name for path in (ROOT / "gui").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("engine.runtime.debugger", "from PySide6.QtCore import QObject"),
        ("engine.library.ops", "import pyqtgraph"),
        ("engine.model.network", "from engine.library import ops"),
        ("engine.interchange.models.weights", "from engine.headless import commands"),
        ("engine.insight.moment.explain", "from engine.insight.flow.depth import depth_profile"),
        ("engine.insight.study.sweep", "from engine.insight.trace.trace import Trace"),
        ("gui.panels.formula", "from gui.panels.program import ProgramPanel"),
        ("gui.panels.data.panel", "from gui.canvas.scene import GraphScene"),
        ("gui.canvas.panel", "from gui.panels.data.panel import DataPanel"),
        ("gui.widgets.heatmap", "from gui.session.session import Session"),
        ("gui.widgets.heatmap", "from gui.look.theme import Theme"),
        ("gui.widgets.listing", "import engine.runtime.debugger"),
        ("gui.notation.numbers", "from gui.look.theme import Theme"),
        ("gui.notation.numbers", "from PySide6.QtGui import QColor"),
        ("gui.session.session", "from gui.shell.window import MainWindow"),
        ("gui.session.session", "from gui.plots.catalogue import PLOTS"),
        ("gui.look.forms", "from gui.session.session import Session"),
        ("gui.plots.depth", "from gui.panels.plot import PlotPanel"),
        ("gui.export.writer", "from gui.dialogs.export_options import ExportDialog"),
        ("gui.dialogs.csv", "from gui.verbs.documents import Documents"),
        ("gui.verbs.documents", "from gui.shell.workbench import Workbench"),
        ("gui.panels.data.panel", "from gui.shell.workbench import Workbench"),
    ],
)
def test_each_rule_can_fail(module, line):
    assert violations({module: law_abiding()[module] | imports(ast.parse(line))})


def outside_writes(tree: ast.Module) -> list[str]:
    """Where a view writes the session, or speaks with its voice, instead of calling a verb."""

    def of_session(node: ast.expr) -> bool:
        """`session`, `anything.session`, and what lies inside them."""
        while isinstance(node, ast.Attribute) and node.attr != "session":
            node = node.value
        return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) == "session"

    found = []
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, (ast.AugAssign, ast.AnnAssign))
            else []
        )
        parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        places = [part.value for part in parts if isinstance(part, (ast.Attribute, ast.Subscript))]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            places.append(node.args[0])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "emit":
            places.append(node.func.value)
        found += [f"line {node.lineno}: {ast.unparse(node)}" for place in places if of_session(place)]
    return found


def test_only_the_session_writes_the_session():
    views = {name: tree for name, tree in trees().items() if inside(name, "gui") and not inside(name, "gui.session")}
    assert {name: found for name, tree in views.items() if (found := outside_writes(tree))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "self.session.until_loss = None",
        "session.selection.sample += 1",
        "self.a, session.path = 1, path",
        "bench.session.memo['key'] = 3",
        "setattr(self.session, 'calm', True)",
        "self.session.stopped.emit()",
    ],
)
def test_a_write_from_outside_is_found(line):
    assert outside_writes(ast.parse(line))
    assert not outside_writes(ast.parse("self.session.run(); self.session = session; self.asked.emit(session.path)"))


def test_the_drawing_shows_the_rooms_in_their_order():
    drawing = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[3]
    corners = {match[1]: match.start() for match in re.finditer(r"┌─ ([a-z.]+) ", drawing)}
    for contract in (contract for contract in CONTRACTS if contract["type"] == "layers"):
        house = contract["layers"][0].split(" | ")[0].rpartition(".")[0]
        column = corners[house] - drawing.rfind("\n", 0, corners[house])
        drawn = [line[column:].split("│")[0].strip() for line in drawing.split("\n") if line[column - 1 : column] == "│"]
        assert drawn == [line.replace(f"{house}.", "") for line in contract["layers"]]


def test_documents_name_files_that_exist():
    """A path, or the end of one, in the notation of code."""
    folders = ("engine", "gui", "resources", "tests", "tools", "benchmarks", "docs")
    files = [path.as_posix() for path in (*ROOT.iterdir(), *(path for folder in folders for path in (ROOT / folder).rglob("*.*")))]
    words = "\n".join(path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
    named = set(re.findall(r"`([\w/]+\.(?:py|c|toml|sh))\b", words))
    named |= set(re.findall(r"\]\((?:\.\./)?((?:engine|gui|docs|tools|tests|resources)/[\w/.-]+)\)", words))
    assert len(named) > 50
    assert [name for name in sorted(named) if not any(path.endswith(f"/{name}") for path in files)] == []


def test_documents_name_what_those_files_define():
    """`NAME` of `file.py`, or `file.py::name`."""
    folders = ("engine", "gui", "resources", "tests", "tools", "benchmarks")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    words = " ".join(path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
    named = {(file, name) for name, file in re.findall(r"`(\w+)`\s(?:of|in)\s`([\w/]+\.py)`", words)}
    named |= {(file, name) for file, names in re.findall(r"`([\w/]+\.py)::([\w:]+)`", words) for name in names.split("::")}
    assert len(named) > 20

    def defined(file: str, name: str) -> bool:
        sources = (path.read_text(encoding="utf-8") for path in files if path.as_posix().endswith(f"/{file}"))
        return any(re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b", source, re.MULTILINE) for source in sources)

    assert [each for each in sorted(named) if not defined(*each)] == []


def test_documents_name_the_commands_that_there_are():
    """`make NAME` in the notation of code, and every command is described somewhere."""
    commands = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
    pages = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))]
    named = {name for page in pages for piece in code.findall(page) for name in re.findall(r"\bmake ([a-z-]+)", piece)}
    assert named <= commands
    assert commands - named <= {"clean"} | {name for name in commands if name.startswith("bench-")}


def test_planted_bugs_change_lines_that_there_are():
    """`make mutants` takes an hour, and would say so at its end."""
    lost = [bug.name for bug in mutants.MUTANTS if bug.old not in (ROOT / bug.file).read_text(encoding="utf-8")]
    assert lost == []


def test_files_and_functions_stay_small():
    long = {}
    for name, tree in trees().items():
        path = ROOT / Path(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE:
            long[name] = lines
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION:
                long[f"{name}.{node.name}"] = (node.end_lineno or 0) - node.lineno
    assert long == {}
