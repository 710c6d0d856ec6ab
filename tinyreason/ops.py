"""The array operations that speed depends on, each beside the plain form that it is held to.

Axes: B batch, T queries in time, S keys in time, D width, N query heads, K key heads, G query heads
a key head, J key heads of all rows, H head width, F feed-forward width, V vocabulary, P prefix vectors.
"""

import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any, Literal

import jax
import jax.numpy as jnp
from jax import Array

# Scores that a mask forbids. Finite, so that a row of padding, which sees nothing, stays a number.
MASKED = -1e9
# Queries worked on together on a CPU: a block meets only the keys that stand before its end.
QUERY_BLOCK = 64
# In rows of at least this length blocks are larger, and meet only the last 256 or 512 keys where their segments reach
# back no further. In shorter rows that gains less than it takes to compile.
LONG_ROW, LONG_BLOCK, WINDOWS = 640, 128, (256, 512)
# Rows for which one wide product is faster than several.
FEW_ROWS = 64


def project(x: Array, kernel: Array, dtype: jnp.dtype, transposed: bool = False) -> Array:
    """Multiplies the last axis of x by a kernel, DxF, or FxD if `transposed`: operands in `dtype`, result in float32.

    This is the one policy for the products with parameters. In bfloat16 the gradient's products have bfloat16 operands
    too, and all sums are in float32.
    """
    if dtype == jnp.bfloat16:
        rows_RxD = x.reshape(-1, x.shape[-1])
        return _rounded_product(rows_RxD, kernel, transposed).reshape(*x.shape[:-1], -1)
    return jnp.einsum("...d,fd->...f" if transposed else "...d,df->...f", x, kernel)


def project_each(x: Array, kernels: Sequence[Array], dtype: jnp.dtype) -> list[Array]:
    """Equals `project` by each kernel; few rows, as in decoding, meet all of them in one product."""
    rows = x.size // x.shape[-1]
    if not isinstance(rows, int) or rows > FEW_ROWS:  # the rows of an exported program are not known
        return [project(x, kernel, dtype) for kernel in kernels]
    ends = list(itertools.accumulate(kernel.shape[1] for kernel in kernels))
    return jnp.split(project(x, jnp.concatenate(kernels, axis=1), dtype), ends[:-1], axis=-1)


@functools.partial(jax.custom_vjp, nondiff_argnums=(2,))
def _rounded_product(x_RxD: Array, kernel: Array, transposed: bool) -> Array:
    """Returns RxF in float32 from operands rounded to bfloat16; so are those of its gradient, by the rules below.

    Left to itself, the gradient would have cotangents in float32 as operands, and no product would be in bfloat16.
    """
    return _rounded_forward(x_RxD, kernel, transposed)[0]


def _rounded_forward(x_RxD: Array, kernel: Array, transposed: bool) -> tuple[Array, tuple[Array, Array]]:
    rounded = x_RxD.astype(jnp.bfloat16), kernel.astype(jnp.bfloat16)
    return _contract(*rounded, ((1,), (int(transposed),))), rounded


def _rounded_backward(transposed: bool, rounded: tuple[Array, Array], d_out_RxF: Array) -> tuple[Array, Array]:
    x_RxD, kernel = rounded
    d_out_RxF = d_out_RxF.astype(jnp.bfloat16)
    d_x_RxD = _contract(d_out_RxF, kernel, ((1,), (1 - int(transposed),)))
    # Over two axes, since XLA for CPUs takes a product over the first axes of both operands in bfloat16 only then.
    halves = 2 if len(x_RxD) % 2 == 0 else 1
    x, d_out = (m.reshape(halves, -1, m.shape[-1]) for m in (x_RxD, d_out_RxF))
    left, right = (d_out, x) if transposed else (x, d_out)
    return d_x_RxD, _contract(left, right, ((0, 1), (0, 1)))


_rounded_product.defvjp(_rounded_forward, _rounded_backward)


