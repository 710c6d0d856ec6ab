"""Optimizers and schedules against float64 NumPy."""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from tinyreason.config import ModelConfig, OptimizerConfig, Units, UserError
from tinyreason.optimizers import RULES, in_steps, make_schedule, rule_of, rules, with_rates

UNITS = Units(tokens_per_step=1000.0)
D, F, V = 8, 20, 12
SHAPES = {
    "embedding": {"embedding": (V, D)},
    "positions": {"embedding": (6, D)},
    "block_0": {
        "attention_norm": {"scale": (D,)},
        "attention": {name: {"kernel": (D, D)} for name in ("query", "key", "value", "out")},
        "feed_forward_norm": {"scale": (D,)},
        "feed_forward": {"gate": {"kernel": (D, F)}, "up": {"kernel": (D, F)}, "down": {"kernel": (F, D)}},
    },
    "final_norm": {"scale": (D,)},
    "head": {"kernel": (D, V)},
}


def random_tree(seed):
    random = np.random.default_rng(seed)
    return jax.tree.map(lambda shape: random.normal(size=shape), SHAPES, is_leaf=lambda x: isinstance(x, tuple))


def run(config, trees, **traced):
    """Returns the parameters (float32) after a step on each of the trees of gradients but the first, the start."""
    config = in_steps(config, 10, UNITS)
    rates = {name: getattr(config, name) for name in ("learning_rate", "muon_learning_rate", "weight_decay")}
    optimizer = with_rates(config, 10, **rates | traced)
    params = jax.tree.map(jnp.float32, trees[0])
    state, update = optimizer.init(params), jax.jit(optimizer.update)
    for gradients in trees[1:]:
        updates, state = update(jax.tree.map(jnp.float32, gradients), state, params)
        params = optax.apply_updates(params, updates)
    return params


def adamw_reference(config, trees, decayed, total=10, warmup=2):
    """AdamW with clipping, decoupled decay and the cosine schedule, in float64."""
    params = trees[0]
    first = second = jax.tree.map(np.zeros_like, params)
    for step, gradients in enumerate(trees[1:]):
        norm = np.sqrt(sum(np.sum(g**2) for g in jax.tree.leaves(gradients)))
        gradients = jax.tree.map(lambda g, n=norm: g * min(1, config.clip / n if config.clip else 1), gradients)
        first = jax.tree.map(lambda m, g: config.beta1 * m + (1 - config.beta1) * g, first, gradients)
        second = jax.tree.map(lambda v, g: config.beta2 * v + (1 - config.beta2) * g**2, second, gradients)
        rate = config.learning_rate * min((step + 1) / (warmup + 1), 1)
        rate *= 0.5 * (1 + np.cos(np.pi * np.clip((step - warmup) / (total - warmup), 0, 1)))
        params = jax.tree.map(
            lambda p, m, v, d, t=step + 1, r=rate: (
                p
                - r * (m / (1 - config.beta1**t) / (np.sqrt(v / (1 - config.beta2**t)) + 1e-8))
                - r * config.weight_decay * p * d
            ),
            params,
            first,
            second,
            decayed,
        )
    return params


DECAYED = jax.tree.map(lambda _: 0.0, SHAPES, is_leaf=lambda x: isinstance(x, tuple))
DECAYED["block_0"]["attention"] = {name: {"kernel": 1.0} for name in SHAPES["block_0"]["attention"]}
DECAYED["block_0"]["feed_forward"] = {name: {"kernel": 1.0} for name in SHAPES["block_0"]["feed_forward"]}
DECAYED["head"] = {"kernel": 1.0}


@pytest.mark.parametrize("clip", [0.0, 1.0])
def test_adamw_equals_its_formula(clip):
    config = OptimizerConfig(optimizer="adamw", warmup="2", learning_rate=0.03, weight_decay=0.4, clip=clip)
    trees = [random_tree(seed) for seed in range(6)]
    jax.tree.map(
        lambda ours, theirs: np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5),
        run(config, trees),
        adamw_reference(config, trees, DECAYED),
    )


@pytest.mark.parametrize("optimizer", ["adamw", "muon"])
def test_traced_rates_equal_the_configs(optimizer):
    config = OptimizerConfig(optimizer=optimizer, learning_rate=0.01, muon_learning_rate=0.05, weight_decay=0.3)
    trees = [random_tree(seed) for seed in range(3)]
    other = OptimizerConfig(optimizer=optimizer, learning_rate=9.0, muon_learning_rate=9.0, weight_decay=9.0)
    members = jax.vmap(
        lambda rate, muon_rate, decay: run(
            other, trees, learning_rate=rate, muon_learning_rate=muon_rate, weight_decay=decay
        )
    )(jnp.array([0.5, 0.01]), jnp.array([0.5, 0.05]), jnp.array([0.0, 0.3]))
    jax.tree.map(
        lambda alone, all_: np.testing.assert_allclose(alone, all_[1], rtol=1e-4, atol=1e-5),
        run(config, trees),
        members,
    )


@pytest.mark.parametrize("traced", [False, True])
def test_a_decay_left_open_remembers_three_tenths_of_the_run(traced):
    """That is 3 of 10 steps, for the head by AdamW's rate and for the other matrices by Muon's."""
    config = OptimizerConfig(optimizer="muon", learning_rate=0.02, muon_learning_rate=0.05)
    trees = [random_tree(seed) for seed in range(3)]
    rates = {"learning_rate": 0.02, "muon_learning_rate": 0.05, "weight_decay": -1.0}
    traced_rates = {name: jnp.float32(rate) for name, rate in rates.items()} if traced else {}
    found = jax.jit(lambda rates: run(config, trees, **rates))(traced_rates)
    for kind, decay in (("head", 1 / (0.02 * 3)), ("block_0", 1 / (0.05 * 3)), ("embedding", 0.0), ("final_norm", 0.0)):
        expected = run(dataclasses.replace(config, weight_decay=decay), trees)
        jax.tree.map(
            lambda ours, theirs: np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5),
            found[kind],
            expected[kind],
        )


