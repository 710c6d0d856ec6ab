"""What is in a checkpoint: any that Orbax wrote, ours or not, read leaf by leaf and without the model's code.

Orbax keeps a tree of arrays in a directory of its own: names in `_METADATA`, shardings in `_sharding`, both JSON, and
the arrays by TensorStore, either all in one OCDBT database or each in a directory. Here each array is opened by itself,
so that a damaged one hides none of the others, and read in blocks, so that none need fit in memory. A name is the keys
from the root joined by "/", after that of the tree where a checkpoint holds several (`params/block_0/...`).
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import tensorstore as ts

from tinyreason.config import UserError

# Most elements of an array that are held at a time.
BLOCK = 2**22
# A leaf below a key of one of these names belongs to an optimizer.
OPTIMIZER_KEYS = frozenset({"opt_state", "optimizer", "optimizer_state", "opt"})
PARAMETERS, OPTIMIZER, OTHER = "parameters", "optimizer state", "other"

_TREE, _SHARDING, _CHECKPOINT, _DATABASE = "_METADATA", "_sharding", "_CHECKPOINT_METADATA", "manifest.ocdbt"
_UNFINISHED = ".orbax-checkpoint-tmp"
_ARRAY_FILES = {"zarr.json": "zarr3", ".zarray": "zarr"}
_NO_ARRAY = {"None", "Dict", "List", "NamedTuple", "Tuple", "string"}
# What a chunk's key adds to its array's: of zarr v3, then of zarr v2, whose parts a dot or a slash may separate.
_CHUNK = re.compile(r"/(c(/\d+)*|\d+([./]\d+)*)$")
_STEP = re.compile(r"(?:.*[_.-])?(\d+)")


@dataclass(frozen=True)
class Damage:
    """What cannot be read: the file, the leaf that suffers (None: not one alone) and why."""

    leaf: str | None
    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.leaf or '(no leaf)'}: {self.file}: {self.reason}"


@dataclass(frozen=True)
class Leaf:
    """An array as stored; `group` says what it is for, `sharding` how it lay on devices ('' where not recorded)."""

    name: str
    group: str
    sharding: str
    array: ts.TensorStore

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return tuple(self.array.shape)

    @property
    def dtype(self) -> str:
        """The name of its dtype."""
        return str(self.array.dtype.name)

    @property
    def size(self) -> int:
        """Its number of elements."""
        return math.prod(self.shape)

    @property
    def bytes(self) -> int:
        """Its size in memory."""
        return self.size * np.dtype(self.array.dtype.numpy_dtype).itemsize

    def blocks(self) -> Iterator[np.ndarray]:
        """Yields its elements in order, in blocks of whole rows. Raises ValueError where they cannot be read."""
        if not self.shape:
            yield np.asarray(self.array.read().result())
            return
        rows = max(1, BLOCK // max(1, math.prod(self.shape[1:])))
        for first in range(0, self.shape[0], rows):
            yield self.array[first : min(first + rows, self.shape[0])].read().result()


@dataclass(frozen=True)
class Contents:
    """A checkpoint without its arrays' values. `strings` are leaves of text, `documents` its JSON by file."""

    path: Path
    leaves: tuple[Leaf, ...]
    strings: tuple[str, ...]
    documents: Mapping[str, Any]
    damage: tuple[Damage, ...]

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What its writer added by hand: for a run of ours config, environment, step and checksums."""
        found = self.documents.get(_CHECKPOINT)
        custom = found.get("custom_metadata") if isinstance(found, dict) else None
        return custom if isinstance(custom, dict) else {}

    def total(self, group: str) -> tuple[int, int]:
        """Returns the elements and bytes of a group's leaves."""
        chosen = [leaf for leaf in self.leaves if leaf.group == group]
        return sum(leaf.size for leaf in chosen), sum(leaf.bytes for leaf in chosen)


@dataclass(frozen=True)
class Step:
    """A checkpoint among others: when it was written, its bytes on disk, its metrics, and whether it is the best.

    `step` is the number at the end of its directory's name, None where there is none.
    """

    step: int | None
    path: Path
    date: datetime
    bytes: int
    metrics: Mapping[str, float]
    best: bool = False


