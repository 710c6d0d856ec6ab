"""A ledger that is killed, locked, damaged and gone on with, and values chosen by what it holds."""

import dataclasses
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tinyreason import config, ledgers, sweeps
from tinyreason.config import Config, UserError
from tinyreason.ledgers import Outcome
from tinyreason.sweeps import Excluded, Plan, axis

SMALL = config.replace(Config(), width=16, heads=2, depth=1, vocabulary=300)


def row(task="sums", right=3):
    return {"task": task, "variant": "", "difficulty": "all", "n": 4, "right": right, "accuracy": right / 4}


OUTCOME = Outcome(20, 900, 500, 80, 1.5, (row(), row("more", 1)))


def plan_of(seeds=3) -> Plan:
    return sweeps.make_plan(SMALL, axis("seed", range(seeds)))


def open_and_close(directory, plan) -> None:
    with ledgers.opened(directory, plan):
        pass


def state_of(directory) -> list[tuple]:
    """All that a ledger holds, times and attempts aside."""
    with ledgers.Ledger(directory / ledgers.LEDGER) as ledger:
        return [(entry.name, entry.config, entry.state, entry.error, entry.outcome) for entry in ledger.entries()]


def test_the_value_of_least_validation_loss_is_chosen_for_each_shape(tmp_path):
    rates, depths = [0.1, 0.2, 0.4], [1, 2]
    best = {1: 0.4, 2: 0.1}
    plan = sweeps.make_plan(SMALL, sweeps.product(axis("depth", depths), axis("muon_learning_rate", rates)))
    with ledgers.opened(tmp_path, plan) as ledger:
        for one in plan.configs:
            rate = one.optimizer.muon_learning_rate
            loss = 1 + abs(rate - best[one.model.depth])
            ledger.finish(sweeps.name_of(one), dataclasses.replace(OUTCOME, validation_loss=loss), 1.0)
            if one is plan.configs[-2]:
                before_the_last = ledger.entries()
        entries = ledger.entries()
    grid = sweeps.product(axis("depth", depths), axis("thoughts", [True, False]))
    chosen = ledgers.with_best(grid, SMALL, "muon_learning_rate", entries)
    assert chosen == [{**point, "muon_learning_rate": best[point["depth"]]} for point in grid]
    for depth, listed, words in (
        (3, entries, "no run has the"),
        (2, before_the_last, "a run is not finished that has the"),
    ):
        with pytest.raises(UserError, match=f"{words} shape of depth={depth}: muon_learning_rate cannot be chosen"):
            ledgers.with_best([{"depth": depth}], SMALL, "muon_learning_rate", listed)


def test_a_ledger_holds_which_runs_go_together(tmp_path):
    plan = sweeps.in_populations(sweeps.make_plan(config.replace(SMALL, devices=1), sweeps.product(
        axis("seed", range(2)), axis("depth", [1, 2]), axis("width", [16]))))  # fmt: skip
    plan = dataclasses.replace(plan, populations=plan.populations[:1])
    first, second, third, fourth = map(sweeps.name_of, plan.configs)
    with ledgers.opened(tmp_path, plan) as ledger:
        assert ledger.plan() == plan and plan.populations == ((0, 2),)
        names = lambda: [[entry.name for entry in p.entries] for p in ledgers.pieces(ledger.entries())]  # noqa: E731
        assert names() == [[first, third], [second], [fourth]]
        ledger.finish(first, OUTCOME, 1.0)
        ledger.finish(second, OUTCOME, 1.0)
        assert names() == [[first, third], [fourth]]  # the finished one is part of the other's numbers
        assert ledgers.pieces(ledger.entries())[0].missing == (third,)
        ledger.finish(third, OUTCOME, 1.0)
        assert names() == [[fourth]]
    with pytest.raises(UserError, match="other runs are trained together .*--populations as at first"):
        open_and_close(tmp_path, dataclasses.replace(plan, populations=()))


def test_a_ledger_from_before_there_were_populations_is_read(tmp_path):
    open_and_close(tmp_path, plan_of())
    with sqlite3.connect(tmp_path / ledgers.LEDGER) as database:
        database.execute("ALTER TABLE runs DROP COLUMN population")
    database.close()
    with ledgers.opened(tmp_path, plan_of()) as ledger:
        assert ledger.plan() == plan_of()


def test_a_ledger_goes_on_with_what_is_missing(tmp_path):
    plan = dataclasses.replace(plan_of(4), excluded=(Excluded({"width": 7}, "odd"),))
    first, second, third, fourth = map(sweeps.name_of, plan.configs)
    with ledgers.opened(tmp_path / "sweep", plan) as ledger:
        assert [entry.name for entry in ledger.take_up()] == [first, second, third, fourth]
        for name in (first, second, third):
            ledger.start(name)
        ledger.finish(first, OUTCOME, 2.0)
        ledger.finish(first, dataclasses.replace(OUTCOME, steps=1), 2.0)  # told twice: the first holds
        ledger.fail(second, "not finite", 1.0)
    with ledgers.opened(tmp_path / "sweep", plan) as ledger:
        entries = ledger.entries()
        assert [e.state for e in entries] == ["finished", "failed", "running", "waiting"]
        assert [e.attempts for e in entries] == [1, 1, 1, 0] and [e.seconds for e in entries] == [2, 1, 0, 0]
        assert entries[0].outcome == OUTCOME and entries[1].error == "not finite"
        assert ledger.plan() == plan
        assert [entry.name for entry in ledger.take_up()] == [second, third, fourth]
    assert [state[2:] for state in state_of(tmp_path / "sweep")] == [
        ("finished", None, OUTCOME), *3 * [("waiting", None, None)]
    ]  # fmt: skip


