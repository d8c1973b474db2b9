"""Names for the scripts that are written: one function for all of them."""

from __future__ import annotations

import keyword
import re
import unicodedata


def python_name(name: str, taken: set[str]) -> str:
    """A Python identifier close to a name and unlike all that are taken, which it joins.

    Python compares identifiers in their NFKC form (PEP 3131), where ﬁ is fi and h² is h2, so the name is given in that form.
    """
    normal = unicodedata.normalize("NFKC", name)
    stem = re.sub(r" +", "_", "".join(letter if f"a{letter}".isidentifier() else " " for letter in normal))
    stem = stem if stem.strip("_") else "value"
    stem = stem if stem.isidentifier() and not keyword.iskeyword(stem) else f"v_{stem}"
    result, number = stem, 2
    while result in taken:
        result, number = f"{stem}_{number}", number + 1
    taken.add(result)
    return result
