"""One script for each question asked, run as `python -m experiments.NAME --flag=value`."""

import os
import sys
from collections.abc import Callable

from absl import app

from tinyreason import config


def start(main: Callable[[], None]) -> None:
    """Parses the flags and calls `main`: exit status 2 for wrong usage, 1 for a failure, each with one line.

    Some families walk over sets, so a process whose hash seed is not 0 is started anew with it.
    """
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {"PYTHONHASHSEED": "0"})
    try:
        app.run(lambda _: main(), flags_parser=config.parse_flags)
    except config.UserError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.status)
