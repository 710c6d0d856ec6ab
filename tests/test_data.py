"""The pipeline against plain Python: every example once and whole, positions resumed exactly, nothing held out seen."""

import collections
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys

import numpy as np
import pytest

from tests.tasks import fakes
from tinyreason import config, data
from tinyreason.config import UserError
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Split, draw_for_split, prompt_text, reply_text, split_of
from tinyreason.tokenizer import END, PAD, START, train_tokenizer

GROUP = 512  # examples packed together


@pytest.fixture(autouse=True)
def families(monkeypatch):
    monkeypatch.setattr(registry, "families", registry.families)  # undone after each test
    fakes.install()


def make_config(**changes):
    small = {"tasks": "fake_a", "context": 96, "batch": 8, "vocabulary": 300, "validation_batches": 2}
    return config.replace(config.Config(), **(small | changes))


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer("bpe", ["what is 12 + 345 = 6?", "\nAnswer: 5."] * 5, 300)


def take(iterator, count):
    return [next(iterator) for _ in range(count)]


def reference(example, tokenizer, *, thoughts=True, loss_on="reply"):
    """Returns tokens and targets of an example, id by id."""
    prompt = tokenizer.encode(prompt_text(example.question))
    reply = tokenizer.encode(reply_text(example.thoughts if thoughts else "", example.answer))
    ids = [START] + prompt + reply + [END]
    targets = [ids[place + 1] if place >= len(prompt) or loss_on == "all" else -1 for place in range(len(ids) - 1)]
    return tuple(ids[:-1]), tuple(targets)


def unpack(batches):
    """Takes rows apart id by id, checking segments, positions and padding; returns tokens and targets of each."""
    found = []
    for batch in batches:
        for array in batch:
            assert array.dtype == np.int32 and array.shape == batch.tokens_BxT.shape
        for tokens, targets, segments, positions in zip(*(array.tolist() for array in batch), strict=True):
            place, number = 0, 0
            while place < len(tokens) and segments[place]:
                number += 1
                length = sum(segment == number for segment in segments)
                here = slice(place, place + length)
                assert segments[here] == [number] * length
                assert positions[here] == list(range(length))
                found.append((tuple(tokens[here]), tuple(targets[here])))
                place += length
            rest = len(tokens) - place
            assert segments[place:] == positions[place:] == [0] * rest
            assert tokens[place:] == [PAD] * rest and targets[place:] == [data.IGNORED] * rest
    return found


@pytest.mark.parametrize("changes", [{}, {"thoughts": False}, {"loss_on": "all"}], ids=str)
def test_every_example_of_a_stream_whole_and_once(tokenizer, changes):
    cfg = make_config(seed=3, **changes)
    task = registry.load_task("fake_a")
    drawn = [draw_for_split(task, Split.TRAIN, 3, index) for index in range(2 * GROUP)]
    expected = [reference(example, tokenizer, **changes) for example in drawn]
    groups = [
        collections.Counter(one for one in expected[start : start + GROUP] if len(one[0]) <= 96) for start in (0, GROUP)
    ]
    assert 0 < sum(groups[0].values()) < GROUP or changes == {"thoughts": False}  # some are too long
    iterator = data.train_iterator(cfg, tokenizer)
    rows = 0
    found = collections.Counter()
    while sum((groups[0] - found).values()):  # until the first group has come whole
        found.update(unpack([next(iterator)]))
        rows += 8
        assert rows < GROUP
    iterator.close()
    assert not found - groups[0] - groups[1]  # nothing else but the beginning of the second
    used = sum(len(tokens) * count for (tokens, _), count in groups[0].items())
    assert rows * 96 < used * 1.2 + 8 * 96  # packed tightly


def test_rows_are_cut_into_batches_the_last_filled_with_padding(tokenizer):
    rows = data.validation_rows(make_config(), tokenizer)
    batches = data.filled_batches(rows, 5)
    assert [batch.tokens_BxT.shape for batch in batches] == [(5, 96)] * 4
    whole = [np.concatenate(arrays) for arrays in zip(*batches, strict=True)]
    for array, row_array, fill in zip(whole, rows, (0, data.IGNORED, 0, 0), strict=True):
        np.testing.assert_array_equal(array[:16], row_array)
        assert (array[16:] == fill).all()
    assert data.filled_batches(data.pack([], 96), 5) == []


