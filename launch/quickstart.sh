#!/usr/bin/env bash
# From nothing to an answered question: sets up .venv, trains the default model (at most 10 minutes on 2 cores),
# evaluates it on held-out questions and asks it one. A second call goes on from, or reuses, what is there.
#
#     bash launch/quickstart.sh
set -euo pipefail
bash "$(dirname "${BASH_SOURCE[0]}")/setup_environment.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
run=runs/quickstart
question="If you have 3 apples and give away 1, how many are left?"

.venv/bin/python -m experiments.train --run="$run" --minutes=10 --evaluation_examples=500 --resume
echo
echo "Q: $question"
.venv/bin/python -m experiments.ask --run="$run" --question="$question"
cat <<END

The run lies in $PWD/$run. Try next, in $PWD:
  .venv/bin/python -m experiments.ask --run=$run
  .venv/bin/python -m experiments.evaluate --run=$run --examples=3000 --out=$run/evaluation.json
  .venv/bin/python -m experiments.train --run=runs/mine --width=96 --depth=6
END
