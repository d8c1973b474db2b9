"""python -m engine.runtime.native [--all]: compile the kernels if there is a C compiler, for every level here if asked."""

import sys

from engine.runtime.native import levels, library

if __name__ == "__main__":
    try:
        for level in levels.levels() if "--all" in sys.argv[1:] else (levels.chosen(),):
            print(f"Compiled kernels, {level.title}: {library.build(level).name}")
    except OSError as error:
        print(f"NumPy executes all instructions: {error}")
