"""Small families for tests that are about something else."""

import random
import sys
from dataclasses import dataclass
from types import ModuleType

from tinyreason.tasks import families as family_modules
from tinyreason.tasks import registry
from tinyreason.tasks.protocol import Example


@dataclass(frozen=True)
class FakeTask:
    """Sums of a few numbers, some longer than others."""

    name: str
    size: int | None = None
    variants: tuple[str, ...] = ("items",)

    def draw(self, number: int, variant: str = "items") -> Example:
        rng = random.Random(number)
        terms = [rng.randrange(1000) for _ in range(rng.randint(1, 6))]
        question = f"{self.name}: what is {' + '.join(map(str, terms))}?"
        thoughts = " ".join(f"{sum(terms[:n])} + {terms[n]} = {sum(terms[: n + 1])}." for n in range(1, len(terms)))
        return Example(self.name, number, question, thoughts, str(sum(terms)), f"{len(terms)} terms", variant)

    def score(self, answer: str, example: Example) -> float:
        return float(answer == example.answer)


NAMES = ("fake_a", "fake_b")


def install() -> None:
    """Makes the fakes families like any other."""
    real = registry.families
    if "fake_a" in real():
        return
    for name in NAMES:
        module = ModuleType(f"{family_modules.__name__}.{name}")
        module.TASK = FakeTask(name)
        sys.modules[module.__name__] = module
    registry.families = lambda: sorted([*real(), *NAMES])
