"""Files that are whole or not there, and directories that one process has at a time; what fails is one line."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tinyreason.config import UserError

_LOCK = ".lock"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns a failure to write, such as a full or read-only disk, into one line."""
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}", status=1) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yields a path to write to, which then takes the place of `path`: at any moment that is the old file or the new.

    Raises UserError where it cannot be written, if possible at once: better known before long work than after it.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    with writing(path):
        try:
            unfinished.touch()
            yield unfinished
            with unfinished.open() as file:
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Writes a text file, whole or not at all. Raises UserError."""
    with replacing(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def check_absent(paths: Iterable[Path], otherwise: str) -> None:
    """Raises UserError, saying what to do `otherwise`, where one of the files is there already."""
    for path in paths:
        if path.exists():
            raise UserError(f"{path} exists already; delete it, or {otherwise}")


class InUse(UserError):
    """Another process has the directory."""


@contextmanager
def held(directory: Path, doing: str) -> Iterator[None]:
    """Makes a directory and keeps other processes from `doing` the same there; the system lifts it when one dies.

    Raises InUse where another has it, UserError where it cannot be written.
    """
    with ExitStack() as stack:
        with writing(directory):
            directory.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context((directory / _LOCK).open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InUse(f"another process is {doing} {directory}", status=1) from error
        yield
