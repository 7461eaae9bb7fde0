"""The sample report that the repository shows is the one that this code makes."""

from __future__ import annotations

import pytest

from tests.sample_report import ROOT, SAMPLE, sample


def test_the_sample_report_is_what_the_examples_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert SAMPLE.read_bytes() == sample().encode(), "the report of the examples has changed: look at it, then `python -m tests.sample_report`"
