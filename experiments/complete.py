"""Continues any text with a trained model.

    python -m experiments.complete --run=runs/quickstart --prompt="Q: What is 2 + 2?"

Prints the text and what the model writes after it, as it is written, some 5 seconds after the start on 2 cores.
"""

import sys
from pathlib import Path

from absl import flags

from experiments import start
from tinyreason import evaluation, runs
from tinyreason.sampling import Settings
from tinyreason.tokenizer import START

RUN = flags.DEFINE_string("run", None, "the run directory", required=True)
STEP = flags.DEFINE_integer("step", None, "the checkpoint's step (default: the last)")
PROMPT = flags.DEFINE_string("prompt", None, "the text to go on from; it may be empty", required=True)
TEMPERATURE = flags.DEFINE_float("temperature", 0.0, "randomness of what is written; 0: always the likeliest token")
TOP_K = flags.DEFINE_integer("top_k", 0, "draw from the likeliest so many tokens; 0: from all")
TOP_P = flags.DEFINE_float("top_p", 1.0, "draw from the likeliest tokens that hold this share of the probability")
MAX_TOKENS = flags.DEFINE_integer("max_tokens", 0, "most tokens written; 0: up to the end of the context")
SEED = flags.DEFINE_integer("seed", 0, "seed of what is drawn")


def main() -> None:
    """Prints the text, going on."""
    settings = Settings(TEMPERATURE.value, TOP_K.value, TOP_P.value, MAX_TOKENS.value)
    runs.use_compilation_cache()
    run = runs.load(Path(RUN.value), STEP.value)
    prompt = [START, *run.tokenizer.encode(PROMPT.value)]
    unshown = [PROMPT.value]

    def show(text: str) -> None:
        print(*unshown, text, sep="", end="", flush=True)
        unshown.clear()

    continuation = evaluation.write(run, prompt, settings, SEED.value, show)
    print(*unshown, sep="", flush=True)
    if not continuation.ended and not settings.max_tokens:
        print("(cut off: the context is full)", file=sys.stderr)


if __name__ == "__main__":
    start(main)
