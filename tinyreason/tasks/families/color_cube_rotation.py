"""reasoning-gym's color_cube_rotation: a cube with six colors is turned 1 to 3 times; which color is on one side?

After each turn all sides stand with their colors. A turn takes four sides round: the one that comes to the top leaves
its place to that opposite the top, and so on. From the bottom to the top, opposite sides change places, all but two.

    Q: A cube has: … What is now the color of the front side of the cube? …
    A: top red, right blue, front gold, left pink, back gray, bottom cyan
    back to top: top gray, right blue, front red, left pink, back cyan, bottom gold
    front: red
    Answer: red.
"""

from tinyreason.tasks.gym import GymTask, Item

# Where each side's color comes from, by the side that comes to the top. The other sides keep theirs.
TURNS = {
    "front": {"top": "front", "front": "bottom", "bottom": "back", "back": "top"},
    "back": {"top": "back", "back": "bottom", "bottom": "front", "front": "top"},
    "right": {"top": "right", "right": "bottom", "bottom": "left", "left": "top"},
    "left": {"top": "left", "left": "bottom", "bottom": "right", "right": "top"},
    "bottom": {"top": "bottom", "bottom": "top", "front": "back", "back": "front"},
}


def thoughts(item: Item) -> str:
    """Returns the cube before and after each turn."""
    cube, target = item["metadata"]["initial_state"], item["metadata"]["target_side"]
    lines = [_written(cube)]
    for side in item["metadata"]["rotations"]:
        cube = {place: cube[TURNS[side].get(place, place)] for place in cube}
        lines.append(f"{side} to top: {_written(cube)}")
    return "\n".join([*lines, f"{target}: {cube[target]}"])


def _written(cube: dict[str, str]) -> str:
    return ", ".join(f"{side} {color}" for side, color in cube.items())


def label(item: Item) -> str:
    """Returns the number of turns."""
    return f"{item['metadata']['num_rotations']} turns"


TASK = GymTask("color_cube_rotation", thoughts, label)
