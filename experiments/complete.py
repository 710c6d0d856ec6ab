"""Continues any text with a trained model.

    python -m experiments.complete --run=runs/quickstart --prompt="Q: What is 2 + 2?"

Prints the text and what the model writes after it, as it is written, some 3 seconds after the start on 2 cores.
"""

import sys

from absl import flags

from experiments import sampled, start, trained
from tinyreason import asking
from tinyreason.tokenizer import START

flags.adopt_module_key_flags(sampled)
PROMPT = flags.DEFINE_string("prompt", None, "the text to go on from; it may be empty", required=True)


def main() -> None:
    """Prints the text, going on."""
    settings, run = sampled.settings(), trained.load_run()
    prompt = [START, *run.tokenizer.encode(PROMPT.value)]
    unshown = [PROMPT.value]

    def show(text: str) -> None:
        print(*unshown, text, sep="", end="", flush=True)
        unshown.clear()

    continuation = asking.write(run, prompt, settings, sampled.SEED.value, show)
    print(*unshown, sep="", flush=True)
    if not continuation.ended and not settings.max_tokens:
        print("(cut off: the context is full)", file=sys.stderr)


if __name__ == "__main__":
    start(main)
