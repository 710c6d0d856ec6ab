"""The experiment `benchmark`, run as its users run it, and the turns that contenders take."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.contenders import llama, llama_cpp, whole
from experiments.contenders.contender import Contender, Facts
from experiments.contenders.turns import take_turns
from tests.experiments.conftest import call
from tinyreason import budget, config, data, sweeps, tokenizer

ROOT = Path(__file__).parents[2]
SHAPE = dict(vocabulary=70, width=32, depth=1, heads=2, feed_forward=40)
OWN = ["--sizes=own", *(f"--{name}={value}" for name, value in SHAPE.items())]
SHORT = ["--rounds=2", "--seconds=0"]


class Counting(Contender):
    """Does a given number of pieces of work, at a given speed."""

    def __init__(self, parameters=1, pieces=10**9, seconds=0.0, dies=False):
        self.parameters, self.left, self.seconds, self.dies = parameters, pieces, seconds, dies

    def begin(self):
        return Facts(3, self.parameters, "float32", {"what": "counting"})

    def work(self):
        if not self.left:
            os._exit(1) if self.dies else exec('raise ValueError("no more\\nwork")')
        self.left -= 1
        time.sleep(self.seconds)

    def forget_compiled(self):
        pass

    def product(self, dtype, size):
        return lambda: time.sleep(0.01)


def test_who_fails_leaves_the_others_alone():
    contenders = {
        "sound": Counting(seconds=0.02),
        "larger": Counting(parameters=2),
        "at once": Counting(pieces=0),
        "killed later": Counting(pieces=5, dies=True),  # two of them to begin and two to warm up
    }
    shown = []
    outcome = take_turns(contenders, 3, 0.05, lambda done, total: shown.append((done, total)), ("float32",))
    assert outcome.failures == {
        "larger": "it has 2 parameters, not 1",
        "at once": "ValueError: no more",
        "killed later": "its process was killed, perhaps for want of memory",
    }
    assert list(outcome.measured) == ["sound"]
    row = outcome.measured["sound"].row()
    assert len(row["turns"]) == 3 and row["what"] == "counting"
    assert all(0 < speed <= 3 / 0.02 for speed in row["turns"])
    assert 0 < outcome.product_rates["float32"] <= 2 * 2048**3 / 0.01
    assert shown[0] == (1, 16) and [done for done, _ in shown] == list(range(1, len(shown) + 1))


def test_the_peer_learns_as_it_is_told():
    """The batch by heart, from the loss of a guess on; embeddings and scales, of heads too, are not decayed."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    asked = config.replace(config.Config(), **SHAPE, context=8, batch=4, learning_rate=0.01, weight_decay=0.5)
    peer = llama.TrainStep(asked, "float32", compiled=False)
    peer.load()
    assert peer.begin().parameters == budget.count(asked.model).total

    def loss():
        with torch.no_grad():
            return float(peer._plain_loss(peer._tokens, peer._targets))

    assert loss() == pytest.approx(torch.log(torch.tensor(70.0)).item(), rel=0.05)
    for _ in range(30):
        peer.work()
    assert loss() < 1.5
    groups = {group["weight_decay"]: {p.shape for p in group["params"]} for group in peer._optimizer.param_groups}
    assert groups.keys() == {0.0, 0.5}
    assert groups[0.0] == {(70, 32), (32,), (16,)} and groups[0.5] == {(32, 32), (40, 32), (32, 40)}


