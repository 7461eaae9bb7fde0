"""What sites call the readings of a weather widget, in the languages of the services that most widgets come from.

Names as printed by weather.com, AccuWeather, the Met Office and the BBC, timeanddate, Weather Underground, OpenWeather, Windy, wetter.com, Météo-France, AEMET,
yr.no, SMHI, KNMI, Gismeteo, KMA and Naver, JMA and Yahoo Japan, CMA and the Hong Kong Observatory.
"""

from __future__ import annotations

#: Readings that are known and not kept: their values must not be taken for another field's.
OTHER = "other"
CLOCKS = ("sunrise", "sunset", "local_time")
TEMPERATURES = ("temp_c", "temp_min_c", "temp_max_c", "feels_like_c", "dew_point_c")

#: field -> the labels that mean it, as RE2 expressions in lower case. The first that fits at a place wins, so longer ones come first.
LABELS: dict[str, tuple[str, ...]] = {
    "gust_kmh": (
        "(?:max(?:imum)?\\.? )?wind gusts?(?: speed)?", "max(?:imum)?\\.? gusts?", "gust(?:s|ing)?(?: up)?(?: to)?", "(?:wind)?böen?", "böe", "rafales?", "ráfagas?(?: máx(?:ima)?)?", "rachas?(?: máx(?:ima)?)?", "raffich[ei]", "rajadas?", "windstoten", "porywy(?: wiatru)?", "vindkast", "vindstød", "byvind", "порывы(?: ветра)?", "돌풍", "最大瞬間風速", "阵风", "陣風",
    ),
    "local_time": ("local time", "current time", "time", "ortszeit", "heure locale", "hora local", "ora locale"),
    OTHER: (
        "real ?feel(?:®|™)* shade(?:®|™)*", "(?:water|sea(?: surface)?|soil|ground|indoor|inside|wet[- ]?bulb|road|operating|operation|storage|working|colou?r|cpu|gpu|room|oven|body|core|cooking|serving) (?:temp(?:erature)?|humidity)", "water", "wassertemperatur", "(?:high|low) tide", "(?:max|min)\\.?(?:imum)? humidity", "(?:cloud )?ceiling", "cloud base", "pollenflug", "pollen(?: count)?",
        "max(?:imum)?\\.? winds?(?: speed)?", "moon ?rise", "moon ?set", "moon(?: phase)?", "mondaufgang", "monduntergang", "(?:first|last) light", "dawn", "dusk", "solar noon", "day ?length", "length of day", "(?:hours of )?daylight", "snow depth", "snow ?fall",
        "ozone", "o[3₃]", "no[2₂]", "so[2₂]", "elevation", "altitude", "waves?(?: height)?", "swell", "pressure (?:trend|tendency)", "solar radiation", "sunshine(?: duration)?", "sonnenschein(?:dauer)?", "schneehöhe", "hour", "uhrzeit", "stunde", "heure", "hora", "obs(?:erved|ervation)? (?:at|time)", "last updated?", "updated(?: at)?",
        "오존", "이산화질소",
    ),
    "feels_like_c": (
        "feels[ -]?like(?: temp(?:erature)?)?", "real ?feel(?:®|™)*", "apparent temp(?:erature)?", "wind ?chill", "heat index", "humidex", "feels", "gefühlt(?:e temperatur| wie)?", "(?:temp\\.? |température )?ressentie?(?: :)?", "refroidissement éolien", "(?:t\\.? |temperatura )?(?:percepita|aparente)",
        "sensación(?: térmica)?", "sensação(?: térmica)?", "gevoelstemperatuur", "voelt (?:aan )?als", "(?:temperatura )?odczuwalna", "føles som", "känns som", "tuntuu kuin", "ощущается(?: как)?", "по ощущению", "hissedilen(?: sıcaklık)?",
        "체감(?: ?온도)?", "体感(?:温度)?", "體感(?:溫度)?",
    ),
    "dew_point_c": ("dew ?point(?: temp(?:erature)?)?", "dew ?pt\\.?", "taupunkt", "point de rosée", "punto de rocío", "punto di rugiada", "ponto de orvalho", "dauwpunt", "punkt rosy", "duggpunkt", "daggpunkt", "точка росы", "이슬점(?: ?온도)?", "露点(?:温度)?", "露點(?:溫度)?"),
    "uv_index": ("(?:max(?:imum)?\\.? )?uv(?:[ -]?ind(?:ex|eks))?(?: max)?", "indice uv", "índice uv", "индекс уф", "уф-индекс", "자외선(?: ?지수)?", "紫外线(?:指数|強度|强度)?", "紫外線(?:指数|指數)?"),
    "wind_dir_deg": ("wind ?dir(?:ection|\\.)?", "windrichtung", "direction du vent", "dirección(?: del)? viento", "direzione(?: del)? vento", "풍향", "風向", "风向"),
    "wind_kmh": (
        "wind ?speed", "windgeschwindigkeit", "winds?", "vitesse(?: du vent)?", "velocidad del viento", "vientos?", "vento", "venti", "vents?", "vindstyrke", "vind", "wiatr", "tuuli", "ветер", "rüzgar",
        "[북남동서]{1,3}풍", "바람", "풍속", "[東西南北]{1,3}の風", "[東东西南北][東东西南北]{0,2}[風风]", "(?:平均)?(?:風速|风速)", "风力",
    ),
    "pressure_hpa": (
        "(?:mean )?sea[- ]level pressure", "(?:air |atmospheric |barometric )?pressure", "barometer", "luftdruck", "luchtdruk", "pressione", "pression(?: atmosphérique)?", "presión(?: atmosférica)?", "pressão(?: atmosférica)?", "ciśnienie", "lufttryck", "lufttrykk", "trykk", "давление", "basınç", "(?:현지|해면)?기압", "(?:海面)?気圧", "(?:海面)?气压", "(?:海面)?氣壓", "press\\.", "pres\\.?", "baro\\.?", "qnh",
    ),
    "visibility_km": ("visibility", "sicht(?:weite)?", "visibilité", "visibilidade", "visibilidad", "visibilità", "zicht", "widoczność", "sikt", "видимость", "시정", "가시거리", "視程", "能见度", "能見度", "vis\\.?"),
    "pm25": ("pm ?2[.,]5", "pm₂[.,]₅", "초미세먼지"),
    "pm10": ("pm ?10", "pm₁₀", "미세먼지"),
    "aqi": ("air quality(?: index)?(?: \\(aqi\\))?", "(?:us |daily )?aqi(?: \\(us\\))?", "daqi", "cai", "luftqualität(?:sindex)?", "qualité de l[’']air", "calidad del aire", "qualità dell[’']aria", "통합대기(?: ?환경지수)?", "空气质量(?:指数)?", "空氣質素(?:健康指數)?"),
    "cloud_cover_pct": ("cloud ?cover(?:age)?", "cloudiness", "clouds?", "sky cover", "bewölkung(?:sgrad)?", "nubosidad", "nébulosité", "couverture nuageuse", "nuvolosità", "nebulosidade", "bewolking", "zachmurzenie", "skydekke", "molnighet", "облачность", "운량", "雲量", "云量"),
    "rain_chance_pct": (
        "chance of (?:rain|precipitation|precip|snow|showers)", "(?:rain|precip(?:itation)?\\.?) (?:chance|probability|prob\\.?)", "probability of (?:rain|precipitation|precip)", "(?:regen|niederschlags)(?:wahrscheinlichkeit|risiko)", "p\\.?o\\.?p\\.?", "risque de (?:pluie|précipitations?)", "probabilité de (?:pluie|précipitations?)",
        "prob(?:abilidad|\\.)? (?:de )?(?:precipitación|lluvia|precip\\.?)", "probabilità(?: di)? (?:pioggia|precipitazioni)", "(?:chance|probabilidade) de chuva", "neerslagkans", "강수 ?확률", "降水確率", "降水概率", "降雨(?:概率|機率|机率)",
    ),
    "precip_mm": ("precipitación", "precipitazioni", "precipitação", "precip(?:itation|\\.)?(?: amount| total)?", "rain ?fall", "rain(?: amount| volume)?", "niederschlag(?:smenge)?", "regen(?:menge)?", "précipitations?", "pluie", "lluvia", "pioggia", "chuva", "neerslag", "opady?", "nedbør", "nederbörd", "осадки", "(?:일|시간|1시간)? ?강수량?", "降水量?", "降雨量?", "雨量"),
    "temp_max_c": (
        "max\\. temperature?", "temp(?:\\.|érature) maxi(?:male|mum)?", "(?:temp(?:\\.|eratura) )?(?:m[áà]xima|massima)", "maximale", "höchst(?:temperatur|wert(?:e)?)", "(?:today[’']s |daytime |day )?(?:max(?:imum|\\.)?|high(?:est)?) ?(?:daytime |day )?temp(?:erature|\\.)?",
        "temp(?:erature|\\.)?[ _]max(?:imum|\\.)?", "t° ?max\\.?", "t[._ ]?max\\.?", "(?:today[’']s )?high", "m[aáà]x(?:imum|\\.)?", "h:", "hi:?", "day", "tag", "(?:일)?최고(?: ?기온)?", "最高(?:気温|气温|氣溫|温度)?",
    ),
    "temp_min_c": (
        "min\\. temperature?", "temp(?:\\.|érature) mini(?:male|mum|ma)?", "minimale", "(?:temp(?:\\.|eratura) )?m[ií]nima", "tiefst(?:temperatur|wert(?:e)?)", "(?:tonight[’']s |overnight |night )?(?:min(?:imum|\\.)?|low(?:est)?) ?(?:night ?time |overnight |night )?temp(?:erature|\\.)?",
        "temp(?:erature|\\.)?[ _]min(?:imum|\\.)?", "t° ?min\\.?", "t[._ ]?min\\.?", "(?:tonight[’']s )?low", "m[ií]n(?:imum|\\.)?", "l:", "lo:?", "night", "overnight", "nacht", "(?:일)?최저(?: ?기온)?", "最低(?:気温|气温|氣溫|温度)?",
    ),
    "temp_c": (
        "(?:current|air|outdoor|outside|ambient) temp(?:erature)?", "lufttemperatur", "temperatura", "temperatuur", "température", "temperatures?", "temperatur", "temp\\.?", "lämpötila", "температура(?: воздуха)?", "sıcaklık", "(?:현재 ?)?(?:기온|온도)", "気温", "气温", "氣溫", "温度", "溫度",
    ),
    "humidity_pct": ("relative humidity", "humidity", "rel\\.? (?:humidity|luftfeuchte|feuchte)", "(?:relative )?luftfeucht(?:igkeit|e)", "humidité(?: relative)?", "humedad(?: relativa)?", "umidità(?: relativa)?", "umidade(?: relativa)?", "(?:relatieve )?luchtvochtigheid", "wilgotność(?: powietrza)?", "luftfuktighe[td]", "luftfugtighed", "kosteus", "влажность(?: воздуха)?", "nem", "습도", "(?:相対)?湿度", "(?:相對|相对)?濕度", "相对湿度", "hum\\.?", "\\brh\\b"),
    "sunrise": ("sun ?rise", "sonnenaufgang", "lever(?: du soleil)?", "salida del sol", "amanecer", "orto", "alba", "nascer do sol", "zonsopkomst", "zon op", "wschód(?: słońca)?", "soloppgang", "soluppgång", "solopgang", "восход", "일출", "日の出", "日出"),
    "sunset": ("sun ?set", "sonnenuntergang", "coucher(?: du soleil)?", "puesta del sol", "atardecer", "ocaso", "tramonto", "p[ôo]r do sol", "zonsondergang", "zon onder", "zachód(?: słońca)?", "solnedgang", "solnedgång", "заход", "закат", "일몰", "日の入り?", "日落", "日没"),
}

