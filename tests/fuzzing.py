"""Damaged files, read in a process of their own: `python tests/fuzzing.py KIND SAMPLE START STOP` prints what happened as JSON.

Every damaged copy must be read or refused with the program's own error, within a second, in bounded memory, and
nothing may be unpickled on the way.
"""

import contextlib
import gzip
import io
import json
import os
import pickle
import random
import resource
import shutil
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from engine import ExperimentError  # noqa: E402

WORDS = [
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"99999999999999999999",
    b'"\\ud800"',
    b"[]",
    b"{}",
    b'""',
    b"NaN",
    b"[[[[[[[[[[",
    b"0.5",
    b'"__import__(1)"',
    b"\x00",
    b"\xff\xfe",
    b"-0",
    b"1" * 400,
    b"1" * 60_000,  # what takes the square of its length to read takes minutes
    b"1:" * 20_000,
    b"( " * 20_000,
]


def reader(kind):
    """How files of a kind are opened, all the way to something that can be used."""
    from engine.insight.trace.trace import findings
    from engine.interchange.documents import experiment_file, session_file, trace_file
    from engine.interchange.models import model_import, weights
    from engine.interchange.pictures import data as pictures
    from engine.interchange.tables import csv_data
    from engine.lessons import reading

    return {
        **dict.fromkeys(("json", "drawing"), experiment_file.read),
        "bpx": lambda path: session_file.restored(session_file.read(path)),
        **dict.fromkeys(("csv", "gz", "xlsx", "libsvm"), csv_data.read),
        "safetensors": lambda path: model_import.drawn(weights.read_tensors(path), model_import.Answers()),
        **dict.fromkeys(("npz", "rows"), lambda path: findings(trace_file.read_trace(path.parent))),
        "trace": lambda path: findings(trace_file.read_trace(path)),
        "lesson": reading.load,
        "tfevents": lambda path: findings(trace_file.read_trace(path)),
        "images": pictures.read,
        **dict.fromkeys(("png", "jpg", "gif"), lambda path: pictures.read(path.parent)),
    }[kind]


VALUES = [None, True, -1, 0, 3, 2**60, 1e300, 0.25, "", "tanh", "x", [], {}, [[]], [1, 2], {"name": "xor"}, "\U0001f600" * 300]


def damaged(content, chance):
    """A copy that is broken from outside, or whole outside and wrong within."""
    if chance.random() < 0.4:
        return bytes_damaged(content, chance)
    if content[:2] == b"PK":
        return _entry_damaged(content, chance)
    if content[:4] == b"\x89PNG":
        return _chunk_damaged(content, chance)
    if content[:2] == b"\x1f\x8b":
        return gzip.compress(bytes_damaged(gzip.decompress(content), chance))
    try:
        document = json.loads(content)
    except ValueError:
        return _value_replaced(content, chance)
    return json.dumps(_document_damaged(document, chance)).encode()


def _entry_damaged(content, chance):
    """An archive whose checksums are right, with one entry changed, left out or renamed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(entries))
    what = chance.randrange(8)
    if what == 0:
        del entries[name]
    elif what == 1:
        entries["../" + name] = entries.pop(name)
    elif name.endswith(".json") and what < 6:
        entries[name] = json.dumps(_document_damaged(json.loads(entries[name]), chance)).encode()
    else:
        entries[name] = bytes_damaged(entries[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for key, value in entries.items():
            archive.writestr(key, value)
    return buffer.getvalue()


def _chunk_damaged(content, chance):
    """A PNG whose checksums are right, with one chunk changed."""
    chunks, place = [], 8
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        chunks.append(content[place + 4 : place + 8 + length])
        place += 12 + length
    number = chance.randrange(len(chunks))
    chunks[number] = chunks[number][:4] + bytes_damaged(chunks[number][4:], chance)
    return content[:8] + b"".join(struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)


def _document_damaged(document, chance):
    """A document with a value replaced, removed or doubled somewhere."""
    places = []

    def walk(value):
        for key in value if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            if isinstance(value[key], (dict, list)) and value[key]:
                walk(value[key])

    walk(document)
    holder, key = chance.choice(places)
    what = chance.randrange(4)
    if what == 0:
        del holder[key]
    elif what == 1 and isinstance(holder, list):
        holder.insert(key, holder[key])
    elif what == 1:
        holder[chance.choice(["extra", "name", "t", "units"])] = holder[key]
    else:
        holder[key] = chance.choice(VALUES)
    return document


def bytes_damaged(content, chance):
    """A copy with a few bytes changed, cut, doubled or replaced by words that mean something."""
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 4])):
        place = chance.randrange(len(data) + 1)
        what = chance.randrange(6)
        if what == 0 and data:
            data[min(place, len(data) - 1)] = chance.randrange(256)
        elif what == 1:
            del data[place : place + chance.randint(1, 1 + len(data) // 20)]
        elif what == 2 and chance.random() < 0.3:
            del data[place:]
        elif what == 3:
            data[place:place] = data[place : place + chance.randint(1, 200)]
        elif what == 4:
            data[place : place + chance.randint(0, 6)] = chance.choice(WORDS)
        else:
            data = bytearray(_value_replaced(bytes(data), chance))
    return bytes(data)


def _value_replaced(data, chance):
    """A number or text of a document replaced by a word, so that the damage gets past the parser."""
    places = [i for i, byte in enumerate(data) if byte in b":,[" and i + 1 < len(data)]
    if not places:
        return data
    start = chance.choice(places) + 1
    end = next((i for i in range(start, len(data)) if data[i] in b",]}\n;\t"), len(data))
    return data[:start] + chance.choice(WORDS) + data[end:]


def children():
    """How many processes of ours are still there."""
    try:
        return len(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
    except OSError:
        return 0


def _once_more(read, path):
    """Seconds that a file takes when it is read again: on a busy machine one page of memory can cost what a thousand do."""
    started = time.process_time()
    with contextlib.suppress(BaseException):
        read(path)
    return time.process_time() - started


def main(kind, sample, seeds):
    read, content = reader(kind), Path(sample).read_bytes()
    read(Path(sample))
    used = []
    for name in ("load", "loads"):
        setattr(pickle, name, lambda *_, **__: used.append(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = {"opened": 0, "refused": 0, "slowest": 0.0, "other": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(sample).name
        if kind in ("trace", "rows", "npz"):
            shutil.copytree(Path(sample).parent, folder, dirs_exist_ok=True)
        for seed in seeds:
            path.write_bytes(damaged(content, random.Random(seed)))  # noqa: S311
            started = time.process_time()
            try:
                read(path)
                result["opened"] += 1
            except ExperimentError as error:
                result["refused"] += 1
                if not str(error):
                    result["other"].append(f"{seed}: refused without a word")
            except BaseException as error:
                result["other"].append(f"{seed}: {type(error).__name__}: {error}"[:200])
            spent = time.process_time() - started
            if spent > result["slowest"]:
                result["slowest"] = max(result["slowest"], min(spent, _once_more(read, path)))
    result |= {
        "grown_mib": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "unpickled": len(used),
        "children": children(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], range(int(sys.argv[3]), int(sys.argv[4])))
