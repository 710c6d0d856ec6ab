"""Counts that rules change: after the first state each stands behind the number of the rule that led to it.

2 0 1 0
1: 1 0 1 2
"""

from collections.abc import Sequence


def applied(states: Sequence[Sequence[int]], rules: Sequence[Sequence[int]]) -> str:
    """Returns a line a state, where a rule is what it adds to each count. Raises ValueError for a change by no rule."""
    lines = [_written(states[0])]
    for before, after in zip(states, states[1:], strict=False):
        change = tuple(new - old for old, new in zip(before, after, strict=True))
        lines.append(f"{rules.index(change) + 1}: {_written(after)}")
    return "\n".join(lines)


def _written(state: Sequence[int]) -> str:
    return " ".join(map(str, state))
