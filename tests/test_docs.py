"""The guides name what there is: formats, exit statuses, settings, options, hooks and inputs, all of them and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pagegate import cli, outputs
from pagegate.baseline import FORMAT
from pagegate.quarantine.names import WHY

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="needs the guides")


def first_cells(page: str) -> set[str]:
    """What stands between backquotes in the first cells of a page's tables."""
    rows = [line.split("|")[1] for line in (DOCS / page).read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_format_has_its_promise() -> None:
    assert first_cells("outputs.md") == set(outputs.names())


def test_every_exit_status_is_explained() -> None:
    told = re.findall(r"^\| (\d+) \|", (DOCS / "outputs.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(status) for status in told] == [0, 1, cli.WRONG_USAGE, cli.BROKEN, cli.INTERRUPTED]


def test_every_setting_of_scrapy_is_explained() -> None:
    source = Path(cli.__file__).parent.parent / "scrapy.py"
    read = set(re.findall(r'"(PAGEGATE_\w+)"', source.read_text(encoding="utf-8")))
    assert read == set(re.findall(r"PAGEGATE_\w+", (DOCS / "scrapy.md").read_text(encoding="utf-8")))


def test_every_option_of_pytest_is_explained() -> None:
    from pagegate import pytest_plugin

    source = Path(pytest_plugin.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'addoption\("(--[\w-]+)"', source)) == {name.split()[0] for name in first_cells("pytest.md")}


def test_every_hook_and_every_input_of_the_action_is_explained() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    assert first_cells("ci.md") == hooks | inputs


def test_the_files_of_baseline_and_quarantine_are_the_ones_that_are_shown() -> None:
    assert f'"pagegate_baseline": {FORMAT},' in (DOCS / "baseline.md").read_text(encoding="utf-8")
    assert f"DIR/bad/NAME{WHY}" in (DOCS / "quarantine.md").read_text(encoding="utf-8")
