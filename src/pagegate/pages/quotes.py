"""Reads quotes out of cells: `FCHI8,074.230.08%`, `S&P 5002,111.72-14.43(-0.68%)`, `CAC 40 4.413,57 (+0,85%) +37,25`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import extract, matches, strings, take
from pagegate.pages.cells import Cells, cells
from pagegate.pages.forms import STATE, parse
from pagegate.pages.layout import MOST_PARTS
from pagegate.pages.quote_places import places
from pagegate.pages.segments import Segments
from pagegate.pages.strays import YIELD, strays
from pagegate.pages.tables import tables
from pagegate.pages.usual_quotes import usual_quotes

_PLACEHOLDER = r"^(?P<name>.*?)(?P<space>\s*)(?P<word>(?i:n/a|#n/a|nan|null|none)|--+|—)$"
_NAMELIKE = r"^\s*[\p{L}\p{N}^$.@*\"'(▲▼]"
#: Captions of a price that is no share's own.
_NO_NAME = rf"^\s*(?i:{STATE}|as of|last|price|today|overnight|at open)[:.]?\s*$"
_PROSE = r"[.!?:;,] [\p{L}]|^(?:[^\s]+\s+){6,}"
#: Names longer than this are prose.
_LONGEST_NAME = 48
#: So many segments around a quote belong to its block.
_BLOCK = 3


@dataclass(frozen=True)
class Quotes:
    """Quotes as shown on pages, one row a quote.

    `raw`: `symbol`, `name`, `price`, `change`, `change_pct` as text, with `segment` (where it begins). `places`: `row`, `field`, `segment`, `offset`
    (characters from the segment's start), `text`. `unread`: quote-like segments that could not be read, with `problem`, `segment`, `text`.
    """

    raw: pd.DataFrame
    places: pd.DataFrame
    unread: pd.DataFrame


def quotes(found: Segments, claimed: npt.NDArray[np.bool_]) -> Quotes:
    """Read every quote of the segments, but for those `claimed` by another kind of record."""
    listed = tables(found, claimed)
    claimed = claimed | listed.claimed
    candidates = cells(found, claimed)
    usual = usual_quotes(candidates.text)
    first = candidates.first[usual.rows]
    at = np.setdiff1d(np.arange(len(candidates.parts)), usual.rows, assume_unique=True)
    others = Cells(take(candidates.text, at), candidates.parts[at])
    parsed, good, ambiguous = _others(others, found.page[others.first], _spot(first, found.page[first]))
    among = np.sort(np.concatenate([usual.rows, at[good | ambiguous]]))
    unsure = np.sort(np.concatenate([usual.rows[usual.ambiguous], at[ambiguous]]))
    usual = usual.only(~usual.ambiguous)
    lost = np.union1d(strays(found, claimed, candidates.parts[among]), np.array(listed.broken, dtype=np.int64))
    unread = pd.DataFrame({
        "problem": np.repeat(["ambiguous-quote", "unreadable-quote"], [len(unsure), len(lost)]),
        "segment": np.concatenate([candidates.first[unsure], lost]),
        "text": [*take(candidates.text, unsure).to_pylist(), *take(found.text, lost).to_pylist()],
    })
    rows = parsed[good].reset_index(drop=True)
    read = []
    if len(usual.rows):
        first = candidates.first[usual.rows]
        read.append((usual.raw().assign(segment=first), usual.places(first)))
    if len(rows):
        rows["nth"] = np.searchsorted(np.sort(np.concatenate([usual.rows, at[good]])), at[good])
        _placeholders(rows)
        _ranks(rows)
        read.append((_raw(rows), places(rows, others.parts[good])))
    if listed.rows:
        read.append((_signed(listed.raw()), listed.places()))
    if not read:
        return Quotes(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=["row", "field", "segment", "offset", "text"]), unread)
    return Quotes(*_in_order(read), unread)


def _others(cells: Cells, page: npt.NDArray[np.int64], sure: npt.NDArray[np.int64]) -> tuple[pd.DataFrame, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Cells of any shape taken apart, which of them are quotes, and which could be read in two ways; `sure` are the spots of quotes among them."""
    if not len(page):
        return pd.DataFrame(), np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)
    parsed = parse(cells.text, page)
    parsed["segment"], parsed["page"] = cells.first, page
    accepted = _accept(parsed, cells, sure)
    # A percent inside the name is another quote's, and a sign glued to the price could be either's.
    foreign = parsed["name"].str.contains(r"%|\S[+-]$").to_numpy(dtype=bool)
    ambiguous = accepted & (parsed["ambiguous"].to_numpy(dtype=bool) | foreign)
    return parsed, accepted & ~ambiguous, ambiguous


