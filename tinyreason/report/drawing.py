"""Draws the figures of a report with Matplotlib: each panel as SVG for a page, and a figure whole as PNG and SVG.

Text stays text in SVG, so that files are small and can be searched.
"""

import io
import math
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import figure as mpl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator, PercentFormatter
from PIL import Image

from tinyreason.report.cells import short_count
from tinyreason.report.panels import GREY, Figure, Heatmap, Intervals, Key, Lines, Series

# Inches. A panel is as wide as a phone's page, so that it is read there without being made smaller.
WIDTH, HEIGHT, ROW = 4.4, 2.9, 0.24
COLUMNS = 2
_DOTS_PER_INCH, _PNG_COLOURS = 110, 128
_TITLE_LETTERS, _NAME_LETTERS = 46, 8  # of a line over a panel whose rows have names of no more than so many
_STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica"],
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "lines.linewidth": 1.5,
    "lines.markersize": 5,
    "svg.fonttype": "none",
    "svg.hashsalt": "tinyreason",
    "path.simplify": True,
}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def panels_as_svg(figure: Figure) -> list[str]:
    """Returns the legend, if there is one, and each panel as SVG to stand in a page, with no link to anywhere."""
    drawn = []
    with matplotlib.rc_context(_STYLE):
        if figure.keys:
            lines = -(-len(figure.keys) // _legend_columns(figure.keys, WIDTH))
            sheet = mpl.Figure(figsize=(WIDTH, 0.19 * lines + 0.12))
            _legend(sheet, figure.keys, WIDTH, loc="center left", bbox_to_anchor=(0.0, 0.5))
            drawn.append(_svg(sheet, "legend"))
        for panel in figure.panels:
            sheet = mpl.Figure(figsize=(WIDTH, _height(panel)), layout="constrained")
            _draw(sheet.add_subplot(), panel, figure.keys)
            drawn.append(_svg(sheet, f"{figure.title}: {panel.title}"))
    return drawn


def save(figure: Figure, directory: Path) -> list[Path]:
    """Writes a figure as NAME.png and NAME.svg; returns the paths."""
    with matplotlib.rc_context(_STYLE):
        columns = min(COLUMNS, len(figure.panels))
        lines = [figure.panels[at : at + columns] for at in range(0, len(figure.panels), columns)]
        heights = [max(map(_height, line)) for line in lines]
        legend_lines = -(-len(figure.keys) // _legend_columns(figure.keys, WIDTH * columns)) if figure.keys else 0
        size = (WIDTH * columns, sum(heights) + 0.2 * legend_lines + 0.4)
        sheet = mpl.Figure(figsize=size, layout="constrained")
        axes = sheet.subplots(len(lines), columns, squeeze=False, height_ratios=heights)
        for place, ax in enumerate(axes.flat):
            if place < len(figure.panels):
                _draw(ax, figure.panels[place], figure.keys)
            else:
                ax.set_axis_off()
        sheet.suptitle(figure.title, fontsize=11)
        if figure.keys:
            _legend(sheet, figure.keys, WIDTH * columns, loc="outside lower center")
        paths = [directory / f"{figure.name}.{kind}" for kind in ("png", "svg")]
        pixels = io.BytesIO()
        sheet.savefig(pixels, dpi=_DOTS_PER_INCH)
        Image.open(pixels).convert("RGB").quantize(_PNG_COLOURS).save(paths[0], optimize=True)
        sheet.set_layout_engine("none")  # what the first has found holds for the second
        sheet.savefig(paths[1], metadata=_NO_METADATA)
    return paths


def _svg(sheet: mpl.Figure, words: str) -> str:
    """Returns a drawing as an SVG element that takes the width it is given."""
    buffer = io.StringIO()
    sheet.savefig(buffer, format="svg", metadata=_NO_METADATA)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\sxmlns(:xlink)?="[^"]*"', "", text).replace("xlink:href", "href")
    used = set(re.findall(r"#([\w-]+)", text))
    text = re.sub(r'\sid="([\w.-]+)"', lambda found: found[0] if found[1] in used else "", text)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "\n", text)
    width, height = (72 * inches for inches in sheet.get_size_inches())
    label = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    opening = f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{label}">'
    return re.sub(r"<svg[^>]*>", lambda _: opening, text, count=1)


