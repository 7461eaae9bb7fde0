"""What a page says, made harmless for each format that carries it: XML, SARIF messages, workflow commands, Markdown, addresses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape as _escape_xml

from pagegate.outputs.places import known
from pagegate.outputs.visible import shortened, visible

#: Characters that no XML 1.0 document may hold, beyond those that `visible` writes out: the two non-characters of every plane.
_NO_XML = re.compile("[\ufffe\uffff" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)) + "]")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~:$])")
_MARKDOWN_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;", "!": "&#33;"}
_WWW = re.compile(r"www\.", re.IGNORECASE)
#: What may stand as it is in the path of an address, beyond letters and digits.
_PATH = "/-._~!$&'()*+,;="


def one_line(value: Any, most: int) -> str:
    """A text as one harmless line of at most `most` characters, empty for a null."""
    return shortened(visible(str(value)[: most + 1].replace("\t", " ")), most) if known(value) else ""


def xml(text: str) -> str:
    """Text for an XML 1.0 element or a double-quoted attribute; characters that XML cannot hold are written out."""
    return _escape_xml(_NO_XML.sub(lambda found: f"\\U{ord(found[0]):08x}", visible(text)), {'"': "&quot;", "\t": "&#9;"})


def sarif(text: str) -> str:
    """Text for a SARIF message: no placeholder (section 3.11.5 of SARIF 2.1.0) and no link (3.11.6)."""
    text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text.replace("{", "{{").replace("}", "}}")


def command(text: str) -> str:
    """Text for the message of a GitHub workflow command, as the runner's toolkit escapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """Text for a property of a GitHub workflow command."""
    return command(text).replace(":", "%3A").replace(",", "%2C")


def log_line(text: str) -> str:
    """A line of a GitHub log that the runner takes for no command, in neither of the two forms it knows."""
    text = text.replace("##[", "## [")
    return f" {text}" if text.lstrip().startswith("::") else text


def markdown(text: str) -> str:
    """Text for a line or a table cell of GitHub-flavoured Markdown that shows as it is: no markup, link, address, mention or HTML."""
    text = _MARKDOWN.sub(r"\\\1", text)
    text = "".join(_MARKDOWN_HTML.get(character, character) for character in text)
    return _WWW.sub(lambda found: f"{found[0][:3]}&#46;", text)


def address(source: str) -> str:
    """A source as a URI reference (RFC 3986): a URL stays one, a path is percent-encoded."""
    scheme, colon, rest = source.partition("://")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return f"{scheme}://{quote(rest, safe=_PATH + ':@?#%', errors='replace')}"
    return quote(source, safe=_PATH, errors="replace") or "-"
