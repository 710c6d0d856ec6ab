"""Runs on other machines, seen from both ends, without the other machines."""

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tinyreason import config, disk, remote, runs, workers
from tinyreason.config import Config
from tinyreason.ledgers import Entry, Outcome, Piece
from tinyreason.remote import Machines, Report, Task

SMALL = config.replace(Config(), width=16, heads=2, depth=1, vocabulary=300, steps="40")
ENTRY = Entry("one", SMALL, "waiting", 0, 0.0, None, None)
OUTCOME = Outcome(40, 900, 500, 80, 1.5, ())


def piece(*names: str) -> Piece:
    return Piece(tuple(dataclasses.replace(ENTRY, name=name) for name in names), names)


@dataclasses.dataclass
class Job:
    """A task that ends when the test says so, with a report, or without."""

    task: Task
    ended: bool = False
    tells: Report | None = None
    withdrawn: bool = False

    def done(self) -> bool:
        return self.ended

    def report(self) -> Report:
        if not self.tells:
            raise remote.Lost("its machine died")
        return self.tells

    def withdraw(self) -> None:
        self.withdrawn = True


@pytest.fixture
def place(monkeypatch):
    """A place, and the jobs that were handed to it."""
    monkeypatch.setattr(remote, "_SECONDS_BETWEEN_LOOKS", 0.0)
    monkeypatch.setattr(remote, "_SECONDS_BETWEEN_CALLS", 0.0)
    monkeypatch.setattr(remote, "_settle", lambda: None)
    monkeypatch.setattr(remote, "sys", SimpleNamespace(flags=SimpleNamespace(hash_randomization=0)))
    jobs: list[Job] = []
    return Machines(lambda task: jobs.append(Job(task)) or jobs[-1], lambda: 2), jobs


def test_runs_end_with_their_report_or_are_lost(place, tmp_path):
    machines, jobs = place
    for names in (["one"], ["two", "second"], ["three"]):
        machines.start(piece(*names), tmp_path)
    one, two, three = jobs
    assert one.task.directories == [tmp_path / "one"] and one.task.folder == Path.cwd()
    assert machines.ended() == []
    one.ended, one.tells, two.ended = True, Report([OUTCOME], 2.0), True
    first, second = machines.ended()
    assert (first.piece, first.results, first.seconds) == (piece("one"), [OUTCOME], 2.0)
    assert second.piece == piece("two", "second") and second.results == 2 * ["its task was lost: its machine died"]
    machines.stop()
    assert three.withdrawn and not one.withdrawn
    three.ended = True
    assert [(end.piece, end.results) for end in machines.ended()] == [(piece("three"), [None])]  # stopped, not failed


def test_progress_is_read_from_the_directory_of_the_run(place, tmp_path):
    machines, _ = place

    def write(run: str, *steps: int, torn: str = "") -> None:
        (tmp_path / run).mkdir(exist_ok=True)
        for name in (runs.METRICS, runs.TIMING):
            rows = [json.dumps({"step": step, "loss": step / 2, "tokens_per_second": 9.0}) + "\n" for step in steps]
            (tmp_path / run / name).write_text("".join(rows) + torn)

    write("one", 1, 2)
    machines.start(piece("one"), tmp_path)
    machines.start(piece("two", "second"), tmp_path)
    write("two", 1, 2)
    assert machines.running() == []  # those steps were done before, and not all members have done one
    write("one", 1, 2, 3, torn='{"step": 4')
    write("second", 1)
    one, two = machines.running()
    assert one == workers.Running(("one",), "training", 3, 40, 1.5, 9.0)
    assert two == workers.Running(("two", "second"), "training", 1, 40, 0.75, 18.0)


def test_a_task_ends_where_another_drives_or_its_directory_is_not_seen(place, tmp_path, monkeypatch):
    machines, jobs = place
    machines.start(piece("one"), tmp_path)
    [job] = jobs
    stops = []
    monkeypatch.setattr(workers, "run_together", lambda members, directories, stop: stops.append(stop) or [OUTCOME])
    assert job.task().results == [OUTCOME]
    Machines(lambda task: Job(task), lambda: 1).start(piece("two"), tmp_path)  # a second driver of the same sweep
    assert stops[0]() and job.task().results == [None] and len(stops) == 1
    (tmp_path / remote.DRIVER).unlink()
    assert "must be on a path that all machines share" in job.task().results[0]
    monkeypatch.setattr(remote, "sys", SimpleNamespace(flags=SimpleNamespace(hash_randomization=1)))
    assert "PYTHONHASHSEED" in job.task().results[0]


def test_a_task_waits_for_the_one_before_it(place, tmp_path, monkeypatch):
    machines, jobs = place
    machines.start(piece("one"), tmp_path)
    tries = []

    def run(members, directories, stop):
        tries.append(directories)
        if len(tries) < 3:
            return [disk.InUse(f"another process is training in {directories[0]}", status=1)]
        return [OUTCOME]

    monkeypatch.setattr(workers, "run_together", run)
    assert jobs[0].task().results == [OUTCOME] and len(tries) == 3
    monkeypatch.setattr(remote, "_SECONDS_OF_PATIENCE", -1.0)
    tries.clear()
    assert "another process is training in" in jobs[0].task().results[0]