def find(path: Path, step: int | None = None) -> Path:
    """Returns the directory of a checkpoint: `path` itself, or of the steps in it, or of a run, the latest or `step`.

    Raises UserError where there is none; for a step that is not there it names the nearest.
    """
    if not path.exists():
        raise UserError(f"there is no {path}")
    if _is_checkpoint(path):
        if step is not None and _number(path) != step:
            raise UserError(f"{path} is one checkpoint: leave out --step={step}, or name the directory above it")
        return path
    found = _step_directories(path)
    if not found:
        raise UserError(f"{path} is no checkpoint, and holds none: name a run, a directory of steps, or one of them")
    if step is None:
        return found[max(found)]
    if step not in found:
        nearest = min(found, key=lambda other: (abs(other - step), other))
        raise UserError(
            f"{path} has no step {step}; the nearest is {nearest} (there are {', '.join(map(str, sorted(found)))})"
        )
    return found[step]


def steps(path: Path) -> list[Step]:
    """Returns the checkpoints of a run or a directory of steps, in rising order; of one checkpoint, itself.

    The best has the least of a metric whose name ends with "loss".
    """
    places = [path] if _is_checkpoint(path) else [place for _, place in sorted(_step_directories(path).items())]
    listed = [_step(_number(place), place) for place in places]
    names = [name for step in listed for name in step.metrics if name.endswith("loss")]
    with_loss = [step for step in listed if names and names[0] in step.metrics]
    best = min(with_loss, key=lambda step: step.metrics[names[0]], default=None)
    return [Step(**{**vars(step), "best": step is best}) for step in listed]


def _step(number: int | None, path: Path) -> Step:
    files = [file for file in path.rglob("*") if file.is_file()]
    found: dict[str, Any] = {}
    for file in (path / _CHECKPOINT, path / "metrics" / "metrics"):
        try:
            tree = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # named as damage by `read`
        found |= tree if file.name == _CHECKPOINT else {"metrics": tree}
    written = found.get("commit_timestamp_nsecs") or path.stat().st_mtime_ns
    metrics = {name: float(x) for name, x in (found.get("metrics") or {}).items() if isinstance(x, (int, float))}
    date = datetime.fromtimestamp(written / 1e9).astimezone()
    return Step(number, path, date, sum(file.stat().st_size for file in files), metrics)


def _number(path: Path) -> int | None:
    match = _STEP.fullmatch(path.absolute().name)
    return int(match[1]) if match else None


def _step_directories(path: Path) -> dict[int, Path]:
    """Returns the checkpoints in a run's directory, or else in the directory itself, by the number in their name."""
    for directory in (path / "checkpoints", path):
        places = sorted(directory.iterdir()) if directory.is_dir() else []
        numbered = [(_number(place), place) for place in places if place.is_dir() and _is_checkpoint(place)]
        found = {number: place for number, place in numbered if number is not None}
        if found:
            return found
    return {}


def _is_tree(path: Path) -> bool:
    if any((path / name).is_file() for name in (_TREE, _DATABASE)):
        return True
    return path.is_dir() and any((child / name).is_file() for child in path.iterdir() for name in _ARRAY_FILES)


def _is_checkpoint(path: Path) -> bool:
    if not path.is_dir():
        return False
    if (path / _CHECKPOINT).exists() or _is_tree(path):
        return True
    # Trees side by side are an old checkpoint, or one cut off; not so where they are checkpoints themselves, or steps.
    trees = [child for child in path.iterdir() if _is_tree(child) and not (child / _CHECKPOINT).exists()]
    return bool(trees) and any(_number(child) is None for child in trees)


