"""Random configurations: each one works, or is refused with file, key and reason. `PAGEGATE_CONFIGURATIONS=300 pytest tests/test_random_configurations.py` tries more."""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

from pagegate.__main__ import main
from pagegate.catalogue import catalogue
from pagegate.config.keys import ROOT, Each, Key, Named, Node, leaves
from pagegate.config.names import QUANTITIES

HOW_MANY = int(os.environ.get("PAGEGATE_CONFIGURATIONS", "60"))
RECORDS = '{"symbol": "FCHI", "price": 8074.23, "last": "8.074,23"}\n{"symbol": "GDAXI", "price": -1, "last": 1, "url": "https://example.org/q"}\n'
GARBAGE: tuple[Any, ...] = ("", " ", "\u202e", "x" * 300, 0, -1, 1e400, 10**400, 1.5, True, [], [[]], {}, {"a": {}}, [1, "a"], "{price}", "../../etc", "é", "*", "[", "**/[!", "\\", "a.b.c", "None", "%s")
NAMES = ("price", "temp_c", "Q101", "price-not-positive", "W002", "json", "sarif", "temp", "wind", "a", "weather_", "é", "x.y", "", "Q", "__class__")
REFUSED = re.compile(r"pagegate: pagegate\.toml(:\d+)?: \S.*", re.DOTALL)


def test_each_random_configuration_works_or_is_refused_with_file_key_and_reason(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotes.jsonl").write_text(RECORDS, encoding="utf-8")
    outcomes: Counter[str] = Counter()
    for seed in range(HOW_MANY):
        chance = random.Random(seed)  # noqa: S311  a seed, not a secret
        configuration = table(chance)
        (tmp_path / "pagegate.toml").write_text(toml(configuration), encoding="utf-8")
        status = main(["check", "quotes.jsonl", "--no-batch", "--no-report", "--format", "json", "--output", "json=told.json", "--allow-empty"])
        out, err = capsys.readouterr()
        if status == 2:
            assert REFUSED.fullmatch(err.strip()), f"seed {seed}: {err!r} of {configuration}"
            assert any(name in err for name in configuration) or "overrides" in err, f"seed {seed}: {err!r} names no key of {configuration}"
            outcomes["refused"] += 1
        else:
            assert status in {0, 1}, f"seed {seed}: status {status} with {configuration}: {err}"
            assert json.loads(out)["records"]["quotes"] in {0, 2}, f"seed {seed}: records were lost with {configuration}"
            outcomes["worked"] += 1
    assert min(outcomes["refused"], outcomes["worked"]) >= HOW_MANY // 6, f"the generator is one-sided: {outcomes}"


def table(chance: random.Random) -> dict[str, Any]:
    """A configuration of a few keys; about half of them have nothing wrong."""
    wrong = chance.random() < 0.5
    keys = [key for key in ROOT.keys if key not in {"baseline", "quarantine", "report", "output"}]
    made = {key: value(chance, ROOT.keys[key], wrong=wrong) for key in chance.sample(keys, chance.randint(1, 4))}
    if wrong and chance.random() < 0.2:
        made[chance.choice(["fail_on", "selects", "tool", "é"])] = chance.choice(GARBAGE)
    return made


def value(chance: random.Random, node: Node, *, wrong: bool) -> Any:
    """Something that may stand for a node of the table of keys."""
    if wrong and chance.random() < 0.15:
        return chance.choice(GARBAGE)
    if isinstance(node, Key):
        return plausible(chance, node)
    if isinstance(node, Each):
        return [{**value(chance, node.node, wrong=False), "kind": "quotes"} for _ in range(chance.randint(1, 2))]
    if isinstance(node, Named):
        return {name: value(chance, node.node, wrong=wrong) for name in chance.sample(names(node, wrong=wrong), chance.randint(1, 2))}
    chosen = [name for name in node.keys if name in node.required or chance.random() < 0.4]
    return {name: value(chance, node.keys[name], wrong=wrong) for name in chosen}


def names(node: Named, *, wrong: bool) -> list[str]:
    """Names for a table whose keys are names."""
    if wrong:
        return list(NAMES)
    rules = catalogue().rules
    return {"rule": [*rules], "limit": ["W002", "W005", "W008"], "column": ["symbol", "price", "change", "volume", "currency"], "quantity": [*QUANTITIES, "temp_c", "change_pct"]}.get(node.names, ["one", "two"])


def plausible(chance: random.Random, key: Key) -> Any:
    """A value that the type of a key accepts, though not always in its place."""
    import tomllib

    found: Any = [tomllib.loads(f"value = {key.example}")["value"]]
    schema = key.type.schema
    found += [one for one in schema.get("enum", ()) if one != "auto"] + {"boolean": [True, False]}.get(str(schema.get("type")), [])
    return chance.choice(found)


def toml(value: Any) -> str:
    """A table as TOML: every key of the top on a line, all else inline."""
    return "".join(f"{json.dumps(key, ensure_ascii=False)} = {inline(one)}\n" for key, one in value.items())


def inline(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return "inf" if value == float("inf") else json.dumps(value, ensure_ascii=False)


def test_the_generator_knows_every_key() -> None:
    assert {name.split(".")[0].removesuffix("[]") for name, _ in leaves()} == set(ROOT.keys)