def _height(panel: Lines | Intervals | Heatmap) -> float:
    if isinstance(panel, Lines):
        return HEIGHT
    titles = _title(panel).count("\n") + 1
    return max(
        1.4,
        0.75 + 0.17 * titles + (ROW if isinstance(panel, Intervals) else 0.34) * len(panel.rows) * _rows_each(panel),
    )


def _title(panel: Lines | Intervals | Heatmap) -> str:
    """Returns the title in lines that fit beside the names of the rows: it stands over the axes alone."""
    names = [] if isinstance(panel, Lines) else [line for row in panel.rows for line in row.split("\n")]
    return textwrap.fill(panel.title, _TITLE_LETTERS - max([0, *(len(name) - _NAME_LETTERS for name in names)]))


def _rows_each(panel: Lines | Intervals | Heatmap) -> float:
    """Returns how much higher than one line a row is, so that its marks stand apart."""
    if not isinstance(panel, Intervals):
        return 1.0
    return 1.0 + 0.25 * max(0, max(sum(mark.row == row for mark in panel.marks) for row in range(len(panel.rows))) - 2)


def _legend_columns(keys: Sequence[Key], width: float) -> int:
    return max(1, min(len(keys), int(width / (0.55 + 0.075 * max(len(key.label) for key in keys)))))


def _legend(sheet: mpl.Figure, keys: Sequence[Key], width: float, **place: Any) -> None:
    lines = [Line2D([], [], **_look(key)) for key in keys]
    columns = _legend_columns(keys, width)
    sheet.legend(lines, [key.label for key in keys], ncols=columns, handlelength=2.6, columnspacing=1.2, **place)


def _look(key: Key) -> dict[str, Any]:
    colour = key.colour if isinstance(key.colour, str) else matplotlib.colormaps["viridis"](key.colour)
    return {
        "color": colour,
        "marker": key.marker or "None",
        "linestyle": key.line or "None",
        "markerfacecolor": colour if key.filled else "white",
    }


def _draw(ax: Axes, panel: Lines | Intervals | Heatmap, keys: Sequence[Key]) -> None:
    ax.set_title(_title(panel), loc="left")
    ax.set_xlabel(panel.x_label)
    if isinstance(panel, Lines):
        _draw_lines(ax, panel, keys)
    elif isinstance(panel, Intervals):
        _draw_intervals(ax, panel, keys)
    else:
        _draw_heatmap(ax, panel)


def _draw_lines(ax: Axes, panel: Lines, keys: Sequence[Key]) -> None:
    ax.set_ylabel(panel.y_label)
    if panel.share:
        ax.set_ylim(-0.03, 1.03)
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    else:
        ax.set_yscale("log")
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.yaxis.set_minor_locator(NullLocator())
    if panel.reference is not None:
        ax.axhline(panel.reference, color=GREY, linestyle="--", linewidth=1)
    for series in panel.series:
        _draw_series(ax, series, _look(keys[series.key]))
    if panel.x_log:
        ax.set_xscale("log", base=2 if panel.ticks else 10)
        _count_axis(ax, [x for series in panel.series for x in series.x], panel.ticks)
    elif panel.ticks:
        ax.set_xticks(panel.ticks, [f"{tick:g}" for tick in panel.ticks])


