"""Sets of the TFDS catalogue, downloaded by their own classes from a server on this machine, without TensorFlow."""

import functools
import http.server
import importlib
import io
import json
import sys
import tarfile
import threading

import pytest
import tensorflow_datasets as tfds

from tinyreason import config, data, texts
from tinyreason.config import UserError
from tinyreason.tasks import catalogue as subject
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import FIRST_TEST_NUMBER, Split, held_out, parse_reply, reply_text
from tinyreason.tokenizer import train_tokenizer

GSM8K = [
    {
        "question": f"Natalia sold clips to {n} friends in April, then half as many in May. How many in all? ",
        "answer": f"She sold {n}/2 = <<{n}/2={n // 2}>>{n // 2} clips in May.\n"
        f"She sold {n}+{n // 2} = <<{n}+{n // 2}={n + n // 2}>>{n + n // 2} clips.\n#### {n + n // 2:,}",
    }
    for n in range(48, 4048, 10)
]
PLAY = "".join(f"First Citizen:\nSpeak, speak — line {number}.\n\n" for number in range(200))
NEWS = [f"Sentence {number} of the news , tokenized ." for number in range(250)]
TOP = "1-billion-word-language-modeling-benchmark-r13output"


def news_archive():
    files = {
        f"{TOP}/training-monolingual.tokenized.shuffled/news.en-00001-of-00100": NEWS[:120],
        f"{TOP}/training-monolingual.tokenized.shuffled/news.en-00002-of-00100": NEWS[120:200],
        f"{TOP}/heldout-monolingual.tokenized.shuffled/news.en.heldout-00000-of-00050": NEWS[200:],
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, lines in files.items():
            content = "".join(line + "\n" for line in lines).encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    lines = [json.dumps(record) + "\n" for record in GSM8K]
    for name, part in (
        ("train", lines[:300]),
        ("test", lines[300:]),
        ("train_socratic", lines[:300]),
        ("test_socratic", lines[300:]),
    ):
        (folder / f"{name}.jsonl").write_text("".join(part))
    (folder / "input.txt").write_text(PLAY, encoding="utf-8")
    (folder / f"{TOP}.tar.gz").write_bytes(news_archive())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


@pytest.fixture(scope="module")
def downloads(tmp_path_factory, server):
    """Points the classes at the server, and their data at a directory that these tests share."""
    with pytest.MonkeyPatch.context() as patch:
        gsm8k, lm1b = (importlib.import_module(subject._BUILDERS[name][0]) for name in ("gsm8k", "lm1b"))
        patch.setattr(gsm8k, "_URLS", {name: f"{server}/{name}.jsonl" for name in gsm8k._URLS})
        patch.setattr(lm1b, "_DOWNLOAD_URL", f"{server}/{TOP}.tar.gz")
        download = tfds.download.DownloadManager.download  # the play's address stands in the middle of its class
        patch.setattr(
            tfds.download.DownloadManager,
            "download",
            lambda self, url: download(
                self,
                url.replace("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare", server)
                if isinstance(url, str)
                else url,
            ),
        )
        patch.setattr(tfds.core.constants, "DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield patch


def test_gsm8k(downloads):
    task = registry.load_task("catalogue:gsm8k")
    assert "tensorflow" not in sys.modules
    assert (task.size, task.trainable) == (400, 300)
    by_question = {task.draw(number).question: task.draw(number) for number in range(400)}
    assert set(by_question) == {record["question"].strip() for record in GSM8K}
    example = by_question[GSM8K[120]["question"].strip()]
    assert example.thoughts == "She sold 1248/2 = 624 clips in May.\nShe sold 1248+624 = 1872 clips."
    assert example.answer == "1872"
    assert parse_reply(reply_text(example.thoughts, example.answer)) == (example.thoughts, "1872")
    assert task.score("1872", example) == 1 and task.score("1873", example) == 0
    published_test = {record["question"].strip() for record in GSM8K[300:]}
    trainable = {task.draw(number).question for number in range(task.trainable)}
    assert not trainable & published_test
    assert {example.question for example in held_out(task, FIRST_TEST_NUMBER)} & published_test


def test_tiny_shakespeare(downloads):
    spec = "catalogue:tiny_shakespeare"
    parts = [texts.documents(spec, split) for split in Split]
    assert [len(part) for part in parts] == [1, 1, 1]
    assert "".join(part[0] for part in parts) == PLAY
    cfg = config.replace(config.Config(), tasks=spec, context=32, batch=2, vocabulary=300)
    tokenizer = train_tokenizer("bpe", data.tokenizer_texts(cfg), 300)
    held = data.heldout_text(cfg, tokenizer, spec, Split.VALIDATION)
    assert held.bytes == len(parts[1][0].encode())
    assert "tensorflow" not in sys.modules


def test_lm1b(downloads):
    spec = "catalogue:lm1b"
    parts = {split: list(texts.documents(spec, split)) for split in Split}
    assert sorted(parts[Split.TEST]) == sorted(NEWS[200:])
    assert sorted(parts[Split.TRAIN] + parts[Split.VALIDATION]) == sorted(NEWS[:200])
    assert len(parts[Split.VALIDATION]) == 2
    cfg = config.replace(config.Config(), tasks=spec, context=32, batch=2, vocabulary=300)
    tokenizer = train_tokenizer("bpe", data.tokenizer_texts(cfg), 300)
    held = data.heldout_text(cfg, tokenizer, spec)
    assert held.bytes == sum(len(sentence.encode()) for sentence in NEWS[200:])  # an END has no bytes
    targets = held.rows.targets_BxT[held.rows.segments_BxT > 0]
    assert int((targets == 2).sum()) == 50  # but each sentence has one
    assert "tensorflow" not in sys.modules


def test_failed_download_is_one_line(downloads, tmp_path, server):
    gsm8k = importlib.import_module(subject._BUILDERS["gsm8k"][0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gsm8k, "_URLS", {"train": f"{server}/nothing.jsonl"})
        patch.setattr(tfds.core.constants, "DATA_DIR", str(tmp_path))
        with pytest.raises(UserError, match="cannot prepare the catalogue set gsm8k") as caught:
            registry.load_task("catalogue:gsm8k")
    assert caught.value.status == 1 and "\n" not in str(caught.value)
    assert subject.sets_within(tmp_path) == []
