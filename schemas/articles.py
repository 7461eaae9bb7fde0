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
                source="DESIGN: title is required.",
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
                source="DESIGN: body is required.",
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
        "fetched_at": time(),
        "read_minutes": number("min"),
        "description": text(),
        "language": text(),
        "declared_words": number("words"),
        "declared_body": text(),
        "free_to_read": flag(),
    },
    name="articles",
    metadata={"key": ("url", "title"), "key_is": "first"},
)
