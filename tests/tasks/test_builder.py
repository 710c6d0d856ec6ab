"""Mixtures written to disk and read back; nothing half-written looks whole."""

import collections
import itertools
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time

import pytest
import tensorflow_datasets as tfds

from tests.tasks import fakes
from tinyreason import config, data
from tinyreason.config import UserError
from tinyreason.tasks import builder as subject
from tinyreason.tasks import catalogue, files, registry
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, Split, draw_for_split, held_out, split_of
from tinyreason.tokenizer import train_tokenizer


@pytest.fixture(autouse=True)
def families(monkeypatch):
    monkeypatch.setattr(registry, "families", registry.families)
    fakes.install()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "families", registry.families)
        fakes.install()
        return folder, subject.build("fake_a,fake_b:2.0", 300, 4, folder)


def test_splits_hold_what_the_stream_draws(written):
    folder, place = written
    assert "tensorflow" not in sys.modules
    found = tfds.builder_from_directory(place)
    assert {split: info.num_examples for split, info in found.info.splits.items()} == {
        "train": 300,
        "validation": 15,
        "test": 15,
    }
    for split, counts in ((Split.TRAIN, (100, 200)), (Split.VALIDATION, (5, 10))):
        expected = [
            draw_for_split(fakes.FakeTask(name), split, 4, index)
            for name, count in zip(fakes.NAMES, counts, strict=True)
            for index in range(count)
        ]
        records = tfds.data_source(f"tinyreason/{place.parent.name}", data_dir=folder, split=str(split))
        read = [
            {key: value.decode() if key != "number" else int(value) for key, value in one.items()} for one in records
        ]
        written_out = [{key: getattr(example, key) for key in read[0]} for example in expected]
        assert sorted(map(json.dumps, read)) == sorted(map(json.dumps, written_out))
        assert [one["task"] for one in read] != sorted(one["task"] for one in read)  # families are interleaved
    names = collections.Counter(one["task"] for one in found.as_data_source("test"))
    assert names == {b"fake_a": 5, b"fake_b": 10}


def test_version_metadata_and_citation(written):
    _, place = written
    info = tfds.builder_from_directory(place).info
    assert place.name == "1.0.0" == str(info.version)
    assert info.metadata == {
        "mixture": "fake_a,fake_b:2.0",
        "seed": 4,
        "examples": 300,
        "splits": catalogue.SPLITS_BY_HASH,
    }
    assert "@misc{tinyreason" in info.citation and "hand-written" in info.description
    assert set(info.features) == {"question", "thoughts", "answer", "difficulty", "task", "number"}


def test_trains_like_any_other_task(written):
    folder, place = written
    for where in (folder, place):
        task = registry.load_task(f"tfds:{where}")
        assert (task.size, task.trainable) == (330, 315)
        example = task.draw(0)
        assert example.task in fakes.NAMES and task.score(example.answer, example) == 1
    tested = list(held_out(task, FIRST_TEST_NUMBER))
    assert len(tested) == 15 and {split_of(one.question) for one in tested} == {Split.TEST}

    cfg = config.replace(config.Config(), tasks=f"tfds:{folder}", context=128, batch=4, vocabulary=300)
    tokenizer = train_tokenizer("bpe", data.tokenizer_texts(cfg), 300)
    iterator = data.train_iterator(cfg, tokenizer)
    batch = next(iterator)
    iterator.close()
    text = tokenizer.decode(batch.tokens_BxT[batch.segments_BxT == 1].tolist())
    assert "what is" in text
    assert data.survey(cfg, tokenizer).examples == {f"tfds:{folder}": 300}


def test_answers_are_marked_by_their_own_family(monkeypatch, written):
    folder, _ = written
    monkeypatch.setattr(fakes.FakeTask, "score", lambda self, answer, example: 0.25)
    task = registry.load_task(f"tfds:{folder}")
    assert task.score("anything", task.draw(0)) == 0.25


def test_same_set_is_kept_and_another_refused(written):
    folder, place = written
    before = {path: path.stat().st_mtime_ns for path in place.iterdir()}
    assert subject.build("fake_a,fake_b:2.0", 300, 4, folder) == place
    assert {path: path.stat().st_mtime_ns for path in place.iterdir()} == before
    with pytest.raises(UserError, match="already holds another set"):
        subject.build("fake_a", 300, 4, folder)


