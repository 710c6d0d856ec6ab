"""Models to and from Hugging Face's form, held to Transformers."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jax
import numpy as np
import pytest
import tokenizers
from tokenizers import decoders, models, pre_tokenizers, trainers

from tests.small import QUESTIONS, TEXTS, logits, small_model, some_ids
from tinyreason import checkpoints, export, huggingface, loop, runs
from tinyreason import config as configs
from tinyreason.asking import encode_question
from tinyreason.config import Config, UserError
from tinyreason.sampling import Sampler
from tinyreason.tasks.protocol import prompt_text
from tinyreason.tokenizer import END, Tokenizer

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


@pytest.mark.parametrize(
    "options", [{}, {"kv_heads": 2, "tied": False, "rope_base": 500.0}, {"loops": 2}, {"qk_norm": False, "kv_heads": 2}]
)
def test_transformers_loads_every_key_and_computes_the_same(tmp_path: Path, options: dict[str, Any]) -> None:
    model = small_model(**options)
    remarks = export.export(model, "huggingface", tmp_path / "out", "small")
    theirs, info = transformers.AutoModelForCausalLM.from_pretrained(tmp_path / "out", output_loading_info=True)
    assert not any(info[name] for name in ("missing_keys", "unexpected_keys", "mismatched_keys"))
    ids_BxT = some_ids()
    with torch.no_grad():
        found = theirs(torch.tensor(ids_BxT, dtype=torch.long)).logits.numpy()
    np.testing.assert_allclose(found, logits(model, ids_BxT), atol=1e-4)
    assert [remark for remark in remarks if "--loops=2" in remark] == remarks
    size = sum(tensor.numel() for tensor in theirs.parameters())
    assert not remarks or f"{size:,} there" in remarks[0]


def test_transformers_writes_the_same_text(tmp_path: Path) -> None:
    model = small_model()
    export.export(model, "huggingface", tmp_path / "out", "small")
    theirs = transformers.AutoModelForCausalLM.from_pretrained(tmp_path / "out")
    tokenizer = transformers.AutoTokenizer.from_pretrained(tmp_path / "out")
    ids = tokenizer([prompt_text(question) for question in QUESTIONS], return_tensors="pt").input_ids
    prompts = [encode_question(model.tokenizer, question) for question in QUESTIONS]
    assert ids.tolist() == prompts
    written = theirs.generate(ids).tolist()
    ours = Sampler(model.config.model, model.params).generate(prompts)
    for theirs_ids, prompt, continuation in zip(written, prompts, ours, strict=True):
        expected = [*prompt, *continuation.ids, *([END] * continuation.ended)]
        assert theirs_ids[: len(expected)] == expected
        assert tokenizer.decode(theirs_ids[len(prompt) :], skip_special_tokens=True) == model.tokenizer.decode(
            continuation.ids
        )
    assert len({tuple(continuation.ids) for continuation in ours}) > 5


def test_special_tokens_in_a_text_stay_text(tmp_path: Path) -> None:
    model = small_model()
    export.export(model, "huggingface", tmp_path / "out", "small")
    tokenizer = transformers.AutoTokenizer.from_pretrained(tmp_path / "out")
    text = "a \u2205end b\n\u2205start  12"
    assert tokenizer(text, add_special_tokens=False).input_ids == model.tokenizer.encode(text)
    assert tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True) == text


@pytest.mark.parametrize("name, value", [("activation", "gelu"), ("positions", "learned")])
@pytest.mark.parametrize("form", ["huggingface", "gguf"])
def test_an_option_that_llama_lacks_is_refused_by_name(tmp_path: Path, form: str, name: str, value: str) -> None:
    with pytest.raises(UserError, match=f"--{name}={value} cannot be expressed as {form}"):
        export.export(small_model(**{name: value}), form, tmp_path / "out", "small")
    assert not (tmp_path / "out").exists()


def foreign(directory: Path, **changes: Any) -> Any:
    """Saves a Llama as Transformers does, with a tokenizer of its own; returns both."""
    learner = tokenizers.Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    learner.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    names = ["<unk>", "<s>", "</s>", "<other>"]
    learner.train_from_iterator(
        TEXTS, trainers.BpeTrainer(vocab_size=290, special_tokens=names, initial_alphabet=alphabet)
    )
    learner.save(str(directory / "tokenizer.json"))
    torch.manual_seed(0)
    options = dict(
        vocab_size=300,
        hidden_size=32,
        intermediate_size=40,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
        rope_parameters={"rope_type": "default", "rope_theta": 700.0},
        rms_norm_eps=1e-4,
        bos_token_id=1,
        eos_token_id=2,
        initializer_range=0.2,
    )
    theirs = transformers.LlamaForCausalLM(transformers.LlamaConfig(**(options | changes)))
    theirs.save_pretrained(directory)
    return theirs, learner


@pytest.mark.parametrize("tied", [True, False])
def test_a_foreign_model_computes_the_same_here(tmp_path: Path, tied: bool) -> None:
    theirs, tokenizer = foreign(tmp_path, tie_word_embeddings=tied)
    found = huggingface.load(tmp_path, Config())
    tree = json.loads((tmp_path / "config.json").read_text())
    _, order = huggingface.read_tokenizer(json.loads((tmp_path / "tokenizer.json").read_text()), tree, 300)
    assert len(order) == 301 and found.config.model.vocabulary == 301 and "1 rows were added" in found.notes[0]
    for text in [*TEXTS[:5], "it's  2345,\n\n caf\u00e9 \U0001f600 'll <s> x"]:
        ids = found.tokenizer.encode(text)
        raw = tokenizer.encode(text.replace("<s>", "< s>")).ids  # the package alone makes the special token of it
        assert "<s>" in text or [order[number] for number in ids] == raw
        assert found.tokenizer.decode(ids) == text
    ids = [1, *(found.tokenizer.encode(TEXTS[3])), END]
    old = torch.tensor([[order[number] for number in ids]])
    assert old[0, 0] == 1 and old[0, -1] == 2
    with torch.no_grad():
        expected = theirs(old).logits.numpy()
    here = SimpleNamespace(config=found.config, params=found.params)
    known = [place for place, number in enumerate(order) if number is not None]
    np.testing.assert_allclose(
        logits(here, np.array([ids]))[..., known], expected[..., [order[n] for n in known]], atol=1e-4
    )


def test_parts_of_a_model_are_read_by_their_index(tmp_path: Path) -> None:
    theirs, _ = foreign(tmp_path)
    whole = huggingface.load(tmp_path, Config())
    (tmp_path / "model.safetensors").unlink()
    theirs.save_pretrained(tmp_path, max_shard_size="20KB")
    assert (tmp_path / "model.safetensors.index.json").exists()
    parts = huggingface.load(tmp_path, Config())
    np.testing.assert_array_equal(
        parts.params["block_1"]["attention"]["key"]["kernel"], whole.params["block_1"]["attention"]["key"]["kernel"]
    )


@pytest.mark.parametrize("qk_norm", [False, True])
def test_what_was_exported_comes_back(tmp_path: Path, qk_norm: bool) -> None:
    model = small_model(kv_heads=2, qk_norm=qk_norm)
    export.export(model, "huggingface", tmp_path / "out", "small")
    back = huggingface.load(tmp_path / "out", Config())
    assert back.config.model.kv_heads == 2 and back.notes == ()
    assert back.tokenizer.phrases == model.tokenizer.phrases != ()
    assert back.tokenizer.encode(TEXTS[0]) == model.tokenizer.encode(TEXTS[0])
    assert back.config.model.qk_norm == qk_norm
    jax.tree.map(np.testing.assert_array_equal, back.params, model.params)


def test_training_goes_on_from_a_foreign_model(tmp_path: Path) -> None:
    (tmp_path / "them").mkdir()
    foreign(tmp_path / "them", num_hidden_layers=1)
    lines = [json.dumps({"question": f"What is {n}?", "thoughts": "", "answer": "7"}) for n in range(80)]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines))
    asked = configs.replace(
        Config(),
        tasks=f"jsonl:{tmp_path / 'mine.jsonl'}",
        **{"steps": "2", "batch": 4, "learning_rate": 0.0, "muon_learning_rate": 0.0, "evaluation_examples": 0},
        **{"validation_batches": 1, "devices": 1},
    )
    found = huggingface.load(tmp_path / "them", asked)
    runs.begin_from(found.config, tmp_path / "run", found.tokenizer, found.params, "them")
    begun = runs.load(tmp_path / "run")
    assert begun.step == 0 and begun.tokenizer.encode(TEXTS[0]) == found.tokenizer.encode(TEXTS[0])
    result = loop.train(begun.config, tmp_path / "run", resume=True)
    assert result.finished and checkpoints.steps(tmp_path / "run" / runs.CHECKPOINTS)[-1] == 2
    after = runs.load(tmp_path / "run").params
    name = ("block_0", "feed_forward", "down", "kernel")
    ours, theirs = after, found.params
    for key in name:
        ours, theirs = ours[key], theirs[key]
    np.testing.assert_array_equal(np.asarray(ours), theirs)
    with pytest.raises(UserError, match="not empty"):
        runs.begin_from(found.config, tmp_path / "run", found.tokenizer, found.params, "them")


def change(path: Path, **changes: Any) -> None:
    tree = json.loads(path.read_text())
    path.write_text(json.dumps({name: value for name, value in (tree | changes).items() if value is not None}))


def rewrite(directory: Path, edit: Any) -> None:
    from safetensors.numpy import load_file, save_file

    tensors = load_file(directory / "model.safetensors")
    edit(tensors)
    save_file(tensors, directory / "model.safetensors")


def to_index(directory: Path, name: str) -> None:
    (directory / "model.safetensors").rename(directory.parent / "outside.safetensors")
    (directory / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"lm_head.weight": name}}))


def to_pickle(directory: Path) -> None:
    (directory / "model.safetensors").rename(directory / "pytorch_model.bin")


def cut_off(directory: Path) -> None:
    path = directory / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


NORM = "model.norm.weight"
BAD: dict[str, tuple[Any, str, int]] = {
    "another type": (lambda d: change(d / "config.json", model_type="gpt2"), "only the layouts of llama and qwen3", 2),
    "code": (lambda d: change(d / "config.json", auto_map={"AutoModel": "x.Y"}), "auto_map", 2),
    "activation": (lambda d: change(d / "config.json", hidden_act="gelu"), "hidden_act='gelu'", 2),
    "window": (lambda d: change(d / "config.json", use_sliding_window=True), "use_sliding_window=True", 2),
    "scaled": (lambda d: change(d / "config.json", rope_parameters={"rope_type": "yarn"}), "rope_type='yarn'", 2),
    "no width": (lambda d: change(d / "config.json", hidden_size=None), "hidden_size=None", 1),
    "wrong width": (lambda d: change(d / "config.json", intermediate_size=41), "is of shape", 1),
    "no config": (lambda d: (d / "config.json").unlink(), "has no config.json", 2),
    "no JSON": (lambda d: (d / "config.json").write_text("{"), "is damaged", 1),
    "no tokenizer": (lambda d: (d / "tokenizer.json").unlink(), "has no tokenizer.json", 2),
    "no end": (lambda d: change(d / "config.json", eos_token_id=None), "names no eos_token_id", 2),
    "normalizer": (lambda d: change(d / "tokenizer.json", normalizer={"type": "NFC"}), "a normalizer", 2),
    "outside": (lambda d: to_index(d, "../outside.safetensors"), "no plain file name", 1),
    "absolute": (lambda d: to_index(d, "/etc/passwd"), "no plain file name", 1),
    "pickle": (to_pickle, "pickled weights are never read", 2),
    "cut off": (cut_off, "is damaged", 1),
    "missing": (lambda d: rewrite(d, lambda tensors: tensors.pop(NORM)), f"{NORM} is missing", 1),
    "unknown": (lambda d: rewrite(d, lambda t: t.update({"../x": t[NORM]})), "'../x' has no place", 1),
    "not finite": (lambda d: rewrite(d, lambda t: t.update({NORM: t[NORM] * np.nan})), "not finite", 1),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_unsafe_damaged_or_inexpressible_is_named(tmp_path: Path, what: str) -> None:
    directory = tmp_path / "them"
    directory.mkdir()
    foreign(directory)
    spoil, words, status = BAD[what]
    spoil(directory)
    with pytest.raises(UserError) as raised:
        huggingface.load(directory, Config())
    assert words in str(raised.value) and raised.value.status == status


def test_a_model_over_the_budget_is_refused(tmp_path: Path) -> None:
    foreign(tmp_path)
    with pytest.raises(UserError, match="over --budget=1000"):
        huggingface.load(tmp_path, configs.replace(Config(), budget=1000))


def test_a_tokenizer_of_another_pattern_is_kept_by_its_file(tmp_path: Path) -> None:
    foreign(tmp_path)
    tokenizer = huggingface.load(tmp_path, Config()).tokenizer
    tokenizer.save(tmp_path / "saved.json")
    assert Tokenizer.load(tmp_path / "saved.json").encode("it's 123") == tokenizer.encode("it's 123")
