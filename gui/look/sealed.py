"""Qt's own descriptions of a window, kept with a digest: Qt crashes on a damaged one, so only what is whole reaches it."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QByteArray

DIGEST = 16  # bytes


def sealed(content: QByteArray) -> QByteArray:
    """The content behind its digest."""
    plain = content.data()
    return QByteArray(hashlib.sha256(plain).digest()[:DIGEST] + plain)


def unsealed(kept: object) -> QByteArray | None:
    """What was sealed, or None if it is not whole, or is something else."""
    if not isinstance(kept, QByteArray):
        return None
    digest, plain = kept.data()[:DIGEST], kept.data()[DIGEST:]
    return QByteArray(plain) if hashlib.sha256(plain).digest()[:DIGEST] == digest else None
