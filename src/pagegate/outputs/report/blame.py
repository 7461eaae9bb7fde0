"""Whose fault it looks like: one page, one site, one field, everything, or nothing in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagegate.outputs.places import known, site_of, source_label, value_shown
from pagegate.outputs.summary import many, weighty

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.verdict import Verdict

#: From this share of the findings on, they have something in common.
NEARLY_ALL = 0.8
#: Fewer findings have nothing to tell of a pattern.
FEWEST = 4
#: From so many sources on, "everything" says something.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Blamed:
    """What broke, in two or three words, and what speaks for it, in a sentence without a capital."""

    what: str
    because: str


def blamed(verdict: Verdict) -> Blamed | None:
    """Who is to blame for the findings that decide; None of too few to tell."""
    found = weighty(verdict)
    found = found[found["source"].map(known).astype(bool)] if len(found) else found
    if len(found) < FEWEST:
        return None
    sources = found["source"].value_counts()
    sites = found["source"].map({source: site_of(str(source)) for source in sources.index}).value_counts()
    everywhere = verdict.sources >= _ENOUGH and len(sources) >= NEARLY_ALL * verdict.sources
    field, of_field = _field(found)
    one_field = of_field >= NEARLY_ALL * len(found)
    rules = many(found["code"].nunique(), "rules")
    if everywhere and one_field:
        return Blamed("one field, everywhere", f"{_part(of_field, found)} are about {field}, in {len(sources):,} of {many(verdict.sources, 'sources')}")
    if everywhere:
        return Blamed("everything", f"{rules} fail in {len(sources):,} of {many(verdict.sources, 'sources')}")
    about = f", nearly all about {field}" if one_field else ""
    for what, places in (("one page", sources), ("one site", sites)):
        place, number = str(places.index[0]), int(places.iloc[0])
        if place and verdict.sources > 1 and number >= NEARLY_ALL * len(found):
            return Blamed(what, f"{_part(number, found)} stand {'in' if what == 'one page' else 'under'} {source_label(place)}, by {rules}{about}")
    if one_field:
        return Blamed("one field", f"{_part(of_field, found)} are about {field}, in {many(len(sources), 'sources')}")
    return Blamed("nothing in common", f"{rules} fail in {len(sources):,} of {many(verdict.sources, 'sources')}, and no field, page or site has most of it")


def _field(found: pd.DataFrame) -> tuple[str, int]:
    """The field that most findings are about and how many they are; the rule, of findings that name no field."""
    fields: pd.Series[Any] = found["field"].where(found["field"].map(known).astype(bool), found["code"]) if "field" in found else found["code"]
    counts = fields.value_counts()
    most = min(str(name) for name in counts.index[counts == counts.iloc[0]])
    return value_shown(most, 60), int(counts.iloc[0])


def _part(number: int, found: pd.DataFrame) -> str:
    return f"all {number:,} findings" if number == len(found) else f"{number:,} of {len(found):,} findings ({100 * number / len(found):.0f} %)"
