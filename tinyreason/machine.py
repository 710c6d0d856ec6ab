"""What of this machine a run uses, and what of it the run's numbers depend on: cores, devices, versions, commit."""

import functools
import importlib.metadata
import os
import platform
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import jax

from tinyreason import config as configs
from tinyreason.config import Config, UserError

_PACKAGES = ("jax", "jaxlib", "flax", "optax", "orbax-checkpoint", "grain", "numpy", "tokenizers", "reasoning-gym")

# On CPU a device is a core, as long as each has this many rows of a batch to work on.
_LEAST_ROWS_A_CORE = 4
# On CPU a device works through a batch in parts of no fewer tokens: what they leave behind stays in its cache.
_LEAST_TOKENS_A_PART = 512


def use_compilation_cache() -> None:
    """Keeps compiled programs on disk, so that the next process need not compile them again.

    They hold instructions of this machine's processor, so machines that share a home directory but not the kind of
    processor keep them apart.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    features = platform.machine() + _told_by_linux("flags", "Features")
    kind = f"{zlib.crc32(features.encode()):08x}"
    jax.config.update("jax_compilation_cache_dir", str(Path(base) / "tinyreason" / f"jax-{kind}"))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.2)


def cores() -> list[int]:
    """Returns the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def processor() -> str:
    """Returns the processor's name, as far as this machine tells it."""
    return _told_by_linux("model name").partition(":")[2].strip() or platform.processor() or platform.machine()


def _told_by_linux(*names: str) -> str:
    """Returns the first line on the processor that begins with one of the names, or nothing."""
    with suppress(OSError):  # elsewhere than on Linux there is no such file
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next((line for line in lines if line.startswith(names)), "")
    return ""


def fit_to_machine(config: Config) -> Config:
    """Returns the config with the devices of this machine, and the parts of a batch, where it left them open."""
    if not config.run.devices:
        rows = config.run.batch // config.run.parts
        most = max(1, min(len(cores()), rows // _LEAST_ROWS_A_CORE))
        _ask_for_cpu_devices(_largest_divisor(rows, most))
        if jax.default_backend() != "cpu":
            most = rows
        config = configs.replace(config, devices=_largest_divisor(rows, min(most, len(jax.devices()))))
    if not config.run.accumulate:
        rows = max(1, config.run.batch // config.run.devices)
        most = rows * config.model.context // _LEAST_TOKENS_A_PART if jax.default_backend() == "cpu" else 1
        config = configs.replace(config, accumulate=_largest_divisor(rows, max(1, most)))
    return config


def _largest_divisor(number: int, most: int) -> int:
    return max(n for n in range(1, min(number, most) + 1) if number % n == 0)


def use_devices(config: Config) -> None:
    """Starts JAX with the devices that a resolved config asks for. Raises UserError where they cannot be had."""
    devices, rows = config.run.devices, config.run.batch // config.run.parts
    if rows % devices:
        raise UserError(f"--devices={devices} does not divide the {rows} sequences that are worked on at a time")
    _ask_for_cpu_devices(devices)
    if len(jax.devices()) < devices:
        raise UserError(
            f"--devices={devices}, but JAX has {len(jax.devices())} here (platform {jax.default_backend()}); "
            "the number is part of the numbers, so a run goes on only where there are as many"
        )


def use_cores() -> None:
    """Gives each core that may be used a device of its own, as decoding is fastest, unless JAX has started."""
    _ask_for_cpu_devices(len(cores()))


def _ask_for_cpu_devices(number: int) -> None:
    """Splits the CPU into devices, unless JAX has started: then those it has must do."""
    try:
        if getattr(jax.config, "jax_num_cpu_devices", 0) < number:
            jax.config.update("jax_num_cpu_devices", number)
    except RuntimeError:
        pass


@functools.cache
def environment() -> dict[str, Any]:
    """Returns what the numbers of a run depend on besides its config: versions, machine, commit."""
    versions: dict[str, str | None] = {}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = None
    return {
        "packages": versions,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": processor(),
        "backend": jax.default_backend(),
        "device_kind": jax.devices()[0].device_kind,
        **_commit(),
    }


def _commit() -> dict[str, Any]:
    """Returns the commit of this code and whether files differ from it; None where it is not a git checkout."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(Path(__file__).parent), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    try:
        git("ls-files", "--error-unmatch", Path(__file__).name)
        return {"commit": git("rev-parse", "HEAD"), "dirty": bool(git("status", "--porcelain", "--untracked-files=no"))}
    except (OSError, subprocess.CalledProcessError):
        return {"commit": None, "dirty": None}
