"""The operations against float64 NumPy, their plain forms and finite differences."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tinyreason import ops


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def packed_segments(batch, length, seed=0):
    """Rows of a few segments each, ending in padding."""
    rng, rows = np.random.default_rng(seed), np.zeros((batch, length), np.int32)
    for row in rows:
        ends = np.sort(rng.choice(np.arange(1, length), 3, replace=False))
        for segment, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True), start=1):
            row[start:end] = segment
    return rows


def numpy_attention(q, k, v, segments):
    """Each query and head by itself, in float64."""
    b, t, n, h = q.shape
    group = n // k.shape[2]
    out = np.zeros_like(q)
    for row in range(b):
        for time in range(t):
            seen = [s for s in range(time + 1) if segments[row, s] == segments[row, time]]
            for head in range(n):
                scores = k[row, seen, head // group] @ q[row, time, head] / np.sqrt(h)
                weights = np.exp(scores - scores.max())
                out[row, time, head] = weights / weights.sum() @ v[row, seen, head // group]
    return out


@pytest.mark.parametrize("key_heads", [1, 2, 4])
@pytest.mark.parametrize("length", [50, 64, 150])
def test_packed_attention_is_the_plain_formula_in_each_segment(key_heads, length):
    q, k, v = random(2, length, 4, 8), *random(2, 2, length, key_heads, 8, seed=1)
    segments = packed_segments(2, length)
    expected = numpy_attention(q, k, v, segments)
    args = [jnp.asarray(x, jnp.float32) for x in (q, k, v)]
    np.testing.assert_allclose(ops.packed_attention(*args, segments), expected, rtol=2e-5, atol=2e-6)
    mask = ops.packed_mask(segments, segments)
    np.testing.assert_allclose(ops.attention(*args, mask), expected, rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize("key_heads", [2, 4])
def test_packed_attention_has_the_gradient_of_the_plain_form(key_heads):
    length = 150
    q, k, v = random(2, length, 4, 8), *random(2, 2, length, key_heads, 8, seed=1)
    segments, direction = packed_segments(2, length), random(2, length, 4, 8, seed=2)

    def gradients(attend):
        loss = lambda *args: jnp.vdot(attend(*args), jnp.asarray(direction, jnp.float32))  # noqa: E731
        return jax.grad(loss, argnums=(0, 1, 2))(*(jnp.asarray(x, jnp.float32) for x in (q, k, v)))

    fast = gradients(lambda q, k, v: ops.packed_attention(q, k, v, segments))
    plain = gradients(lambda q, k, v: ops.attention(q, k, v, ops.packed_mask(segments, segments)))
    for got, expected in zip(fast, plain, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5)


def test_packed_attention_has_the_gradient_of_a_finite_difference():
    q, k, v = random(1, 70, 2, 4), *random(2, 1, 70, 2, 4, seed=1)
    segments, direction = packed_segments(1, 70), random(1, 70, 2, 4, seed=2)
    args = [jnp.asarray(x, jnp.float32) for x in (q, k, v)]
    grads = jax.grad(
        lambda *a: jnp.vdot(ops.packed_attention(*a, segments), jnp.asarray(direction, jnp.float32)), argnums=(0, 1, 2)
    )(*args)
    step = random(1, 70, 2, 4, seed=3)
    for which, grad in enumerate(grads):
        moved = [[x + sign * 1e-5 * step * (i == which) for i, x in enumerate((q, k, v))] for sign in (1, -1)]
        up, down = (np.vdot(numpy_attention(*m, segments), direction) for m in moved)
        np.testing.assert_allclose(np.vdot(grad, step), (up - down) / 2e-5, rtol=1e-4)


def test_rotation_is_a_complex_product_in_the_half_split_layout():
    x, positions = random(2, 5, 3, 8), np.array([[0, 1, 2, 3, 4], [7, 8, 9, 0, 1]])
    got = ops.rotate(jnp.asarray(x, jnp.float32), ops.rotary_angles(jnp.asarray(positions), 8, 100.0))
    angles = positions[..., None, None] * 100.0 ** (-np.arange(4) * 2 / 8)
    turned = (x[..., :4] + 1j * x[..., 4:]) * np.exp(1j * angles)
    np.testing.assert_allclose(got, np.concatenate([turned.real, turned.imag], -1), rtol=1e-5, atol=1e-6)


def test_cross_entropy_is_minus_the_log_softmax_of_trained_targets():
    logits, targets = 5 * random(2, 3, 7), np.array([[0, 6, -1], [3, -1, 2]])
    got = ops.cross_entropy(jnp.asarray(logits, jnp.float32), jnp.asarray(targets))
    log_softmax = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    expected = -np.take_along_axis(log_softmax, np.maximum(targets, 0)[..., None], -1)[..., 0] * (targets >= 0)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


def test_a_product_in_bfloat16_is_summed_in_float32():
    x, kernel = random(3, 512), random(512, 16, seed=1)
    got = ops.project(jnp.asarray(x, jnp.float32), jnp.asarray(kernel, jnp.float32), jnp.dtype("bfloat16"))
    rounded = [np.asarray(jnp.asarray(a, jnp.bfloat16), np.float64) for a in (x, kernel)]
    assert got.dtype == jnp.float32
    np.testing.assert_allclose(got, rounded[0] @ rounded[1], rtol=1e-4, atol=1e-4)
