"""The decoder: a stack of pre-normalised transformer blocks, applied once or in a loop.

With the default options it is Qwen3's computation (arXiv 2505.09388), or without normalised queries and keys Llama's
(Touvron et al., arXiv 2302.13971): RMSNorm, rotary positions in the half-split layout, grouped-query attention, SwiGLU,
no biases. Axes as in `ops`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import flax.linen as nn
import jax
import jax.numpy as jnp
from jax import Array

from tinyreason import ops
from tinyreason.config import ModelConfig

# What all tokens share where heads begin by looking back: the first coordinate of an embedding of norm 1.
SHARED = 0.5
# What normalised queries and keys are multiplied by at first: scores reach its square times the root of their width.
GAIN = 1.7
# How clearly such a head sees its token: what one pair of coordinates adds to its score, and how many pairs do.
CLEARNESS, CLEAR_PAIRS = 10.0, 3


class Cache(NamedTuple):
    """The keys and values of every block of every loop, one pair JxSxH each, and the slot that is written next.

    Slots are a ring that all rows share: what is read together is written side by side, whatever its positions, and a
    query at position p sees the newest p + 1 slots. So a step writes one place of each array and needs no copy of it.
    """

    keys: tuple[Array, ...]
    values: tuple[Array, ...]
    slot: Array


def empty_cache(config: ModelConfig, batch: int, length: int) -> Cache:
    """Returns a cache of `length` slots for `batch` rows, in float32."""
    zeros = jnp.zeros((batch * config.key_heads, length, config.head_width))
    layers = (zeros,) * (config.depth * config.loops)
    return Cache(layers, layers, jnp.int32(0))


class Packed(NamedTuple):
    """Where tokens stand in training and in prompts that are read: the angles of positions, if rotary, and segments.

    `mapped` says that several models do this at once (vmap).
    """

    angles: tuple[Array, Array] | None
    segments_BxT: Array
    mapped: bool = False


class Cached(NamedTuple):
    """Where tokens stand that go on from a cache: which slots they take, what they see, and a block's part of it."""

    angles: tuple[Array, Array] | None
    slot: Array
    mask_BxTxS: Array
    keys_JxSxH: Array
    values_JxSxH: Array

    def extended(self, keys_BxTxKxH: Array, values_BxTxKxH: Array) -> tuple[Array, Array]:
        """Returns the keys and values with new ones written to the next slots."""
        t, h = keys_BxTxKxH.shape[1], keys_BxTxKxH.shape[3]

        def write(old_JxSxH: Array, new_BxTxKxH: Array) -> Array:
            new_JxTxH = new_BxTxKxH.swapaxes(1, 2).reshape(-1, t, h)
            return jax.lax.dynamic_update_slice_in_dim(old_JxSxH, new_JxTxH, self.slot, axis=1)

        return write(self.keys_JxSxH, keys_BxTxKxH), write(self.values_JxSxH, values_BxTxKxH)


class Projection(nn.Module):
    """A matrix without a bias."""

    config: ModelConfig
    inputs: int
    outputs: int
    init_scale: float = 1.0

    def setup(self) -> None:
        """Names the matrix."""
        deviation = self.config.initial_scale * self.init_scale * self.inputs**-0.5
        initializer = nn.initializers.normal(deviation) if deviation else nn.initializers.zeros
        self.kernel = self.param("kernel", initializer, (self.inputs, self.outputs))

    def __call__(self, x: Array) -> Array:
        """Maps the last axis from `inputs` to `outputs`."""
        return ops.project(x, self.kernel, jnp.dtype(self.config.compute_dtype))


class RMSNorm(nn.Module):
    """Division by the root mean square, times a trained scale."""

    epsilon: float
    initial: float = 1.0

    @nn.compact
    def __call__(self, x: Array) -> Array:
        """Normalises the last axis, in float32."""
        scale = self.param("scale", nn.initializers.constant(self.initial), (x.shape[-1],))
        return ops.rms_norm(x, scale, self.epsilon)


