"""The peer for one question: llama.cpp, given our own parameters by our export to its file.

It comes with `pip install -e .[llamacpp]`, which compiles it, and is imported only in its own process.
"""

import ctypes
import importlib
import importlib.util
import logging
import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jax

from experiments.contenders.contender import Contender, Facts, prompts
from tinyreason import export, machine, model, sampling
from tinyreason.config import Config, UserError
from tinyreason.tokenizer import BYTE_LETTERS, SPECIALS, Tokenizer

PACKAGES = ("llama_cpp", "gguf")
# Pieces of work that a number of threads is judged by.
_TRIES = 5


class Writer(Contender):
    """Its decoding of one sequence, greedy, on as many threads as it is fastest with; float32 but for its cache."""

    def __init__(self, config: Config, prompt: int):
        """Takes how long the prompt is; it writes to the context's end."""
        self.config, self._written = config, config.model.context - prompt
        self._prompt = prompts(config, 1, prompt)[0]

    def load(self) -> None:
        """Imports the library, writes its file and the first token as our model does. Raises UserError without it."""
        if any(importlib.util.find_spec(name) is None for name in PACKAGES):
            raise UserError("it is not installed: pip install -e .[llamacpp], which takes some minutes to compile")
        self._library: Any = importlib.import_module("llama_cpp")
        logging.getLogger("llama-cpp-python").setLevel(logging.CRITICAL)
        c = self.config.model
        params = model.initial_params(c, jax.random.key(self.config.run.seed))
        # Ids alone are read and written, so any tokenizer will do that merges something, which llama.cpp insists on.
        first, second = BYTE_LETTERS[:2]
        letters = [*SPECIALS, *BYTE_LETTERS][: c.vocabulary - 1]
        tokenizer = Tokenizer([*letters, first + second], [(first, second)])
        self._directory = tempfile.TemporaryDirectory()
        out = Path(self._directory.name, "model")
        export.export(SimpleNamespace(config=self.config, params=params, tokenizer=tokenizer), "gguf", out, "benchmark")
        self._file = bytes(out / "model.gguf")
        [ours] = sampling.Sampler(c, params).generate([self._prompt], sampling.Settings(max_tokens=1))
        self._first = ours.ids

    def begin(self) -> Facts:
        """Reads the file and finds the best number of threads. Raises ValueError where it is refused."""
        library, c = self._library, self.config.model
        self._model = library.llama_model_load_from_file(self._file, library.llama_model_default_params())
        options = library.llama_context_default_params()
        options.n_ctx = options.n_batch = c.context
        self._context = self._model and library.llama_init_from_model(self._model, options)
        if not self._context:
            raise ValueError("llama.cpp refused the model")
        self._greedy = library.llama_sampler_init_greedy()
        threads = max(range(1, len(machine.cores()) + 1), key=self._speed)
        library.llama_set_n_threads(self._context, threads, threads)
        details = {"llama_cpp": library.__version__, "threads": threads}
        return Facts(self._written, library.llama_model_n_params(self._model), "float32", details)

    def _speed(self, threads: int) -> float:
        """Returns pieces of work a second, at best, since a disturbance tells nothing of the threads."""
        self._library.llama_set_n_threads(self._context, threads, threads)
        return 1 / min(timeit.repeat(self.work, number=1, repeat=_TRIES))

    def work(self) -> None:
        """Writes the continuation. Raises ValueError where it does not begin as ours does."""
        library, context = self._library, self._context
        library.llama_memory_clear(library.llama_get_memory(context), True)
        new, written = self._prompt, []
        for _ in range(self._written):
            library.llama_decode(context, library.llama_batch_get_one((ctypes.c_int32 * len(new))(*new), len(new)))
            new = [library.llama_sampler_sample(self._greedy, context, -1)]
            written += new
        if written[:1] != self._first:
            raise ValueError("llama.cpp did not write what our model writes with the same parameters")

    def forget_compiled(self) -> None:
        """Nothing is compiled."""

    def product(self, dtype: str, size: int) -> Callable[[], object]:
        """Raises ValueError: it offers no products by themselves."""
        raise ValueError("llama.cpp multiplies no matrices by themselves")
