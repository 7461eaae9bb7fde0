"""pygal's drawings as parts of a page: without scripts and styles of their own, with a title and a description, in few bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?\d+\.\d+")
#: What a drawing needs neither to be seen nor to be read.
_DROPPED = {"defs", "script", "style", "desc", "title"}
#: Groups of one mark each.
_UNNAMED = {"dots", "bar", "histbar", "text-overlay", "plot overlay", ""}
_GEOMETRY = ("d", "x", "y", "cx", "cy", "r", "width", "height", "transform")
_KEPT = {*_GEOMETRY, "class", "rx", "ry"}


def cleaned(chart: Any, name: str, title: str, described: str, series: Sequence[str]) -> Markup:
    """A drawing as inline SVG; series get the given names as their classes, and dots of the series `marked` become diamonds, so that colour is not all that tells them apart."""
    root = etree.fromstring(chart.render(), parser=etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True))
    box = root.get("viewBox") or f"0 0 {chart.config.width} {chart.config.height}"
    made = etree.Element("svg", {"class": f"chart {type(chart).__name__.lower()}", "viewBox": box, "role": "img", "aria-labelledby": f"{name}-title {name}-desc"})
    for tag, text in (("title", title), ("desc", described)):
        etree.SubElement(made, tag, {"id": f"{name}-{tag}"}).text = text
    for child in root:
        _take(child, made, series)
    return Markup(etree.tostring(made, encoding="unicode"))  # noqa: S704  written by lxml, which escapes every text in it


def _take(element: Any, into: Any, series: Sequence[str]) -> None:
    """Copy what is to be seen of an element."""
    tag = etree.QName(element).localname
    classes = element.get("class", "")
    if tag in _DROPPED or "tooltip" in classes.split() or "tooltip-overlay" in classes or (tag == "rect" and classes == "background"):
        return
    kept = {key: _rounded(value) if key in _GEOMETRY else value for key, value in element.attrib.items() if key in _KEPT}
    number = re.match(r"series serie-(\d+)", classes)
    if number:
        kept["class"] = f"series {series[int(number[1])]}"
    elif tag == "circle" and "marked" in into.getparent().get("class", ""):
        tag, kept = "path", _diamond(kept)
    elif tag in {"circle", "rect"} or classes in _UNNAMED:
        kept.pop("class", None)
    elif tag == "path":
        kept["class"] = "guide" if "guides" in into.get("class", "") else "curve"
    made = etree.SubElement(into, tag, kept)
    if element.text and element.text.strip():
        made.text = element.text.strip()
    for child in element:
        _take(child, made, series)
    if tag == "g" and not len(made):
        into.remove(made)


def _diamond(circle: dict[str, str]) -> dict[str, str]:
    x, y, r = (float(circle[key]) for key in ("cx", "cy", "r"))
    reach = max(4.0, 1.3 * r)
    return {"d": f"M{x - reach:.1f} {y:.1f}L{x:.1f} {y - reach:.1f}L{x + reach:.1f} {y:.1f}L{x:.1f} {y + reach:.1f}Z"}


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), text)
