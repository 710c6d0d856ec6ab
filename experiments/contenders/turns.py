"""Contenders that take turns, and what is found of them."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from experiments.contenders.contender import Contender, Facts
from experiments.contenders.process import Begun, Failed, Process


@dataclass(frozen=True)
class Measured:
    """What was found of a contender: the tokens a second of each of its turns, and its peak memory."""

    begun: Begun
    speeds: list[float]
    peak_bytes: int

    @property
    def speed(self) -> float:
        """The median, in tokens a second."""
        return statistics.median(self.speeds)

    @property
    def facts(self) -> Facts:
        """What it says of itself."""
        return self.begun.facts

    def row(self) -> dict[str, Any]:
        """Returns JSON values. Compiling is what the first piece of work took longer than the others."""
        usual = self.facts.tokens / self.speed
        return {
            "tokens_per_second": self.speed,
            "lowest_tokens_per_second": min(self.speeds),
            "highest_tokens_per_second": max(self.speeds),
            "turns": self.speeds,
            "compile_seconds": max(0.0, self.begun.cold_seconds - usual),
            "cached_compile_seconds": max(0.0, self.begun.cached_seconds - usual),
            "peak_bytes": self.peak_bytes,
            "dtype": self.facts.dtype,
            **self.facts.details,
        }


@dataclass
class Outcome:
    """What was measured, why the others failed, and the best rate of large matrix products, operations a second."""

    measured: dict[str, Measured] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    product_rates: dict[str, float] = field(default_factory=dict)


def take_turns(
    contenders: Mapping[str, Contender],
    rounds: int,
    seconds: float,
    show: Callable[[int, int], None],
    product_dtypes: tuple[str, ...] = (),
) -> Outcome:
    """Gives each contender a turn of so many seconds in every round; `show` is told how many turns are done, of all.

    A contender whose parameters are not as many as the first one's counts as failed.
    """
    outcome, processes, speeds = Outcome(), dict[str, Process](), dict[str, list[float]]()
    total, done = len(contenders) * (rounds + 1), 0  # to begin is a turn, too
    with ExitStack() as stack:

        @contextmanager
        def turn(name: str) -> Iterator[None]:
            nonlocal done
            try:
                yield
            except Failed as failure:
                outcome.failures[name] = str(failure)
                processes.pop(name, None)
            done += 1
            show(done, total)

        for name, contender in contenders.items():
            with turn(name):
                processes[name], speeds[name] = stack.enter_context(Process(contender)), []
                _check_parameters(list(processes.values()))
        for dtype in product_dtypes:
            one_of_each = {type(contenders[name]): process for name, process in processes.items()}
            with suppress(ValueError):  # where no library can multiply these
                outcome.product_rates[dtype] = max(_product_rates(one_of_each.values(), dtype))
        for number in range(rounds):
            names = list(processes)
            first = number % max(len(names), 1)  # another begins each time, so that nobody always follows the same one
            for name in names[first:] + names[:first]:
                with turn(name):
                    speeds[name].append(processes[name].speed(seconds))
        for name, process in processes.items():
            outcome.measured[name] = Measured(process.begun, speeds[name], process.peak_bytes())
    return outcome


def _check_parameters(processes: list[Process]) -> None:
    first, last = (process.begun.facts.parameters for process in (processes[0], processes[-1]))
    if first != last:
        raise Failed(f"it has {last:,} parameters, not {first:,}")


def _product_rates(processes: Iterable[Process], dtype: str) -> Iterator[float]:
    for process in processes:
        with suppress(Failed):  # it may do its own work without such a product
            yield process.product_rate(dtype)
