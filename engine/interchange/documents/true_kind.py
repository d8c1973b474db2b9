"""What a file really is, by its first bytes, whatever its name says; and how to get from there to something readable."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.problem import refuse, text

AS_CSV = text("Save the table as CSV, and open that.")
UNPACK = text("Unpack it, and open what is inside.")
PANDAS = text("With pandas: pandas.read_{reader}('{name}').to_csv('table.csv', index=False).")
SAFE = text(
    "Loading it could run arbitrary code, so it is not opened. Two lines of Python save its weights safely:\n"
    "import torch; from safetensors.torch import save_file\n"
    "save_file({{k: v.clone().contiguous() for k, v in torch.load({name!r}, weights_only=True, map_location='cpu'){part}"
    ".items()}}, 'model.safetensors')"
)


@dataclass(frozen=True)
class Kind:
    """A format: its name, how its files begin, what to do, and the function of pandas that reads it."""

    name: str
    begins: tuple[bytes, ...]
    hint: str = AS_CSV
    reader: str = ""


SAFETENSORS = Kind("safetensors", (), text("Open the file, or load it into the network with “Load weights…”."))
PYTORCH = Kind("PyTorch (pickle)", (), SAFE)
KINDS = (
    Kind("PNG", (b"\x89PNG",)), Kind("JPEG", (b"\xff\xd8\xff",)), Kind("GIF", (b"GIF8",)), Kind("WebP", (b"RIFF",)),
    Kind("TIFF", (b"II*\0", b"MM\0*")), Kind("PDF", (b"%PDF",)), Kind("SQLite", (b"SQLite format 3",)),
    Kind("XLS (Excel 97)", (b"\xd0\xcf\x11\xe0",), text("Save it as .xlsx or as CSV, and open that.")),
    Kind("Parquet", (b"PAR1",), PANDAS, "parquet"), Kind("Feather", (b"ARROW1", b"FEA1"), PANDAS, "feather"),
    Kind("HDF5", (b"\x89HDF",), PANDAS, "hdf"),
    Kind("NumPy", (b"\x93NUMPY",), text(
        "With NumPy, a table: numpy.savetxt('table.csv', array, delimiter=','); images: numpy.savez('images.npz', images=array)."
    )),
    Kind("bzip2", (b"BZh",), UNPACK), Kind("xz", (b"\xfd7zXZ",), UNPACK),
    Kind("7z", (b"7z\xbc\xaf",), UNPACK), Kind("RAR", (b"Rar!",), UNPACK),
    Kind("Zstandard", (b"\x28\xb5\x2f\xfd",), UNPACK),
    Kind("gzip", (b"\x1f\x8b",), UNPACK), Kind("ZIP", (b"PK\x03\x04", b"PK\x05\x06"), UNPACK),
    Kind("pickle", (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"), SAFE),
)  # fmt: skip
IN_WORDS = (
    Kind("HTML", (b"<!doctype html", b"<html"), text("It is a web page: download the file itself, not the page that shows it.")),
    Kind("XML", (b"<?xml",)),
    Kind("ARFF", (b"@relation",), text("Remove the lines that begin with @, and give the file the extension .csv.")),
    Kind("JSON", (b'{"', b"{\n", b"[{"), PANDAS, "json"),
)


ONNX = Kind("ONNX", (), text(
    "With onnx and safetensors, its weights can be drawn:\n"
    "import onnx; from onnx.numpy_helper import to_array; from safetensors.numpy import save_file\n"
    "save_file({{w.name: to_array(w) for w in onnx.load({name!r}).graph.initializer}}, 'model.safetensors')"
))  # fmt: skip
ONNX_FIELDS = (b"\x12", b"\x3a", b"\x42")  # what may follow the version of a model: its producer, its graph, its operators


def true_kind(content: bytes) -> Kind | None:
    """The format of a file that is no plain text; None where it may be."""
    if content[:2] == b"PK" and b"data.pkl" in content[:4096]:
        return PYTORCH
    if content[8:10] == b'{"' and content[5:8] == b"\0\0\0":
        return SAFETENSORS
    if content[:1] == b"\x08" and content[1:2] < b"\x40" and content[2:3] in ONNX_FIELDS:
        return ONNX
    return next((kind for kind in KINDS if content.startswith(kind.begins)), None)


def refuse_kind(content: bytes, where: str, kinds: tuple[Kind, ...] = IN_WORDS, expected: Kind | None = None) -> None:
    """ExperimentError if a file that should be plain text, or of the kind that is expected, is something else: what, and what to
    do."""
    head = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = true_kind(content) or next((kind for kind in kinds if head.startswith(kind.begins)), None)
    if kind is not None and kind is not expected:
        raise refuse(where, text("this file is {kind}, whatever its name says."), kind.hint, kind=kind.name, reader=kind.reader,
                     **named(where))  # fmt: skip


def named(where: str) -> dict[str, str]:
    """What a hint says of a file: its name, and where a checkpoint of Lightning has its weights."""
    name = where.replace("\\", "/").rsplit("/", 1)[-1]
    return {"name": name, "part": "['state_dict']" if name.endswith(".ckpt") else ""}