def read(path: Path) -> Contents:
    """Reads all of a checkpoint but its arrays' values.

    What cannot be read is in `damage`, beside what can. Raises UserError where `path` is no checkpoint.
    """
    if not _is_checkpoint(path):
        raise UserError(f"{path} is no checkpoint")
    damage: list[Damage] = []
    documents = _documents(path, damage)
    found = documents.get(_CHECKPOINT)
    handlers = found.get("item_handlers") if isinstance(found, dict) else None
    declared = {path / name for name, handler in _items(handlers) if re.search("PyTree|Standard", str(handler))}
    places = [path] if _is_tree(path) else sorted(declared | {child for child in path.iterdir() if _is_tree(child)})
    trees = [_Tree(path, place, f"{place.name}/" if len(places) > 1 else "") for place in places if _is_tree(place)]
    for tree in trees:
        damage += tree.damage
    if _UNFINISHED in path.name:
        damage.append(Damage(None, path.name, "the save was never finished"))
    if not (path / _CHECKPOINT).exists() and any(tree.recent for tree in trees):
        damage.append(Damage(None, _CHECKPOINT, "the file is missing"))
    parts = {path / name for name, _ in _items(handlers)} | set(places)
    for part in sorted(parts - {tree.directory for tree in trees}):
        if part in declared or not part.is_dir():
            why = "it has no leaves" if part.is_dir() else "the directory is missing"
            damage.append(Damage(f"{part.name}/...", part.name, why))
    leaves = [leaf for tree in trees for leaf in tree.leaves]
    strings = [name for tree in trees for name in tree.strings]
    return Contents(path, tuple(leaves), tuple(strings), documents, tuple(damage))


def _items(tree: Any) -> list[tuple[str, Any]]:
    return list(tree.items()) if isinstance(tree, dict) else []


def _documents(path: Path, damage: list[Damage]) -> dict[str, Any]:
    """Returns the JSON files of a checkpoint beside its trees; adds those that are none to the damage."""
    files = [path / _CHECKPOINT]
    if not _is_tree(path):
        files += [
            file
            for child in sorted(path.iterdir())
            if child.is_dir() and not _is_tree(child)
            for file in sorted(child.iterdir())
        ]
    documents = {}
    for file in files:
        name = str(file.relative_to(path))
        if not file.is_file() or not (file.suffix == ".json" or file.name in (_CHECKPOINT, "metrics", "metadata")):
            continue
        try:
            documents[name] = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            damage.append(Damage(None, name, f"it is no JSON: {error}"))
    return documents


class _Tree:
    """One tree of arrays: its leaves, and what is damaged of it."""

    def __init__(self, checkpoint: Path, directory: Path, prefix: str):
        self.leaves: list[Leaf] = []
        self.strings: list[str] = []
        self.damage: list[Damage] = []
        self.directory, self._root, self._in_database, self.recent = directory, checkpoint, False, False
        drivers, declared, shardings = self._drivers(), self._declared(), self._shardings()
        if declared is None:  # a dot within a key cannot be told from one between keys then
            declared = [(stored.split("."), stored, "") for stored in sorted(drivers)]
        opened = []
        lost = self._in_database and not (directory / _DATABASE).exists()
        for keys, stored, kind in declared:
            name = prefix + "/".join(keys)
            if kind == "string":
                self.strings.append(name)
            if kind in _NO_ARRAY:
                continue
            if lost:
                self.damage.append(Damage(name, self._place(directory / _DATABASE), "the file is missing"))
                continue
            if drivers and stored not in drivers:
                self.damage.append(Damage(name, self._place(directory), "it has no array of this name"))
                continue
            spec = {"driver": drivers.get(stored, "zarr3"), "kvstore": _store(directory, stored)}
            opened.append((keys, stored, name, ts.open(spec, open=True, read=True)))
        needed = _places(directory)
        for keys, stored, name, opening in opened:
            try:
                array = opening.result()
            except ValueError as error:
                self.damage.append(_damage(checkpoint, directory, name, error))
                continue
            self.leaves.append(Leaf(name, _group(prefix, keys, array), shardings.get(stored, ""), array))
            self.damage += [Damage(name, self._place(file), why) for file, why in _short(needed.get(stored, {}))]

    def _place(self, file: Path) -> str:
        """Returns a file's path within the checkpoint."""
        return str(file.relative_to(self._root)) if file != self._root else "."

    def _drivers(self) -> dict[str, str]:
        """Returns how each stored array is encoded."""
        directory = self.directory
        try:
            if (directory / _DATABASE).exists():
                keys = [key.decode() for key in ts.KvStore.open(_store(directory)).result().list().result()]
            else:
                keys = [f"{file.parent.relative_to(directory)}/{file.name}" for file in directory.rglob(".zarray")]
                keys += [f"{file.parent.relative_to(directory)}/{file.name}" for file in directory.rglob("zarr.json")]
        except ValueError as error:
            self.damage.append(_damage(self._root, directory, None, error))
            return {}
        parts = [key.rpartition("/") for key in keys]
        return {name: _ARRAY_FILES[file] for name, _, file in parts if file in _ARRAY_FILES}

    def _declared(self) -> list[tuple[list[str], str, str]] | None:
        """Returns each leaf's keys, the name it is stored under and its kind; None where there is no such list."""
        tree = self._json(_TREE)
        if tree is None:
            return None
        try:
            declared = []
            self._in_database = bool(tree.get("use_ocdbt"))
            self.recent = "custom_metadata" in tree  # by an Orbax that writes a file for the whole checkpoint, too
            for entry in tree["tree_metadata"].values():
                keys = [str(part["key"]) for part in entry["key_metadata"]]
                declared.append((keys, ".".join(keys), str(entry["value_metadata"]["value_type"])))
            return declared
        except (KeyError, TypeError, AttributeError) as error:
            self.damage.append(Damage(None, self._place(self.directory / _TREE), f"it is no list of leaves: {error}"))
            return None

    def _shardings(self) -> dict[str, str]:
        if not (self.directory / _SHARDING).exists():
            return {}
        tree = self._json(_SHARDING) or {}
        return {base64.b64decode(name).decode(): sharding_text(json.loads(text)) for name, text in tree.items()}

    def _json(self, name: str) -> dict[str, Any] | None:
        path = self.directory / name
        try:
            tree = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(tree, dict):
                raise ValueError("it is no object")
            return tree
        except FileNotFoundError:
            # The oldest layouts have no such file; a database always has.
            if (self.directory / _DATABASE).exists():
                self.damage.append(Damage(None, self._place(path), "the file is missing"))
        except (OSError, ValueError) as error:
            self.damage.append(Damage(None, self._place(path), f"it is no JSON: {error}"))
        return None


