"""python -m backprop_explorer, and what the installed commands start."""

import sys

from main import main

if __name__ == "__main__":
    sys.exit(main())
