"""What sites call the readings of a weather widget, and what values look like behind (or before) those labels."""

from __future__ import annotations

#: field -> the labels that mean it, as RE2 expressions in lower case. Longer labels first: `feels like` before `feels`.
CLOCKS = ("sunrise", "sunset", "local_time")
LABELS = {
    "feels_like_c": ("feels[ -]?like", "real ?feel(?:®|™)?(?: shade)?", "apparent temp(?:erature)?", "feels", "gefühlt(?:e temperatur)?", "ressentie?(?: :)?", "sensación térmica", "percepita", "體感溫度", "체감온도", "体感温度"),
    "dew_point_c": ("dew ?point", "dewpoint", "taupunkt", "point de rosée", "punto de rocío"),
    "temp_max_c": ("max(?:imum)?\\.? temp(?:erature)?", "high temp(?:erature)?", "temp(?:erature)? max", "high", "max", "höchsttemperatur"),
    "temp_min_c": ("min(?:imum)?\\.? temp(?:erature)?", "low temp(?:erature)?", "temp(?:erature)? min", "low", "min", "tiefsttemperatur"),
    "temp_c": ("current temp(?:erature)?", "air temp(?:erature)?", "temperature", "temp\\.?", "temperatur", "température", "temperatura", "기온", "気温", "温度"),
    "humidity_pct": ("relative humidity", "humidity", "luftfeuchtigkeit", "luftfeuchte", "humidité", "humedad", "umidità", "umidade", "습도", "湿度"),
    "gust_kmh": ("wind gusts?", "max(?:imum)? gusts?", "gusts?", "böen", "rafales", "ráfagas"),
    "wind_kmh": ("wind ?speed", "winds?", "windgeschwindigkeit", "vent", "viento", "vento", "바람", "풍속", "風速"),
    "pressure_hpa": ("sea[- ]level pressure", "(?:air |atmospheric )?pressure", "barometer", "barometric pressure", "luftdruck", "pression", "presión", "pressione"),
    "visibility_km": ("visibility", "sichtweite", "visibilité", "visibilidad"),
    "uv_index": ("uv[ -]?index", "uv"),
    "aqi": ("air quality(?: index)?(?: \\(aqi\\))?", "aqi", "cai"),
    "pm25": ("pm ?2[.,]5", "pm₂[.,]₅"),
    "pm10": ("pm ?10", "pm₁₀"),
    "cloud_cover_pct": ("cloud ?cover(?:age)?", "cloudiness", "clouds?", "bewölkung", "nubosidad", "nébulosité"),
    "rain_chance_pct": ("chance of (?:rain|precipitation|precip|snow)", "(?:rain|precip(?:itation)?) (?:chance|probability)", "probability of (?:rain|precipitation)", "regenwahrscheinlichkeit", "p\\.?o\\.?p\\.?"),
    "precip_mm": ("precip(?:itation)?(?: amount| total)?", "rainfall", "rain(?: amount| volume)?", "niederschlag", "précipitations?", "precipitación", "강수량", "降水量"),
    "sunrise": ("sun ?rise", "sonnenaufgang", "lever du soleil", "salida del sol", "amanecer"),
    "sunset": ("sun ?set", "sonnenuntergang", "coucher du soleil", "puesta del sol", "atardecer"),
    "local_time": ("local time", "current time", "time", "ortszeit"),
}
#: The label of the words for the sky.
SKY_LABEL = r"^(?i:conditions?|weather|sky|wetter|météo)\s*[:：]?\s*"
#: The same reading in the other unit, where a site shows both.
OTHER_UNIT = {"temp_c": "temp_f", "feels_like_c": "feels_like_f", "wind_kmh": "wind_mph"}
#: What the unit of a value says about the labels it can stand by.
UNIT_OF = {
    r"[°º℃℉]": ("temp_c", "temp_min_c", "temp_max_c", "feels_like_c", "dew_point_c"), "%": ("humidity_pct", "cloud_cover_pct", "rain_chance_pct", "precip_mm"),
    r"(?i)km/h|kmh|kph|mph|mi/h|m/s|mps|kts?$|kn$|knots": ("wind_kmh", "gust_kmh"), r"(?i)hpa|mbar|mb$|inhg|mmhg|kpa": ("pressure_hpa",),
    r"(?i)mm$|cm$": ("precip_mm",), r"(?i)[0-9 ]km$|mi$|miles$": ("visibility_km",), "(?i)g/m": ("pm25", "pm10"), ":": CLOCKS,
}
#: Fields that make a run of labels a weather widget; wind, time or visibility alone do not.
CORE = ("temp_c", "feels_like_c", "humidity_pct", "dew_point_c", "temp_max_c", "temp_min_c")
#: `Rain 74%` is a chance, `Rain 3 mm` an amount; the unit decides, wherever the label leads.
PERCENT_MEANS = {"precip_mm": "rain_chance_pct"}
AMOUNT_MEANS = {"rain_chance_pct": "precip_mm"}

