"""Decoding: prompts in, continuations out, in a few compiled programs.

All of a prompt but its last token is written into a cache in one pass; from there a compiled loop reads one
token a row and draws the next, some dozens of tokens in one call. Between calls, rows that have ended give
their place to prompts that wait. Batch, prompts and cache are padded to a few sizes, so that few programs are
compiled. A row's random numbers follow from the seed, the row's own index and the token's place, so that what
is drawn does not depend on the rows it was batched with. Axes as in `ops`, and C tokens of a chunk.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from tinyreason.config import ModelConfig, UserError
from tinyreason.model import Cache, Decoder, empty_cache
from tinyreason.tokenizer import END, PAD, START

# Smallest sizes that prompts and caches are padded to; the others are powers of two above, up to the context.
SMALLEST_PROMPT = 32
SMALLEST_CACHE = 128
# Places in a batch: the smallest that holds all prompts, or else the last.
BATCHES = (1, 8, 64)
# Prompts that enter a batch together.
ENTRY = 16
# Tokens that one call of the compiled loop writes: more cost fewer calls, fewer reach a reader sooner.
CHUNK, STREAMED_CHUNK = 32, 16


@dataclass(frozen=True)
class Settings:
    """How the next token is chosen, and when to stop beside the end token and a full context."""

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    max_tokens: int = 0

    def __post_init__(self) -> None:
        """Raises UserError naming the flag whose value makes no sense."""
        if not 0 <= self.temperature < float("inf"):
            raise UserError(
                f"--temperature={self.temperature}: must be a number of at least 0; 0 takes the likeliest token"
            )
        if self.top_k < 0:
            raise UserError(f"--top_k={self.top_k}: must be at least 0; 0 allows every token")
        if not 0 < self.top_p <= 1:
            raise UserError(f"--top_p={self.top_p}: must lie above 0 and be at most 1")
        if self.max_tokens < 0:
            raise UserError(f"--max_tokens={self.max_tokens}: must be at least 0; 0 goes on to the end of the context")


GREEDY = Settings()


class Continuation(NamedTuple):
    """The ids that follow a prompt, the end token left out, and whether the model wrote that token."""

    ids: list[int]
    ended: bool


class _Rows(NamedTuple):
    """The state of a batch's places between two calls of the compiled loop."""

    token_B: Any  # the last token of each row, not yet in the cache
    position_B: Any  # where it stands
    left_B: Any  # tokens that the row may still be given; 0 where it has ended
    ended_B: Any  # whether it drew the end token
    index_B: Any  # the row's own index among all prompts


class _Choice(NamedTuple):
    """`Settings` as scalars of the compiled program."""

    temperature: Array
    top_k: Array
    top_p: Array


def allowed(scores_BxV: Array, top_k: Array, top_p: Array) -> tuple[Array, Array]:
    """Returns scores, best first, with -inf for those not allowed, and their ids; both BxV.

    Allowed are the `top_k` best (all, if 0) and of these the fewest that together hold `top_p` of the
    probability that is left (nucleus sampling, Holtzman et al., arXiv 1904.09751).
    """
    sorted_BxV, ids_BxV = jax.lax.top_k(scores_BxV, scores_BxV.shape[-1])
    rank_V = jnp.arange(scores_BxV.shape[-1])
    sorted_BxV = jnp.where((rank_V < top_k) | (top_k == 0), sorted_BxV, -jnp.inf)
    probability_BxV = jax.nn.softmax(sorted_BxV, axis=-1)
    before_BxV = jnp.cumsum(probability_BxV, axis=-1) - probability_BxV
    inside_BxV = (before_BxV < top_p) | (top_p >= 1) | (rank_V == 0)
    return jnp.where(inside_BxV, sorted_BxV, -jnp.inf), ids_BxV


def choose(logits_BxV: Array, keys_B: Array, temperature: Array, top_k: Array, top_p: Array) -> Array:
    """Returns the next token of each row: the likeliest at temperature 0, else drawn from the allowed ones.

    The padding and start tokens are never chosen.
    """
    ids_V = jnp.arange(logits_BxV.shape[-1])
    logits_BxV = jnp.where((ids_V == PAD) | (ids_V == START), -jnp.inf, logits_BxV)

    def noise() -> Array:
        return jax.vmap(lambda key: jax.random.gumbel(key, ids_V.shape))(keys_B)

    def likeliest() -> Array:
        return jnp.argmax(logits_BxV, axis=-1)

    def from_all() -> Array:
        return jnp.argmax(logits_BxV / temperature + noise(), axis=-1)

    def from_allowed() -> Array:
        scores_BxV, sorted_ids_BxV = allowed(logits_BxV / temperature, top_k, top_p)
        rank_B = jnp.argmax(scores_BxV + noise(), axis=-1)
        return jnp.take_along_axis(sorted_ids_BxV, rank_B[:, None], axis=-1)[:, 0]

    way = jnp.where(temperature == 0, 0, jnp.where((top_k == 0) & (top_p >= 1), 1, 2))
    return jax.lax.switch(way, [likeliest, from_all, from_allowed]).astype(jnp.int32)


