"""Sweeps on a Ray cluster and in a queue of jobs, against the same sweep on this machine; what dies is gone on with."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments import ENVIRONMENT as TUNED
from tests.experiments.conftest import ROOT, wait_for
from tests.experiments.test_sweep import SHAPE, entries_of, steps_done
from tinyreason import runs
from tinyreason.ledgers import Entry

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
RAY, SLURM = ([sys.executable, f"launch/{name}_sweep.py"] for name in ("ray", "slurm"))
STEPS = 200
SWEEP = [
    *SHAPE,
    *f"--steps={STEPS} --checkpoint_every=20 --validation_batches=1 --evaluation_examples=3".split(),
    *"--widths=16 --seeds=3".split(),
]
# On loopback, silent, and with tasks no nicer than the others.
RAYLET = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
CLUSTER = """
import json, sys
from ray.cluster_utils import Cluster
small = {"num_cpus": 1, "object_store_memory": 80 * 2**20}
cluster = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
nodes = [cluster.head_node, cluster.add_node(**small), cluster.add_node(**small)]
raylets = [node.all_processes["raylet"][0].process.pid for node in nodes]
print(json.dumps([cluster.address, raylets]), flush=True)
sys.stdin.read()
cluster.shutdown()
"""
# Of the command named first, what it says where a package is missing.
WITHOUT = """
import runpy, sys
sys.modules[sys.argv.pop(1)] = None
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory, environment, sums) -> list[Entry]:
    """Returns the ledger of the sweep that nothing disturbed."""
    directory = tmp_path_factory.mktemp("whole") / "sweep"
    command = [sys.executable, "-m", "experiments.sweep", f"--run={directory}", "--workers=1", sums, *SWEEP]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return entries_of(directory)


def results(entries: list[Entry]) -> list[tuple]:
    """All that a ledger holds, times and attempts aside."""
    return [(entry.name, entry.config, entry.state, entry.error, entry.outcome) for entry in entries]


def begun_at(directory: Path) -> list[int]:
    """The steps at which a run was begun or gone on with."""
    return sorted(int(path.suffix[1:]) for path in (directory / runs.TENSORBOARD).iterdir())


@pytest.fixture
def cluster(environment) -> Iterator[tuple[str, list[int]]]:
    """Starts three nodes of one CPU each on this machine; gives their address and their processes."""
    command, pipe = [sys.executable, "-c", CLUSTER], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment | RAYLET, stdin=pipe, stdout=pipe, text=True) as head:
        address, raylets = json.loads(head.stdout.readline())
        yield address, raylets
        head.stdin.close()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def opened_by(pid: int) -> set[str]:
    links = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.add(os.readlink(descriptor))
        except OSError:
            continue
    return links


def listens_at(pid: int) -> set[str]:
    """The addresses at which a process listens, in hexadecimal digits."""
    links = opened_by(pid)
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in links}


@pytest.mark.cluster
def test_a_node_dies_and_its_run_goes_on_elsewhere_from_its_checkpoint(whole, cluster, launch, sums, tmp_path):
    address, (head, *others) = cluster
    directory = tmp_path / "sweep"
    process = launch(
        [sys.executable, "launch/ray_sweep.py", f"--address={address}", f"--run={directory}", sums, *SWEEP]
    )
    victims: list[tuple[int, Path]] = []

    def victim_found() -> bool:
        """Whether a node, not that of the driver, is in the midst of a run and past a checkpoint of it."""
        for raylet in others:
            opened = {name for worker in children(raylet) for name in opened_by(worker)}
            for metrics in directory.glob(f"*/{runs.METRICS}"):
                saved = (metrics.parent / runs.CHECKPOINTS / "20").is_dir()
                if str(metrics) in opened and saved and metrics.read_bytes().count(b"\n") < STEPS // 2:
                    victims.append((raylet, metrics.parent))
                    return True
        return False

    wait_for(victim_found, process)
    raylet, run = victims[0]
    for pid in [raylet, *children(raylet)]:
        os.kill(pid, signal.SIGKILL)
    for pid in (process.pid, head):
        assert listens_at(pid) <= {"0100007F", "0000000000000000FFFF00000100007F"}
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert "is finished" in output
    found = entries_of(directory)
    assert results(found) == results(whole)
    assert [entry.attempts for entry in found] == 3 * [1]  # Ray tried again, not the driver
    first, *later = begun_at(run)
    assert first == 0 and later and all(20 <= step < STEPS for step in later)
    assert all(begun_at(directory / entry.name)[0] == 0 for entry in found)


def test_jobs_outlive_the_driver_and_the_next_one_takes_up_their_runs(whole, launch, sums, tmp_path):
    directory = tmp_path / "sweep"
    command = [*SLURM, "--cluster=local", "--workers=2", f"--run={directory}", sums]
    process = launch([*command, *SWEEP])
    wait_for(lambda: steps_done(directory) >= 30, process)
    process.kill()
    process.communicate()
    done = steps_done(directory)
    process = launch([*command, *SWEEP])
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert "is finished" in output
    assert results(entries_of(directory)) == results(whole)
    assert done >= 30 and all(begun_at(directory / entry.name).count(0) == 1 for entry in whole)


@pytest.mark.parametrize(("package", "script"), [("ray", "ray_sweep"), ("submitit", "slurm_sweep")])
def test_a_package_that_is_missing_is_named(package, script, environment, tmp_path):
    command = [sys.executable, "-c", WITHOUT, package, f"launch/{script}.py", f"--run={tmp_path / 'sweep'}"]
    done = subprocess.run(command, cwd=ROOT, env=environment | TUNED, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "not installed" in done.stderr and f"'.[{script.split('_')[0]}]'" in done.stderr


@pytest.mark.parametrize("answer", [None, "silence", "another"])
def test_an_address_that_does_not_answer(answer, launch, tmp_path):
    """Nobody listens there; or somebody does, and says nothing; or what is said is not Ray's."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if answer is None:
            server.close()
        process = launch(
            [sys.executable, "launch/ray_sweep.py", f"--address=127.0.0.1:{port}", f"--run={tmp_path / 'x'}"]
        )
        if answer == "another":
            server.accept()[0].sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        output, errors = process.communicate()
    assert process.returncode == 1 and errors.count("\n") == 1
    assert errors.startswith(f"error: no Ray cluster at --address=127.0.0.1:{port}: ")
    assert not (tmp_path / "x").exists()
