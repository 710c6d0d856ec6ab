"""Decoding: prompts in, continuations out, in a few compiled programs.

All of a prompt but its last token is written into a cache in one pass; from there a compiled loop reads one
token a row and draws the next, some dozens of tokens in one call. Between calls, rows that have ended give
their place to prompts that wait. Batch, prompts and cache are padded to a few sizes, so that few programs are
compiled, and spread over the devices of this process, whose rows know nothing of each other. A row's random
numbers follow from the seed, the row's own index and the token's place, so that what is drawn does not depend on
the rows it was batched with. Axes as in `ops`, and C tokens of a chunk, E prompts that enter.
"""

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from tinyreason.config import ModelConfig, UserError
from tinyreason.model import Cache, Decoder, empty_cache
from tinyreason.tokenizer import END, PAD, START

# Smallest size that prompts are padded to; above are powers of two and quarters between them, up to the context.
SMALLEST_PROMPT = 32
# A cache's slots are a multiple of this part of the context, and of no fewer than that: all are read for each token.
CACHE_PARTS, SMALLEST_CACHE = 8, 128
# Places in a batch: the smallest that holds all prompts, or else the last.
BATCHES = (1, 8, 64)
# Prompts that enter a device's part of a batch together.
ENTRY = 4
# Tokens that one call of the compiled loop writes: more cost fewer calls, fewer reach a reader sooner.
CHUNK, STREAMED_CHUNK = 32, 16


@dataclasses.dataclass(frozen=True)
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
    """`Settings` as scalars of the compiled program, where a token is drawn."""

    temperature: Any
    top_k: Any
    top_p: Any


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


def choose(logits_BxV: Array, key_B: Array, position_B: Array, temperature: Array, top_k: Array, top_p: Array) -> Array:
    """Returns the next token of each row, drawn from the allowed ones at a temperature above 0.

    A row's random numbers follow from its key and position. The padding and start tokens are never chosen.
    """
    scores_BxV = _writable(logits_BxV) / temperature
    draw = jax.vmap(lambda key, position: jax.random.gumbel(jax.random.fold_in(key, position), scores_BxV.shape[-1:]))
    noise_BxV = draw(key_B, position_B)

    def from_all() -> Array:
        return _first_of_best(scores_BxV + noise_BxV)

    def from_allowed() -> Array:
        sorted_BxV, ids_BxV = allowed(scores_BxV, top_k, top_p)
        rank_B = _first_of_best(sorted_BxV + noise_BxV)
        return jnp.take_along_axis(ids_BxV, rank_B[:, None], axis=-1)[:, 0]

    return jax.lax.cond((top_k == 0) & (top_p >= 1), from_all, from_allowed)


def likeliest(logits_BxV: Array) -> Array:
    """Returns the best next token of each row, the padding and start tokens left out."""
    return _first_of_best(_writable(logits_BxV))


def _writable(logits_BxV: Array) -> Array:
    ids_V = jnp.arange(logits_BxV.shape[-1])
    return jnp.where((ids_V == PAD) | (ids_V == START), -jnp.inf, logits_BxV)


def _first_of_best(scores_BxV: Array) -> Array:
    """Returns the argmax, in two passes, which XLA for CPUs does eight times as fast as `jnp.argmax`."""
    best_Bx1 = jnp.max(scores_BxV, axis=-1, keepdims=True)
    ids_V = jnp.arange(scores_BxV.shape[-1])
    return jnp.min(jnp.where(scores_BxV == best_Bx1, ids_V, len(ids_V)), axis=-1)


def _extend(config: ModelConfig, params: Any, tokens_BxT: Array, start_B: Array, cache: Cache) -> tuple[Array, Cache]:
    """Returns logits, BxTxV, of tokens that stand from start_B on, and the cache with them in it."""
    extended: Any = Decoder(config).apply({"params": params}, tokens_BxT, start_B, cache, method="extend")
    return extended


# How arrays lie on the devices: the same on each, or each with its own rows.
_AXIS = "rows"
_SAME: Any = PartitionSpec()
_OWN: Any = PartitionSpec(_AXIS)
_CACHE = Cache(_OWN, _OWN, _SAME)


@functools.partial(jax.jit, static_argnames=("config", "mesh"))
def _read(config: ModelConfig, mesh: Mesh, params: Any, tokens_ExT: Array, start_E: Array) -> Cache:
    """Returns a cache of T slots with prompts, padded on the left."""

    def local(params: Any, tokens_ExT: Array, start_E: Array) -> Cache:
        entered: Any = Decoder(config).apply({"params": params}, tokens_ExT, start_E, method="read")
        return entered

    specs = (_SAME, _OWN, _OWN)
    return jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=_CACHE, check_vma=False)(
        params, tokens_ExT, start_E
    )


