"""Weather that is shown and cannot be read.

What it does: stands for labels of a weather widget with something in the place of their values that is none: `Temp ??°C`, `Humidity {{humidity}}%`, `Wind km/h`. Labels alone, as in a legend or a menu, are not meant, nor is prose about the weather.
Why it matters: the page had an observation, or one more reading of it, and it is lost.
Instead: look at the page: the values may be loaded later, or a template was not filled in.
Source: docs/design.md: what looked like a record and could not be read is a finding.
Known false alarms: a widget that prints something else behind a label in a form that is not known.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P014",
    name="unreadable-weather",
    severity="warning",
    problem="unreadable-weather",
    message="{text!r} looks like weather and has no readable value",
    hint="The values may not have been loaded yet; look whether the page shows them.",
    passes=({"text": "Temp 29.1°C\nHumidity 75%\nWind 24.1 km/h"},),
    fails=({"text": "Temp ??°C\nHumidity ??%\nWind ?? km/h"},),
)
