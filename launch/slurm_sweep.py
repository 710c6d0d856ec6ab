"""Trains a grid of models as jobs of SLURM; takes the flags of experiments.sweep, and keeps the same ledger.

    python launch/slurm_sweep.py --run=/shared/shapes --partition=cpu --minutes=240 --widths=32,64 --depths=1,2
    python launch/slurm_sweep.py --run=runs/shapes --cluster=local --workers=2 --widths=32,64 --depths=1,2

Each run is a job, all of them in the queue at once or --workers at a time. All machines must see this package and --run
under the same paths. A job that reaches its limit of time, or has to make way, is queued again, and its run goes on
from its last checkpoint. Jobs outlive this program; the same command takes up their runs. With --cluster=local the jobs
are processes of this machine.
"""

import functools
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from absl import flags

from experiments import ENVIRONMENT, start, sweep
from tinyreason import remote
from tinyreason.config import UserError

SLURM, LOCAL = "slurm", "local"
JOBS = ".jobs"  # in the directory of the sweep: what submitit writes, the output of the jobs among it
TIMEOUTS = 1000  # after which a run that is queued again each time would be given up

flags.adopt_module_key_flags(sweep)
CLUSTER = flags.DEFINE_enum("cluster", SLURM, [SLURM, LOCAL], "who runs the jobs: SLURM, or this machine, to try it")
PARTITION = flags.DEFINE_string("partition", None, "SLURM's partition")
MINUTES = flags.DEFINE_integer("minutes", 60, "limit of a job's time; a run that needs more is queued again", 1)
CPUS = flags.DEFINE_integer("cpus", 1, "CPUs of a job; a run works on one core", 1)
GIGABYTES = flags.DEFINE_integer("gigabytes", 4, "memory of a job", 1)
SBATCH = flags.DEFINE_list("sbatch", [], "more of sbatch's options, as account=mine,qos=long")


class Requeued:
    """A task as a job that knows how to be queued again."""

    def __init__(self, task: remote.Task):
        self._task = task

    def __call__(self) -> remote.Report:
        """Carries it out."""
        return self._task()

    def checkpoint(self) -> Any:
        """Returns the job to queue: the same, since a run goes on from what is in its directory."""
        from submitit.helpers import DelayedSubmission

        return DelayedSubmission(self)


class Job:
    """A task that submitit carries out."""

    def __init__(self, job: Any):
        self._job, self._withdrawn = job, False

    def done(self) -> bool:
        """Returns whether it has ended; of one that died the queue may tell some minutes later."""
        return self._withdrawn or self._job.done()

    def report(self) -> remote.Report:
        """Returns what it tells. Raises Lost."""
        if self._withdrawn:
            raise remote.Lost("taken back")
        from submitit.core.utils import FailedJobError, UncompletedJobError

        try:
            return self._job.result()
        except (FailedJobError, UncompletedJobError) as error:
            raise remote.Lost(" ".join(str(error).split())) from error

    def withdraw(self) -> None:
        """Takes it out of the queue if it waits there."""
        if self._job.state == "PENDING":
            self._job.cancel(check=False)
            self._withdrawn = True


@functools.cache
def executor() -> Any:
    """Returns what hands tasks to the queue; it keeps its files in the directory of the sweep."""
    import submitit

    environment = ENVIRONMENT | {"JAX_PLATFORMS": "cpu"}
    os.environ.update(environment)
    cluster, folder = CLUSTER.value, Path(sweep.RUN.value).absolute() / JOBS
    found = submitit.AutoExecutor(folder, cluster=cluster, **{f"{cluster}_max_num_timeout": TIMEOUTS})
    found.update_parameters(
        name="tinyreason",
        timeout_min=MINUTES.value,
        cpus_per_task=CPUS.value,
        mem_gb=GIGABYTES.value,
        slurm_partition=PARTITION.value,
        slurm_additional_parameters=dict(option.split("=", 1) for option in SBATCH.value),
        slurm_setup=[f"export {name}={shlex.quote(value)}" for name, value in environment.items()],
    )
    return found


def submit(task: remote.Task) -> Job:
    """Hands a task to the queue. Raises UserError where it is refused."""
    from submitit.core.utils import FailedJobError

    try:
        return Job(executor().submit(Requeued(task)))
    except FailedJobError as error:
        raise UserError(f"SLURM does not take the job: {' '.join(str(error).split())}", status=1) from error


def reach() -> remote.Machines:
    """Returns the queue as a place. Raises UserError where there is none."""
    try:
        import submitit  # noqa: F401
    except ImportError as error:
        raise UserError("submitit is not installed here: python -m pip install -e '.[slurm]'", status=1) from error
    if wrong := [option for option in SBATCH.value if "=" not in option]:
        raise UserError(f"--sbatch={wrong[0]}: write options as name=value, with commas between")
    if CLUSTER.value == SLURM and not shutil.which("srun"):
        raise UserError("there is no SLURM on this machine (no srun); --cluster=local runs the jobs here", status=1)
    return remote.Machines(submit, size=lambda: sweep.WORKERS.value or sys.maxsize)


def main() -> None:
    """Shows or runs the sweep in the queue."""
    sweep.conduct(reach)


if __name__ == "__main__":
    start(main)