# Apart from reading: the model is compiled for each length of prompt, and only this for each size of the cache, too.
@functools.partial(jax.jit, static_argnames=("mesh", "key_heads"), donate_argnames=("cache",))
def _enter(mesh: Mesh, key_heads: int, place_E: Array, entered: Cache, cache: Cache) -> Cache:
    """Returns the cache with prompts that were read written to their places on their device.

    A place beyond the device's rows is not written.
    """

    def local(place_E: Array, entered: Cache, cache: Cache) -> Cache:
        entered = _moved(entered, cache.keys[0].shape[1], cache.slot)

        def write(old_JxSxH: Array, new_JxSxH: Array) -> Array:
            old_BxKxSxH, new_ExKxSxH = (x.reshape(-1, key_heads, *x.shape[1:]) for x in (old_JxSxH, new_JxSxH))
            return old_BxKxSxH.at[place_E].set(new_ExKxSxH, mode="drop").reshape(old_JxSxH.shape)

        keys, values = jax.tree.map(write, cache[:2], entered[:2])
        return Cache(keys, values, cache.slot)

    return jax.shard_map(local, mesh=mesh, in_specs=(_OWN, _CACHE, _CACHE), out_specs=_CACHE, check_vma=False)(
        place_E, entered, cache
    )


def _moved(cache: Cache, slots: int, slot: Array | int) -> Cache:
    """Returns the newest of the cache in so many slots, the oldest empty if it had fewer; `slot` is written next."""

    def move(x_JxSxH: Array) -> Array:
        oldest_first = jnp.roll(x_JxSxH, -cache.slot, axis=1)
        longer = jnp.pad(oldest_first, ((0, 0), (slots, 0), (0, 0)))
        return jnp.roll(longer[:, -slots:], slot, axis=1)

    keys, values = jax.tree.map(move, cache[:2])
    return Cache(keys, values, jnp.int32(slot))


@functools.partial(jax.jit, static_argnames=("mesh", "slots"))
def _resize(mesh: Mesh, slots: int, cache: Cache) -> Cache:
    """Returns the cache with more slots, or with the newest alone."""
    return jax.shard_map(
        lambda cache: _moved(cache, slots, 0), mesh=mesh, in_specs=(_CACHE,), out_specs=_CACHE, check_vma=False
    )(cache)


@functools.partial(jax.jit, static_argnames=("config", "mesh", "chunk"), donate_argnames=("cache",))
def _decode(
    config: ModelConfig,
    mesh: Mesh,
    chunk: int,
    params: Any,
    seed: Array,
    rows: _Rows,
    cache: Cache,
    choice: _Choice | None,
) -> tuple[Array, _Rows, Cache]:
    """Gives each row up to `chunk` tokens, the likeliest where there is no choice.

    Returns the tokens, CxB with PAD where none was given, and the new state.
    """

    def local(params: Any, seed: Array, rows: _Rows, cache: Cache, choice: Any) -> tuple[Array, _Rows, Cache]:
        key_B = jax.vmap(functools.partial(jax.random.fold_in, jax.random.key(seed)))(rows.index_B)
        first_slot, slots = cache.slot, cache.keys[0].shape[1]

        def unfinished(state: tuple[Array, Array, _Rows, Cache]) -> Array:
            step, _, rows, _ = state
            return (step < chunk) & jnp.any(rows.left_B > 0)

        def one_token(state: tuple[Array, Array, _Rows, Cache]) -> tuple[Array, Array, _Rows, Cache]:
            step, written_CxB, rows, cache = state
            logits_Bx1xV, cache = _extend(config, params, rows.token_B[:, None], rows.position_B, cache)
            logits_BxV = logits_Bx1xV[:, 0]
            next_B = choose(logits_BxV, key_B, rows.position_B, *choice) if choice else likeliest(logits_BxV)
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
        # The same on every device, though one whose rows have all ended, and need their slots no more, stopped early.
        return written_CxB, rows, cache._replace(slot=(first_slot + chunk) % slots)

    specs = (_SAME, _SAME, _OWN, _CACHE, _SAME)
    out_specs = (PartitionSpec(None, _AXIS), _OWN, _CACHE)
    return jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=out_specs, check_vma=False)(
        params, seed, rows, cache, choice
    )


