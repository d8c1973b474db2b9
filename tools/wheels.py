"""Everything that is published: a source distribution, a wheel for each kind of machine with compiled kernels, and one without.

    make wheels                               all, into dist/
    make wheels TARGETS="linux-x86_64"        some

The wheel without kernels serves every other machine: there they are compiled if there is a C compiler, or NumPy computes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kernels import ROOT, TARGETS, cross_compile  # noqa: E402


def built(what: str, folder: Path, **variables: str) -> None:
    """Have hatchling build the wheel or the source distribution."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", what, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL)


def wheel(name: str, folder: Path) -> None:
    """The wheel for a kind of machine."""
    with tempfile.TemporaryDirectory() as kernels:
        cross_compile(TARGETS[name], Path(kernels))
        built("wheel:standard", folder, KERNELS=kernels, TAG=TARGETS[name].tag)


def main() -> None:
    folder = Path(os.environ.get("DIST") or ROOT / "dist")
    built("sdist", folder)
    built("wheel:standard", folder)
    for name in os.environ.get("TARGETS", "").split() or TARGETS:
        wheel(name, folder)
        print(f"{name}: done", flush=True)
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.2f} MB  {file.name}")


if __name__ == "__main__":
    main()
