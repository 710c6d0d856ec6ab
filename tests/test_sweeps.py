"""Grids against plain loops, and solved shapes against plain searches."""

import dataclasses
import itertools

import pytest

from tinyreason import budget, config, sweeps
from tinyreason.config import Config, UserError
from tinyreason.sweeps import Excluded, Plan, axis

SMALL = config.replace(Config(), width=16, heads=2, depth=1, vocabulary=300)


def test_grids_are_composed():
    widths, pairs = axis("width", [32, 64]), sweeps.zipped(axis("depth", [1, 2]), axis("loops", [4, 2]))
    grid = sweeps.product(widths, pairs)
    assert grid == [{"width": w, "depth": d, "loops": p} for w in (32, 64) for d, p in ((1, 4), (2, 2))]
    assert sweeps.chain(widths, pairs) == widths + pairs
    assert sweeps.filtered(grid, lambda point: point["width"] * point["depth"] == 64) == [grid[1], grid[2]]
    assert sweeps.product([{"width": 1, "depth": 5}], axis("width", [2])) == [{"width": 2, "depth": 5}]
    with pytest.raises(UserError, match="2, 3 points cannot be zipped"):
        sweeps.zipped(widths, axis("depth", [1, 2, 3]))


def test_a_sample_keeps_the_order_and_follows_the_seed():
    drawn = sweeps.sampled(range(100), 10, seed=1)
    assert len(set(drawn)) == 10 and drawn == sorted(drawn) == sweeps.sampled(range(100), 10, seed=1)
    assert drawn != sweeps.sampled(range(100), 10, seed=2)
    assert sweeps.sampled("abc", 9, seed=0) == ["a", "b", "c"]


def test_every_point_is_in_the_plan_or_excluded_with_its_reason():
    grid = sweeps.product(axis("width", [32, 48, 512]), axis("heads", [4, 5]), axis("depth", [1, 8]))
    plan = sweeps.make_plan(SMALL, sweeps.chain(grid, grid[:1]))
    possible = [(w, h, d) for w, h, d in itertools.product((32, 48, 512), (4, 5), (1, 8)) if w % h == 0 and w * d < 999]
    assert [(c.model.width, c.model.heads, c.model.depth) for c in plan.configs] == [
        shape for shape in possible if budget.count(dataclasses.replace(SMALL.model, **dict(zip(
            ("width", "heads", "depth"), shape, strict=True)))).total <= 2_000_000
    ]  # fmt: skip
    assert len(plan.configs) + len(plan.excluded) == len(grid) + 1
    reasons = {tuple(one.point.values()): one.reason for one in plan.excluded}
    assert "does not divide --width=32" in reasons[32, 5, 1]
    assert "over --budget=2000000" in reasons[512, 4, 8] and "\n" not in reasons[512, 4, 8]
    assert plan.excluded[-1] == Excluded(grid[0], f"the same as run {sweeps.name_of(plan.configs[0])}")
    with pytest.raises(UserError, match="'hieght', which is no config field"):
        sweeps.make_plan(SMALL, axis("hieght", [1]))


@pytest.mark.parametrize("activation", ["swiglu", "gelu"])
def test_matched_configs_have_the_same_parameters_and_the_largest_width(activation):
    base = config.replace(Config(), activation=activation)
    grid = sweeps.product(axis("depth", [1, 2, 4, 8]), axis("heads", [2, 4, 8]), axis("loops", [1, 4]))
    plan = sweeps.make_plan(base, sweeps.product(grid, axis("match_params", [500_000])))
    assert len(plan.configs) == len(grid) and not plan.excluded
    totals = [budget.count(c.model).total for c in plan.configs]
    assert max(totals) <= 500_000 and max(totals) <= 1.02 * min(totals)
    for made in plan.configs:
        wider = dataclasses.replace(made.model, width=made.model.width + 2 * made.model.heads, feed_forward=0)
        assert budget.count(wider).total > 500_000
        thicker = dataclasses.replace(made.model, feed_forward=made.model.feed_forward + 1)
        assert budget.count(thicker).total > 500_000


def test_what_cannot_be_matched_is_excluded():
    plan = sweeps.make_plan(Config(), sweeps.product(axis("depth", [1, 300]), axis("match_params", [20_000])))
    assert len(plan.configs) == 1 and "too small" in plan.excluded[0].reason
    plan = sweeps.make_plan(Config(), [{"width": 64, "match_params": 500_000}])
    assert "solved for" in plan.excluded[0].reason


def test_a_grid_is_read_from_a_file(tmp_path):
    path = tmp_path / "grid.json"
    path.write_text('[{"depth": [1, 2], "width": 32, "seed": [0, 1]}, {"match_params": 50000}]')
    expected = sweeps.product(axis("depth", [1, 2]), axis("width", [32]), axis("seed", [0, 1]))
    assert sweeps.read_grid(path) == [*expected, {"match_params": 50000}]
    for text, message in {"[": "not valid JSON", "{}": "must be a JSON list", "[1]": "must be a JSON list"}.items():
        path.write_text(text)
        with pytest.raises(UserError, match=message):
            sweeps.read_grid(path)
    with pytest.raises(UserError, match=r"cannot read the grid .*missing.json: No such file"):
        sweeps.read_grid(tmp_path / "missing.json")


def test_names_follow_every_field():
    fields = {"seed": 1, "width": 32, "learning_rate": 0.1, "tasks": "gcd"}
    named = {sweeps.name_of(config.replace(SMALL, **{name: value})) for name, value in fields.items()}
    assert len(named | {sweeps.name_of(SMALL)}) == 5
    assert sweeps.name_of(config.overlay(Config(), config.to_dict(SMALL))) == sweeps.name_of(SMALL)
    made = [config.replace(SMALL, width=w, seed=s) for w, s in ((16, 0), (32, 1))]
    assert sweeps.labels(made) == ["width=16 seed=0", "width=32 seed=1"]


def test_costs_are_those_of_the_budget():
    cost = sweeps.cost_of(config.replace(SMALL, steps="20", batch=8, context=48))
    assert (cost.steps, cost.tokens) == (20, 20 * 8 * 48)
    assert cost.flops == cost.tokens * 3 * budget.count(config.replace(SMALL, context=48).model).flops_per_token
    assert sweeps.cost_of(config.replace(SMALL, steps="1Mtokens", batch=8, context=48)).steps == 2605
    with pytest.raises(UserError, match="--steps=2epochs: write a sweep's durations"):
        sweeps.cost_of(config.replace(SMALL, steps="2epochs"))


def test_populations_follow_from_the_plan():
    """Alike but for seeds and rates: together, in the plan's order, as even as can be; what cannot be is left alone."""
    grid = sweeps.product(axis("depth", [1, 2]), axis("learning_rate", [0.1, 0.2]), axis("seed", range(5)))
    odd = [{"depth": 3}, {"warmup": "9examples"}, {"warmup": "9examples", "seed": 1}, {"parallelism": "pmap"}]
    odd += [{"parallelism": "pmap", "seed": 1}, {"devices": 2}, {"devices": 2, "seed": 1}]
    plan = sweeps.make_plan(config.replace(SMALL, devices=1), sweeps.chain(odd[:3], grid, odd[3:]))
    assert not plan.populations and not plan.excluded
    grouped = sweeps.in_populations(plan)
    assert (grouped.configs, grouped.excluded) == (plan.configs, plan.excluded)
    first = len(odd[:3])
    assert grouped.populations == tuple(tuple(range(first + n, first + n + 5)) for n in (0, 5, 10, 15))
    assert sweeps.in_populations(Plan(plan.configs[:5])).populations == ((3, 4),)
