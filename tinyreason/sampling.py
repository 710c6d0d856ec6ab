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


@functools.partial(jax.jit, static_argnames=("config",), donate_argnames=("cache",))
def _enter(config: ModelConfig, params: Any, tokens_ExT: Array, place_E: Array, cache: Cache) -> Cache:
    """Returns the cache with prompts written to their places; a place beyond the batch is not written."""
    entering, slots, *_ = tokens_ExT.shape[0], *cache.keys[0].shape[1:]
    empty, start_E = empty_cache(config, entering, slots), jnp.zeros(entering, jnp.int32)
    _, entered = _extend(config, params, tokens_ExT, start_E, empty)
    return jax.tree.map(lambda old, new: old.at[place_E].set(new, mode="drop"), cache, entered)


# Compiled for its buffers, which are each a layer's own, so that they can be donated.
_empty = jax.jit(empty_cache, static_argnums=(0, 1, 2))


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
        self._params = jax.device_put(params, jax.local_devices()[0])

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
                raise UserError(f"too long: {len(prompt)} tokens, and the model's context holds {self.config.context}")
        choice = _Choice(jnp.float32(settings.temperature), jnp.int32(settings.top_k), jnp.float32(settings.top_p))
        batch = next((size for size in BATCHES if size >= len(prompts)), BATCHES[-1])
        waiting = sorted(range(len(prompts)), key=lambda index: len(prompts[index]), reverse=True)
        written: list[list[int]] = [[] for _ in prompts]
        ended = [False] * len(prompts)
        rows = _Rows(*(np.zeros(batch, dtype) for dtype in (np.int32, np.int32, np.int32, np.bool_, np.int32)))
        held: dict[int, int] = {}  # the prompt in each place of the batch
        cache = None
        while waiting or held:
            free = [place for place in range(batch) if place not in held]
            entering = []
            if len(free) >= min(ENTRY, batch, len(waiting)):
                entering = [(free.pop(0), waiting.pop()) for _ in range(min(len(free), len(waiting)))]
            for place, index in entering:
                held[place] = index
                prompt = prompts[index]
                rows.token_B[place], rows.position_B[place] = prompt[-1], len(prompt) - 1
                room = self.config.context - len(prompt) + 1
                rows.left_B[place] = min(room, settings.max_tokens or room)
                rows.ended_B[place], rows.index_B[place] = False, index if indices is None else indices[index]
            needed = int(np.max(rows.position_B + np.minimum(rows.left_B, self.chunk)))
            cache = self._with_slots(cache, batch, padded(needed, SMALLEST_CACHE, self.config.context))
            for first in range(0, len(entering), ENTRY):
                cache = self._enter(entering[first : first + ENTRY], prompts, batch, cache)
            written_CxB, new_rows, cache = _decode(self.config, self.chunk, self._params, seed, rows, cache, choice)
            tokens_CxB = np.asarray(written_CxB)
            rows = _Rows(*(np.array(part) for part in new_rows))
            for place, index in list(held.items()):
                new = [int(token) for token in tokens_CxB[:, place] if token != PAD]
                written[index] += new
                if on_chunk is not None and new:
                    on_chunk(new)
                if not rows.left_B[place]:
                    ended[index] = bool(rows.ended_B[place])
                    rows.position_B[place] = 0
                    del held[place]
            if on_ended is not None:
                on_ended(len(prompts) - len(waiting) - len(held))
        return [Continuation(*pair) for pair in zip(written, ended, strict=True)]

    def _with_slots(self, cache: Cache | None, batch: int, slots: int) -> Cache:
        if cache is None:
            return _empty(self.config, batch, slots)
        return cache if cache.keys[0].shape[1] >= slots else _grow(self.config, slots, cache)

    def _enter(
        self, entering: list[tuple[int, int]], prompts: Sequence[Sequence[int]], batch: int, cache: Cache
    ) -> Cache:
        longest = max(len(prompts[index]) - 1 for _, index in entering)
        tokens_ExT = np.full((min(ENTRY, batch), padded(longest, SMALLEST_PROMPT, self.config.context)), PAD, np.int32)
        place_E = np.full(len(tokens_ExT), batch, np.int32)
        for row, (place, index) in enumerate(entering):
            tokens_ExT[row, : len(prompts[index]) - 1] = prompts[index][:-1]
            place_E[row] = place
        return _enter(self.config, self._params, tokens_ExT, place_E, cache)
