"""What a model costs, from its config alone: parameters, bytes and floating-point operations, itemised."""

import dataclasses
from dataclasses import dataclass

from tinyreason.config import Config, ModelConfig, UserError

BYTES_PER_PARAMETER = 4  # float32
TRAINING_COPIES = 4  # parameter, gradient and AdamW's two moments


@dataclass(frozen=True)
class Budget:
    """The trained parameters of each kind, and the operations of a forward pass per token."""

    parameters: dict[str, int]
    flops_per_token: int

    @property
    def total(self) -> int:
        """All trained parameters."""
        return sum(self.parameters.values())

    @property
    def bytes(self) -> int:
        """Bytes of the parameters in float32."""
        return BYTES_PER_PARAMETER * self.total

    @property
    def training_bytes(self) -> int:
        """Bytes of parameters, gradients and AdamW's two moments in float32, without activations."""
        return TRAINING_COPIES * self.bytes

    @property
    def training_flops_per_token(self) -> int:
        """Operations per token of forward and backward pass: three times the forward pass."""
        return 3 * self.flops_per_token

    def table(self) -> str:
        """Returns the items and totals as aligned lines."""
        rows = [(name, count, BYTES_PER_PARAMETER * count) for name, count in self.parameters.items()]
        lines = [f"{'':<14}{'parameters':>14}{'bytes':>16}"]
        lines += [
            f"{name:<14}{count:>14,}{size:>16,}" for name, count, size in [*rows, ("total", self.total, self.bytes)]
        ]
        lines += [
            f"{'with gradients and moments':<28}{self.training_bytes:>16,}",
            f"{'FLOPs per token, forward':<28}{self.flops_per_token:>16,}",
            f"{'FLOPs per token, training':<28}{self.training_flops_per_token:>16,}",
        ]
        return "\n".join(lines)


def count(model: ModelConfig) -> Budget:
    """Returns what the model costs.

    FLOPs are those of the matrix products, a multiplication and an addition each, averaged over a row of `context`
    tokens of which each attends to itself and all before it. Every loop is counted; its weights are counted once.
    """
    keys_width = model.key_heads * model.head_width
    attention = model.depth * (2 * model.width * model.width + 2 * model.width * keys_width)
    feed_forward = model.depth * (3 if model.gated else 2) * model.width * model.hidden
    embedding = model.vocabulary * model.width
    parameters = {
        "embedding": embedding,
        "positions": model.context * model.width if model.positions == "learned" else 0,
        "attention": attention,
        "feed_forward": feed_forward,
        "norms": (2 * model.depth + 1) * model.width + 2 * model.depth * model.head_width * model.qk_norm,
        "head": 0 if model.tied else embedding,
    }
    scores_and_values = model.depth * 2 * model.width * (model.context + 1)  # 2 products, (context + 1) / 2 keys
    blocks = 2 * (attention + feed_forward) + scores_and_values
    return Budget(parameters, model.loops * blocks + 2 * embedding)


def fit(model: ModelConfig, dial: str, budget: int) -> ModelConfig:
    """Returns the model of the largest `dial`, "width" or "depth", that has at most `budget` parameters.

    Everything else stays as it is. Widths are those that give each head an even width.
    Raises UserError where even the smallest has more.
    """
    unit = {"width": 2 * model.heads, "depth": 1}[dial]

    def at(multiple: int) -> ModelConfig:
        size = multiple * unit
        return dataclasses.replace(model, width=size) if dial == "width" else dataclasses.replace(model, depth=size)

    if count(at(1)).total > budget:
        raise UserError(
            f"--budget={budget} is too small: with --{dial}={unit} there are {count(at(1)).total} parameters already"
        )
    most = 1
    while count(at(2 * most)).total <= budget:
        most *= 2
    # `most` fits and `most + step` after the last halving does not: parameters grow with either dial.
    step = most
    while step:
        most += step if count(at(most + step)).total <= budget else 0
        step //= 2
    return at(most)


def check(config: Config) -> None:
    """Raises UserError, with the itemised table and the nearest config that fits, for a model over the run's budget."""
    cost, most = count(config.model), config.run.budget
    if cost.total <= most:
        return
    raise UserError(
        f"the model has {cost.total} parameters, over --budget={most}; {_advice(config.model, most)}\n{cost.table()}"
    )


def _advice(model: ModelConfig, budget: int) -> str:
    """Names the largest model under the budget that differs in width or in depth alone."""
    fitting = []
    for dial in ("width", "depth"):
        try:
            fitting.append((fit(model, dial, budget), dial))
        except UserError:
            continue
    if not fitting:
        return "no width or depth alone makes it fit: choose a smaller vocabulary, fewer heads or a larger budget"
    nearest, dial = max(fitting, key=lambda found: count(found[0]).total)
    return f"the nearest that fits is --{dial}={getattr(nearest, dial)} with {count(nearest).total}"
