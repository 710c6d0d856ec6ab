"""The report as a person asks for it, and the commands it prints."""

import shlex
import subprocess
import sys

from tests import study
from tests.experiments.conftest import ROOT, call
from tinyreason import config, sweeps

PARSED = """
import shlex, sys
from absl.testing import flagsaver
from experiments import train
from tinyreason import config, sweeps
for line in sys.stdin.read().splitlines():
    with flagsaver.flagsaver():
        config.parse_flags(shlex.split(line)[2:])
        print(sweeps.name_of(config.from_flags()))
"""


def test_a_command_makes_the_same_config():
    odd = {"tasks": "word_problems,jsonl:my file\\, the second.jsonl:2.0", "thoughts": False, "learning_rate": 1e-05}
    asked = [*study.small_plan().configs, config.Config(), config.replace(study.BASE, **odd, devices=2, accumulate=4)]
    lines = [shlex.join(["python", "-m", "experiments.train", "--run=x", *config.as_flags(one)]) for one in asked]
    done = subprocess.run(
        [sys.executable, "-c", PARSED], input="\n".join(lines), capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.split() == [sweeps.name_of(one) for one in asked]


def test_a_report_or_one_clear_line(tmp_path):
    plan = sweeps.make_plan(config.replace(study.BASE, curve_examples=0), sweeps.axis("seed", [0, 1]))
    study.write_sweep(tmp_path / "sweep", plan, failed=1)
    done = call("report", f"--run={tmp_path / 'sweep'}")
    assert done.returncode == 0, done.stderr
    assert "not drawn: Accuracy against parameters: all models" in done.stdout
    assert f"run {sweeps.name_of(plan.configs[1])}: failed after 1 attempts" in done.stdout
    assert (tmp_path / "sweep" / "report" / "report.html").exists()
    done = call("report", f"--run={tmp_path}")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "is not the directory of a sweep" in done.stderr
