"""One script for each question asked, run as `python -m experiments.NAME --flag=value`."""

import functools
import os
import sys
from collections.abc import Callable

from absl import app, logging

from tinyreason import config, processes

# Some families walk over sets, whose order the hash seed decides. On Linux the train step's large arrays are twice as
# fast in huge pages, since most of what it does is waiting for memory; elsewhere the variable means nothing.
ENVIRONMENT = {"PYTHONHASHSEED": "0", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}

# The thread that draws examples holds Python's lock most of the time; at the usual 5 ms each step would wait for it.
SWITCH_SECONDS = 0.0005


def start(main: Callable[..., None], *commands: str) -> None:
    """Parses the flags and calls `main`: exit status 2 for wrong usage, 1 for a failure, each with one line.

    Where there are commands, the command line names one of them, and `main` is given it.
    A process whose environment lacks what `ENVIRONMENT` asks for is started anew with it.
    """
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | ENVIRONMENT)
    processes.end_quickly()
    sys.setswitchinterval(SWITCH_SECONDS)
    logging.set_verbosity(logging.WARNING)  # the libraries tell a lot
    try:
        app.run(lambda words: main(*words[1:]), flags_parser=functools.partial(config.parse_flags, commands=commands))
    except config.UserError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.status)
