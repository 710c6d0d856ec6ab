"""A model is asked: questions in, replies out, in batches or one as it is written."""

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tinyreason import sampling
from tinyreason.config import Config, UserError
from tinyreason.sampling import GREEDY, Sampler, Settings
from tinyreason.tasks.protocol import parse_reply, prompt_text
from tinyreason.tokenizer import START, Tokenizer


class Model(Protocol):
    """What is asked: a `runs.Run`, or its parts."""

    @property
    def config(self) -> Config:
        """The config that it was trained with."""
        ...

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that it was trained with."""
        ...

    @property
    def params(self) -> Any:
        """Its parameters."""
        ...


@dataclass(frozen=True)
class Reply:
    """What a model wrote, in `tokens` tokens. The answer is None where it gave none, or was cut off before it ended."""

    thoughts: str
    answer: str | None
    ended: bool
    fits: bool = True
    tokens: int = field(default=0, compare=False)


_TOO_LONG = Reply("", None, ended=False, fits=False)


def encode_question(tokenizer: Tokenizer, question: str) -> list[int]:
    """Returns the ids that a model reads. Raises UserError for an empty question."""
    if not question.strip():
        raise UserError("the question is empty: write one, such as 'What is 2 + 2?'")
    return [START, *tokenizer.encode(prompt_text(question))]


def ask(
    model: Model,
    questions: Sequence[str],
    settings: Settings = GREEDY,
    seed: int = 0,
    indices: Sequence[int] | None = None,
    on_ended: Callable[[int], None] | None = None,
) -> list[Reply]:
    """Returns the reply to each question, in their order; one that does not fit the context has `fits` false.

    What is drawn for a question follows from the seed and its index (its place, if None). `on_ended` is told
    how many are finished. Raises UserError for an empty question.
    """
    prompts = [encode_question(model.tokenizer, question) for question in questions]
    fitting = [place for place, prompt in enumerate(prompts) if len(prompt) <= model.config.model.context]
    continuations = Sampler(model.config.model, model.params).generate(
        [prompts[place] for place in fitting],
        settings,
        seed,
        indices=fitting if indices is None else [indices[place] for place in fitting],
        on_ended=on_ended,
    )
    replies = [_TOO_LONG] * len(questions)
    for place, continuation in zip(fitting, continuations, strict=True):
        replies[place] = _read(model.tokenizer, continuation)
    return replies


def ask_one(
    model: Model,
    question: str,
    settings: Settings = GREEDY,
    seed: int = 0,
    on_text: Callable[[str], None] | None = None,
) -> Reply:
    """Returns the reply to a question, giving its text away as it is written.

    Raises UserError where the question is empty or longer than the context.
    """
    prompt = encode_question(model.tokenizer, question)
    return _read(model.tokenizer, write(model, prompt, settings, seed, on_text))


def write(
    model: Model, prompt: Sequence[int], settings: Settings, seed: int = 0, on_text: Callable[[str], None] | None = None
) -> sampling.Continuation:
    """Returns what follows a prompt of ids, giving its text away as it is written, never half a character."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def on_chunk(ids: list[int]) -> None:
        text = decoder.decode(b"".join(map(model.tokenizer.token_bytes, ids)))
        if on_text is not None and text:
            on_text(text)

    sampler = Sampler(model.config.model, model.params, chunk=sampling.STREAMED_CHUNK)
    [continuation] = sampler.generate([prompt], settings, seed, on_chunk=on_chunk)
    rest = decoder.decode(b"", final=True)
    if on_text is not None and rest:
        on_text(rest)
    return continuation


def _read(tokenizer: Tokenizer, continuation: sampling.Continuation) -> Reply:
    thoughts, answer = parse_reply(tokenizer.decode(continuation.ids))
    given = answer if continuation.ended else None
    return Reply(thoughts, given, continuation.ended, tokens=len(continuation.ids))
