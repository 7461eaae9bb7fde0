"""What the rules say of real and generated records that `pagegate mutate` broke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pagegate.records.given import of_frame

from . import converters, generated, generated_texts
from .figure import Figure, Measured
from .files import Folder, Sets, read_csv, read_json, sums
from .judge import short
from .measures_articles import aeb, paywalled
from .measures_quotes import complete

if TYPE_CHECKING:
    from pagegate.model import RecordKind
    from pagegate.mutate.score import FaultScore, Mutation

#: Broken records of each fault.
SAMPLE = 500
_ALL_THREE, _FAR_APART = "price, change and percent shown", "more than 4 °C apart"
_FROST = "below -3 °C"
_DECLARED, _TIMED = "declared words, 30 % or more lost", "reading time, half or more lost"
#: The figure's name for each fault of weather that has a goal of its own, and its case if only one counts.
_WEATHER = {
    "fahrenheit": ("fahrenheit-stored-as-celsius", ""), "fraction": ("humidity-as-fraction", ""), "sentinel": ("sentinel-leaked", ""),
    "gust_and_wind": ("gust-and-wind-swapped", ""), "sun_times": ("sunrise-and-sunset-swapped", ""),
    "feels_like_and_temperature": ("feels-like-and-temperature-swapped", _FAR_APART), "minus": ("minus-lost", ""), "minus_in_frost": ("minus-lost", _FROST),
}
#: What a widget on a page shows; not where the place is, nor the same reading twice.
_WIDGET = (
    "temp_c", "feels_like_c", "humidity_pct", "wind_kmh", "gust_kmh", "wind_dir_deg", "pressure_hpa", "visibility_km", "uv_index", "aqi", "aqi_scale", "cloud_cover_pct",
    "precip_mm", "rain_chance_pct", "condition", "sunrise", "sunset", "local_time", "location", "observed_at",
)
#: Words a minute that sites reckon with: slow, usual, and fast readers.
_PACES = (200, 238, 265)


def _us_symbols(folder: Folder) -> Measured | None:
    files = folder.find("us_symbols_*_nasdaq.json.gz", "us_symbols_*_nyse.json.gz", "us_symbols_*_amex.json.gz")
    if not files:
        return None
    table = pd.DataFrame([row for file in files for row in read_json(file)], dtype=object)
    return _quotes("mutate_us_symbols", converters.us_symbols(table[complete(table)]), sums(*files))


def _gwr(folder: Folder) -> Measured | None:
    files = folder.find("gwr_*.csv.gz")
    return _weather("mutate_gwr", converters.gwr(read_csv(files[0])), sums(files[0])) if files else None


def _aeb(folder: Folder) -> Measured | None:
    found = aeb(folder)
    if found is None:
        return None
    return _articles("mutate_aeb", found[~paywalled(found)].reset_index(drop=True), sums(*folder.find("ground-truth.json.gz")))


def generated_quotes(sample: int = SAMPLE) -> Measured:
    """Mutation scores of generated quotes that show price, change and percent."""
    return _quotes("mutate_generated_quotes", generated.quotes(4 * sample, generated.SEED)[["symbol", "price", "change", "change_pct"]], {}, sample)


def generated_weather(sample: int = SAMPLE) -> Measured:
    """Mutation scores of generated observations."""
    return _weather("mutate_generated_weather", generated.weather(4 * sample, generated.SEED), {}, sample)


def generated_articles(sample: int = SAMPLE) -> Measured:
    """Mutation scores of generated articles."""
    return _articles("mutate_generated_articles", generated_texts.articles(sample, generated.SEED), {}, sample)


def _quotes(name: str, records: pd.DataFrame, files: dict[str, str], sample: int = SAMPLE) -> Measured:
    mutation = _mutated(records, "quotes", sample)
    arithmetic = [score for score in mutation.faults if _ALL_THREE in score.cases]
    return Measured(name, files, len(records), [_figure(f"{name}.arithmetic", arithmetic, _ALL_THREE), _figure(f"{name}.all", mutation.faults)])


def _weather(name: str, records: pd.DataFrame, files: dict[str, str], sample: int = SAMPLE) -> Measured:
    mutation = _mutated(records[[column for column in records if column in _WIDGET]], "weather", sample)
    by_name = {score.fault.name: score for score in mutation.faults}
    figures = [_figure(f"{name}.{figure}", [by_name[fault]], case) for figure, (fault, case) in _WEATHER.items()]
    return Measured(name, files, len(records), [*figures, _figure(f"{name}.all", mutation.faults)])


def _articles(name: str, records: pd.DataFrame, files: dict[str, str], sample: int = SAMPLE) -> Measured:
    """The words that a page declares and its reading time, one without the other: each has to do alone."""
    bare = records[["title", "body", *(column for column in ("description", "published_at") if column in records)]]
    words = bare["body"].map(lambda body: len(body.split()))
    minutes = np.maximum(1, np.ceil(words.to_numpy(dtype=float) / np.resize(_PACES, len(words))))
    declared = _mutated(bare.assign(declared_words=words.astype(str)), "articles", sample)
    timed = _mutated(bare.assign(read_minutes=[f"{minute:.0f} min" for minute in minutes]), "articles", sample)
    figures = [_figure(f"{name}.declared_words", declared.faults, _DECLARED), _figure(f"{name}.read_time", timed.faults, _TIMED), _figure(f"{name}.all", declared.faults)]
    return Measured(name, files, len(records), figures)


def _mutated(records: pd.DataFrame, kind: RecordKind, sample: int) -> Mutation:
    from pagegate.mutate.score import Options, mutate

    return mutate([of_frame(records, kind)], Options(sample=sample))


def _figure(name: str, scores: Iterable[FaultScore], case: str = "") -> Figure:
    """How many broken records with a trace of their fault are caught; as examples the faults that most survive, each with how a record was broken."""
    scores = [score for score in scores if not case or case in score.cases]
    counts = [(score.cases[case] if case else score.count, score) for score in scores]
    rules: Counter[str] = Counter()
    if not case:  # of a case, it is not known who caught it
        for _, score in counts:
            rules.update(dict(score.rules))
    worst = sorted((pair for pair in counts if pair[0].survived), key=lambda pair: -pair[0].survived)[:6]
    examples = tuple(f"{score.fault.name}: {count.survived} of {count.traced} survive{_survivor(score)}" for count, score in worst)
    return Figure(name, sum(count.caught for count, _ in counts), sum(count.traced for count, _ in counts), tuple(rules.most_common(8)), examples)


def _survivor(score: FaultScore) -> str:
    if score.survivor is None:
        return ""
    return ", such as " + "; ".join(f"{field} {short(before, 60)} -> {short(after, 60)}" for field, before, after in score.survivor.changes[:2])


#: The sets that are broken: real ones, None where the folder does not have them, and generated ones.
SETS: Sets = {
    "mutate_us_symbols": _us_symbols, "mutate_gwr": _gwr, "mutate_aeb": _aeb, "mutate_generated_quotes": lambda _: generated_quotes(),
    "mutate_generated_weather": lambda _: generated_weather(), "mutate_generated_articles": lambda _: generated_articles(),
}