def _extend(config: ModelConfig, params: Any, tokens_BxT: Array, start_B: Array, cache: Cache) -> tuple[Array, Cache]:
    """Returns logits, BxTxV, of tokens that stand from start_B on, and the cache with them in it."""
    extended: Any = Decoder(config).apply({"params": params}, tokens_BxT, start_B, cache, method="extend")
    return extended


@functools.partial(jax.jit, static_argnames=("config", "slots"), donate_argnames=("cache",))
def _enter(config: ModelConfig, slots: int, params: Any, tokens_ExT: Array, place_E: Array, cache: Cache) -> Cache:
    """Returns the cache with prompts written to their places; a place beyond the batch is not written."""
    entering = tokens_ExT.shape[0]
    empty, start_E = empty_cache(config, entering, slots), jnp.zeros(entering, jnp.int32)
    _, entered = _extend(config, params, tokens_ExT, start_E, empty)
    return jax.tree.map(lambda old, new: old.at[place_E].set(new, mode="drop"), cache, entered)


@functools.partial(jax.jit, static_argnames=("config", "slots"))
def _grow(config: ModelConfig, slots: int, cache: Cache) -> Cache:
    """Returns the cache with empty slots behind its own."""
    larger = empty_cache(config, cache.keys[0].shape[0], slots)
    return jax.tree.map(lambda new, old: jax.lax.dynamic_update_slice(new, old, (0,) * old.ndim), larger, cache)


@functools.partial(jax.jit, static_argnames=("config", "chunk"), donate_argnames=("cache",))
def _decode(
    config: ModelConfig, chunk: int, params: Any, seed: Array, rows: _Rows, cache: Cache, choice: _Choice
) -> tuple[Array, _Rows, Cache]:
    """Gives each row up to `chunk` tokens; returns them, CxB with PAD where none was given, and the new state."""
    key_B = jax.vmap(functools.partial(jax.random.fold_in, jax.random.key(seed)))(rows.index_B)

    def unfinished(state: tuple[Array, Array, _Rows, Cache]) -> Array:
        step, _, rows, _ = state
        return (step < chunk) & jnp.any(rows.left_B > 0)

    def one_token(state: tuple[Array, Array, _Rows, Cache]) -> tuple[Array, Array, _Rows, Cache]:
        step, written_CxB, rows, cache = state
        logits_Bx1xV, cache = _extend(config, params, rows.token_B[:, None], rows.position_B, cache)
        next_B = choose(logits_Bx1xV[:, 0], jax.vmap(jax.random.fold_in)(key_B, rows.position_B), *choice)
        end_B = (rows.left_B > 0) & (next_B == END)
        given_B = (rows.left_B > 0) & (next_B != END)
        next_B = jnp.where(given_B, next_B, PAD)
        rows = rows._replace(
            token_B=next_B,
            position_B=rows.position_B + given_B,
            left_B=jnp.where(given_B, rows.left_B - 1, 0),
            ended_B=rows.ended_B | end_B,
        )
        return step + 1, written_CxB.at[step].set(next_B), rows, cache

    start = (jnp.int32(0), jnp.full((chunk, rows.token_B.shape[0]), PAD, jnp.int32), rows, cache)
    _, written_CxB, rows, cache = jax.lax.while_loop(unfinished, one_token, start)
    return written_CxB, rows, cache


def padded(size: int, smallest: int, largest: int) -> int:
    """Returns the smallest power of two times `smallest` that holds `size`, or `largest`."""
    while smallest < size:
        smallest *= 2
    return min(smallest, largest)


