"""`python -m benchmarks.hostile.bombs`: what each bomb costs a run of its own, and what it says."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

_MANY = 1 << 20
_ZEROS = b"0" * _MANY
Pieces = Iterator[bytes]


def _packed(start: bytes, pack: Callable[[bytes], bytes]) -> Pieces:
    """5 GiB of zeros behind `start`, packed in members of 1 MiB: readers of gzip, bzip2 and xz go on from one to the next."""
    yield pack(start)
    member = pack(_ZEROS)
    yield from (member for _ in range(5 * 1024))


def _line(start: bytes, piece: bytes, mebibytes: int) -> Pieces:
    yield start
    yield from (piece * (_MANY // len(piece)) for _ in range(mebibytes))


def _columns_csv() -> Pieces:
    yield from (f"c{number},".encode() for number in range(1_000_000))
    yield b"\n" + b"1," * 1_000_000


def _columns_json() -> Pieces:
    yield b'{"symbol": "A", "price": 1'
    yield from (f', "c{number}": 1'.encode() for number in range(1_000_000))
    yield b"}\n"


def _entities() -> Pieces:
    yield b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    yield from (f"<!ENTITY {chr(98 + number)} '{('&' + chr(97 + number) + ';') * 10}'>".encode() for number in range(20))
    yield b"]><html><body>&u;</body></html>"


def bombs() -> Iterator[tuple[str, Pieces]]:
    """The name of each file, and its pieces: what measures must stay small, for a program inherits the peak of what starts it."""
    yield "zeros.jsonl.gz", _packed(b'{"symbol": "', gzip.compress)
    yield "zeros.csv.bz2", _packed(b"symbol,price\nA,", bz2.compress)
    yield "zeros.json.xz", _packed(b'[{"symbol": "', lzma.compress)
    yield "line.jsonl", _line(b'{"symbol": "', b"A", 1024)
    yield "line.csv", _line(b"symbol,price\nA,", b"1", 1024)
    yield "line.txt", _line(b"", b"1,", 1024)
    yield "field.csv", _line(b'symbol,price\nA,"', b"1\n", 8)
    yield "deep.json", iter((b'{"a":' * 10_000, b"1", b"}" * 10_000))
    yield "deep.jsonl", _line(b"", b"[", 10)
    yield "columns.csv", _columns_csv()
    yield "columns.jsonl", _columns_json()
    yield "entities.html", _entities()
    yield "deep.html", iter((b"<html><body>", b"<div>" * 10_000, b"x"))


def measured(command: list[str]) -> tuple[int, float, str, int]:
    """The peak memory of a program in MiB, its seconds, the last line it says, and its exit status."""
    begun = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:  # noqa: S603  pagegate itself
        said = program.stdout.read() if program.stdout else ""
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss // 1024, perf_counter() - begun, next((line for line in said.splitlines() if " P0" in line), said.strip().rpartition("\n")[2]), program.returncode


def main(chosen: Mapping[str, str]) -> None:
    """Make each bomb and judge it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, pieces in bombs():
            if chosen and name not in chosen:
                continue
            path = Path(folder, name)
            with path.open("wb") as file:
                file.writelines(pieces)
            size = path.stat().st_size
            peak, seconds, told, status = measured([sys.executable, "-m", "pagegate", "check", "--no-batch", "--no-report", str(path)])
            print(f"{name:16} {size / _MANY:8.1f} MiB  status {status}  {peak:6} MiB  {seconds:6.1f} s  {told.replace(folder + '/', '')[:150]}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main(dict.fromkeys(sys.argv[1:], ""))
