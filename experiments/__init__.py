"""One script for each question asked, run as `python -m experiments.NAME --flag=value`."""

import os
import sys
from collections.abc import Callable

from absl import app, logging

from tinyreason import config

# Some families walk over sets, whose order the hash seed decides. On Linux the train step's large arrays are twice as
# fast in huge pages, since most of what it does is waiting for memory; elsewhere the variable means nothing.
ENVIRONMENT = {"PYTHONHASHSEED": "0", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def start(main: Callable[[], None]) -> None:
    """Parses the flags and calls `main`: exit status 2 for wrong usage, 1 for a failure, each with one line.

    A process whose environment lacks what `ENVIRONMENT` asks for is started anew with it.
    """
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | ENVIRONMENT)
    logging.set_verbosity(logging.WARNING)  # the libraries tell a lot
    try:
        app.run(lambda _: main(), flags_parser=config.parse_flags)
    except config.UserError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.status)
