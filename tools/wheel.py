"""The wheel holds one package: every room moves into `backprop_explorer`, and imports name the rooms where they are then.

A program that is installed shares site-packages with others, and `engine` or `gui` may be somebody else's name there.
hatchling copies the files (pyproject.toml says which); this hook gives it each module with its imports rewritten. Lines stay where
they are, so a traceback fits the repository. An editable install is left alone: there the repository itself is on the path.
Where KERNELS names a folder with compiled kernels (tools/wheels.py), they go along, and the wheel is for that kind of machine
alone, which TAG names.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
import sbom  # noqa: E402

PACKAGE = "backprop_explorer"
ROOMS = "(?:engine|gui|resources|main)"
REWRITTEN = (
    (re.compile(rf"\bfrom (?={ROOMS}(?:\.\w| import ))"), f"from {PACKAGE}."),
    (re.compile(rf"^(\s*)import ({ROOMS})\b(?!\.)", re.MULTILINE), rf"\1import {PACKAGE}.\2 as \2"),
    # A module that is named in a string, to be loaded when it is first needed.
    (re.compile(rf"""(?<=["'])(?={ROOMS}(?:\.\w+)+(?::\w+)?["'])"""), f"{PACKAGE}."),
)


def rewritten(source: str) -> str:
    """The source of a module, with each module of the program under its installed name."""
    for pattern, replacement in REWRITTEN:
        source = pattern.sub(replacement, source)
    return source


class Wheel(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before and after it writes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Offer rewritten modules in place of those in the repository."""
        self.folder = tempfile.TemporaryDirectory()
        if version == "editable":
            return
        bill = Path(self.folder.name, "backprop-explorer.cdx.json")
        bill.write_text(sbom.text(), "utf-8")
        build_data["sbom_files"].append(str(bill))
        selected = self.build_config.builder.recurse_selected_project_files()
        modules = {file.path: file.distribution_path for file in selected if file.path.endswith(".py")}
        modules[f"{self.root}/main.py"] = f"{PACKAGE}/main.py"
        for number, (path, installed) in enumerate(modules.items()):
            copy = Path(self.folder.name, f"{number}.py")
            copy.write_text(rewritten(Path(path).read_text("utf-8")), "utf-8")
            build_data["force_include"][str(copy)] = installed
        if "KERNELS" in os.environ:
            build_data["force_include"][os.environ["KERNELS"]] = f"{PACKAGE}/engine/runtime/native/prebuilt"
            build_data["tag"] = f"py3-none-{os.environ['TAG']}"
            build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the copies."""
        self.folder.cleanup()
