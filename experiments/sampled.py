"""The flags of the experiments that let a trained model write: how tokens are drawn."""

from absl import flags

from experiments import trained
from tinyreason.sampling import Settings

flags.adopt_module_key_flags(trained)
TEMPERATURE = flags.DEFINE_float("temperature", 0.0, "randomness of what is written; 0: always the likeliest token")
TOP_K = flags.DEFINE_integer("top_k", 0, "draw from the likeliest so many tokens; 0: from all")
TOP_P = flags.DEFINE_float("top_p", 1.0, "draw from the likeliest tokens that hold this share of the probability")
MAX_TOKENS = flags.DEFINE_integer("max_tokens", 0, "most tokens written; 0: up to the end of the context")
SEED = flags.DEFINE_integer("seed", 0, "seed of what is drawn")


def settings() -> Settings:
    """Returns how tokens are drawn. Raises UserError where the flags do not allow any."""
    return Settings(TEMPERATURE.value, TOP_K.value, TOP_P.value, MAX_TOKENS.value)
