"""The report people open: one HTML file that needs nothing else, no network, no script.

Nothing in it depends on when or where it was written: the same verdict gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from pagegate.outputs.files import replacing
from pagegate.outputs.report.contents import contents
from pagegate.outputs.report.table import write_tables
from pagegate.version import __version__

if TYPE_CHECKING:
    from pagegate.verdict import Verdict

#: A folder that holds this file is pagegate's own output, and is never read as input.
MARKER = ".pagegate-report"
#: The style of all pages, and the report's script, each in parts that are put together.
_STYLES = ("base.css", "tables.css", "findings.css", "charts.css", "rules.css", "narrow.css")
_SCRIPTS = ("rest.js", "filters.js", "tools.js")
_MARKED = "This folder is written by pagegate; pagegate does not judge what is in it.\n"


def write_report(verdict: Verdict, folder: Path) -> Path:
    """Write `index.html`, the tables of all findings and the marker into a folder, making it if need be, and return the path of the page.

    A reader sees each file of the last run or of this one, never half of either. Raises OSError if the folder cannot be written.
    """
    tables = write_tables(verdict, folder)
    return put(folder, "index.html", render(verdict, tables))


def put(folder: Path, name: str, page: str) -> Path:
    """Write a page and the marker into a folder, making it if need be, and return the path of the page. Raises OSError if the folder cannot be written."""
    for file, text in ((MARKER, _MARKED), (name, page)):
        with replacing(folder / file) as stream:
            stream.write(text)
    return folder / name


def render(verdict: Verdict, tables: Sequence[str] = ()) -> str:
    """The whole report as one HTML document; `tables` are the files beside it that hold every finding."""
    script = "".join(_part(name) for name in _SCRIPTS)
    return document("report.html.j2", script=script, **contents(verdict, tables))


def document(name: str, *, package: str = __name__, style: str = "", script: str = "", **values: Any) -> str:
    """A page in the report's style and some of its own, from the template `name` of a package; all values are escaped."""
    style = "".join(_part(name) for name in _STYLES) + style
    # The browser runs the style and the script with these hashes and nothing else, whatever a page managed to bring in.
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    return _environment(package).get_template(name).render(version=__version__, style=style, script=script, policy=policy, **values)


@cache
def _environment(package: str) -> Environment:
    """The templates of a package; those that all pages share, whose names begin with an underscore, are the report's."""
    return Environment(
        loader=FunctionLoader(lambda name: _part(name, __name__ if name.startswith("_") else package)),
        autoescape=select_autoescape(default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _part(name: str, package: str = __name__) -> str:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
