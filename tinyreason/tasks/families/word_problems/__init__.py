"""Stories of one to six steps about having, giving, sharing, comparing and paying, told in many ways.

`vocabulary` has the names and things, `wordings` the sentence patterns. A story is a chain of events (`chains`), about
buying or selling (`purchases`), or one with a fixed plan (`whole`, by the `plans`); `stories` chooses, and puts clauses
and question together.
"""

import random
from dataclasses import dataclass

from tinyreason.tasks.families.word_problems.stories import Story, draw_story
from tinyreason.tasks.protocol import Example


def story(number: int, variant: str = "items") -> Story:
    """Returns story `number` of a variant, with the plan by which its answer is worked out."""
    rng = random.Random(f"word_problems/{variant}/{number}")
    steps = rng.choice((5, 6) if variant == "longer" else (1, 2, 3, 4))
    return draw_story(rng, steps, held_out=variant == "patterns")


@dataclass(frozen=True)
class WordProblems:
    """The family: 'items' is trained on, 'patterns' has wordings and names kept apart, 'longer' more steps."""

    name: str = "word_problems"
    variants: tuple[str, ...] = ("items", "patterns", "longer")
    size: int | None = None

    def draw(self, number: int, variant: str = "items") -> Example:
        """Returns the same story for the same number in every process.

        Raises ValueError for an unknown variant.
        """
        if variant not in self.variants:
            raise ValueError(f"{self.name} has the variants {', '.join(self.variants)}, not {variant!r}")
        told = story(number, variant)
        return Example(self.name, number, told.question, told.thoughts, told.answer, str(len(told.plan)), variant)

    def score(self, answer: str, example: Example) -> float:
        """Returns 1 for exactly the answer's digits, else 0."""
        return float(answer.strip() == example.answer)


TASK = WordProblems()
