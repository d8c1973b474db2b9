#!/bin/sh
# Make a virtual environment with everything the project needs. On Debian and Ubuntu also install Qt's
# system libraries where they are missing; without the right to do so, say what is missing and go on.
set -eu

PYTHON="${PYTHON:-python3}"
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3 ..." >&2
    exit 1
fi

PACKAGES="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 \
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-randr0"

missing_packages() {
    for package in $PACKAGES; do
        # Newer releases append t64 to some names.
        dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    wanted=$(missing_packages)
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted python3-venv"
    if [ -n "$wanted" ]; then
        echo "Installing system packages: $wanted"
        # A desktop fetches lists and installs updates by itself: its lists will do, and its installing is waited for.
        as_root apt-get update -qq || true
        if ! as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $wanted; then
            echo "Could not install them. If the window does not open: sudo apt-get install $wanted" >&2
        fi
    fi
fi

[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
.venv/bin/python -m engine.runtime.native
