"""pytest: `pytest --pagegate fixtures/` makes a test of every saved page and feed, and the fixture `pagegate` judges what a parser made.

pytest loads this module wherever pagegate is installed, so it imports nothing heavy before something is judged.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pagegate.verdict import Verdict

_FILES = pytest.StashKey[frozenset[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("pagegate", "scraped pages and records")
    group.addoption("--pagegate", action="append", default=[], metavar="PATH", help="judge saved pages and feeds, each file a test of its own; may be repeated")
    group.addoption("--pagegate-kind", choices=["auto", "pages", "quotes", "weather", "articles"], default="auto", help="what the files hold")
    group.addoption("--pagegate-fail-on", choices=["error", "warning", "never"], default="error", help="what makes such a test fail")
    group.addoption("--pagegate-select", default="", metavar="CODES", help="only rules whose code begins so")
    group.addoption("--pagegate-ignore", default="", metavar="CODES", help="no rules whose code begins so")


def pytest_configure(config: pytest.Config) -> None:
    """Find the files, and have their places collected too."""
    paths: list[str] = config.getoption("--pagegate")
    config.stash[_FILES] = frozenset()
    if not paths:
        return
    from pagegate.errors import UsageError
    from pagegate.sources.find import find

    try:
        sources = list(find(paths, Path.cwd()))
    except UsageError as error:
        msg = f"--pagegate: {error}"
        raise pytest.UsageError(msg) from error
    config.stash[_FILES] = frozenset(Path(source.location) for source in sources)
    config.args += [source.location for source in sources if not any(_below(source.location, arg) for arg in config.args)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """Make a test of a file that was asked for."""
    return PageFile.from_parent(parent, path=file_path) if file_path in parent.config.stash[_FILES] else None


class PageFile(pytest.File):
    """A saved page or a feed."""

    def collect(self) -> Iterator[PageTest]:
        """Its one test."""
        yield PageTest.from_parent(self, name="pagegate")


class PageTest(pytest.Item):
    """Passes if the file does."""

    def runtest(self) -> None:
        """Judge the file. Raises Refused if it fails."""
        from pagegate.api import check

        option = self.config.getoption
        verdict = check(
            self.path, kind=option("--pagegate-kind"), fail_on=option("--pagegate-fail-on"), select=option("--pagegate-select"), ignore=option("--pagegate-ignore"), no_batch=True,
        )
        if not verdict.passed:
            raise Refused(verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What pagegate says of the file, without the traceback that is its own."""
        return str(excinfo.value) if isinstance(excinfo.value, Refused) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, and what it is tested for."""
        return self.path, None, f"pagegate: {self.path.name}"


class Refused(Exception):  # noqa: N818  what happened, not an error of pagegate
    """A verdict that fails; its text is what `pagegate check` prints."""

    def __init__(self, verdict: Verdict) -> None:
        """Tell the verdict."""
        super().__init__(_told(verdict))
        self.verdict = verdict


class Gate:
    """What the fixture `pagegate` is.

    Called with paths, a frame, or the items that a parser made (one or several), it judges them and fails the test unless they pass; `check` judges and leaves the verdict to the
    test. Options are those of `pagegate.check`; whole scrapes are judged only with `no_batch=False`.
    """

    def __call__(self, given: Any, **options: Any) -> Verdict:
        """Judge, and fail the test if the verdict does."""
        verdict = self.check(given, **options)
        if not verdict.passed:
            pytest.fail(_told(verdict), pytrace=False)
        return verdict

    def check(self, given: Any, **options: Any) -> Verdict:
        """Judge, and return the verdict."""
        from pagegate.api import check

        return check(given, **({"no_batch": True} | options))


@pytest.fixture
def pagegate() -> Gate:
    """Judges pages, feeds, frames and items: `pagegate(parse(response))` fails the test unless they pass."""
    return Gate()


def _told(verdict: Verdict) -> str:
    from pagegate import outputs

    stream = io.StringIO()
    outputs.write("text", verdict, stream)
    return stream.getvalue().rstrip()


def _below(path: str, argument: str) -> bool:
    """Whether collecting an argument collects a file as well."""
    place = Path(argument.partition("::")[0]).absolute()
    return place == Path(path) or (place.is_dir() and place in Path(path).parents)
