"""Winds that were converted twice.

What it does: asks of each source with at least 100 winds shown to a tenth of a km/h or finer whether most of them are multiples of a number that no instrument and no single conversion gives: a whole knot, mile, kilometre or metre per second multiplied by a conversion it should not have had.
Why it matters: a service that was asked for miles per hour answers in miles per hour, the scraper converts from metres per second once more, and every wind is 2.24 times too strong. Each of them alone looks possible.
Instead: ask the service for the unit once, and convert nothing that is already in it.
Source: stations report wind in whole knots or metres per second (WMO No. 306, Manual on Codes, FM 15 METAR and FM 12 SYNOP), so true winds lie on those lattices or on none. Factors: NIST SP 811.
Known false alarms: none measured on 40,444 real winds of 200 places in two collections, where at most 29 % lie on any such lattice; a collection with this very bug has 74 % on the lattice of knots.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._wind import SHARE, counted, judged, merge


def _feed(factor: float, digits: int = 2, number: int = 120) -> tuple[dict[str, object], ...]:
    # 3 to 22 knots in km/h, seen again and again.
    return tuple({"temp_c": 20.0, "wind_kmh": round((3 + i % 20) * 1.852 * factor, digits)} for i in range(number))


BATCH = BatchRule(
    code="B207",
    name="wind-converted-twice",
    severity="warning",
    of="weather",
    reads=("wind_kmh",),
    gather=counted,
    merge=merge,
    settle=judged,
    apart=("source",),
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "share", "max_value": 100 * SHARE},
    message="{share} % of {winds} winds are whole {unit} converted from {conversion} once too often",
    hint="The service already answers in the unit you convert to.",
    passes=(_feed(1.0), _feed(1.0, 1), tuple({"temp_c": 20.0, "wind_kmh": round(3 + i * 0.37, 2)} for i in range(120))),
    fails=(_feed(2.236936), _feed(3.6)),
    skips=(_feed(2.236936, number=90), tuple({"temp_c": 20.0, "wind_kmh": 3 + i % 40} for i in range(120))),
)