class Attention(nn.Module):
    """Causal self-attention, within segments of a packed row or over a cache.

    Queries and keys may be normalised, each head's by itself (Henry et al., arXiv 2010.04245; by RMSNorm, as in Qwen3,
    arXiv 2505.09388).
    """

    config: ModelConfig

    @nn.compact
    def __call__(self, x_BxTxD: Array, place: Packed | Cached) -> tuple[Array, tuple[Array, Array]]:
        """Returns BxTxD, and the keys and values that it attended to."""
        c, (b, t, _) = self.config, x_BxTxD.shape
        heads = {"query": c.heads, "key": c.key_heads, "value": c.key_heads}
        kernels = [Projection(c, c.width, n * c.head_width, name=name).kernel for name, n in heads.items()]
        q_BxTxNxH, k_BxTxKxH, v_BxTxKxH = (
            x.reshape(b, t, -1, c.head_width) for x in ops.project_each(x_BxTxD, kernels, jnp.dtype(c.compute_dtype))
        )
        if c.qk_norm:
            q_BxTxNxH = RMSNorm(c.norm_epsilon, GAIN, name="query_norm")(q_BxTxNxH)
            k_BxTxKxH = RMSNorm(c.norm_epsilon, GAIN, name="key_norm")(k_BxTxKxH)
        if place.angles is not None:
            q_BxTxNxH, k_BxTxKxH = ops.rotate(q_BxTxNxH, place.angles), ops.rotate(k_BxTxKxH, place.angles)
        if isinstance(place, Packed):
            seen = k_BxTxKxH, v_BxTxKxH
            dtype = jnp.dtype(c.compute_dtype)
            out_BxTxNxH = ops.packed_attention(q_BxTxNxH, *seen, place.segments_BxT, dtype, place.mapped)
        else:
            seen = place.extended(k_BxTxKxH, v_BxTxKxH)
            out_BxTxNxH = ops.cached_attention(q_BxTxNxH, *seen, place.mask_BxTxS)
        out_BxTxD = out_BxTxNxH.reshape(b, t, c.width)
        return Projection(c, c.width, c.width, _residual_scale(c), name="out")(out_BxTxD), seen


class FeedForward(nn.Module):
    """SwiGLU (Shazeer, arXiv 2002.05202), GELU, or squared ReLU (So et al., arXiv 2109.08668)."""

    config: ModelConfig

    @nn.compact
    def __call__(self, x_BxTxD: Array) -> Array:
        """Returns BxTxD."""
        c = self.config
        names = ["up", "gate"] if c.activation == "swiglu" else ["up"]
        kernels = [Projection(c, c.width, c.hidden, name=name).kernel for name in names]
        up_BxTxF, *gate_BxTxF = ops.project_each(x_BxTxD, kernels, jnp.dtype(c.compute_dtype))
        if gate_BxTxF:
            up_BxTxF = jax.nn.silu(gate_BxTxF[0]) * up_BxTxF
        elif c.activation == "gelu":
            up_BxTxF = jax.nn.gelu(up_BxTxF)
        else:
            up_BxTxF = jnp.square(jax.nn.relu(up_BxTxF))
        return Projection(c, c.hidden, c.width, _residual_scale(c), name="down")(up_BxTxF)


def _residual_scale(config: ModelConfig) -> float:
    """Returns the scale of the initial matrices that write to the residual stream.

    At 0 every block begins as the identity (Goyal et al., arXiv 1706.02677, 5.1, of residual branches); else GPT-2's
    rule keeps the stream's variance from growing with depth.
    """
    return 0.0 if config.zero_init else (2 * config.depth * config.loops) ** -0.5


class Block(nn.Module):
    """Attention, then feed-forward, each on a normalised copy and added to the stream."""

    config: ModelConfig

    @nn.compact
    def __call__(self, x_BxTxD: Array, place: Packed | Cached) -> tuple[Array, tuple[Array, Array]]:
        """Returns BxTxD, and the keys and values that it attended to."""
        normed_BxTxD = RMSNorm(self.config.norm_epsilon, name="attention_norm")(x_BxTxD)
        attended_BxTxD, seen = Attention(self.config, name="attention")(normed_BxTxD, place)
        x_BxTxD = x_BxTxD + attended_BxTxD
        normed_BxTxD = RMSNorm(self.config.norm_epsilon, name="feed_forward_norm")(x_BxTxD)
        return x_BxTxD + FeedForward(self.config, name="feed_forward")(normed_BxTxD), seen