def _contract(left: Array, right: Array, axes: tuple[tuple[int, ...], tuple[int, ...]]) -> Array:
    return jax.lax.dot_general(left, right, (axes, ((), ())), preferred_element_type=jnp.float32)


def rms_norm(x: Array, scale_D: Array, epsilon: float) -> Array:
    """Divides the last axis by its root mean square, times a scale (Zhang and Sennrich, arXiv 1910.07467)."""
    return _rms_norm(x.reshape(-1, x.shape[-1]), scale_D, epsilon).reshape(x.shape)


@functools.partial(jax.custom_vjp, nondiff_argnums=(2,))
def _rms_norm(x_RxD: Array, scale_D: Array, epsilon: float) -> Array:
    return _rms_norm_forward(x_RxD, scale_D, epsilon)[0]


def _rms_norm_forward(x_RxD: Array, scale_D: Array, epsilon: float) -> tuple[Array, tuple[Array, Array, Array]]:
    inverse_Rx1 = jax.lax.rsqrt(jnp.mean(x_RxD * x_RxD, axis=-1, keepdims=True) + epsilon)
    return x_RxD * inverse_Rx1 * scale_D, (x_RxD, inverse_Rx1, scale_D)


def _rms_norm_backward(epsilon: float, saved: tuple[Array, Array, Array], d_out_RxD: Array) -> tuple[Array, Array]:
    x_RxD, inverse_Rx1, scale_D = saved
    normed_RxD, d_normed_RxD = x_RxD * inverse_Rx1, d_out_RxD * scale_D
    shared_Rx1 = jnp.mean(d_normed_RxD * normed_RxD, axis=-1, keepdims=True)
    # Over the rows by a product, which XLA for CPUs does many times faster than the sum that it is.
    d_scale_D = jnp.ones(len(x_RxD)) @ (d_out_RxD * normed_RxD)
    return inverse_Rx1 * (d_normed_RxD - normed_RxD * shared_Rx1), d_scale_D


_rms_norm.defvjp(_rms_norm_forward, _rms_norm_backward)


def rotary_angles(positions_BxT: Array, head_width: int, base: float) -> tuple[Array, Array]:
    """Returns cosine and sine, BxTx1xH, of each position's rotation (Su et al., arXiv 2104.09864).

    Sines of the first half are negated: `rotate` multiplies both halves, swapped, by them.
    """
    frequencies = base ** (-jnp.arange(0, head_width, 2, dtype=jnp.float32) / head_width)
    angles = positions_BxT[..., None, None].astype(jnp.float32) * frequencies
    cos, sin = jnp.cos(angles), jnp.sin(angles)
    return jnp.concatenate([cos, cos], axis=-1), jnp.concatenate([-sin, sin], axis=-1)


def rotate(x_BxTxNxH: Array, angles: tuple[Array, Array]) -> Array:
    """Rotates each pair (i, i + H/2) of a head, the half-split layout of Llama."""
    return _rotate(x_BxTxNxH, *angles)


@jax.custom_vjp
def _rotate(x_BxTxNxH: Array, cos_BxTx1xH: Array, sin_BxTx1xH: Array) -> Array:
    first, second = jnp.split(x_BxTxNxH, 2, axis=-1)
    return x_BxTxNxH * cos_BxTx1xH + jnp.concatenate([second, first], axis=-1) * sin_BxTx1xH


# The gradient turns back: one pass, where the derived one would be a sum of padded halves. Angles have none.
_rotate.defvjp(
    lambda x, cos, sin: (_rotate(x, cos, sin), (cos, sin)),
    lambda angles, d_out: (_rotate(d_out, angles[0], -angles[1]), None, None),
)


