"""What one page must look like."""

from __future__ import annotations

import pandera.pandas as pa

from pagegate.schema import number, text, time

SCHEMA = pa.DataFrameSchema(
    {
        "url": text(),
        "fetched_at": time(),
        "status": number("HTTP status"),
        "media_type": text(),
        # The character set that came with the page, outside of it, and the one it was decoded with.
        "charset": text(),
        "encoding": text(),
        "text": text(),
        "html": text(),
        # How many quotes, observations and articles were read from the page.
        "records": number("records"),
        # How many words of prose on the page went into none of them.
        "unread_words": number("words"),
    },
    name="pages",
    metadata={"key": ("url", "source"), "key_is": "first"},
)
