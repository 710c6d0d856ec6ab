"""reasoning-gym's suite as large models were asked it: their published scores, and the settings of its hard items.

Both are files in `data`, from the repository open-thought/reasoning-gym-eval by the authors of reasoning-gym
(Stojanovski et al., arXiv 2505.24760): `reasoning_gym_published.csv` holds mean scores of zero-shot answers to 50 items
a family, `reasoning_gym_hard.yaml` the settings of the hard items. The easy ones are drawn at the package's defaults.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

EASY, HARD = "easy", "hard"
WIDE = "wide"  # over the range of both
LEVELS, AT = (EASY, HARD, WIDE), "@"
SOURCE = "reasoning-gym (arXiv 2505.24760), open-thought/reasoning-gym-eval, zero-shot, 50 items a family"
MODELS = ("o3-mini", "deepseek-r1", "claude-3.5-sonnet", "llama-4-maverick", "llama-3.3-70b")

_DATA = Path(__file__).parent / "data"


@cache
def published(suite: str) -> dict[str, dict[str, float | None]]:
    """Returns the published mean scores, from 0 to 1, of each of `MODELS` on every family; None where there is none."""
    rows = [row for row in _published_rows() if row["level"] == suite]
    return {row["family"]: {model: float(row[model]) if row[model] else None for model in MODELS} for row in rows}


@cache
def kinds() -> dict[str, str]:
    """Returns the kind of each family, as the suite sorts them: arithmetic, games and so on."""
    return {row["family"]: row["category"] for row in _published_rows()}


@cache
def _published_rows() -> list[dict[str, str]]:
    with (_DATA / "reasoning_gym_published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def settings(family: str, suite: str) -> dict[str, Any]:
    """Returns what a suite sets otherwise than a family's defaults. Raises KeyError where hard has no such family."""
    return {} if suite == EASY else _hard_settings()[family]


def widened(defaults: Mapping[str, Any], hard: Mapping[str, Any]) -> dict[str, Any]:
    """Returns hard settings with each `min_` and `max_` moved out to the default where that lies farther out."""
    farther = {"min": min, "max": max}
    return {
        name: farther[name[:3]](value, defaults[name]) if name[:4] in ("min_", "max_") else value
        for name, value in hard.items()
    }


@cache
def _hard_settings() -> dict[str, dict[str, Any]]:
    tree = yaml.safe_load((_DATA / "reasoning_gym_hard.yaml").read_text(encoding="utf-8"))
    listed = [dataset for category in tree["categories"] for dataset in category["datasets"]]
    return {dataset["dataset"]: dataset.get("params", {}) for dataset in listed}
