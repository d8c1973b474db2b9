"""What opening and closing networks leaves behind; `python tests/gui/cycles.py FIRST COUNT` prints it as JSON.

A cycle opens an example, makes a step and begins a new network. After the first of them, which leave what is made once,
it counts what each further one adds: widgets, objects, and KiB of resident memory where that can be read.
"""

import ctypes
import gc
import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from gui.shell.app import App, make_application  # noqa: E402


def resident() -> float:
    """KiB of memory in use, what the allocator keeps in reserve given back first where that is possible."""
    if sys.platform != "linux":
        return 0.0
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def counted(application) -> tuple[int, int, float]:
    """Widgets, objects and KiB now; without a collection in the midst of `allWidgets`, which would delete what it lists."""
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.disable()
    try:
        return len(application.allWidgets()), len(gc.get_objects()), resident()
    finally:
        gc.enable()


def main(first: int, count: int) -> None:
    application = make_application(["cycles"])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat), "en", "light")
        app.assemble()
        app.window.resize(1440, 900)
        app.window.show()
        app.window.show_bench()

        def turn() -> None:
            app.session.clock.flush()
            application.processEvents()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        def cycle(number: int) -> None:
            app.open_example(("xor", "hello", "bce-net")[number % 3])
            app.session.step_over()
            turn()
            app.bench.documents.new()
            turn()

        for number in range(first):
            cycle(number)
        before = counted(application)
        for number in range(count):
            cycle(number)
        widgets, objects, memory = (after - base for after, base in zip(counted(application), before, strict=True))
        app.autosave.close()
    print(json.dumps({"widgets": widgets, "objects": objects / count, "kib": memory / count}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
