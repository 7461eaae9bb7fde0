"""Faults put into generated records: each takes clean records as text and gives those it could break, broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from .cuts import inside_sentence, inside_word

Fault: TypeAlias = Callable[[pd.DataFrame], pd.DataFrame]
#: A text with its fault; the text itself where it cannot have it.
Change: TypeAlias = Callable[[str], str | None]


def _each(field: str, change: Change) -> Fault:
    """One field changed, of the records in which that makes a difference."""

    def broken(records: pd.DataFrame) -> pd.DataFrame:
        changed = records[field].map(change)
        return records.assign(**{field: changed})[changed.ne(records[field])]

    return broken


def _swapped(one: str, other: str) -> Fault:
    return lambda records: records.assign(**{one: records[other], other: records[one]})[records[one].ne(records[other])]


def _set(**texts: str | None) -> Fault:
    return lambda records: records.assign(**texts)


def _number(text: str) -> float:
    return float("".join(letter for letter in text if letter.isdigit() or letter in ".-"))


def _sign_lost(text: str) -> str:
    return text.replace("-", "+")


def _digit_lost(text: str) -> str:
    """Without its first digit, if another digit than 0 follows it."""
    digits = text.removeprefix("$").replace(",", "")
    return f"${digits[1:]}" if digits[1] in "123456789" else text


def _comma_for_point(text: str) -> str:
    """A point read as a thousands mark: `$119.09` becomes 11909."""
    return text.replace(".", "")


def _fraction(text: str) -> str:
    return f"{_number(text) / 100:.4f}"


def _fahrenheit(text: str) -> str:
    return f"{_number(text) * 1.8 + 32:.1f}°C"


def _minus_lost(text: str) -> str:
    """Without its minus, if that moves it by more than twelve degrees."""
    return text.removeprefix("-") if _number(text) < -6 else text


def _half_lost(text: str, share: float) -> str:
    """The beginning of a text, whole sentences only, at most that share of its words."""
    words = text.split(" ")
    kept = " ".join(words[: int(share * len(words))])
    return kept[: max(kept.rfind(end) for end in (". ", ".\n")) + 1]


def _mojibake(text: str) -> str:
    return text.encode().decode("cp1252", "ignore")


def _tags(text: str) -> str:
    return "\n".join(f'<p class="text">{paragraph}</p>' for paragraph in text.split("\n\n"))


def _no_ascii(text: str) -> str:
    """The text in Greek letters, stripped of all that is not ASCII: marks and figures are left."""
    return "".join(letter for letter in text if not letter.isalpha() and letter.isascii())


def _far_apart(records: pd.DataFrame) -> pd.DataFrame:
    return records[(records["temp_c"].map(_number) - records["feels_like_c"].map(_number)).abs() > 4]


#: As many as the fields and one more, so that every field gets every one.
_SENTINELS = np.array(["-9999", "9999.9", "-999", "9999", "-99999"], dtype=object)


def _sentinel(records: pd.DataFrame) -> pd.DataFrame:
    fields = ("temp_c", "humidity_pct", "wind_kmh", "pressure_hpa")
    place = np.arange(len(records))
    sentinels = np.resize(_SENTINELS, len(records))
    return records.assign(**{field: records[field].mask(place % len(fields) == number, sentinels) for number, field in enumerate(fields)})


def _pages(**fields: Any) -> Fault:
    return lambda records: records.assign(**fields)


_CHALLENGE = (
    '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing news.example.</h1>'
    '<div class="cf-browser-verification" id="cf-challenge">Please enable JavaScript and cookies to continue</div></body></html>'
)
_GONE = "<html><head><title>Page not found</title></head><body><h1>404</h1><p>Sorry, the page you are looking for could not be found.</p></body></html>"

QUOTES: Mapping[str, Fault] = {
    "price loses a digit": _each("price", _digit_lost),
    "point read as a thousands mark": _each("price", _comma_for_point),
    "change loses its minus": _each("change", _sign_lost),
    "percent loses its minus": _each("change_pct", _sign_lost),
    "change and percent swapped": lambda records: _swapped("change", "change_pct")(records[(records["change"].map(_number) - records["change_pct"].map(_number)).abs() > 0.1]),
    "percent as a fraction": lambda records: _each("change_pct", _fraction)(records[records["change_pct"].map(_number).abs() > 0.5]),
    "price missing": _set(price="N/A"),
    "price zero": _set(price="$0.00"),
    "change equals price, no percent": lambda records: records.assign(change=records["price"], change_pct="", previous_close=None),
    "day's low and high swapped": _swapped("day_low", "day_high"),
    "bid and ask swapped": _swapped("bid", "ask"),
    "volume below zero": _each("volume", lambda text: f"-{text}"),
    "symbol empty": _set(symbol=""),
}
WEATHER: Mapping[str, Fault] = {
    "feels-like in Fahrenheit": _each("feels_like_c", _fahrenheit),
    "temperature in Fahrenheit": _each("temp_c", _fahrenheit),
    "humidity as a fraction": _each("humidity_pct", lambda text: f"{_number(text) / 100:.2f}" if _number(text) < 100 else text),
    "sentinel": _sentinel,
    "wind and gust swapped": _swapped("wind_kmh", "gust_kmh"),
    "sunrise and sunset swapped": _swapped("sunrise", "sunset"),
    "dew point and temperature swapped": _swapped("dew_point_c", "temp_c"),
    "feels-like and temperature swapped": lambda records: _swapped("feels_like_c", "temp_c")(_far_apart(records)),
    "minus lost": _each("temp_c", _minus_lost),
    "pressure in inches": _each("pressure_hpa", lambda text: f"{_number(text) / 33.86389:.2f}"),
    "cloud cover above 100": _set(cloud_cover_pct="140%"),
}
ARTICLES: Mapping[str, Fault] = {
    "cut inside a word": _each("body", lambda text: inside_word(text, 0.6)),
    "cut inside a sentence": _each("body", lambda text: inside_sentence(text, 0.6)),
    "[+N chars]": _each("body", lambda text: f"{text[:200]}… [+{len(text) - 200} chars]"),
    "Read more": _each("body", lambda text: f"{inside_sentence(text, 0.5)}... Read more"),
    "a third lost, words declared": lambda records: _each("body", lambda text: _half_lost(text, 0.66))(records.drop(columns=["read_minutes"])),
    "half lost, read time shown": lambda records: _each("body", lambda text: _half_lost(text, 0.5))(records.drop(columns=["declared_words"])[records["declared_words"].map(int) > 220]),
    "no body": _set(body=""),
    "no title": _set(title=""),
    "description only": lambda records: records.assign(body=records["description"]),
    "tags left in": _each("body", _tags),
    "wrong encoding": _each("body", _mojibake),
    "letters stripped": _each("body", _no_ascii),
    "cookie wall": _set(body="We use cookies to store and access information on your device. Accept all cookies or manage your preferences to continue.\nAccept all\nReject all"),
    "published in the future": _set(published_at="2031-01-01T00:00:00Z", modified_at="2031-01-01T00:00:00Z"),
}
PAGES: Mapping[str, Fault] = {
    "challenge instead of the page": _pages(html=_CHALLENGE),
    "HTTP error": lambda records: records.assign(status="503", html="<html><body><h1>503 Service Unavailable</h1></body></html>"),
    "soft 404": _pages(html=_GONE),
    "empty": _pages(html=""),
    "cut inside a tag": _each("html", lambda text: text[: text.rfind("<p>") + 2]),
}
