"""The marks of HTML in text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._body import body, found_in, matches, strings
from ._phrases import ABOUT_MARKUP

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

#: Tags of the elements that articles are written in.
TAG = (
    r"(?i)</?(?:p|br|div|span|a|img|ul|ol|li|b|i|u|em|strong|h[1-6]|table|tbody|thead|tr|td|th|script|style|iframe|figure|figcaption|blockquote|section|article|header|footer|nav|aside|main|"
    r"form|input|button|label|svg|path|meta|link|hr|sup|sub|video|audio|source|noscript|font|center|picture|amp-[a-z-]+)(?:\s[^<>]*)?/?>|<!--|<!doctype"
)
#: Character references.
ENTITY = r"&(?:amp|nbsp|quot|lt|gt|apos|[lr]squo|[lr]dquo|sbquo|bdquo|[mn]dash|hellip|copy|reg|trade|euro|pound|deg|middot|bull|[lr]aquo|shy|zwnj|thinsp|ensp|emsp|[aeiouyAEIOUY](?:acute|grave|circ|uml|tilde|ring)|[cC]cedil|[nN]tilde|szlig|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
#: Rules of style sheets, in texts that have a brace.
STYLE = r"[\w .#@:>,*-]\{\s*[a-z-]+\s*:[^{}\n]+[;}]|@media[^{}\n]*\{"
#: What only scripts of pages say.
SCRIPT = (
    r"googletag\.|dataLayer\.push|adsbygoogle|fbq\('|gtag\('|_gaq\.push|window\.\w+\s?=[^=]|document\.(?:getElement|query|write\(|create|cookie)|addEventListener\(|function\s?\w*\([\w, ]*\)\s?\{|jQuery\(|\$\(document\)|\"@context\"\s?:"
)
#: Characters as programs write them in strings; a small letter behind `\n` makes it a word of LaTeX or of a path.
ESCAPE = r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nrt](?:[^a-z]|$))"
#: What templates leave where nothing was filled in, and what a script prints of an object.
TEMPLATE = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[A-Za-z_.]+\}|\[object Object\]"
#: How objects begin that were stored as their own description.
DATA = r"^(?:b['\"][^\s]|\[['\"{]|\{['\"]|<[A-Za-z_.]+ (?:[\w.]+ )?(?:at 0x|object at|xpath=|selector))"


def about_markup(articles: pd.DataFrame, flagged: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which of the flagged rows say in the title or in the body that they are about markup or code, and so may show some."""
    rows = np.flatnonzero(flagged)
    about = found_in(body(articles).text, rows, ABOUT_MARKUP)
    about[rows] |= matches(strings(articles["title"].iloc[rows]), ABOUT_MARKUP)
    return about
