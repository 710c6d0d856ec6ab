"""Lines that go on after a step."""

import json

import pytest

from tinyreason.config import UserError
from tinyreason.records import Rows, read_rows


@pytest.mark.parametrize("torn", ["", '{"step": 4, "lo'])
@pytest.mark.parametrize("step", [0, 2, 3])
def test_rows_go_on_after_a_step_without_what_a_kill_left(tmp_path, torn, step):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"step": n}) + "\n" for n in (1, 2, 3)) + torn)
    rows = Rows(path, step)
    assert rows.kept == [{"step": n} for n in range(1, step + 1)]
    rows.add(step=step + 1, loss=0.5)
    rows.sync()
    rows.close()
    assert read_rows(path) == [*rows.kept, {"step": step + 1, "loss": 0.5}]


def test_a_damaged_line_is_named(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"step": 1}\n{"step"\n')
    with pytest.raises(UserError, match=r"line 2 of .*rows.jsonl is damaged"):
        read_rows(tmp_path / "rows.jsonl")
