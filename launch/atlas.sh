#!/usr/bin/env bash
# Trains the models of the first atlas and draws its page anew, into experiments/atlas: some two hours on 2 cores.
# Called again it goes on with what is missing.
#
#     bash launch/atlas.sh
set -euo pipefail
bash "$(dirname "${BASH_SOURCE[0]}")/setup_environment.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv/bin/python plan=experiments/configs/atlas

# A fifth of the steps at three learning rates, for each shape.
$python -m experiments.sweep --run=runs/atlas_rates --config=$plan/base.json --grid=$plan/shapes.json \
    --muon_learning_rates=0.01,0.02,0.04 --populations --steps=300 --evaluation_examples=0 --curve_examples=0
$python -m experiments.choose --run=runs/atlas_rates --config=$plan/base.json --field=muon_learning_rate \
    --grid=$plan/points.json --out=$plan/study.json
$python -m experiments.sweep --run=runs/atlas --config=$plan/base.json --grid=$plan/study.json
$python -m experiments.report --run=runs/atlas --out=experiments/atlas
