"""Reads quotes out of cells: `FCHI8,074.230.08%`, `S&P 5002,111.72-14.43(-0.68%)`, `CAC 40 4.413,57 (+0,85%) +37,25`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import extract, matches, numpy, strings
from pagegate.pages.cells import MOST_PARTS, STATUS, Cells, cells
from pagegate.pages.indices import NAMED
from pagegate.pages.segments import Segments
from pagegate.pages.split import PRICE, WHOLE_PRICE, fit, fused, number

_BLOB = r"[0-9](?:[0-9.,']*[0-9])?"
_MONEY = r"[$€£¥₹]?\s?"
_PCT = rf"(?P<pct>[+\-]?\s?{_BLOB})\s?%"
_STATUS = rf"(?:\s*{STATUS})?\s*"
_NAME = r"^(?P<name>.*?)(?P<gap>\s*[:=]?\s*" + _MONEY + ")"
#: What follows the quote in the same row of a table, behind a tab or wide gap: volume, time, and so on.
_REST = r"(?:(?:\t|\s{2,}).*)?$"
_SIGNED_PCT = rf"(?P<pct>[+\-]\s?{_BLOB})\s?%"
_OPEN = r"\s*[(\[]\s*"
_FORMS = {
    "price change percent": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>{_STATUS}{_MONEY})(?P<c>[+\-]\s?{_MONEY}{_BLOB})(?P<g2>{_OPEN}|\s+){_PCT}\s*[)\]]?{_REST}",
    "price change percent, glued": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>{_STATUS}{_MONEY})(?P<c>[+\-]\s?{_MONEY}{_BLOB})(?P<g2>){_SIGNED_PCT}{_REST}",
    "price percent change": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>{_STATUS}(?:{_OPEN})?|\s+){_PCT}(?P<g2>\s*[)\]]?\s*)(?P<c>[+\-]\s?{_MONEY}{_BLOB}){_REST}",
    "price change percent, unsigned": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>\s+{_MONEY})(?P<c>{_BLOB})(?P<g2>{_OPEN}|\s+){_PCT}\s*[)\]]?{_REST}",
    "price percent": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>\s*{STATUS}\s*(?:{_OPEN})?|{_OPEN}|\s+){_PCT}\s*[)\]]?{_REST}",
    "price percent, signed": rf"{_NAME}(?P<p>{_BLOB})(?P<g1>\s*[$€£¥₹]?\s*){_SIGNED_PCT}{_REST}",
    "price and percent, glued": rf"{_NAME}(?P<blob>{_BLOB})\s?%$",
}
_PLACEHOLDER = r"^(?P<name>.*?)(?P<space>\s*)(?P<word>(?i:n/a|#n/a|nan|null|none)|--+|—)$"
_TICKER = r"^[A-Z0-9^.=&/\-]{1,12}$"
_NAMELIKE = r"^\s*[\p{L}\p{N}^$.@*\"'(]"
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
    candidates = cells(found, claimed)
    parsed = _parse(candidates, found.page)
    parsed["segment"] = candidates.first
    parsed["page"] = found.page[candidates.first] if len(parsed) else np.empty(0, dtype=np.int64)
    accepted = _accept(parsed, candidates)
    # A percent inside the name is another quote's, and a sign glued to the price could be either's.
    foreign = parsed["name"].str.contains(r"%|\S[+-]$").to_numpy(dtype=bool)
    ambiguous = accepted & (parsed["ambiguous"].to_numpy(dtype=bool) | foreign)
    good = accepted & ~ambiguous
    unread = pd.DataFrame({"problem": "ambiguous-quote", "segment": parsed["segment"][ambiguous], "text": parsed["text"][ambiguous]})
    rows = parsed[good].reset_index(drop=True)
    if rows.empty:
        return Quotes(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=["row", "field", "segment", "offset", "text"]), unread.reset_index(drop=True))
    _placeholders(rows)
    return Quotes(_raw(rows), _places(rows, candidates.parts[good]), unread.reset_index(drop=True))


def _parse(candidates: Cells, page: npt.NDArray[np.int64]) -> pd.DataFrame:
    text = candidates.text
    count = len(candidates.parts)
    parsed = pd.DataFrame({"text": pd.Series(numpy(text), dtype="str"), "form": ""}, index=pd.RangeIndex(count))
    for column in ("name", "gap", "p", "g1", "c", "g2", "pct", "blob"):
        parsed[column] = ""
    open_ = np.ones(count, dtype=bool)
    for form, pattern in _FORMS.items():
        if not open_.any():
            break
        rows = np.flatnonzero(open_)
        groups = extract(text.take(rows), pattern)
        hit = rows[groups["found"].to_numpy()]
        open_[hit] = False
        columns = [name for name in groups if name != "found"]
        parsed.loc[hit, columns] = groups.loc[groups["found"], columns].to_numpy()
        parsed.loc[hit, "form"] = form
    for column in ("name", "gap", "p", "g1", "c", "g2", "pct", "blob"):
        parsed[column] = parsed[column].astype("str")
    _point(parsed)
    _split(parsed, page[candidates.first] if count else np.empty(0, dtype=np.int64))
    _move_digits(parsed)
    return parsed


def _point(parsed: pd.DataFrame) -> None:
    """Give every number of a cell a decimal point and grouping commas; the percent, or else the price, shows which mark the cell uses."""
    last = parsed["pct"].where(parsed["pct"] != "", parsed["blob"])
    last = last.where(last.str.contains(r"[.,]"), parsed["p"])
    comma = last.str.contains(r",[0-9]{1,2}$") | last.str.contains(r"^[+-]?\s?0,[0-9]+$")
    for column in ("p", "c", "pct", "blob"):
        plain_text = parsed[column].str.replace("'", ",", regex=False)
        swapped = plain_text.str.replace(".", "\x00", regex=False).str.replace(",", ".", regex=False).str.replace("\x00", ",", regex=False)
        parsed[f"{column}_"] = swapped.where(comma, plain_text)
    parsed["comma"] = comma


def _split(parsed: pd.DataFrame, page: npt.NDArray[np.int64]) -> None:
    """Fill `lead` (digits of the name), `price`, `change`, `percent`, and `ambiguous`."""
    for column in ("lead", "price", "change", "percent"):
        parsed[column] = ""
    parsed["ambiguous"] = False
    parsed["unsplit"] = False
    glued = (parsed["form"] == "price and percent, glued").to_numpy(dtype=bool)
    dots = parsed["blob_"].str.count(r"\.").to_numpy(dtype=float)
    for changes, rows in ((False, glued & (dots <= 2)), (True, glued & (dots >= 3))):
        at = np.flatnonzero(rows)
        if not len(at):
            continue
        ways = fused(strings(parsed["blob_"].iloc[at]), page[at], changes=changes).set_index(at)
        split = ways["found"].to_numpy(dtype=bool)
        parsed.loc[at, ["lead", "price", "change", "percent"]] = ways[["lead", "price", "change", "percent"]]
        parsed.loc[at, "ambiguous"] = split & ~ways["unique"].to_numpy(dtype=bool)
        parsed.loc[at, "unsplit"] = ~split
    apart = ~glued & (parsed["form"] != "").to_numpy(dtype=bool)
    at = np.flatnonzero(apart)
    if not len(at):
        return
    price = extract(strings(parsed["p_"].iloc[at]), PRICE).set_index(at)
    parsed.loc[at, ["lead", "price"]] = price[["lead", "price"]]
    parsed.loc[at, "change"] = parsed["c_"].iloc[at].str.replace(r"[\s$€£¥₹]", "", regex=True)
    parsed.loc[at, "percent"] = parsed["pct_"].iloc[at].str.replace(" ", "", regex=False)
    parsed.loc[at, "unsplit"] = ~price["found"].to_numpy(dtype=bool)
    _double(parsed, at)


def _double(parsed: pd.DataFrame, at: npt.NDArray[np.intp]) -> None:
    """A price with its unsigned change glued behind it, and the percent apart: `9,800.9347.37(0.49%)`."""
    doubled = at[(parsed["unsplit"].iloc[at] & (parsed["change"].iloc[at] == "") & (parsed["p_"].iloc[at].str.count(r"\.") == 2)).to_numpy(dtype=bool)]
    if not len(doubled):
        return
    ways = extract(strings(parsed["p_"].iloc[doubled]), r"^(?P<lead>[0-9]*?)(?P<price>(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)\.[0-9]{2})(?P<change>(?:[1-9][0-9]{0,2}(?:,[0-9]{3})*|[1-9][0-9]*|0)\.[0-9]{2})$").set_index(doubled)
    split = ways["found"].to_numpy(dtype=bool)
    parsed.loc[doubled[split], ["lead", "price", "change"]] = ways.loc[split, ["lead", "price", "change"]]
    parsed.loc[doubled[split], "unsplit"] = False


def _move_digits(parsed: pd.DataFrame) -> None:
    """Give digits of the price back to the name where a known name, or the arithmetic of the line, demands it."""
    touching = (parsed["gap"].str.strip(" ") == "") & (parsed["price"] != "") & (parsed["name"] != "")
    before = parsed["name"] + parsed["gap"]
    whole = before + parsed["lead"] + parsed["price"]
    known = extract(strings(whole), rf"(?P<before>^|.*[^\p{{L}}])(?P<known>{NAMED})(?P<price>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[1-9][0-9]*\.[0-9]+)$")
    named = (known["found"] & touching).to_numpy(dtype=bool) & (known["price"].str.len() <= parsed["price"].str.len()).to_numpy(dtype=bool)
    length = known["before"].str.len() + known["known"].str.len() - before.str.len()
    named &= (length > 0).to_numpy(dtype=bool)
    for row in np.flatnonzero(named):  # a handful of rows: indices whose name ends in digits
        moved = whole.iloc[row][len(before.iloc[row]) :]
        parsed.loc[row, "lead"], parsed.loc[row, "price"] = moved[: length.iloc[row]], known["price"].iloc[row]
    complete = touching & (parsed["change"] != "") & (parsed["percent"] != "") & ~named
    rows = np.flatnonzero(complete.to_numpy(dtype=bool))
    if not len(rows):
        return
    change, percent = parsed["change"].iloc[rows], parsed["percent"].iloc[rows]
    amount, share = number(change.str.replace("+", "", regex=False)), number(percent.str.replace("+", "", regex=False))
    shown, lead = parsed["price"].iloc[rows], parsed["lead"].iloc[rows]
    settled = np.zeros(len(rows), dtype=bool)
    best, best_lead = shown.copy(), lead.copy()
    for moved in range(5):
        candidate = shown.str[moved:]
        value = number(candidate)
        valid = matches(strings(candidate), WHOLE_PRICE) & np.isfinite(value)
        fits = valid & ~settled & fit(value, amount, share, candidate, change, percent)
        best = best.where(~fits, candidate)
        best_lead = best_lead.where(~fits, lead + shown.str[:moved])
        settled |= fits
    parsed.loc[rows, "price"], parsed.loc[rows, "lead"] = best, best_lead
    # Digits of the price could be the name's, and no way of reading the line agrees with its own change.
    digits_in_name = before.iloc[rows].str.contains(r"\s$").to_numpy(dtype=bool)
    parsed.loc[rows, "ambiguous"] |= ~settled & digits_in_name


def _accept(parsed: pd.DataFrame, candidates: Cells) -> npt.NDArray[np.bool_]:
    """Which cells are quotes: those that could be nothing else, and the weaker ones that stand in a block of others."""
    name = parsed["name"]
    texts = strings(name)
    nameless = (name.str.strip() == "").to_numpy(dtype=bool)
    named = (name.str.len() <= _LONGEST_NAME).to_numpy(dtype=bool) & matches(texts, _NAMELIKE) & matches(texts, r"\p{L}") & ~matches(texts, _PROSE)
    split = (~parsed["unsplit"]).to_numpy(dtype=bool) & (parsed["form"] != "").to_numpy(dtype=bool)
    change = (parsed["change"] != "").to_numpy(dtype=bool)
    glued = (parsed["form"] == "price and percent, glued").to_numpy(dtype=bool)
    exact = parsed["price"].str.contains(r"\.[0-9]{2,}$|,[0-9]{3}").to_numpy(dtype=bool)
    signed = parsed["percent"].str.contains(r"^[+-]").to_numpy(dtype=bool)
    strong = split & ((named & exact & (change | glued | (signed & exact))) | (nameless & glued & exact) | (candidates.joined & named))
    placeholder = glued & ~split & matches(texts, _PLACEHOLDER) & matches(texts, r"\p{L}")
    strong |= placeholder
    short = (parsed["gap"] == "").to_numpy(dtype=bool) & (name.str.count(" ") <= 2).to_numpy(dtype=bool)
    anchors = strong | (split & named & exact)
    weak = split & (named | nameless) & _near(parsed, anchors, _BLOCK)
    priceless = glued & ~split & named & short & _near(parsed, anchors, 1)
    return strong | weak | priceless


def _near(parsed: pd.DataFrame, anchors: npt.NDArray[np.bool_], reach: int) -> npt.NDArray[np.bool_]:
    """Which cells have another one that is surely a quote within `reach` segments of the same page."""
    at = parsed["segment"].to_numpy(dtype=np.int64) + parsed["page"].to_numpy(dtype=np.int64) * (_BLOCK + MOST_PARTS)
    anchored = at[anchors]
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


def _raw(rows: pd.DataFrame) -> pd.DataFrame:
    label = rows["label"]
    halves = label.str.partition("\t")
    percent = _with_sign(rows["percent"].where(rows["price"] != "", rows["blob_"]), rows["change"]) + "%"
    change = _with_sign(rows["change"], rows["percent"])
    return pd.DataFrame({
        "symbol": halves[0].str.strip(), "name": halves[2].str.strip().where(halves[1] != "", None),
        "price": rows["price"].where(rows["price"] != "", rows["word"]),
        "change": change.where(change != "", None), "change_pct": percent, "segment": rows["segment"],
    })


def _with_sign(number_text: pd.Series, other: pd.Series) -> pd.Series:
    """Sites print one sign for both numbers, `-25.30 (0.37%)`: the one without takes the other's."""
    sign = other.str.extract(r"^([+-])", expand=False)
    bare = (number_text != "") & sign.notna() & ~number_text.str.contains(r"^[+-]")
    return number_text.where(~bare, sign + number_text)


