"""What a model does while it thinks: how sure it is of each token, what it attends to, what each layer would say.

Axes as in `ops`, and L the layers that are computed one after another: every block of every loop. Everything that is
said of a token is said of how it was chosen, so it is read at the position before it.
"""

import base64
import functools
import importlib.resources
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from tinyreason import asking, ops
from tinyreason.asking import Model
from tinyreason.config import ModelConfig, UserError
from tinyreason.model import Block, Decoder
from tinyreason.sampling import GREEDY
from tinyreason.tasks.protocol import ANSWER_MARK
from tinyreason.tokenizer import END, SPECIALS, Tokenizer

# How many of the likeliest tokens are told: for each token, and for each layer at each token.
CHOICES, LENS_CHOICES = 5, 3
TEMPLATE = "look.html"


class Inside(NamedTuple):
    """What a model computed over a text, layer by layer."""

    weights_LxNxTxS: Array  # of attention: queries in rows
    logits_LxTxV: Array  # of the stream after each layer, by the final norm and the head; the last are the model's own


@functools.partial(jax.jit, static_argnums=0)
def inside(config: ModelConfig, params: Any, ids_T: Array) -> Inside:
    """Returns what the model computes over one text, in float32.

    Logits of a layer are those of the logit lens (nostalgebraist, "interpreting GPT: the logit lens", 2020).
    """
    c, decoder, tokens_1xT = config, Decoder(config), ids_T[None]

    def wanted(module: Any, method: str) -> bool:
        return method == "__call__" and (isinstance(module, Block) or module.name == "attention_norm")

    _, state = decoder.apply({"params": params}, tokens_1xT, capture_intermediates=wanted)
    ones_1xT = jnp.ones_like(tokens_1xT)
    mask_1xTxT = ops.packed_mask(ones_1xT, ones_1xT)
    angles = ops.rotary_angles(jnp.arange(ids_T.size)[None], c.head_width, c.rope_base)
    weights, logits = [], []
    for loop in range(c.loops):
        for layer in range(c.depth):
            block = state["intermediates"][f"block_{layer}"]
            x_1xTxD, (k_1xTxKxH, _) = block["__call__"][loop]
            kernel = params[f"block_{layer}"]["attention"]["query"]["kernel"]
            q_1xTxD = ops.project(block["attention_norm"]["__call__"][loop], kernel, jnp.dtype(c.compute_dtype))
            q_1xTxNxH = q_1xTxD.reshape(1, -1, c.heads, c.head_width)
            if c.qk_norm:  # what is done to keys, here and below, is in those that were returned
                scale_H = params[f"block_{layer}"]["attention"]["query_norm"]["scale"]
                q_1xTxNxH = ops.rms_norm(q_1xTxNxH, scale_H, c.norm_epsilon)
            if c.positions == "rope":
                q_1xTxNxH = ops.rotate(q_1xTxNxH, angles)
            k_1xTxNxH = jnp.repeat(k_1xTxKxH, c.heads // c.key_heads, axis=2)
            scores_1xNxTxS = jnp.einsum("btnh,bsnh->bnts", q_1xTxNxH, k_1xTxNxH) * c.head_width**-0.5
            weights.append(jax.nn.softmax(jnp.where(mask_1xTxT[:, None], scores_1xNxTxS, ops.MASKED), axis=-1)[0])
            logits.append(decoder.apply({"params": params}, x_1xTxD, method="unembed")[0])
    return Inside(jnp.stack(weights), jnp.stack(logits))


def layer_names(config: ModelConfig) -> list[str]:
    """Returns a name for each layer that is computed, in their order."""
    layers = [f"layer {layer + 1}" for layer in range(config.depth)]
    if config.loops == 1:
        return layers
    return [f"loop {loop + 1}, {layer}" for loop in range(config.loops) for layer in layers]


@dataclass(frozen=True)
class Trace:
    """A text and what went on at each of its tokens, as the page takes it; spans are from and to before a token.

    The first token, which nothing chose, has no choices, and probability 0.
    """

    tokens: list[str]
    reply: int  # the first token of the reply
    written: int  # the first that the model wrote itself: later than `reply` after an edit
    edit: tuple[int, int] | None
    answer: tuple[int, int] | None
    probability: list[float]  # T: of the token that stands there
    choices: list[list[tuple[str, float]]]  # T: the likeliest
    lens: list[list[list[tuple[str, float]]]]  # LxT: the likeliest, by each layer
    lens_probability: list[list[float]]  # LxT: of the token that stands there, by each layer
    readable: list[int]  # T: the layer from which on all have the same likeliest token as the last
    attention: str  # LxNxTxS weights in 255ths, bytes: deflated, in base64


def trace(
    model: Model, ids: Sequence[int], reply: int, written: int | None = None, edit: tuple[int, int] | None = None
) -> Trace:
    """Returns what went on in a text of which the reply begins at token `reply`."""
    found = jax.device_get(inside(model.config.model, model.params, jnp.asarray(ids, jnp.int32)))
    shares_LxTxV = np.asarray(jax.nn.softmax(found.logits_LxTxV[:, :-1], axis=-1))
    ranked_LxTxV = np.argsort(-shares_LxTxV, axis=-1, kind="stable")
    texts = [token_text(model.tokenizer, number) for number in range(model.config.model.vocabulary)]

    def likeliest(layer: int, place: int, count: int) -> list[tuple[str, float]]:
        chosen = ranked_LxTxV[layer, place, :count]
        return [(texts[number], _rounded(shares_LxTxV[layer, place, number])) for number in chosen]

    layers, places = range(len(shares_LxTxV)), range(len(ids) - 1)
    given_LxT = [[0.0] + [_rounded(shares_LxTxV[layer, place, ids[place + 1]]) for place in places] for layer in layers]
    agrees_LxT = ranked_LxTxV[:, :, 0] == ranked_LxTxV[-1, :, 0]
    disagreeing_T = np.where(~agrees_LxT, np.arange(len(layers))[:, None], -1).max(axis=0)
    bytes_LxNxTxS = np.rint(found.weights_LxNxTxS * 255).astype(np.uint8)
    return Trace(
        tokens=[texts[number] for number in ids],
        reply=reply,
        written=reply if written is None else written,
        edit=edit,
        answer=_answer_span(model.tokenizer, ids, reply),
        probability=given_LxT[-1],
        choices=[[], *(likeliest(-1, place, CHOICES) for place in places)],
        lens=[[[], *(likeliest(layer, place, LENS_CHOICES) for place in places)] for layer in layers],
        lens_probability=given_LxT,
        readable=[0, *(int(last) + 1 for last in disagreeing_T)],
        attention=base64.b64encode(zlib.compress(bytes_LxNxTxS.tobytes(), 9)).decode("ascii"),
    )


def _rounded(share: Any) -> float:
    return round(float(share), 5)


def token_text(tokenizer: Tokenizer, number: int) -> str:
    """Returns a token as it is shown: its text, or the name of a special one."""
    return SPECIALS[number] if number < len(SPECIALS) else tokenizer.decode([number])


def _answer_span(tokenizer: Tokenizer, ids: Sequence[int], reply: int) -> tuple[int, int] | None:
    """Returns the tokens that the answer's text stands in, without the form's own period, or None."""
    pieces = [tokenizer.token_bytes(number) for number in ids]
    ends = np.cumsum([0] + [len(piece) for piece in pieces])
    text = b"".join(pieces[reply:])
    begin = text.find(ANSWER_MARK.encode())
    if begin < 0:
        return None
    begin += len(ANSWER_MARK)
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    answer = text[begin:].rstrip().removesuffix(b".")
    first = int(np.searchsorted(ends, ends[reply] + begin, side="right")) - 1
    last = int(np.searchsorted(ends, ends[reply] + begin + len(answer), side="left"))
    return (first, last) if answer else None


def look(model: Model, question: str, edit: tuple[str, str] | None = None) -> list[Trace]:
    """Returns what goes on while a question is answered, greedily; with an edit, then the same for the edited reply.

    An edit is a text of the thoughts and what shall stand there instead; all that was written after it is left out, and
    the model goes on. Raises UserError where the question is empty or too long, or the text does not stand there once.
    """
    prompt = asking.encode_question(model.tokenizer, question)
    text = _continued(model, prompt)
    traces = [trace(model, text, len(prompt))]
    if edit is not None:
        reply = text[len(prompt) :]
        given = [*prompt, *cut(model.tokenizer, reply, find_edit(model.tokenizer, reply, edit[0]))]
        start = len(given)
        given += model.tokenizer.encode(edit[1])
        if len(given) > model.config.model.context:
            raise UserError("--edit: with it the text is longer than the model's context")
        traces.append(trace(model, _continued(model, given), len(prompt), len(given), (start, len(given))))
    return traces


def _continued(model: Model, ids: Sequence[int]) -> list[int]:
    """Returns the ids with what the model writes after them, as far as the model itself could read it."""
    continuation = asking.write(model, ids, GREEDY)
    return [*ids, *continuation.ids, *([END] * continuation.ended)][: model.config.model.context]


def find_edit(tokenizer: Tokenizer, reply: Sequence[int], old: str) -> int:
    """Returns at which byte of a reply a text stands in the thoughts. Raises UserError unless it stands there once."""
    thoughts = b"".join(map(tokenizer.token_bytes, reply)).partition(ANSWER_MARK.encode())[0]
    count = thoughts.count(old.encode()) if old else 0
    if count != 1:
        times = f"stands in the thoughts {count} times; give more of the text around it" if count else "is not there"
        raise UserError(f"--edit: {old!r} {times}; the thoughts are: {thoughts.decode('utf-8', 'replace').strip()}")
    return thoughts.index(old.encode())


def cut(tokenizer: Tokenizer, ids: Sequence[int], length: int) -> list[int]:
    """Returns the ids of a text's first bytes: the very tokens that were chosen, and anew what is left of the last."""
    kept, before = 0, b""
    while kept < len(ids) and len(before) + len(tokenizer.token_bytes(ids[kept])) <= length:
        before += tokenizer.token_bytes(ids[kept])
        kept += 1
    rest = b"".join(map(tokenizer.token_bytes, ids))[len(before) : length]
    return [*ids[:kept], *tokenizer.encode(rest.decode("utf-8", "replace"))]


def page(model: Model, question: str, traces: Sequence[Trace], facts: str) -> str:
    """Returns one HTML page that shows the traces, with nothing to load from elsewhere; `facts` say of which model."""
    data = {
        "question": question,
        "facts": facts,
        "layers": layer_names(model.config.model),
        "heads": model.config.model.heads,
        "traces": [asdict(each) for each in traces],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return importlib.resources.files(__package__).joinpath(TEMPLATE).read_text("utf-8").replace("__DATA__", text)
