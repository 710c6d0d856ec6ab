"""What is in a checkpoint: any that Orbax wrote, by this project or another, without the code of its model.

    python -m experiments.inspect_checkpoint --run=runs/quickstart
    python -m experiments.inspect_checkpoint --run=PATH --values
    python -m experiments.inspect_checkpoint --run=runs/quickstart --diff=500,1000
    python -m experiments.inspect_checkpoint --run=runs/quickstart --verify

`--run` is a run, a directory of steps or a single checkpoint, of Orbax v1 or the older layout. A second on 2 cores:
arrays are read only for `--values`, `--diff` and `--verify`, and then a block at a time, so that a checkpoint may be
far larger than memory. Shown are the steps, the tree (optimizer state apart), and what its writer left beside it:
config, package versions, commit, position in the data. `--json` prints the same for a program, with null where a
number is not finite; for `--diff` that is {"leaves": {name: {"max_abs_diff": ..., "relative_change": ...}}, ...}. A
leaf's change is the norm of all moves as a share of the norm before.

Exit status: 0 where all that was read is whole; 1 where something is damaged, which is named by leaf and file after
what is intact; 2 for wrong usage, such as a directory that is no checkpoint or a step that is not there.
"""

import dataclasses
import json
import math
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from absl import flags
from rich.console import Console
from rich.table import Table
from rich.text import Text

from experiments import start
from tinyreason import inspection
from tinyreason.config import UserError, run_directory
from tinyreason.inspection import Contents, Damage, Leaf

RUN = flags.DEFINE_string("run", None, "a run, a directory of steps, one checkpoint, or pretrained: the packaged one")
STEP = flags.DEFINE_integer("step", None, "the step to look at (default: the last)")
VALUES = flags.DEFINE_boolean("values", False, "read the arrays, and show what values they hold")
DIFF = flags.DEFINE_list("diff", None, "two steps of --run, or two paths: how far each leaf moved from A to B")
VERIFY = flags.DEFINE_boolean("verify", False, "read every array through, and name what is damaged")
JSON = flags.DEFINE_boolean("json", False, "print JSON")

# The columns of a terminal that the tables are made for; what is piped gets as many.
WIDTH = 100


def main() -> None:
    """Shows what the flags ask for."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # what is piped to `head` ends quietly
    damage = show_difference(DIFF.value) if DIFF.value is not None else show_checkpoint()
    if damage:
        raise UserError(f"damaged: {len(damage)} in number, named above; what else is shown is intact", status=1)


def run_path(otherwise: str) -> Path:
    """Returns the place that the flag names. Raises UserError, saying so `otherwise`, where it names none."""
    if RUN.value is None:
        raise UserError(otherwise)
    return run_directory(RUN.value)


def show_checkpoint() -> list[Damage]:
    """Shows one checkpoint; returns its damage."""
    run = run_path("name a run or a checkpoint: --run=DIR")
    path = inspection.find(run, STEP.value)
    contents = inspection.read(path)
    damage = inspection.verify(contents) if VERIFY.value else list(contents.damage)
    values: dict[str, inspection.Statistics] = {}
    if VALUES.value:
        for leaf in contents.leaves:
            try:
                values[leaf.name] = inspection.statistics(leaf)
            except ValueError as error:
                if all(found.leaf != leaf.name for found in damage):
                    damage.append(inspection.damage_of(contents, leaf, error))
    listed = inspection.steps(run)
    if JSON.value:
        print_json(as_tree(contents, listed, values, damage))
        return damage
    out = console()
    out.print(step_table(listed, path))
    for group in (inspection.PARAMETERS, inspection.OTHER, inspection.OPTIMIZER):
        leaves = [leaf for leaf in contents.leaves if leaf.group == group]
        if leaves:
            out.print()
            out.print(value_table(leaves, group, values) if values else leaf_table(leaves, group))
    if contents.strings:
        out.print(f"\ntexts: {', '.join(contents.strings)}", markup=False)
    for name, document in contents.documents.items():
        for words, value in facts(name, document):
            out.print(f"\n[bold]{words}[/bold]" if out.is_terminal else f"\n{words}")
            out.print(value, markup=False, highlight=False, soft_wrap=True)
    show_damage(out, damage)
    if VERIFY.value and not damage:
        read = sum(leaf.bytes for leaf in contents.leaves)
        checked = "" if inspection.leaf_checksums(contents) else " (no checksums of leaves were saved with it)"
        out.print(f"\nwhole: {len(contents.leaves)} arrays, {size(read)}, read through{checked}")
    return damage


def show_difference(places: Sequence[str]) -> list[Damage]:
    """Shows how far leaves moved between two checkpoints; returns what is damaged in either."""
    if len(places) != 2:
        raise UserError("--diff takes two: --diff=STEP_A,STEP_B with --run, or --diff=PATH_A,PATH_B")
    if all(place.isdecimal() for place in places):
        run = run_path("--diff of two steps needs --run=DIR")
        paths = [inspection.find(run, int(place)) for place in places]
    else:
        paths = [inspection.find(Path(place)) for place in places]
    a, b = (inspection.read(path) for path in paths)
    compared = inspection.compare(a, b)
    damage = [*a.damage, *b.damage, *(found for found in compared.damage if found not in (*a.damage, *b.damage))]
    if JSON.value:
        rest = {name: list(getattr(compared, name)) for name in ("only_in_a", "only_in_b", "unlike")}
        leaves = {name: dataclasses.asdict(moved) for name, moved in compared.leaves.items()}
        print_json({"leaves": leaves, **rest, "damage": [dataclasses.asdict(found) for found in damage]})
        return damage
    out = console()
    table = new_table(f"from {paths[0]} to {paths[1]}", "leaf", "relative change", "largest move")
    for name, moved in compared.leaves.items():
        table.add_row(name, number(moved.relative_change), number(moved.max_abs_diff))
    out.print(table)
    for words, names in (
        ("only in the first", compared.only_in_a),
        ("only in the second", compared.only_in_b),
        ("of unlike shapes", compared.unlike),
    ):
        if names:
            out.print(f"\n{words}: {', '.join(names)}", markup=False, highlight=False)
    show_damage(out, damage)
    return damage


def console() -> Console:
    """Returns where tables go: a terminal, or plain text of the same width."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(width=WIDTH, no_color=True, highlight=False)


