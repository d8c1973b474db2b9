"""make audit: what is installed of what the program asks for, under which licences, and the known advisories.

Advisories come from pip-audit (`pip install ".[audit]"`). Where it is missing, or the index does not know a package, this is said:
silence would look like safety. Exit status 1 if there is an advisory, or a version outside the bounds of pyproject.toml.
"""

import importlib.util
import json
import re
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def asked_for() -> list[Requirement]:
    """What the program and its extras name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    optional = [line for name in extras if name not in ("dev", "audit", "wheels") for line in extras[name]]
    return [Requirement(line) for line in (*project["dependencies"], *optional)]


def installed(wanted: list[Requirement]) -> list[tuple[str, str, str, bool]]:
    """Name, version, licence and whether the bounds allow it, of all that is installed because of what is wanted."""
    rows, waiting, seen = [], list(wanted), set()
    while waiting:
        need = waiting.pop(0)
        key = re.sub(r"[-_.]+", "-", need.name).lower()
        if key in seen or (need.marker is not None and not need.marker.evaluate({"extra": ""})):
            continue
        seen.add(key)
        try:
            found = distribution(need.name)
        except PackageNotFoundError:
            rows.append((need.name, "-", "not installed", True))
            continue
        rows.append((need.name, found.version, _licence(found.metadata), need.specifier.contains(found.version, prereleases=True)))
        waiting += [Requirement(line) for line in found.requires or ()]
    return rows


def _licence(told) -> str:
    classified = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License")]
    return (told.get("License-Expression") or ", ".join(classified) or (told.get("License") or "?").splitlines()[0])[:60]


def advisories() -> tuple[list[str], list[str], int]:
    """What pip-audit says of what is installed, the packages of which it says nothing, and how many it has judged."""
    command = [sys.executable, "-m", "pip_audit", "--path", sysconfig.get_path("purelib"), "-f", "json"]
    done = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True)
    try:
        rows = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], [f"everything: {(done.stderr.strip() or 'pip-audit failed').splitlines()[-1]}"], 0
    known = [f"{row['name']} {row['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version'}"
             for row in rows for one in row.get("vulns", ())]  # fmt: skip
    unknown = [row["name"] for row in rows if "skip_reason" in row]
    return known, unknown, len(rows) - len(unknown)


def main() -> int:
    rows = installed(asked_for())
    for name, version, licence, allowed in sorted(rows, key=lambda row: row[0].lower()):
        print(f"{name:28} {version:12} {licence}{'' if allowed else '   OUTSIDE THE BOUNDS'}")
    if importlib.util.find_spec("pip_audit") is None:
        print('\nAdvisories were not looked up: pip install ".[audit]" installs pip-audit.')
        return int(not all(row[3] for row in rows))
    known, unknown, judged = advisories()
    print(f"\nAdvisories for the {judged} packages that could be judged:", *(known or ["none known"] if judged else ()), sep="\n  ")
    if unknown:
        print(f"Not judged, because the index says nothing of them: {', '.join(unknown)}")
    return int(bool(known) or not all(row[3] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
