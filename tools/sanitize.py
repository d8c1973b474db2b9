"""make sanitize: the compiled kernels under AddressSanitizer and UndefinedBehaviorSanitizer, with red zones in the arena.

Arguments go to pytest; tests named there are run in place of those named here. Needs gcc.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/engine/test_redzones.py", "tests/engine/test_native.py", "tests/engine/test_random_networks.py",
         "tests/engine/test_new_layer.py", "tests/oracle/test_layer_types.py", "tests/oracle/test_positions.py",
         "tests/oracle/test_norms_and_slopes.py", "tests/oracle/test_sharing.py")  # fmt: skip


def preloaded() -> str:
    """The runtimes that must be there before Python is."""
    found = [subprocess.run(["gcc", f"-print-file-name={name}.so"], capture_output=True, text=True, check=True).stdout.strip()
             for name in ("libasan", "libubsan", "libstdc++")]  # fmt: skip
    return " ".join(found)


def main(arguments: list[str]) -> int:
    environment = {
        **os.environ,
        "LD_PRELOAD": preloaded(),
        "CC": "gcc",
        "ASAN_OPTIONS": "detect_leaks=0:halt_on_error=1:allocator_may_return_null=1",  # Python leaves its own memory to the system
        "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--red-zones", "--sanitized"]
    named = any(word.startswith("tests") for word in arguments)
    return subprocess.run([*command, *arguments, *([] if named else TESTS)], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
