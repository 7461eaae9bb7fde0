"""A reading of the weather that is no single number.

What it does: stands for each reading that a page shows as a range or a class: wind in Beaufort or from 10 to 15 mph, visibility without limit. The field is left empty.
Why it matters: any one number for it would be invented; whoever expects the column should know why it is empty.
Instead: nothing, or take the exact value from where the site has one.
Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, chapter 5, table of wind speed equivalents: each Beaufort force is a range of speeds.
Known false alarms: none; the page is not wrong, and so this is a note only.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P016",
    name="inexact-weather",
    severity="info",
    problem="inexact-weather",
    message="{text!r} is a range or a class and no number; the field was left empty",
    hint="Take the exact value if the site has one elsewhere.",
    passes=({"text": "Temp 14°C\nHumidity 80%\nWind 15 km/h"},),
    fails=({"text": "Temp 14°C\nHumidity 80%\nWind 3 Bft"},),
)
