"""How long the examples of a run's families are, in tokens of its tokenizer, beside its context.

    python -m experiments.lengths --run=runs/gym --examples=500

Question and reply of validation examples together; those over the context are left out of training, never cut.
"""

import numpy as np
from absl import flags

from experiments import start, trained
from tinyreason import data, evaluation
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Split, draw_for_split

flags.adopt_module_key_flags(trained)
EXAMPLES = flags.DEFINE_integer("examples", 500, "examples of each family", lower_bound=1)


def main() -> None:
    """Prints a line a family that can be drawn from without end."""
    run = trained.load_run()
    lines = [["family", "median", "99%", "longest", "over the context"]]
    for spec, _ in registry.parse_mixture(run.config.data.tasks):
        if registry.is_text(spec) or (task := registry.load_task(spec)).size is not None:
            continue
        drawn = [draw_for_split(task, Split.VALIDATION, 0, index) for index in range(EXAMPLES.value)]
        lengths = np.array([len(data.encode_example(example, run.config, run.tokenizer)) for example in drawn])
        over = evaluation.percent(float(np.mean(lengths > run.config.model.context)))
        quantiles = [f"{np.quantile(lengths, share):.0f}" for share in (0.5, 0.99, 1)]
        lines.append([spec, *quantiles, over])
    print(evaluation.aligned(lines, words=1))


if __name__ == "__main__":
    start(main)
