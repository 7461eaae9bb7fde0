"""The report people open: one HTML file that needs nothing else, no network, no script.

Nothing in it depends on when or where it was written: the same verdict gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from pagegate.version import __version__
from pagegate.outputs.files import replacing
from pagegate.outputs.report.contents import contents

if TYPE_CHECKING:
    from pagegate.verdict import Verdict

#: A folder that holds this file is pagegate's own output, and is never read as input.
MARKER = ".pagegate-report"
_MARKED = "This folder is written by pagegate; pagegate does not judge what is in it.\n"


def write_report(verdict: Verdict, folder: Path) -> Path:
    """Write `index.html` and the marker into a folder, making it if need be, and return the path of the page.

    A reader sees the page of the last run or of this one, never half of either. Raises OSError if the folder cannot be written.
    """
    page = render(verdict)
    for name, text in ((MARKER, _MARKED), ("index.html", page)):
        with replacing(folder / name) as stream:
            stream.write(text)
    return folder / "index.html"


def render(verdict: Verdict) -> str:
    """The whole report as one HTML document."""
    style, script = _part("report.css"), _part("report.js")
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=select_autoescape(default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # The browser runs the style and the script with these hashes and nothing else, whatever a page managed to bring in.
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    template = environment.get_template("report.html.j2")
    return template.render(version=__version__, style=style, script=script, policy=policy, **contents(verdict))


def _part(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
