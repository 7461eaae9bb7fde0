"""A temperature whose degrees cannot be told.

What it does: stands for each temperature without a letter (`31°`) on a page that does not tell whether degrees Celsius or Fahrenheit are meant: no other temperature with a letter, no unit of one of the two worlds (km/h, mm, hPa; inches), and a number that may be either. Miles alone do not tell: Britain has them with degrees Celsius.
Why it matters: taken for the wrong one, 31 °F becomes 31 °C; the reading is left out rather than guessed.
Instead: take the temperature with its unit, from the page's metadata if its text has none.
Source: what sites print; a reader who sees no more than the text cannot tell either.
Known false alarms: none for what it says: the page does not tell. It may be known to you from elsewhere.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P015",
    name="temperature-without-unit",
    severity="warning",
    problem="temperature-without-unit",
    message="the temperature {text!r} may be in °C or °F, and nothing on the page tells; it was left unread",
    hint="Take the unit along when scraping.",
    passes=({"text": "31°C\nFeels like 24°C\nHumidity 60%"},),
    fails=({"text": "31°\nFeels like 24°\nWind 10 mph"},),
)
