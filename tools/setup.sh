#!/bin/sh
# Bring what the program needs: uv, the locked Python packages, the system libraries of Qt.
# Run by make, once; again only when uv.lock, pyproject.toml or this file changed.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'annotator: %s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

# Print the command that is uv: the one on the PATH, or one of our own in .uv/.
find_uv() {
    command -v uv && return
    if [ "${OS-}" = Windows_NT ]; then python=python bin=.uv/Scripts; else python=python3 bin=.uv/bin; fi
    if [ ! -x "$bin/uv" ]; then
        say 'fetching uv, the installer of Python packages, into .uv/' >&2
        { "$python" -m venv .uv && "$bin/python" -m pip install --quiet 'uv~=0.13.9'; } >&2 ||
            stop 'uv could not be fetched. On Debian: apt-get install python3-venv'
    fi
    echo "$bin/uv"
}

install_packages() {
    export UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never
    unset VIRTUAL_ENV
    "$1" python find --quiet '>=3.11' >/dev/null ||
        stop "Python 3.11 or newer is needed, and was not found here ($(python3 --version 2>&1))."
    say 'installing the Python packages of uv.lock into .venv/'
    "$1" sync --frozen --compile-bytecode ||
        stop 'the Python packages could not be installed; the reason stands above.'
}

# Print the file names of the libraries that Qt wants and this system lacks, one per line.
missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    set -- .venv/lib/python3*/site-packages/PySide6
    ldd "$1"/QtWidgets.abi3.so "$1"/QtSvg.abi3.so "$1"/QtPrintSupport.abi3.so \
        "$1"/Qt/plugins/platforms/libqxcb.so "$1"/Qt/plugins/platforms/libqoffscreen.so |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u
}

# Turn libxcb-cursor.so.0 into libxcb-cursor0: the rule by which Debian names library packages.
debian_packages() {
    sed -E -e 's/^libg(lib|thread|object|module|io)-2\.0\.so\.0$/libglib2.0-0/' \
        -e 's/([0-9])\.so\.([0-9]+)$/\1-\2/' -e 's/\.so\.([0-9]+)$/\1/' |
        tr 'A-Z_' 'a-z-' | sort -u | tr '\n' ' '
}

# Run apt-get as root; with no terminal to ask for a password, do not wait for one.
apt() {
    set -- env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends "$@"
    if [ "$(id -u)" -eq 0 ]; then "$@" </dev/null
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"
    fi
}

install_libraries() {
    packages=$(printf '%s\n' "$1" | debian_packages)
    command -v apt-get >/dev/null ||
        stop "Qt, which draws the window, needs system libraries that are missing: $(echo $1)
    Fedora: dnf install $(printf "'%s()(64bit)' " $1)
    Elsewhere: ask the package manager which package brings each of them. Then start again."
    by_hand="Install these packages as root, then start again:
    apt-get install --no-install-recommends $packages"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        stop "Qt needs libraries that are missing here, and there is no sudo to install them. $by_hand"
    say "Qt, which draws the window, needs system libraries. Installing through apt: $packages"
    apt-get -qq --simulate install $packages >/dev/null 2>&1 || apt update || true
    apt install $packages || { apt update && apt install $packages; } ||
        stop "apt could not install them. $by_hand"
}

uv=$(find_uv)
install_packages "$uv"
libraries=$(missing_libraries)
[ -z "$libraries" ] || install_libraries "$libraries"
libraries=$(missing_libraries)
[ -z "$libraries" ] || stop "these libraries are still missing: $(echo $libraries)"
say 'ready.'
