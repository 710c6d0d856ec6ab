"""Grids against plain loops, solved shapes against plain searches, and a ledger that is killed, locked and damaged."""

import dataclasses
import itertools
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tinyreason import budget, config, sweeps
from tinyreason.config import Config, UserError
from tinyreason.sweeps import Excluded, Outcome, Plan, axis

SMALL = config.replace(Config(), width=16, heads=2, depth=1, vocabulary=300)


def row(task="sums", right=3):
    return {"task": task, "variant": "", "difficulty": "all", "n": 4, "right": right, "accuracy": right / 4}


OUTCOME = Outcome(20, 900, 500, 80, 1.5, (row(), row("more", 1)))


def plan_of(seeds=3) -> Plan:
    return sweeps.make_plan(SMALL, axis("seed", range(seeds)))


def open_and_close(directory, plan) -> None:
    with sweeps.opened(directory, plan):
        pass


def state_of(directory) -> list[tuple]:
    """All that a ledger holds, times and attempts aside."""
    with sweeps.Ledger(directory / sweeps.LEDGER) as ledger:
        return [(entry.name, entry.config, entry.state, entry.error, entry.outcome) for entry in ledger.entries()]


def test_grids_are_composed():
    widths, pairs = axis("width", [32, 64]), sweeps.zipped(axis("depth", [1, 2]), axis("loops", [4, 2]))
    grid = sweeps.product(widths, pairs)
    assert grid == [{"width": w, "depth": d, "loops": p} for w in (32, 64) for d, p in ((1, 4), (2, 2))]
    assert sweeps.chain(widths, pairs) == widths + pairs
    assert sweeps.filtered(grid, lambda point: point["width"] * point["depth"] == 64) == [grid[1], grid[2]]
    assert sweeps.product([{"width": 1, "depth": 5}], axis("width", [2])) == [{"width": 2, "depth": 5}]
    with pytest.raises(UserError, match="2, 3 points cannot be zipped"):
        sweeps.zipped(widths, axis("depth", [1, 2, 3]))


def test_a_sample_keeps_the_order_and_follows_the_seed():
    drawn = sweeps.sampled(range(100), 10, seed=1)
    assert len(set(drawn)) == 10 and drawn == sorted(drawn) == sweeps.sampled(range(100), 10, seed=1)
    assert drawn != sweeps.sampled(range(100), 10, seed=2)
    assert sweeps.sampled("abc", 9, seed=0) == ["a", "b", "c"]


def test_every_point_is_in_the_plan_or_excluded_with_its_reason():
    grid = sweeps.product(axis("width", [32, 48, 512]), axis("heads", [4, 5]), axis("depth", [1, 8]))
    plan = sweeps.make_plan(SMALL, sweeps.chain(grid, grid[:1]))
    possible = [(w, h, d) for w, h, d in itertools.product((32, 48, 512), (4, 5), (1, 8)) if w % h == 0 and w * d < 999]
    assert [(c.model.width, c.model.heads, c.model.depth) for c in plan.configs] == [
        shape for shape in possible if budget.count(dataclasses.replace(SMALL.model, **dict(zip(
            ("width", "heads", "depth"), shape, strict=True)))).total <= 2_000_000
    ]  # fmt: skip
    assert len(plan.configs) + len(plan.excluded) == len(grid) + 1
    reasons = {tuple(one.point.values()): one.reason for one in plan.excluded}
    assert "does not divide --width=32" in reasons[32, 5, 1]
    assert "over --budget=2000000" in reasons[512, 4, 8] and "\n" not in reasons[512, 4, 8]
    assert plan.excluded[-1] == Excluded(grid[0], f"the same as run {sweeps.name_of(plan.configs[0])}")
    with pytest.raises(UserError, match="'hieght', which is no config field"):
        sweeps.make_plan(SMALL, axis("hieght", [1]))


@pytest.mark.parametrize("activation", ["swiglu", "gelu"])
def test_matched_configs_have_the_same_parameters_and_the_largest_width(activation):
    base = config.replace(Config(), activation=activation)
    grid = sweeps.product(axis("depth", [1, 2, 4, 8]), axis("heads", [2, 4, 8]), axis("loops", [1, 4]))
    plan = sweeps.make_plan(base, sweeps.product(grid, axis("match_params", [500_000])))
    assert len(plan.configs) == len(grid) and not plan.excluded
    totals = [budget.count(c.model).total for c in plan.configs]
    assert max(totals) <= 500_000 and max(totals) <= 1.02 * min(totals)
    for made in plan.configs:
        wider = dataclasses.replace(made.model, width=made.model.width + 2 * made.model.heads, feed_forward=0)
        assert budget.count(wider).total > 500_000
        thicker = dataclasses.replace(made.model, feed_forward=made.model.feed_forward + 1)
        assert budget.count(thicker).total > 500_000


