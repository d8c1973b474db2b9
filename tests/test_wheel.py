"""The wheel: one package, which works away from the repository and leaves nothing behind when it is uninstalled.

It is installed into an empty environment. What it depends on is not downloaded again: PYTHONPATH shows it the folder in which this
Python keeps its packages. An editable install there does not count, because only a `.pth` file leads from it to the repository.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from tiers import sample

from engine.runtime.native import levels, library

pytest.importorskip("hatchling")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from kernels import TARGETS  # noqa: E402

PACKAGE = "backprop_explorer"
ROOMS = ("engine", "gui", "resources", "main")
LIBRARY = """
import sys, backprop_explorer
from backprop_explorer import Debugger, load
debugger = Debugger(load("xor"))
debugger.run(3)
print(debugger.t > 0, backprop_explorer.__version__, backprop_explorer.__file__)
print([name for name in ("engine", "gui", "resources", "main") if name in sys.modules])
"""
WINDOW = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDockWidget
from backprop_explorer.gui.shell.app import App, make_application
application = make_application(["window"])
app = App(application, QSettings(sys.argv[1], QSettings.Format.IniFormat), "hi", "light")
def painted():
    app.open_example("xor")
    for dock in app.bench.findChildren(QDockWidget):
        dock.show(); dock.raise_(); application.processEvents()
        print(type(dock.widget()).__module__)
    app.window.close()
app.window.painted.connect(painted)
app.window.show()
sys.exit(application.exec())
"""


def called(*command: object, **options) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(folder: Path, version: str) -> zipfile.ZipFile:
    called(sys.executable, "-m", "hatchling", "build", "-t", f"wheel:{version}", "-d", folder, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def named(tree: ast.Module) -> set[str]:
    """Modules that are imported, or named in a string."""
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {word for word in words if re.fullmatch(r"\w+(\.\w+)+(:\w+)?", word)}


@pytest.mark.long
def test_only_one_package_enters_site_packages(tmp_path):
    with built(tmp_path, "standard") as wheel:
        names = wheel.namelist()
        modules = {name: ast.parse(wheel.read(name)) for name in names if name.endswith(".py")}
        (bill,) = (json.loads(wheel.read(name)) for name in names if ".dist-info/sboms/" in name)
    assert bill["metadata"]["component"]["name"] == "backprop-explorer"
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {PACKAGE}
    in_repository = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in ROOT.glob(f"{room}/**/*.py")}
    assert {f"{PACKAGE}/{path}" for path in (*in_repository, "main.py")} <= set(names)
    outside = {(name, module) for name, tree in modules.items() for module in named(tree) if module.split(".")[0] in ROOMS}
    assert outside == set(), "these would not be found where the program is installed"
    assert f"{PACKAGE}/py.typed" in names
    assert not [name for name in names if name.endswith((".so", ".pyc"))]


def test_an_editable_install_is_the_repository_itself(tmp_path):
    with built(tmp_path, "editable") as wheel:
        paths = [name for name in wheel.namelist() if ".dist-info/" not in name]
        assert len(paths) == 1
        assert wheel.read(paths[0]).decode().split() == [str(ROOT), str(ROOT / "tools" / "package")]


