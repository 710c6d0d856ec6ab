"""What is told of a thought, held to a forward pass written out in NumPy, and the page in a browser."""

import base64
import html
import json
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jax
import numpy as np
import pytest

from tests.small import QUESTIONS, small_model, some_ids
from tinyreason import interpretation
from tinyreason.asking import encode_question
from tinyreason.config import UserError
from tinyreason.tasks.protocol import prompt_text

BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)


def softmax(x: np.ndarray) -> np.ndarray:
    shares = np.exp(x - x.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def by_hand(model: SimpleNamespace, ids_T: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the attention weights LxNxTxS and the lens' logits LxTxV in float64, one head at a time."""
    c, params = model.config.model, jax.tree.map(lambda x: np.asarray(x, np.float64), model.params)
    length, half = len(ids_T), c.head_width // 2
    angle_TxH = np.arange(length)[:, None] * c.rope_base ** (-np.arange(half) / half)
    turn_TxH = np.exp(1j * angle_TxH)

    def norm(x: np.ndarray, scale: Any) -> np.ndarray:
        return x / np.sqrt((x**2).mean(-1, keepdims=True) + c.norm_epsilon) * scale["scale"]

    def turned(x_TxH: np.ndarray) -> np.ndarray:
        pairs = (x_TxH[:, :half] + 1j * x_TxH[:, half:]) * turn_TxH
        return np.concatenate([pairs.real, pairs.imag], axis=1)

    x_TxD, weights, logits = params["embedding"]["embedding"][ids_T], [], []
    for layer in range(c.depth * c.loops):
        block = params[f"block_{layer % c.depth}"]
        normed_TxD = norm(x_TxD, block["attention_norm"])
        q, k, v = (
            np.split(normed_TxD @ block["attention"][name]["kernel"], heads, axis=1)
            for name, heads in (("query", c.heads), ("key", c.key_heads), ("value", c.key_heads))
        )
        if c.qk_norm:
            q, k = (
                [norm(x, block["attention"][name]) for x in heads]
                for name, heads in (("query_norm", q), ("key_norm", k))
            )
        seen = []
        for head in range(c.heads):
            there = head * c.key_heads // c.heads
            scores_TxS = turned(q[head]) @ turned(k[there]).T / np.sqrt(c.head_width)
            weights.append(softmax(np.where(np.tri(length, dtype=bool), scores_TxS, -np.inf)))
            seen.append(weights[-1] @ v[there])
        x_TxD = x_TxD + np.concatenate(seen, axis=1) @ block["attention"]["out"]["kernel"]
        normed_TxD, feed = norm(x_TxD, block["feed_forward_norm"]), block["feed_forward"]
        gate_TxF = normed_TxD @ feed["gate"]["kernel"]
        x_TxD = (
            x_TxD + (gate_TxF / (1 + np.exp(-gate_TxF)) * (normed_TxD @ feed["up"]["kernel"])) @ feed["down"]["kernel"]
        )
        logits.append(norm(x_TxD, params["final_norm"]) @ params["embedding"]["embedding"].T)
    return np.reshape(weights, (-1, c.heads, length, length)), np.stack(logits)


@pytest.mark.parametrize("qk_norm", [False, True])
def test_weights_and_lens_are_those_written_out(qk_norm: bool) -> None:
    model = small_model(kv_heads=2, loops=2, qk_norm=qk_norm)
    ids_T = some_ids(1, 24)[0]
    found = interpretation.inside(model.config.model, model.params, ids_T)
    weights, logits = by_hand(model, ids_T)
    np.testing.assert_allclose(found.weights_LxNxTxS, weights, atol=1e-5)
    np.testing.assert_allclose(found.logits_LxTxV, logits, rtol=1e-4, atol=1e-4)
    assert interpretation.layer_names(model.config.model)[2] == "loop 2, layer 1" and len(weights) == 4


def test_a_trace_tells_of_each_token_how_it_was_chosen() -> None:
    model = small_model()
    ids = some_ids(1, 12, vocabulary=280)[0].tolist()
    found = interpretation.trace(model, ids, reply=5)
    weights, logits = by_hand(model, np.array(ids))
    shares = softmax(logits)
    for place in (1, 7, 11):
        assert found.probability[place] == pytest.approx(shares[-1, place - 1, ids[place]], rel=1e-3, abs=1e-5)
        likeliest = np.argsort(-shares[-1, place - 1])[: interpretation.CHOICES]
        assert [text for text, _ in found.choices[place]] == [
            interpretation.token_text(model.tokenizer, number) for number in likeliest
        ]
        agree = [shares[layer, place - 1].argmax() == likeliest[0] for layer in range(2)]
        assert found.readable[place] == (0 if all(agree) else 1)
        assert found.lens_probability[0][place] == pytest.approx(shares[0, place - 1, ids[place]], rel=1e-3, abs=1e-5)
    packed = np.frombuffer(zlib.decompress(base64.b64decode(found.attention)), np.uint8)
    np.testing.assert_allclose(packed.reshape(weights.shape) / 255, weights, atol=0.5 / 255 + 1e-4)


def test_the_answer_is_found_among_the_tokens() -> None:
    model = small_model()
    prompt = model.tokenizer.encode("Q: Answer: 3?\nA:")
    ids = [*prompt, *model.tokenizer.encode(" as 4.\nAnswer: 425.")]
    span = interpretation.trace(model, ids, len(prompt)).answer
    assert span is not None and model.tokenizer.decode(ids[slice(*span)]).strip() == "425"
    assert interpretation.trace(model, prompt, len(prompt) - 2).answer is None


def replying(model: SimpleNamespace) -> tuple[str, str, str]:
    """Returns a question, the reply to it, and a part of the reply that stands in it once."""
    for question in QUESTIONS:
        [trace] = interpretation.look(model, question)
        reply = "".join(trace.tokens[trace.reply :])
        for token in trace.tokens[trace.reply + 3 : -8]:
            if token.isascii() and token.isprintable() and reply.count(token) == 1:
                return question, reply, token
    raise AssertionError("no reply has such a part")


def test_an_edit_keeps_what_was_before_it_and_goes_on() -> None:
    model = small_model()
    question, reply, part = replying(model)
    before, after = interpretation.look(model, question, (part, "42"))
    assert before.written == before.reply == len(encode_question(model.tokenizer, question))
    assert after.edit is not None and "".join(after.tokens[slice(*after.edit)]) == "42"
    assert after.tokens[1 : after.edit[0]] == before.tokens[1 : after.edit[0]]
    kept = "".join(after.tokens[1 : after.edit[0]])
    assert kept == prompt_text(question) + reply[: reply.index(part)] and after.written == after.edit[1]


@pytest.mark.parametrize(
    ("old", "words"), [("no such text", "is not there"), ("1", "2 times"), ("9", "is not there"), ("", "is not there")]
)
def test_an_edit_must_stand_once_in_the_thoughts(old: str, words: str) -> None:
    tokenizer = small_model().tokenizer
    reply = tokenizer.encode(" 1 + 1 = 2\nAnswer: 9.")
    assert interpretation.find_edit(tokenizer, reply, "2") == 9
    with pytest.raises(UserError, match=words):
        interpretation.find_edit(tokenizer, reply, old)


def test_a_cut_keeps_the_tokens_before_it() -> None:
    tokenizer = small_model().tokenizer
    ids = tokenizer.encode("12 red apples and then buys 3")
    cut = interpretation.cut(tokenizer, ids, 8)
    assert tokenizer.decode(cut) == "12 red a" and cut[:2] == ids[:2]
    assert interpretation.cut(tokenizer, ids, 2) == ids[:2]


def test_the_page_is_alone_and_takes_any_question_as_text() -> None:
    model = small_model()
    question = "</script><script>alert(1)</script> __DATA__ & 2 < 3?"
    page = interpretation.page(model, question, interpretation.look(model, question), "facts")
    assert not re.search(r"https?://|@import|<link|<img|\bsrc=|url\(", page)
    assert page.count("</script>") == 2
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["question"] == question and len(data["traces"]) == 1


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_browser_draws_the_page_without_a_network(tmp_path: Path) -> None:
    model = small_model(loops=2)
    question, _, part = replying(model)
    traces = interpretation.look(model, question, (part, "42"))
    (tmp_path / "look.html").write_text(interpretation.page(model, question, traces, "the facts"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
    command = [str(BROWSER), *flags, f"--user-data-dir={tmp_path / 'browser'}", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [*command, "--dump-dom", str(tmp_path / "look.html")], capture_output=True, text=True, timeout=100, check=True
    )
    dom = html.unescape(done.stdout)
    assert 'data-ready="yes"' in dom and f'<h1 id="question">{question}</h1>' in dom
    assert dom.count('class="edit"') + dom.count('class="given edit"') + dom.count("edit given") >= 1
    lens = dom.split('id="lens">')[1].split("</table>")[0]
    assert lens.count("<tr") == 1 + 4 and "loop 2, layer 1" in lens
    assert dom.split('id="heads">')[1].count("<canvas") >= model.config.model.heads
