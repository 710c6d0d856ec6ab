"""How a run is fitted to a machine."""

import os
import subprocess
from pathlib import Path

import pytest

from tinyreason import config as configs
from tinyreason import machine
from tinyreason.config import Config


@pytest.mark.parametrize("batch, accumulate, devices", [(8, 1, 2), (64, 1, 2), (4, 1, 1), (16, 4, 1), (9, 1, 1)])
def test_devices_are_as_many_as_share_a_batch(monkeypatch, batch, accumulate, devices):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(2)), raising=False)
    asked = configs.replace(Config(), batch=batch, accumulate=accumulate, devices=0)
    assert machine.fit_to_machine(asked).run.devices == devices
    assert machine.fit_to_machine(configs.replace(asked, devices=1)).run.devices == 1


@pytest.mark.parametrize("context, batch, parts", [(320, 16, 4), (1024, 12, 6), (640, 10, 5), (16, 16, 1), (320, 6, 1)])
def test_parts_hold_whole_rows_of_as_few_tokens_as_are_worth_it(context, batch, parts):
    asked = configs.replace(Config(), context=context, batch=batch, accumulate=0, devices=2)
    assert machine.fit_to_machine(asked).run.accumulate == parts
    assert machine.fit_to_machine(configs.replace(asked, accumulate=2)).run.accumulate == 2


@pytest.mark.skipif(not Path("/proc/cpuinfo").exists(), reason="only Linux tells its processor's name there")
def test_the_processor_is_called_as_the_system_calls_it():
    names = subprocess.run(["grep", "^model name", "/proc/cpuinfo"], capture_output=True, text=True).stdout.splitlines()
    if names:
        assert names[0].endswith(f": {machine.processor()}")
    assert machine.processor() == machine.environment()["processor"]