def test_pack_keeps_each_sequence_whole():
    rng = np.random.default_rng(0)
    sequences = [rng.integers(3, 99, (length, 2), np.int32) for length in [1, 20, 21, *rng.integers(1, 20, 200)]]
    batch = data.pack(sequences, 20)
    expected = [(tuple(one[:, 0].tolist()), tuple(one[:, 1].tolist())) for one in sequences if len(one) <= 20]
    assert collections.Counter(unpack([batch])) == collections.Counter(expected)
    assert len(batch.tokens_BxT) <= sum(len(tokens) for tokens, _ in expected) / 20 * 1.05 + 1
    assert data.pack([], 20).tokens_BxT.shape == (0, 20)


def test_weights_are_shares_of_examples(tokenizer):
    cfg = make_config(tasks="fake_a:1,fake_b:3", context=256)
    iterator = data.train_iterator(cfg, tokenizer)
    found = unpack(take(iterator, 25))
    iterator.close()
    names = collections.Counter(tokenizer.decode(tokens).split()[1] for tokens, _ in found)
    assert names["fake_b:"] / names["fake_a:"] == pytest.approx(3, rel=0.1)


def write_jsonl(path, count, split=None):
    """Writes `count` questions, of one split if one is named; returns their texts."""
    questions = []
    number = 0
    while len(questions) < count:
        question = f"number {number}?"
        number += 1
        if split is None or split_of(question) == split:
            questions.append(question)
    lines = [json.dumps({"question": q, "thoughts": f"It says {q}", "answer": q[7:-1]}) + "\n" for q in questions]
    path.write_text("".join(lines))
    return questions


def test_a_finite_set_comes_once_an_epoch_in_ever_new_order(tokenizer, tmp_path):
    questions = write_jsonl(tmp_path / "q.jsonl", 64, Split.TRAIN)
    cfg = make_config(tasks=f"jsonl:{tmp_path}/q.jsonl", context=40, batch=1)
    rows = [
        [tokenizer.decode(tokens) for tokens, _ in unpack([batch])]
        for batch in take(data.train_iterator(cfg, tokenizer), GROUP)
    ]
    texts, used = collections.Counter(), 0
    while sum(texts.values()) < GROUP:
        texts.update(rows[used])
        used += 1
    assert len(texts) == 64 and set(texts.values()) == {GROUP // 64}
    assert {text.split("\n")[0].removeprefix("Q: ") for text in texts} == set(questions)
    assert rows[:used] != rows[used : 2 * used]


def test_training_validation_and_tokenizer_keep_to_their_splits(tokenizer, tmp_path):
    write_jsonl(tmp_path / "q.jsonl", 200)
    cfg = make_config(tasks=f"fake_a,jsonl:{tmp_path}/q.jsonl")

    def questions(batches):
        texts = [tokenizer.decode(tokens) for tokens, _ in unpack(batches)]
        return {text.split("\n")[0].removeprefix("Q: ") for text in texts}

    validation = questions([data.validation_rows(cfg, tokenizer)])
    training = questions(take(data.train_iterator(cfg, tokenizer), 10))
    learned = {text[3:-3] for text in data.tokenizer_texts(cfg) if text.startswith("Q: ")}
    assert {split_of(question) for question in training | learned} == {Split.TRAIN}
    assert {split_of(question) for question in validation} == {Split.VALIDATION}
    assert len(validation) > 20 and len(training) > 100 and len(learned) > 1000


def test_a_tokenizer_is_learned_once_unless_it_is_of_files(tmp_path):
    learned = data.learn_tokenizer(make_config())
    again = make_config(seed=0, width=16, heads=2, steps="7")
    assert data.learn_tokenizer(again) is learned
    for changes in ({"seed": 1}, {"vocabulary": 290}, {"thoughts": False}):
        other = make_config(**changes)
        assert data.learn_tokenizer(other) is not learned
        found = data.learn_tokenizer(other)
        again = train_tokenizer("bpe", data.tokenizer_texts(other), other.model.vocabulary, other.data.phrases)
        assert (found.merges, found.phrases) == (again.merges, again.phrases)
    of_file = make_config(tasks=f"jsonl:{tmp_path}/q.jsonl")
    phrases = []
    for words in ("what is", "how many"):
        rows = [{"question": f"{words} {n}", "thoughts": "", "answer": f"{n}"} for n in range(200)]
        (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)))
        phrases.append(data.learn_tokenizer(of_file).phrases)
    assert phrases[0] != phrases[1]


def digest(batches):
    return [hashlib.sha256(b"".join(array.tobytes() for array in batch)).hexdigest() for batch in batches]


