"""What a process does that another one started to work for it."""

import multiprocessing
import os
import signal
import threading


def follow_parent() -> None:
    """Lets this process end when the one that started it has ended, however it did, and leaves Ctrl-C to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches all processes; the first says when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
