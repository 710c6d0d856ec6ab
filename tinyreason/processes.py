"""How a process ends, and what it does where another one started it to work for it."""

import atexit
import gc
import multiprocessing
import os
import signal
import threading


def end_quickly() -> None:
    """Lets this process end without a last search for garbage, which takes a second where JAX has compiled programs."""
    atexit.register(gc.freeze)


def follow_parent() -> None:
    """Lets this process end when the one that started it has ended, however it did, and leaves signals to that one."""
    for signal_to_all in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C and clusters reach all; the first says when to stop
        signal.signal(signal_to_all, signal.SIG_IGN)
    end_quickly()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
