"""Progress that every script shows: a bar on a terminal, elsewhere a line every few seconds."""

import sys
import time

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """What is under way, how much of it is done, and of how much; on stderr. Used as a context, it cleans up."""

    def __init__(self, at_once: bool = False) -> None:
        """Shows the first line `at_once`, or, for what may be over in a moment, after some seconds."""
        self._bar: tqdm | None = None
        self._last_line = time.monotonic() - SECONDS_BETWEEN_LINES * at_once

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, what: str, done: int, total: int, **numbers: str) -> None:
        """Shows it, with the numbers beside it; the bar itself adds rate and time left."""
        if sys.stderr.isatty():
            if self._bar is None or self._bar.desc.removesuffix(": ") != what:
                self.__exit__()
                self._bar = tqdm(total=total, desc=what, initial=done, dynamic_ncols=True)
            self._bar.set_postfix(numbers, refresh=False)
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            words = [f"{what}: {done} of {total}", *(f"{name} {number}" for name, number in numbers.items())]
            print(", ".join(words), file=sys.stderr, flush=True)