def _draw_series(ax: Axes, series: Series, look: dict[str, Any]) -> None:
    if series.dots:
        x, y = zip(*series.dots, strict=True)
        ax.plot(x, y, ".", color=look["color"], markersize=3, alpha=0.7, zorder=3)
    if series.band_low:
        ax.fill_between(series.x, series.band_low, series.band_high, color=look["color"], alpha=0.15, linewidth=0)
    many = len(series.x) > 12  # markers every so often, so that they stay apart
    ax.plot(
        series.x,
        series.y,
        **look,
        markevery=max(1, len(series.x) // 8) if many else 1,
        zorder=2.5 if look["marker"] != "None" else 1.5,
    )
    if series.low:
        bars = series.x[-len(series.low) :], series.y[-len(series.low) :]
        ax.errorbar(
            *bars, yerr=_lengths(bars[1], series.low, series.high), fmt="none", ecolor=look["color"], elinewidth=1
        )


def _lengths(middle: Sequence[float], low: Sequence[float], high: Sequence[float]) -> list[list[float]]:
    """Returns the lengths of bars below and above; 0 where rounding has put the middle outside."""
    pairs = list(zip(middle, low, high, strict=True))
    return [[max(0.0, m - a) for m, a, _ in pairs], [max(0.0, b - m) for m, _, b in pairs]]


def _count_axis(ax: Axes, values: Sequence[float], ticks: Sequence[float] = ()) -> None:
    """Names the places of a logarithmic axis as 100k or 2M, at 1, 2 and 5 if it is short."""
    if not ticks:
        low, high = min(values), max(values)
        wide = high > 30 * low
        decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        ticks = [
            m * 10.0**d
            for d in decades
            for m in ((1, 3) if wide else (1, 2, 5))
            if low / 1.3 <= m * 10.0**d <= high * 1.3
        ]
    ax.set_xticks(ticks, [short_count(tick) for tick in ticks])
    ax.xaxis.set_minor_locator(NullLocator())


def _draw_intervals(ax: Axes, panel: Intervals, keys: Sequence[Key]) -> None:
    if panel.reference is not None:
        ax.axvline(panel.reference, color=GREY, linestyle="--" if panel.scale == "share" else "-", linewidth=1)
    for row in range(len(panel.rows)):
        marks = [mark for mark in panel.marks if mark.row == row]
        for place, mark in enumerate(marks):
            y = row + (0.7 * (place + 0.5) / len(marks) - 0.35 if len(marks) > 1 else 0.0)
            look = _look(keys[mark.key])
            ax.plot([mark.low, mark.high], [y, y], color=look["color"], linewidth=1.3, solid_capstyle="butt")
            ax.plot([mark.x], [y], **look)
    ax.set_yticks(range(len(panel.rows)), panel.rows)
    ax.set_ylim(len(panel.rows) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    for edge in range(1, len(panel.rows)):
        ax.axhline(edge - 0.5, color="#EEEEEE", linewidth=0.8, zorder=0)
    if panel.scale == "tokens":
        ax.set_xscale("log")
        _count_axis(ax, [x for mark in panel.marks for x in (mark.low, mark.high)])
    elif panel.scale == "share":
        ax.set_xlim(-0.03, 1.03)
        ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(6))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:+g}" if value else "0"))


def _draw_heatmap(ax: Axes, panel: Heatmap) -> None:
    ax.set_ylabel(panel.y_label)
    ax.grid(visible=False)
    viridis = matplotlib.colormaps["viridis"]
    for row, values in enumerate(panel.values):
        for column, value in enumerate(values):
            colour = "#F2F2F2" if value is None else viridis(value)
            ax.fill_between([column - 0.48, column + 0.48], row - 0.47, row + 0.47, color=colour, linewidth=0)
            if value is not None:
                ink = "black" if value > 0.6 else "white"
                ax.text(column, row, f"{100 * value:.0f}", ha="center", va="center", color=ink)
    ax.set_xticks(range(len(panel.columns)), panel.columns)
    ax.set_yticks(range(len(panel.rows)), panel.rows)
    ax.set_xlim(-0.5, len(panel.columns) - 0.5)
    ax.set_ylim(-0.5, len(panel.rows) - 0.5)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
