"""The peer: Hugging Face's `LlamaForCausalLM` in PyTorch, or Qwen3's, of the same shape, optimizer and batch.

PyTorch and Transformers come with `pip install -e .[peers]` and are imported only in a peer's own process.
"""

import importlib
import importlib.util
import os
from collections.abc import Callable
from typing import Any

from experiments.contenders.contender import Contender, Facts, fixed_batch, prompts
from tinyreason import huggingface
from tinyreason.config import Config, UserError

PACKAGES = ("torch", "transformers")


def check_installed() -> None:
    """Raises UserError where the packages are missing."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise UserError(
            f"the peers need {' and '.join(missing)}: pip install -e .[peers], or measure without them: --peers=none"
        )


def check_same(config: Config) -> None:
    """Raises UserError where the model or the optimizer is one that Llama or PyTorch's AdamW is not."""
    shared = {"loops": 1, "activation": "swiglu", "positions": "rope"}
    other = {name: value for name, value in shared.items() if getattr(config.model, name) != value}
    if config.optimizer.optimizer != "adamw":
        other["optimizer"] = "adamw"
    if other:
        wanted = " ".join(f"--{name}={value}" for name, value in other.items())
        raise UserError(f"the peers are Llama, trained by AdamW: give {wanted}, or measure without them: --peers=none")


class _Llama(Contender):
    """What the train step and the writer share."""

    def __init__(self, config: Config):
        """Takes the same config as ours."""
        self.config = config

    def load(self) -> None:
        """Imports PyTorch and the model's class; a GPU is used where PyTorch has one."""
        os.environ["TRANSFORMERS_VERBOSITY"] = "error"
        # Imported by name, so that types can be checked where they are not installed.
        self.torch: Any = importlib.import_module("torch")
        self.transformers: Any = importlib.import_module("transformers")
        # Imported when first named.
        self._class = getattr(self.transformers, huggingface.CLASSES[huggingface.architecture(self.config.model)])
        self.device = "cuda" if self.torch.cuda.is_available() else "cpu"

    def forget_compiled(self) -> None:
        """Drops what torch.compile made."""
        self.torch.compiler.reset()

    def product(self, dtype: str, size: int) -> Callable[[], object]:
        """Returns PyTorch's product."""
        torch = self.torch
        left, right = (torch.randn(size, size, device=self.device, dtype=getattr(torch, dtype)) for _ in range(2))

        def multiply() -> None:
            torch.mm(left, right)
            self._wait()

        return multiply

    def device_peak_bytes(self) -> int | None:
        """Returns what PyTorch's allocator counts on a GPU."""
        return None if self.device == "cpu" else self.torch.cuda.max_memory_allocated()

    def _wait(self) -> None:
        if self.device != "cpu":
            self.torch.cuda.synchronize()

    def _model(self) -> Any:
        c = self.config.model
        self.torch.manual_seed(self.config.run.seed)
        return self._class(
            self._class.config_class(
                vocab_size=c.vocabulary,
                hidden_size=c.width,
                intermediate_size=c.hidden,
                num_hidden_layers=c.depth,
                num_attention_heads=c.heads,
                num_key_value_heads=c.key_heads,
                head_dim=c.head_width,
                max_position_embeddings=c.context,
                rms_norm_eps=c.norm_epsilon,
                rope_parameters={"rope_type": "default", "rope_theta": c.rope_base},
                tie_word_embeddings=c.tied,
                hidden_act="silu",
                bos_token_id=None,
                eos_token_id=None,
            )
        ).to(self.device)

    def _facts(self, tokens: int, model: Any, dtype: str) -> Facts:
        details: dict[str, Any] = {name: getattr(self, name).__version__ for name in PACKAGES}
        details |= {"device": self.device, "threads": self.torch.get_num_threads()}
        return Facts(tokens, sum(parameter.numel() for parameter in model.parameters()), dtype, details)


class TrainStep(_Llama):
    """Forward, backward, clipping and fused AdamW, on one batch over and over; the whole batch at once."""

    def __init__(self, config: Config, dtype: str, compiled: bool):
        """Takes the dtype of the products, bfloat16 by autocast, and whether torch.compile makes the loss."""
        super().__init__(config)
        self._dtype, self._compiled = dtype, compiled

    def begin(self) -> Facts:
        """Makes model, optimizer and batch."""
        torch, c, run = self.torch, self.config.optimizer, self.config.run
        self._net = self._model().train()
        self._loss = torch.compile(self._plain_loss, dynamic=False) if self._compiled else self._plain_loss
        # What `optimizers.RULES` decays.
        decays = {name: p.ndim == 2 and "embed" not in name for name, p in self._net.named_parameters()}
        groups = [
            {
                "params": [p for name, p in self._net.named_parameters() if decays[name] == decayed],
                "weight_decay": max(0.0, c.weight_decay) * decayed,  # left open, it is below 0
            }
            for decayed in (True, False)
        ]
        self._optimizer = torch.optim.AdamW(groups, lr=c.learning_rate, betas=(c.beta1, c.beta2), fused=True)
        batch = fixed_batch(self.config)
        self._tokens, self._targets = (
            torch.tensor(array, dtype=torch.long, device=self.device) for array in (batch.tokens_BxT, batch.targets_BxT)
        )
        return self._facts(run.batch * self.config.model.context, self._net, self._dtype)

    def _plain_loss(self, tokens: Any, targets: Any) -> Any:
        with self.torch.autocast(self.device, self.torch.bfloat16, enabled=self._dtype == "bfloat16"):
            logits = self._net(input_ids=tokens, use_cache=False).logits
        return self.torch.nn.functional.cross_entropy(logits.flatten(0, 1).float(), targets.flatten())

    def work(self) -> None:
        """Takes a step."""
        self._optimizer.zero_grad(set_to_none=True)
        self._loss(self._tokens, self._targets).backward()
        if self.config.optimizer.clip:
            self.torch.nn.utils.clip_grad_norm_(self._net.parameters(), self.config.optimizer.clip)
        self._optimizer.step()
        self._wait()


class Writer(_Llama):
    """`generate`, greedy, with its cache of keys and values."""

    def __init__(self, config: Config, questions: int, prompt: int):
        """Takes how many prompts it goes on from at once and how long they are; it writes to the context's end."""
        super().__init__(config)
        self._questions, self._prompt, self._written = questions, prompt, config.model.context - prompt

    def begin(self) -> Facts:
        """Draws parameters and prompts."""
        self._net = self._model().eval()
        self._prompts = self.torch.tensor(prompts(self.config, self._questions, self._prompt), device=self.device)
        return self._facts(self._questions * self._written, self._net, "float32")

    def work(self) -> None:
        """Writes all continuations. Raises ValueError where some are shorter than asked for."""
        written = self._net.generate(
            self._prompts,
            attention_mask=self.torch.ones_like(self._prompts),
            max_new_tokens=self._written,
            do_sample=False,
            use_cache=True,
            pad_token_id=0,
        )
        self._wait()
        if written.shape[1] != self._prompt + self._written:
            raise ValueError("generate wrote fewer tokens than were to be timed")
