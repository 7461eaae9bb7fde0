"""What a weather text says, in English: whole columns of bool, False where the text is missing or says nothing of the kind."""

from __future__ import annotations

from typing import Any

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


def words(weather: pd.DataFrame) -> pd.Series[Any]:
    """The weather text in lower case, without spaces or full stop around it; empty where there is none."""
    if "condition" not in weather:
        return pd.Series("", index=weather.index, dtype="str")
    return weather["condition"].astype("str").fillna("").str.lower().str.strip(" .!\t\n")


def clear(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky said to be clear or sunny without any "mostly" or "partly"."""
    return words(weather).str.fullmatch(_CLEAR).astype(bool)


def broken(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky said to be partly clouded, and no more said."""
    return words(weather).str.fullmatch(_BROKEN).astype(bool)


def calm(weather: pd.DataFrame) -> pd.Series[Any]:
    """A sky of sun, cloud or fog, and no word of storm, wind or precipitation."""
    text = words(weather)
    return text.str.contains(_CALM, regex=True).astype(bool) & ~text.str.contains(_STORMY, regex=True).astype(bool)


def fog(weather: pd.DataFrame) -> pd.Series[Any]:
    """Fog, and no more said."""
    return words(weather).str.fullmatch(_FOG).astype(bool)


def snow(weather: pd.DataFrame) -> pd.Series[Any]:
    """Snow that falls now, not one that may come."""
    return _now(weather, _SNOW)


def falling(weather: pd.DataFrame) -> pd.Series[Any]:
    """Rain, drizzle or snow that falls now, without thunder."""
    return _now(weather, _FALLING) & ~words(weather).str.contains("thunder", regex=False).astype(bool)


def freezing(weather: pd.DataFrame) -> pd.Series[Any]:
    """Freezing rain, drizzle or fog that is there now, not one that may come."""
    return _now(weather, _FREEZING)


def _now(weather: pd.DataFrame, pattern: str) -> pd.Series[Any]:
    text = words(weather)
    return text.str.contains(pattern, regex=True).astype(bool) & ~text.str.contains(_MAYBE, regex=True).astype(bool)
