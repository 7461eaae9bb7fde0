"""The folder of Great Expectations' Data Docs: what is in it, and which folder may become one."""

from __future__ import annotations

from pathlib import Path

from pagegate.errors import UsageError

#: The file that says that a folder is pagegate's to write anew, and what else stands in it.
MARK = ".pagegate-data-docs"
ENTRIES = ("index.html", "expectations", "validations", "static")


def refuse_foreign_folder(folder: Path) -> None:
    """Raise UsageError for a folder that holds anything but Data Docs of an earlier run: they take the place of what is there."""
    refuse = None
    if folder.exists() and not folder.is_dir():
        refuse = "is no folder"
    elif folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        refuse = "holds other files: name an empty folder, or one that does not exist"
    if refuse:
        msg = f"cannot write Data Docs: {folder} {refuse}"
        raise UsageError(msg)
