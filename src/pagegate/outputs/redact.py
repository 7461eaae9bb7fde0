"""Findings without what the pages said: for outputs that leave the house (`--no-raw`).

What stays is pagegate's own: code, rule, severity, place, fingerprint, and in place of the message what the rule is about. Keys, values, excerpts and query strings are
left out, and what looks like a secret in the name of a source is hidden behind a short hash, so that two sources stay two.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.outputs.places import known
from pagegate.rulebook import page

if TYPE_CHECKING:
    from pagegate.config.in_force import InForce
    from pagegate.history.model import Memory
    from pagegate.verdict import Verdict

#: What services' keys and tokens begin with, and names that announce one.
_TOKEN = re.compile(
    r"(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|AKIA|ASIA|AIza|ya29\.|eyJ|[srp]k[-_](?:live|test|ant|proj)[-_]|npm_|hf_|dop_v1_)[\w.\-]{8,}"
    r"|(?<![A-Za-z])(?:access|api|auth|bearer|client|jwt|key|pass(?:word|wd)?|pwd|secret|session|sid|sig(?:nature)?|token)(?:[-_]?(?:id|key|secret|token))?[=:~][^/&;\s]+",
    re.IGNORECASE,
)
#: Keys of a configuration whose values are a page's words: what a source's records have where a page says nothing, or what stands for nothing.
_STANDS_IN = re.compile(r"^sources\..*\.(?:defaults\.[^.]*|missing)$")
_LONG = re.compile(r"[A-Za-z0-9_\-+=]{20,}")
_HEX = re.compile(r"[0-9A-Fa-f]{32,}")


def without_raw(verdict: Verdict) -> Verdict:
    """The same verdict with nothing in it that a page said, and no secret of the configuration's."""
    baseline = verdict.baseline and replace(verdict.baseline, file=safe_source(verdict.baseline.file), fixed=redacted(verdict.baseline.fixed), moved={safe_source(old): safe_source(new) for old, new in verdict.baseline.moved.items()})
    return replace(verdict, findings=redacted(verdict.findings), frames={}, baseline=baseline, portrait=verdict.portrait.without_values(_columns()), memory=_safe_memory(verdict.memory), configuration=tuple(_safe_key(one) for one in verdict.configuration))


def _columns() -> set[str]:
    """The columns that schemas know: the names of others are the input's own words."""
    return {str(name) for schema in catalogue().schemas.values() for name in schema.columns}


def _safe_memory(memory: Memory) -> Memory:
    """What is remembered, without the words of the input in it: names of columns, and secrets in the names of sources."""
    if memory.changes is None:
        return memory
    columns = _columns()
    last = replace(memory.changes.last, coverage={of: share for of, share in memory.changes.last.coverage.items() if of[1] in columns}, failed_by_source={})
    groups = tuple(replace(group, source=safe_source(group.source), field=group.field if group.field in columns else "") for group in memory.changes.fixed_groups)
    return replace(memory, changes=replace(memory.changes, last=last, fixed_groups=groups))


def _safe_key(one: InForce) -> InForce:
    """A key of the configuration. Texts that stand in the place of what pages say are left out whole."""
    stands_in = _STANDS_IN.search(one.key) is not None
    return replace(one, key=safe_source(one.key), value=_safe_value(one.value, hidden=stands_in), origin=safe_source(one.origin))


def _safe_value(value: Any, *, hidden: bool) -> Any:
    if isinstance(value, list):
        return [_safe_value(inside, hidden=hidden) for inside in value]
    if hidden:
        return _hidden(str(value))
    return safe_source(value) if isinstance(value, str) else value


def redacted(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings with nothing in them that a page said; the same rows and columns."""
    if findings.empty:
        return findings
    codes = findings["code"].map({code: _about(str(code)) for code in findings["code"].unique()})
    sources = {source: safe_source(source) if known(source) else source for source in findings["source"].unique()}
    count = len(findings)
    return findings.assign(
        source=findings["source"].map(sources), message=codes.where(codes != "", findings["rule"]), key=pd.Series([None] * count, index=findings.index, dtype=object),
        fields=pd.Series([{} for _ in range(count)], index=findings.index, dtype=object), text="", expected="", excerpt=pd.Series([() for _ in range(count)], index=findings.index, dtype=object),
    )


def _about(code: str) -> str:
    """What a rule is about, in its own words."""
    return page(code, catalogue(), run=False).summary if code in catalogue().rules else ""


def safe_source(source: Any) -> str:
    """The name of a source without user, query and fragment, and with what looks like a secret hidden."""
    name = str(source)
    web = "://" in name
    if web:
        try:
            parts = urlsplit(name)
        except ValueError:
            return _hidden(name)
        name = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    else:
        # A page that was saved under its own address has the query in its name.
        name = re.sub(r"\?[^/]*", lambda found: f"?{_hidden(found[0])}", name)
    name = _TOKEN.sub(lambda found: _hidden(found[0]), name)
    name = _LONG.sub(lambda found: _hidden(found[0]) if _random(found[0]) else found[0], name)
    return _HEX.sub(lambda found: _hidden(found[0]), name) if web else name


def _random(text: str) -> bool:
    """Whether a long word is of capitals, small letters and digits, as keys are and names are not."""
    return any(map(str.isdigit, text)) and any(map(str.islower, text)) and any(map(str.isupper, text))


def _hidden(text: str) -> str:
    return f"hidden-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"
