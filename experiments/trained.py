"""The flags of the experiments on a trained model: which run, and which of its checkpoints."""

from absl import flags

from tinyreason import config, machine, runs

RUN = flags.DEFINE_string("run", None, "the run directory, or pretrained: the packaged checkpoint", required=True)
STEP = flags.DEFINE_integer("step", None, "the checkpoint's step (default: the last)")


def load_run() -> runs.Run:
    """Returns the run of the flags, with compiled programs kept from call to call. Raises UserError."""
    machine.use_compilation_cache()
    return runs.load(config.run_directory(RUN.value), STEP.value)