def sharding_text(tree: Mapping[str, Any]) -> str:
    """Returns a sharding as Orbax records it in a few words, such as 'data=2: (data, -)' or 'data=2: replicated'."""
    if tree.get("sharding_type") != "NamedSharding":
        return str(tree.get("device_str", tree.get("sharding_type", "")))
    axes = zip(tree.get("axis_names", []), tree.get("shape", []), strict=False)
    parts = ["-" if part is None else "+".join([part] if isinstance(part, str) else part) for part in _spec(tree)]
    placed = f"({', '.join(parts)})" if any(part != "-" for part in parts) else "replicated"
    return f"{' '.join(f'{name}={size}' for name, size in axes)}: {placed}"


def _spec(tree: Mapping[str, Any]) -> Sequence[Any]:
    return tree.get("partition_spec") or []


def _group(prefix: str, keys: Sequence[str], array: ts.TensorStore) -> str:
    """Floating-point leaves are parameters, unless they are an optimizer's; counters and random keys are neither."""
    if OPTIMIZER_KEYS & {prefix.rstrip("/"), *keys}:
        return OPTIMIZER
    dtype = np.dtype(array.dtype.numpy_dtype)
    return OTHER if dtype.kind in "iub" else PARAMETERS


def _store(directory: Path, name: str = "") -> dict[str, str]:
    place = f"{directory.absolute()}/"
    path = f"{name}/" if name else ""
    if (directory / _DATABASE).exists():
        return {"driver": "ocdbt", "base": f"file://{place}", "path": path}
    return {"driver": "file", "path": place + path}


def _places(directory: Path) -> dict[str, dict[Path, int]]:
    """Returns for each array the files that its values lie in, and how long each must be at least.

    Small values lie within the database's own nodes, which carry checksums. What cannot be listed is left out: opening
    the arrays names it.
    """
    places: dict[str, dict[Path, int]] = {}
    if not (directory / _DATABASE).exists():
        for child in directory.iterdir():
            if any((child / name).exists() for name in _ARRAY_FILES):
                places[child.name] = {file: 0 for file in child.rglob("*") if file.is_file()}
        return places
    base = ts.KvStore.open(f"file://{directory.absolute()}/").result()
    try:
        versions = ts.ocdbt.dump(base).result()["versions"]
        waiting = [versions[-1]["root"]["location"]] if versions else []
        while waiting:
            for entry in ts.ocdbt.dump(base, waiting.pop()).result()["entries"]:
                if "location" in entry:
                    waiting.append(entry["location"])
                elif "indirect_value" in entry:
                    _, inside, file, offset, length = entry["indirect_value"].split(":")
                    name = _CHUNK.sub("", entry["key"].decode())
                    files = places.setdefault(name, {})
                    path = directory / inside / file
                    files[path] = max(files.get(path, 0), int(offset) + int(length))
    except (ValueError, KeyError):
        return places
    return places


