"""Shows whole replies of a trained model to questions of reasoning-gym drawn at random, right or wrong.

    python -m experiments.transcripts --run=pretrained --draw=0

Of `--count` kinds of families, drawn by `--draw` as everything here is, one that the model was trained on; of that
family a held-out question at the easy settings, answered greedily and marked by reasoning-gym's scorer. A few seconds.
"""

import random

from absl import flags

from experiments import start, trained
from tinyreason import comparison, evaluation, runs
from tinyreason.config import UserError
from tinyreason.tasks import suite
from tinyreason.tasks.gym import SuiteTask
from tinyreason.tasks.protocol import ANSWER_MARK, Task, prompt_text

flags.adopt_module_key_flags(trained)
DRAW = flags.DEFINE_integer("draw", 0, "the seed by which kinds, families and questions are drawn")
COUNT = flags.DEFINE_integer("count", 5, "questions, each of another kind of family", lower_bound=1)


def main() -> None:
    """Prints questions, replies and marks."""
    run = trained.load_run()
    families = comparison.trained_families(run.config, suite.EASY)
    tasks: list[Task] = [SuiteTask(family) for family in drawn(families, random.Random(DRAW.value))]
    rng = random.Random(f"questions of {DRAW.value}")
    firsts = [evaluation.DEFAULT_SEED + rng.randrange(1000) for _ in tasks]
    pairs = [(task, evaluation.questions_of(task, 1, first)[0]) for task, first in zip(tasks, firsts, strict=True)]
    print("\n\n".join(transcript(run, outcome) for outcome in evaluation.answer(run, pairs)))


def drawn(families: list[str], rng: random.Random) -> list[str]:
    """Returns as many families as the flag says, each of another kind. Raises UserError where there are too few."""
    kinds = sorted({suite.kinds()[family] for family in families})
    if COUNT.value > len(kinds):
        raise UserError(f"--count={COUNT.value}: the model was trained on families of {len(kinds)} kinds")
    return [
        rng.choice([family for family in families if suite.kinds()[family] == kind])
        for kind in rng.sample(kinds, COUNT.value)
    ]


def transcript(run: runs.Run, outcome: evaluation.Outcome) -> str:
    """Returns a question and all that the model wrote."""
    example, [reply] = outcome.example, outcome.replies
    answer = "(no answer)" if reply.answer is None else f"{ANSWER_MARK} {reply.answer}"
    wrote = f"{prompt_text(example.question)} {reply.thoughts}\n{answer}"
    verdict = f"mark {outcome.mark:g}; reasoning-gym's answer: {example.answer}"
    return f"--- {example.task}, item {example.number}, {reply.tokens} tokens, {verdict}\n{wrote}"


if __name__ == "__main__":
    start(main)
