"""Units as printed, and what turns them into a column's own unit.

Every entry is (factor, offset): value in the column's unit = shown x factor + offset. Factors are exact by definition (BIPM SI brochure, 9th edition 2019; international
yard of 1959; NIST SP 811, 2008, appendix B): an inch is 25.4 mm, a mile 1609.344 m, a knot 1852 m an hour, and a conventional millimetre of mercury 13.5951 x 9.80665 Pa.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.literals.numbers import Numbers

Conversion = tuple[float, float]

_SAME: Conversion = (1.0, 0.0)
_MMHG: Conversion = (1.33322387415, 0.0)
_INHG: Conversion = (33.86388640341, 0.0)
#: By the column's unit: what may be printed (lower case, without spaces) and how it converts.
CONVERSIONS: Mapping[str, Mapping[str, Conversion]] = {
    "°C": {"°c": _SAME, "c": _SAME, "°": _SAME, "℃": _SAME, "ºc": _SAME, "º": _SAME, "°f": (5 / 9, -160 / 9), "f": (5 / 9, -160 / 9), "℉": (5 / 9, -160 / 9), "ºf": (5 / 9, -160 / 9), "k": (1.0, -273.15)},
    "km/h": {"km/h": _SAME, "kmh": _SAME, "kph": _SAME, "mph": (1.609344, 0.0), "mi/h": (1.609344, 0.0), "m/s": (3.6, 0.0), "mps": (3.6, 0.0), "kn": (1.852, 0.0), "kt": (1.852, 0.0), "kts": (1.852, 0.0), "knots": (1.852, 0.0)},
    "hPa": {"hpa": _SAME, "mb": _SAME, "mbar": _SAME, "inhg": _INHG, "in": _INHG, '"': _INHG, "″": _INHG, "mmhg": _MMHG, "kpa": (10.0, 0.0)},
    "km": {"km": _SAME, "mi": (1.609344, 0.0), "miles": (1.609344, 0.0), "m": (0.001, 0.0), "ft": (0.0003048, 0.0)},
    "mm": {"mm": _SAME, "in": (25.4, 0.0), '"': (25.4, 0.0), "″": (25.4, 0.0), "cm": (10.0, 0.0), "l/m2": _SAME, "l/m²": _SAME},
    "%": {"%": _SAME, "percent": _SAME, "fraction": (100.0, 0.0)},
    "µg/m³": {"µg/m³": _SAME, "μg/m³": _SAME, "µg/m3": _SAME, "μg/m3": _SAME, "ug/m3": _SAME},
}
#: What stands behind an amount of money, beside the codes of ISO 4217: smaller units, words, digital coins, points of an index, what a price is for, and the letters by which futures and bonds are marked (s settled, a asked,
#: b bid, y of yesterday ...).
_MONEY_WORDS = (
    "a b c d e h l n p r s u v y kr fr rs sfr lei lev leva zl ft gbx gbp zac ila usx cnh rmb nt hk us p.a pa cent cents cts ct penny pence pesos peso real reais rand rupees rupee yen yuan won pound pounds franc francs "
    "dollar dollars euro euros crown crowns krona kronor krone kroner zloty forint lira riyal dirham rub ruble rubles "
    "btc xbt eth usdt usdc busd dai bnb sol xrp ada doge ltc bch sat sats satoshi gwei wei coin coins "
    "pt pts pkt point points punkt punkte puntos pontos punti poeng piste pips bp bps tick ticks oz ozt ounce lb lbs bu bushel bbl barrel gal gallon t mt st ton tonne kg g mmbtu kwh mwh share shares sh shr each unit units per"
)
_MONEY = frozenset(_MONEY_WORDS.split())
#: Units whose shown letter is never a multiplier (12 m is metres).
UNSCALED = frozenset(CONVERSIONS) - {"%"}


def convert(numbers: Numbers, unit: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Bring printed numbers into `unit`: value, step, and whether the printed unit is one that converts to it.

    A number without a unit is taken to be in `unit` already; so is one in a column that has no convertible unit. Behind an amount of money only letters are looked at that are no word for it: `12 abc`.
    """
    table = CONVERSIONS.get(unit)
    if table is None and unit != "currency":
        return numbers.value, numbers.step, np.ones(len(numbers.value), dtype=bool)
    code, different = pd.factorize(numbers.unit)  # a column has few units
    if table is None:
        return numbers.value, numbers.step, ~_strange(pd.Series(different, dtype="str"))[code]
    shown = [name.replace(" ", "") for name in different]
    if not any(shown):
        return numbers.value, numbers.step, np.ones(len(code), dtype=bool)
    known = np.array([not name or name in table for name in shown], dtype=bool)[code]
    factor, offset = (np.array([table.get(name, _SAME)[part] for name in shown])[code] for part in (0, 1))
    # Nine decimals hide the dust of binary arithmetic, (84.2 - 32) x 5/9 = 29.000000000000004, and nothing a site prints.
    return _round(numbers.value * factor + offset), numbers.step * factor, known


def _strange(shown: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Where Latin letters stand that name no money. Other scripts' words for it are too many to know."""
    letters = shown.str.fullmatch("[a-z.]{1,9}").to_numpy(dtype=bool)
    if not letters.any():
        return letters
    word = shown.str.strip(".")
    strange: npt.NDArray[np.bool_] = letters & ~word.isin(_MONEY).to_numpy(dtype=bool)
    if strange.any():
        from babel.numbers import list_currencies

        strange &= ~word.isin([code.lower() for code in list_currencies()]).to_numpy(dtype=bool)
    return strange


def _round(values: Any) -> npt.NDArray[np.float64]:
    rounded: npt.NDArray[np.float64] = np.round(values, 9)
    return rounded
