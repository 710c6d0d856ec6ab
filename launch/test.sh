#!/usr/bin/env bash
# Sets up .venv and passes every check: style, types, the levels of the modules, the tests. Words are handed on to pytest.
#
#     bash launch/test.sh
#     bash launch/test.sh tests/test_budget.py -x
set -euo pipefail
bash "$(dirname "${BASH_SOURCE[0]}")/setup_environment.sh" test
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH PYTHONHASHSEED=0

ruff check .
ruff format --check .
mypy
lint-imports --no-logo
# Two files at a time, each in one process: what it has set up serves all its tests. In their order, which begins with the
# slowest.
python -m pytest -q --numprocesses=2 --dist=loadfile --no-loadscope-reorder "$@"
