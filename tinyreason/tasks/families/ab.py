"""reasoning-gym's ab: a program of ten tokens that face left (#A, #B) or right (A#, B#); facing ones meet.

Those of one letter vanish, those of two letters pass each other. So a token that faces left meets all before it that
face right, the last first, and takes the first of its own letter with it; if there is none, it goes to the left end.
Behind each token stand those that face right and are left.

    Q: … A# #B A# #A B# #A
    A: A#: A#
    #B goes: A#
    A#: A# A#
    #A takes A#: A#
    B#: A# B#
    #A takes A#: B#
    Answer: #B B#.
"""

from tinyreason.tasks.gym import GymTask, Item


def program(question: str) -> list[str]:
    """Returns the tokens of the program at the end of a question."""
    return question.split("the following program:")[1].split("\n")[2].split()


def _run(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Returns the lines of the search and the tokens that are left."""
    lines, gone, waiting = [], [], []
    for token in tokens:
        if token[1] == "#":
            waiting.append(token)
            lines.append(f"{token}: {' '.join(waiting)}")
            continue
        other = f"{token[1]}#"
        if other in waiting:
            del waiting[len(waiting) - 1 - waiting[::-1].index(other)]
            lines.append(f"{token} takes {other}: {' '.join(waiting)}".rstrip())
        else:
            gone.append(token)
            lines.append(f"{token} goes: {' '.join(waiting)}".rstrip())
    return lines, gone + waiting


def thoughts(item: Item) -> str:
    """Returns each token and those that wait after it."""
    return "\n".join(_run(program(item["question"]))[0])


def label(item: Item) -> str:
    """Returns how many tokens are left."""
    return f"{len(item['answer'].split())} left"


TASK = GymTask("ab", thoughts, label)
