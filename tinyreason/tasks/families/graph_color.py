"""reasoning-gym's graph_color: a color of three for each of 10 vertices, another than that of its neighbors.

The vertices are gone through in order. Each stands with its neighbors that have a color already, and gets the first
color that none of them has. reasoning-gym asks only for graphs on which that succeeds.

    Q: … Edges: [(0, 5), (0, 6), (1, 4), (4, 5)] …
    A: 0: = 1
    1: = 1
    …
    4: 1:1 = 2
    5: 0:1 4:2 = 3
    …
    Answer: {"0": 1, "1": 1, …}.
"""

import json

from tinyreason.tasks.gym import GymTask, Item


def thoughts(item: Item) -> str:
    """Returns the vertices with the colors of their neighbors before them, and their own."""
    lines, colors = [], coloring(item)
    for vertex, color in colors.items():
        neighbors = [low for low, high in item["metadata"]["puzzle"]["edges"] if high == vertex]
        lines.append(" ".join([f"{vertex}:", *(f"{other}:{colors[other]}" for other in neighbors), f"= {color}"]))
    return "\n".join(lines)


def coloring(item: Item) -> dict[int, int]:
    """Returns the first free color for each vertex in order; each edge names the vertex that comes first first."""
    puzzle, colors = item["metadata"]["puzzle"], dict[int, int]()
    for vertex in puzzle["vertices"]:
        taken = {colors[low] for low, high in puzzle["edges"] if high == vertex}
        colors[vertex] = next(color for color in puzzle["color_options"] if color not in taken)
    return colors


def answer(item: Item) -> str:
    """Returns the colors as JSON; reasoning-gym names none, since there are many."""
    return json.dumps(coloring(item))


def label(item: Item) -> str:
    """Returns the number of edges."""
    return f"{len(item['metadata']['puzzle']['edges'])} edges"


TASK = GymTask("graph_color", thoughts, label, answer)
