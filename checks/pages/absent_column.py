"""A column that the configuration maps and no record has.

What it does: stands for each column of a configured source (`[tool.pagegate.sources.NAME.fields]`) that no record of a file has under any of the names given for it.
Why it matters: the scraper renamed or lost the field, and every rule that reads it falls silent.
Instead: name the field as the file has it, or take it out of the configuration if the feed is without it.
Source: derivation: a mapping whose source is absent maps nothing.
Known false alarms: a feed that leaves out empty fields, in a file where all of them are empty.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P021",
    name="absent-column",
    severity="error",
    problem="absent-column",
    message="a configured column is absent: {text}",
    hint="Name the field as the file has it, or take it out of the configuration.",
    passes=({"text": '{"lastsale": "$0.97"}'},),
    fails=({"text": "no record has lastsale, which sources.us.fields.price names"},),
)
