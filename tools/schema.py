"""Write the published JSON Schema of the experiment file: python tools/schema.py"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.interchange.schema import schema  # noqa: E402

if __name__ == "__main__":
    path = ROOT / "resources" / "schema" / "experiment.schema.json"
    path.write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
    print(path)
