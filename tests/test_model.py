"""The decoder against Hugging Face's Llama, against itself in other forms, and its causality."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.small import moved
from tinyreason.config import ModelConfig
from tinyreason.model import Decoder, empty_cache, initial_params

SMALL = dict(
    vocabulary=37, context=96, width=32, depth=2, heads=4, feed_forward=48, zero_init=False, compute_dtype="float32"
)


def build(**options):
    """A small decoder, its parameters moved away from their special initial values."""
    model = Decoder(ModelConfig(**SMALL | options))
    params = model.init(jax.random.key(0), jnp.zeros((1, 1), jnp.int32))
    return model, moved(params, seed=1)


def tokens(batch=2, length=20, seed=0):
    return np.random.default_rng(seed).integers(0, SMALL["vocabulary"], (batch, length)).astype(np.int32)


@pytest.mark.parametrize("kv_heads", [0, 2, 1])
@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("kind", ["Llama", "Qwen3"])
def test_logits_are_those_of_hugging_face(kind, kv_heads, tied):
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    model, params = build(kv_heads=kv_heads, tied=tied, rope_base=500.0, qk_norm=kind == "Qwen3")
    c = model.config
    theirs = getattr(transformers, f"{kind}ForCausalLM")(
        getattr(transformers, f"{kind}Config")(
            vocab_size=c.vocabulary,
            hidden_size=c.width,
            intermediate_size=c.hidden,
            num_hidden_layers=c.depth,
            num_attention_heads=c.heads,
            num_key_value_heads=c.key_heads,
            head_dim=c.head_width,
            max_position_embeddings=c.context,
            rms_norm_eps=c.norm_epsilon,
            rope_parameters={"rope_type": "default", "rope_theta": c.rope_base},
            tie_word_embeddings=c.tied,
            hidden_act="silu",
        )
    )
    p = params["params"]
    weights = {"model.embed_tokens.weight": p["embedding"]["embedding"], "model.norm.weight": p["final_norm"]["scale"]}
    weights["lm_head.weight"] = p["embedding"]["embedding"] if tied else p["head"]["kernel"].T
    for layer in range(c.depth):
        block, name = p[f"block_{layer}"], f"model.layers.{layer}."
        weights[name + "input_layernorm.weight"] = block["attention_norm"]["scale"]
        weights[name + "post_attention_layernorm.weight"] = block["feed_forward_norm"]["scale"]
        for ours, other in (("query", "q"), ("key", "k"), ("value", "v"), ("out", "o")):
            weights[f"{name}self_attn.{other}_proj.weight"] = block["attention"][ours]["kernel"].T
        for ours, other in (("query_norm", "q"), ("key_norm", "k")) if c.qk_norm else ():
            weights[f"{name}self_attn.{other}_norm.weight"] = block["attention"][ours]["scale"]
        for part in ("gate", "up", "down"):
            weights[f"{name}mlp.{part}_proj.weight"] = block["feed_forward"][part]["kernel"].T
    theirs.load_state_dict({k: torch.tensor(np.array(v)) for k, v in weights.items()})
    with torch.no_grad():
        expected = theirs(torch.tensor(tokens(), dtype=torch.long)).logits.numpy()
    np.testing.assert_allclose(model.apply(params, tokens()), expected, rtol=1e-3, atol=2e-5)


def test_packed_examples_get_the_logits_that_each_gets_alone():
    model, params = build()
    parts = [tokens(1, n, seed=n)[0] for n in (40, 7, 30)]
    row = np.zeros((3, 1, 96), np.int32)
    row[0, 0, :77] = np.concatenate(parts)
    row[1, 0, :77] = np.repeat([1, 2, 3], [len(p) for p in parts])
    row[2, 0, :77] = np.concatenate([np.arange(len(p)) for p in parts])
    packed = model.apply(params, *row)[0]
    alone = np.concatenate([model.apply(params, p[None])[0] for p in parts])
    np.testing.assert_allclose(packed[:77], alone, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("positions", ["rope", "learned", "none"])
def test_no_logit_depends_on_a_later_token_or_another_segment(positions):
    model, params = build(positions=positions)
    embedding = params["params"]["embedding"]["embedding"]
    row, segments = tokens(1, 70), np.repeat([[1, 2]], [40, 30], axis=1).astype(np.int32)
    places = np.concatenate([np.arange(40), np.arange(30)])[None]

    # Each token gets a row of the embedding of its own, so that the gradient tells the tokens apart.
    def logits_at(table, time):
        own = {"params": params["params"] | {"embedding": {"embedding": table}}}
        model_of_length = Decoder(ModelConfig(**SMALL | dict(vocabulary=70, positions=positions, tied=False)))
        own["params"]["head"] = {"kernel": embedding.T[:, :1] * jnp.ones((1, 70))}
        return model_of_length.apply(own, np.arange(70)[None], segments, places)[0, time].sum()

    for time in (0, 25, 39, 40, 55):
        influence = np.abs(jax.grad(logits_at)(embedding[row[0]], time)).sum(-1)
        start = 0 if time < 40 else 40
        assert (influence[start : time + 1] > 0).all()
        assert (influence[time + 1 :] == 0).all() and (influence[:start] == 0).all()


@pytest.mark.parametrize(
    "options",
    [{}, {"loops": 3}, {"kv_heads": 2}, {"positions": "learned"}, {"positions": "none"}, {"qk_norm": False}],
)
def test_extending_a_cache_gives_the_logits_of_the_whole(options):
    model, params = build(**options)
    text, lengths = tokens(3, 20), np.array([5, 9, 2])
    whole = model.apply(params, text)
    begun = np.zeros((3, 9), np.int32)
    for row, length in enumerate(lengths):
        begun[row, 9 - length :] = text[row, :length]
    cache = empty_cache(model.config, 3, 17)._replace(slot=jnp.int32(5))
    first, cache = model.apply(params, begun, jnp.asarray(lengths - 9), cache, method="extend")
    for row, length in enumerate(lengths):
        np.testing.assert_allclose(first[row, 9 - length :], whole[row, :length], rtol=1e-4, atol=1e-5)
    # Ragged: each row goes on from its own length. The longest needs all slots, and the ring begins anew on the way.
    rest = np.stack([row[n : n + 8] for row, n in zip(text, lengths, strict=True)])
    for step in range(8):
        logits, cache = model.apply(
            params, rest[:, step : step + 1], jnp.asarray(lengths + step), cache, method="extend"
        )
        expected = np.stack([whole[row, n + step] for row, n in enumerate(lengths)])
        np.testing.assert_allclose(logits[:, 0], expected, rtol=1e-4, atol=1e-5)


def test_a_loop_is_a_stack_with_the_same_weights_again():
    looped, params = build(loops=3)
    unrolled = Decoder(ModelConfig(**SMALL | dict(depth=6)))
    copies = {
        f"block_{2 * loop + layer}": params["params"][f"block_{layer}"] for loop in range(3) for layer in range(2)
    }
    got, expected = looped.apply(params, tokens()), unrolled.apply({"params": params["params"] | copies}, tokens())
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("positions", ["rope", "learned", "none"])
def test_vectors_in_front_are_like_tokens_with_these_embeddings(positions):
    model, params = build(positions=positions)
    text = tokens()
    vectors = params["params"]["embedding"]["embedding"][text[:, :6]]
    got = model.apply(params, text[:, 6:], prefix_BxPxD=vectors)
    np.testing.assert_allclose(got, model.apply(params, text)[:, 6:], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("activation", ["swiglu", "gelu", "relu2"])
def test_feed_forward_is_its_formula(activation):
    from tinyreason.model import FeedForward

    config = ModelConfig(**SMALL | dict(activation=activation))
    x = np.random.default_rng(0).standard_normal((1, 3, 32))
    layer = FeedForward(config)
    params = layer.init(jax.random.key(0), jnp.asarray(x, jnp.float32))
    kernels = {name: np.asarray(p["kernel"], np.float64) for name, p in params["params"].items()}
    up = x @ kernels["up"]
    hidden = {
        "swiglu": lambda: (gate := x @ kernels["gate"]) / (1 + np.exp(-gate)) * up,
        "gelu": lambda: 0.5 * up * (1 + np.tanh(np.sqrt(2 / np.pi) * (up + 0.044715 * up**3))),
        "relu2": lambda: np.maximum(up, 0) ** 2,
    }[activation]()
    np.testing.assert_allclose(
        layer.apply(params, jnp.asarray(x, jnp.float32)), hidden @ kernels["down"], rtol=1e-4, atol=1e-6
    )


def test_bfloat16_products_stay_near_float32():
    model, params = build()
    fast = Decoder(ModelConfig(**SMALL | dict(compute_dtype="bfloat16")))
    exact, rounded = model.apply(params, tokens()), fast.apply(params, tokens())
    error = float(jnp.linalg.norm(rounded - exact) / jnp.linalg.norm(exact))
    assert rounded.dtype == jnp.float32 and 0 < error < 0.02


def test_zero_init_begins_with_blocks_that_add_nothing():
    tokens_BxT = tokens()
    for zero_init in (True, False):
        model = Decoder(ModelConfig(**SMALL | dict(zero_init=zero_init)))
        params = model.init(jax.random.key(0), jnp.zeros((1, 1), jnp.int32))["params"]
        embedding_VxD = params["embedding"]["embedding"]
        x_BxTxD = embedding_VxD[tokens_BxT]
        x_BxTxD = x_BxTxD / jnp.sqrt(jnp.mean(x_BxTxD**2, -1, keepdims=True) + 1e-5)
        nothing_added = np.allclose(model.apply({"params": params}, tokens_BxT), x_BxTxD @ embedding_VxD.T, rtol=1e-4)
        assert nothing_added == zero_init


@pytest.mark.parametrize(("previous_heads", "kv_heads", "base"), [(1, 0, 10000.0), (3, 2, 500.0)])
def test_heads_begin_by_looking_at_the_token_before(previous_heads, kv_heads, base):
    """Holds the initial attention to a rotation written out in float64, as complex numbers."""
    config = ModelConfig(**SMALL | dict(previous_heads=previous_heads, kv_heads=kv_heads, rope_base=base, width=128))
    params = jax.tree.map(lambda x: np.asarray(x, np.float64), initial_params(config, jax.random.key(3)))
    x_TxD = params["embedding"]["embedding"][tokens(1, 60)[0]]
    x_TxD = x_TxD / np.sqrt((x_TxD**2).mean(-1, keepdims=True) + config.norm_epsilon)
    width, half = config.head_width, config.head_width // 2
    turn_TxH = np.exp(1j * np.arange(60)[:, None] * base ** (-np.arange(half) / half))

    def rotated(name, head):
        kernel = params["block_1"]["attention"][name]["kernel"][:, head * width : (head + 1) * width]
        made = x_TxD @ kernel
        return (made[:, :half] + 1j * made[:, half:]) * turn_TxH

    group = config.heads // config.key_heads
    for head in range(config.heads):
        scores = (rotated("query", head) @ rotated("key", head // group).conj().T).real / np.sqrt(width)
        weights = np.where(np.tri(60), np.exp(scores - scores.max(-1, keepdims=True)), 0)
        weights /= weights.sum(-1, keepdims=True)
        before = np.diagonal(weights, -1)
        assert (before.mean() > 0.8) == (head < previous_heads), (head, before.mean())


def test_no_heads_look_back_without_rotary_positions_or_if_none_should():
    for options in (dict(positions="learned"), dict(positions="none"), dict(previous_heads=0)):
        config = ModelConfig(**SMALL | options)
        plain = Decoder(config).init(jax.random.key(0), jnp.zeros((1, 1), jnp.int32))["params"]
        jax.tree.map(np.testing.assert_array_equal, initial_params(config, jax.random.key(0)), plain)