def _places(rows: pd.DataFrame, parts: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Where each field stands: the groups of a cell lie one behind the other."""
    start = rows["name"].str.len() + rows["gap"].str.len()
    missing = rows["word"] != ""
    price_at = (start + rows["lead"].str.len()).where(~missing, rows["word_at"])
    glued = (rows["form"] == "price and percent, glued").to_numpy(dtype=bool)
    percent_first = (rows["form"] == "price percent change").to_numpy(dtype=bool)
    second = start + rows["p"].str.len() + rows["g1"].str.len()
    change_at = second + np.where(percent_first, rows["pct"].str.len() + 1 + rows["g2"].str.len(), 0)
    percent_at = second + np.where(percent_first, 0, rows["c"].str.len() + rows["g2"].str.len())
    change_at = change_at.where(~glued, price_at + rows["price"].str.len())
    percent_at = percent_at.where(~glued, (price_at + rows["price"].str.len() + rows["change"].str.len()).where(~missing, start))
    spread = {"symbol": (start * 0, rows["label"]), "price": (price_at, rows["price"].where(~missing, rows["word"])), "change": (change_at, rows["c"].where(~glued, rows["change"])), "change_pct": (percent_at, rows["pct"].where(~glued, rows["percent"].where(rows["percent"] != "", rows["blob"])) + "%")}
    lengths = _part_starts(rows["text"])
    found = []
    for field, (offset, text) in spread.items():
        part = (lengths <= offset.to_numpy(dtype=np.int64)[:, None]).sum(axis=1) - 1
        within = offset.to_numpy(dtype=np.int64) - lengths[np.arange(len(rows)), part]
        found.append(pd.DataFrame({"row": np.arange(len(rows)), "field": field, "segment": parts[np.arange(len(rows)), part], "offset": within, "text": text.astype("str")})[(text != "").to_numpy(dtype=bool)])
    return pd.concat(found, ignore_index=True)


def _part_starts(texts: pd.Series) -> npt.NDArray[np.int64]:
    """The character at which each part of a cell begins; a huge number where it has fewer."""
    starts = np.full((len(texts), MOST_PARTS), np.iinfo(np.int64).max, dtype=np.int64)
    starts[:, 0] = 0
    at = np.zeros(len(texts), dtype=np.int64)
    rest = texts
    for part in range(1, MOST_PARTS):
        tab = rest.str.find("\t").to_numpy(dtype=np.int64)
        more = tab >= 0
        if not more.any():
            break
        at = np.where(more, at + tab + 1, at)
        starts[more, part] = at[more]
        rest = rest.str.partition("\t")[2].where(more, "")
    return starts
