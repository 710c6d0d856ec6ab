"""The records of a run, a line or an event a step, that go on after a given step when the run does."""

import json
import os
import time
from pathlib import Path
from typing import IO, Any

from tinyreason.config import UserError
from tinyreason.disk import write_whole, writing


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Reads a file of JSON lines. Raises UserError naming a line that is damaged."""
    rows = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            raise UserError(f"line {number} of {path} is damaged: {error}", status=1) from error
    return rows


class Rows:
    """A file of JSON lines, each with its step, that goes on after a given step."""

    def __init__(self, path: Path, step: int):
        """Cuts off the lines after `step`, and a last line that was torn by a kill."""
        self.kept: list[dict[str, Any]] = []
        self._path = path
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        for line in lines:
            try:
                row = json.loads(line)
                if row["step"] > step:
                    break
            except (ValueError, KeyError, TypeError):
                break
            self.kept.append(row)
        if len(self.kept) < len(lines):
            write_whole(path, "".join(lines[: len(self.kept)]))
        with writing(path):
            self._file: IO[str] = path.open("a", encoding="utf-8")

    def add(self, **row: Any) -> None:
        """Adds a line, there for others to read when this returns."""
        with writing(self._path):
            self._file.write(json.dumps(row, allow_nan=False) + "\n")
            self._file.flush()

    def sync(self) -> None:
        """Returns when the lines are on disk, so that no checkpoint is ahead of them."""
        with writing(self._path):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Writes what is left."""
        with writing(self._path):
            self._file.close()


class Events:
    """Scalars for TensorBoard, in a file of its own for each time that training goes on."""

    def __init__(self, directory: Path, step: int):
        """Tells TensorBoard to forget what was written for the steps after `step`."""
        # Here, because it takes a second: it imports PyTorch where that is installed.
        from tensorboardX.proto import event_pb2, summary_pb2
        from tensorboardX.record_writer import RecordWriter

        self._path, self._event, self._summary = directory, event_pb2, summary_pb2.Summary
        with writing(directory):
            directory.mkdir(exist_ok=True)
            self._file = RecordWriter(str(directory / f"events.out.tfevents.{step:010d}"))
        self._write(file_version="brain.Event:2")
        self._write(step=step + 1, session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START))

    def add(self, step: int, **scalars: float) -> None:
        """Adds values of a step."""
        values = [self._summary.Value(tag=name, simple_value=value) for name, value in scalars.items()]
        self._write(step=step, summary=self._summary(value=values))

    def _write(self, **fields: Any) -> None:
        with writing(self._path):
            self._file.write(self._event.Event(wall_time=time.time(), **fields).SerializeToString())

    def sync(self) -> None:
        """Returns when the values are on disk."""
        with writing(self._path):
            self._file.flush()

    def close(self) -> None:
        """Writes what is left."""
        with writing(self._path):
            self._file.close()