def attention(q_BxTxNxH: Array, k_BxSxKxH: Array, v_BxSxKxH: Array, mask_BxTxS: Array) -> Array:
    """Returns softmax(q k / sqrt(H)) v, BxTxNxH, over the keys that the mask allows.

    Query heads share key heads in consecutive groups (Ainslie et al., arXiv 2305.13245).
    """
    b, t, n, h = q_BxTxNxH.shape
    k = k_BxSxKxH.shape[2]
    q_BxTxKxGxH = q_BxTxNxH.reshape(b, t, k, n // k, h) * h**-0.5
    scores_BxKxGxTxS = jnp.einsum("btkgh,bskh->bkgts", q_BxTxKxGxH, k_BxSxKxH)
    scores_BxKxGxTxS = jnp.where(mask_BxTxS[:, None, None], scores_BxKxGxTxS, MASKED)
    weights_BxKxGxTxS = jax.nn.softmax(scores_BxKxGxTxS, axis=-1)
    return jnp.einsum("bkgts,bskh->btkgh", weights_BxKxGxTxS, v_BxSxKxH).reshape(b, t, n, h)


def cached_attention(q_BxTxNxH: Array, k_JxSxH: Array, v_JxSxH: Array, mask_BxTxS: Array) -> Array:
    """Equals `attention`, with the slots of each row's key head side by side: fastest to read where T is 1."""
    b, t, n, h = q_BxTxNxH.shape
    k = k_JxSxH.shape[0] // b
    q_BxKxGxTxH = q_BxTxNxH.reshape(b, t, k, n // k, h).transpose(0, 2, 3, 1, 4) * h**-0.5
    scores_JxMxS = jnp.einsum("rmh,rsh->rms", q_BxKxGxTxH.reshape(b * k, -1, h), k_JxSxH)
    scores_BxNxTxS = jnp.where(mask_BxTxS[:, None], scores_JxMxS.reshape(b, n, t, -1), MASKED)
    weights_JxMxS = jax.nn.softmax(scores_BxNxTxS, axis=-1).reshape(scores_JxMxS.shape)
    out_JxMxH = jnp.einsum("rms,rsh->rmh", weights_JxMxS, v_JxSxH)
    return out_JxMxH.reshape(b, n, t, h).swapaxes(1, 2)


def packed_mask(query_segments_BxT: Array, key_segments_BxS: Array, first_query: int = 0) -> Array:
    """Returns BxTxS: whether a query may see a key, in its own segment and not after it in the row.

    The queries stand at places `first_query` and on of the row whose first places the keys are.
    """
    causal_TxS = first_query + jnp.arange(query_segments_BxT.shape[1])[:, None] >= jnp.arange(key_segments_BxS.shape[1])
    return (query_segments_BxT[:, :, None] == key_segments_BxS[:, None, :]) & causal_TxS


def packed_attention(
    q_BxTxNxH: Array, k_BxTxKxH: Array, v_BxTxKxH: Array, segments_BxT: Array, dtype: jnp.dtype, mapped: bool = False
) -> Array:
    """Equals `attention` under `packed_mask`: with bfloat16 as the dtype of products, as cuDNN computes it if it can.

    Else in float32, on a CPU in blocks of queries, each against the keys before its end. `mapped` says that several
    models do this at once (vmap).
    """
    if dtype == jnp.bfloat16 and suits_cudnn(*q_BxTxNxH.shape[1::2]) and _has_cudnn():
        return fused_attention(q_BxTxNxH, k_BxTxKxH, v_BxTxKxH, segments_BxT, "cudnn", mapped)
    return blocked_attention(q_BxTxNxH, k_BxTxKxH, v_BxTxKxH, segments_BxT, mapped)


def suits_cudnn(length: int, head_width: int) -> bool:
    """Returns whether cuDNN takes such rows and heads: of even length, in eighths and no wider than 128."""
    return length % 2 == 0 and head_width % 8 == 0 and head_width <= 128


def _has_cudnn() -> bool:
    """Returns whether the default device is a GPU of NVIDIA's with bfloat16, from Ampere on."""
    device = jax.devices()[0]
    of_nvidia = device.platform == "gpu" and "cuda" in device.client.platform_version.lower()
    return of_nvidia and float(getattr(device, "compute_capability", 0)) >= 8


def fused_attention(
    q_BxTxNxH: Array,
    k_BxTxKxH: Array,
    v_BxTxKxH: Array,
    segments_BxT: Array,
    implementation: Literal["cudnn", "xla"],
    mapped: bool = False,
) -> Array:
    """Returns attention under `packed_mask` as one operation with operands in bfloat16."""
    q, k, v = (x.astype(jnp.bfloat16) for x in (q_BxTxNxH, k_BxTxKxH, v_BxTxKxH))
    mask_BxNxTxT = packed_mask(segments_BxT, segments_BxT)[:, None]
    if mapped:  # jax's rule for cuDNN under vmap takes no mask that heads share
        mask_BxNxTxT = jnp.broadcast_to(mask_BxNxTxT, (len(q), q.shape[2], *mask_BxNxTxT.shape[2:]))
    out = jax.nn.dot_product_attention(q, k, v, mask=mask_BxNxTxT, implementation=implementation)
    return out.astype(jnp.float32)


def blocked_attention(
    q_BxTxNxH: Array, k_BxTxKxH: Array, v_BxTxKxH: Array, segments_BxT: Array, mapped: bool = False
) -> Array:
    """Returns attention under `packed_mask`, in float32; on a CPU in blocks of queries."""
    group = q_BxTxNxH.shape[2] // k_BxTxKxH.shape[2]
    heads_first = [x.swapaxes(1, 2) for x in (q_BxTxNxH * q_BxTxNxH.shape[-1] ** -0.5, k_BxTxKxH, v_BxTxKxH)]
    q_BxNxTxH, k_BxNxTxH, v_BxNxTxH = heads_first[0], *(jnp.repeat(x, group, axis=1) for x in heads_first[1:])
    # Of several models at once each would need keys of its own: all branches of a choice would be computed.
    windows = WINDOWS if q_BxTxNxH.shape[1] >= LONG_ROW and not mapped else ()
    return _blocked_attention(windows, q_BxNxTxH, k_BxNxTxH, v_BxNxTxH, segments_BxT).swapaxes(1, 2)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0,))
