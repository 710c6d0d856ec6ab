"""What a trial says of a training, held against a clock that tells what it is told to."""

import json

import pytest

from tests.sums import write_sums
from tinyreason import config as configs
from tinyreason import loop, runs, speed
from tinyreason.config import Config, UserError
from tinyreason.speed import Speed


def test_the_trial_counts_steps_and_all_else_apart(monkeypatch):
    """Ten steps: the first compiles and the next two are slow, each of the others takes a quarter of a second."""
    clock = iter([100.0, 110.0])
    monkeypatch.setattr(speed.time, "monotonic", lambda: next(clock))
    asked = []

    def train(config, directory, progress):
        asked.append(config)
        directory.mkdir()
        seconds = [3.0, 4.0, 5.0, *(5.0 + 0.25 * step for step in range(1, 8))]
        rows = ({"step": step, "seconds": at} for step, at in enumerate(seconds, 1))
        (directory / runs.TIMING).write_text("".join(json.dumps(row) + "\n" for row in rows))

    monkeypatch.setattr(loop, "train", train)
    config = configs.replace(Config(), schedule="wsd", warmup="500", steps="1000")
    assert speed.measure(config, 10) == Speed(0.25, 7.5)
    assert asked == [configs.replace(config, schedule="cosine", warmup="0", steps="10")]


@pytest.mark.parametrize(
    "seconds, steps", [(605.0, "5800"), (60.05, "400"), (21.25, "12"), (20.15, "1"), (6e6, "59000000")]
)
def test_the_steps_of_a_time_have_two_digits(monkeypatch, seconds, steps):
    """A tenth of a second a step, with the allowance, and 20 s besides."""
    monkeypatch.setattr(speed, "measure", lambda config, steps, progress: Speed(0.1 / speed.ALLOWANCE, 20.0))
    expected = configs.replace(Config(), steps=steps)
    assert speed.fit_to_time(Config(), seconds / 60, None) == expected


def test_the_questions_at_the_end_are_not_part_of_the_time(monkeypatch):
    tried = []
    monkeypatch.setattr(speed, "measure", lambda config, steps, progress: tried.append(config) or Speed(0.1, 0.0))
    assert speed.fit_to_time(Config(), 1.0).run.evaluation_examples == Config().run.evaluation_examples
    assert tried[0].run.evaluation_examples == 0


def test_a_time_without_a_step_is_refused(tmp_path):
    config = configs.replace(
        Config(), tasks=write_sums(tmp_path / "sums.jsonl"), width=16, heads=2, depth=1, vocabulary=300, context=48,
        batch=8, validation_batches=1, devices=1,
    )  # fmt: skip
    seen = []
    with pytest.raises(UserError, match="no step ends within 0 s here"):
        speed.fit_to_time(config, 1e-6, seen.append)
    assert seen[-1].step == seen[-1].total_steps > 4
