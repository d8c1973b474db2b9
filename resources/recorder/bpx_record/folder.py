"""The folder of a run: rows of numbers with a mask, and the manifest that names them."""

import json
import os
import re
import sys

import numpy as np
import torch

FORMAT, VERSION = "backprop-explorer/trace", 2
MANIFEST, ROWS, ARRAYS = "manifest.json", "rows.f64", re.compile(r"\d+\.npz")


def rank():
    """Which of several processes this is; 0 where there is one."""
    dist = torch.distributed
    if dist.is_available() and dist.is_initialized():
        return dist.get_rank()
    return int(os.environ.get("RANK", "0")) if os.environ.get("RANK", "0").isdecimal() else 0


def mask_bytes(width):
    """Bytes of a mask: a bit for each column, in whole doubles."""
    return -(-width // 64) * 8


class Folder:
    """Writes rows. A row is the columns as doubles, then a bit for each: 1 where the number was measured."""

    def __init__(self, path, limit, resume=False, replace=False, start=None):
        path = f"{path}-rank{rank()}" if rank() else path
        self.limit, self.bytes, self.full = limit, 0, None
        self.columns, self.resumed = None, False
        self.path, self._rows = self._opened(str(path), resume, replace)
        self.first = self._kept(start) if self.resumed else 0
        if self.path != str(path):
            print(f"bpx_record: {path} holds a run already; this one is recorded in {self.path}", file=sys.stderr)

    def _opened(self, path, resume, replace):
        os.makedirs(path, exist_ok=True)
        if resume and os.path.exists(os.path.join(path, MANIFEST)):
            self.resumed = True
            return path, open(os.path.join(path, ROWS), "r+b")
        if replace:
            for name in os.listdir(path):
                if name in (MANIFEST, ROWS) or ARRAYS.fullmatch(name):
                    os.remove(os.path.join(path, name))
        for number in range(1, 10_000):
            chosen = path if number == 1 else f"{path}-{number}"
            os.makedirs(chosen, exist_ok=True)
            if os.path.exists(os.path.join(chosen, MANIFEST)):
                continue
            try:
                return chosen, open(os.path.join(chosen, ROWS), "xb")
            except FileExistsError:
                continue
        raise FileExistsError(path)

    def _kept(self, start):
        """Of the rows of a run that goes on those before `start` stay; the step after the last of them."""
        with open(os.path.join(self.path, MANIFEST), encoding="utf-8") as file:
            made = json.load(file)
        self.columns = made["columns"]
        size = 8 * len(self.columns) + (mask_bytes(len(self.columns)) if made.get("mask") else 0)
        content = self._rows.read()
        count, place = len(content) // size, self.columns.index("step")
        steps = [int(np.frombuffer(content, "<f8", 1, row * size + 8 * place)[0]) for row in range(count)]
        kept = [step for step in steps if start is None or step < start]
        if not made.get("mask"):
            raise ValueError("a record of an older recorder cannot be resumed")
        self._rows.truncate(len(kept) * size)
        self._rows.seek(0, os.SEEK_END)
        arrays = (os.path.join(self.path, name) for name in os.listdir(self.path) if ARRAYS.fullmatch(name))
        self.bytes = len(kept) * size + sum(map(os.path.getsize, arrays))
        return start if start is not None else kept[-1] + 1 if kept else 0

    def write_row(self, row):
        """A row of the numbers that were measured, by column."""
        values = np.array([row.get(name, np.nan) for name in self.columns], "<f8").tobytes()
        mask = np.packbits([name in row for name in self.columns], bitorder="little").tobytes()
        content = values + mask.ljust(mask_bytes(len(self.columns)), b"\0")
        self._rows.write(content)
        self._rows.flush()
        self.bytes += len(content)

    def spent(self, step):
        """Whether the limit has been reached just now."""
        if self.bytes > self.limit and self.full is None:
            self.full = step
            return True
        return False

    def write_arrays(self, step, arrays):
        """Arrays of one step; False if they would not fit."""
        if self.bytes + sum(value.numel() * value.element_size() for value in arrays.values()) > self.limit:
            return False
        path = os.path.join(self.path, f"{step:08d}.npz")
        plain = {name: value.detach().cpu() for name, value in arrays.items()}
        with open(path + ".part", "wb") as file:
            np.savez(file, **{name: (v.float() if v.dtype == torch.bfloat16 else v).numpy() for name, v in plain.items()})
        os.replace(path + ".part", path)
        self.bytes += os.path.getsize(path)
        return True

    def write_manifest(self, told):
        """The manifest, whole or not at all."""
        path = os.path.join(self.path, MANIFEST)
        made = {"format": FORMAT, "version": VERSION, "mask": True, "columns": self.columns, "full": self.full, **told}
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(made, file, indent=1)
        os.replace(path + ".part", path)

    def close(self):
        """No row follows."""
        self._rows.close()