def _in_order(read: list[tuple[pd.DataFrame, pd.DataFrame]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Quotes of lines and of tables together, in the order in which they stand."""
    if len(read) == 1:
        return read[0]
    before = np.cumsum([0, *(len(raw) for raw, _ in read)])
    raw = pd.concat([raw for raw, _ in read], ignore_index=True)
    where = pd.concat([places.assign(row=places["row"] + count) for (_, places), count in zip(read, before[:-1].tolist(), strict=True)], ignore_index=True)
    order = np.argsort(raw["segment"].to_numpy(), kind="stable")
    return raw.iloc[order].reset_index(drop=True), where.assign(row=np.argsort(order)[where["row"].to_numpy(dtype=np.int64)])


def _accept(parsed: pd.DataFrame, candidates: Cells, sure: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which cells are quotes: those that could be nothing else, and the weaker ones that stand in a block of others; `sure` are the spots of further quotes."""
    name = parsed["name"]
    texts = strings(name)
    nameless = (name.str.strip() == "").to_numpy(dtype=bool)
    named = (name.str.len() <= _LONGEST_NAME).to_numpy(dtype=bool) & matches(texts, _NAMELIKE) & matches(texts, r"\p{L}") & ~matches(texts, _PROSE) & ~matches(texts, _NO_NAME)
    split = (~parsed["unsplit"]).to_numpy(dtype=bool) & (parsed["form"] != "").to_numpy(dtype=bool)
    change = (parsed["change"] != "").to_numpy(dtype=bool)
    glued = (parsed["form"] == "price and percent, glued").to_numpy(dtype=bool)
    exact = parsed["price"].str.contains(r"\.[0-9]{2,}$|,[0-9]{3}").to_numpy(dtype=bool)
    signed = (parsed["percent"].str.contains(r"^[+-]") | (parsed["up"] != "")).to_numpy(dtype=bool)
    strong = split & ((named & exact & (change | glued | (signed & exact))) | (nameless & glued & exact) | (candidates.joined & named))
    placeholder = glued & ~split & matches(texts, _PLACEHOLDER) & matches(texts, r"\p{L}")
    strong |= placeholder
    short = (parsed["gap"] == "").to_numpy(dtype=bool) & (name.str.count(" ") <= 2).to_numpy(dtype=bool)
    # A whole number and a share, `Male 600 48.6%`, is a row of any table.
    decimal = parsed["price"].str.contains(r"\.[0-9]{2,}$").to_numpy(dtype=bool)
    anchors = strong | (split & named & (decimal | (exact & signed)))
    spots = _spot(parsed["segment"].to_numpy(dtype=np.int64), parsed["page"].to_numpy(dtype=np.int64))
    anchored = np.sort(np.concatenate([sure, spots[anchors]]))
    weak = split & (named | nameless) & _near(spots, anchored, _BLOCK)
    priceless = glued & ~split & named & short & _near(spots, anchored, 1)
    return (strong | weak | priceless) & ~matches(strings(parsed["text"]), YIELD)


def _spot(segment: npt.NDArray[np.int64], page: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where segments stand in a row of all, with those of different pages out of each other's reach."""
    return segment + page * (_BLOCK + MOST_PARTS)


def _near(at: npt.NDArray[np.int64], anchored: npt.NDArray[np.int64], reach: int) -> npt.NDArray[np.bool_]:
    """Which cells, at these spots, have another one that is surely a quote, `anchored` in order, within `reach` segments of the same page."""
    if not len(anchored):
        return np.zeros(len(at), dtype=bool)
    left = np.searchsorted(anchored, at, side="left") - 1
    right = np.searchsorted(anchored, at, side="right")
    length = (MOST_PARTS if reach > 1 else 0)  # a quote is as long as its parts, which lie before the next one
    before = (left >= 0) & (at - anchored[np.clip(left, 0, None)] <= reach + length)
    after = (right < len(anchored)) & (anchored[np.clip(right, None, len(anchored) - 1)] - at <= reach)
    near: npt.NDArray[np.bool_] = before | after
    return near


def _placeholders(rows: pd.DataFrame) -> None:
    """Tell `DJIN/A` apart: the name is `DJI`, and `N/A` stands in the price's place (`word`)."""
    word = extract(strings(rows["name"]), _PLACEHOLDER)
    there = word["found"] & (rows["price"] == "")
    rows["word"] = word["word"].where(there, "").astype("str")
    rows["word_at"] = (word["name"].str.len() + word["space"].str.len()).where(there, 0)
    rows["label"] = (rows["name"] + rows["gap"].where(rows["lead"] != "", "") + rows["lead"]).where(~there, word["name"].astype("str")).str.strip()


def _ranks(rows: pd.DataFrame) -> None:
    """Leave the arrows and ranks in front of names (`1 AAPL`, `2. MSFT`) out; `skip` says how many characters they take. Ranks count up along a page."""
    arrow = rows["label"].str.extract(r"^([▲▼\s]*)", expand=False).str.len()
    bare = rows["label"].str.lstrip("▲▼ \t")
    rank = bare.str.extract(r"^([0-9]{1,3})([.)]?\s+)(?=\S*[^\W\d])")
    value = pd.to_numeric(rank[0], errors="coerce")
    # Of the quotes of a page, `nth` counts those between as well that are left out here.
    steps = pd.DataFrame({"value": value, "nth": rows["nth"]}).groupby(rows["page"])
    before, behind = steps.diff(), steps.diff(-1)
    ranked = value.notna() & (((before["value"] == 1) & (before["nth"] == 1)) | ((behind["value"] == -1) & (behind["nth"] == -1)))
    taken = (rank[0].str.len() + rank[1].str.len()).where(ranked, 0).astype("int64")
    rows["label"] = bare.where(~ranked, bare.str.replace(r"^[0-9]{1,3}[.)]?\s+", "", regex=True))
    rows["skip"] = arrow + taken


def _raw(rows: pd.DataFrame) -> pd.DataFrame:
    label = rows["label"]
    halves = label.str.partition("\t")
    shown = rows["percent"].where(rows["price"] != "", rows["blob_"])
    percent = _with_sign(_with_sign(shown, rows["change"]), rows["up"]) + "%"
    change = _with_sign(_with_sign(rows["change"], rows["percent"]), rows["up"])
    return pd.DataFrame({
        "symbol": halves[0].str.strip(), "name": halves[2].str.strip().where(halves[1] != "", None),
        "price": rows["price"].where(rows["price"] != "", rows["word"]),
        "change": change.where(change != "", None), "change_pct": percent, "segment": rows["segment"],
    })


def _signed(raw: pd.DataFrame) -> pd.DataFrame:
    """The quotes of tables with one sign for both numbers of a move, where only one has it."""
    if "change" not in raw or "change_pct" not in raw:
        return raw
    change, percent = (raw[name].str.replace("▲", "+", regex=False).str.replace("▼", "-", regex=False).str.replace(r"^([+\-])\s*[+\-]?\s*", r"\1", regex=True) for name in ("change", "change_pct"))
    both = change.notna() & percent.notna()
    return raw.assign(change=_with_sign(change, percent).where(both, change), change_pct=_with_sign(percent, change).where(both, percent))


def _with_sign(number_text: pd.Series, other: pd.Series) -> pd.Series:
    """Sites print one sign for both numbers, `-25.30 (0.37%)`: the one without takes the other's, or that of an arrow."""
    sign = other.str.slice(0, 1)
    sign = sign.where(sign.isin(["+", "-"]))
    bare = (number_text != "") & sign.notna() & ~number_text.str.contains(r"^[+-]")
    return number_text.where(~bare, sign + number_text)