def test_training(tmp_path):
    out = tmp_path / "out.json"
    no_compiler = {"CXX": "/missing/compiler"}
    done = call(
        *[
            "benchmark",
            "train",
            *OWN,
            "--lengths=16",
            "--tokens=64",
            "--peers=f32,f32-compiled",
            *SHORT,
            f"--out={out}",
        ],
        environment=no_compiler,
    )
    assert done.returncode == 0, done.stderr
    header, our_line, peer_line, *notes = done.stdout.splitlines()
    assert header.split()[:2] == ["size", "length"]
    assert our_line.split()[:4] == ["own", "16", "4", "tinyreason"] and peer_line.split()[3] == "f32"
    assert notes[0].startswith("own x 16: f32-compiled failed: ") and "GFLOP/s" in notes[1]

    [row] = json.loads(out.read_text())
    asked = config.replace(config.Config(), **SHAPE, context=16, batch=4, optimizer="adamw", qk_norm=False)
    assert config.overlay(config.Config(), row["config"]) == asked
    assert (row["size"], row["length"], row["parameters"]) == ("own", 16, budget.count(asked.model).total)
    assert row["processor"] and row["cores"] >= 1 and row["devices"] >= 1 and row["environment"]["packages"]["jax"]
    assert row["peers"]["f32-compiled"].keys() == {"failed"}
    peer = row["peers"]["f32"]
    for one in (row, peer):
        assert len(one["turns"]) == 2
        assert one["tokens_per_second"] == pytest.approx(statistics.median(one["turns"]))
        assert one["lowest_tokens_per_second"] == min(one["turns"]) <= one["highest_tokens_per_second"]
        operations = one["tokens_per_second"] * 3 * budget.count(asked.model).flops_per_token
        assert one["share_of_product_rate"] == pytest.approx(operations / row["product_rates"][one["dtype"]])
        assert one["peak_bytes"] > 0
    assert (row["dtype"], peer["dtype"]) == ("bfloat16", "float32")
    assert row["compile_seconds"] >= 0 and row["cached_compile_seconds"] >= 0
    assert (row["best_peer"], row["ratio_to_best_peer"]) == ("f32", peer["ratio"])
    assert peer["ratio"] == pytest.approx(row["tokens_per_second"] / peer["tokens_per_second"])


def test_decoding(learned, tmp_path):
    out = tmp_path / "out.json"
    short = ["--questions=3", "--lengths=12", "--rounds=1", "--seconds=0"]
    done = call("benchmark", "decode", *OWN, *short, f"--run={learned}", f"--out={out}")
    assert done.returncode == 0, done.stderr
    [row] = json.loads(out.read_text())
    assert (row["questions"], row["length"], row["prompt"]) == (3, 12, 3) and row["tokens_per_second"] > 0
    assert row["best_peer"] == "generate"
    assert row["ratio_to_best_peer"] == row["tokens_per_second"] / row["peers"]["generate"]["tokens_per_second"]
    assert 0 < row["first_token"]["lowest"] <= row["first_token"]["seconds"] <= row["first_token"]["highest"]
    assert "first token after" in done.stdout.splitlines()[-1]


def test_input(tmp_path):
    out, lines = tmp_path / "out.json", tmp_path / "mine.jsonl"
    lines.write_text("".join(f'{{"question": "{n}?", "thoughts": "", "answer": "{n}"}}\n' for n in range(50)))
    flags = [
        f"--{name}={value}"
        for name, value in (SHAPE | {"vocabulary": 270, "context": 40, "batch": 4, "devices": 1}).items()
    ]
    done = call("benchmark", "input", f"--tasks=jsonl:{lines}", *flags, *SHORT, f"--out={out}")
    assert done.returncode == 0, done.stderr
    [row] = json.loads(out.read_text())
    step, training = (row[name]["tokens_per_second"] for name in ("step", "training"))
    assert (row["length"], row["ratio_to_best_peer"], row["peers"]) == (40, None, {})
    assert row["share_of_step"] == step / row["tokens_per_second"] and row["slowdown"] == 1 - training / step
    assert [line.split()[3] for line in done.stdout.splitlines()[1:4]] == ["tinyreason", "step", "training"]


def test_a_population(tmp_path):
    out = tmp_path / "out.json"
    flags = [f"--{name}={value}" for name, value in (SHAPE | {"context": 16, "batch": 2}).items()]
    done = call("benchmark", "population", "--members=2", *flags, *SHORT, f"--out={out}")
    assert done.returncode == 0, done.stderr
    [row] = json.loads(out.read_text())
    assert (row["members"], row["best_peer"], len(row["turns"])) == (2, "in turn", 2)
    assert row["ratio_to_best_peer"] == row["tokens_per_second"] / row["peers"]["in turn"]["tokens_per_second"]


