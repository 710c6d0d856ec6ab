"""Files that are whole or not there, and directories for one process."""

import pytest

from tinyreason import disk
from tinyreason.config import UserError


def test_replacing_keeps_the_old_file_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "file"
    disk.write_whole(path, "old")
    with pytest.raises(ZeroDivisionError), disk.replacing(path) as unfinished:
        unfinished.write_text("ne")
        raise ZeroDivisionError
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(UserError, match="cannot write") as caught:
        disk.write_whole(tmp_path / "missing" / "file", "new")
    assert caught.value.status == 1
    disk.write_whole(path, "nëw")
    assert path.read_text() == "nëw"


def test_what_exists_is_named_with_what_to_do(tmp_path):
    disk.check_absent([tmp_path / "none"], "say so")
    (tmp_path / "some").touch()
    with pytest.raises(UserError, match="some exists already; delete it, or say so"):
        disk.check_absent([tmp_path / "none", tmp_path / "some"], "say so")


def test_a_directory_is_held_once_and_then_free(tmp_path):
    def holding():
        return disk.held(tmp_path / "new", "at work in")

    with holding(), pytest.raises(disk.InUse, match="another process is at work in"), holding():
        pass
    with holding():
        pass
