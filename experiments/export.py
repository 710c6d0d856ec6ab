"""Writes a trained model in the form that other software reads.

    python -m experiments.export --run=runs/quickstart --format=huggingface --out=exports/quickstart
    python -m experiments.export --run=runs/quickstart --format=gguf --out=exports/quickstart-gguf

Formats are huggingface (Transformers' Llama or Qwen3, safetensors), gguf (llama.cpp), onnx and stablehlo (jax.export,
for cpu, cuda and tpu); the last two take any batch and length. Each directory holds the tokenizer and a card with the
table that was measured at the end of training and a few lines that use the model. The packages come with the extra
`export`. Some seconds on 2 cores. Logits of the other software differ from ours by less than 1e-4. An option that a
format cannot express is refused by its name; a looped stack is unrolled for huggingface and gguf, and both sizes are
said.
"""

import json
from pathlib import Path

from absl import flags

from experiments import start, trained
from tinyreason import evaluation, export, runs
from tinyreason.config import UserError

flags.adopt_module_key_flags(trained)
FORMAT = flags.DEFINE_enum("format", None, list(export.FORMATS), "what to write", required=True)
OUT = flags.DEFINE_string("out", None, "the directory to write, new or empty", required=True)


def main() -> None:
    """Writes it, and says what had to be changed."""
    run, out = trained.load_run(), Path(OUT.value)
    try:
        remarks = export.export(run, FORMAT.value, out, run.directory.name, measured(run))
    except ModuleNotFoundError as error:
        raise UserError(
            f"--format={FORMAT.value} needs the package {error.name}: pip install -e '.[export]'"
        ) from error
    for remark in remarks:
        print(remark)
    total = sum(file.stat().st_size for file in out.iterdir())
    print(f"{out}: {total:,} bytes in {', '.join(sorted(file.name for file in out.iterdir()))}")


def measured(run: runs.Run) -> list[evaluation.Row]:
    """Returns what was measured at the end of training, if it is the last step that is written."""
    try:
        tree = json.loads((run.directory / runs.FINISHED).read_text(encoding="utf-8"))
        return [evaluation.Row(**row) for row in tree["evaluation"]] if tree["step"] == run.step else []
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{run.directory / runs.FINISHED} is damaged: {error!r}", status=1) from error


if __name__ == "__main__":
    start(main)