def new_table(title: str, first: str, *numbers: str) -> Table:
    """Returns a table whose first column may be folded and whose other columns stand right."""
    table = Table(title=Text(title, style="bold"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def step_table(listed: Sequence[inspection.Step], shown: Path) -> Table:
    """Returns the steps, the one that is shown marked."""
    names = sorted({name for step in listed for name in step.metrics})
    table = new_table("steps", "", "step", "written", "on disk", *names)
    for step in listed:
        metrics = [number(step.metrics.get(name, math.nan)) for name in names]
        mark = ", ".join(["shown below"] * (step.path == shown) + ["best"] * step.best)
        label = "-" if step.step is None else str(step.step)
        table.add_row(mark, label, f"{step.date:%Y-%m-%d %H:%M:%S}", size(step.bytes), *metrics)
    return table


def leaf_table(leaves: Sequence[Leaf], title: str) -> Table:
    """Returns the tree of leaves with their shapes, and the sums of each branch."""
    table = new_table(title, "leaf", "shape", "dtype", "elements", "bytes", "sharding")
    for depth, name, below, leaf in branches(leaves, title):
        shape, dtype, sharding = (
            ("x".join(map(str, leaf.shape)) or "scalar", leaf.dtype, leaf.sharding) if leaf else ("",) * 3
        )
        elements, sizes = sum(found.size for found in below), sum(found.bytes for found in below)
        style = None if leaf else "bold" if not depth else "cyan"
        table.add_row("  " * depth + name, shape, dtype, f"{elements:,}", size(sizes), sharding, style=style)
    return table


def branches(leaves: Sequence[Leaf], title: str) -> list[tuple[int, str, list[Leaf], Leaf | None]]:
    """Returns the rows of a tree: depth, key, the leaves below, and the leaf itself. Lone children share a row."""
    rows: list[tuple[int, str, list[Leaf], Leaf | None]] = []

    def add(depth: int, name: str, below: list[tuple[list[str], Leaf]]) -> None:
        while len({keys[0] for keys, _ in below if keys}) == 1 and all(keys for keys, _ in below):
            name = f"{name}/{below[0][0][0]}" if name else below[0][0][0]
            below = [(keys[1:], leaf) for keys, leaf in below]
        leaf = below[0][1] if len(below) == 1 and not below[0][0] else None
        rows.append((depth, name or title, [found for _, found in below], leaf))
        if leaf is None:
            groups: dict[str, list[tuple[list[str], Leaf]]] = {}
            for keys, found in below:
                groups.setdefault(keys[0] if keys else ".", []).append((keys[1:], found))
            for key, group in groups.items():
                add(depth + 1, key, group)

    add(0, "", [(leaf.name.split("/"), leaf) for leaf in leaves])
    return rows


def value_table(leaves: Sequence[Leaf], title: str, values: Mapping[str, inspection.Statistics]) -> Table:
    """Returns what values the leaves hold."""
    table = new_table(title, "leaf", "min", "max", "mean", "std", "norm", "zeros", "NaN", "Inf")
    for leaf in leaves:
        if leaf.name in values:
            found = values[leaf.name]
            numbers = [number(x, digits=3) for x in (found.min, found.max, found.mean, found.std, found.norm)]
            table.add_row(leaf.name, *numbers, f"{100 * found.zeros:.3g}%", str(found.nan), str(found.inf))
    return table


def facts(name: str, document: Any) -> list[tuple[str, str]]:
    """Returns what stands in a JSON file of a checkpoint, as titles and texts that people read."""
    custom = document.get("custom_metadata") if isinstance(document, dict) else None
    if not isinstance(custom, dict):
        return [] if name.startswith("metrics") else [(name, json.dumps(document))]
    shown = []
    for key, value in custom.items():
        if key == "tokenizer" and isinstance(value, dict):
            value = f"{len(value.get('model', {}).get('vocab', ()))} entries"
        if key != "checksums":
            sections = value if isinstance(value, dict) else {}
            lines = [f"  {section}: {flat(rest)}" for section, rest in sections.items()]
            shown.append((key, "\n".join(lines) or f"  {value}"))
    return shown


def flat(value: Any) -> str:
    """Returns a section as words."""
    return " ".join(f"{key}={rest}" for key, rest in value.items()) if isinstance(value, dict) else str(value)


def show_damage(out: Console, damage: Sequence[Damage]) -> None:
    """Shows what is damaged, by leaf and file."""
    if damage:
        out.print()
        table = Table(title=Text("damage", style="bold red"), title_justify="left", box=None, pad_edge=False)
        for name in ("leaf", "file", "what is wrong"):
            table.add_column(name, overflow="fold")
        for found in damage:
            table.add_row(found.leaf or "-", found.file, found.reason)
        out.print(table)


def as_tree(
    contents: Contents,
    listed: Sequence[inspection.Step],
    values: Mapping[str, inspection.Statistics],
    damage: Sequence[Damage],
) -> dict[str, Any]:
    """Returns all that is known of a checkpoint as JSON values."""
    leaves = {
        leaf.name: {
            "shape": list(leaf.shape),
            "dtype": leaf.dtype,
            "elements": leaf.size,
            "bytes": leaf.bytes,
            "group": leaf.group,
            "sharding": leaf.sharding,
            **({"values": dataclasses.asdict(values[leaf.name])} if leaf.name in values else {}),
        }
        for leaf in contents.leaves
    }
    steps = [
        {**vars(step), "path": str(step.path), "date": step.date.isoformat(), "metrics": dict(step.metrics)}
        for step in listed
    ]
    totals = {
        group: dict(zip(("elements", "bytes"), contents.total(group), strict=True))
        for group in (inspection.PARAMETERS, inspection.OPTIMIZER, inspection.OTHER)
    }
    return {
        "path": str(contents.path),
        "steps": steps,
        "leaves": leaves,
        "texts": list(contents.strings),
        "totals": totals,
        "documents": dict(contents.documents),
        "damage": [dataclasses.asdict(found) for found in damage],
    }


def print_json(tree: Any) -> None:
    """Prints JSON, with null for what is not finite."""
    print(json.dumps(finite(tree), indent=2, allow_nan=False))


def finite(tree: Any) -> Any:
    """Returns a tree with None for each number that is not finite."""
    if isinstance(tree, dict):
        return {key: finite(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [finite(value) for value in tree]
    return None if isinstance(tree, float) and not math.isfinite(tree) else tree


def number(value: float | None, digits: int = 4) -> str:
    """Returns a number in few letters."""
    return "-" if value is None or math.isnan(value) else f"{value:.{digits}g}"


def size(count: int) -> str:
    """Returns bytes in words, such as '3.3 MB'."""
    for unit, worth in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= worth:
            return f"{count / worth:.1f} {unit}"
    return f"{count} B"


if __name__ == "__main__":
    start(main)
