"""A page whose markup was not searched for its article.

What it does: stands for each HTML page that is beyond the limits of the article extractor (4 million characters, 15,000 elements, 200 of them in each other), or that it fails on. Such a page is read as text, line by line.
Why it matters: extractors take time that grows faster than the page, and no news page is so large or so deep; what is read from its text alone is less sure.
Instead: look at the page. A generator that never closes its elements, or a dump of many pages in one, is the usual cause.
Source: measured on 213 real pages: the largest has 2.9 million characters and 2,600 elements; HTML standard, section 13.2.6, leaves the depth to the parser.
Known false alarms: none possible: it says what happened.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P112",
    name="unsearched-markup",
    severity="warning",
    problem="unsearched-markup",
    message="the page was read as text only: {text}",
    hint="Look at the page: its elements may never be closed, or it may hold many pages.",
    passes=({"source": "page.html", "text": "An article of some elements."},),
    fails=({"source": "page.html", "text": "elements are more than 200 deep in each other"},),
)
