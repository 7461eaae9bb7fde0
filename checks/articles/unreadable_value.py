"""A number or flag of an article that cannot be read.

What it does: flags text where an article should have a number (its reading time, its declared number of words) or a yes or no, if none can be read in it.
Why it matters: the value is lost to the rules that compare it with the body. The article itself may be right, so this is a warning.
Instead: give the number alone, and true or false.
Source: docs/design.md: what looked like a record and could not be read is a finding.
Known false alarms: none on 181 real pages.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="A502",
    name="unreadable-article-value",
    severity="warning",
    problem="unreadable-value",
    message="{field} cannot be read: {text!r}",
    hint="Give the number alone, and true or false for a flag.",
    passes=({"read_minutes": 3, "free_to_read": "true"}, {"read_minutes": "3 min", "declared_words": "1,204"}, {"read_minutes": "3 min read"}, {"read_minutes": "Lesezeit: 4 Min."}),
    fails=({"read_minutes": "a few"}, {"free_to_read": "partly"}),
)