def test_fixed_sets_and_small_families(tmp_path):
    lines = [json.dumps({"question": f"number {n}?", "thoughts": "", "answer": "x"}) + "\n" for n in range(80)]
    (tmp_path / "q.jsonl").write_text("".join(lines))
    task = registry.load_task(f"jsonl:{tmp_path}/q.jsonl")
    place = subject.build(f"jsonl:{tmp_path}/q.jsonl", 1000, 0, tmp_path / "set")
    sizes = {split: info.num_examples for split, info in tfds.builder_from_directory(place).info.splits.items()}
    expected = collections.Counter(split_of(task.draw(n).question) for n in range(80))
    assert sizes == {str(split): expected[split] for split in Split}  # each once, however many were asked for

    class Tiny(fakes.FakeTask):
        def draw(self, number, variant="items"):
            return super().draw(number % 40, variant)

    few = list(itertools.islice(subject._draw(Tiny("tiny"), Split.TEST, 0), 1000))
    assert 0 < len(few) == len({example.question for example in few}) <= 40


def test_mistakes(tmp_path):
    with pytest.raises(UserError, match="did you mean 'fake_"):
        subject.build("fake_c", 10, 0, tmp_path)
    with pytest.raises(UserError, match="plain text"):
        subject.build("text:a", 10, 0, tmp_path)
    with pytest.raises(UserError, match="--examples=0"):
        subject.build("fake_a", 0, 0, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write the set") as caught:
        subject.build("fake_a", 10, 0, tmp_path / "file" / "set")
    assert caught.value.status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_disk_full(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "experiments.build_dataset", "--tasks=gcd", "--examples=2000", f"--out={tmp_path}/set"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(r"error: cannot write the set to .*/set: .*\n", done.stderr)
    assert catalogue.sets_within(tmp_path) == []


def test_splits_by_hash_where_a_set_does_not_say(tmp_path):
    place = subject.build("fake_a,fake_b", 60, 0, tmp_path)
    said = registry.load_task(f"tfds:{tmp_path}")
    metadata = json.loads((place / "metadata.json").read_text())
    (place / "metadata.json").write_text(json.dumps(metadata | {"splits": "another's own"}))
    found = registry.load_task(f"tfds:{tmp_path}")
    assert said.parts is not None and found.parts is None
    for split in Split:
        assert files.numbers_for_split(said, split) == files.numbers_for_split(found, split)
    assert list(found.examples) == [found.examples[number] for number in range(len(found.examples))]


def test_directories_that_hold_no_set(tmp_path, written):
    with pytest.raises(UserError, match="no set of TensorFlow Datasets"):
        registry.load_task(f"tfds:{tmp_path}/nothing")
    subject.build("fake_a", 10, 0, tmp_path / "two" / "a")
    subject.build("fake_a", 11, 0, tmp_path / "two" / "b")
    with pytest.raises(UserError, match=r"more than one: .*/a/.*, .*/b/"):
        registry.load_task(f"tfds:{tmp_path}/two")


@pytest.mark.parametrize("damage", ["info", "features", "shard", "missing shard"])
def test_damaged_sets(damage, tmp_path):
    place = subject.build("fake_a", 40, 0, tmp_path)
    shard = next(place.glob("*train*"))
    if damage == "info":
        (place / "dataset_info.json").write_text("{")
    elif damage == "features":
        (place / "features.json").write_text("")
    elif damage == "shard":
        shard.write_bytes(shard.read_bytes()[: shard.stat().st_size // 3])
    else:
        shard.unlink()
    with pytest.raises(UserError, match="is damaged") as caught:
        data.tokenizer_texts(config.replace(config.Config(), tasks=f"tfds:{tmp_path}"))
    assert caught.value.status == 1 and "\n" not in str(caught.value)


def test_killed_while_writing(tmp_path):
    script = (
        "import sys, pathlib; from tests.tasks import fakes; fakes.install(); from tinyreason.tasks import builder;"
        "builder.build('fake_a', 10**7, 0, pathlib.Path(sys.argv[1]))"
    )
    variables = os.environ | {"PYTHONHASHSEED": "0"}
    process = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not list(tmp_path.rglob("*incomplete*")):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.3)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert list(tmp_path.rglob("*incomplete*")) and catalogue.sets_within(tmp_path) == []
    with pytest.raises(UserError, match="no set"):
        registry.load_task(f"tfds:{tmp_path}")
    place = subject.build("fake_a", 20, 0, tmp_path)  # and nothing is in the way of the next
    assert registry.load_task(f"tfds:{tmp_path}").size == 22 and catalogue.sets_within(tmp_path) == [place]
    whole = place.rename(place.parent / "incomplete.ABC123_1.0.0")  # killed just before the last renaming
    assert (whole / "dataset_info.json").exists() and catalogue.sets_within(tmp_path) == []
