"""The article extractor alone: `python extractor.py FOLDER usual|cheapest` reads every page of a folder and extracts its article with trafilatura.

`usual` is the call that trafilatura's documentation gives for all that it knows of a page, its fallbacks included; `cheapest` leaves the metadata and the fallbacks out.
"""

import sys
from pathlib import Path

import trafilatura

ASKED = {"usual": {"with_metadata": True}, "cheapest": {"fast": True}}

if __name__ == "__main__":
    for page in sorted(Path(sys.argv[1]).glob("*.html")):
        trafilatura.bare_extraction(page.read_bytes(), **ASKED[sys.argv[2]])
