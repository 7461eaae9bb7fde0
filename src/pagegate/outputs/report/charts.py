"""Charts of the report, drawn by pygal as static SVG that takes its colours from the page's style.

pygal is imported where a chart is drawn: it takes 0.04 s, needs no font, and says what everything is by classes.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate.outputs.report.svg import cleaned
from pagegate.portrait import Drawing, edges, scale

if TYPE_CHECKING:
    from markupsafe import Markup

    from pagegate.model import Axis

#: So many dots are drawn at the most: cells are put together until they are no more.
MOST_DOTS = 500
#: Fewer records than this need no picture.
FEWEST = 5
_WIDTH, _HEIGHT, _ROW = 640, 380, 22
_POINTS = 60
#: The size of text, in units of a drawing that is 640 wide; the style has the same.
_TEXT = 14


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its heading; `caption` says what it shows, and `keys` what is what in it: a class of the style, and words."""

    id: str
    title: str
    svg: Markup
    caption: str
    keys: list[tuple[str, str]]


def picture(code: str, drawing: Drawing) -> Chart | None:
    """The picture that a rule asks for; None of fewer than `FEWEST` records."""
    if drawing.cells.total() < FEWEST:
        return None
    return _spread(code, drawing) if drawing.picture.y is None else _scatter(code, drawing)


def _scatter(code: str, drawing: Drawing) -> Chart:
    """Dots as large as the number of records in them, what is marked on top as diamonds, within the envelope or beside the guides."""
    asked = drawing.picture
    assert asked.y is not None  # noqa: S101  the caller's business, told to the type checker
    dots, marks = _coarsened(drawing, asked.x, asked.y)
    (left, right), (down, up) = (_extent([place[at] for place in dots], axis) for at, axis in ((0, asked.x), (1, asked.y)))
    line = np.linspace(left, right, _POINTS)
    true = 10**line if asked.x.logarithmic else line
    chart = _pygal().XY(**_look(_HEIGHT), stroke=False, x_title=_named(asked.x), y_title=_named(asked.y), xrange=(left, right), range=(down, up))
    chart.x_labels, chart.y_labels = _ticks(left, right, asked.x), _ticks(down, up, asked.y)
    keys = []
    if asked.envelope is not None:
        low, high = (np.clip(scale(asked.y, bound), down, up) for bound in asked.envelope(true))
        there = np.isfinite(low) & np.isfinite(high) & (high > down) & (low < up)
        ring = [*zip(line[there], low[there], strict=True), *zip(line[there][::-1], high[there][::-1], strict=True)]
        chart.add("envelope", [*_points(ring), *_points(ring[:1])], stroke=True, show_dots=False)
        keys.append(("envelope", asked.bounded_by))
    for number, (name, guide) in enumerate(asked.guides.items()):
        along = [(x, y) for x, y in zip(line, scale(asked.y, guide(true)), strict=True) if down <= y <= up]
        chart.add(f"guide-{number}", _points(along), stroke=True, show_dots=False)
        keys.append((f"guide-{number}", name))
    most = max(dots.values())
    chart.add("seen", [_dot(place, number, most) for place, number in sorted(dots.items()) if number > marks.get(place, 0)])
    chart.add("marked", [_dot(place, number, most) for place, number in sorted(marks.items())])
    total, marked = drawing.cells.total(), drawing.marked.total()
    keys += [("seen", "larger dots are more records"), *([("marked", f"{asked.marked}: {marked:,} of {total:,}")] if marked else [])]
    caption = f"{asked.told}: {total:,} {'record' if total == 1 else 'records'}, {f'{marked:,} marked' if marked else 'none marked'}."
    names = [*(["envelope"] if asked.envelope is not None else []), *(f"guide-{number}" for number in range(len(asked.guides))), "seen", "marked"]
    return Chart(f"chart-{code}", asked.title, cleaned(chart, f"chart-{code}", asked.title, caption, names), caption, keys)


def _spread(code: str, drawing: Drawing) -> Chart:
    """Bars of how many records lie in each cell, and how many of them are marked."""
    asked = drawing.picture
    ends = edges(asked.x)
    first, last = min(place[0] for place in drawing.cells), max(place[0] for place in drawing.cells)
    first, last = max(0, first - 2), min(len(ends) - 2, last + 2)
    chart = _pygal().Histogram(**_look(_HEIGHT), x_title=_named(asked.x), y_title="records", xrange=(ends[first], ends[last + 1]), range=(0, max(drawing.cells.values()) * 1.05))
    chart.x_labels, chart.y_labels = _ticks(ends[first], ends[last + 1], asked.x), _counts(max(drawing.cells.values()))
    for name, cells in (("seen", drawing.cells), ("marked", drawing.marked)):
        chart.add(name, [(number, ends[at], ends[at + 1]) for (at, _), number in sorted(cells.items())])
    total, marked = drawing.cells.total(), drawing.marked.total()
    caption = f"{asked.told}: {total:,} records, {f'{marked:,} marked' if marked else 'none marked'}."
    keys = [("seen", "all of them"), *([("marked", f"{asked.marked}: {marked:,} of {total:,}")] if marked else [])]
    return Chart(f"chart-{code}", asked.title, cleaned(chart, f"chart-{code}", asked.title, caption, ["seen", "marked"]), caption, keys)


