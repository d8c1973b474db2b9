"""python -m engine.runtime.native: compile the kernels if there is a C compiler."""

from engine.runtime.native import library

if __name__ == "__main__":
    try:
        print(f"Compiled kernels: {library.build().name}")
    except OSError as error:
        print(f"NumPy executes all instructions: {error}")