def _blocked_attention(
    windows: tuple[int, ...], q_BxNxTxH: Array, k_BxNxTxH: Array, v_BxNxTxH: Array, segments_BxT: Array
) -> Array:
    """Attention of scaled queries, BxNxTxH. Its gradient below makes one pass over the saved weights."""
    return _blocked_attention_forward(windows, q_BxNxTxH, k_BxNxTxH, v_BxNxTxH, segments_BxT)[0]


def _blocks(length: int) -> list[slice]:
    # Elsewhere than on a CPU small products cost more than the masked half.
    on_cpu = jax.default_backend() == "cpu"
    size = (LONG_BLOCK if length >= LONG_ROW else QUERY_BLOCK) if on_cpu else length
    return [slice(start, min(start + size, length)) for start in range(0, length, size)]


def _within_reach(windows: tuple[int, ...], block: slice, first_keys_BxT: Array, work: Callable[[slice], Any]) -> Any:
    """Returns `work` of the keys that a block of queries reaches back to, or of some more, as the windows allow."""
    starts = [start for start in (block.stop - window for window in windows) if 0 < start <= block.start] + [0]
    branches = [functools.partial(work, slice(start, block.stop)) for start in starts]
    if len(branches) == 1:
        return branches[0]()
    reached = jnp.min(first_keys_BxT[:, block])
    return jax.lax.switch(jnp.sum(jnp.asarray(starts) > reached), branches)


def _first_keys(segments_BxT: Array) -> Array:
    """Returns BxT: the place where each place's segment, which stands in one piece, begins."""
    begins_BxT = jnp.diff(segments_BxT, axis=1, prepend=segments_BxT[:, :1]) != 0
    return jax.lax.cummax(jnp.where(begins_BxT, jnp.arange(segments_BxT.shape[1]), 0), axis=1)


