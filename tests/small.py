"""A small model with a learned tokenizer, for what takes models elsewhere or looks into them."""

from types import SimpleNamespace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from tinyreason import config as configs
from tinyreason.config import Config
from tinyreason.model import Decoder
from tinyreason.tokenizer import START, train_tokenizer

TEXTS = [f"Q: Tom has {n} red apples and then buys {n + 7} more.\nA: That makes {2 * n + 7}." for n in range(40)]
QUESTIONS = [f"Tom has {n} red apples and then buys 5 more." for n in range(10, 60)]  # of as many tokens each


def small_model(seed: int = 0, **options: Any) -> SimpleNamespace:
    """Returns a model whose parameters are all moved away from their special initial values."""
    shape = dict(vocabulary=300, context=64, width=32, depth=2, heads=4, feed_forward=48, compute_dtype="float32")
    config = configs.replace(Config(), **(shape | options), zero_init=False)
    decoder = Decoder(config.model)
    params = decoder.init(jax.random.key(seed), jnp.zeros((1, 1), jnp.int32))["params"]
    params = jax.tree.map(np.asarray, moved(params, seed + 1))
    return SimpleNamespace(config=config, tokenizer=train_tokenizer("bpe", TEXTS, 290, phrases=1), params=params)


def moved(params: Any, seed: int) -> Any:
    """Returns parameters away from their initial values, of which some are 0 or 1."""
    keys = iter(jax.random.split(jax.random.key(seed), len(jax.tree.leaves(params))))
    return jax.tree.map(lambda x: x + 0.1 * jax.random.normal(next(keys), x.shape), params)


def some_ids(batch: int = 2, length: int = 20, vocabulary: int = 300) -> np.ndarray:
    """Returns ids BxT, the first of each row the start token."""
    ids = np.random.default_rng(0).integers(3, vocabulary, (batch, length)).astype(np.int32)
    ids[:, 0] = START
    return ids


def logits(model: SimpleNamespace, ids_BxT: np.ndarray) -> np.ndarray:
    """Returns what the decoder gives, as training computes it."""
    return np.asarray(Decoder(model.config.model).apply({"params": model.params}, jnp.asarray(ids_BxT)))
