"""What a model costs: parameters, bytes and FLOPs per token, before anything is trained.

    python -m experiments.budget --width=192 --depth=4
    python -m experiments.budget --depth=8 --fit=width --budget=1000000

A second, without JAX. Prints a table; a model over the budget is refused with the nearest that fits, exit status 2.
`--fit` takes the largest width or depth under the budget.
"""

from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import budget, config

config.define_flags("model")
flags.DEFINE_integer("budget", None, f"most parameters that may be trained (default: {config.RunConfig.budget})")
flags.DEFINE_enum("fit", None, ["width", "depth"], "solve for the largest width or depth under the budget")


def main() -> None:
    """Prints the costs of the model that the flags describe."""
    fit, path, given = flags.FLAGS.fit, flags.FLAGS.config, config.explicit_flags()
    if fit == "width" and given.get("heads", 0) > 0:
        given.setdefault("width", 2 * given["heads"])  # any that the heads divide: the width is solved for
    asked = config.replace(config.load(Path(path)) if path else config.Config(), **given)
    model = asked.model
    if fit:
        model = budget.fit(model, fit, asked.run.budget)
        print(f"the largest {fit} within {asked.run.budget:,} parameters: --{fit}={getattr(model, fit)}")
    budget.check(config.Config(model=model, run=asked.run))
    print(
        f"width {model.width}, depth {model.depth} x {model.loops} loops, "
        f"heads {model.heads}, key heads {model.key_heads}, "
        f"feed-forward {model.hidden} {model.activation}, vocabulary {model.vocabulary}, context {model.context}"
    )
    print(budget.count(model).table())


if __name__ == "__main__":
    start(main)
