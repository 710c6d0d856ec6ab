"""Tokenizers: lossless, digits single, no special ids from text, deterministic, saved whole."""

import json
import os
import random
import subprocess
import sys

import pytest
import tokenizers

from tinyreason import tokenizer as subject
from tinyreason.config import UserError
from tinyreason.tasks import arithmetic

WORKED = "458 + 67 = (8+7=15, 5+6+1=12, 4+0+1=5) 525"


def texts(count: int = 400) -> list[str]:
    rng = random.Random(0)
    lines = []
    for _ in range(count):
        a, b = rng.randrange(1000), rng.randrange(1000)
        lines.append(f"Q: Mary had {a} eggs. She doesn't know of {b} more. How many eggs does she have?\nA:")
        lines.append(f" She had {a}. {arithmetic.add(a, b)}. {WORKED}\nAnswer: {a + b}.")
    return lines


@pytest.fixture(
    scope="module", params=[("bpe", 512), ("byte", 512), ("bpe", subject.SMALLEST), ("bpe", 512, 2)], ids=str
)
def learned(request):
    kind, vocabulary, *phrases = request.param
    return subject.train_tokenizer(kind, texts(), vocabulary, *phrases)


def hostile_texts() -> list[str]:
    rng = random.Random(1)
    everything = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    random_texts = ["".join(rng.choices(everything, k=200)) for _ in range(20)]
    ascii_texts = ["".join(rng.choices([chr(code) for code in range(128)], k=200)) for _ in range(100)]
    specials = ["<pad>", "<s></s><|endoftext|>", *subject.SPECIALS, "".join(subject.SPECIALS) * 2]
    fixed = ["", " ", "   a  b ", "\r\n\t\x00", "😀你好, Zoë! e\u0301 \ufeff", "٣ ½ ² 12", "'s don't 'x'", "a" * 5000]
    return [*random_texts, *ascii_texts, *specials, *fixed]


def test_lossless_and_never_special(learned):
    for text in hostile_texts():
        ids = learned.encode(text)
        assert learned.decode(ids) == text
        assert all(len(subject.SPECIALS) <= number < learned.size for number in ids)
    assert learned.encode_batch(hostile_texts()) == [learned.encode(text) for text in hostile_texts()]


def test_ids_of_bytes_and_kinds():
    byte = subject.train_tokenizer("byte", [], 300)
    text = "aé😀"
    assert byte.encode(text) == [3 + value for value in text.encode()]
    assert (byte.kind, byte.size) == ("byte", 259)
    assert b"".join(map(byte.token_bytes, range(259))) == bytes(range(256))
    learned = subject.train_tokenizer("bpe", texts(), 300)
    assert (learned.kind, learned.size) == ("bpe", 300)
    assert b"".join(map(learned.token_bytes, range(259))) == bytes(range(256))
    assert (subject.PAD, subject.START, subject.END) == (0, 1, 2)


def test_digits_are_single_and_working_is_short():
    learned = subject.train_tokenizer("bpe", texts(), 512)
    digits = set("0123456789")
    for number in range(learned.size):
        token = learned.decode([number])
        assert len(token) == 1 or not digits & set(token)
    tokens = [learned.decode([number]) for number in learned.encode(WORKED)]
    assert tokens[:14] == ["4", "5", "8", " + ", "6", "7", " = (", "8", "+", "7", "=", "1", "5", ", "]
    separators = [token for token in tokens if token not in digits]
    assert separators == [" + ", " = (", "+", "=", ", ", "+", "+", "=", ", ", "+", "+", "=", ") "]
    assert [learned.decode([number]) for number in learned.encode(" Mary doesn't have 12 eggs. She")] == [
        " Mary",
        " doesn",
        "'t",
        " have",
        " ",
        "1",
        "2",
        " eggs",
        ".",
        " She",
    ]


