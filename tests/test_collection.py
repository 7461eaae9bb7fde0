"""Python looks for no garbage where libraries are imported, and goes on afterwards."""

from __future__ import annotations

import gc
import subprocess
import sys

from pagegate.collection import no_collection


def test_nothing_is_collected_meanwhile_and_everything_afterwards() -> None:
    with no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_program_that_collects_nothing_is_left_at_that() -> None:
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_somebody_elses_program_has_nothing_frozen() -> None:
    code = "import gc; from pagegate.collection import importing\nwith importing():\n    import json\nprint(gc.get_freeze_count(), gc.isenabled())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "True"]


def test_the_command_lines_own_process_freezes_what_it_imports() -> None:
    code = "import gc; gc.freeze(); first = gc.get_freeze_count(); from pagegate.collection import importing\nwith importing():\n    import pandas\nprint(gc.get_freeze_count() - first > 10_000, gc.isenabled())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True"]