CHANGES = [
    *({"seed": 1}, {"context": 80}, {"batch": 4}, {"validation_batches": 1}, {"tasks": "fake_a,fake_b"}),
    *({"thoughts": False}, {"loss_on": "all"}, {"vocabulary": 290}),
]


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_what_is_kept_is_what_the_whole_config_would_give(changes, tokenizer):
    """Asked for the usual config first, and for one that differs where it makes no difference."""
    usual, other = make_config(), make_config(**changes, width=16, heads=2, steps="7")
    for make in (data.validation_rows, data.survey):
        first = make(usual, tokenizer)
        assert make(make_config(width=16, heads=2, steps="7"), tokenizer) is first
        got, expected = make(other, tokenizer), make.__wrapped__(other, tokenizer)
        if make is data.survey:
            assert got == expected
        else:
            assert digest([got]) == digest([expected])


def test_batches_follow_from_config_and_seed(tokenizer):
    first = digest(take(data.train_iterator(make_config(), tokenizer), 5))
    assert first == digest(take(data.train_iterator(make_config(), tokenizer), 5))
    other = digest(take(data.train_iterator(make_config(seed=1), tokenizer), 5))
    assert not set(first) & set(other)
    validation = data.validation_rows(make_config(), tokenizer)
    assert digest([validation]) == digest([data.validation_rows(make_config(seed=1), tokenizer)])
    assert len(validation.tokens_BxT) == 2 * 8 and not {*digest(data.filled_batches(validation, 8))} & {*first}


def mixed_config(folder):
    write_jsonl(folder / "q.jsonl", 100)
    lines = [f"Line {number} of a long text: {'so ' * (number % 7)}on.\n" for number in range(400)]
    (folder / "t.txt").write_text("".join(lines))
    return make_config(tasks=f"fake_a:2,fake_b,jsonl:{folder}/q.jsonl:0.5,text:{folder}/t.txt:0.25")


# Within the first group, about its end, and later.
POSITIONS = (0, 1, 2, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 50, 51)


def test_resumes_exactly_from_any_position(tokenizer, tmp_path):
    cfg = mixed_config(tmp_path)
    iterator = data.train_iterator(cfg, tokenizer)
    states, batches = [], []
    for _ in range(60):
        states.append(json.loads(json.dumps(iterator.get_state())))
        batches.append(next(iterator))
    iterator.close()
    assert len(json.dumps(states[-1])) < 300
    whole = digest(batches)
    for position in POSITIONS:
        again = data.train_iterator(cfg, tokenizer)
        again.set_state(states[position])
        assert again.get_state() == states[position]
        assert digest(take(again, 6)) == whole[position : position + 6]
        assert json.loads(json.dumps(again.get_state())) == states[position + 6]
        again.set_state(states[3])  # and after having been read from
        assert digest(take(again, 2)) == whole[3:5]
        again.close()


def test_processes_that_read_change_nothing(tokenizer):
    cfg = make_config(tasks="spell_backward,ransom_note")
    alone = data.train_iterator(cfg, tokenizer)
    take(alone, 30)
    state = json.loads(json.dumps(alone.get_state()))
    expected = digest(take(alone, 90))  # over the ends of groups
    alone.close()
    for readers in (1, 2):
        together = data.train_iterator(cfg, tokenizer, readers)
        together.set_state(state)
        assert digest(take(together, 90)) == expected
        together.close()


def test_a_reader_that_dies_is_named(tokenizer):
    iterator = data.train_iterator(make_config(tasks="spell_backward"), tokenizer, 1)
    before = set(multiprocessing.active_children())
    next(iterator)
    for process in set(multiprocessing.active_children()) - before:
        process.kill()
    with pytest.raises(UserError, match="a process that draws the examples died"):
        take(iterator, 1000)
    iterator.close()


def test_resumes_in_another_process(tokenizer, tmp_path):
    cfg = mixed_config(tmp_path)
    iterator = data.train_iterator(cfg, tokenizer)
    take(iterator, 23)
    tokenizer.save(tmp_path / "tokenizer.json")
    config.save(cfg, tmp_path / "config.json")
    (tmp_path / "state.json").write_text(json.dumps(iterator.get_state()))
    script = """
import json, pathlib, sys
from tests import test_data as t
t.fakes.install()
folder = pathlib.Path(sys.argv[1])
from tinyreason import config, data, tokenizer
loaded = tokenizer.Tokenizer.load(folder / "tokenizer.json")
iterator = data.train_iterator(config.load(folder / "config.json"), loaded)
iterator.set_state(json.loads((folder / "state.json").read_text()))
print(json.dumps(t.digest(t.take(iterator, 8))))
iterator.close()
"""
    variables = os.environ | {"PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", script, tmp_path], env=variables, check=True, capture_output=True)
    assert json.loads(done.stdout) == digest(take(iterator, 8))
    iterator.close()


