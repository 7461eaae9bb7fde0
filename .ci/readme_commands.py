"""Prints the commands that README.md promises: each `sh` block of one line."""

import pathlib
import re
import sys

for block in re.findall(r"^```sh\n(.*?)^```", pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
    lines = block.strip().splitlines()
    if len(lines) == 1:
        print(lines[0])