class Decoder(nn.Module):
    """Token ids in, logits of the next token out. `mapped` is for several models at once, by vmap."""

    config: ModelConfig
    mapped: bool = False

    def setup(self) -> None:
        """Names the parts; a looped stack has one set of blocks."""
        c = self.config
        normal = nn.initializers.normal(c.initial_scale * c.width**-0.5)
        self.embedding = nn.Embed(c.vocabulary, c.width, embedding_init=normal)
        if c.positions == "learned":
            self.positions = nn.Embed(c.context, c.width, embedding_init=normal)
        self.blocks = [Block(c, name=f"block_{layer}") for layer in range(c.depth)]
        self.final_norm = RMSNorm(c.norm_epsilon)
        if not c.tied:
            self.head = Projection(c, c.width, c.vocabulary)

    def __call__(
        self,
        tokens_BxT: Array,
        segments_BxT: Array | None = None,
        positions_BxT: Array | None = None,
        prefix_BxPxD: Array | None = None,
    ) -> Array:
        """Returns logits, BxTxV in float32.

        Tokens see those before them in the same segment (all one, if None) at the positions given
        (from 0, if None). Vectors in `prefix_BxPxD` stand in front of every token as part of segment 1,
        and take the first P positions; with them, tokens are one segment and positions are counted on.
        """
        x_BxTxD = self.embedding(tokens_BxT)
        skip = 0
        if prefix_BxPxD is not None:
            if segments_BxT is not None or positions_BxT is not None:
                raise ValueError("a prefix stands before one unpacked sequence: give no segments or positions with it")
            x_BxTxD, skip = jnp.concatenate([prefix_BxPxD, x_BxTxD], axis=1), prefix_BxPxD.shape[1]
        if segments_BxT is None:
            segments_BxT = jnp.ones(x_BxTxD.shape[:2], jnp.int32)
        if positions_BxT is None:
            positions_BxT = jnp.broadcast_to(jnp.arange(x_BxTxD.shape[1]), x_BxTxD.shape[:2])
        x_BxTxD, angles = self._placed(x_BxTxD, positions_BxT)
        x_BxTxD, _, _ = self._stack(x_BxTxD, lambda layer: Packed(angles, segments_BxT, self.mapped))
        return self.unembed(x_BxTxD[:, skip:])

    def extend(self, tokens_BxT: Array, start_B: Array, cache: Cache) -> tuple[Array, Cache]:
        """Returns logits, BxTxV, of tokens that go on from a cache, and the cache with them in it.

        Row b's tokens stand at positions start_B[b] and on, and take the next T slots, which must not wrap around
        unless T is 1. Rows that differ in length are padded on the left, where positions are negative: no query of
        theirs sees the padding.
        """
        t, slots = tokens_BxT.shape[1], cache.keys[0].shape[1]
        positions_BxT = start_B[:, None] + jnp.arange(t)
        x_BxTxD, angles = self._placed(self.embedding(tokens_BxT), positions_BxT)
        age_TxS = (cache.slot + jnp.arange(t)[:, None] - jnp.arange(slots)) % slots
        mask_BxTxS = age_TxS <= positions_BxT[:, :, None]
        x_BxTxD, keys, values = self._stack(
            x_BxTxD, lambda layer: Cached(angles, cache.slot, mask_BxTxS, cache.keys[layer], cache.values[layer])
        )
        return self.unembed(x_BxTxD), Cache(keys, values, (cache.slot + t) % slots)

    def read(self, tokens_BxT: Array, start_B: Array) -> Cache:
        """Returns a cache of T slots that holds the tokens, of row b from position start_B[b] on.

        Within rounding as if `extend` had written them to an empty cache of that size; rows may be padded on the left,
        where positions are negative.
        """
        positions_BxT = start_B[:, None] + jnp.arange(tokens_BxT.shape[1])
        segments_BxT = (positions_BxT >= 0).astype(jnp.int32)
        x_BxTxD, angles = self._placed(self.embedding(tokens_BxT), jnp.maximum(positions_BxT, 0))
        _, keys, values = self._stack(x_BxTxD, lambda layer: Packed(angles, segments_BxT))

        def slots(seen_BxTxKxH: Array) -> Array:
            return seen_BxTxKxH.swapaxes(1, 2).reshape(-1, seen_BxTxKxH.shape[1], self.config.head_width)

        return Cache(tuple(map(slots, keys)), tuple(map(slots, values)), jnp.int32(0))

    def _placed(self, x_BxTxD: Array, positions_BxT: Array) -> tuple[Array, tuple[Array, Array] | None]:
        if self.config.positions == "learned":
            x_BxTxD = x_BxTxD + self.positions(positions_BxT)
        if self.config.positions == "rope":
            return x_BxTxD, ops.rotary_angles(positions_BxT, self.config.head_width, self.config.rope_base)
        return x_BxTxD, None

    def _stack(
        self, x_BxTxD: Array, place_at: Callable[[int], Packed | Cached]
    ) -> tuple[Array, tuple[Array, ...], tuple[Array, ...]]:
        """Applies the blocks, each loop and layer at its own place; returns what each attended to, too."""
        keys, values = [], []
        for loop in range(self.config.loops):
            for layer, block in enumerate(self.blocks):
                x_BxTxD, (layer_keys, layer_values) = block(x_BxTxD, place_at(loop * self.config.depth + layer))
                keys.append(layer_keys)
                values.append(layer_values)
        return x_BxTxD, tuple(keys), tuple(values)

    def unembed(self, x_BxTxD: Array) -> Array:
        """Returns the logits, BxTxV in float32, of the stream as it stands."""
        x_BxTxD = self.final_norm(x_BxTxD)
        if self.config.tied:
            kernel_VxD = self.embedding.embedding
            return ops.project(x_BxTxD, kernel_VxD, jnp.dtype(self.config.compute_dtype), transposed=True)
        return self.head(x_BxTxD)


