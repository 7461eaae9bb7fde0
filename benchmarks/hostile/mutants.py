"""Mutations of sources: what networks, disks, editors and strangers do to bytes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

#: What strangers put where a value is expected.
NASTY: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\r\n\n\r", b'"', b"'", b"`", b"{", b"}", b"[", b"]", b",", b";", b"\t", b"\\", b"\\ud800", b"\\u0000", b"<", b">", b"<script>alert(1)</script>",
    b"=cmd|' /C calc'!A0", b"@SUM(1+1)", b"../../../etc/passwd", b"{{7*7}}", b"${jndi:ldap://x}", b"%s%n", b"\x1b[2J\x1b]0;x\x07", "\u202e\u200b\ufeff".encode(), "\U0001f4a9".encode(), b"NaN", b"Infinity", b"-Infinity", b"1e400",
    b"-0", b"9" * 400, b"0" * 300, b"1,2,3", b"true", b"null", b"0000-01-01", b"99999-12-31", b"2026-02-30", b"+99:00", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"&#0;&#x110000;", b"<![CDATA[", b"<!--", b"[" * 200, b'{"a":' * 200,
    b"<div>" * 300, b"A" * 5000, "é".encode("latin-1"), "Ünïcödé".encode("utf-16"), b"1.2M", b"(4.2)", "１２３".encode(), "١٢٣".encode(),
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def _at(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


def _span(data: bytes, draw: random.Random) -> tuple[int, int]:
    start = _at(data, draw)
    return start, min(len(data), start + int(draw.expovariate(1 / 12)) + 1)


def _flip(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, 6)):
        if changed:
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def _delete(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:start] + data[end:]


def _repeat(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:end] + data[start:end] * draw.choice((1, 2, 50)) + data[end:]


def _insert(data: bytes, draw: random.Random) -> bytes:
    at = _at(data, draw)
    return data[:at] + draw.choice(NASTY) + data[at:]


def _replace(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:start] + draw.choice(NASTY) + data[end:]


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: _at(data, draw)]


def _behead(data: bytes, draw: random.Random) -> bytes:
    return data[_at(data, draw) :]


def _swap(data: bytes, draw: random.Random) -> bytes:
    one, two = sorted((_at(data, draw), _at(data, draw)))
    return data[one:two] + data[:one] + data[two:]


def _join(data: bytes, draw: random.Random) -> bytes:
    return data + draw.choice((b"", b"\n", b"\x00", b",")) + data


def _noise(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:start] + draw.randbytes(end - start) + data[end:]


MUTATIONS: Sequence[Mutation] = (_flip, _delete, _repeat, _insert, _replace, _cut, _behead, _swap, _join, _noise)


def mutated(data: bytes, draw: random.Random) -> bytes:
    """The bytes with one to four mutations; the same draws give the same bytes."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        data = draw.choice(MUTATIONS)(data, draw)
    return data
