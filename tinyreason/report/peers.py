"""The figure of a model's scores on reasoning-gym's suite beside the published ones."""

from collections.abc import Sequence

from tinyreason import comparison
from tinyreason.report.panels import COLOURS, GREY, Figure, Intervals, Key, Mark
from tinyreason.tasks import suite

_OURS, _BEST, _CONSTANT = range(3)
_KEYS = (
    Key("ours, 95% interval", COLOURS[0], line=""),
    Key("best published", COLOURS[1], marker="D", line="", filled=False),
    Key("best constant answer", GREY, marker="|", line=""),
)


def figure(name: str, rows: Sequence[comparison.Row], words: str) -> Figure:
    """Returns a row a family, those first where ours leads most; `words` are what has to stand with the numbers."""
    marks, by_lead = [], comparison.by_lead(rows)
    for place, row in enumerate(by_lead):
        marks.append(Mark(place, _CONSTANT, row.floor, row.floor, row.floor))
        best = comparison.best_published(row)
        if best is not None:
            marks.append(Mark(place, _BEST, best, best, best))
        marks.append(Mark(place, _OURS, row.mean_score, row.low, row.high))
    panel = Intervals(
        f"{len(rows)} families by our lead over the best of {len(suite.MODELS)} large models",
        "mean score",
        tuple(map(comparison.name, by_lead)),
        tuple(marks),
        "share",
    )
    return Figure(name, "reasoning-gym's suite", words, (panel,), _KEYS)
