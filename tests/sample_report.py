"""The sample report, made from the examples: `python -m tests.sample_report` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pagegate
from pagegate.outputs.report import render

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports" / "sample.html"
#: When the sample was made, for ever.
MOMENT = "2026-11-22T08:00:00+00:00"


def sample() -> str:
    """The report over the examples; the working directory must be the root, as sources are named from there."""
    return render(pagegate.check("examples", as_of=MOMENT))


if __name__ == "__main__":
    SAMPLE.write_text(sample(), encoding="utf-8", newline="\n")
