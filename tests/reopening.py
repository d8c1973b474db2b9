"""Opens saved sessions in a process of its own: `python tests/reopening.py` reads lines of JSON and answers each with one.

A question names a session file and times; the answer is what the run shows there, and whether it says that it was made elsewhere.
"""

import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402

from engine.interchange.documents import session_file  # noqa: E402


def shown(debugger):
    """Everything that the arena shows now: as a hash, and as numbers of each value that say roughly what it is."""
    hashed, sizes = hashlib.sha256(str(debugger.place).encode()), []
    for slot in debugger.program.slots:
        value = debugger.read(slot.index)
        hashed.update(b"-" if value is None else value.tobytes())
        sizes.append(None if value is None or not np.isfinite(value).all() else float(np.abs(np.ascontiguousarray(value)).sum()))
    return {"digest": hashed.hexdigest(), "sizes": sizes}


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        debugger = session_file.restored(session_file.read(asked["path"]))
        answers = [shown(debugger)]
        for t in asked["times"]:
            debugger.go(t)
            answers.append(shown(debugger))
        journal = debugger.journal
        print(json.dumps({"shown": answers, "foreign": len(journal.places), "diverged": journal.diverged}), flush=True)


if __name__ == "__main__":
    main()