def initial_params(config: ModelConfig, key: Array) -> Any:
    """Returns the parameters that training starts from, in float32."""
    params = Decoder(config).init(key, jnp.zeros((1, 1), jnp.int32))["params"]
    return _looking_back(config, params) if config.previous_heads and config.positions == "rope" else params


def _looking_back(config: ModelConfig, params: Any) -> Any:
    """Returns the parameters with the first heads of each block looking at the token before.

    All embeddings get the same first coordinate, and the first rows of queries and keys, which meet only that, make of
    it a query and a key that every token has. Rotated to their places, these agree best where the key stands one place
    before the query. Such heads form in training by themselves, as the first half of induction heads (Olsson et al.,
    arXiv 2209.11895); here training starts with them, at the price of no parameter.
    """
    c, table_VxD = config, params["embedding"]["embedding"]
    met = SHARED * (c.width / (1 + SHARED**2)) ** 0.5  # the first coordinate, normalised
    clear_H = jnp.where(jnp.arange(c.head_width) < min(CLEAR_PAIRS, c.head_width // 2), CLEARNESS**0.5, 0.0)
    query_1x1x1xH = (clear_H * c.head_width**0.25 / met)[None, None, None]
    key_1x1x1xH = ops.rotate(query_1x1x1xH, ops.rotary_angles(jnp.ones((1, 1)), c.head_width, c.rope_base))
    groups = -(-c.previous_heads * c.key_heads // c.heads)

    def block(tree: Any) -> Any:
        rows = {
            "query": jnp.tile(query_1x1x1xH.ravel(), c.previous_heads),
            "key": jnp.tile(key_1x1x1xH.ravel(), groups),
        }
        kernels = {name: tree["attention"][name]["kernel"].at[0, : row.size].set(row) for name, row in rows.items()}
        return tree | {"attention": tree["attention"] | {name: {"kernel": x} for name, x in kernels.items()}}

    blocks = {name: block(tree) for name, tree in params.items() if name.startswith("block_")}
    return params | blocks | {"embedding": {"embedding": table_VxD.at[:, 0].set(SHARED * c.initial_scale)}}
