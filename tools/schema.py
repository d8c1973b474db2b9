"""Write the published JSON Schemas: python tools/schema.py"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.interchange.documents import schema, session_file  # noqa: E402

SCHEMAS = {"experiment": schema.schema, "session": session_file.schema}

if __name__ == "__main__":
    for name, make in SCHEMAS.items():
        path = ROOT / "resources" / "schema" / f"{name}.schema.json"
        path.write_text(json.dumps(make(), indent=1) + "\n", encoding="utf-8")
        print(path)