def padded(size: int, smallest: int, largest: int) -> int:
    """Returns the least size that holds `size`: `smallest` times a power of two, or a quarter between, or `largest`."""
    while 2 * smallest <= size:
        smallest *= 2
    return min(largest, -(-size // (smallest // 4)) * (smallest // 4) if size > smallest else smallest)


class Sampler:
    """A model ready to write; the programs it compiles are shared by all models of its shape."""

    def __init__(self, config: ModelConfig, params: Any, chunk: int = CHUNK):
        """Takes parameters wherever they lie, and how many tokens one call of the compiled loop writes."""
        if jax.default_backend() == "cpu":  # few rows are not worth the rounding: a fifth faster, and more exact
            config = dataclasses.replace(config, compute_dtype="float32")
        self.config, self.chunk = config, chunk
        self._params, self._placed = params, dict[int, tuple[Mesh, Any]]()

    def placed(self, size: int) -> tuple[Mesh, Any]:
        """Returns the devices that a batch of so many rows is spread over, and the parameters on each of them."""
        if size not in self._placed:
            devices = jax.local_devices()
            shards = max(number for number in range(1, len(devices) + 1) if size % number == 0)
            mesh = Mesh(np.array(devices[:shards]), (_AXIS,))
            self._placed[size] = mesh, jax.device_put(self._params, NamedSharding(mesh, _SAME))
        return self._placed[size]

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

        Those that stand together are written together: fastest where neighbours get replies of about one length. A
        prompt's random numbers follow from the seed and its index (its place, if `indices` is None). `on_chunk`
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
        waiting = list(reversed(range(len(prompts))))
        written: list[list[int]] = [[] for _ in prompts]
        ended = [False] * len(prompts)
        while waiting or batch.held:
            free = batch.free()
            if waiting and len(free) >= min(ENTRY, batch.size, len(waiting)):
                entering = {place: waiting.pop() for place in free[: len(waiting)]}
                batch.enter({place: prompts[index] for place, index in entering.items()})
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
        self._sampler, self._max_tokens, self._seed = sampler, settings.max_tokens, np.uint32(seed % 2**32)
        numbers = np.float32(settings.temperature), np.int32(settings.top_k), np.float32(settings.top_p)
        # A program of its own: that which draws takes twice as long to compile.
        self._choice = _Choice(*numbers) if settings.temperature else None
        self._mesh, self._params = sampler.placed(size)
        self._local = size // self._mesh.size
        self._slots, self._cache = 0, empty_cache(sampler.config, size, 0)

    def free(self) -> list[int]:
        """Returns the places that hold no prompt, of each device in turn."""
        return sorted(set(range(self.size)) - self.held.keys(), key=lambda place: place % self._local)

    def enter(self, prompts: Mapping[int, Sequence[int]]) -> None:
        """Writes prompts to their places: all but their last tokens to the cache."""
        config, rows = self._sampler.config, self.rows
        for place, prompt in prompts.items():
            room = config.context - len(prompt) + 1
            rows.token_B[place], rows.position_B[place], rows.ended_B[place] = prompt[-1], len(prompt) - 1, False
            rows.left_B[place] = min(room, self._max_tokens or room)
        self._make_room()
        shards, entry = self._mesh.size, min(ENTRY, self._local)
        queues = [[place for place in prompts if place // self._local == shard] for shard in range(shards)]
        while any(queues):
            group = {
                shard * entry + row: place
                for shard, queue in enumerate(queues)
                for row, place in enumerate(queue[:entry])
            }
            queues = [queue[entry:] for queue in queues]
            length = padded(max(len(prompts[place]) for place in group.values()) - 1, SMALLEST_PROMPT, config.context)
            tokens_ExT = np.full((shards * entry, length), PAD, np.int32)
            start_E, place_E = np.zeros(shards * entry, np.int32), np.full(shards * entry, self._local, np.int32)
            for number, place in group.items():
                read = len(prompts[place]) - 1
                start_E[number], place_E[number] = read - length, place % self._local
                tokens_ExT[number, length - read :] = prompts[place][:-1]
            entered = _read(config, self._mesh, self._params, tokens_ExT, start_E)
            self._cache = _enter(self._mesh, config.key_heads, place_E, entered, self._cache)

    def decode(self) -> list[tuple[int, int, list[int]]]:
        """Gives every row that has not ended a chunk; returns places, the prompts they hold and their new ids."""
        self._make_room()
        sampler = self._sampler
        written_CxB, rows, self._cache = _decode(
            sampler.config, self._mesh, sampler.chunk, self._params, self._seed, self.rows, self._cache, self._choice
        )
        tokens_BxC = np.asarray(written_CxB).T
        self.rows = _Rows(*map(np.array, rows))
        return [
            (place, index, tokens_BxC[place, tokens_BxC[place] != PAD].tolist()) for place, index in self.held.items()
        ]

    def _make_room(self) -> None:
        """Gives the cache the slots for what the next chunk may write, or takes those away that no row needs."""
        last_B = self.rows.position_B + np.minimum(self.rows.left_B, self._sampler.chunk)
        needed = int(np.max(np.where(self.rows.left_B > 0, last_B, 0)))
        context = self._sampler.config.context
        step = max(SMALLEST_CACHE, -(-context // CACHE_PARTS))
        slots = min(-(-needed // step) * step, context)
        if slots != self._slots and slots:
            self._slots, self._cache = slots, _resize(self._mesh, slots, self._cache)
