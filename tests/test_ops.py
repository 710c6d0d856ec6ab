"""The operations against float64 NumPy, their plain forms and finite differences."""

import functools

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
def test_blocked_attention_is_the_plain_formula_in_each_segment(key_heads, length):
    q, k, v = random(2, length, 4, 8), *random(2, 2, length, key_heads, 8, seed=1)
    segments = packed_segments(2, length)
    expected = numpy_attention(q, k, v, segments)
    args = [jnp.asarray(x, jnp.float32) for x in (q, k, v)]
    np.testing.assert_allclose(ops.blocked_attention(*args, segments), expected, rtol=2e-5, atol=2e-6)
    mask = ops.packed_mask(segments, segments)
    np.testing.assert_allclose(ops.attention(*args, mask), expected, rtol=2e-5, atol=2e-6)


def test_blocks_of_long_rows_meet_what_their_segments_reach_back_to():
    length = ops.LONG_ROW + 150
    q, k, v, direction = (jnp.asarray(random(2, length, 2, 8, seed=seed), jnp.float32) for seed in range(4))

    @functools.partial(jax.jit, static_argnums=0)
    def value_and_gradients(attend, *args):
        return jax.value_and_grad(lambda q, k, v, s: jnp.vdot(attend(q, k, v, s), direction), argnums=(0, 1, 2))(*args)

    def plain(q, k, v, segments):
        return ops.attention(q, k, v, ops.packed_mask(segments, segments))

    for longest in (100, 300, 500, 1000):
        lengths = np.random.default_rng(longest).integers(longest // 2, longest, size=(2, 40))
        segments = np.stack([np.repeat(np.arange(1, 41), row)[:length] for row in lengths])
        fast, slow = (value_and_gradients(attend, q, k, v, segments) for attend in (ops.blocked_attention, plain))
        jax.tree.map(lambda *pair: np.testing.assert_allclose(*pair, rtol=1e-3, atol=1e-5), fast, slow)


@pytest.mark.parametrize("key_heads", [2, 4])
def test_blocked_attention_has_the_gradient_of_the_plain_form(key_heads):
    length = 150
    q, k, v = random(2, length, 4, 8), *random(2, 2, length, key_heads, 8, seed=1)
    segments, direction = packed_segments(2, length), random(2, length, 4, 8, seed=2)

    def gradients(attend):
        loss = lambda *args: jnp.vdot(attend(*args), jnp.asarray(direction, jnp.float32))  # noqa: E731
        return jax.grad(loss, argnums=(0, 1, 2))(*(jnp.asarray(x, jnp.float32) for x in (q, k, v)))

    fast = gradients(lambda q, k, v: ops.blocked_attention(q, k, v, segments))
    plain = gradients(lambda q, k, v: ops.attention(q, k, v, ops.packed_mask(segments, segments)))
    for got, expected in zip(fast, plain, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5)


def test_blocked_attention_has_the_gradient_of_a_finite_difference():
    q, k, v = random(1, 70, 2, 4), *random(2, 1, 70, 2, 4, seed=1)
    segments, direction = packed_segments(1, 70), random(1, 70, 2, 4, seed=2)
    args = [jnp.asarray(x, jnp.float32) for x in (q, k, v)]
    grads = jax.grad(
        lambda *a: jnp.vdot(ops.blocked_attention(*a, segments), jnp.asarray(direction, jnp.float32)), argnums=(0, 1, 2)
    )(*args)
    step = random(1, 70, 2, 4, seed=3)
    for which, grad in enumerate(grads):
        moved = [[x + sign * 1e-5 * step * (i == which) for i, x in enumerate((q, k, v))] for sign in (1, -1)]
        up, down = (np.vdot(numpy_attention(*m, segments), direction) for m in moved)
        np.testing.assert_allclose(np.vdot(grad, step), (up - down) / 2e-5, rtol=1e-4)


@pytest.mark.parametrize("mapped", [False, True])
@pytest.mark.parametrize("key_heads", [1, 2, 4])
def test_fused_attention_is_the_plain_formula_with_rounded_operands(key_heads, mapped):
    implementation = "cudnn" if jax.default_backend() == "gpu" else "xla"
    q, k, v = random(2, 96, 4, 16), *random(2, 2, 96, key_heads, 16, seed=1)
    segments, direction = packed_segments(2, 96), random(2, 96, 4, 16, seed=2)

    def attend(form, *arrays):
        segments, direction, *inputs = arrays
        got, gradient = jax.vjp(functools.partial(form, segments), *inputs)
        return got, *gradient(direction)

    def fused_form(segments, q, k, v):
        return ops.fused_attention(q, k, v, segments, implementation, mapped)

    def plain_form(segments, q, k, v):
        return ops.attention(q, k, v, ops.packed_mask(segments, segments))

    arrays = [segments, *(jnp.asarray(x, jnp.float32) for x in (direction, q, k, v))]
    plain = attend(plain_form, *arrays)
    if mapped:  # each row is the batch of a model
        rows = jax.vmap(functools.partial(attend, fused_form))(*(x[:, None] for x in arrays))
        fused = [array[:, 0] for array in rows]
    else:
        fused = attend(fused_form, *arrays)
    assert {array.dtype for array in fused} == {jnp.dtype("float32")}
    for got, expected in zip(fused, plain, strict=True):
        difference = np.linalg.norm(got - expected) / np.linalg.norm(expected)
        assert 1e-5 < difference < 1e-2, difference


def test_what_cudnn_takes():
    taken = {(256, 32), (2, 8), (1536, 128)}
    for shape in [*taken, (511, 32), (256, 36), (256, 160)]:
        assert ops.suits_cudnn(*shape) == (shape in taken)


def test_packed_attention_is_fused_on_a_gpu_in_bfloat16_alone():
    on_gpu = ops._has_cudnn()
    q, k, v = (jnp.asarray(x, jnp.float32) for x in (random(1, 64, 2, 16), *random(2, 1, 64, 2, 16, seed=1)))
    for dtype, fused in (("float32", False), ("bfloat16", on_gpu)):
        attend = functools.partial(ops.packed_attention, dtype=jnp.dtype(dtype))
        text = str(jax.make_jaxpr(attend)(q, k, v, packed_segments(1, 64)))
        assert ("bf16" in text) == fused


@pytest.mark.parametrize("queries", [1, 3])
def test_attention_over_a_cache_is_the_plain_form(queries):
    q, k, v = random(2, queries, 6, 4), *random(2, 2, 9, 3, 4, seed=1)
    mask = random(2, queries, 9, seed=2) < 0.3
    heads_first = [x.swapaxes(1, 2).reshape(6, 9, 4) for x in (k, v)]
    np.testing.assert_allclose(
        ops.cached_attention(q, *heads_first, mask), ops.attention(q, k, v, mask), rtol=1e-5, atol=1e-6
    )


def test_cross_entropy_is_minus_the_log_softmax_of_trained_targets():
    logits, targets = 5 * random(2, 3, 7), np.array([[0, 6, -1], [3, -1, 2]])
    got = ops.cross_entropy(jnp.asarray(logits, jnp.float32), jnp.asarray(targets))
    log_softmax = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    expected = -np.take_along_axis(log_softmax, np.maximum(targets, 0)[..., None], -1)[..., 0] * (targets >= 0)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("shape", [(3, 64), (2, 5, 64), (2, 7, 4, 64)])
def test_a_product_in_bfloat16_and_its_gradient_have_rounded_operands_and_whole_sums(shape, transposed):
    x, kernel, direction = random(*shape), random(64, 16, seed=1), random(*shape[:-1], 16, seed=2)

    def product(x, kernel):
        return ops.project(x, kernel.T if transposed else kernel, jnp.dtype("bfloat16"), transposed)

    got, gradient = jax.vjp(product, *(jnp.asarray(m, jnp.float32) for m in (x, kernel)))
    rounded = [np.asarray(jnp.asarray(m, jnp.bfloat16), np.float64) for m in (x, kernel, direction)]
    d_x, d_kernel = gradient(jnp.asarray(direction, jnp.float32))
    assert {got.dtype, d_x.dtype, d_kernel.dtype} == {jnp.dtype("float32")}
    rows, columns = (rounded[i].reshape(-1, rounded[i].shape[-1]) for i in (0, 2))
    for value, expected in [
        (got, rounded[0] @ rounded[1]),
        (d_x, rounded[2] @ rounded[1].T),
        (d_kernel, rows.T @ columns),
    ]:
        np.testing.assert_allclose(value, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("transposed", [False, True])
def test_a_product_in_float32_is_exact(transposed):
    x, kernel = random(2, 3, 64), random(64, 16, seed=1)
    args = [jnp.asarray(m, jnp.float32) for m in (x, kernel.T if transposed else kernel)]
    got = ops.project(*args, jnp.dtype("float32"), transposed)
    np.testing.assert_allclose(got, x @ kernel, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("rows", [1, ops.FEW_ROWS, ops.FEW_ROWS + 1])
def test_several_products_are_each_of_them(rows):
    x, kernels = random(rows, 1, 5), [random(5, columns, seed=columns) for columns in (4, 1, 3)]
    for got, kernel in zip(ops.project_each(x, kernels, jnp.dtype("float32")), kernels, strict=True):
        np.testing.assert_allclose(got, x @ kernel, rtol=1e-5, atol=1e-5)


def numpy_rms_norm(x, scale):
    return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-2) * scale


def numpy_rotation(x, angles):
    half = x.shape[-1] // 2
    turned = (x[..., :half] + 1j * x[..., half:]) * np.exp(1j * angles)
    return np.concatenate([turned.real, turned.imag], -1)


POSITIONS = np.array([[0, 1, 2, 3, 4], [7, 8, 9, 0, 1]])
ANGLES = POSITIONS[..., None, None] * 100.0 ** (-np.arange(4) * 2 / 8)


@pytest.mark.parametrize(
    "operation, reference, shapes",
    [
        (lambda x, scale: ops.rms_norm(x, scale, 1e-2), numpy_rms_norm, [(2, 5, 8), (8,)]),
        (
            lambda x: ops.rotate(x, ops.rotary_angles(jnp.asarray(POSITIONS), 8, 100.0)),
            lambda x: numpy_rotation(x, ANGLES),
            [(2, 5, 3, 8)],
        ),
    ],
    ids=["rms_norm", "rotate"],
)
def test_it_is_its_formula_and_has_the_gradient_of_a_finite_difference(operation, reference, shapes):
    args = [random(*shape, seed=seed) for seed, shape in enumerate(shapes)]
    got, gradient = jax.vjp(operation, *(jnp.asarray(a, jnp.float32) for a in args))
    np.testing.assert_allclose(got, reference(*args), rtol=1e-5, atol=1e-6)
    direction = random(*got.shape, seed=5)
    for which, d_arg in enumerate(gradient(jnp.asarray(direction, jnp.float32))):
        step = random(*args[which].shape, seed=6)
        moved = [[a + sign * 1e-5 * step * (i == which) for i, a in enumerate(args)] for sign in (1, -1)]
        up, down = (np.vdot(reference(*m), direction) for m in moved)
        np.testing.assert_allclose(np.vdot(d_arg, step), (up - down) / 2e-5, rtol=1e-4)
