#!/bin/sh
# Run what depends on SQLite on every engine that can be had here, and say which one each is:
# the locked one, the one of Python itself (on Debian 12 as old as 3.40), and the newest that a
# wheel brings as a shared library.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
folder=build/engines
say() { printf 'annotator: %s\n' "$*"; }

# Make a folder that, on PYTHONPATH, hides pysqlite3, so that Python's own module is taken.
hide_locked() {
    mkdir -p "$folder/hidden"
    echo 'import sys; sys.modules["pysqlite3"] = None' >"$folder/hidden/sitecustomize.py"
}

# Print the path of the newest libsqlite3 that can be had; nothing where there is none.
newest_library() {
    uv=$(command -v uv || echo .uv/bin/uv)
    "$uv" pip install --quiet --python "$python" --no-deps --upgrade \
        --target "$folder/newest" freeze-core >&2 || return 0
    find "$PWD/$folder/newest" -name 'libsqlite3*.so*' | head -n 1
}

# Test with one engine; the arguments are a name for it and settings of the environment.
try() {
    name=$1; shift
    version=$(env "$@" "$python" -c 'from annotator.storage.engine import sqlite3 as s
print(s.__name__, s.sqlite_version)')
    say "$name engine: $version"
    { env "$@" "$python" -m pytest -q -p no:cacheprovider \
          tests/storage tests/exporters tests/test_sample.py tests/test_cli.py &&
      env "$@" "$python" main.py tour --out "$folder/tour"; } &&
        passed="$passed; $version" || failed="$failed; $version"
}

passed='' failed=''
hide_locked
try locked PYTHONPATH=
try 'own' PYTHONPATH="$folder/hidden"
library=$(newest_library)
if [ -n "$library" ]; then
    try newest PYTHONPATH="$folder/hidden" LD_PRELOAD="$library"
else
    say 'no newer engine could be fetched: NOT TESTED on one'
fi
say "passed on${passed#;}"
[ -z "$failed" ] || { say "FAILED on${failed#;}"; exit 1; }
