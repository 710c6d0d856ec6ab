"""How fast this project trains, writes and reads its data, beside others on the same machine.

    python -m experiments.benchmark train --out=train.json
    python -m experiments.benchmark decode --run=runs/quickstart --out=decode.json
    python -m experiments.benchmark input --out=input.json
    python -m experiments.benchmark population --out=population.json
    python -m experiments.benchmark sweep --out=sweep.json
    python -m experiments.benchmark train --sizes=0.8M --lengths=128 --peers=f32,f32-compiled --compute_dtype=bfloat16

The peers, Hugging Face's Llama in PyTorch, come with `pip install -e .[peers]`, and llama.cpp, for one question at a
time, with `pip install -e .[llamacpp]`. Expect what the README's tables show.

- `train`: the step that `loop` takes, with AdamW in place of Muon, against forward, backward, clipping and fused AdamW
  of `LlamaForCausalLM` in float32 and under bfloat16 autocast, plain and through torch.compile. Shape, optimizer and
  batch (rows of random tokens, one sequence each) are the same; --compute_dtype and --accumulate change ours alone.
- `decode`: one question and 64 at once, a quarter of the length read and the rest written greedily, against `generate`
  and, for one question, llama.cpp with our parameters; with --run, also the seconds from the start of `experiments.ask`
  on that run to the first of what it writes.
- `input`: the input pipeline alone, the step alone and both together, for the config that the flags give.
- `population`: --members models of 82,000 parameters, or of the shape that the flags give, which differ in their seed:
  all as one program, against one after the other in one process; on a CPU, each on one core.
- `sweep`: 24 tiny shapes x 3 seeds of 300 steps, from no compiled program on: by `experiments.sweep`, plain and with
  --populations; with one worker, so one after the other in one warm process; and by a process of `experiments.train`
  for each run, which is timed for the runs of --sample shapes and scaled up (--sample=24: all).

Except in `sweep`, every contender has a process of its own and they take turns; a speed is the median of the rounds.
What fails is named with its reason. `--out` keeps every number as JSON, a list with a row for each shape.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from absl import flags

from experiments import ENVIRONMENT, start
from experiments.contenders import llama, llama_cpp, ours, whole
from experiments.contenders.contender import Contender
from experiments.contenders.turns import Measured, Outcome, take_turns
from experiments.progress import Progress
from tinyreason import budget, disk, evaluation, machine, runs
from tinyreason import config as configs
from tinyreason.config import Config, UserError

OURS = "tinyreason"
# Shapes by name: their parameters, with heads 32 wide. "own" is the shape that the flags give.
OWN = "own"
SIZES: dict[str, dict[str, int]] = {
    "0.2M": {"vocabulary": 64, "width": 64, "depth": 4, "heads": 2, "feed_forward": 160},
    "0.8M": {"vocabulary": 64, "width": 128, "depth": 4, "heads": 4, "feed_forward": 336},
    "1.8M": {"vocabulary": 64, "width": 192, "depth": 4, "heads": 6, "feed_forward": 512},
    OWN: {},
}
DTYPES = ("float32", "bfloat16")
# The modes of the peer's train step: dtype of the products, and whether compiled.
STEP_PEERS = {
    "f32": ("float32", False),
    "bf16": ("bfloat16", False),
    "f32-compiled": ("float32", True),
    "bf16-compiled": ("bfloat16", True),
}
GENERATE, LLAMA_CPP, IN_TURN = "generate", "llama.cpp", "in turn"
# What flags change; elsewhere the optimizer alone is not the default, but AdamW.
DEFAULTS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("train", "decode"), {"optimizer": "adamw", "qk_norm": False}),  # the peers', Llama
    "population": {"vocabulary": 512, "width": 64, "depth": 1, "heads": 2, "context": 128},
    "sweep": whole.BASE,
}
ASKED = "If you have 3 apples and give away 1, how many are left?"

configs.define_flags()
FLAG_SIZES = flags.DEFINE_list("sizes", ["0.2M", "0.8M", "1.8M"], f"shapes, of {', '.join(SIZES)} (train, decode)")
FLAG_LENGTHS = flags.DEFINE_list("lengths", None, "tokens of a sequence (train: 128,256; decode: 256)")
FLAG_PEERS = flags.DEFINE_list(
    "peers", ["all"], f"all, none, or some of {', '.join(STEP_PEERS)} (train), {GENERATE}, {LLAMA_CPP} (decode)"
)
FLAG_TOKENS = flags.DEFINE_integer("tokens", 8192, "tokens of a batch (train)", lower_bound=1)
FLAG_QUESTIONS = flags.DEFINE_list("questions", ["1", "64"], "questions answered at once (decode)")
FLAG_ROUNDS = flags.DEFINE_integer("rounds", 5, "turns of each contender", lower_bound=1)
FLAG_SECONDS = flags.DEFINE_float(
    "seconds", None, "least length of a turn (train, decode: 2; input: 10)", lower_bound=0
)
FLAG_MEMBERS = flags.DEFINE_integer("members", 8, "models of a population (population)", lower_bound=2)
FLAG_SHAPES = flags.DEFINE_integer("shapes", 24, "shapes, of 24, each with 3 seeds (sweep)", lower_bound=1)
FLAG_SAMPLE = flags.DEFINE_integer("sample", 2, "shapes whose runs have processes of their own (sweep)", lower_bound=1)
FLAG_RUN = flags.DEFINE_string("run", None, "a run whose first token is waited for (decode)")
FLAG_OUT = flags.DEFINE_string("out", None, "a JSON file for the rows")

# What each command takes beside the flags of the config, --rounds, --seconds and --out.
TAKEN = {
    "train": {"sizes", "lengths", "peers", "tokens"},
    "decode": {"sizes", "lengths", "peers", "questions", "run"},
    "input": set(),
    "population": {"members"},
    "sweep": {"shapes", "sample"},
}


def main(command: str) -> None:
    """Measures, prints the table and writes the file."""
    for name in set().union(*TAKEN.values()) - TAKEN[command]:
        if flags.FLAGS[name].present:
            raise UserError(f"--{name} says nothing to `{command}`: leave it out")
    measure = {
        "train": train_rows,
        "decode": decode_rows,
        "input": input_rows,
        "population": population_rows,
        "sweep": sweep_rows,
    }[command]
    config = configs.from_flags(configs.replace(Config(), **DEFAULTS.get(command, {"optimizer": "adamw"})))
    with disk.replacing(Path(FLAG_OUT.value)) if FLAG_OUT.value else nullcontext() as unfinished:
        with Progress() as show:
            here = {"processor": machine.processor(), "cores": len(machine.cores())}
            rows = [{"command": command, **row, **here} for row in measure(config, show)]
        print(whole.table(rows) if command == "sweep" else table(rows))
        if unfinished:
            unfinished.write_text(json.dumps(rows, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def train_rows(config: Config, show: Progress) -> Iterator[dict[str, Any]]:
    """Yields a row for each size and length."""
    modes = chosen_peers(config, list(STEP_PEERS))
    refuse_overridden(config, ["batch"], "--tokens")
    for size, shape in [(size, batched(shape)) for size, shape in shapes(config, default_lengths=["128", "256"])]:
        contenders: dict[str, Contender] = {OURS: ours.TrainStep(shape)}
        contenders |= {mode: llama.TrainStep(shape, *STEP_PEERS[mode]) for mode in modes}
        yield compared(measured(f"{size} x {shape.model.context}", contenders, show, DTYPES), size, shape)


def decode_rows(config: Config, show: Progress) -> Iterator[dict[str, Any]]:
    """Yields a row for each size and length with one question, and with many at once."""
    peers = chosen_peers(config, [GENERATE, LLAMA_CPP])
    waited = seconds_to_first_token(Path(FLAG_RUN.value)) if FLAG_RUN.value else None
    for size, shape in shapes(config, default_lengths=["256"]):
        prompt = max(1, shape.model.context // 4)
        for questions in numbers("questions", FLAG_QUESTIONS.value, at_least=1):
            contenders: dict[str, Contender] = {OURS: ours.Writer(shape, questions, prompt)}
            if GENERATE in peers:
                contenders[GENERATE] = llama.Writer(shape, questions, prompt)
            if LLAMA_CPP in peers and questions == 1:
                contenders[LLAMA_CPP] = llama_cpp.Writer(shape, prompt)
            outcome = measured(f"{size}, {questions} at once", contenders, show)
            yield compared(outcome, size, shape) | {"questions": questions, "prompt": prompt, "first_token": waited}


def input_rows(config: Config, show: Progress) -> Iterator[dict[str, Any]]:
    """Yields one row: tokens a second of the pipeline alone, of the step alone, and of both together."""
    contenders: dict[str, Contender] = {
        OURS: ours.Input(config),
        "step": ours.TrainStep(config),
        "training": ours.FedTrainStep(config),
    }
    outcome = measured("input", contenders, show)
    for name, failure in outcome.failures.items():
        raise UserError(f"{name} failed: {failure}", status=1)
    pipeline, step, training = (outcome.measured[name].speed for name in contenders)
    yield compared(Outcome({OURS: outcome.measured[OURS]}), OWN, config) | {
        "step": outcome.measured["step"].row(),
        "training": outcome.measured["training"].row(),
        "share_of_step": step / pipeline,
        "slowdown": 1 - training / step,
    }


def population_rows(config: Config, show: Progress) -> Iterator[dict[str, Any]]:
    """Yields one row: the aggregate speed of a population, and of its members in turn."""
    refuse_overridden(config, ["devices"], "the one device of a member")
    members = FLAG_MEMBERS.value
    contenders: dict[str, Contender] = {
        OURS: ours.Population(config, members),
        IN_TURN: ours.InTurn(config, members),
    }
    yield compared(measured("population", contenders, show), OWN, config) | {"members": members}


def sweep_rows(config: Config, show: Progress) -> Iterator[dict[str, Any]]:
    """Yields one row: the seconds of a whole sweep, in each of the ways."""
    yield whole.measured(config, FLAG_SHAPES.value, FLAG_SAMPLE.value, lambda done, total: show("sweep", done, total))


def chosen_peers(config: Config, known: list[str]) -> list[str]:
    """Returns the peers that the flag names. Raises UserError where they are unknown, not installed or not alike."""
    names = FLAG_PEERS.value
    peers = {"all": known, "none": []}.get(",".join(names), names)
    for name in peers:
        if name not in known:
            raise UserError(f"--peers={name}: choose all, none, or some of {', '.join(known)}")
    if set(peers) - {LLAMA_CPP}:  # which is left out where it is missing, since it has to be compiled
        llama.check_installed()
    if peers:
        llama.check_same(config)
    return peers


def shapes(config: Config, default_lengths: list[str]) -> list[tuple[str, Config]]:
    """Returns the name of the size and the config for every size and length.

    Raises UserError for a size or a length that cannot be, and for a flag of the config that they would override.
    """
    sizes, lengths = FLAG_SIZES.value, numbers("lengths", FLAG_LENGTHS.value or default_lengths, at_least=2)
    refuse_overridden(config, ["context"], "--lengths")
    if OWN not in sizes:
        refuse_overridden(config, list(SIZES["0.8M"]), f"--sizes (or add {OWN} to them)")
    found = []
    for size in sizes:
        if size not in SIZES:
            raise UserError(f"--sizes={size}: choose of {', '.join(SIZES)}")
        found += [(size, configs.replace(config, **SIZES[size], context=length)) for length in lengths]
    return found


def numbers(name: str, words: list[str], at_least: int) -> list[int]:
    """Returns the numbers of a flag. Raises UserError where a word is none, or too small a one."""
    for word in words:
        if not word.isdecimal() or int(word) < at_least:
            raise UserError(f"--{name}={word}: must be numbers of at least {at_least}")
    return [int(word) for word in words]


def batched(config: Config) -> Config:
    """Returns the config with as many sequences a batch as --tokens asks for. Raises UserError."""
    rows, rest = divmod(FLAG_TOKENS.value, config.model.context)
    if rest:
        raise UserError(f"--tokens={FLAG_TOKENS.value} is no multiple of --lengths={config.model.context}")
    return configs.replace(config, batch=rows)


def refuse_overridden(config: Config, names: list[str], by: str) -> None:
    """Raises UserError where a field was set by a flag or a file, though something else decides it."""
    changed = {phrase.split()[0] for phrase in configs.differences(Config(), config)} | configs.explicit_flags().keys()
    for name in names:
        if name in changed:
            raise UserError(f"--{name} is decided by {by} here")


def measured(
    what: str, contenders: Mapping[str, Contender], show: Progress, product_dtypes: tuple[str, ...] = ()
) -> Outcome:
    """Lets contenders take turns. Raises UserError where ours fails."""
    seconds = FLAG_SECONDS.value if FLAG_SECONDS.value is not None else (10.0 if what == "input" else 2.0)
    outcome = take_turns(
        contenders, FLAG_ROUNDS.value, seconds, lambda done, total: show(what, done, total), product_dtypes
    )
    if OURS in outcome.failures:
        raise UserError(f"{what}: {OURS} failed: {outcome.failures[OURS]}", status=1)
    return outcome


def compared(outcome: Outcome, size: str, config: Config) -> dict[str, Any]:
    """Returns the row of a shape: what was found of ours, how many times as fast it is as each peer, and those."""
    cost = budget.count(config.model)

    def found(one: Measured) -> dict[str, Any]:
        rate = outcome.product_rates.get(one.facts.dtype)
        done = one.speed * cost.training_flops_per_token
        return one.row() | {"share_of_product_rate": done / rate if rate else None}

    our = outcome.measured[OURS]
    peers = {name: one for name, one in outcome.measured.items() if name != OURS}
    ratios = {name: our.speed / peer.speed for name, peer in peers.items()}
    return {
        "size": size,
        "length": config.model.context,
        "parameters": cost.total,
        **found(our),
        "best_peer": min(ratios, key=lambda name: ratios[name]) if ratios else None,
        "ratio_to_best_peer": min(ratios.values()) if ratios else None,
        "product_rates": outcome.product_rates,
        "peers": {name: found(peer) | {"ratio": ratios[name]} for name, peer in peers.items()}
        | {name: {"failed": failure} for name, failure in outcome.failures.items()},
        "config": configs.to_dict(config),
    }


def seconds_to_first_token(run: Path) -> dict[str, Any]:
    """Returns the median, least and most seconds from the start of `experiments.ask` to the first of what it writes.

    It is called once before, unmeasured, so that what it compiles is kept. Raises UserError where it fails.
    """
    runs.load_config(run)
    waits = [_first_token(run) for _ in range(FLAG_ROUNDS.value + 1)][1:]
    return {"run": str(run), "seconds": statistics.median(waits), "lowest": min(waits), "highest": max(waits)}


def _first_token(run: Path) -> float:
    command = [sys.executable, "-m", "experiments.ask", f"--run={run}", f"--question={ASKED}"]
    environment = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}  # as a person has it
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as asked:
        assert asked.stdout
        asked.stdout.read(1)
        waited = time.perf_counter() - began
        _, complaint = asked.communicate()
    if asked.returncode:
        raise UserError(complaint.strip().removeprefix("error: "), status=1)
    return waited


def table(rows: list[dict[str, Any]]) -> str:
    """Returns a line for each contender of each row, then what else there is to say."""
    lines = [
        ["size", "length", "at once", "contender", "tokens/s", "lowest", "highest", "ours is", "of products"]
        + ["compiles in", "from cache", "memory"]
    ]
    notes = []
    for row in rows:
        place = [row["size"], str(row["length"]), str(row.get("questions", row["config"]["run"]["batch"]))]
        others = {name: row[name] for name in ("step", "training") if name in row}
        for name, one in {OURS: row, **others, **row["peers"]}.items():
            if "failed" in one:
                notes.append(f"{' x '.join(place[:2])}: {name} failed: {one['failed']}")
            else:
                lines.append([*place, name, *_cells(one)])
        if row["product_rates"]:
            rates = ", ".join(f"{rate / 1e9:,.0f} GFLOP/s in {dtype}" for dtype, rate in row["product_rates"].items())
            notes.append(f"{' x '.join(place[:2])}: large matrix products ran at {rates}")
        if "share_of_step" in row:
            notes.append(
                f"alone, the pipeline takes {row['share_of_step']:.1%} of a step's time; "
                f"with it, training is {row['slowdown']:.1%} slower than the step alone"
            )
    waited = next((row["first_token"] for row in rows if row.get("first_token")), None)
    if waited:
        notes.append(
            f"experiments.ask wrote its first token after {waited['seconds']:.1f} s "
            f"({waited['lowest']:.1f} to {waited['highest']:.1f})"
        )
    return "\n".join([evaluation.aligned(lines, words=4), *notes])


def _cells(one: Mapping[str, Any]) -> list[str]:
    share, ratio = one.get("share_of_product_rate"), one.get("ratio")
    speeds = (one["tokens_per_second"], one["lowest_tokens_per_second"], one["highest_tokens_per_second"])
    return [
        *(f"{speed:,.0f}" for speed in speeds),
        f"{ratio:.2f} x" if ratio else "",
        f"{share:.1%}" if share else "",
        *(f"{one[name]:.1f} s" for name in ("compile_seconds", "cached_compile_seconds")),
        f"{one['peak_bytes'] / 1e6:,.0f} MB",
    ]


if __name__ == "__main__":
    start(main, *TAKEN)
