"""Sampling against full forward passes and NumPy."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tinyreason import sampling
from tinyreason.config import ModelConfig, UserError
from tinyreason.model import Decoder, empty_cache
from tinyreason.sampling import Sampler, Settings
from tinyreason.tokenizer import END, PAD, START

VOCABULARY = 24


def shape(**options) -> ModelConfig:
    """A small model whose blocks add something from the start, in float32, so that no rounding hides a mistake."""
    exact = dict(zero_init=False, compute_dtype="float32")
    return ModelConfig(**dict(vocabulary=VOCABULARY, context=40, width=16, heads=2) | exact | options)


SHAPES = {
    "plain": shape(depth=2),
    "grouped, looped": shape(depth=1, heads=4, kv_heads=2, loops=2),
    "learned positions": shape(depth=1, loops=3, positions="learned", tied=False),
    "no positions": shape(depth=2, heads=4, kv_heads=1, positions="none", activation="relu2"),
}
PLAIN = SHAPES["plain"]


def params_of(config: ModelConfig):
    """Returns parameters large enough that the next token is far from uniform."""
    params = Decoder(config).init(jax.random.key(1), jnp.zeros((1, 2), jnp.int32))["params"]
    return jax.tree.map(lambda x: 2.5 * x if x.ndim > 1 else x, params)


def prompts_of(lengths, seed=0) -> list[list[int]]:
    """Returns a prompt of each length, the start token counted."""
    draws = np.random.default_rng(seed)
    return [[START, *map(int, draws.integers(3, VOCABULARY, length - 1))] for length in lengths]


@functools.partial(jax.jit, static_argnums=0)
def forward(config: ModelConfig, params, tokens, segments):
    """Runs the model without a cache."""
    return Decoder(config).apply({"params": params}, tokens, segments)


def full_logits(config: ModelConfig, params, ids) -> np.ndarray:
    """Returns the logits after each id, without a cache, TxV; padded so that one program serves all lengths."""
    padded = np.zeros((1, config.context), np.int32)
    padded[0, : len(ids)] = ids
    segments = (np.arange(config.context) < len(ids)).astype(np.int32)[None]
    return np.array(forward(config, params, padded, segments))[0, : len(ids)]


@pytest.mark.parametrize("config", SHAPES.values(), ids=SHAPES)
def test_cached_logits_equal_the_full_pass(config: ModelConfig) -> None:
    params = params_of(config)
    lengths = np.array([1, 3, 17, 33])
    sequences = prompts_of([40] * 4)
    tokens = np.full((4, 32), PAD, np.int32)
    for row, length in enumerate(lengths):
        tokens[row, 33 - length :] = sequences[row][: length - 1]
    empty = empty_cache(config, 4, 40)._replace(slot=jnp.int32(11))
    empty = jax.tree.map(jnp.copy, empty)  # buffers of their own, since they are donated
    mesh, params = Sampler(config, params).placed(1)
    read = sampling._read(config, mesh, params, tokens, lengths - 33)
    cache = sampling._enter(mesh, config.key_heads, np.arange(4), read, empty)
    extend = jax.jit(lambda p, t, s, c: Decoder(config).apply({"params": p}, t, s, c, method="extend"))
    expected = [full_logits(config, params, ids) for ids in sequences]
    for step in range(7):
        places = lengths - 1 + step
        step_tokens = np.array([[ids[place]] for ids, place in zip(sequences, places, strict=True)])
        logits, cache = extend(params, step_tokens, places, cache)
        for row, place in enumerate(places):
            np.testing.assert_allclose(logits[row, 0], expected[row][place], rtol=1e-4, atol=1e-4)


def by_full_passes(config: ModelConfig, params, prompt, temperature: float = 0.0, seed: int = 0, index: int = 0):
    """Returns what follows a prompt, each token from a full pass over all before it."""
    key = jax.random.fold_in(jax.random.key(seed), index)
    ids, ended = list(prompt), False
    while len(ids) <= config.context and not ended:
        logits = full_logits(config, params, ids)[-1]
        logits[[PAD, START]] = -np.inf
        if temperature:
            logits = logits / temperature + jax.random.gumbel(jax.random.fold_in(key, len(ids) - 1), logits.shape)
        number = int(np.argmax(logits))
        ended = number == END
        ids += [] if ended else [number]
    return ids[len(prompt) :], ended


@pytest.mark.parametrize("config", SHAPES.values(), ids=SHAPES)
def test_greedy_equals_a_loop_of_full_passes(config: ModelConfig) -> None:
    params = params_of(config)
    prompts = prompts_of([1, 2, 9, 30, 36, 39, 40])
    for prompt, outcome in zip(prompts, Sampler(config, params, chunk=5).generate(prompts), strict=True):
        assert outcome == by_full_passes(config, params, prompt)


def test_sampling_equals_a_loop_of_full_passes() -> None:
    params, prompts = params_of(PLAIN), prompts_of([5] * 70)
    outcomes = Sampler(PLAIN, params, chunk=5).generate(prompts, Settings(temperature=1.0), seed=3)
    assert 5 < sum(outcome.ended for outcome in outcomes) < 70
    assert not {PAD, START, END} & {number for outcome in outcomes for number in outcome.ids}
    for index in range(0, 70, 9):
        assert outcomes[index] == by_full_passes(PLAIN, params, prompts[index], 1.0, 3, index)


def test_a_cache_grows_without_a_change() -> None:
    config = shape(context=320, width=8, depth=1)
    params, prompts = params_of(config), prompts_of([240])
    [outcome] = Sampler(config, params, chunk=5).generate(prompts, Settings(temperature=0.7), seed=5)
    assert 240 + len(outcome.ids) > 2 * sampling.SMALLEST_CACHE + 20
    assert outcome == by_full_passes(config, params, prompts[0], 0.7, 5)


def allowed_set(scores: np.ndarray, top_k: int, top_p: float) -> dict[int, float]:
    """Returns the ids allowed and their probabilities, by the definitions."""
    order = sorted(range(len(scores)), key=lambda number: -scores[number])[: top_k or None]
    weights = np.exp(np.float64(scores[order]) - scores[order].max())
    weights /= weights.sum()
    kept, total = [], 0.0
    for number, weight in zip(order, weights, strict=True):
        if total < top_p or top_p == 1:
            kept.append((number, weight))
        total += weight
    mass = sum(weight for _, weight in kept)
    return {number: float(weight / mass) for number, weight in kept if weight}


@pytest.mark.parametrize(("top_k", "top_p"), [(0, 1.0), (1, 1.0), (5, 1.0), (0, 0.7), (0, 0.01), (6, 0.8), (99, 0.999)])
def test_allowed_tokens_and_frequencies(top_k: int, top_p: float) -> None:
    temperature, draws = 0.8, 20_000
    logits = np.random.default_rng(4).normal(size=VOCABULARY).astype(np.float32)
    logits[[PAD, START]] = 5.0
    scores = logits / temperature
    scores[[PAD, START]] = -np.inf
    expected = allowed_set(scores, top_k, top_p)

    keys = jax.random.split(jax.random.key(0), draws)
    positions = np.zeros(draws, np.int32)
    drawn = jax.jit(sampling.choose)(jnp.tile(logits, (draws, 1)), keys, positions, temperature, top_k, top_p)
    counts = np.bincount(drawn, minlength=VOCABULARY)
    assert set(np.flatnonzero(counts)) <= set(expected) and (top_k == 1 or top_p < 0.1) == (len(expected) == 1)
    statistic = sum((counts[n] - draws * p) ** 2 / (draws * p) for n, p in expected.items())
    freedom = len(expected) - 1
    assert statistic <= freedom + 4 * (2 * freedom) ** 0.5 + 1e-6


def test_a_reply_depends_on_its_own_index_and_not_on_the_batch() -> None:
    sampler, settings = Sampler(PLAIN, params_of(PLAIN), chunk=5), Settings(temperature=1.0, top_p=0.95)
    probe = prompts_of([6])[0]
    alone = sampler.generate([probe], settings, seed=5)[0]
    among = sampler.generate([probe, *prompts_of([3, 30, 11] * 30, seed=1)], settings, seed=5)[0]
    assert among == alone
    others = prompts_of(range(2, 40), seed=2)
    first, second = (sampler.generate([*others[:2], probe, *rest], settings, seed=5)[2] for rest in (others, []))
    assert first == second != alone
    assert sampler.generate([probe], settings, seed=6)[0] != alone


def test_chunks_do_not_change_the_reply_and_are_streamed() -> None:
    params, settings, prompt = params_of(PLAIN), Settings(temperature=1.0), prompts_of([6])
    whole = Sampler(PLAIN, params, chunk=5).generate(prompt, settings, seed=1)
    streamed: list[list[int]] = []
    assert Sampler(PLAIN, params, chunk=3).generate(prompt, settings, seed=1, on_chunk=streamed.append) == whole
    assert sum(streamed, []) == whole[0].ids
    assert {len(chunk) for chunk in streamed[:-1]} == {3}


def test_max_tokens() -> None:
    params, prompts = params_of(PLAIN), prompts_of([4, 30, 40])
    longest = Sampler(PLAIN, params, chunk=5).generate(prompts, Settings(temperature=0.5))
    for outcome, whole in zip(
        Sampler(PLAIN, params, chunk=5).generate(prompts, Settings(0.5, max_tokens=3)), longest, strict=True
    ):
        assert outcome.ids == whole.ids[:3]
        assert outcome.ended == (whole.ended and len(whole.ids) < 3)


def test_many_prompts_need_few_programs_and_report_progress() -> None:
    config = shape(width=8, depth=1)
    before, done = sampling._decode._cache_size(), []
    sampler = Sampler(config, params_of(config), chunk=5)
    for count in (9, 20, 64, 65, 100):
        assert len(sampler.generate(prompts_of([5, 12, 39, 40, 1] * 20)[:count], on_ended=done.append)) == count
        assert done[-1] == count
    assert sampling._decode._cache_size() - before == 1


def test_nothing_to_do() -> None:
    assert Sampler(PLAIN, params_of(PLAIN)).generate([]) == []


def test_a_prompt_longer_than_the_context_is_refused() -> None:
    with pytest.raises(UserError, match="too long: 41 tokens.*context holds 40"):
        Sampler(PLAIN, params_of(PLAIN)).generate(prompts_of([3, 41]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"temperature": -1.0},
        {"temperature": float("nan")},
        {"top_k": -1},
        {"top_p": 0.0},
        {"top_p": 1.5},
        {"max_tokens": -1},
    ],
)
def test_impossible_settings_are_refused_by_name(wrong: dict[str, float]) -> None:
    with pytest.raises(UserError, match=f"--{next(iter(wrong))}="):
        Settings(**wrong)


def test_sizes_waste_no_more_than_a_fourth() -> None:
    sizes = {size: sampling.padded(size, 32, 1536) for size in range(1, 1537)}
    assert [sizes[size] for size in (1, 32, 33, 64, 65, 300, 600, 1500)] == [32, 32, 40, 64, 80, 320, 640, 1536]
    assert all(size <= given <= max(32, 1.25 * size) for size, given in sizes.items())
    assert len(set(sizes.values())) < 24
