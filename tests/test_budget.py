"""The budget against the initialised model, and its refusals."""

import dataclasses
import itertools
import re
import subprocess
import sys

import jax
import jax.numpy as jnp
import pytest
from jax.extend.core import jaxprs_in_params

from tinyreason import budget, config
from tinyreason.config import Config, ModelConfig, RunConfig, UserError
from tinyreason.model import Decoder

KINDS = {
    "embedding": r"embedding/embedding",
    "positions": r"positions/embedding",
    "attention": r"block_\d+/attention/.*kernel",
    "feed_forward": r"block_\d+/feed_forward/.*",
    "norms": r".*norm/scale",
    "head": r"head/kernel",
}
MODELS = [
    ModelConfig(
        vocabulary=40, context=12, width=24, depth=depth, heads=4, kv_heads=kv_heads, loops=loops, positions=positions,
        activation=activation, tied=tied, feed_forward=feed_forward, qk_norm=tied,
    )
    for (depth, loops, feed_forward), (kv_heads, positions, activation, tied) in itertools.product(
        [(1, 1, 0), (3, 2, 20)],
        [
            (0, "rope", "swiglu", True),
            (2, "learned", "gelu", False),
            (1, "none", "relu2", True),
            (4, "learned", "swiglu", True),
        ],
    )
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_items_equal_the_initialised_tree(model):
    tree = jax.eval_shape(Decoder(model).init, jax.random.key(0), jnp.zeros((1, 2), jnp.int32))["params"]
    counted = dict.fromkeys(KINDS, 0)
    for path, leaf in jax.tree_util.tree_leaves_with_path(tree):
        name = jax.tree_util.keystr(path, simple=True, separator="/")
        (kind,) = (kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, name))
        counted[kind] += leaf.size
    assert budget.count(model).parameters == counted
    assert budget.count(model).bytes == sum(leaf.size * leaf.dtype.itemsize for leaf in jax.tree.leaves(tree))


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_flops_equal_the_products_of_a_forward_pass(model):
    """Counts the products in the traced forward pass; attention, traced in blocks, is counted from the formula."""
    length = model.context  # one block of queries: every query meets every key
    tokens = jnp.zeros((1, length), jnp.int32)
    params = jax.eval_shape(Decoder(model).init, jax.random.key(0), tokens)
    products = _product_flops(jax.make_jaxpr(Decoder(model).apply)(params, tokens).jaxpr)
    beyond_causal = model.loops * model.depth * 4 * model.width * (length * length - length * (length + 1) // 2)
    assert budget.count(model).flops_per_token * length == products - beyond_causal


def _product_flops(jaxpr):
    total = 0
    for equation in jaxpr.eqns:
        if equation.primitive.name == "dot_general":
            (contracted, _), _ = equation.params["dimension_numbers"]
            depth = 1
            for axis in contracted:
                depth *= equation.invars[0].aval.shape[axis]
            total += 2 * equation.outvars[0].aval.size * depth
        for inner in jaxprs_in_params(equation.params):
            total += _product_flops(inner)
    return total


@pytest.mark.parametrize("most", [3_000, 50_000, 500_000, 2_000_000])
@pytest.mark.parametrize("dial", ["width", "depth"])
def test_fit_is_the_largest_of_a_plain_search(dial, most):
    model = ModelConfig(vocabulary=64, width=24, heads=2, kv_heads=1, depth=2)
    unit = {"width": 4, "depth": 1}[dial]
    sizes = [n for n in range(unit, 3000, unit) if budget.count(dataclasses.replace(model, **{dial: n})).total <= most]
    if not sizes:
        with pytest.raises(UserError, match=f"--budget={most} is too small"):
            budget.fit(model, dial, most)
        return
    assert budget.fit(model, dial, most) == dataclasses.replace(model, **{dial: max(sizes)})


def test_over_budget_is_refused_with_the_table_and_a_config_that_fits():
    asked = Config(model=ModelConfig(width=512, depth=6), run=RunConfig(budget=1_000_000))
    with pytest.raises(UserError) as refusal:
        budget.check(asked)
    message = str(refusal.value)
    assert refusal.value.status == 2
    for name, number in budget.count(asked.model).parameters.items():
        assert re.search(rf"^{name} +{number:,} ", message, re.MULTILINE)
    dial, size = re.search(r"--(width|depth)=(\d+) with", message).groups()
    assert budget.count(config.replace(asked, **{dial: int(size)}).model).total <= 1_000_000
    budget.check(config.replace(asked, **{dial: int(size)}))
    exact = config.replace(asked, budget=budget.count(asked.model).total)
    budget.check(exact)
    with pytest.raises(UserError):
        budget.check(config.replace(exact, budget=exact.run.budget - 1))


def test_a_model_that_no_width_or_depth_makes_fit_says_so():
    with pytest.raises(UserError, match="smaller vocabulary"):
        budget.check(Config(model=ModelConfig(vocabulary=100_000), run=RunConfig(budget=1000)))


def _command(*words):
    return subprocess.run(
        [sys.executable, "-m", "experiments.budget", *words], capture_output=True, text=True, check=False
    )


def test_the_command_prints_the_table_and_refuses_on_stderr():
    asked = ModelConfig(width=192, depth=4)
    done = _command("--width=192", "--depth=4")
    assert (done.returncode, done.stderr) == (0, "")
    assert budget.count(asked).table() in done.stdout
    refused = _command("--width=192", "--depth=40")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("error: the model has") and "Traceback" not in refused.stderr


def test_the_command_solves_for_a_width_whatever_the_heads():
    done = _command("--heads=6", "--depth=5", "--fit=width", "--budget=700000")
    best = budget.fit(ModelConfig(width=12, heads=6, depth=5), "width", 700_000)
    assert done.returncode == 0 and f"--width={best.width}\n" in done.stdout, done.stderr


def test_the_command_imports_no_jax():
    code = "import sys, experiments.budget; sys.exit('jax' in sys.modules or 'flax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
