"""A run that was interrupted before it had judged all of its sources.

What it does: stands for a run that somebody ended (Ctrl-C, SIGINT) while it judged; what it says is what was found until then.
Why it matters: what was not judged is neither good nor bad, so that such a run is no pass, whatever was found.
Instead: run it again to its end.
Source: docs/design.md: nothing is dropped in silence.
Known false alarms: none.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P017",
    name="interrupted-run",
    severity="error",
    problem="interrupted-run",
    message="the run was interrupted: {text}",
    hint="Run it again to its end: rules about whole scrapes were not asked, and nothing was remembered or put into quarantine.",
    passes=({"text": "all sources were judged"},),
    fails=({"text": "2 of 10 sources were judged, the last of them perhaps not to its end"},),
)
