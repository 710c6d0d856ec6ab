"""Trains a grid of models on a Ray cluster; takes the flags of experiments.sweep, and keeps the same ledger.

    python launch/ray_sweep.py --address=auto --run=/shared/shapes --widths=32,64 --depths=1,2 --steps=300
    python launch/ray_sweep.py --run=runs/shapes --widths=32,64 --depths=1,2 --steps=300

The first joins the cluster that this machine belongs to, the second starts one on this machine alone, which listens on
loopback unless --bind says otherwise. Each run is a task of one CPU. All machines must have this package installed and
see --run under the same path. A run whose machine dies goes on elsewhere, from its last checkpoint.
"""

import logging
import os
import socket
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from absl import flags

from experiments import ENVIRONMENT, start, sweep
from tinyreason import machine, remote, workers
from tinyreason.config import UserError

LOCAL, LOOPBACK = "local", "127.0.0.1"
SECONDS_TO_ANSWER = 10.0
# What a client of HTTP/2, as Ray speaks it, says first, its empty settings included; a server answers with its own.
GREETING, FRAME, SETTINGS = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]), 9, 4
STORE_BYTES = 100 * 2**20  # of memory for what tasks hand on, which is little

flags.adopt_module_key_flags(sweep)
ADDRESS = flags.DEFINE_string(
    "address", LOCAL, "host:port of a cluster; auto: the one that this machine is in; local: a new one on this machine"
)
BIND = flags.DEFINE_string("bind", LOOPBACK, "the address of this machine that a new cluster listens at")


@dataclass(frozen=True)
class Job:
    """A task that Ray carries out."""

    ray: ModuleType
    reference: Any

    def done(self) -> bool:
        """Returns whether it has ended."""
        return bool(self.ray.wait([self.reference], timeout=0)[0])

    def report(self) -> remote.Report:
        """Returns what it tells. Raises Lost."""
        try:
            return self.ray.get(self.reference)
        except self.ray.exceptions.RayError as error:
            raise remote.Lost(" ".join(str(error).split())) from error

    def withdraw(self) -> None:
        """Leaves it: it ends as soon as it begins."""


def connect() -> ModuleType:
    """Returns Ray, once it is connected to the cluster of the flags, or to a new one. Raises UserError."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if BIND.value == LOOPBACK:  # by this, which on other systems is the default, Ray takes loopback for the address of
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # this machine; it would replace 127.0.0.1 otherwise
    try:
        import ray
        from ray._private import services
    except ImportError as error:
        raise UserError("Ray is not installed here: python -m pip install -e '.[ray]'", status=1) from error
    where: dict[str, Any] = {"address": ADDRESS.value}
    try:
        if ADDRESS.value == LOCAL:
            where |= {"num_cpus": len(machine.cores()), "object_store_memory": STORE_BYTES, "include_dashboard": False}
            where |= {} if BIND.value == LOOPBACK else {"_node_ip_address": BIND.value}
        elif found := services.canonicalize_bootstrap_address(ADDRESS.value):
            wait_for_answer(found)
        ray.init(
            **where,
            runtime_env={"env_vars": ENVIRONMENT | {"JAX_PLATFORMS": "cpu"}},
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        raise UserError(f"no Ray cluster at --address={ADDRESS.value}: {' '.join(str(error).split())}", 1) from error
    return ray


def wait_for_answer(address: str) -> None:
    """Returns when the cluster has answered. Raises OSError where it does not: Ray itself would try for minutes."""
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), SECONDS_TO_ANSWER) as connection:
        connection.sendall(GREETING)
        if connection.recv(FRAME, socket.MSG_WAITALL)[3:4] != bytes([SETTINGS]):
            raise ConnectionError("what answers there is not Ray")


def reach() -> remote.Machines:
    """Returns the cluster as a place."""
    ray = connect()
    # What a run itself fails with, it reports; what Ray tries again are tasks whose process or machine is lost.
    function = ray.remote(num_cpus=1, max_retries=workers.ATTEMPTS - 1)(remote.Task.__call__)
    return remote.Machines(
        submit=lambda task: Job(ray, function.remote(task)),
        size=lambda: sweep.WORKERS.value or max(1, int(ray.cluster_resources().get("CPU", 0))),
    )


def main() -> None:
    """Shows or runs the sweep on the cluster."""
    sweep.conduct(reach)


if __name__ == "__main__":
    start(main)
