"""What one article must look like."""

from __future__ import annotations

import pandera.pandas as pa

from pagegate.model import Limit
from pagegate.schema import flag, number, text, time

SCHEMA = pa.DataFrameSchema(
    {
        "title": text(
            Limit(
                code="A001",
                name="title-missing",
                severity="error",
                required=True,
                pattern=r"(?s).*\S.*",
                message="the article has no title",
                hint="Look at the selector of the title.",
                source="docs/design.md, Records: title is required.",
                passes=("A headline",),
                fails=(None, "", " "),
            ),
        ),
        "body": text(
            Limit(
                code="A002",
                name="body-missing",
                severity="error",
                required=True,
                pattern=r"(?s).*\S.*",
                message="{title!r} has no body",
                hint="Look at the selector of the article's text.",
                source="docs/design.md, Records: body is required.",
                passes=("Some text.",),
                fails=(None, "", " \n"),
            ),
        ),
        "headline": text(),
        "url": text(),
        "site": text(),
        "author": text(),
        "published_at": time(),
        "modified_at": time(),
        # The date in the page's text, where its markup declares one too: a second witness.
        "shown_at": time(),
        "fetched_at": time(),
        "read_minutes": number(
            "min",
            Limit(
                code="A003",
                name="read-time-impossible",
                severity="error",
                low=0,
                high=1000,
                message="the reading time is {read_minutes} min",
                hint="The number may be of something else: seconds, views, a year.",
                source="Derivation: 1000 minutes are 200,000 words, two novels.",
                passes=(0, 3, 45.5),
                fails=(-1, 1001),
            ),
        ),
        "description": text(),
        "language": text(),
        "declared_words": number(
            "words",
            Limit(
                code="A004",
                name="declared-words-impossible",
                severity="error",
                low=0,
                whole=True,
                message="the page declares {declared_words} words",
                hint="The number may be of something else, or a thousands separator was read as a decimal point.",
                source="schema.org, property wordCount: an Integer.",
                passes=(0, 545, 12000),
                fails=(-1, 1.234),
            ),
        ),
        "declared_body": text(),
        "free_to_read": flag(),
    },
    name="articles",
    metadata={"key": ("url", "title"), "key_is": "first"},
)