def test_a_whole_sweep(tmp_path):
    out, lines = tmp_path / "out.json", tmp_path / "mine.jsonl"
    lines.write_text("".join(f'{{"question": "{n}?", "thoughts": "", "answer": "{n}"}}\n' for n in range(90)))
    tiny = ["--context=40", "--batch=2", "--steps=2", "--validation_batches=1", "--evaluation_examples=0"]
    quick = ["--optimizer=adamw", "--shapes=1", "--sample=1"]
    done = call("benchmark", "sweep", f"--tasks=jsonl:{lines}", *tiny, *quick, f"--out={out}")
    assert done.returncode == 0, done.stderr
    [row] = json.loads(out.read_text())
    assert (row["runs"], row["sampled"]) == (3, 3) and row["processor"]
    for way, seconds in row["seconds"].items():
        assert seconds > 0 and row["times_the_sweep"][way] == seconds / row["seconds"]["sweep"]
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:]] == list(row["seconds"])


def test_a_sample_of_shapes_is_not_the_cheapest_ones():
    chosen = sweeps.sampled(whole.SHAPES, 6, whole.DRAW)
    assert chosen == sweeps.sampled(whole.SHAPES, 6, whole.DRAW)
    assert len({tuple(point.items()) for point in chosen}) == 6
    for axis in ("depth", "heads", "loops"):
        assert len({point[axis] for point in chosen}) == 2, axis
    assert sweeps.sampled(whole.SHAPES, 99, whole.DRAW) == whole.SHAPES


def test_the_examples_of_the_default_sweep_fit_its_context():
    asked = config.replace(config.Config(), **whole.BASE)
    learned = tokenizer.train_tokenizer("bpe", data.tokenizer_texts(asked), asked.model.vocabulary)
    assert set(data.survey(asked, learned).too_long.values()) == {0.0}


def test_a_word_that_is_no_command_is_one_clear_line(tmp_path):
    done = call("benchmark", "tain", f"--out={tmp_path / 'out.json'}")
    assert (done.returncode, done.stdout) == (2, "") and "train, decode, input" in done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and not list(tmp_path.iterdir())


MISTAKES = {
    "": "train, decode, input",
    "train decode": "'decode'",
    "train --peers=f32,f64": "--peers=f64",
    "train --sizes=2M": "0.2M, 0.8M, 1.8M, own",
    "train --lengths=x": "--lengths=x",
    "train --lengths=100": "--tokens=8192 is no multiple",
    "train --width=32": "--sizes (or add own",
    "train --batch=32": "--tokens",
    "train --optimizer=muon --loops=2": "--loops=1 --optimizer=adamw",
    "train --run=here": "--run says nothing to `train`",
    "input --peers=none": "--peers says nothing",
    "decode --run=/nowhere": "/nowhere",
    "population --sample=3": "--sample says nothing",
    "population --devices=2": "--devices is decided by",
}
# Several command lines in one process, since importing takes the most time.
EACH_MISTAKE = """
import sys
from absl.testing import flagsaver
from absl import flags
from experiments import benchmark
from tinyreason import config
for line in sys.stdin.read().split("\\n"):
    with flagsaver.flagsaver():
        try:
            benchmark.main(*config.parse_flags(["benchmark", *line.split()], list(benchmark.TAKEN))[1:])
        except config.UserError as error:
            print(error.status, error)
"""


def test_mistakes_are_one_clear_line():
    done = subprocess.run(
        [sys.executable, "-c", EACH_MISTAKE], input="\n".join(MISTAKES), capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    found = done.stdout.splitlines()
    assert len(found) == len(MISTAKES)
    for line, words in zip(found, MISTAKES.values(), strict=True):
        assert line.startswith("2 ") and words in line


def test_a_missing_extra_is_named_with_its_command(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(config.UserError, match=r"torch and transformers: pip install -e \.\[peers\]"):
        llama.check_installed()
    with pytest.raises(config.UserError, match=r"pip install -e \.\[llamacpp\]"):
        llama_cpp.Writer(config.Config(), 4).load()


def test_llama_cpp_writes_what_our_model_does():
    pytest.importorskip("llama_cpp")
    asked = config.replace(config.Config(), **SHAPE, context=16)
    peer = llama_cpp.Writer(asked, 4)
    peer.load()
    facts = peer.begin()
    assert (facts.tokens, facts.parameters) == (12, budget.count(asked.model).total)
    peer._first = [peer._first[0] + 1]
    with pytest.raises(ValueError, match="did not write what our model writes"):
        peer.work()