#: Words that name a reading in one place and mean nothing of the kind in most others: they count only with a temperature behind them.
ONLY_WITH_DEGREES = r"^(?:day|tag|night|overnight|nacht|[hl]:|hi:?|lo:?|maximale|minimale)$"
#: Labels whose value may be rated `Low` or `High`, which are labels themselves.
RATED = ("uv_index", "aqi", "pm25", "pm10", OTHER)
ANY_LABEL = "(?:" + "|".join(label for labels in LABELS.values() for label in labels) + ")"
#: Where none of these occurs, no widget is looked for.
EVIDENCE = (
    r"[°º˚℃℉]|(?i:humidi|feels|dew ?point|\btemp|feucht|taupunkt|humedad|umidit|umidade|temperat|gefühlt|ressenti|vochtig|wilgotno|fukti|fugtig|влажн|температ)|습도|기온|체감|湿度|濕度|気温|气温|氣溫|温度"
)
#: The label of the words for the sky.
SKY_LABEL = r"^(?i:conditions?|weather|sky|wetter|météo)\s*[:：]?\s*"
#: The words for the sky: how they begin, and all of them.
SKY_BEGIN = (
    r"(?i)^(?:(?:mostly|partly|mainly|light|heavy|moderate|patchy|scattered|broken|few|isolated|thundery|freezing|blowing|drifting|fair|very|and|with|or|possible|nearby|overnight|passing|intermittent|some|slight|chance|of|a) ?)*"
    r"(?:sunny|clear(?: sky)?|cloudy|clouds?|overcast|rain(?:y)?|showers?|drizzle|snow(?:y)?|sleet|hail|fog(?:gy)?|mist(?:y)?|haz[ey]|thunderstorms?|storms?|windy|breezy|dust|sand|smoke|ice pellets|blizzard|sun)"
)
SKY = SKY_BEGIN + r"(?: (?:and|with|or)? ?(?:sunny|cloudy|rain|showers?|drizzle|snow|sleet|hail|fog|mist|haze|thunder(?:storms?)?|wind|clouds?))*$"

#: The same reading in the other unit, where a site shows both.
OTHER_UNIT = {"temp_c": "temp_f", "feels_like_c": "feels_like_f", "wind_kmh": "wind_mph"}
#: Fields that make a run of labels a weather widget; wind, time or visibility alone do not.
CORE = ("temp_c", "feels_like_c", "humidity_pct", "dew_point_c", "temp_max_c", "temp_min_c")
#: `Rain 74%` is a chance, `Rain 3 mm` an amount; the unit decides, wherever the label leads.
PERCENT_MEANS = {"precip_mm": "rain_chance_pct"}
AMOUNT_MEANS = {"rain_chance_pct": "precip_mm"}