class Installed:
    """An empty environment with nothing but the wheel, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder / "environment", folder / "home"
        self.home.mkdir()
        venv.create(self.folder, with_pip=False)
        self.programs = self.folder / ("Scripts" if os.name == "nt" else "bin")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_", "VIRTUAL_ENV"))}
        self.variables = {**kept, "HOME": str(self.home), "LOCALAPPDATA": str(self.home), "QT_QPA_PLATFORM": "offscreen"}

    def pip(self, *arguments: object) -> None:
        called(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", self.folder, *arguments, env=self.variables)

    def files(self) -> set[Path]:
        return {path for path in self.folder.rglob("*") if path.is_file()}

    def call(self, program: str, *arguments: object) -> str:
        shown = {**self.variables, "PYTHONPATH": sysconfig.get_path("purelib")}
        return called(self.programs / program, *arguments, cwd=self.home, env=shown)


@pytest.mark.long
def test_installed_used_and_uninstalled_without_a_trace(tmp_path):
    built(tmp_path / "wheel", "standard").close()
    installed = Installed(tmp_path)
    empty = installed.files()
    installed.pip("install", "--no-deps", "--no-index", *(tmp_path / "wheel").glob("*.whl"))

    first, second = installed.call("python", "-c", LIBRARY).splitlines()
    assert first.startswith(f"True {installed.call('backprop-explorer', '--version').split()[2]} {installed.folder}")
    assert second == "[]", "the rooms are not known under names that others may use"
    if shutil.which("cc"):
        installed.call("python", "-m", f"{PACKAGE}.engine.runtime.native")
        assert len(list(installed.home.rglob("kernels-*.so"))) == 1
    installed.call("backprop-explorer", "run", "xor", "--steps", "5", "--figures", "figures")
    assert (installed.home / "figures" / "loss.svg").stat().st_size > 0
    told = json.loads(installed.call("backprop-explorer", "diagnose", "perceptron-corrected", "--try", "5", "--json"))
    assert len(told["remedies"]) > 1, "each was tried in a process of its own"
    panels = installed.call("python", "-c", WINDOW, installed.home / "settings.ini").split()
    assert len(panels) > 10
    assert all(module.startswith((f"{PACKAGE}.", "PySide6.")) for module in panels)

    installed.pip("uninstall", "--yes", "backprop-explorer")
    assert installed.files() == empty
    assert not list(installed.folder.rglob(f"{PACKAGE}*"))


COMPUTES = """
from backprop_explorer import Debugger, load
from backprop_explorer.engine.runtime.native import library
debugger = Debugger(load("xor"))
debugger.run(50)
print(debugger.backend.name, library.engine(), library.prebuilt(library.kernels().level).parent, sep="; ")
"""


@pytest.mark.long
@pytest.mark.skipif(library.library() is None, reason="the kernels were not compiled")
def test_a_wheel_with_kernels_computes_with_them_where_there_is_no_compiler(tmp_path, monkeypatch):
    kernels = tmp_path / "kernels"
    kernels.mkdir()
    made, name = library.build(), library.prebuilt(levels.chosen()).name
    shutil.copy(made, kernels / name)
    shutil.copy(library.record(made), library.record(kernels / name))
    monkeypatch.setenv("KERNELS", str(kernels))
    monkeypatch.setenv("TAG", sysconfig.get_platform().replace("-", "_").replace(".", "_"))
    with built(tmp_path / "wheel", "standard") as wheel:
        assert f"{PACKAGE}/engine/runtime/native/prebuilt/{name}" in wheel.namelist()
    installed = Installed(tmp_path)
    installed.pip("install", "--no-deps", "--no-index", *(tmp_path / "wheel").glob("*.whl"))
    installed.variables["PATH"] = str(installed.programs)  # no compiler
    backend, computes, folder = installed.call("python", "-c", COMPUTES).strip().split("; ")
    assert (backend, computes) == ("native", f"compiled, {levels.chosen().title}")
    assert folder.startswith(str(installed.folder))
    assert installed.call("backprop-explorer", "--version").splitlines()[1] == computes
    assert not list(installed.home.rglob("kernels-*")), "nothing had to be compiled"


STARTS = {"linux": b"\x7fELF", "windows": b"MZ", "macos": b"\xcf\xfa\xed\xfe"}
MACHINES = {  # what a library says of its processor, and where
    "linux-x86_64": (18, b"\x3e\x00"), "linux-aarch64": (18, b"\xb7\x00"),
    "macos-x86_64": (4, b"\x07\x00\x00\x01"), "macos-arm64": (4, b"\x0c\x00\x00\x01"),
}  # fmt: skip


# TARGETS="..." tests the wheels of others, as it makes them; each takes a minute.
KINDS = os.environ.get("TARGETS", "macos-arm64 windows-x86_64").split()


@pytest.mark.parametrize("name", sample(KINDS, None, often=len(KINDS)))
def test_there_is_a_wheel_for_each_kind_of_machine(tmp_path, name):
    if not os.environ.get("CI"):
        pytest.importorskip("ziglang", reason="needs ziglang (pip install ziglang), which compiles for other machines")
    told = {"DIST": str(tmp_path), "PYTHONPATH": str(ROOT), "TARGETS": name}
    called(sys.executable, ROOT / "tools" / "wheels.py", env={**os.environ, **told})
    assert len(list(tmp_path.glob("*.tar.gz"))) == 1
    (plain,) = tmp_path.glob("*-py3-none-any.whl")
    target = TARGETS[name]
    (path,) = tmp_path.glob(f"*-py3-none-*{target.tag.split('.')[0]}*.whl")
    with zipfile.ZipFile(path) as wheel, zipfile.ZipFile(plain) as without:
        (told,) = (wheel.read(name).decode() for name in wheel.namelist() if name.endswith("/WHEEL"))
        assert set(re.findall(r"Tag: py3-none-(\S+)", told)) == set(target.tag.split("."))
        assert "Root-Is-Purelib: false" in told
        more = set(wheel.namelist()) - set(without.namelist())
        libraries = {file: wheel.read(file) for file in more if file.endswith(target.suffix)}
        records = {file for file in more if file.endswith(".sha256")}
        assert {Path(file).name for file in libraries} == {f"kernels-{level.name}{target.suffix}" for level in target.levels()}
        assert records == {f"{file}.sha256" for file in libraries}
        for file, content in libraries.items():
            assert wheel.read(f"{file}.sha256").decode() == library.described(content)
            assert content.startswith(STARTS[name.partition("-")[0]])
            place, machine = MACHINES.get(name, (0, b""))
            assert content[place:].startswith(machine)
            assert b"row_size\0" in content
        assert len(more) == 2 * len(libraries)
