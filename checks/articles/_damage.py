"""Text that was read in the wrong encoding."""

from __future__ import annotations

import re

#: What a decoder puts where bytes make no sense.
REPLACED = r"\x{fffd}"
#: What UTF-8 looks like when it is read as Windows-1252, Latin-1 or Windows-1251: a first byte's letter and one that no word has behind it.
SUSPECT = (
    r"â(?:€|\x{80})|[ÂÃ][\x{80}-\x{bf}ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ðŸ|ï»¿|[àá][¤¥¦§¨©ª«¬¸¹º»][\x{80}-\x{bf}‚-™]|(?:[ÐÑ][\x{80}-\x{bf}‚-™Œ-žƒ]){2}|(?:[РС][Ђ-Џђ-џ°±²³ґµ¶·‚-™\x{80}-\x{bf}]){3}|(?:[ØÙ][\x{80}-\x{bf}‚-™Œ-žƒ]){3}|[ãäåæçèé][\x{80}-\x{bf}‚-™Œ-žƒ]{2}"
)
#: Characters that control devices: all of C0 and C1 but tabulator, line and page breaks.
CONTROL = r"[\x{00}-\x{08}\x{0e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}]"
#: A word of letters with a question mark inside.
QUESTIONED = r"(?:^|[\s(“\"])[A-Za-z]+\?[a-z]+(?:[\s.,;:!)”\"]|$)"
_PIECE = re.compile(r"[âÂÃðÐÑРСØÙãäåæçèéàáï](?:[^\s\w]|[\x80-\xbfŒœŠšŽžŸƒ€Ђ-Џђ-џ])")


def garbled(texts: list[str]) -> list[tuple[str, str, int]]:
    """For each text, a garbled piece, what it was meant to be and the character it begins at; two empty texts and -1 where nothing is garbled."""
    return [mended(text) for text in texts]


def mended(text: str, width: int = 40) -> tuple[str, str, int]:
    """The first piece of a text that ftfy reads otherwise, its reading, and the garbled character's place; -1 for none."""
    from ftfy import fix_encoding  # only where a text is suspect: the import takes longer than most runs' articles

    for found in _PIECE.finditer(text):
        piece = text[max(0, found.start() - width // 2) : found.end() + width // 2]
        meant = fix_encoding(piece)
        if meant != piece:
            return piece.strip(), meant.strip(), found.start()
    return "", "", -1