def _blocked_attention_forward(
    windows: tuple[int, ...], q: Array, k: Array, v: Array, segments_BxT: Array
) -> tuple[Array, tuple[Any, ...]]:
    first_keys_BxT, out, saved = _first_keys(segments_BxT), [], []
    for block in _blocks(q.shape[2]):
        work = functools.partial(_attend, q[:, :, block], k, v, segments_BxT, block)
        mixed, *weights_and_total = _within_reach(windows, block, first_keys_BxT, work)
        out.append(mixed)
        saved.append(weights_and_total)
    whole = jnp.concatenate(out, axis=2)
    return whole, (q, k, v, whole, saved, first_keys_BxT)


def _attend(q: Array, k: Array, v: Array, segments_BxT: Array, block: slice, keys: slice) -> tuple[Array, Array, Array]:
    """Returns what a block of queries takes from the keys, its weights over all before its end, and their total."""
    mask_BxTxS = packed_mask(segments_BxT[:, block], segments_BxT[:, keys], block.start - keys.start)
    scores = jnp.einsum("bnth,bnsh->bnts", q, k[:, :, keys])
    scores = jnp.where(mask_BxTxS[:, None], scores, MASKED)
    weights = jnp.exp(scores - jnp.max(scores, axis=-1, keepdims=True))
    total = jnp.sum(weights, axis=-1, keepdims=True)
    mixed = jnp.einsum("bnts,bnsh->bnth", weights, v[:, :, keys]) / total
    return mixed, jnp.pad(weights, [(0, 0)] * 3 + [(keys.start, 0)]), total


def _blocked_attention_backward(
    windows: tuple[int, ...], residuals: tuple[Any, ...], d_out: Array
) -> tuple[Array, Array, Array, None]:
    """With w the normalised weights: d scores = w (d_out v - sum(d_out out)) (Dao et al., arXiv 2205.14135, B.2)."""
    q, k, v, out, saved, first_keys_BxT = residuals
    d_q, d_k, d_v = [], jnp.zeros_like(k.swapaxes(2, 3)), jnp.zeros_like(v.swapaxes(2, 3))
    shared = jnp.sum(d_out * out, axis=-1, keepdims=True)
    for block, (weights, total) in zip(_blocks(q.shape[2]), saved, strict=True):
        scaled = (d_out[:, :, block] / total, shared[:, :, block] / total)
        work = functools.partial(_attend_backward, q[:, :, block], k, v, weights, scaled, (d_k, d_v))
        d_queries, d_k, d_v = _within_reach(windows, block, first_keys_BxT, work)
        d_q.append(d_queries)
    return jnp.concatenate(d_q, axis=2), d_k.swapaxes(2, 3), d_v.swapaxes(2, 3), None


def _attend_backward(
    q: Array, k: Array, v: Array, weights: Array, scaled: tuple[Array, Array], sums: tuple[Array, Array], keys: slice
) -> tuple[Array, Array, Array]:
    """Returns the gradient of a block of queries, and those of k and v, BxNxHxT, with what the block adds to them."""
    (d_out, shared), (d_k, d_v), weights = scaled, sums, weights[..., keys]
    d_scores = weights * (jnp.einsum("bnth,bnsh->bnts", d_out, v[:, :, keys]) - shared)
    d_q = jnp.einsum("bnts,bnsh->bnth", d_scores, k[:, :, keys])
    # Transposed, so that the small factor stands left: XLA for CPUs would first transpose the large one.
    d_k = d_k.at[..., keys].add(q.swapaxes(2, 3) @ d_scores)
    return d_q, d_k, d_v.at[..., keys].add(d_out.swapaxes(2, 3) @ weights)


_blocked_attention.defvjp(_blocked_attention_forward, _blocked_attention_backward)


def cross_entropy(logits_BxTxV: Array, targets_BxT: Array) -> Array:
    """Returns BxT in nats: minus the log-probability of each target, 0 where the target is negative."""
    log_total_BxT = jax.nn.logsumexp(logits_BxTxV, axis=-1)
    chosen_BxT = jnp.take_along_axis(logits_BxTxV, jnp.maximum(targets_BxT, 0)[..., None], axis=-1)[..., 0]
    return jnp.where(targets_BxT >= 0, log_total_BxT - chosen_BxT, 0.0)
