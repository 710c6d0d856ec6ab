"""Sets that TensorFlow Datasets knows or wrote, read without TensorFlow."""

from pathlib import Path

from tinyreason.tasks.files import FiniteTask

QUESTIONS = ("gsm8k",)
TEXTS = ("lm1b", "tiny_shakespeare")


def load_directory(directory: Path) -> FiniteTask:
    raise NotImplementedError


def load_questions(name: str) -> FiniteTask:
    raise NotImplementedError