def test_a_result_that_cannot_be_written_whole_is_not_written(tmp_path):
    name = sweeps.name_of(plan_of().configs[0])
    with ledgers.opened(tmp_path, plan_of()) as ledger:
        with pytest.raises(UserError, match="damaged"):
            ledger.finish(name, dataclasses.replace(OUTCOME, rows=(row(), row())), 1.0)
        assert ledger.entries()[0].state == "waiting"
        ledger.finish(name, OUTCOME, 1.0)
    assert state_of(tmp_path)[0][2:] == ("finished", None, OUTCOME)


WRITES_RESULTS = """
import sys
from pathlib import Path
from tests.test_ledgers import OUTCOME, ledgers, plan_of
with ledgers.opened(Path(sys.argv[1]), plan_of(60)) as ledger:
    for entry in ledger.entries():
        ledger.start(entry.name)
        ledger.finish(entry.name, OUTCOME, 1.0)
        print(entry.name, flush=True)
"""


def test_a_kill_leaves_each_result_whole_or_out(tmp_path):
    """Killed at work on the ledger: what was said to be written is there, and whatever is finished has all its rows."""
    command = [sys.executable, "-c", WRITES_RESULTS, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
        told = [process.stdout.readline().strip() for _ in range(5)]
        process.kill()
    with ledgers.opened(tmp_path, plan_of(60)) as ledger:
        entries = ledger.entries()
    finished = [entry for entry in entries if entry.state == "finished"]
    assert [entry.name for entry in finished][:5] == told and len(finished) < 60
    assert all(entry.outcome == OUTCOME for entry in finished)
    assert sum(entry.state == "running" for entry in entries) <= 1


def test_other_directories_are_refused(tmp_path):
    with ledgers.opened(tmp_path / "sweep", plan_of()):
        with (
            pytest.raises(UserError, match="another process is at work") as refusal,
            ledgers.opened(tmp_path / "sweep", plan_of()),
        ):
            pass
        assert refusal.value.status == 1
    with pytest.raises(UserError, match="of 3 runs of which 3 are in this one of 4") as refusal:
        open_and_close(tmp_path / "sweep", plan_of(4))
    assert refusal.value.status == 2
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").touch()
    with pytest.raises(UserError, match="it holds thesis.tex"):
        open_and_close(tmp_path / "mine", plan_of())
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot write"):
        open_and_close(tmp_path / "file", plan_of())
    empty = sweeps.make_plan(SMALL, axis("heads", [3, 5]))
    with pytest.raises(
        UserError, match="nothing is left to run: all 2 points .* such as heads=3: --heads=3 does not divide"
    ):
        open_and_close(tmp_path / "none", empty)
    assert not (tmp_path / "none").exists()


def test_a_locked_ledger_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(ledgers, "_LOCKED_SECONDS", 0.1)
    open_and_close(tmp_path, plan_of())
    other = sqlite3.connect(tmp_path / ledgers.LEDGER, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="is locked by another program") as refusal:
        open_and_close(tmp_path, plan_of())
    assert refusal.value.status == 1
    other.execute("ROLLBACK")
    other.close()
    with ledgers.opened(tmp_path, plan_of()) as ledger:
        assert len(ledger.entries()) == 3


@pytest.mark.parametrize("damage", ["overwritten", "cut", "of another program", "a table gone", "a row"])
def test_a_damaged_ledger_is_one_line(tmp_path, damage):
    path = tmp_path / ledgers.LEDGER
    open_and_close(tmp_path, plan_of(40))
    whole = path.read_bytes()
    if damage == "overwritten":
        path.write_bytes(b"\x00" * 100 + whole[100:])
    elif damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "of another program":
        path.write_text("name,accuracy\n")
    else:
        with sqlite3.connect(path) as database:
            database.execute("DROP TABLE results" if damage == "a table gone" else "UPDATE runs SET config = '{\"mod'")
        database.close()
    with pytest.raises(UserError, match="is damaged .*delete it and give the same command") as refusal:
        open_and_close(tmp_path, plan_of(40))
    assert refusal.value.status == 1 and "\n" not in str(refusal.value)
    path.unlink()
    with ledgers.opened(tmp_path, plan_of(40)) as ledger:
        assert len(ledger.take_up()) == 40


def test_no_ledger_is_one_line(tmp_path):
    with pytest.raises(UserError, match="is not the directory of a sweep"):
        ledgers.Ledger(tmp_path / ledgers.LEDGER)
