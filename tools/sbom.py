"""The software bill of materials: what the wheel contains from others, and what it asks for. CycloneDX 1.6 as JSON.

python tools/sbom.py prints it; tools/wheel.py puts it into the wheel, under .dist-info/sboms, where PEP 770 wants it.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What lies in resources/ and is not ours: name, version ("" where it has none), licence, folder, where it comes from.
BUNDLED = (
    ("lucide", "", "ISC", "resources/icons", "https://lucide.dev"),
    ("noto-sans", "", "OFL-1.1", "resources/fonts", "https://fonts.google.com/noto"),
    ("dejavu-fonts", "", "Bitstream-Vera", "resources/fonts", "https://dejavu-fonts.github.io"),
    ("crameri-colour-maps", "", "MIT", "resources/colormaps", "https://www.fabiocrameri.ch/colourmaps"),
    ("optical-recognition-of-handwritten-digits", "", "CC-BY-4.0", "resources/data", "https://doi.org/10.24432/C50P49"),
    ("iris", "", "CC-BY-4.0", "resources/data", "https://doi.org/10.24432/C56C76"),
    ("cividis", "", "CC0-1.0", "resources/colormaps", "https://doi.org/10.1371/journal.pone.0199239"),
)


def version() -> str:
    """The version of the program."""
    found = re.search(r'^__version__ = "(.+)"$', (ROOT / "engine" / "__init__.py").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def bill() -> dict[str, Any]:
    """The whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [(line, "required") for line in project["dependencies"]]
    wanted += [(line, "optional") for name in extras if name not in ("dev", "audit", "wheels") for line in extras[name]]
    components = [_bundled(*row) for row in BUNDLED] + [_asked_for(line, scope) for line, scope in wanted]
    program = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": version(),
               "purl": f"pkg:pypi/{project['name']}@{version()}",
               "licenses": [{"license": {"id": project["license"]}}]}  # fmt: skip
    needs = [component["bom-ref"] for component in components]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": program}, "components": components,
        "dependencies": [{"ref": project["name"], "dependsOn": needs}, *({"ref": need} for need in needs)],
    }  # fmt: skip


def _bundled(name: str, version: str, licence: str, folder: str, url: str) -> dict[str, Any]:
    return {
        "type": "data", "bom-ref": name, "name": name, **({"version": version} if version else {}), "scope": "required",
        "licenses": [{"license": {"id": licence}}], "externalReferences": [{"type": "website", "url": url}],
        "properties": [{"name": "backprop-explorer:folder", "value": folder}],
    }  # fmt: skip


def _asked_for(line: str, scope: str) -> dict[str, Any]:
    """A package that pip fetches; which version, only the installation shows."""
    name, versions = re.fullmatch(r"([\w.-]+)(.*)", line).groups()  # type: ignore[union-attr]
    normal = re.sub(r"[-_.]+", "-", name).lower()
    return {"type": "library", "bom-ref": normal, "name": name, "scope": scope, "purl": f"pkg:pypi/{normal}",
            "properties": [{"name": "backprop-explorer:versions", "value": versions}]}  # fmt: skip


def text() -> str:
    """The document as it is written."""
    return json.dumps(bill(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
