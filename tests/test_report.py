"""A report's numbers against those written into the ledgers, its intervals against published ones, and its page."""

import csv
import dataclasses
import json
import math
import re
import xml.etree.ElementTree
from pathlib import Path

import numpy as np
import pytest

from tests import study as made
from tinyreason import config, evaluation, ledgers, records, runs, sweeps
from tinyreason.config import UserError
from tinyreason.report import analysis, cells, charts, curves, drawing, findings, gather, page
from tinyreason.report.analysis import Study
from tinyreason.report.cells import Asked, Estimate
from tinyreason.report.panels import Figure, Heatmap, Intervals, Lines
from tinyreason.sweeps import Plan, axis

STEPS = Asked("word_problems", (("word_problems", "items"),))
BOTH = Asked("all families", (("word_problems", "items"), ("chain_sum", "items")))
ON_THE_WAY = Asked("word_problems", (("word_problems", "validation"),))


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Study:
    """A study along every axis; nothing of it is drawn."""
    directory = tmp_path_factory.mktemp("small")
    made.write_sweep(directory, made.small_plan())
    return analysis.study(gather.read([directory]))


@pytest.fixture(scope="module")
def sweep(tmp_path_factory) -> Path:
    """A sweep of which one run has failed and one waits."""
    directory = tmp_path_factory.mktemp("sweeps") / "drawn"
    made.write_sweep(directory, made.drawn_plan(), failed=1, waiting=1)
    return directory


@pytest.fixture(scope="module")
def written(sweep) -> page.Written:
    return page.write([sweep], sweep / "report")


def cell_of(study: Study, **fields):
    def has(cell):
        tree = config.fields_of(cell.config)
        return all(tree[name] == value for name, value in fields.items())

    [found] = [cell for cell in study.cells if has(cell)]
    return found


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_curve_crosses_where_it_was_made_to():
    """A logistic curve in the logarithm of tokens is at 1/4 and 3/4 a factor of 3^(1/slope) from its middle."""
    tokens = np.geomspace(1e4, 1e8, 400)
    for slope, middle in ((1.0, 1e6), (3.5, 3.3e5)):
        found = curves.crossing(tokens, 1 / (1 + (tokens / middle) ** -slope))
        np.testing.assert_allclose(found.tokens, middle * 3.0 ** (np.array([-1, 0, 1]) / slope), rtol=1e-3)
        assert found.doublings == pytest.approx(2 * math.log2(3) / slope, rel=1e-3) and not found.since_first


def test_a_curve_that_does_not_cross_or_has_crossed_before_says_so():
    never = curves.crossing([100, 200, 400], [0.1, 0.3, 0.2])
    assert never.tokens[0] == pytest.approx(100 * 2**0.75) and never.tokens[1:] == (None, None)
    assert (never.best, never.doublings) == (0.3, None)
    before = curves.crossing([100, 200, 400], [0.6, 0.7, 0.9])
    assert before.tokens[:2] == (100, 100) and before.since_first and before.doublings is None
    back = curves.crossing([100, 200, 400, 800], [0.2, 0.6, 0.4, 0.9])  # the first time counts
    assert back.tokens[1] == pytest.approx(100 * 2**0.75)