class Sampler:
    """A model ready to write; the programs it compiles are shared by all models of its shape."""

    def __init__(self, config: ModelConfig, params: Any, chunk: int = CHUNK):
        """Takes parameters wherever they lie, and how many tokens one call of the compiled loop writes."""
        self.config, self.chunk = config, chunk
        self.params = jax.device_put(params, jax.local_devices()[0])

    def generate(
        self,
        prompts: Sequence[Sequence[int]],
        settings: Settings = GREEDY,
        seed: int = 0,
        indices: Sequence[int] | None = None,
        on_chunk: Callable[[list[int]], None] | None = None,
        on_ended: Callable[[int], None] | None = None,
    ) -> list[Continuation]:
        """Returns what the model writes after each prompt, in their order.

        A prompt's random numbers follow from the seed and its index (its place, if `indices` is None). `on_chunk`
        is given the new ids of a single prompt as they come; `on_ended` how many prompts are finished, as that
        grows. Raises UserError where a prompt is longer than the context.
        """
        if on_chunk is not None and len(prompts) != 1:
            raise ValueError("on_chunk streams a single prompt")
        for prompt in prompts:
            if not 1 <= len(prompt) <= self.config.context:
                raise UserError(
                    f"the text is too long: {len(prompt)} tokens, and the model's context holds {self.config.context}"
                )
        batch = _Batch(self, settings, seed, next((size for size in BATCHES if size >= len(prompts)), BATCHES[-1]))
        waiting = sorted(range(len(prompts)), key=lambda index: len(prompts[index]), reverse=True)
        written: list[list[int]] = [[] for _ in prompts]
        ended = [False] * len(prompts)
        while waiting or batch.held:
            free = batch.free()
            if waiting and len(free) >= min(ENTRY, batch.size, len(waiting)):
                entering = {place: waiting.pop() for place in free[: len(waiting)]}
                batch.enter(list(entering), [prompts[index] for index in entering.values()])
                batch.held |= entering
                for place, index in entering.items():
                    batch.rows.index_B[place] = index if indices is None else indices[index]
            for place, index, new in batch.decode():
                written[index] += new
                if on_chunk is not None and new:
                    on_chunk(new)
                if not batch.rows.left_B[place]:
                    ended[index] = bool(batch.rows.ended_B[place])
                    del batch.held[place]
            if on_ended is not None:
                on_ended(len(prompts) - len(waiting) - len(batch.held))
        return [Continuation(*pair) for pair in zip(written, ended, strict=True)]


class _Batch:
    """The places of a batch as the host sees them: which prompt each holds, how far its row is, and the cache."""

    def __init__(self, sampler: Sampler, settings: Settings, seed: int, size: int):
        self.size, self.held = size, dict[int, int]()
        self.rows = _Rows(*(np.zeros(size, dtype) for dtype in (np.int32, np.int32, np.int32, np.bool_, np.int32)))
        self._sampler, self._max_tokens, self._seed = sampler, settings.max_tokens, jnp.uint32(seed % 2**32)
        self._choice = _Choice(
            jnp.float32(settings.temperature), jnp.int32(settings.top_k), jnp.float32(settings.top_p)
        )
        self._slots, self._cache = 0, empty_cache(sampler.config, size, 0)

    def free(self) -> list[int]:
        """Returns the places that hold no prompt."""
        return [place for place in range(self.size) if place not in self.held]

    def enter(self, places: Sequence[int], prompts: Sequence[Sequence[int]]) -> None:
        """Writes prompts to places: all but their last tokens to the cache."""
        config, rows = self._sampler.config, self.rows
        for place, prompt in zip(places, prompts, strict=True):
            room = config.context - len(prompt) + 1
            rows.token_B[place], rows.position_B[place], rows.ended_B[place] = prompt[-1], len(prompt) - 1, False
            rows.left_B[place] = min(room, self._max_tokens or room)
        self._make_room()
        for first in range(0, len(places), ENTRY):
            group = prompts[first : first + ENTRY]
            length = padded(max(map(len, group)) - 1, SMALLEST_PROMPT, config.context)
            tokens_ExT = np.full((min(ENTRY, self.size), length), PAD, np.int32)
            place_E = np.full(len(tokens_ExT), self.size, np.int32)
            place_E[: len(group)] = places[first : first + ENTRY]
            for row, prompt in enumerate(group):
                tokens_ExT[row, : len(prompt) - 1] = prompt[:-1]
            self._cache = _enter(config, self._slots, self._sampler.params, tokens_ExT, place_E, self._cache)

    def decode(self) -> list[tuple[int, int, list[int]]]:
        """Gives every row that has not ended a chunk; returns places, the prompts they hold and their new ids."""
        self._make_room()
        sampler = self._sampler
        written_CxB, rows, self._cache = _decode(
            sampler.config, sampler.chunk, sampler.params, self._seed, self.rows, self._cache, self._choice
        )
        tokens_BxC = np.asarray(written_CxB).T
        self.rows = _Rows(*map(np.array, rows))
        return [
            (place, index, tokens_BxC[place, tokens_BxC[place] != PAD].tolist()) for place, index in self.held.items()
        ]

    def _make_room(self) -> None:
        """Lets the cache grow to hold what the next chunk may write."""
        last_B = self.rows.position_B + np.minimum(self.rows.left_B, self._sampler.chunk)
        needed = int(np.max(np.where(self.rows.left_B > 0, last_B, 0)))
        slots = padded(needed, SMALLEST_CACHE, self._sampler.config.context)
        if slots > self._slots:
            self._slots, self._cache = slots, _grow(self._sampler.config, slots, self._cache)
