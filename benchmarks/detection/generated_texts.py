"""Clean articles and pages of pagegate's own, put together by a seed from sentences written for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Words a minute that sites divide by.
_PACE = 220
_FETCHED = "2026-03-11T18:00:00Z"


@dataclass(frozen=True, slots=True)
class _Language:
    """A language's headlines, first sentences and further sentences, with {slots} for what stands in `words`."""

    code: str
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    sentences: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


_PEOPLE = ("Amara Diallo", "Jonas Weber", "Lucía Moreno", "Claire Fontaine", "Tomasz Nowak", "Ingrid Solberg", "Marco Bianchi", "Hana Novotná", "Peter Lang", "Sara Lindqvist")
_PLACES = ("Ashford", "Marburg", "Toledo", "Avignon", "Leeds", "Kassel", "Girona", "Nantes", "Halden", "Vasto")
_FIGURES = ("12", "27", "340", "1,200", "58", "4.6", "90", "75", "2,150", "18")
_SHARED = {"person": _PEOPLE, "other": _PEOPLE[::-1], "place": _PLACES, "number": _FIGURES, "count": _FIGURES[::-1], "year": ("1954", "1978", "1987", "1999", "2008", "2014", "2019")}

_ENGLISH = _Language(
    "en",
    ("{place} votes to rebuild its {thing}", "{place} reopens the {thing} after a long winter", "Why the {thing} of {place} matters again", "Repairs to the {thing} in {place} will cost more than planned"),
    (
        "The council of {place} decided on Tuesday evening to rebuild the {thing}, which had been closed since a storm tore off part of its roof.",
        "After two years of argument, the {thing} of {place} opened its doors again on Saturday, and more people came than anyone had expected.",
        "Nobody in {place} remembers a year in which the {thing} stood empty for so long.",
        "The repair of the {thing} in {place} will take until next autumn, according to a report that the town published on Thursday.",
    ),
    (
        "{person}, who leads the works, said the old beams had held better than the new ones.", "“We looked at {number} samples and found rot in only two of them,” {person} said.",
        "The money comes from three sources: the region, a foundation, and a collection among the people who live nearby.", "A first estimate had spoken of {number} weeks.",
        "Since {year}, the building has changed hands four times.", "Traders on the square complain that the scaffolding keeps customers away.",
        "Others are patient; they have seen slower works.", "At noon the bells rang, and for a moment the drills fell silent.",
        "The engineers had warned in {year} that water was getting into the walls, but the letter was filed and forgotten.", "It took {count} volunteers to carry the archive to a dry cellar.",
        "{other} remembers how her grandmother used to queue here for bread.", "What happens to the garden behind the house has not been settled.", "The vote was closer than the mayor had hoped, with nine against seven.",
        "Critics call the plan too large for a town of this size.", "They would have liked a simpler roof, made of tin rather than slate.", "Slate, the architects answer, lasts a hundred years and can be mended piece by piece.",
        "For schools, an hour in the morning will be kept free.", "In the end it was the fire brigade that settled the matter: without a second staircase, it would not have allowed more than {number} visitors.",
        "Work is to begin when the frost is out of the ground.", "Until then, a tarpaulin keeps out the worst of the rain.", "Last summer the tarpaulin blew away twice.",
        "{person} keeps a piece of it on the desk, as a reminder.", "Neighbouring towns are watching closely, because their own buildings are no younger.", "The price of timber has fallen by a third since then, which helps.",
        "Whether that will last is another question.", "“Ask me again in spring,” {other} said, and laughed.", "Some of the stones carry marks that masons cut into them six centuries ago.",
        "A student from {place} has drawn all of them and is writing a book about it.", "The publisher wants to print {count} copies to begin with.", "There will be a small café, run by the same family as before.",
        "Prices are to stay where they were.", "Parking remains difficult; the town advises visitors to come by bus.", "The bus runs every {number} minutes until midnight.",
        "Not everyone was invited to the opening, and that caused some bad blood.", "By evening it was forgotten.", "A choir sang, and the children were allowed to ring the bell.",
    ),
    {"thing": ("old market hall", "public library", "covered bridge", "water tower", "railway station", "harbour office"), **_SHARED},
)
_GERMAN = _Language(
    "de",
    ("{place} baut {thing} wieder auf", "Warum {thing} in {place} noch immer geschlossen ist"),
    ("Der Stadtrat von {place} hat am Dienstagabend beschlossen, dass {thing} bis zum nächsten Herbst wieder geöffnet werden soll.", "Seit dem Sturm im Februar steht {thing} in {place} leer, und niemand weiß genau, wie es weitergeht."),
    (
        "{person} leitet die Arbeiten und ist zuversichtlich.", "„Die alten Balken sind besser erhalten, als wir dachten“, sagt {person}.", "Das Geld kommt vom Land, von einer Stiftung und aus Spenden.",
        "Zuerst war von {number} Wochen die Rede gewesen.", "Seit {year} hat das Gebäude viermal den Besitzer gewechselt.", "Die Händler am Platz klagen über das Gerüst, das ihnen die Kundschaft fernhält.",
        "Andere haben Geduld; sie haben schon längere Baustellen erlebt.", "Die Ingenieure hatten früh davor gewarnt, dass Wasser in die Mauern dringt, doch der Brief blieb liegen.", "Für Schulklassen soll der Vormittag frei bleiben.",
        "Ohne eine zweite Treppe hätte die Feuerwehr nicht mehr als {number} Gäste erlaubt.", "Sobald der Frost aus dem Boden ist, geht es los.", "Bis dahin hält eine Plane den Regen ab.",
        "Ob die Preise für Holz so niedrig bleiben, ist eine andere Frage.", "Manche Steine tragen Zeichen, die vor sechshundert Jahren hineingeschlagen wurden.", "Am Abend sang ein Chor, und die Kinder durften die Glocke läuten.",
        "Was aus dem Garten hinter dem Haus wird, ist noch offen.",
    ),
    {"thing": ("die alte Markthalle", "die Stadtbücherei", "die Holzbrücke"), **_SHARED},
)
_FRENCH = _Language(
    "fr",
    ("{place} va reconstruire {thing}", "À {place}, {thing} reste fermée au public"),
    ("Le conseil municipal de {place} a décidé mardi soir de reconstruire {thing}, fermée depuis la tempête de février.", "Depuis deux ans, {thing} de {place} attend des travaux que tout le monde croyait urgents."),
    (
        "{person}, qui dirige le chantier, se dit confiante.", "« Les anciennes poutres sont en meilleur état que nous ne le pensions », explique {person}.", "L’argent vient de la région, d’une fondation et d’une collecte.",
        "On avait d’abord parlé de {number} semaines.", "Depuis {year}, le bâtiment a changé quatre fois de propriétaire.", "Les commerçants de la place se plaignent de l’échafaudage, qui éloigne les clients.",
        "D’autres prennent leur mal en patience.", "Les ingénieurs avaient prévenu très tôt que l’eau entrait dans les murs, mais la lettre est restée sans réponse.", "Une heure sera réservée aux écoles chaque matin.",
        "Sans un second escalier, les pompiers n’auraient pas accepté plus de {number} visiteurs.", "Les travaux commenceront dès que le sol aura dégelé.", "En attendant, une bâche protège de la pluie.",
        "Personne ne sait encore ce que deviendra le jardin.", "Certaines pierres portent des marques gravées il y a six siècles.", "Le soir, une chorale a chanté et les enfants ont fait sonner la cloche.",
        "Le prix du bois a baissé d’un tiers, ce qui arrange tout le monde.",
    ),
    {"thing": ("la vieille halle", "la bibliothèque municipale", "la passerelle couverte"), **_SHARED},
)
_SPANISH = _Language(
    "es",
    ("{place} reconstruirá {thing}", "Por qué {thing} de {place} sigue cerrada"),
    ("El ayuntamiento de {place} decidió el martes por la noche reconstruir {thing}, cerrada desde el temporal de febrero.", "Desde hace dos años, {thing} de {place} espera unas obras que todos consideraban urgentes."),
    (
        "{person} dirige los trabajos y confía en terminar a tiempo.", "«Las vigas antiguas están mejor de lo que pensábamos», dice {person}.", "El dinero viene de la región, de una fundación y de una colecta.",
        "Al principio se habló de {number} semanas.", "Desde {year}, el edificio ha cambiado cuatro veces de dueño.", "Los comerciantes de la plaza se quejan del andamio, que aleja a los clientes.",
        "Otros tienen paciencia; han visto obras más lentas.", "Los ingenieros avisaron muy pronto de que entraba agua en los muros, pero la carta quedó sin respuesta.", "Cada mañana se reservará una hora para los colegios.",
        "Sin una segunda escalera, los bomberos no habrían permitido más de {number} visitantes.", "Las obras empezarán cuando el suelo se deshiele.", "Hasta entonces, una lona protege de la lluvia.",
        "Nadie sabe todavía qué pasará con el jardín.", "Algunas piedras llevan marcas grabadas hace seis siglos.", "Por la noche cantó un coro y los niños tocaron la campana.", "El precio de la madera ha bajado un tercio, lo que ayuda a todos.",
    ),
    {"thing": ("la antigua lonja", "la biblioteca pública", "la pasarela cubierta"), **_SHARED},
)
#: English twice as often as each of the others.
_LANGUAGES = (_ENGLISH, _GERMAN, _ENGLISH, _FRENCH, _SPANISH)


