"""A new layer type, with weights, three settings and a width of its own, is one file and its registration."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tiers import long

ROOT = Path(__file__).parent.parent.parent
NEW = ROOT / "tests" / "conv1d_layer.py"
SHOWN, SOUND = 5, 6  # tests of one layer type in each of the two files


@long
def test_a_convolution_in_one_file(tmp_path):
    for name in ("engine", "gui", "tests", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    rooms = tmp_path / "engine" / "library" / "layers"
    shutil.copy(NEW, rooms / "conv1d.py")
    table = rooms / "__init__.py"
    known = table.read_text(encoding="utf-8")
    assert "lookup.ONE_HOT," in known
    known = known.replace("lookup.ONE_HOT,", "lookup.ONE_HOT, conv1d.CONV1D,").replace(
        "import attention,", "import attention, conv1d,"
    )
    table.write_text(known, encoding="utf-8")
    tests = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-k",
            "conv1d",
            "tests/gui/test_layers_shown.py",
            "tests/oracle/test_layer_types.py",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tests.returncode == 0, tests.stdout
    assert f"{SHOWN + (SOUND if find_spec('torch') else 0)} passed" in tests.stdout
