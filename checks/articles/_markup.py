"""The marks of HTML in text."""

from __future__ import annotations

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
