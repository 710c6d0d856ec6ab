"""How experiments that train are asked to save and stop: by SIGTERM or Ctrl-C."""

import signal
from typing import Any


class Stop:
    """Whether a signal asked for an end. The first asks, a second one kills as usual."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _: Any) -> None:
        self.asked = True
        signal.signal(number, signal.SIG_DFL)

    def __call__(self) -> bool:
        """Says so."""
        return self.asked
