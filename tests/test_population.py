"""Members of a population against the same models by themselves: states, losses and rates, whoever stands still."""

import functools

import jax
import numpy as np
import pytest

from tests.test_training import batch_of, close, small
from tinyreason import optimizers, population, training
from tinyreason.config import Units, UserError

pytestmark = pytest.mark.usefixtures("warm")
STEPS = 3
# Seeds, rates of both optimizers, decay, which one leaves open, and initial scale all differ.
MEMBERS = [
    small(
        seed=seed,
        learning_rate=0.01 * rate,
        muon_learning_rate=0.02 * rate,
        weight_decay=decay,
        accumulate=2,
        **options,
    )
    for seed, rate, decay, options in (
        (0, 1, 0.0, {}),
        (1, 2, 0.1, {"initial_scale": 2.0}),
        (2, 0.5, 0.2, {}),
        (3, 1, -1.0, {}),
    )
]


def in_steps(config):
    return optimizers.in_steps(config.optimizer, 10, Units(96))


def begun(config):
    return training.create_state(config, optimizers.make_optimizer(in_steps(config), 10), training.make_mesh(1))


def alone(config, batches):
    """The state and the metrics of each step of a model by itself."""
    mesh, state, seen = training.make_mesh(1), begun(config), []
    step = training.make_train_step(config, mesh)
    for batch in batches:
        state, metrics = step(state, batch)
        seen.append(jax.tree.map(float, metrics))
    return state, np.array(seen)


def batches_of(config):
    return [batch_of(config, 10 * config.run.seed + step) for step in range(STEPS)]


def together(members, batches, states=None):
    """The population after the steps, and its metrics, steps x 3 x members."""
    grown = population.Population(
        members,
        states or list(map(begun, members)),
        functools.partial(optimizers.with_rates, in_steps(members[0]), 10),
    )
    return grown, np.array([jax.device_get(grown.step(step)) for step in zip(*batches, strict=True)])


def state_of(state):
    return jax.device_get((state.params, state.opt_state))


@pytest.fixture(scope="module")
def lone():
    """The states and metrics of three by themselves."""
    return [alone(member, batches_of(member)) for member in MEMBERS[:3]]


@pytest.fixture(scope="module", params=["one after the other", "at once"])
def whole(request):
    """The population of the three, in one form or the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(population, "_in_turn", lambda mesh: request.param == "one after the other")
        yield together(MEMBERS[:3], list(map(batches_of, MEMBERS[:3])))


def test_a_member_is_what_it_would_be_alone(whole, lone):
    grown, metrics = whole
    for index, (state, seen) in enumerate(lone):
        close(state_of(grown.state(index)), state_of(state), 1e-4)
        np.testing.assert_allclose(metrics[:, :, index], seen, rtol=1e-4)
    assert len({str(metrics[-1, 0, index]) for index in range(3)}) == 3


def test_who_stands_still_is_left_as_it_was_and_changes_nothing_for_the_others(whole):
    """One has no state of its own; another's is no number."""
    broken = begun(MEMBERS[2])
    broken = broken.replace(params=jax.tree.map(lambda x: x * np.nan, broken.params))
    nothing, batches = [None] * STEPS, batches_of(MEMBERS[1])
    still, metrics = together(MEMBERS[:3], [nothing, batches, nothing], [None, begun(MEMBERS[1]), broken])
    jax.tree.map(np.testing.assert_array_equal, state_of(still.state(1)), state_of(whole[0].state(1)))
    jax.tree.map(np.testing.assert_array_equal, state_of(still.state(2)), state_of(broken))
    assert not metrics[:, :, [0, 2]].any() and int(still.state(2).step) == 0 and int(still.state(1).step) == STEPS


def test_it_is_shared_out_over_devices(lone):
    """Four members, two a device."""
    assert population.make_mesh(4).size == 2 and population.make_mesh(3).size == 1
    four, metrics = together(MEMBERS, list(map(batches_of, MEMBERS)))
    for index, (state, seen) in enumerate(lone):
        close(state_of(four.state(index)), state_of(state), 1e-4)
        np.testing.assert_allclose(metrics[:, :, index], seen, rtol=1e-4)


def test_members_share_everything_else():
    assert len({population.shared(member) for member in MEMBERS}) == 1
    population.check(MEMBERS)
    with pytest.raises(UserError, match=r"no more than seed, initial_scale, .* not width \(16 -> 32\)"):
        population.check([MEMBERS[0], small(width=32)])
    for wrong in ({"devices": 2}, {"parallelism": "pmap"}):
        with pytest.raises(UserError, match="--devices=1 --parallelism=jit"):
            population.check([small(**wrong), small(**wrong, seed=1)])
