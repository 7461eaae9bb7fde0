"""Where the wind comes from, as sites say it, in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

#: The sixteen points, each 22.5° on from the one before. Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, chapter 5.
_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
#: The west before the east, whose words stand in its own.
_WORDS = {
    "N": ("north", "nord", "norte", "noord"), "S": ("south", "süd", "sud", "sur", "zuid"), "W": ("west", "ouest", "oeste", "ovest"), "E": ("east", "ost", "est", "este", "oost"),
}
_HAN = {"N": "北북", "E": "東东동", "S": "南남", "W": "西서"}
_ANY_WORD = "(?:" + "|".join(word for words in _WORDS.values() for word in sorted(words, key=len, reverse=True)) + ")"
#: RE2 for all of it: `NW`, `north-west`, `Northwesterly`, `북서`. In German and Spanish `O` stands for other points.
DIRECTION = rf"(?:[NS]?(?:[NS][EWO]|[EWO])|[NS]|[EWO](?:[NS][EWO])|(?i:{_ANY_WORD}(?:[\s-]?{_ANY_WORD}){{0,2}}(?:erly|ern|lich)?)|[東东西南北동서남북]{{1,3}})"
#: Labels of languages in which `O` is the west; elsewhere it is the east (Ost).
_WEST_O = r"(?i)^(?:vent|viento|vento|venti|direction du|dirección|direzione)"


def degrees(shown: pd.Series[Any], label: pd.Series[Any]) -> npt.NDArray[np.float64]:
    """Directions as printed in degrees, 0 for north; NaN where it is none. `label` is what stands before each, which tells the language."""
    text = shown.str.strip().str.lower()
    for point, words in _WORDS.items():
        for word in sorted(words, key=len, reverse=True):
            text = text.str.replace(word, point, regex=False)
    for point, signs in _HAN.items():
        text = text.str.replace(f"[{signs}]", point, regex=True)
    text = text.str.replace(r"erly|ern|lich|[\s-]", "", regex=True).str.upper()
    western = label.str.contains(_WEST_O, regex=True)
    text = text.str.replace("O", "W", regex=False).where(western, text.str.replace("O", "E", regex=False))
    # In Chinese the east or west comes first: 東北 is the north-east.
    text = text.str.replace(r"^([EW])([NS])$", r"\2\1", regex=True)
    turned = text.map({point: 22.5 * place for place, point in enumerate(_POINTS)})
    return np.asarray(turned, dtype=np.float64)