@pytest.mark.parametrize("optimizer", ["adamw", "muon"])
def test_rates_of_0_move_nothing(optimizer):
    config = OptimizerConfig(optimizer=optimizer, learning_rate=0.0, muon_learning_rate=0.0)
    trees = [random_tree(0), random_tree(1)]
    jax.tree.map(np.testing.assert_array_equal, run(config, trees), jax.tree.map(np.float32, trees[0]))


def test_muon_moves_matrices_by_near_orthogonal_steps_and_the_rest_as_adamw_does():
    config = OptimizerConfig(optimizer="muon", warmup="0", muon_learning_rate=0.5, weight_decay=0.0, clip=0.0)
    trees = [random_tree(0), random_tree(1)]
    moved = jax.tree.map(lambda new, old: new - old, run(config, trees), trees[0])
    as_adamw = run(dataclasses.replace(config, optimizer="adamw"), trees)
    as_adamw = jax.tree.map(lambda new, old: new - old, as_adamw, trees[0])
    for kind in ("attention", "feed_forward"):
        for name, leaf in moved["block_0"][kind].items():
            fan_in, fan_out = leaf["kernel"].shape
            step = np.asarray(leaf["kernel"]) / (-0.5 * max(1, fan_out / fan_in) ** 0.5)
            left, values, right = np.linalg.svd(trees[1]["block_0"][kind][name]["kernel"], full_matrices=False)
            in_basis = left.T @ step @ right.T
            # Five Newton-Schulz steps bring every singular value that is not tiny to between about 0.7 and 1.2.
            large = values > 0.05 * values.max()
            assert np.all((np.diag(in_basis)[large] > 0.6) & (np.diag(in_basis)[large] < 1.3)), np.diag(in_basis)
            np.testing.assert_allclose(in_basis - np.diag(np.diag(in_basis)), 0, atol=1e-3)
    for path in ("embedding", "positions", "final_norm", "head"):
        jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6), moved[path], as_adamw[path])


def schedule_of(config, total_steps):
    return make_schedule(in_steps(config, total_steps, UNITS), total_steps)


def test_schedules_at_known_points():
    cosine = schedule_of(OptimizerConfig(warmup="10%", final_learning_rate=0.1), 100)
    for step, share in {0: 1 / 11, 9: 10 / 11, 10: 1.0, 55: 0.1 + 0.9 / 2, 100: 0.1, 500: 0.1}.items():
        np.testing.assert_allclose(cosine(step), share, rtol=1e-5)
    wsd = schedule_of(OptimizerConfig(schedule="wsd", warmup="4ktokens", decay="20%"), 100)
    for step, share in {0: 0.2, 3: 0.8, 4: 1.0, 80: 1.0, 90: 0.5, 95: 0.25, 100: 0.0, 101: 0.0}.items():
        np.testing.assert_allclose(wsd(jnp.int32(step)), share, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("schedule", ["cosine", "wsd"])
def test_schedules_without_warmup_or_of_warmup_alone(schedule):
    none = OptimizerConfig(schedule=schedule, warmup="0", decay="0")
    assert float(schedule_of(none, 10)(0)) == 1.0
    whole = schedule_of(OptimizerConfig(schedule=schedule, warmup="10", decay="0"), 10)
    np.testing.assert_allclose(whole(9), 10 / 11, rtol=1e-6)


@pytest.mark.parametrize(
    ("config", "named"),
    [
        (OptimizerConfig(warmup="200"), "--warmup=200"),
        (OptimizerConfig(schedule="wsd", warmup="60%", decay="50%"), "--decay=50%"),
    ],
)
def test_a_schedule_longer_than_the_training_is_refused(config, named):
    with pytest.raises(UserError, match=named):
        in_steps(config, 100, UNITS)


def test_every_parameter_has_one_rule():
    found = {rule.name for rule in jax.tree.leaves(rules(random_tree(0)))}
    assert found == {rule.name for rule in RULES}
    for path in ("block_0/attention/query/bias", "other/kernel", "block_x/attention/query/kernel", "xhead/kernel"):
        with pytest.raises(ValueError, match="one optimizer rule"):
            rule_of(path)


def test_several_rules_for_one_parameter_are_refused(monkeypatch):
    monkeypatch.setattr("tinyreason.optimizers.RULES", (*RULES, RULES[-1]))
    with pytest.raises(ValueError, match="one optimizer rule"):
        rule_of("head/kernel")


@pytest.mark.parametrize(
    "changes", [{}, {"positions": "learned", "tied": False}, {"activation": "gelu", "kv_heads": 1}]
)
def test_the_decoders_parameters_all_have_a_rule(changes):
    model = pytest.importorskip("tinyreason.model")
    decoder = model.Decoder(ModelConfig(vocabulary=32, width=16, depth=2, heads=2, context=8, **changes))
    tree = jax.eval_shape(decoder.init, jax.random.key(0), jnp.zeros((1, 4), jnp.int32))["params"]
    assert len(jax.tree.leaves(rules(tree))) == len(jax.tree.leaves(tree))
