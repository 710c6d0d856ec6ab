"""Configs, their JSON, durations, and the flags made from them."""

import dataclasses
import re
import subprocess
import sys

import pytest
from absl import flags

from tinyreason import config
from tinyreason.config import Config, ModelConfig, Units, UserError

CHANGED = config.replace(Config(), width=64, tasks="a,b:2.0", thoughts=False, learning_rate=0.5, steps="2epochs")


@pytest.fixture
def fresh_flags(monkeypatch):
    """Stands in an empty set of flags for absl's global one."""
    monkeypatch.setattr(flags, "FLAGS", flags.FlagValues())
    for name in ("DEFINE_string", "DEFINE_enum", "DEFINE_boolean", "DEFINE_integer", "DEFINE_float"):
        define = getattr(flags, name)
        monkeypatch.setattr(
            flags, name, lambda *words, define=define, **named: define(*words, flag_values=flags.FLAGS, **named)
        )


def parse(*words):
    config.define_flags()
    config.parse_flags(["script", *words])
    return config.from_flags()


def test_field_names_are_unique_and_described():
    names = [field.name for section in config.SECTIONS for field in dataclasses.fields(getattr(Config, section))]
    assert len(names) == len(set(names)) == len(config.field_sections())
    for section in config.SECTIONS:
        for field in dataclasses.fields(getattr(Config, section)):
            assert field.metadata["help"]


def test_json_returns_the_same_config(tmp_path):
    path = tmp_path / "config.json"
    config.save(CHANGED, path)
    assert config.load(path) == CHANGED != Config()
    config.save(Config(), path)
    assert config.load(path, CHANGED) == Config()


def test_part_of_a_config_is_laid_over_another(tmp_path):
    path = tmp_path / "part.json"
    path.write_text('{"model": {"depth": 7}, "optimizer": {"clip": 2}}')
    assert config.load(path, CHANGED) == config.replace(CHANGED, depth=7, clip=2.0)
    assert isinstance(config.load(path).optimizer.clip, float)


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"model": {"widht": 3}}, r"unknown config key 'model.widht'; did you mean 'width'\?"),
        ({"model": {"seed": 3}}, r"unknown config key 'model.seed'; it belongs to section 'run'"),
        ({"modle": {}}, r"unknown config section 'modle'; did you mean 'model'\?"),
        ({"model": 3}, "section 'model' must hold keys and values"),
        ({"model": {"width": "64"}}, "'width' takes a value of type int, not '64'"),
        ({"model": {"width": 64.0}}, "'width' takes a value of type int, not 64.0"),
        ({"model": {"width": True}}, "'width' takes a value of type int, not True"),
        ({"data": {"thoughts": 1}}, "'thoughts' takes a value of type bool, not 1"),
        ({"optimizer": {"clip": "big"}}, "'clip' takes a value of type float"),
        ({"optimizer": {"clip": float("nan")}}, "--clip=nan"),
        ({"optimizer": {"learning_rate": -1.0}}, "--learning_rate=-1.0"),
        ({"model": {"activation": "tanh"}}, "--activation=tanh: choose one of swiglu, gelu, relu2"),
        ({"model": {"width": 66, "heads": 4}}, "--heads=4 does not divide --width=66; the nearest that does is 3"),
        ({"model": {"kv_heads": 3}}, "--kv_heads=3 does not divide --heads=4"),
        ({"model": {"width": 12}}, "even width per head"),
        ({"run": {"accumulate": 3}}, "--accumulate=3 does not divide --batch=16"),
    ],
)
def test_wrong_values_are_refused_by_name(tree, message):
    with pytest.raises(UserError, match=message) as refusal:
        config.overlay(Config(), tree)
    assert refusal.value.status == 2 and "\n" not in str(refusal.value)


@pytest.mark.parametrize(("text", "status"), [("{", 1), ("[]", 1), (b"\xff\xfe{", 1), (None, 2)])
def test_a_damaged_or_missing_file_is_refused(tmp_path, text, status):
    path = tmp_path / "config.json"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UserError, match=re.escape(str(path))) as refusal:
        config.load(path)
    assert refusal.value.status == status


def test_differences_name_each_changed_field():
    assert config.differences(CHANGED, CHANGED) == []
    assert config.differences(Config(), config.replace(Config(), depth=9, seed=3)) == [
        f"depth ({Config().model.depth} -> 9)",
        "seed (0 -> 3)",
    ]


