"""Runs on worker processes: what fails is tried again and given up, the rest goes on, and each has one core."""

import json
import os
from concurrent.futures import Future

import pytest

from tests.sums import write_sums
from tinyreason import config, ledgers, machine, records, sweeps, workers
from tinyreason.config import Config
from tinyreason.ledgers import Outcome


@pytest.fixture
def tiny(tmp_path, monkeypatch) -> Config:
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    return config.replace(
        Config(), tasks=write_sums(tmp_path / "sums.jsonl"), width=16, heads=2, depth=1, vocabulary=300, context=48,
        batch=8, steps="8", checkpoint_every=4, validation_batches=1, evaluation_examples=2, devices=1,
    )  # fmt: skip


def test_what_fails_is_given_up_and_the_rest_goes_on(tiny, tmp_path):
    """One run's loss is not finite; in the place of another's directory there is a file; a third is as it should be."""
    grid = sweeps.chain(sweeps.axis("learning_rate", [1e38]), sweeps.axis("seed", [0, 1]))
    plan = sweeps.make_plan(tiny, grid)
    infinite, fine, blocked = map(sweeps.name_of, plan.configs)
    told, seen = {}, set()
    with ledgers.opened(tmp_path / "sweep", plan) as ledger:
        (tmp_path / "sweep" / blocked).touch()
        workers.execute(
            *(ledger, tmp_path / "sweep", workers.Cores(machine.cores()[:1])),
            ended=lambda entry, result: told.update({entry.name: result}),
            progress=lambda running: seen.update(name for one in running for name in one.names),
        )
        entries = {entry.name: entry for entry in ledger.entries()}
    assert {name: entry.state for name, entry in entries.items()} == {
        infinite: "failed", fine: "finished", blocked: "failed"
    }  # fmt: skip
    assert {name: entry.attempts for name, entry in entries.items()} == {infinite: 3, fine: 1, blocked: 3}
    assert "try a lower --learning_rate" in entries[infinite].error
    assert entries[blocked].error.startswith("cannot write")
    assert told == {infinite: entries[infinite].error, fine: entries[fine].outcome, blocked: entries[blocked].error}
    assert {infinite, fine} <= seen

    outcome = entries[fine].outcome
    assert isinstance(outcome, Outcome)
    finished = json.loads((tmp_path / "sweep" / fine / "finished.json").read_text())
    assert outcome.validation_loss == finished["validation_loss"] and list(outcome.rows) == finished["evaluation"]
    last = records.read_rows(tmp_path / "sweep" / fine / "metrics.jsonl")[-1]
    assert (outcome.steps, outcome.tokens, outcome.examples) == (8, last["tokens"], last["examples"])


def test_a_population_is_one_piece_of_work(tiny, tmp_path):
    """The member whose loss is not finite is given up in the end; a finished one is not tried again."""
    grid = sweeps.chain(sweeps.axis("seed", [0, 1]), sweeps.axis("learning_rate", [1e38]))
    plan = sweeps.in_populations(sweeps.make_plan(config.replace(tiny, optimizer="adamw"), grid))
    assert plan.populations == ((0, 1, 2),)
    seen = set()
    with ledgers.opened(tmp_path / "sweep", plan) as ledger:
        workers.execute(
            *(ledger, tmp_path / "sweep", workers.Cores(machine.cores()[:1])),
            progress=lambda running: seen.update(one.names for one in running),
        )
        entries = ledger.entries()
    assert [(entry.state, entry.attempts) for entry in entries] == [("finished", 1), ("finished", 1), ("failed", 3)]
    assert "try a lower --learning_rate" in entries[2].error
    assert tuple(map(sweeps.name_of, plan.configs)) in seen and (sweeps.name_of(plan.configs[2]),) in seen
    for entry in entries[:2]:
        finished = json.loads((tmp_path / "sweep" / entry.name / "finished.json").read_text())
        assert entry.outcome.validation_loss == finished["validation_loss"]
        assert list(entry.outcome.rows) == finished["evaluation"]


def test_a_worker_has_its_core_and_one_device(tmp_path):
    core = machine.cores()[-1]
    worker = workers._Worker(core, workers._SPAWN.RawValue("b", 0), alone=True)
    try:
        assert worker._executor.submit(os.sched_getaffinity, 0).result() == {core}
        assert worker._executor.submit(os.getpid).result() != os.getpid()
    finally:
        worker.close()


def test_a_worker_goes_on_with_the_shape_that_it_has_compiled(tiny):
    grid = sweeps.product(sweeps.axis("seed", [0, 1]), sweeps.axis("width", [16, 24, 32]))
    entries = [
        ledgers.Entry(sweeps.name_of(one), one, "waiting", 0, 0.0, None, None)
        for one in (sweeps.config_of(tiny, point) for point in grid)
    ]
    waiting = ledgers.pieces(entries)
    cores = workers.Cores([0, 1])
    first, second = cores._workers

    def begun(worker):
        piece = cores.choose(waiting)
        waiting.remove(piece)
        worker.future, worker.shape = Future(), workers.shape_of(piece)
        return piece.entries[0].config.model.width, piece.entries[0].config.run.seed

    assert begun(first) == (16, 0) and begun(second) == (24, 0)
    first.future = None
    assert begun(first) == (16, 1)
    first.future = None
    assert begun(first) == (32, 0), "not the one that the other worker is busy with"
    second.future = None
    assert begun(second) == (24, 1)
    second.future = None
    assert begun(second) == (32, 1), "the last, though the other worker has its programs"
    cores.close()
