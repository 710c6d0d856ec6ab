import json
import os
import shutil
import struct
from pathlib import Path

import jax
import numpy as np
import pytest

from tests.sums import write_sums
from tinyreason import asking, checkpoints, loop, records, runs
from tinyreason import config as configs
from tinyreason.config import Config, UserError
from tinyreason.tokenizer import Tokenizer

pytestmark = pytest.mark.usefixtures("warm")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Config:
    """A config that trains in a second, on a file of sums."""
    tasks = write_sums(tmp_path_factory.mktemp("data") / "sums.jsonl")
    return configs.replace(
        Config(), tasks=tasks, width=16, heads=2, depth=1, vocabulary=300, context=48, batch=8, steps="20",
        checkpoint_every=6, validation_batches=1, evaluation_examples=3, curve_examples=5, devices=2, accumulate=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(tiny, tmp_path_factory) -> Path:
    """A run from step 0 to the end in one go."""
    directory = tmp_path_factory.mktemp("whole") / "run"
    assert loop.train(tiny, directory).finished
    return directory


def assert_same_run(directory: Path, whole: Path) -> None:
    """All that a run's numbers are read from, byte for byte; the whole state by its checksums."""
    ours, theirs = runs.load(directory), runs.load(whole)
    assert ours.step == theirs.step == 20
    jax.tree.map(np.testing.assert_array_equal, ours.params, theirs.params)
    found, expected = (checkpoints.metadata(path / "checkpoints", 20) for path in (directory, whole))
    assert found["checksums"] == expected["checksums"]
    for name in ("metrics.jsonl", "validation.jsonl", "curve.jsonl", "finished.json", "tokenizer.json", "config.json"):
        assert (directory / name).read_bytes() == (whole / name).read_bytes(), name
    assert [row["step"] for row in records.read_rows(directory / "timing.jsonl")] == list(range(1, 21))


class Crash(Exception):
    pass


def test_the_curve_is_what_the_saved_model_answers_on_questions_of_the_validation_split(tiny, whole):
    """Asked one by one, on the first questions of a split that is neither trained on nor tested."""
    from tinyreason import evaluation
    from tinyreason.tasks import registry
    from tinyreason.tasks.protocol import Split, split_of

    curve = records.read_rows(whole / "curve.jsonl")
    metrics = {row["step"]: row for row in records.read_rows(whole / "metrics.jsonl")}
    assert [row["step"] for row in curve] == [6, 12, 18, 20]
    for row in curve:
        assert {name: row[name] for name in ("tokens", "examples")} == {
            name: metrics[row["step"]][name] for name in ("tokens", "examples")
        }
        [whole_row] = [found for found in row["rows"] if found["difficulty"] == "all"]
        assert whole_row["n"] == 5 and whole_row["variant"] == "validation"
    task, run = registry.load_task(tiny.data.tasks), runs.load(whole)
    examples = [task.draw(number) for number in range(task.size)]
    asked = [example for example in examples if split_of(example.question) == Split.VALIDATION][:5]
    right = sum(asking.ask_one(run, one.question).answer == one.answer for one in asked)
    losses = [loss for loss in evaluation.gold_losses(run, asked) if loss]
    assert whole_row["right"] == right
    assert whole_row["answer_loss"] == pytest.approx(sum(loss.answer for loss in losses) / 5, rel=1e-5)


def crash_at(step):
    def progress(now):
        if now.step == step:
            raise Crash

    return progress


def test_a_run_directory_says_all(tiny, whole):
    assert configs.load(whole / "config.json") == tiny
    rows = records.read_rows(whole / "metrics.jsonl")
    assert [row["step"] for row in rows] == list(range(1, 21))
    assert rows[-1]["loss"] < rows[0]["loss"]
    assert rows[-1]["tokens"] > rows[-1]["trained_tokens"] > 0 and rows[-1]["examples"] >= 20 * 8
    peak = tiny.optimizer.learning_rate
    assert rows[0]["learning_rate"] == pytest.approx(peak / 2) and rows[1]["learning_rate"] == pytest.approx(peak)
    losses = records.read_rows(whole / "validation.jsonl")
    assert [row["step"] for row in losses] == [6, 12, 18, 20]
    finished = json.loads((whole / "finished.json").read_text())
    assert finished["validation_loss"] == losses[-1]["loss"]
    assert finished["evaluation"][0]["n"] == 3
    [environment] = json.loads((whole / "environment.json").read_text())
    assert environment["packages"]["jax"] == jax.__version__ and environment["from_step"] == 0
    metadata = checkpoints.metadata(whole / "checkpoints", 20)
    assert metadata["config"] == configs.to_dict(tiny)
    assert metadata["tokenizer"] == json.loads((whole / "tokenizer.json").read_text())
    assert checkpoints.steps(whole / "checkpoints")[-2:] == [18, 20]


def test_a_run_of_an_older_version_keeps_what_it_had():
    """The packaged model's config is from before queries and keys could be normalised."""
    assert "qk_norm" not in json.loads((configs.PRETRAINED / "config.json").read_text())["model"]
    assert not runs.load_config(configs.PRETRAINED).model.qk_norm and configs.Config().model.qk_norm


def test_the_validation_loss_is_that_of_the_saved_model(tiny, whole):
    """Recomputed from the saved parameters, in float64, by plain sums over the rows."""
    from tinyreason import data
    from tinyreason.model import Decoder

    run = runs.load(whole)
    batch = data.validation_rows(run.config, run.tokenizer)
    logits = Decoder(run.config.model).apply(
        {"params": run.params}, batch.tokens_BxT, batch.segments_BxT, batch.positions_BxT
    )
    logits = np.asarray(logits, np.float64)
    nats = np.log(np.exp(logits).sum(-1)) - np.take_along_axis(logits, batch.targets_BxT[..., None] % 300, -1)[..., 0]
    mean = nats[batch.targets_BxT >= 0].mean()
    assert mean == pytest.approx(records.read_rows(whole / "validation.jsonl")[-1]["loss"], rel=1e-5)


def test_stopped_and_resumed_is_the_same(tiny, whole, tmp_path):
    asked = iter([False] * 8 + [True])
    result = loop.train(tiny, tmp_path / "run", stop=lambda: next(asked))
    assert (result.step, result.finished) == (9, False)
    assert checkpoints.steps(tmp_path / "run" / "checkpoints")[-1] == 9
    assert not (tmp_path / "run" / "finished.json").exists()
    assert loop.train(tiny, tmp_path / "run", resume=True).finished
    assert_same_run(tmp_path / "run", whole)


@pytest.mark.parametrize("step", [1, 13])
def test_crashed_and_resumed_is_the_same(tiny, whole, tmp_path, step):
    directory = tmp_path / "run"
    with pytest.raises(Crash):
        loop.train(tiny, directory, progress=crash_at(step))
    for name in ("metrics.jsonl", "timing.jsonl"):
        with (directory / name).open("a") as file:
            file.write('{"step": 16, "lo')  # torn by the crash
    open_ended = configs.replace(tiny, devices=0)  # what was resolved at the start holds
    assert loop.train(open_ended, directory, resume=True).finished
    assert_same_run(directory, whole)


def test_a_finished_run_is_left_alone(tiny, whole):
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*") if path.is_file() and path.name != ".lock"}
    result = loop.train(tiny, whole, resume=True)
    assert result.finished and result.step == 20 and result.rows[0].n == 3
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_resume_without_a_run_starts_one(tiny, whole, tmp_path):
    """Also where a kill came before the config was written."""
    (tmp_path / "tokenizer.json").write_text("{}")
    loop.train(tiny, tmp_path, resume=True)
    assert_same_run(tmp_path, whole)


def test_progress_is_told(tiny, tmp_path):
    told = []
    loop.train(tiny, tmp_path, progress=told.append, stop=lambda: len(told) == 6)
    assert [now.step for now in told] == list(range(1, 8)) and {now.total_steps for now in told} == {20}
    assert told[5].validation_loss is None and told[6].validation_loss is not None
    assert all(now.tokens_per_second > 0 and now.seconds_left > 0 for now in told[1:])


def read_events(path: Path):
    """Reads TensorBoard's records, by their framing: length, its checksum, content, its checksum."""
    from tensorboardX.proto.event_pb2 import Event

    content, place = path.read_bytes(), 0
    while place < len(content):
        (length,) = struct.unpack("<Q", content[place : place + 8])
        yield Event.FromString(content[place + 12 : place + 12 + length])
        place += length + 16


def test_tensorboard_shows_the_metrics(tiny, whole, tmp_path):
    with pytest.raises(Crash):
        loop.train(tiny, tmp_path, progress=crash_at(15))
    assert loop.train(tiny, tmp_path, resume=True).finished
    assert_same_run(tmp_path, whole)
    files = sorted((tmp_path / "tensorboard").iterdir())
    seen: dict[tuple[str, int], float] = {}
    for path in files:
        for event in read_events(path):
            if event.session_log.status == 1:  # START: forget what was said of this step and later ones
                seen = {key: value for key, value in seen.items() if key[1] < event.step}
            seen |= {(value.tag, event.step): value.simple_value for value in event.summary.value}
    assert len(files) == 2
    rows = records.read_rows(tmp_path / "metrics.jsonl")
    losses = {("loss", row["step"]): np.float32(row["loss"]) for row in rows}
    assert losses.items() <= {key: np.float32(value) for key, value in seen.items()}.items()
    assert sum(tag == "validation_loss" for tag, _ in seen) == 4


def fails(status: int, match: str, call, *arguments, **keywords):
    with pytest.raises(UserError, match=match) as caught:
        call(*arguments, **keywords)
    assert caught.value.status == status
    assert "\n" not in str(caught.value)
    return caught.value


def test_refusals_before_anything_is_written(tiny, whole, tmp_path):
    fails(2, "is not empty; pass --resume", loop.train, tiny, whole)
    changed = configs.replace(tiny, seed=1, width=32)
    fails(2, r"width \(16 -> 32\), seed \(0 -> 1\)", loop.train, changed, whole, resume=True)
    (tmp_path / "notes.txt").write_text("mine")
    fails(2, "not empty", loop.train, tiny, tmp_path)
    fails(2, "not a run directory", loop.train, tiny, tmp_path, resume=True)
    assert {path.name for path in tmp_path.iterdir()} <= {"notes.txt", ".lock"}


@pytest.mark.parametrize(
    "wrong, match",
    [
        ({"tasks": "word_problem"}, "word_problems"),
        ({"steps": "many"}, "many"),
        ({"steps": "0"}, "less than one step"),
        ({"devices": 3}, "does not divide"),
        ({"devices": 8}, "JAX has 2"),
        ({"vocabulary": 10}, "--vocabulary"),
        ({"warmup": "50", "schedule": "wsd"}, "--warmup"),
    ],
)
def test_a_wrong_config_leaves_the_directory_to_the_right_one(tiny, tmp_path, wrong, match):
    fails(2, match, loop.train, configs.replace(tiny, **wrong), tmp_path / "run")
    assert not [path for path in (tmp_path / "run").glob("*") if not path.name.startswith(".")]


def test_over_budget_makes_no_directory(tiny, tmp_path):
    with pytest.raises(UserError, match="--budget=1000"):
        loop.train(configs.replace(tiny, budget=1000), tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("saved", [True, False])
def test_a_loss_that_is_not_finite_stops(tiny, tmp_path, monkeypatch, saved):
    """From step 8 on the parameters are not numbers; a checkpoint of them is never kept."""
    from tinyreason import training

    make = training.make_train_step

    def make_broken(config, mesh):
        step = make(config, mesh)

        def broken(state, batch):
            state, metrics = step(state, batch)
            if int(state.step) == 8:
                state = state.replace(params=jax.tree.map(lambda x: x * np.nan, state.params))
            return state, metrics

        return broken

    monkeypatch.setattr(training, "make_train_step", make_broken)
    if saved:
        fails(1, r"loss of step 9 is nan.*checkpoints/6;.*--learning_rate", loop.train, tiny, tmp_path)
        assert checkpoints.steps(tmp_path / "checkpoints") == [6]
    else:  # the state after step 8 is looked at itself, though the loss of step 8 was finite
        config = configs.replace(tiny, checkpoint_every=8)
        fails(1, "validation loss of step 8 is nan; there is no good checkpoint", loop.train, config, tmp_path)
        assert checkpoints.steps(tmp_path / "checkpoints") == []
    assert len(records.read_rows(tmp_path / "metrics.jsonl")) == 8


@pytest.fixture
def stopped(tiny, tmp_path) -> Path:
    asked = iter([False] * 12 + [True])
    loop.train(tiny, tmp_path / "run", stop=lambda: next(asked))
    return tmp_path / "run"


def test_damage_is_named(tiny, stopped):
    """Nothing of a run is replaced by a guess, nor by an older checkpoint."""

    def damaged(name: str, content: str, match: str):
        path = stopped / name
        before = path.read_text()
        path.write_text(content)
        fails(1, match, loop.train, tiny, stopped, resume=True)
        path.write_text(before)

    damaged("config.json", "{", "config.json is not valid JSON")
    damaged("tokenizer.json", "{}", "tokenizer.json is damaged")
    damaged("environment.json", "", "environment.json is damaged")
    damaged("data.json", "{", "data.json is missing or damaged")
    lines = (stopped / "metrics.jsonl").read_text().splitlines(keepends=True)
    damaged("metrics.jsonl", "".join(lines[:4] + lines[5:]), "metrics.jsonl lacks steps before 13")
    (stopped / "finished.json").write_text("{}")
    fails(1, "finished.json is damaged; delete it", loop.train, tiny, stopped, resume=True)
    (stopped / "finished.json").unlink()

    for path in (stopped / "checkpoints" / "13" / "params" / "d").iterdir():
        path.write_bytes(b"")
    message = fails(1, "checkpoints/13 is damaged.*delete that directory", loop.train, tiny, stopped, resume=True)
    assert "go on from step 12" in str(message)
    fails(1, "checkpoints/13 is damaged", runs.load, stopped)


def test_load(whole, stopped, tmp_path):
    run = runs.load(stopped, 12)
    assert run.step == 12 and isinstance(run.tokenizer, Tokenizer) and run.config.model.width == 16
    assert runs.load(stopped).step == 13
    assert jax.tree.all(jax.tree.map(lambda x: x.devices() == {jax.devices()[0]}, run.params))
    fails(2, "no checkpoint of step 7; there are 12, 13", runs.load, stopped, 7)
    fails(2, "there is no run directory", runs.load, tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    fails(2, "not a run directory", runs.load, tmp_path / "empty")
    (tmp_path / "empty" / "config.json").write_bytes((whole / "config.json").read_bytes())
    fails(2, "no checkpoint yet", runs.load, tmp_path / "empty")


def test_places_that_cannot_be_written(tiny, tmp_path):
    (tmp_path / "file").write_text("")
    fails(1, "cannot write .*: Not a directory", loop.train, tiny, tmp_path / "file" / "run")
    if os.geteuid():  # nothing is read-only for root
        (tmp_path / "closed").mkdir(mode=0o555)
        fails(1, "cannot write .*: Permission denied", loop.train, tiny, tmp_path / "closed" / "run")
        fails(1, "cannot write .*: Permission denied", loop.train, tiny, tmp_path / "closed")


def test_one_process_at_a_time(tiny, tmp_path):
    found = []

    def progress(now):
        if now.step == 1:
            found.append(fails(1, "another process is training", loop.train, tiny, tmp_path, resume=True))

    loop.train(tiny, tmp_path, progress=progress, stop=lambda: True)
    assert found


def population_of(tiny, seeds=(0, 1, 2)):
    """Members that differ in seed and rate, on one device."""
    tiny = configs.replace(tiny, devices=1, compute_dtype="float32", optimizer="adamw", evaluation_examples=0)
    return [configs.replace(tiny, seed=seed, learning_rate=0.005 * (seed + 1)) for seed in seeds]


@pytest.fixture(scope="module")
def together(tiny, tmp_path_factory) -> list[Path]:
    """A population from step 0 to the end in one go."""
    directories = [tmp_path_factory.mktemp("together") / str(seed) for seed in range(3)]
    results = loop.train_together(population_of(tiny), directories)
    assert [result.finished for result in results] == 3 * [True]
    return directories


def test_a_member_of_a_population_is_the_run_alone_within_rounding(tiny, together, tmp_path):
    asked = population_of(tiny)[1]
    loop.train(asked, tmp_path / "alone")
    ours, theirs = runs.load(together[1]), runs.load(tmp_path / "alone")
    for a, b in zip(jax.tree.leaves(ours.params), jax.tree.leaves(theirs.params), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-3 * np.abs(b).max())
    for name, keys in (("metrics.jsonl", ("loss", "gradient_norm", "learning_rate")), ("validation.jsonl", ("loss",))):
        ours, theirs = (records.read_rows(path / name) for path in (together[1], tmp_path / "alone"))
        assert [row.keys() for row in ours] == [row.keys() for row in theirs]
        for key in keys:
            np.testing.assert_allclose([row[key] for row in ours], [row[key] for row in theirs], rtol=1e-3)
    assert {path.name for path in together[1].iterdir()} == {path.name for path in (tmp_path / "alone").iterdir()}
    for name in ("config.json", "tokenizer.json", "data.json"):
        assert (together[1] / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
    assert checkpoints.steps(together[1] / "checkpoints") == checkpoints.steps(tmp_path / "alone" / "checkpoints")


def test_a_population_that_crashed_at_different_steps_ends_as_if_it_had_not(tiny, together, tmp_path):
    """As a kill may leave it: of one the newest checkpoint is missing, another had not begun to be evaluated."""
    members, directories = population_of(tiny), [tmp_path / str(seed) for seed in range(3)]
    with pytest.raises(Crash):
        loop.train_together(members, directories, progress=crash_at(14))
    shutil.rmtree(directories[1] / "checkpoints" / "12")
    assert [result.finished for result in loop.train_together(members, directories, resume=True)] == 3 * [True]
    for ours, theirs in zip(directories, together, strict=True):
        assert_same_run(ours, theirs)

    shutil.rmtree(directories[2] / "checkpoints" / "20")
    for directory in directories[1:]:
        (directory / "finished.json").unlink()
    told = []
    loop.train_together(members, directories, resume=True, progress=told.append)
    assert [now.step for now in told] == [19, 20]
    for ours, theirs in zip(directories, together, strict=True):
        assert_same_run(ours, theirs)


def test_a_member_that_fails_leaves_the_others_as_they_are(tiny, together, tmp_path):
    members, directories = population_of(tiny), [tmp_path / str(seed) for seed in range(3)]
    members[1] = configs.replace(members[1], learning_rate=1e38)
    directories[2].touch()
    first, second, third = loop.train_together(members, directories)
    assert first.finished and "try a lower --learning_rate" in str(second) and "cannot write" in str(third)
    assert (second.status, third.status) == (1, 1)
    assert_same_run(directories[0], together[0])


def test_a_population_is_stopped_and_refused_as_a_run_is(tiny, tmp_path):
    members, directories = population_of(tiny, seeds=(0, 1)), [tmp_path / "0", tmp_path / "1"]
    told = []
    results = loop.train_together(members, directories, progress=told.append, stop=lambda: len(told) == 2)
    assert [(result.step, result.finished) for result in results] == 2 * [(3, False)]
    assert all(checkpoints.steps(path / "checkpoints") == [3] for path in directories)
    speeds = [records.read_rows(path / "timing.jsonl")[2]["tokens_per_second"] for path in directories]
    assert told[2].tokens_per_second == pytest.approx(sum(speeds), abs=1)
    losses = [records.read_rows(path / "metrics.jsonl")[2]["loss"] for path in directories]
    assert told[2].loss == pytest.approx(sum(losses) / 2)
    fails(2, "differ in no more than", loop.train_together, [tiny, configs.replace(tiny, width=32)], directories)
    uneven = [configs.replace(member, warmup=f"{50 + 50 * member.run.seed}examples") for member in members]
    fails(2, "differ in no more than", loop.train_together, uneven, directories)