def estimate(right: int, n: int, *seeds: float) -> Estimate:
    return Estimate(right / n, *evaluation.wilson(right, n), n, seeds or (right / n,), None, None, ())


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [((48, 80), (56, 70), 0.0524, 0.3339), ((3, 10), (9, 10), 0.1705, 0.8090), ((0, 10), (10, 10), 0.6075, 1.0)],
)
def test_intervals_of_differences_are_the_published_ones(before, after, low, high):
    """The cases of Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    difference, *interval = analysis.newcombe(estimate(*before), estimate(*after))
    assert difference == pytest.approx(after[0] / after[1] - before[0] / before[1])
    assert interval == pytest.approx([low, high], abs=1e-4)


def test_an_accuracy_is_the_mean_of_seeds_on_the_same_questions(small):
    cell = cell_of(small, depth=1, loops=1, width=40)
    assert [record.config.run.seed for record in cell.records] == [0, 1]
    found = cell.estimate(BOTH)
    rows = [made.outcome_of(record.config).rows for record in cell.records]
    right = [sum(r["right"] for r in each if (r["variant"], r["difficulty"]) == ("items", "all")) for each in rows]
    assert found.n == 200 and found.seeds == (right[0] / 200, right[1] / 200)
    assert found.accuracy == pytest.approx(sum(right) / 400)
    assert (found.low, found.high) == pytest.approx(evaluation.wilson(sum(right) / 2, 200))
    assert found.constant == pytest.approx(0.04)
    assert cell.estimate(Asked("x", (("gcd", "items"),))) is None


def test_rates_are_chosen_by_validation_loss_and_the_others_named(small):
    cell = cell_of(small, depth=2, loops=1, heads=2, width=cell_of(small, depth=2, loops=2).config.model.width)
    assert {record.config.optimizer.muon_learning_rate for record in cell.records} == {0.02}
    assert len(small.not_chosen) == 2
    assert all("muon_learning_rate=0.02 of" in one.reason for one in small.not_chosen)
    assert len({record.name for c in small.cells for record in c.records}) == len(small.sweeps.records) - 2


def test_a_comparison_changes_one_thing_alone(small):
    for comparison in (*small.comparisons, *small.stand_ins):
        sizes = [cell.parameters for cell in comparison.cells]
        if comparison.axis not in ("size", analysis.LOOPED):
            assert max(sizes) <= 1.02 * min(sizes)
        changed = {
            name
            for name in config.field_sections()
            if len({config.fields_of(cell.config)[name] for cell in comparison.cells}) > 1
        }
        may = {
            "size": {"width", "feed_forward"},
            "depth": {"depth", "width", "feed_forward"},
            "heads": {"heads", "width", "feed_forward"},
            "loops": {"loops"},
            "thoughts": {"thoughts"},
            analysis.LOOPED: {"loops", "depth"},
            analysis.LOOPED_WIDE: {"loops", "depth", "width", "feed_forward"},
            analysis.STAND_IN: {"thoughts", "depth", "width", "feed_forward"},
        }
        assert changed <= may[comparison.axis], comparison.axis
    assert small.along("depth")[0].values == ("depth 1", "depth 2", "depth 4")
    assert small.along("heads")[0].values == ("1 head", "2 heads", "4 heads")
    [wide] = small.along(analysis.LOOPED)
    assert wide.values == ("depth 2", "depth 1 looped 2 times") and {c.config.model.width for c in wide.cells} == {64}
    assert {one.values for one in small.along(analysis.LOOPED_WIDE)} == {
        ("depth 2", "depth 1 looped 2 times"),
        ("depth 4", "depth 2 looped 2 times"),
    }
    assert small.along("size")[0].values == tuple(cells.short_count(c.parameters) for c in small.along("size")[0].cells)
    assert {cell.config.model.depth for cell in small.along("size")[0].cells} == {2}
    assert [one.values for one in small.stand_ins if one.axis == analysis.STAND_IN] == [
        ("depth 4, no thoughts", "depth 1, thoughts")
    ]


def test_what_is_not_settled_is_not_called_so(small):
    [comparison, *_] = small.along("depth")
    pair = dataclasses.replace(comparison, cells=comparison.cells[:2], values=comparison.values[:2])
    for before, after, settled in (
        (estimate(20, 100), estimate(60, 100), True),
        (estimate(50, 100), estimate(55, 100), False),
        (estimate(60, 100, 0.4, 0.8), estimate(90, 100, 0.7, 1.0), False),  # the seeds overlap
        (estimate(20, 100, 0.1, 0.3), estimate(60, 100, 0.5, 0.7), True),
    ):
        fixed = tuple(_Fixed(one) for one in (before, after))
        [found] = analysis.contrasts(dataclasses.replace(pair, cells=fixed), STEPS)
        assert found.settled == settled
        assert ("not settled" in findings._difference(found)) == (not settled)


class _Fixed:
    def __init__(self, one: Estimate):
        self._one = one

    def estimate(self, asked: Asked) -> Estimate:
        return self._one


def test_thoughts_are_held_against_none_after_the_same_work(small):
    """Without thoughts three times the examples are seen in a step, so at equal examples only a third of the steps."""
    [found] = curves.thoughts_at_equal(small.cells, ON_THE_WAY, "examples")
    on, off = cell_of(small, depth=4, thoughts=True), cell_of(small, depth=4, thoughts=False)
    assert found.amount == 20_000 and found.on.accuracy == pytest.approx(
        curves.curve(on, ON_THE_WAY)[-1].estimate.accuracy
    )
    at_300, at_400 = (point.estimate.accuracy for point in curves.curve(off, ON_THE_WAY)[2:4])
    assert found.off.accuracy == pytest.approx(at_300 + (20_000 - 18_000) / 6_000 * (at_400 - at_300))
    [found] = curves.thoughts_at_equal(small.cells, ON_THE_WAY, "FLOPs")
    assert found.amount == sweeps.cost_of(on.config).flops == sweeps.cost_of(off.config).flops
    assert found.off.accuracy == pytest.approx(curves.curve(off, ON_THE_WAY)[-1].estimate.accuracy)


@pytest.mark.parametrize(("label", "steps"), [("2", 2), ("1 step", 1), ("12 steps", 12), ("hard", None), ("", None)])
def test_labels_of_steps(label, steps):
    assert cells.difficulty_steps(label) == steps


def test_every_figure_has_something_in_each_panel_and_each_key_is_used(small):
    figures = charts.figures(small)
    assert all(isinstance(one, Figure) for one in figures) and len({one.name for one in figures}) == len(figures)
    for figure in figures:
        used = set()
        for panel in figure.panels:
            if isinstance(panel, Lines):
                assert panel.series and all(len(one.x) == len(one.y) > 0 for one in panel.series)
                used |= {one.key for one in panel.series}
            elif isinstance(panel, Intervals):
                assert {mark.row for mark in panel.marks} == set(range(len(panel.rows)))
                used |= {mark.key for mark in panel.marks}
            else:
                assert isinstance(panel, Heatmap)
                assert any(value is not None for row in panel.values for value in row)
        labels = [key.label for place, key in enumerate(figure.keys) if place not in used]
        assert set(labels) <= {charts.CONSTANT.label, "ends below 50%"}, figure.name
    steps = next(one for one in figures if one.name == "steps-depth")
    assert steps.panels[0].ticks == (1, 2, 3, 4, 5, 6)
    shown = {label for one in figures if one.name.startswith("curves") for label in [key.label for key in one.keys]}
    assert len(shown) > len(small.comparisons)


def test_what_the_runs_cannot_fill_is_left_out_with_a_line(tmp_path):
    plan = sweeps.make_plan(config.replace(made.BASE, curve_examples=0), axis("seed", [0, 1]))
    [first, _] = made.write_sweep(tmp_path / "sweep", plan)
    done = page.write([tmp_path / "sweep"], tmp_path / "out")
    assert len(done.omitted) == 8 and all(one.reason for one in done.omitted)
    text = done.page.read_text()
    assert "<svg" not in text and "Not drawn" in text and sweeps.name_of(first) in text
    assert not list((tmp_path / "out" / "figures").iterdir())


def test_tables_are_the_ledgers(sweep, written):
    with ledgers.Ledger(sweep / ledgers.LEDGER) as ledger:
        entries = ledger.entries()
    rows = lines_of(sweep / "report" / "runs.csv")
    assert [row["run"] for row in rows] == [entry.name for entry in entries]
    results = lines_of(sweep / "report" / "results.csv")
    curves = lines_of(sweep / "report" / "curves.csv")
    for row, entry in zip(rows, entries, strict=True):
        assert (row["state"], int(row["attempts"]), float(row["seconds"])) == (
            entry.state,
            entry.attempts,
            entry.seconds,
        )
        assert int(row["parameters"]) == sweeps.cost_of(entry.config).parameters
        own = [each for each in results if each["run"] == entry.name]
        if entry.outcome is None:
            assert not own and row["tokens"] == "" and row["problem"]
            continue
        assert int(row["tokens"]) == entry.outcome.tokens and int(row["width"]) == entry.config.model.width
        assert float(row["validation_loss"]) == pytest.approx(entry.outcome.validation_loss, rel=1e-5)
        assert len(own) == len(entry.outcome.rows)
        for mine, theirs in zip(own, entry.outcome.rows, strict=True):
            assert all(mine[name] == str(theirs[name]) for name in ("task", "variant", "difficulty", "n", "right"))
            for name in ("accuracy", "low", "high", "answer_loss"):
                assert float(mine[name]) == pytest.approx(theirs[name], rel=1e-5)
        asked = records.read_rows(sweep / entry.name / runs.CURVE)
        points = [(int(each["step"]), int(each["right"])) for each in curves if each["run"] == entry.name]
        assert points == [(line["step"], each["right"]) for line in asked for each in line["rows"]]


def test_the_page_is_whole_alone_and_names_what_is_missing(sweep, written):
    text = written.page.read_text()
    assert not re.search(r"https?:|@import|<link|<img|<script|\bsrc=|url\((?!#)", text)
    drawings = re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL)
    figures = [one for one in charts.figures(written.study) if isinstance(one, Figure)]
    assert len(drawings) == sum(len(one.panels) + bool(one.keys) for one in figures)
    for each in drawings:
        xml.etree.ElementTree.fromstring(each)
    assert {path.stem for path in (sweep / "report" / "figures").glob("*.svg")} == {one.name for one in figures}
    assert {path.stem for path in (sweep / "report" / "figures").glob("*.png")} == {one.name for one in figures}
    failed, waiting = written.study.sweeps.records[-2:]
    left_out = text.split("<h2>Left out</h2>")[1].split("</section>")[0]
    assert failed.name in left_out and "failed after 1 attempts: the loss of step 7 is nan" in left_out
    assert waiting.name in left_out and "not finished: waiting" in left_out
    assert "--heads=2 does not divide --width=65" in left_out
    assert text.index(written.headline) < text.index("<svg") < text.index("<table")
    for record in written.study.sweeps.records:
        assert record.name in text
    assert written.bytes < 3_000_000


def test_what_was_made_to_matter_is_found(written):
    assert "thoughts" in written.headline and "thoughts on" in written.headline
    by_title = {one.title: one for one in findings.findings(written.study)}
    assert by_title["Depth"].lead.startswith("depth 2 over depth 1: +")
    assert "best constant answer 4.0%" in by_title["Best run"].lead


def test_a_report_is_replaced_and_stale_figures_with_it(sweep, tmp_path):
    single = sweeps.make_plan(made.BASE, axis("seed", [0]))
    made.write_sweep(tmp_path / "sweep", single)
    (tmp_path / "sweep" / sweeps.name_of(single.configs[0]) / runs.CURVE).unlink()
    out = tmp_path / "out"
    page.write([tmp_path / "sweep"], out)
    (out / "figures" / "old.svg").touch()
    (out / "notes.txt").touch()
    done = page.write([tmp_path / "sweep"], out)
    assert not (out / "figures" / "old.svg").exists() and (out / "notes.txt").exists()
    [record] = done.study.sweeps.records
    assert record.problem == f"it has no curve: {record.name}/curve.jsonl is missing or empty"


def test_a_damaged_curve_is_named_and_the_rest_drawn_from(tmp_path):
    plan = sweeps.make_plan(made.BASE, axis("seed", [0, 1]))
    first, second = made.write_sweep(tmp_path, plan)
    path = tmp_path / sweeps.name_of(first) / runs.CURVE
    path.write_text(path.read_text()[:-50])
    damaged, whole = gather.read([tmp_path]).records
    assert "line 10 of" in damaged.problem and damaged.curve == () and damaged.rows
    assert whole.problem is None and len(whole.curve) == 10


def test_a_run_of_two_sweeps_counts_once_where_it_is_finished(tmp_path):
    plan = sweeps.make_plan(made.BASE, axis("seed", [0, 1]))
    made.write_sweep(tmp_path / "first", plan, failed=1)
    made.write_sweep(tmp_path / "second", plan)
    found = gather.read([tmp_path / "first", tmp_path / "second"])
    assert [(record.sweep, record.state) for record in found.records] == [("first", "finished"), ("second", "finished")]


def test_the_config_of_the_directory_is_the_one_to_train_again(tmp_path):
    plan = sweeps.make_plan(made.BASE, axis("seed", [0]))
    [asked] = made.write_sweep(tmp_path, plan)
    config.save(config.replace(asked, accumulate=4), tmp_path / sweeps.name_of(asked) / runs.CONFIG)
    [record] = gather.read([tmp_path]).records
    assert "--accumulate=4" in record.command.split() and "--devices=1" in record.command.split()


@pytest.mark.parametrize("mistake", ["no sweep", "nothing finished", "in use", "a file"])
def test_mistakes_are_one_line(tmp_path, mistake):
    words = {
        "no sweep": "is not the directory of a sweep",
        "nothing finished": "no run of .* is finished yet",
        "in use": "is there already and holds no report; choose another --out",
        "a file": "is there already and holds no report; choose another --out",
    }[mistake]
    directory, out = tmp_path / "sweep", tmp_path / "out"
    if mistake != "no sweep":
        plan: Plan = sweeps.make_plan(made.BASE, axis("seed", [0]))
        made.write_sweep(directory, plan, waiting=mistake == "nothing finished")
    if mistake == "in use":
        out.mkdir()
        (out / "thesis.tex").touch()
    if mistake == "a file":
        out.touch()
    with pytest.raises(UserError, match=words) as refusal:
        page.write([directory], out)
    assert refusal.value.status == 2 and "\n" not in str(refusal.value)
    assert mistake in ("in use", "a file") or not out.exists()


def test_drawings_are_the_same_each_time(small):
    figure = next(one for one in charts.figures(small) if isinstance(one, Figure) and one.name == "width-depth")
    first, second = drawing.panels_as_svg(figure), drawing.panels_as_svg(figure)
    assert first == second and "<image" not in "".join(first)


def test_another_versions_rows_are_refused(tmp_path):
    plan = sweeps.make_plan(made.BASE, axis("seed", [0]))
    made.write_sweep(tmp_path, plan)
    path = tmp_path / sweeps.name_of(plan.configs[0]) / runs.CURVE
    path.write_text(json.dumps({"step": 1}) + "\n")
    [record] = gather.read([tmp_path]).records
    assert "was written by another version" in record.problem