def test_phrases_are_one_token_each_and_what_is_left_is_merged():
    learned = subject.train_tokenizer("bpe", texts(), 512, 10)
    question, reply = (" ".join(f"<{learned.decode([n])}>" for n in learned.encode(text)) for text in texts()[:2])
    assert question.startswith("<Q: Mary had > <8> <6> <4> < eggs. She doesn't know of > <") and question.endswith(
        "> < more. How many eggs does she have?\nA:>"
    )
    assert reply.startswith("< She had > <8>") and "> <\nAnswer: > <" in reply and reply.endswith("> <.>")
    assert learned.decode(learned.encode(" eggs. She doesn't know of")) == " eggs. She doesn't know of"
    assert learned.phrases == (  # those that save most first; the rest is too short
        " more. How many eggs does she have?\nA:",
        " eggs. She doesn't know of ",
        "Q: Mary had ",
        "\nAnswer: ",
        " She had ",
    )
    # A sentence that stands in many lines, none of which is often the same.
    lines = [f"Q: {word}. Write down the answer only. {word * 2}" for word in map(chr, range(0x4E00, 0x4E64))]
    folded = subject.train_tokenizer("bpe", lines, 300, 10)
    assert " Write down the answer only." in map(folded.decode, ([number] for number in folded.encode(lines[7])))
    # Neither a digit nor a number's sign is ever part of one.
    signed = subject.train_tokenizer("bpe", [f"all numbers larger than the one at -{n}" for n in range(90)], 300, 10)
    assert signed.decode(signed.encode("all numbers larger than the one at -5")[1:2]) == "-"
    # A word that follows keeps its space.
    answers = [f"That is so.\nAnswer: {word}." for word in [*range(90), "cat", "dog"]]
    marked = subject.train_tokenizer("bpe", answers, 300, 10)
    assert "That is so.\nAnswer: " not in marked.phrases and "\nAnswer:" in marked.phrases


def test_phrases_leave_half_of_the_vocabulary_to_merges():
    assert len(subject.train_tokenizer("bpe", texts(), subject.SMALLEST + 6, 10).phrases) == 3
    assert subject.train_tokenizer("bpe", texts(), subject.SMALLEST, 10).phrases == ()
    assert subject.train_tokenizer("byte", texts(), 512, 10).phrases == ()


def test_decode_leaves_out_special_and_unused_ids():
    learned = subject.train_tokenizer("bpe", texts(20), 400)
    ids = learned.encode("eggs")
    assert learned.decode([subject.START, *ids, subject.END, subject.PAD, learned.size, 10**6, -1]) == "eggs"
    assert learned.decode([3 + 0xC3]) == "\ufffd"


def test_half_a_surrogate_pair_is_named(learned):
    with pytest.raises(UserError, match="character 2 "):
        learned.encode("ab\ud83d")
    with pytest.raises(UserError, match="character 0 "):
        learned.encode_batch(["fine", "\udc80"])


def test_vocabulary_too_small():
    for kind in ("bpe", "byte"):
        with pytest.raises(UserError, match="259"):
            subject.train_tokenizer(kind, ["a"], 258)


def test_saved_file_gives_identical_ids(learned, tmp_path):
    path = tmp_path / "tokenizer.json"
    learned.save(path)
    loaded = subject.Tokenizer.load(path)
    alone = tokenizers.Tokenizer.from_file(str(path))  # the package by itself
    for text in [*texts(20), *hostile_texts()]:
        assert loaded.encode(text) == learned.encode(text) == alone.encode(text).ids
    assert (loaded.kind, loaded.size) == (learned.kind, learned.size)
    loaded.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_learning_is_the_same_in_another_process(tmp_path):
    here = subject.train_tokenizer("bpe", texts(), 512)
    here.save(tmp_path / "here.json")
    script = (
        "import sys, pathlib; from tinyreason import tokenizer; from tests import test_tokenizer as t;"
        "tokenizer.train_tokenizer('bpe', t.texts(), 512).save(pathlib.Path(sys.argv[1]))"
    )
    for seed, threads in (("1", "1"), ("2", "2")):
        path = tmp_path / f"{seed}.json"
        variables = os.environ | {"PYTHONHASHSEED": seed, "RAYON_NUM_THREADS": threads}
        subprocess.run([sys.executable, "-c", script, str(path)], env=variables, check=True)
        assert path.read_bytes() == (tmp_path / "here.json").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: json.dumps({"model": {"vocab": {}, "merges": []}}),
        lambda text: text.replace('"∅pad": 0', '"∅pad": 7'),
        lambda text: text.replace('"a": ', '"b": ', 1),
        lambda text: text.replace('"Split"', '"Whitespace"'),
        lambda text: text.replace('"dropout": null', '"dropout": 0.5'),
    ],
)
def test_damaged_file(damage, tmp_path):
    path = tmp_path / "tokenizer.json"
    subject.train_tokenizer("bpe", texts(20), 300).save(path)
    text = path.read_text(encoding="utf-8")
    assert damage(text) != text
    path.write_text(damage(text), encoding="utf-8")
    with pytest.raises(UserError, match="tokenizer.json") as caught:
        subject.Tokenizer.load(path)
    assert caught.value.status == 1


def test_missing_file(tmp_path):
    with pytest.raises(UserError, match=r"nothing\.json"):
        subject.Tokenizer.load(tmp_path / "nothing.json")