def test_survey_and_units(tokenizer, tmp_path):
    task = registry.load_task("fake_a")
    lengths = [len(reference(draw_for_split(task, Split.TRAIN, 0, i), tokenizer)[0]) for i in range(256)]
    found = data.survey(make_config(), tokenizer)
    assert found.too_long == {"fake_a": pytest.approx(sum(length > 96 for length in lengths) / 256)}
    assert found.examples == {"fake_a": None}
    fitting = [length for length in lengths if length <= 96]
    assert found.tokens_per_example == pytest.approx(sum(fitting) / len(fitting), rel=0.1)
    assert 0.8 < found.examples_per_row * found.tokens_per_example / 96 <= 1
    units = data.units(make_config(), found, total_steps=9)
    assert units == config.Units(8 * 96, 8 * found.examples_per_row, None, 9)

    write_jsonl(tmp_path / "a.jsonl", 40, Split.TRAIN)
    write_jsonl(tmp_path / "b.jsonl", 60, Split.TRAIN)
    cfg = make_config(tasks=f"jsonl:{tmp_path}/a.jsonl,jsonl:{tmp_path}/b.jsonl")
    units = data.units(cfg, data.survey(cfg, tokenizer))
    assert units.steps_per_epoch == pytest.approx(100 / units.examples_per_step)


def test_a_context_too_short_for_most_is_refused(tokenizer):
    with pytest.raises(UserError, match=r"of the examples of fake_b are longer than --context=32 .* at most \d+"):
        data.survey(make_config(tasks="fake_b", context=32), tokenizer)


def test_a_set_without_questions_for_a_split_is_refused(tokenizer, tmp_path):
    write_jsonl(tmp_path / "q.jsonl", 5, Split.TRAIN)
    cfg = make_config(tasks=f"jsonl:{tmp_path}/q.jsonl")
    with pytest.raises(UserError, match="none of the 5 questions .* is for validation"):
        data.validation_rows(cfg, tokenizer)


def test_text_is_covered_token_by_token(tokenizer, tmp_path):
    text = "".join(f"Zeile {number}: äöü 😀 {number * 7}\r\n" for number in range(300))
    (tmp_path / "t.txt").write_bytes(text.encode())
    spec = f"text:{tmp_path}/t.txt"
    cfg = make_config(tasks=spec, context=16, batch=4)
    parts = []
    for split in Split:
        held = data.heldout_text(cfg, tokenizer, spec, split)
        assert held.rows.tokens_BxT.shape[1] == 16
        chunks = unpack([held.rows])
        assert all(tokens == (START, *targets[:-1]) for tokens, targets in chunks)
        assert all(len(targets) == 16 for _, targets in chunks[:-1])
        part = tokenizer.decode(number for _, targets in chunks for number in targets)
        assert held.bytes == len(part.encode())
        parts.append(part)
    assert "".join(parts) == text
    assert [round(len(part) / len(text), 2) for part in parts] == [0.9, 0.05, 0.05]
    some = data.heldout_text(cfg, tokenizer, spec, limit=3)
    assert len(some.rows.tokens_BxT) == 3 and 0 < some.bytes < len(parts[2].encode())
    beginning = tokenizer.decode(number for _, targets in unpack([some.rows]) for number in targets)
    assert beginning.encode() == parts[2].encode()[: some.bytes]

    iterator = data.train_iterator(cfg, tokenizer)
    trained = {tokenizer.decode(targets) for _, targets in unpack(take(iterator, 20))}
    iterator.close()
    assert all(piece in parts[0] for piece in trained if "\ufffd" not in piece)
    learned = data.tokenizer_texts(cfg)
    assert learned and all(piece in parts[0] for piece in learned)
    assert data.units(cfg, data.survey(cfg, tokenizer)).steps_per_epoch is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"", "is empty"),
        (b"too short", "too short"),
        (b"caf\xe9 " * 50, "not UTF-8 at byte 3"),
    ],
)
def test_unreadable_text_is_named(content, message, tmp_path):
    path = tmp_path / "t.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=message) as caught:
        data.tokenizer_texts(make_config(tasks=f"text:{path}"))
    assert str(path) in str(caught.value)