def articles(rows: int, seed: int) -> pd.DataFrame:
    """Complete articles with what pages say of their length."""
    return pd.DataFrame([_article(np.random.default_rng([seed, 3, row]), row) for row in range(rows)], dtype=object)


def _article(random: np.random.Generator, row: int) -> dict[str, str]:
    language = _LANGUAGES[row % len(_LANGUAGES)]
    words = {slot: str(random.choice(choices)) for slot, choices in language.words.items()}
    most = len(language.sentences)
    chosen = [language.sentences[number] for number in random.choice(most, size=int(random.integers(most // 2, most + 1)), replace=False)]
    opening = str(random.choice(language.openings))
    paragraphs = [opening, *(" ".join(chosen[start : start + 3]) for start in range(0, len(chosen), 3))]
    body = "\n\n".join(paragraphs).format(**words)
    minutes = int(random.integers(0, 60 * 24 * 300))
    published = pd.Timestamp("2025-05-01") + pd.Timedelta(minutes=minutes)
    count = len(body.split())
    return {
        "title": str(random.choice(language.headlines)).format(**words), "body": body, "url": f"https://news.example/{language.code}/{row}", "site": "The Example",
        "author": words["person"], "published_at": f"{published:%Y-%m-%dT%H:%M:%SZ}", "modified_at": f"{published + pd.Timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}", "fetched_at": _FETCHED,
        "description": opening.format(**words), "language": language.code, "declared_words": str(count), "read_minutes": f"{-(-count // _PACE)} min",
    }


def text_pages(quotes: pd.DataFrame, weather: pd.DataFrame, articles: pd.DataFrame) -> list[str]:
    """Pages as their text is taken: ten quotes a page, a weather widget, an article. Every second one has its labels and values run together."""
    pages = []
    for number, (observation, article) in enumerate(zip(weather.to_dict("records"), articles.to_dict("records"), strict=True)):
        gap = "" if number % 2 else " "
        moves = quotes.iloc[10 * number : 10 * number + 10].to_dict("records")
        lines = [f"{_letters(quote['symbol'])}{gap}{quote['price'].removeprefix('$')}{gap}{quote['change']}{gap}({quote['change_pct']})" for quote in moves]
        shown = (
            ("Temp", "temp_c"), ("UV", "uv_index"), ("Feels", "feels_like_c"), ("Humidity", "humidity_pct"), ("Wind", "wind_kmh"), ("Cloud Cover", "cloud_cover_pct"),
            ("Rain", "rain_chance_pct"), ("Sunrise", "sunrise"), ("Sunset", "sunset"), ("Time", "local_time"),
        )
        lines += [f"{label}{gap}{observation[name]}" for label, name in shown]
        published = pd.Timestamp(article["published_at"])
        lines += ["", article["title"], "", f"{published:%B %d, %Y at %I:%M %p}", f"{article['read_minutes']} read", "", article["body"]]
        pages.append("\n".join(lines) + "\n")
    return pages


def html_pages(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles as whole HTML documents: url, status, media_type, encoding, html, fetched_at."""
    documents = []
    for article in articles.to_dict("records"):
        paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in article["body"].split("\n\n"))
        documents.append(
            f'<!DOCTYPE html>\n<html lang="{article["language"]}">\n<head><meta charset="utf-8"><title>{article["title"]} - {article["site"]}</title></head>\n'
            f'<body>\n<article>\n<h1>{article["title"]}</h1>\n<p class="by">By {article["author"]}</p>\n{paragraphs}\n</article>\n</body>\n</html>\n'
        )
    return pd.DataFrame({"url": articles["url"], "status": "200", "media_type": "text/html", "encoding": "utf-8", "html": documents, "fetched_at": _FETCHED}, dtype=object)


def _letters(symbol: str) -> str:
    """A symbol without digits: `ABC12` becomes `ABC`, and so a fused line is split in one way only."""
    return symbol.rstrip("0123456789")