_SPACE = "[\\s\u00a0\u202f]"
UNIT = r"(?:[°º]" + _SPACE + r"?[CFcf]?\b|[°º]|[℃℉]|%|km/h|kmh|kph|mph|mi/h|m/s|mps|kts?|kn|knots|hpa|hPa|mbar|mb|inHg|in\b|mmHg|kPa|km|mi\b|miles|mm|cm|m\b|ft|[µμu]g/m[³3]|[CF]\b|\"|″)"
_DIGITS = r"[+\-−–]?" + _SPACE + r"?[0-9]+(?:[.,][0-9]+)*"
MISSING = r"(?:[Nn]/[Aa]|#N/A|NaN|nan|null|None|--+|—)"
#: Words between a label and its number: where the wind comes from, or how the index is rated.
LEAD = r"(?:(?:Good|Fair|Moderate|Poor|Unhealthy|Very [Bb]ad|Bad|[NSEW]{1,3}|[NSEW]-[NSEW]{1,2}|[Nn]orth(?:east|west)?|[Ss]outh(?:east|west)?|[Ee]ast|[Ww]est|from|calm|aus|AQI)" + _SPACE + r"?)?(?:at" + _SPACE + r")?"
_HALF = _SPACE + r"?[AaPp]\.?" + _SPACE + r"?[Mm]\b\.?"
CLOCK = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:" + _HALF + r")?|[0-9]{1,2}\.[0-9]{2}" + _HALF + ")"
NUMBER = LEAD + _DIGITS + "(?:" + _SPACE + "?" + UNIT + ")?"
#: A value, clock times before numbers so that 06:28 is not 06.
VALUE = rf"(?:{CLOCK}|{NUMBER}|{MISSING})"
#: A dash between label and value needs its spaces; without them it is a minus.
SEPARATOR = "(?:" + _SPACE + r"*[:：=|]?" + _SPACE + "*|" + _SPACE + r"+[\-–]" + _SPACE + "+)"
ANY_LABEL = "(?:" + "|".join(label for labels in LABELS.values() for label in labels) + ")"
#: A bare temperature: it needs its degree sign.
BARE = r"[+\-−]?[0-9]{1,3}(?:[.,][0-9])?" + _SPACE + r"?(?:[°º]" + _SPACE + r"?[CFcf]?|[℃℉])"
SKY = (
    r"(?i)^(?:(?:mostly|partly|mainly|light|heavy|moderate|patchy|scattered|broken|few|isolated|thundery|freezing|blowing|drifting|fair|very|and|with|or|possible|nearby|overnight|passing|intermittent|some|slight|chance|of|a) ?)*"
    r"(?:sunny|clear(?: sky)?|cloudy|clouds?|overcast|rain(?:y)?|showers?|drizzle|snow(?:y)?|sleet|hail|fog(?:gy)?|mist(?:y)?|haz[ey]|thunderstorms?|storms?|windy|breezy|dust|sand|smoke|ice pellets|blizzard|sun)"
    r"(?: (?:and|with|or)? ?(?:sunny|cloudy|rain|showers?|drizzle|snow|sleet|hail|fog|mist|haze|thunder(?:storms?)?|wind|clouds?))*$"
)
