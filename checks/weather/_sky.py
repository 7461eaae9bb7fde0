"""What a weather text says, in English: whole columns of bool, False where the text is missing or says nothing of the kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

_CLEAR = r"(?:sunny|clear|fine|(?:clear|blue|sunny|cloudless) (?:sky|skies)|sky (?:is )?clear|clear night|sunny day|cloudless)"
_BROKEN = r"(?:partly (?:cloudy|sunny)|(?:mostly|mainly) (?:sunny|clear)|(?:a )?(?:few|scattered) clouds)(?: (?:sky|skies|day|night))?"
_CALM = r"\b(?:sun|sunny|clear|fair|fine|cloud|clouds|cloudy|overcast|cloudless|mist|misty|fog|foggy|haze|hazy)\b"
_STORMY = r"storm|thunder|hurricane|typhoon|cyclone|tornado|squall|gale|wind|breez|blizzard|rain|shower|snow|sleet|hail|dust|sand|blow"
_FOG = r"(?:(?:dense |thick |patchy |light |shallow |freezing |heavy )?(?:fog|foggy))"
_MAYBE = r"possible|chance|likely|later|soon|nearby|vicinity|risk|melt|no snow|no freez|expected|tonight|tomorrow|clearing|ending|ended|until"
_SNOW = r"\bsnow(?:ing|fall|y|storm)?\b|\bblizzard\b|\bflurries\b"
_FALLING = r"\b(?:rain|drizzle|snow)(?:ing|fall|y|s)?\b"
_FREEZING = r"\bfreezing (?:rain|drizzle|fog)\b"


def silent(weather: pd.DataFrame) -> pd.Series[Any]:
    """No weather text at all."""
    return ~_says(weather, lambda text: text != "")


def clear(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky said to be clear or sunny without any "mostly" or "partly"."""
    return _says(weather, lambda text: text.str.fullmatch(_CLEAR))


def broken(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky said to be partly clouded, and no more said."""
    return _says(weather, lambda text: text.str.fullmatch(_BROKEN))


def calm(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky of sun, cloud or fog, and no word of storm, wind or precipitation."""
    return _says(weather, lambda text: text.str.contains(_CALM, regex=True) & ~text.str.contains(_STORMY, regex=True))


def fog(weather: pd.DataFrame) -> pd.Series[Any]:
    """Fog, and no more said."""
    return _says(weather, lambda text: text.str.fullmatch(_FOG))


def snow(weather: pd.DataFrame) -> pd.Series[Any]:
    """Snow that falls now, not one that may come."""
    return _says(weather, lambda text: _now(text, _SNOW))


def falling(weather: pd.DataFrame) -> pd.Series[Any]:
    """Rain, drizzle or snow that falls now, without thunder."""
    return _says(weather, lambda text: _now(text, _FALLING) & ~text.str.contains("thunder", regex=False))


def freezing(weather: pd.DataFrame) -> pd.Series[Any]:
    """Freezing rain, drizzle or fog that is there now, not one that may come."""
    return _says(weather, lambda text: _now(text, _FREEZING))


def _now(text: pd.Series[Any], pattern: str) -> pd.Series[Any]:
    return text.str.contains(pattern, regex=True) & ~text.str.contains(_MAYBE, regex=True)


def _says(weather: pd.DataFrame, question: Callable[[pd.Series[Any]], pd.Series[Any]]) -> pd.Series[Any]:
    """Ask a question of the weather text in lower case, without spaces or full stop around it; False where there is none.

    Sites use a few dozen texts for all their weather, so each different one is asked once.
    """
    if "condition" not in weather:
        return pd.Series(data=False, index=weather.index)
    codes, different = pd.factorize(weather["condition"].astype("str"))
    answers = question(pd.Series(different, dtype="str").str.lower().str.strip(" .!\t\n")).to_numpy(dtype=bool)
    return pd.Series(np.append(answers, False)[codes], index=weather.index)
