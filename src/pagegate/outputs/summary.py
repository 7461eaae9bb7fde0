"""A verdict in words: what was judged, what failed, where most of it stands, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from pagegate.model import LETTERS, RECORD_KINDS, SEVERITIES
from pagegate.outputs.places import place, site_of, source_name
from pagegate.outputs.rows import rows
from pagegate.outputs.sample import in_reading_order
from pagegate.outputs.visible import shortened, visible
from pagegate.verdict import PUBLISHED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pagegate.config.allowed import Allowed, Standing
    from pagegate.model import Severity
    from pagegate.verdict import Verdict

_ONE = {"pages": "page", "quotes": "quote", "weather": "weather", "articles": "article", "sources": "source", "rules": "rule", "more": "more"}
#: Kinds that a parser makes.
_SCRAPED = ("quotes", "weather", "articles")
#: From this share of the records or sources that a rule judged, it is the parser or the template that broke.
_NEARLY_ALL = 0.8
#: A share says something from this many sources, or records.
_ENOUGH_SOURCES, _ENOUGH_RECORDS = 3, 10
#: Standings of an allowance under which nothing fails.
HOLDING = ("within", "not enough rows")
#: So many rules are named one by one.
_FEW = 3
#: A hint is told in so many characters.
_HINT = 600


@dataclass(frozen=True, slots=True)
class Blame:
    """Where the failures stand, and what to do first: clauses without a capital or a full stop, empty if nothing failed.

    `start` is the fingerprint of the finding to begin with, empty if it is better to begin elsewhere.
    """

    where: str
    advice: str
    start: str = ""


def many(number: int, things: str) -> str:
    """`1 quote`, `10 quotes`, `1 error`, `12,000 errors`."""
    one = _ONE.get(things, things.removesuffix("s"))
    return f"{number:,} {one if number == 1 else things}"


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def judged(verdict: Verdict) -> str:
    """What the run looked at: `10 quotes, 1 weather, 1 article in 1 source`. Pages are named where there are more or fewer than sources."""
    pages = verdict.records.get("pages", 0)
    parts = [many(verdict.records[kind], kind) for kind in RECORD_KINDS if kind != "pages" and verdict.records.get(kind, 0)]
    if pages and (not parts or pages != verdict.sources):
        parts.append(many(pages, "pages"))
    return f"{', '.join(parts) or 'no record'} in {many(verdict.sources, 'sources')}"


def counted(counts: Mapping[Severity, int]) -> str:
    """`3 errors and 1 warning`; `nothing found` if there is none."""
    return joined([many(counts[severity], _plural(severity)) for severity in SEVERITIES if counts.get(severity, 0)]) or "nothing found"


def rules_with_fates(verdict: Verdict) -> pd.DataFrame:
    """The rules of the run with two more columns: `found`, the number of findings, and `fate`: failed, held, or idle (nothing to judge).

    What could not be read at all is in no frame: a rule about reading fails by its findings, without a record that failed.
    """
    rules = verdict.rules
    found = rules["code"].map(verdict.findings["code"].value_counts()).fillna(0).astype("int64")
    fate = pd.Series("idle", index=rules.index).mask(rules["held"] > 0, "held").mask((rules["failed"] > 0) | (found > 0), "failed")
    return rules.assign(found=found, fate=fate)


def rules_told(verdict: Verdict) -> str:
    """`41 rules held, 12 had nothing to judge`, and how many failed."""
    fates = rules_with_fates(verdict)["fate"].value_counts()
    failed, held, idle = (int(fates.get(fate, 0)) for fate in ("failed", "held", "idle"))
    parts = [f"{many(failed, 'rules')} failed"] if failed else []
    parts.append(f"{held:,} held" if failed else f"{many(held, 'rules')} held")
    if idle:
        parts.append(f"{idle:,} had nothing to judge")
    return ", ".join(parts)


def outcome(verdict: Verdict) -> str:
    """Why the run passes or fails, in one clause."""
    found = f"the run was interrupted, {counted(verdict.counts)} until then" if verdict.interrupted else counted(verdict.counts)
    grave = sum(verdict.counts.get(severity, 0) for severity in failing_severities(verdict))
    if not verdict.passed or not any(verdict.counts.values()):
        return found
    if verdict.fail_on == "never":
        return f"{found}, and nothing fails this run"
    if grave:
        return f"{found}, {'and nothing fails this run' if is_allowed(verdict.findings).any() else 'none of them new'}"
    return f"{found}, and only {joined([_plural(severity) for severity in failing_severities(verdict)])} fail this run"


def weighty(verdict: Verdict) -> pd.DataFrame:
    """The findings that decide: those that make the run fail; all that no baseline knows if there are none of them."""
    new = verdict.findings[~is_known(verdict.findings)] if "status" in verdict.findings else verdict.findings
    grave = new[new["severity"].isin(failing_severities(verdict)) & ~is_allowed(new)]
    return grave if len(grave) else new


def is_known(findings: pd.DataFrame) -> pd.Series[bool]:
    """Which findings a baseline accepts; none without one."""
    if "status" not in findings:
        return pd.Series(data=False, index=findings.index)
    return findings["status"] == "known"


def is_allowed(findings: pd.DataFrame) -> pd.Series[bool]:
    """Which findings are under an allowance that holds; none where the configuration gives none."""
    return findings["standing"].isin(HOLDING) if "standing" in findings else pd.Series(data=False, index=findings.index)


def standing_of(finding: Mapping[str, Any]) -> str:
    """Why a finding fails nothing whatever its severity: known, fixed, allowed, not enough rows; empty if it counts."""
    status, standing = finding.get("status"), finding.get("standing")
    if status and status != "new":
        return str(status)
    return {"within": "allowed", "not enough rows": "not enough rows"}.get(standing or "", "")


def severity_told(finding: Mapping[str, Any]) -> str:
    """`error`, `known error`, `allowed error`, or `error (not enough rows)`."""
    standing, severity = standing_of(finding), finding["severity"]
    return f"{severity} ({standing})" if " " in standing else f"{standing} {severity}".strip()


def allowances(verdict: Verdict) -> list[Allowed]:
    """The allowances that were used: those of rules with findings that count."""
    return [one for one in verdict.allowed if one.failed]


def allowances_told(verdict: Verdict) -> str:
    """`held by allowance: Q101 (1 of 200, allowed 0.5 %)`, and what is over its allowance, or has not enough rows to tell; empty where none was used."""
    heads: dict[Standing, str] = {"exceeded": "over its allowance", "within": "held by allowance", "not enough rows": "not enough rows to hold against its allowance"}
    parts = []
    for standing, head in heads.items():
        named = [f"{one.code}{one.where} ({one.failed:,} of {one.judged:,}, allowed {one.allowance})" for one in allowances(verdict) if one.standing == standing]
        if named:
            parts.append(f"{head}: {joined(named[:_FEW] + ([many(len(named) - _FEW, 'more')] if len(named) > _FEW else []))}")
    return "; ".join(parts)


def compared(verdict: Verdict) -> str:
    """`3 new, 12 known and 2 fixed by the baseline`, and what else is to be said of it; empty without one."""
    told = verdict.compared()
    if told is None:
        return ""
    parts = [f"{told['new']:,} new", f"{told['known']:,} known", f"{len(told['fixed']):,} fixed"]
    words = f"by the baseline {joined(parts)}"
    words += f" ({told['expired']:,} expired)" if told["expired"] else ""
    moved = sorted(verdict.baseline.moved.items()) if verdict.baseline else []
    if moved:
        more = f" and {many(len(moved) - 1, 'sources')} more" if len(moved) > 1 else ""
        words += f", whose {source_name(moved[0][0])}{more} was not read and fits what is new in {source_name(moved[0][1])}: if it was renamed, or is named from another folder, write the baseline again there"
    return words


def moment(when: dt.datetime) -> str:
    """A moment for people: `22 November 2026, 08:00 UTC`."""
    zone = f" {when.tzname()}" if when.tzinfo else ""
    return f"{when.day} {when:%B %Y, %H:%M}{zone}"


def changed(verdict: Verdict) -> str:
    """`3 new, 12 known and 2 fixed since the run of 22 November 2026, 08:00 UTC`; empty where no earlier run is remembered."""
    told = verdict.memory.changes
    if told is None:
        return ""
    about = "" if told.exact else "about "
    return f"{about}{joined([f'{told.new:,} new', f'{told.known:,} known', f'{told.fixed:,} fixed'])} since the run of {moment(told.last.started)}"


def blame(verdict: Verdict) -> Blame:
    """Where the failures that count stand: one place, one source, one site, one rule, nearly everything, or all over."""
    found = weighty(verdict)
    if found.empty:
        return Blame("", "")
    codes = found["code"].value_counts()
    code = min(codes.index[codes == codes.iloc[0]])
    rule = f"{code} {found.loc[found['code'] == code, 'rule'].iloc[0]}"
    broken = _nearly_all(verdict, found, code)
    if broken:
        hint = shortened(visible(str(found.loc[found["code"] == code, "hint"].iloc[0]).strip()), _HINT)
        where_to_look = "look at the parser and the site's template before single pages" if LETTERS[code[0]] in _SCRAPED else "to do"
        return Blame(f"{rule} fails in {broken}", f"{where_to_look}{': ' + hint if hint else ''}".rstrip("."))
    # Where a rule failed more than once, begin with that rule.
    start = next(rows(in_reading_order(found[found["code"] == code] if codes.iloc[0] > 1 else found).head(1), PUBLISHED))
    advice = f"start at {place(start)}, `pagegate rule {start['code']}` explains it"
    return Blame(_where(verdict, found, rule, int(codes.iloc[0])), advice, str(start["fingerprint"]))


def sentence(verdict: Verdict) -> str:
    """The verdict in one sentence, `JUDGED: pass; ...` or `JUDGED: fail; ...`."""
    if not any(verdict.counts.values()):
        return f"{judged(verdict)}: " + "; ".join(part for part in (verdict.verdict, rules_told(verdict), compared(verdict)) if part)
    told = blame(verdict)
    return f"{judged(verdict)}: " + "; ".join(part for part in (verdict.verdict, outcome(verdict), allowances_told(verdict), compared(verdict), told.where, told.advice) if part)


def _where(verdict: Verdict, found: pd.DataFrame, rule: str, of_rule: int) -> str:
    sources = found["source"].value_counts()
    everything = len(found) == of_rule
    if len(found) == 1:
        return f"it is {rule}"
    what = f"all are {rule}" if everything else _of_several(found, rule, of_rule)
    if sources.empty or verdict.sources <= 1:
        return what
    if len(sources) == 1:
        return f"{what}, and all stand in {source_name(sources.index[0])} alone of {many(verdict.sources, 'sources')}"
    site = _site(list(sources.index))
    spread = f"in {len(sources):,} of {many(verdict.sources, 'sources')}"
    if site and len(sources) < verdict.sources:
        return f"{what}, {spread}, all of them under {source_name(site)}"
    if sources.iloc[0] * 2 > len(found):
        return f"{what}, {spread}, {sources.iloc[0]:,} of them in {source_name(sources.index[0])}"
    return f"{what}, {spread}"


def _of_several(found: pd.DataFrame, rule: str, of_rule: int) -> str:
    rules = found.drop_duplicates("code").sort_values("code")
    if len(rules) <= _FEW:
        return joined([f"{code} {name}" for code, name in zip(rules["code"], rules["rule"], strict=True)])
    if 2 * of_rule > len(found):
        return f"most are {rule} ({of_rule:,})"
    return f"of {many(len(rules), 'rules')}" + (f", most often {rule} ({of_rule:,})" if of_rule > 1 else "")


def _nearly_all(verdict: Verdict, found: pd.DataFrame, code: str) -> str:
    """`9 of 10 sources` where a rule fails nearly everywhere; empty elsewhere."""
    here = found[found["code"] == code]
    sources = here["source"].nunique()
    if verdict.sources >= _ENOUGH_SOURCES and sources >= _NEARLY_ALL * verdict.sources:
        return f"{sources:,} of {many(verdict.sources, 'sources')}"
    row = verdict.rules[verdict.rules["code"] == code]
    if row.empty or row["kind"].iloc[0] not in RECORD_KINDS or sources < min(2, verdict.sources):
        return ""
    failed, judged_here = int(row["failed"].iloc[0]), int(row["failed"].iloc[0] + row["held"].iloc[0])
    if judged_here >= _ENOUGH_RECORDS and failed >= _NEARLY_ALL * judged_here:
        return f"{failed:,} of {many(judged_here, str(row['kind'].iloc[0]))}"
    return ""


def _site(sources: list[str]) -> str:
    """The host or folder that all sources share, empty if they share none."""
    sites = {site_of(source) for source in sources}
    return sites.pop() if len(sites) == 1 else ""


def failing_severities(verdict: Verdict) -> tuple[Severity, ...]:
    """The severities that make the run fail."""
    return SEVERITIES[: SEVERITIES.index(verdict.fail_on) + 1] if verdict.fail_on in SEVERITIES else ()


def _plural(severity: str) -> str:
    return "notes" if severity == "info" else f"{severity}s"
