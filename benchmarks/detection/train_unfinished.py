"""Train the model of unfinished last lines: reads complete articles, cuts them up, and writes `checks/articles/_weights.py`.

    python benchmarks/detection/train_unfinished.py ground-truth.json.gz [--write]

The articles are those of the article extraction benchmark (MIT): a JSON object of `{"articleBody": ...}`. None of their text goes into the weights. What is learned from:

- every article as it is: not a cut;
- the same cut in the middle of a word and of a sentence, at 10 to 90 per cent of its length: cuts;
- the same up to a heading, caption or list item of its own that has no full stop: not a cut;
- the same up to a finished paragraph, with a byline, credit or link put behind it (the lists below): not a cut;
- all of it once more with the line breaks taken out, and once more without what the language tells.

A minute of NumPy at the most; nothing that a run of pagegate needs. Cross-validation keeps all texts of one article on one side.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

WEIGHTS = Path(__file__).parents[2] / "checks" / "articles" / "_weights.py"
#: What one example of each kind counts. Complete articles are few, and a false alarm costs more than a miss.
WORTH = {"complete": 8.0, "complete, one line": 4.0, "open line": 1.0, "byline": 1.0, "byline, one line": 1.0, "cut": 0.4, "cut, one line": 0.2}
WITHOUT_LANGUAGE, RIDGE, FOLDS = 0.3, 2.0, 10
CLOSED = re.compile(r"[.!?;:…。！？।)»”\"’\]_*]$")
NAMES = (
    "Anna Keller", "John Smith", "Maria Lopez", "Pierre Dubois", "Kim Ji-woo", "Rahul Sharma", "David O'Connor", "Sofia Rossi", "Jan de Vries", "Иван Петров",
    "Ahmed Al-Sayed", "Chris van der Berg", "Emma W. Stone", "João Silva", "Lars Nilsson",
)
SOURCES = (
    "Reuters", "AP", "Bloomberg", "Getty Images", "The Guardian", "Le Monde", "El País", "dpa", "ANSA", "Lusa", "NOS", "ТАСС", "BBC News", "Shutterstock", "Unsplash",
    "The Daily Star", "NASA", "European Space Agency", "Wikimedia Commons",
)
DAYS = ("October 23", "12 March", "Nov. 18", "5 de mayo", "3. Juni")
ENDINGS = """\
By {name}|By {name}, Associated Press|{name}|{name} is a staff writer|{name} - Reuters|{name}, {source}|© {year} {source}|© {source}|Copyright {year} {source}|(c) {year} {source}
Photo: {name}|Photo by {name}|Photo courtesy of {name}|Photos by {name} / {source}|Image: {source}|Image credit: {source}|Featured image via {source}|Source: {source}|Via {source}
With agencies|With inputs from {source}|With reporting by {name} and {name}|Additional reporting by {name}|Reporting by {name}; editing by {name}|Edited by {name}
Follow {name} on Twitter|Follow us on Facebook and Instagram|Follow @jsmith|Sign up for our newsletter|Subscribe to our newsletter here|Click here to subscribe|Click here for more stories
Read the full report here|Read more stories by {name}|Read original article on {source}|Related Stories|Related articles|Share this article|Share on Facebook|Tags: business, economy, {source}
Topics: {source}|More from {source}|You may also like|Recommended for you|Comments|Leave a comment|Disclaimer|Advertisement|Back to top|Buy tickets now|Book now|Contact: {name}
Email: jsmith@example.com|Twitter: @jsmith|Last updated: {day} {year}|{day}, {year}|Published on {day}, {year}|{source} contributed to this report|{name} contributed reporting
This story first appeared on {source}|Originally published on {source}|Republished with permission from {source}|{source} News Service|{source}/{source}|AP|PTI|IANS|AFP|Reuters
Von {name}|{name}, dpa|Mit Material von dpa|Foto: {name}|Foto: {source}/dpa|Quelle: {source}|Quelle: dpa|Bild: {name}|Text: {name}|Das könnte Sie auch interessieren|Mehr zum Thema
Lesen Sie auch|Zur Startseite|Redaktion {source}|Par {name}|{name} avec AFP|Avec AFP|Crédit photo : {name}|Source : {source}|Photo : {name}|La rédaction|Lire aussi|À lire aussi
Por {name}|Fuente: {source}|Foto: EFE|Con información de {source}|Imagen: {source}|Redacción {source}|Te puede interesar|Noticias relacionadas|Di {name}|Fonte: {source}|Foto: ANSA
La redazione|Leggi anche|Riproduzione riservata|Com informações da {source}|Foto: {name}/Divulgação|Leia também|Veja também|Door {name}|Bron: ANP|Lees ook
Автор: {name}|Источник: {source}|Фото: {source}|Читайте также|Источник фото: {source}|Текст: {name}|Källa: {source}|Foto: {name}/TT|Źródło: {source}|Fot. {name}|Kilde: {source}
Kaynak: {source}|Sumber: {source}|1. {name}|- {name}|Pre-order now|Rating: 8/10|Score: 7.5|Price: $249.99|Verdict: 4/5|Tel: 555 0199|Doors open at 7 pm|Tickets from $20|London
New York, {day}|Washington DC|{name}, {source} correspondent|Editor: {name}|Writer: {name}|Words: {name}|Words by {name}|Translation: {name}|Listen to the podcast here
Watch the video above|Watch: {source}|Download the app|Join the conversation|Thanks for reading|See also|References|Notes|Sources|Appendix A|End|ENDS|END""".replace("\n", "|").split("|")

Floats = npt.NDArray[np.float64]


def ending(random: np.random.Generator) -> str:
    """A line as it stands under articles."""
    line = str(random.choice(ENDINGS))
    while "{" in line:
        line = re.sub(r"{(\w+)}", lambda found: {"name": str(random.choice(NAMES)), "source": str(random.choice(SOURCES)), "day": str(random.choice(DAYS)), "year": str(random.integers(2012, 2027))}[found[1]], line, count=1)
    return line


def cuts(text: str, shares: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)) -> Iterator[str]:
    """A text cut in the middle of a word, and of a sentence, at these shares of its length."""
    for share in shares:
        at = inside = int(share * len(text))
        while inside < len(text) - 1 and not (text[inside - 1].isalpha() and text[inside].isalpha()):
            inside += 1
        if inside < len(text) - 1:
            yield text[:inside]
        while at > 10 and not (text[at] == " " and (text[at - 1].isalnum() or text[at - 1] == ",")):
            at -= 1
        if at > 10:
            yield text[:at]


def examples(article: int, text: str) -> Iterator[tuple[int, str, str]]:
    """What is learned from one article: (article, kind, text)."""
    random = np.random.default_rng(article)
    text = text.strip()
    lines = [line for line in text.split("\n") if line.strip()]
    joined = " ".join(lines)
    yield article, "complete", text
    yield article, "complete, one line", joined
    yield from ((article, "cut", cut) for cut in cuts(text))
    yield from ((article, "cut, one line", cut) for cut in cuts(joined, (0.25, 0.55, 0.85)))
    unfinished = [number for number, line in enumerate(lines[:-1]) if not CLOSED.search(line.strip())]
    for number in random.permutation(unfinished)[:12]:
        yield article, "open line", "\n".join(lines[: int(number) + 1])
    finished = [number for number, line in enumerate(lines) if CLOSED.search(line.strip()) and len(line) > 60]
    if finished:
        for _ in range(4):
            yield article, "byline", "\n".join([*lines[: int(random.choice(finished)) + 1], ending(random)])
        yield article, "byline, one line", " ".join([*lines[: finished[-1] + 1], ending(random)])


def measure(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str], Floats, Floats, npt.NDArray[np.bool_]]:
    """The rows that the model is asked about, the names of its features, the features with and without the language, and which lines stand in a list."""
    body_of, endings, last_line, unfinished = (importlib.import_module(f"pagegate.checks.articles.{name}") for name in ("_body", "_endings", "_last_line", "_unfinished"))
    bodies = body_of.body(table)
    rows = endings.undecided(bodies)
    last, text = last_line.take_apart(bodies, rows), last_line.look_back(bodies, rows)
    usual, own = last_line.habits(text), unfinished.own_words(text, last)
    known = unfinished.features(last, usual, own)
    unknown = unfinished.features(replace(last, language=np.full(len(rows), -1)), usual, own)
    listed = usual.listed & ~last.inner & ~((known["dangling"] > 0) & (last.words >= 3)) & (known["comma"] == 0)
    return table.iloc[rows].reset_index(drop=True), list(known), np.column_stack(list(known.values())), np.column_stack(list(unknown.values())), listed


def fit(features: Floats, cut: npt.NDArray[np.bool_], worth: Floats) -> Floats:
    """Ridge logistic regression by Newton's method: the bias, then the weights."""
    matrix = np.column_stack([np.ones(len(features)), features])
    ridge = np.diag([1e-6] + [RIDGE] * features.shape[1])
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (worth * (chance - cut)) + ridge @ weights
        bend = (matrix * (worth * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ matrix + ridge
        move = np.linalg.solve(bend, slope)
        weights -= move
        if np.abs(move).max() < 1e-6:
            break
    return weights


def main(argv: list[str] | None = None) -> int:
    """Train, report, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=["All...", "discipline...."], help="texts with these ends are paywalled, not complete")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args(argv)
    with gzip.open(options.articles, "rt", encoding="utf-8") as file:
        texts = [entry["articleBody"] for entry in json.load(file).values()]
    texts = [text for text in texts if not text.rstrip().endswith(tuple(options.leave_out))]
    table = pd.DataFrame([row for number, text in enumerate(texts) for row in examples(number, text)], columns=["article", "kind", "body"])
    table["body"] = table["body"].astype("str")
    asked, names, known, unknown, listed = measure(table)
    cut = asked["kind"].str.startswith("cut").to_numpy(dtype=bool)
    worth = asked["kind"].map(WORTH).to_numpy(dtype=float)

    def learn(rows: npt.NDArray[np.bool_]) -> Floats:
        return fit(np.vstack([known[rows], unknown[rows]]), np.tile(cut[rows], 2), np.r_[worth[rows], WITHOUT_LANGUAGE * worth[rows]])

    report(table, asked, known, listed, learn)
    weights = learn(np.ones(len(asked), dtype=bool))
    if options.write:
        write(names, weights)
    return 0


def report(table: pd.DataFrame, asked: pd.DataFrame, known: Floats, listed: npt.NDArray[np.bool_], learn: Any) -> None:
    """Print what the model flags of articles it has not seen, by kind and threshold."""
    unfinished = importlib.import_module("pagegate.checks.articles._unfinished")
    fold = np.random.default_rng(0).permutation(table["article"].max() + 1)[asked["article"]] % FOLDS
    score = np.zeros(len(asked))
    for number in range(FOLDS):
        weights = learn(fold != number)
        score[fold == number] = weights[0] + known[fold == number] @ weights[1:]
    score -= unfinished.LISTED * listed + unfinished.ONE_LINE * asked["kind"].str.endswith("one line").to_numpy(dtype=bool)
    total = table["kind"].value_counts()
    flagged = pd.DataFrame({f"> {threshold:g}": (asked["kind"][score > threshold].value_counts() / total).fillna(0.0) for threshold in (-1.2, -0.9, unfinished.THRESHOLD, -0.3, 0.0)})
    print(flagged.round(4).assign(texts=total).to_string())


def write(names: list[str], weights: Floats) -> None:
    """Write the weights as a module."""
    lines = [
        '"""Weights of the model in `_unfinished.py`, made by `benchmarks/detection/train_unfinished.py`; not to be edited by hand."""', "",
        "from __future__ import annotations", "", f"BIAS = {weights[0]:.2f}", "WEIGHTS = {",
        *(f'    "{name}": {weight:.2f},' for name, weight in zip(names, weights[1:], strict=True)), "}", "",
    ]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
