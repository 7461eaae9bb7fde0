"""A source that ends too early.

What it does: stands for each compressed file whose stream breaks off, and each response in a WARC archive that its crawler cut (WARC-Truncated) or that is shorter than its Content-Length,
    and each response in a HAR file whose text is shorter than the size beside it by more than a twentieth; what could be read before is judged.
Why it matters: the records at the end are missing, and how many nobody knows.
Instead: close the file before it is moved or uploaded, and compare sizes after a copy.
Source: RFC 1952, section 2.3: a gzip member ends with its checksum and length; ISO 28500, WARC-Truncated; RFC 9110, section 8.6, Content-Length; HAR 1.2, content.size.
Known false alarms: none possible: it says what happened.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P012",
    name="truncated-source",
    severity="error",
    problem="truncated-source",
    message="{source} breaks off: {text}",
    hint="Close the file before it is moved, and compare sizes after a copy.",
    passes=({"text": "complete"},),
    fails=({"text": "Compressed file ended before the end-of-stream marker was reached"},),
)
