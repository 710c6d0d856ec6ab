#!/usr/bin/env bash
# Makes .venv beside README.md and installs the pinned requirements and this package into it, or does nothing where that
# is done already.
#
#     bash launch/setup_environment.sh          what training and evaluation need
#     bash launch/setup_environment.sh test     and what the tests need
#
# PYTHON names the interpreter to use; otherwise the first of python3, python3.13, python3.12, python3.11 that is fit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1

fail() {
    echo "error: $*" >&2
    exit 1
}

version_fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

# Prints the interpreter to make .venv with.
find_python() {
    local candidate lacking=""
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11; fi
    for candidate in "$@"; do
        version_fits "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
        lacking=${lacking:-$candidate}
    done
    if [ -n "$lacking" ]; then
        local version
        version=$("$lacking" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$lacking lacks the modules venv and ensurepip; install them with: apt install python$version-venv"
    fi
    if [ -n "${PYTHON:-}" ]; then
        fail "PYTHON=$PYTHON is not a Python of version 3.11 to 3.13 that runs"
    fi
    fail "no Python of version 3.11 to 3.13 found; install one, or name it: PYTHON=/path/to/python3 bash $0"
}

# Prints a checksum of all that decides what is installed, the place of this checkout among it.
wanted() {
    { pwd; .venv/bin/python -VV; cat "$@" setup.cfg pyproject.toml; } | cksum
}

# Whether a stage (its stamp, then its files) is installed.
done_already() {
    local stamp=".venv/installed-$1"
    shift
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted "$@")" ]
}

if ! { [ -x .venv/bin/python ] && version_fits .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    echo "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || fail "$python could not make .venv"
fi

if ! done_already core requirements.txt; then
    echo "installing requirements.txt into .venv (some minutes the first time)"
    # reasoning-gym goes in without its dependencies, for the reason that requirements.txt gives.
    grep -v '^reasoning-gym' requirements.txt >.venv/requirements-resolved.txt
    .venv/bin/python -m pip install --quiet -r .venv/requirements-resolved.txt || fail "pip could not install requirements.txt"
    .venv/bin/python -m pip install --quiet --no-deps "$(grep '^reasoning-gym' requirements.txt)" -e . ||
        fail "pip could not install reasoning-gym and this package"
    wanted requirements.txt >.venv/installed-core
fi

if [ "${1:-}" = test ] && ! done_already test requirements.txt requirements-test.txt; then
    echo "installing requirements-test.txt into .venv (PyTorch among it)"
    .venv/bin/python -m pip install --quiet -r .venv/requirements-resolved.txt -r requirements-test.txt ||
        fail "pip could not install requirements-test.txt"
    wanted requirements.txt requirements-test.txt >.venv/installed-test
fi