def _short(files: Mapping[Path, int]) -> list[tuple[Path, str]]:
    """Returns the files that are missing or shorter than their values need."""
    found = []
    for path, needed in files.items():
        if not path.exists():
            found.append((path, "the file is missing"))
        elif path.stat().st_size < needed:
            found.append((path, f"it is cut off at {path.stat().st_size} bytes of at least {needed}"))
    return found


def _damage(checkpoint: Path, directory: Path, leaf: str | None, error: Exception) -> Damage:
    """Returns the damage that an error of TensorStore tells of."""
    text = " ".join(str(error).split())
    text = re.sub(r" \[(source locations|tensorstore_spec)=.*", "", text)
    named = re.search(re.escape(str(checkpoint.absolute())) + r"/([\w./-]*[\w])", text)
    place = checkpoint / named[1] if named else directory
    stored = directory / _stored_name(checkpoint, directory, leaf)
    if place.is_dir() and stored.is_dir():
        place = stored
    elif place.is_dir():  # the error names no more than the database
        place = next(iter(_places(directory).get(stored.name, {})), place)
    relative = str(place.relative_to(checkpoint)) if place != checkpoint else "."
    return Damage(leaf, relative, text[:200])


def _stored_name(checkpoint: Path, directory: Path, leaf: str | None) -> str:
    prefix = "" if directory == checkpoint else f"{directory.name}/"
    return (leaf or "").removeprefix(prefix).replace("/", ".")


@dataclass(frozen=True)
class Statistics:
    """The values of a leaf. The first five are over its finite elements, None where there are none."""

    min: float | None
    max: float | None
    mean: float | None
    std: float | None
    norm: float | None
    zeros: float
    nan: int
    inf: int


def statistics(leaf: Leaf) -> Statistics:
    """Returns the statistics of a leaf in float64, reading it block by block; of complex numbers, their magnitudes.

    Means and squared deviations of blocks are joined as by Chan, Golub and LeVeque (1979). Raises ValueError where the
    leaf cannot be read.
    """
    count, mean, deviations, squares = 0, 0.0, 0.0, 0.0
    least, most = math.inf, -math.inf
    zeros = nan = inf = 0
    for block in leaf.blocks():
        values = _float64(block).reshape(-1)
        zeros += int(np.count_nonzero(values == 0))
        nan += int(np.count_nonzero(np.isnan(values)))
        inf += int(np.count_nonzero(np.isinf(values)))
        values = values[np.isfinite(values)]
        if not values.size:
            continue
        least, most = min(least, float(values.min())), max(most, float(values.max()))
        squares += float(values @ values)
        own = float(values.mean())
        difference, total = own - mean, count + values.size
        deviations += float(np.sum((values - own) ** 2)) + difference**2 * count * values.size / total
        mean += difference * values.size / total
        count = total
    if not count:
        return Statistics(None, None, None, None, None, zeros / max(leaf.size, 1), nan, inf)
    std = math.sqrt(deviations / count)
    return Statistics(least, most, mean, std, math.sqrt(squares), zeros / leaf.size, nan, inf)


def _float64(block: np.ndarray) -> np.ndarray:
    return (np.abs(block) if block.dtype.kind == "c" else block).astype(np.float64)


@dataclass(frozen=True)
class Difference:
    """How far a leaf moved: the largest move of an element, and the norm of all moves as a share of the old norm.

    The share is infinite where the old norm is 0 and the new one is not; both are NaN where an element is.
    """

    max_abs_diff: float
    relative_change: float


@dataclass(frozen=True)
class Comparison:
    """Two checkpoints: the leaves of both by falling change, those of one alone, and those of unlike shapes."""

    leaves: Mapping[str, Difference]
    only_in_a: tuple[str, ...]
    only_in_b: tuple[str, ...]
    unlike: tuple[str, ...]
    damage: tuple[Damage, ...]


