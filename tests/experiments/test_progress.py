"""Progress on a terminal and elsewhere."""

import sys

import pytest

from experiments import progress


@pytest.mark.parametrize("at_once", [True, False])
def test_elsewhere_than_on_a_terminal_a_line_comes_every_few_seconds(capsys, monkeypatch, at_once):
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    with progress.Progress(at_once) as show:
        for second in range(25):
            clock[0] = float(second)
            show("training", second, 25, loss=f"{second / 2}")
    assert capsys.readouterr().err.splitlines() == ["training: 0 of 25, loss 0.0"] * at_once + [
        "training: 10 of 25, loss 5.0",
        "training: 20 of 25, loss 10.0",
    ]


def test_on_a_terminal_a_bar_shows_rate_and_time_left(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.Progress() as show:
        show("training", 1, 4, loss="2.5")
        show("training", 4, 4, loss="0.5")
        show("answering", 2, 2)
    shown = capsys.readouterr().err
    assert "training" in shown and "4/4" in shown and "loss=0.5" in shown and "answering" in shown and "2/2" in shown