def test_what_cannot_be_matched_is_excluded():
    plan = sweeps.make_plan(Config(), sweeps.product(axis("depth", [1, 300]), axis("match_params", [20_000])))
    assert len(plan.configs) == 1 and "too small" in plan.excluded[0].reason
    plan = sweeps.make_plan(Config(), [{"width": 64, "match_params": 500_000}])
    assert "solved for" in plan.excluded[0].reason


def test_a_grid_is_read_from_a_file(tmp_path):
    path = tmp_path / "grid.json"
    path.write_text('[{"depth": [1, 2], "width": 32, "seed": [0, 1]}, {"match_params": 50000}]')
    expected = sweeps.product(axis("depth", [1, 2]), axis("width", [32]), axis("seed", [0, 1]))
    assert sweeps.read_grid(path) == [*expected, {"match_params": 50000}]
    for text, message in {"[": "not valid JSON", "{}": "must be a JSON list", "[1]": "must be a JSON list"}.items():
        path.write_text(text)
        with pytest.raises(UserError, match=message):
            sweeps.read_grid(path)
    with pytest.raises(UserError, match=r"cannot read the grid .*missing.json: No such file"):
        sweeps.read_grid(tmp_path / "missing.json")


def test_the_value_of_least_validation_loss_is_chosen_for_each_shape(tmp_path):
    rates, depths = [0.1, 0.2, 0.4], [1, 2]
    best = {1: 0.4, 2: 0.1}
    plan = sweeps.make_plan(SMALL, sweeps.product(axis("depth", depths), axis("muon_learning_rate", rates)))
    with sweeps.opened(tmp_path, plan) as ledger:
        for one in plan.configs:
            rate = one.optimizer.muon_learning_rate
            loss = 1 + abs(rate - best[one.model.depth])
            ledger.finish(sweeps.name_of(one), dataclasses.replace(OUTCOME, validation_loss=loss), 1.0)
            if one is plan.configs[-2]:
                before_the_last = ledger.entries()
        entries = ledger.entries()
    grid = sweeps.product(axis("depth", depths), axis("thoughts", [True, False]))
    chosen = sweeps.with_best(grid, SMALL, "muon_learning_rate", entries)
    assert chosen == [{**point, "muon_learning_rate": best[point["depth"]]} for point in grid]
    for depth, listed, words in (
        (3, entries, "no run has the"),
        (2, before_the_last, "a run is not finished that has the"),
    ):
        with pytest.raises(UserError, match=f"{words} shape of depth={depth}: muon_learning_rate cannot be chosen"):
            sweeps.with_best([{"depth": depth}], SMALL, "muon_learning_rate", listed)


def test_names_follow_every_field():
    fields = {"seed": 1, "width": 32, "learning_rate": 0.1, "tasks": "gcd"}
    named = {sweeps.name_of(config.replace(SMALL, **{name: value})) for name, value in fields.items()}
    assert len(named | {sweeps.name_of(SMALL)}) == 5
    assert sweeps.name_of(config.overlay(Config(), config.to_dict(SMALL))) == sweeps.name_of(SMALL)
    made = [config.replace(SMALL, width=w, seed=s) for w, s in ((16, 0), (32, 1))]
    assert sweeps.labels(made) == ["width=16 seed=0", "width=32 seed=1"]


def test_costs_are_those_of_the_budget():
    cost = sweeps.cost_of(config.replace(SMALL, steps="20", batch=8, context=48))
    assert (cost.steps, cost.tokens) == (20, 20 * 8 * 48)
    assert cost.flops == cost.tokens * 3 * budget.count(config.replace(SMALL, context=48).model).flops_per_token
    assert sweeps.cost_of(config.replace(SMALL, steps="1Mtokens", batch=8, context=48)).steps == 2605
    with pytest.raises(UserError, match="--steps=2epochs: write a sweep's durations"):
        sweeps.cost_of(config.replace(SMALL, steps="2epochs"))


def test_populations_follow_from_the_plan():
    """Alike but for seeds and rates: together, in the plan's order, as even as can be; what cannot be is left alone."""
    grid = sweeps.product(axis("depth", [1, 2]), axis("learning_rate", [0.1, 0.2]), axis("seed", range(5)))
    odd = [{"depth": 3}, {"warmup": "9examples"}, {"warmup": "9examples", "seed": 1}, {"parallelism": "pmap"}]
    odd += [{"parallelism": "pmap", "seed": 1}, {"devices": 2}, {"devices": 2, "seed": 1}]
    plan = sweeps.make_plan(config.replace(SMALL, devices=1), sweeps.chain(odd[:3], grid, odd[3:]))
    assert not plan.populations and not plan.excluded
    grouped = sweeps.in_populations(plan)
    assert (grouped.configs, grouped.excluded) == (plan.configs, plan.excluded)
    first = len(odd[:3])
    assert grouped.populations == tuple(tuple(range(first + n, first + n + 5)) for n in (0, 5, 10, 15))
    assert sweeps.in_populations(Plan(plan.configs[:5])).populations == ((3, 4),)