def compare(a: Contents, b: Contents) -> Comparison:
    """Compares leaves of the same name, block by block; those that cannot be read are in `damage`."""
    old, new = ({leaf.name: leaf for leaf in contents.leaves} for contents in (a, b))
    found: dict[str, Difference] = {}
    unlike, damage = [], []
    for name in (name for name in old if name in new):
        if old[name].shape != new[name].shape:
            unlike.append(f"{name}: {old[name].shape} and {new[name].shape}")
            continue
        try:
            found[name] = _difference(old[name], new[name])
        except ValueError:
            damage += [
                bad for contents, leaf in ((a, old[name]), (b, new[name])) for bad in _verify_leaf(contents.path, leaf)
            ]
    order = sorted(found, key=lambda name: np.nan_to_num(found[name].relative_change, nan=math.inf), reverse=True)
    return Comparison(
        {name: found[name] for name in order},
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
        tuple(unlike),
        tuple(damage),
    )


def _difference(old: Leaf, new: Leaf) -> Difference:
    largest, moved, squares = 0.0, 0.0, 0.0
    for before, after in zip(old.blocks(), new.blocks(), strict=True):
        a, b = _float64(before), _float64(after)
        move = np.where(a == b, 0.0, b - a)  # equal infinities have not moved
        largest = max(largest, float(np.max(np.abs(move), initial=0.0))) if not np.isnan(move).any() else math.nan
        moved += float(np.sum(move**2))
        squares += float(np.sum(a**2))
    if squares == 0:
        return Difference(largest, math.inf if moved else 0.0)
    return Difference(largest, math.sqrt(moved / squares))


def verify(contents: Contents) -> list[Damage]:
    """Reads every array through, and returns all damage, that of `contents` included.

    A value that is not stored reads as zeros, so values are counted; and where the checkpoint holds checksums of its
    leaves, as ours do, each is held against its own.
    """
    damage = list(contents.damage)
    known = {found.leaf for found in damage}
    saved = leaf_checksums(contents)
    for leaf in contents.leaves:
        if leaf.name not in known:
            damage += _verify_leaf(contents.path, leaf, saved.get(leaf.name))
    gone = sorted(saved.keys() - {leaf.name for leaf in contents.leaves} - known)
    return damage + [Damage(name, ".", "it has a checksum and is not there") for name in gone]


def leaf_checksums(contents: Contents) -> Mapping[str, int]:
    """Returns the checksums of leaves that were saved with a checkpoint; none where there are none."""
    checksums = contents.metadata.get("checksums")
    return checksums.get("leaves", {}) if isinstance(checksums, dict) else {}


def damage_of(contents: Contents, leaf: Leaf, error: Exception) -> Damage:
    """Returns the damage that an error in reading a leaf tells of."""
    return _damage(contents.path, _directory(contents.path, leaf), leaf.name, error)


def _verify_leaf(checkpoint: Path, leaf: Leaf, saved: int | None = None) -> list[Damage]:
    def named(error: Exception) -> list[Damage]:
        return [_damage(checkpoint, _directory(checkpoint, leaf), leaf.name, error)]

    value = 0
    try:
        for block in leaf.blocks():
            value = zlib.crc32(np.ascontiguousarray(block).reshape(-1).view(np.uint8).data, value)
        expected, stored = _chunks(leaf)
    except ValueError as error:
        return named(error)
    if stored < expected:
        return named(ValueError(f"{expected - stored} of its {expected} chunks are missing"))
    if saved is not None and value != saved:
        return named(ValueError("its checksum is not the one that was saved"))
    return []


def _chunks(leaf: Leaf) -> tuple[int, int]:
    """Returns how many chunks an array has, and how many of them are stored."""
    chunk = leaf.array.chunk_layout.write_chunk.shape or leaf.shape
    expected = math.prod(-(-size // int(part or size or 1)) for size, part in zip(leaf.shape, chunk, strict=True))
    keys: Any = leaf.array.kvstore.list().result() if leaf.array.kvstore else []
    return expected, sum(bool(_CHUNK.search("/" + key.decode())) for key in keys)


def _directory(checkpoint: Path, leaf: Leaf) -> Path:
    """Returns the directory of the tree that a leaf belongs to."""
    store: Any = leaf.array.spec().kvstore.to_json()  # type: ignore[union-attr]
    inside = Path(store["base"]["path"] if "base" in store else str(Path(store["path"]).parent))
    return checkpoint / inside.relative_to(checkpoint.absolute())