def bars(name: str, title: str, caption: str, shares: Mapping[str, float]) -> Chart:
    """A bar a name, of its share of 1, the names in the order given."""
    chart = _pygal().HorizontalBar(**_look(_ROW * len(shares) + 60), range=(0, 1))
    chart.x_labels = [f"{column} {percent(share)}" for column, share in reversed(list(shares.items()))]
    chart.y_labels = [{"label": percent(share), "value": share} for share in (0, 0.25, 0.5, 0.75, 1)]
    chart.add("filled", list(reversed(list(shares.values()))))
    return Chart(name, title, cleaned(chart, name, title, caption, ["filled"]), caption, [])


def trend(name: str, title: str, caption: str, numbers: Sequence[int], ends: tuple[str, str]) -> Chart:
    """A line of numbers over runs, the last of them this run's; `ends` name the first and the last."""
    chart = _pygal().Line(**_look(130) | {"width": 300, "margin": 6}, range=(0, max(1, *numbers) * 1.1))
    chart.x_labels = [ends[0], *[""] * (len(numbers) - 2), ends[1]] if len(numbers) > 1 else [ends[1]]
    chart.y_labels = _counts(max(1, *numbers), 2)
    chart.add("failed", list(numbers))
    return Chart(name, title, cleaned(chart, name, title, caption, ["failed"]), caption, [])


def percent(share: float) -> str:
    """A share in percent; one that is nearly all is not called all, nor nearly none none."""
    shown = f"{100 * share:.0f} %"
    return {"100 %": "over 99 %", "0 %": "under 1 %"}.get(shown, shown) if 0 < share < 1 else shown


def _look(height: int) -> dict[str, Any]:
    return {"js": (), "width": _WIDTH, "height": height, "show_legend": False, "no_prefix": True, "margin": 12, "style": _style(), "dots_size": 2.5, "include_x_axis": False, "show_x_guides": False, "truncate_label": -1}


@cache
def _pygal() -> Any:
    """The library, without the finder of its plugins that it adds to Python's own: one of an old kind, about which every later import would warn."""
    import pygal

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return pygal


@cache
def _style() -> Any:
    """Sizes of text, which pygal leaves room for; the page's style draws it."""
    return _pygal().style.Style(label_font_size=_TEXT, major_label_font_size=_TEXT, title_font_size=_TEXT + 1)


def _named(axis: Axis) -> str:
    return f"{axis.label}, {axis.unit}" if axis.unit else axis.label


def _coarsened(drawing: Drawing, across: Axis, up: Axis) -> tuple[dict[tuple[float, float], int], dict[tuple[float, float], int]]:
    """The middles of cells with their numbers of records, and of those that are marked: cells put together by twos until there are few enough."""
    columns, rows = edges(across), edges(up)
    factor = 1
    while len({(x // factor, y // factor) for x, y in drawing.cells}) > MOST_DOTS:
        factor *= 2
    made: list[dict[tuple[float, float], int]] = []
    for cells in (drawing.cells, drawing.marked):
        together: dict[tuple[float, float], int] = {}
        for (x, y), number in cells.items():  # one step a cell
            place = (_middle(columns, x, factor), _middle(rows, y, factor))
            together[place] = together.get(place, 0) + number
        made.append(together)
    return made[0], made[1]


def _middle(ends: Any, at: int, factor: int) -> float:
    first = at // factor * factor
    return float((ends[first] + ends[min(first + factor, len(ends) - 1)]) / 2)


def _extent(values: list[float], axis: Axis) -> tuple[float, float]:
    """From where to where to draw: the values with some room around them."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.06, 0.25 if axis.logarithmic else 2 * axis.step)
    return low - room, high + room


def _dot(place: tuple[float, float], number: int, most: int) -> dict[str, Any]:
    """A dot whose area goes with the logarithm of the number of its records."""
    size = 3 + (4.5 * math.sqrt(math.log1p(number - 1) / math.log1p(max(most - 1, 1))) if most > 1 else 0.8)
    return {"value": place, "node": {"r": round(size, 1)}}


def _points(along: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in along]


def _ticks(low: float, high: float, axis: Axis) -> list[dict[str, Any]]:
    """Round numbers between the ends of an axis, at most eight; powers of ten on a logarithmic one."""
    if axis.logarithmic:
        every, times = max(1, math.ceil((high - low) / 8)), (1, 2, 5) if high - low < 2 else (1,)
        values = [(power + math.log10(by), by * 10.0**power) for power in range(math.floor(low), math.floor(high) + 1) if not power % every for by in times]
        return [{"label": f"{value:,.12g}" if value >= 1 else f"{value:.{-math.floor(at)}f}", "value": at} for at, value in values if low <= at <= high]
    step = _round_step((high - low) / 6)
    return [{"label": f"{number * step:,.12g}".replace("-", "−"), "value": number * step} for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _counts(most: int, number: int = 4) -> list[dict[str, Any]]:
    """Whole round numbers from 0."""
    step = max(1, round(_round_step(most / number)))
    return [{"label": f"{value:,}", "value": value} for value in range(0, most + 1, step)]


def _round_step(least: float) -> float:
    """The first of 1, 2, 5 times a power of ten that is not less."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least * (1 - 1e-9))
