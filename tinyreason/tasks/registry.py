"""Tasks by name: the families, found among the modules beside this one, and data of the user's own."""

import dataclasses
import importlib
import math
import pkgutil
import re
from pathlib import Path

from tinyreason.config import UserError, nearest
from tinyreason.tasks import catalogue, files, suite
from tinyreason.tasks import families as family_modules
from tinyreason.tasks.gym import GymTask
from tinyreason.tasks.protocol import Example, Task

SOURCES = ("jsonl", "tfds", "catalogue", "text")


def families() -> list[str]:
    """Returns the names of all families, without importing them."""
    return sorted(module.name for module in pkgutil.iter_modules(family_modules.__path__))


def is_text(spec: str) -> bool:
    """Returns whether a name stands for plain text rather than questions."""
    source, _, name = spec.partition(":")
    return source == "text" or source == "catalogue" and name in catalogue.TEXTS


def load_task(spec: str) -> Task:
    """Returns the task of a family's name, `FAMILY@LEVEL`, `jsonl:FILE`, `tfds:DIR` or `catalogue:gsm8k`.

    Raises UserError for an unknown name, for plain text, and for files that are missing or damaged.
    """
    check_name(spec)
    if is_text(spec):
        raise UserError(f"{spec} is plain text and has no questions")
    source, colon, name = spec.partition(":")
    if not colon:
        family, level = family_and_level(spec)
        task: Task = importlib.import_module(f"{family_modules.__name__}.{family}").TASK
        return dataclasses.replace(task, level=level) if isinstance(task, GymTask) else task
    if source == "jsonl":
        return files.load_jsonl(Path(name))
    if source == "tfds":
        return catalogue.load_directory(Path(name), _score_by_family)
    return catalogue.load_questions(name)


def family_and_level(spec: str) -> tuple[str, str]:
    """Returns the parts of `FAMILY@LEVEL`; the level is easy where none stands there."""
    family, at, level = spec.partition(suite.AT)
    return family, level if at else suite.EASY


def _score_by_family(answer: str, example: Example) -> float:
    """Marks an answer as the family that the example was drawn from does."""
    if family_and_level(example.task)[0] in families():
        return load_task(example.task).score(answer, example)
    return files.same_answer(answer, example)


def parse_mixture(text: str) -> list[tuple[str, float]]:
    r"""Returns the names and weights of a mixture such as `a,b:2.0,jsonl:mine.jsonl:0.5`.

    A weight is a share of examples, not of tokens, relative to the others; without one it is 1. Parts are separated
    by commas; a comma within a path is written `\,`. What follows the last colon of a path is a weight if it is a
    number, so a file named `a:2` is written `jsonl:a:2:1`. Raises UserError for an unknown name, naming the nearest,
    and for a weight that is not a positive number.
    """
    mixture: dict[str, float] = {}
    for part in re.split(r"(?<!\\),", text):
        spec, weight = _split_weight(part.strip().replace("\\,", ","))
        check_name(spec)
        if spec in mixture:
            raise UserError(f"--tasks={text}: {spec} is named twice; give it one weight")
        mixture[spec] = weight
    return list(mixture.items())


def _split_weight(part: str) -> tuple[str, float]:
    source, colon, rest = part.partition(":")
    is_source = bool(colon) and source in SOURCES
    name, colon, word = rest.rpartition(":") if is_source else part.partition(":")
    try:
        weight = float(word) if colon else 1.0
    except ValueError:
        if is_source:  # the colon belongs to the path
            return part, 1.0
        raise UserError(f"the weight {word!r} of {name!r} in --tasks is not a number") from None
    if not colon:
        return part, 1.0
    if not (weight > 0 and math.isfinite(weight)):
        raise UserError(f"the weight {word!r} of {name!r} in --tasks must be a positive number")
    return (f"{source}:{name}" if is_source else name), weight


def check_name(spec: str) -> None:
    """Raises UserError where a name stands for nothing, naming the nearest that does. Opens no file."""
    source, colon, name = spec.partition(":")
    if colon and source in SOURCES:
        if not name:
            raise UserError(f"--tasks={spec}: name a {'set' if source == 'catalogue' else 'file'} after the colon")
        known = [*catalogue.QUESTIONS, *catalogue.TEXTS]
        if source == "catalogue" and name not in known:
            raise UserError(f"unknown catalogue set {name!r}{_nearest(name, known)}; there are {', '.join(known)}")
        return
    family, level = family_and_level(spec)
    if family not in families():
        raise UserError(
            f"unknown task {family!r}{_nearest(family, families())}; there are {', '.join(families())}, and for data "
            "of your own jsonl:FILE, tfds:DIR, catalogue:NAME and text:FILE"
        )
    if level not in suite.LEVELS:
        raise UserError(f"--tasks={spec}: the level {level!r} is none of {', '.join(suite.LEVELS)}")
    if level != suite.EASY and family not in suite.published(suite.HARD):
        raise UserError(f"--tasks={spec}: reasoning-gym's suite has no hard items of {family}")


def _nearest(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f", did you mean {near!r}?" if near else ""