def test_a_ledger_holds_which_runs_go_together(tmp_path):
    plan = sweeps.in_populations(sweeps.make_plan(config.replace(SMALL, devices=1), sweeps.product(
        axis("seed", range(2)), axis("depth", [1, 2]), axis("width", [16]))))  # fmt: skip
    plan = dataclasses.replace(plan, populations=plan.populations[:1])
    first, second, third, fourth = map(sweeps.name_of, plan.configs)
    with sweeps.opened(tmp_path, plan) as ledger:
        assert ledger.plan() == plan and plan.populations == ((0, 2),)
        names = lambda: [[entry.name for entry in p.entries] for p in sweeps.pieces(ledger.entries())]  # noqa: E731
        assert names() == [[first, third], [second], [fourth]]
        ledger.finish(first, OUTCOME, 1.0)
        ledger.finish(second, OUTCOME, 1.0)
        assert names() == [[first, third], [fourth]]  # the finished one is part of the other's numbers
        assert sweeps.pieces(ledger.entries())[0].missing == (third,)
        ledger.finish(third, OUTCOME, 1.0)
        assert names() == [[fourth]]
    with pytest.raises(UserError, match="other runs are trained together .*--populations as at first"):
        open_and_close(tmp_path, dataclasses.replace(plan, populations=()))


def test_a_ledger_from_before_there_were_populations_is_read(tmp_path):
    open_and_close(tmp_path, plan_of())
    with sqlite3.connect(tmp_path / sweeps.LEDGER) as database:
        database.execute("ALTER TABLE runs DROP COLUMN population")
    database.close()
    with sweeps.opened(tmp_path, plan_of()) as ledger:
        assert ledger.plan() == plan_of()


def test_a_ledger_goes_on_with_what_is_missing(tmp_path):
    plan = dataclasses.replace(plan_of(4), excluded=(Excluded({"width": 7}, "odd"),))
    first, second, third, fourth = map(sweeps.name_of, plan.configs)
    with sweeps.opened(tmp_path / "sweep", plan) as ledger:
        assert [entry.name for entry in ledger.take_up()] == [first, second, third, fourth]
        for name in (first, second, third):
            ledger.start(name)
        ledger.finish(first, OUTCOME, 2.0)
        ledger.finish(first, dataclasses.replace(OUTCOME, steps=1), 2.0)  # told twice: the first holds
        ledger.fail(second, "not finite", 1.0)
    with sweeps.opened(tmp_path / "sweep", plan) as ledger:
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
    with sweeps.opened(tmp_path, plan_of()) as ledger:
        with pytest.raises(UserError, match="damaged"):
            ledger.finish(name, dataclasses.replace(OUTCOME, rows=(row(), row())), 1.0)
        assert ledger.entries()[0].state == "waiting"
        ledger.finish(name, OUTCOME, 1.0)
    assert state_of(tmp_path)[0][2:] == ("finished", None, OUTCOME)


WRITES_RESULTS = """
import sys
from pathlib import Path
from tests.test_sweeps import OUTCOME, plan_of, sweeps
with sweeps.opened(Path(sys.argv[1]), plan_of(60)) as ledger:
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
    with sweeps.opened(tmp_path, plan_of(60)) as ledger:
        entries = ledger.entries()
    finished = [entry for entry in entries if entry.state == "finished"]
    assert [entry.name for entry in finished][:5] == told and len(finished) < 60
    assert all(entry.outcome == OUTCOME for entry in finished)
    assert sum(entry.state == "running" for entry in entries) <= 1


def test_other_directories_are_refused(tmp_path):
    with sweeps.opened(tmp_path / "sweep", plan_of()):
        with (
            pytest.raises(UserError, match="another process is at work") as refusal,
            sweeps.opened(tmp_path / "sweep", plan_of()),
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
    monkeypatch.setattr(sweeps, "_LOCKED_SECONDS", 0.1)
    open_and_close(tmp_path, plan_of())
    other = sqlite3.connect(tmp_path / sweeps.LEDGER, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="is locked by another program") as refusal:
        open_and_close(tmp_path, plan_of())
    assert refusal.value.status == 1
    other.execute("ROLLBACK")
    other.close()
    with sweeps.opened(tmp_path, plan_of()) as ledger:
        assert len(ledger.entries()) == 3


@pytest.mark.parametrize("damage", ["overwritten", "cut", "of another program", "a table gone", "a row"])
def test_a_damaged_ledger_is_one_line(tmp_path, damage):
    path = tmp_path / sweeps.LEDGER
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
    with sweeps.opened(tmp_path, plan_of(40)) as ledger:
        assert len(ledger.take_up()) == 40


def test_no_ledger_is_one_line(tmp_path):
    with pytest.raises(UserError, match="is not the directory of a sweep"):
        sweeps.Ledger(tmp_path / sweeps.LEDGER)
