"""The Spark session that judges: the one that is there, else a new one; and what to install where there can be none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pagegate.errors import UsageError

#: What Spark 4 runs on.
_OLDEST_JAVA = 17
_INSTALL_JAVA = "install OpenJDK 17 or 21 (Debian and Ubuntu: apt-get install openjdk-17-jre-headless or openjdk-21-jre-headless), or point JAVA_HOME at one; see docs/spark.md"
#: pyspark's warning about pandas 3, in the processes that it starts: pagegate's tests run on just these versions.
_QUIET = "ignore:PySpark does not yet:FutureWarning"


@contextmanager
def session() -> Iterator[Any]:
    """The session that this process has already, as a notebook or spark-submit made it; else a new one, which is stopped afterwards.

    A new one takes its master and all else from Spark's own places: `spark-defaults.conf`, `PYSPARK_SUBMIT_ARGS`, spark-submit. Raises UsageError without pyspark, and without a Java that it runs on.
    """
    quieten()
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        msg = f"--engine spark needs pyspark, which cannot be imported ({error}): python -m pip install 'pagegate[spark]'"
        raise UsageError(msg) from error
    there = active()
    if there is not None:
        yield there
        return
    if "SPARK_REMOTE" not in os.environ:
        _refuse_without_java()
    # Workers are to be of the Python that runs here: another one has not got what they need.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("pagegate").config("spark.executorEnv.PYTHONWARNINGS", _QUIET).config("spark.ui.showConsoleProgress", "false")
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = f"{before},{_QUIET}" if before else _QUIET
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        msg = f"Spark did not start: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}; look at its messages above, and at docs/spark.md"
        raise UsageError(msg) from error
    finally:
        _put_back("PYTHONWARNINGS", before)
    try:
        yield spark
    finally:
        spark.stop()


def active() -> Any:
    """The session of this process; None if it has none."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def quieten() -> None:
    """Hide what pyspark says of pandas 3 whenever a part of it is imported."""
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)


def _put_back(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _refuse_without_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    if java is None:
        msg = f"--engine spark needs Java, and there is no java on the PATH: {_INSTALL_JAVA}"
        raise UsageError(msg)
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60).stderr  # noqa: S603  the user's own Java
    except (OSError, subprocess.SubprocessError) as error:
        msg = f"--engine spark needs Java, and {java} does not run ({error}): {_INSTALL_JAVA}"
        raise UsageError(msg) from error
    version = re.search(r'version "(?:1\.)?(\d+)', told)
    if version is not None and int(version[1]) < _OLDEST_JAVA:
        msg = f"--engine spark needs Java {_OLDEST_JAVA} or newer, and {java} is Java {version[1]}: {_INSTALL_JAVA}"
        raise UsageError(msg)
