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
    "N": ("north", "nord", "norte", "noord", "nor", "norr"), "S": ("south", "süd", "sud", "sur", "zuid", "sør", "syd", "söder"), "W": ("west", "ouest", "oeste", "oest", "ovest", "vest", "väst"), "E": ("east", "ost", "est", "este", "oost", "øst", "öst", "öster"),
}
#: One sign a point, in Chinese, Japanese, Korean and Russian; and Dutch, whose south begins with Z.
_SIGNS = {"N": "北북С", "E": "東东동В", "S": "南남ЮZ", "W": "西서З"}
_ANY_WORD = "(?:" + "|".join(word for words in _WORDS.values() for word in sorted(words, key=len, reverse=True)) + ")"
#: RE2 for all of it: `NW`, `north-west`, `Northwesterly`, `북서`. In German and Spanish `O` stands for other points.
DIRECTION = rf"(?:[NSZ]?(?:[NSZ][EWO]|[EWO])|[NSZ]|[EWO](?:[NSZ][EWO])|[СЮ]?[СЮ]?[ВЗ]|[СЮ]|[ВЗ][СЮ][ВЗ]|(?i:{_ANY_WORD}(?:[\s-]?{_ANY_WORD}){{0,2}}(?:erly|ern|lich)?)|[東东西南北동서남북]{{1,3}})"
#: Names of winds that say where they come from: `서풍`, `北西の風`, `东北风`.
POINTED = r"^([東东西南北동서남북]{1,3})(?:풍|の風|[风風])$"
#: Labels of languages in which `O` is the west; elsewhere it is the east (Ost).
_WEST_O = r"(?i)^(?:vent|viento|vento|venti|direction du|dirección|direzione)"


def degrees(shown: pd.Series[Any], label: pd.Series[Any]) -> npt.NDArray[np.float64]:
    """Directions as printed in degrees, 0 for north; NaN where it is none. `label` is what stands before each, which tells the language."""
    text = shown.str.strip().str.replace(POINTED, r"\1", regex=True).str.lower()
    for point, words in _WORDS.items():
        for word in sorted(words, key=len, reverse=True):
            text = text.str.replace(word, point, regex=False)
    for point, signs in _SIGNS.items():
        text = text.str.replace(f"[{signs}{signs.lower()}]", point, regex=True)
    text = text.str.replace(r"erly|ern|lich|[\s-]", "", regex=True).str.upper()
    western = label.str.contains(_WEST_O, regex=True)
    text = text.str.replace("O", "W", regex=False).where(western, text.str.replace("O", "E", regex=False))
    # In Chinese the east or west comes first: 東北 is the north-east.
    text = text.str.replace(r"^([EW])([NS])$", r"\2\1", regex=True)
    turned = text.map({point: 22.5 * place for place, point in enumerate(_POINTS)})
    return np.asarray(turned, dtype=np.float64)
