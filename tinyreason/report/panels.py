"""The kinds of panels that a figure of a report has, as data: who makes them does not draw."""

from dataclasses import dataclass

# Okabe and Ito's colours for the colour-blind, without the yellow, which is lost on paper.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
GREY = "#6B6B6B"
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", "-.", ":")
VIRIDIS_END = 0.8  # beyond, it is too light for white paper


@dataclass(frozen=True)
class Key:
    """A line of a legend: a colour, or as a number a place on viridis from 0 to 1; no marker or line where it is ''."""

    label: str
    colour: str | float
    marker: str = "o"
    line: str = "-"
    filled: bool = True


@dataclass(frozen=True)
class Series:
    """Points drawn as one key of the figure says. Bars from low to high, a band, and a dot for each seed if given."""

    key: int
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    band_low: tuple[float, ...] = ()
    band_high: tuple[float, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Lines:
    """A panel with y over x; `share` is whether y is a share from 0 to 1. `ticks` are the x that are named."""

    title: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    x_log: bool = False
    share: bool = True
    reference: float | None = None
    ticks: tuple[float, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A point in a row of `Intervals`, with a bar from low to high."""

    row: int
    key: int
    x: float
    low: float
    high: float


@dataclass(frozen=True)
class Intervals:
    """A panel with a row for each label. `scale` is 'points', 'share' or 'tokens'."""

    title: str
    x_label: str
    rows: tuple[str, ...]
    marks: tuple[Mark, ...]
    scale: str
    reference: float | None = None


@dataclass(frozen=True)
class Heatmap:
    """A panel of shares from 0 to 1; None where there is no model."""

    title: str
    x_label: str
    y_label: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class Figure:
    """Panels that share a legend; `name` is that of its files."""

    name: str
    title: str
    caption: str
    panels: tuple[Lines | Intervals | Heatmap, ...]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Omitted:
    """A figure that is not drawn, and why."""

    title: str
    reason: str
