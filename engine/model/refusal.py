"""What the system says when it refuses a file, in our words."""

from __future__ import annotations

import errno

from engine.model.problem import Problem, text

REASONS = {
    errno.EACCES: text("you do not have permission to do this here."),
    errno.EPERM: text("you do not have permission to do this here."),
    errno.EROFS: text("nothing can be written here: the location is read-only."),
    errno.ENOSPC: text("the disk is full."),
    errno.EDQUOT: text("the disk is full."),
    errno.EFBIG: text("the file would be too large for this location."),
    errno.EIO: text("the disk reported an error."),
    errno.ENOENT: text("there is no such file or folder."),
    errno.ENOTDIR: text("a part of this path is a file, not a folder."),
    errno.EISDIR: text("this is a folder, not a file."),
    errno.ENAMETOOLONG: text("the name is too long."),
    errno.ELOOP: text("this link points to itself."),
    errno.EMFILE: text("too many files are open."),
    errno.ENOMEM: text("there is not enough memory."),
    errno.EAGAIN: text("the system cannot start another process now."),
}


def problem_of(error: OSError) -> Problem:
    """Where and why."""
    where = str(error.filename or "")
    if error.errno in REASONS:
        return Problem(where, REASONS[error.errno])
    return Problem(where, text("the system refused this operation ({reason})."), "", {"reason": error.strerror or str(error)})
