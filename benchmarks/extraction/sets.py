"""The collections of pages whose text is known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.detection.files import Folder, members, sums


@dataclass(frozen=True)
class Collection:
    """Pages by name, their true texts, and the checksums of the files they come from."""

    name: str
    pages: Mapping[str, bytes]
    texts: Mapping[str, str]
    sums: Mapping[str, str]


def collections(folder: Folder) -> list[Collection]:
    """The collections that the folder has, the one with a floor first."""
    found = []
    for archive in folder.find("html.tar.xz"):
        truths = archive.parent / "ground-truth.json.gz"
        if truths.exists():
            with gzip.open(truths, "rt", encoding="utf-8") as file:
                texts = {name: page["articleBody"] for name, page in json.load(file).items()}
            pages = {name.partition(".")[0]: content for name, content in members(archive, "*.html.gz")}
            found.append(Collection("Article Extraction Benchmark", pages, texts, sums(archive, truths)))
    for archive in folder.find("newspaper4k_tests_data.tar.xz"):
        texts = {name.removesuffix(".txt"): content.decode("utf-8") for name, content in members(archive, "data/txt/*.txt")}
        pages = {name.removesuffix(".html"): content for name, content in members(archive, "data/html/*.html")}
        both = pages.keys() & texts.keys()
        found.append(Collection("newspaper4k, test data", {name: pages[name] for name in sorted(both)}, {name: texts[name] for name in sorted(both)}, sums(archive)))
    return found