def test_the_fields_that_differ_are_those_with_more_than_one_value():
    three = [config.replace(Config(), seed=seed, depth=depth) for seed, depth in ((0, 2), (1, 2), (0, 4))]
    assert config.fields_that_differ(three) == ["depth", "seed"]
    assert config.fields_that_differ(three[:1]) == []


def test_fields_of_several_sections_change_together():
    """The old width with 5 heads is not allowed on the way to width 30 with 5."""
    assert config.replace(Config(), width=30, heads=5).model == dataclasses.replace(ModelConfig(), width=30, heads=5)


@pytest.mark.parametrize(
    ("duration", "steps"),
    [
        ("1000", 1000),
        ("7steps", 7),
        ("20Mtokens", 40_000),
        ("1.1ktokens", 3),
        ("50kexamples", 12_500),
        ("2epochs", 50),
        ("0.5 epochs", 13),
        ("5%", 10),
        ("0", 0),
        (".5%", 1),
    ],
)
def test_durations(duration, steps):
    units = Units(tokens_per_step=500.0, examples_per_step=4.0, steps_per_epoch=25.0, total_steps=200)
    assert config.duration_in_steps(duration, units) == steps


@pytest.mark.parametrize("duration", ["", "ten", "-5", "5 %%", "1e3", "3weeks", "nan"])
def test_unreadable_durations_are_refused(duration):
    with pytest.raises(UserError, match="cannot read the duration"):
        config.duration_in_steps(duration, Units(tokens_per_step=1.0))


@pytest.mark.parametrize("duration", ["2epochs", "5%", "9examples"])
def test_units_that_the_data_lack_are_refused(duration):
    with pytest.raises(UserError, match=re.escape(repr(duration))):
        config.duration_in_steps(duration, Units(tokens_per_step=1.0))


def test_flags_override_the_file(tmp_path, fresh_flags):
    path = tmp_path / "config.json"
    config.save(CHANGED, path)
    asked = parse(f"--config={path}", "--width=32", "--thoughts", "--learning_rate=1e-3", "--steps=9")
    assert asked == config.replace(CHANGED, width=32, thoughts=True, learning_rate=1e-3, steps="9")
    assert config.explicit_flags() == {"width": 32, "thoughts": True, "learning_rate": 1e-3, "steps": "9"}


def test_no_flags_are_the_defaults(fresh_flags):
    assert parse() == Config()
    assert config.explicit_flags() == {}


def test_a_flag_that_repeats_the_default_is_explicit(tmp_path, fresh_flags):
    path = tmp_path / "config.json"
    config.save(CHANGED, path)
    assert parse(f"--config={path}", f"--width={ModelConfig.width}").model.width == ModelConfig.width


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--thoughts", "false"], "unexpected word 'false': write flags as --name=value"),
        (["--widht=3"], "Unknown command line flag 'widht'. Did you mean: width"),
        (["--width=wide"], "flag --width=wide"),
        (["--positions=sinus"], "flag --positions=sinus"),
        (["--width"], "Missing value for flag --width"),
    ],
)
def test_bad_command_lines_are_refused(words, message, fresh_flags):
    with pytest.raises(UserError, match=re.escape(message)) as refusal:
        parse(*words)
    assert refusal.value.status == 2 and "\n" not in str(refusal.value)


SCRIPT = """
from experiments import start
from tinyreason import config
config.define_flags()
def main():
    print(config.from_flags().data.thoughts)
if __name__ == "__main__":
    start(main)
"""


def _script(tmp_path, *words):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    return subprocess.run([sys.executable, script, *words], capture_output=True, text=True, check=False)


def test_help_of_a_script_shows_every_field(tmp_path):
    shown = _script(tmp_path, "--help").stdout
    assert "--config" in shown
    for name in config.field_sections():
        assert re.search(rf"--(\[no\])?{name}\b", shown), name


@pytest.mark.parametrize("words", [["--thoughts", "false"], ["--nothing=1"], ["--width=wide"], ["--width=7"]])
def test_a_mistake_on_the_command_line_is_one_line_and_status_2(tmp_path, words):
    done = _script(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"error: .+\n", done.stderr)


def test_a_script_takes_its_flags(tmp_path):
    done = _script(tmp_path, "--thoughts=false")
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")
