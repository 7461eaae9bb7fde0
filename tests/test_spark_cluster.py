"""A cluster of a master and two workers, one of which is killed in mid-run: nothing is lost, and nothing is found twice."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pandas as pd
import pytest

from tests import scrape
from tests.sparks import NOW, asked, needs_spark, on_pandas, told

pytestmark = needs_spark

#: Shares of a few files each: of a scrape as small as this one, pagegate makes a single one.
_CHECK = """from pagegate.spark import shares
shares.LEAST = 2_000
from pagegate.__main__ import main
raise SystemExit(main())
"""
_PATIENCE = 300


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def until(what: str, ready: Callable[[], Any]) -> Any:
    """What `ready` says, once it says something."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        answer = ready()
        if answer:
            return answer
        time.sleep(0.05)
    pytest.fail(f"after {_PATIENCE} s there is still no sign of {what}")


class Cluster:
    """A standalone cluster on this machine; each process leads a group of its own, with what it starts."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Start a master and two workers of one core each, and wait until they know each other."""
        import pyspark

        self._home = Path(pyspark.__file__).parent
        self._folder, self._stack = folder, stack
        self.master = f"spark://127.0.0.1:{free_port()}"
        lead = self._start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", self.master.rpartition(":")[2], "--webui-port", "0")
        until("a master", lambda: "Starting Spark master at" in lead.read_text(errors="replace"))
        self.workers: list[subprocess.Popen[bytes]] = []
        for number in (1, 2):
            self._start(f"worker-{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work-{number}"), self.master)
            self.workers.append(self._last)
        until("two workers", lambda: len(re.findall("Registering worker", lead.read_text(errors="replace"))) == 2)

    def _start(self, name: str, *arguments: str) -> Path:
        log = self._folder / f"{name}.log"
        environment = {**os.environ, "SPARK_HOME": str(self._home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
        with log.open("wb") as stream:
            self._last = subprocess.Popen([str(self._home / "bin" / "spark-class"), *arguments], stdout=stream, stderr=stream, env=environment, start_new_session=True)
        self._stack.callback(kill, self._last)
        return log


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a group, and the group, at once: a machine that is gone."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster, all of whose processes end with the test."""
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


def judging(port: int) -> dict[str, Any] | None:
    """The stage that judges, while it runs: some of its tasks are done and some are not."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/api/v1/applications", timeout=5) as answer:
            (application,) = json.load(answer)
        with urlopen(f"http://127.0.0.1:{port}/api/v1/applications/{application['id']}/stages?status=active", timeout=5) as answer:
            stages = json.load(answer)
    except (URLError, OSError, ValueError):
        return None
    return next((stage for stage in stages if stage["numTasks"] > 5 and 2 <= stage["numCompleteTasks"] < stage["numTasks"] - 2), None)


def test_a_worker_that_is_killed_in_mid_run_loses_no_finding_and_doubles_none(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scrape").mkdir()
    scrape.write(tmp_path / "scrape")
    monkeypatch.chdir(tmp_path)
    port = free_port()
    settings = {"spark.ui.port": port, "spark.driver.memory": "1g", "spark.executor.memory": "900m", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": 3}
    submit = " ".join(["--master", cluster.master, *(f"--conf {name}={value}" for name, value in settings.items()), "pyspark-shell"])
    arguments = ["check", "scrape", "--engine", "spark", "--findings", "found", "--format", "json", "--no-report", "--as-of", NOW.isoformat()]
    Path("gate.py").write_text(_CHECK, encoding="utf-8")
    with Path("run.json").open("wb") as said, Path("run.log").open("wb") as log:
        run = subprocess.Popen([sys.executable, "gate.py", *arguments], stdout=said, stderr=log, env={**os.environ, "PYSPARK_SUBMIT_ARGS": submit, "SPARK_LOCAL_IP": "127.0.0.1"}, start_new_session=True)
    try:
        stage = until("tasks that are done while others are not", lambda: judging(port) or run.poll() is not None)
        assert isinstance(stage, dict), Path("run.log").read_text(errors="replace")[-3000:]
        kill(cluster.workers[0])
        assert run.poll() is None
        assert run.wait(_PATIENCE) == 1, Path("run.log").read_text(errors="replace")[-3000:]
    finally:
        kill(run)

    alone = told(on_pandas(["scrape"], tmp_path, asked()))
    spread = json.loads(Path("run.json").read_text(encoding="utf-8"))
    findings = {finding["fingerprint"]: finding for finding in spread.pop("findings")}
    written = pd.read_parquet("found")
    assert findings == alone.pop("findings")
    assert {name: spread[name] for name in alone if name != "configuration"} == {name: value for name, value in alone.items() if name != "configuration"}
    assert sorted(written["fingerprint"]) == sorted(findings)
    assert "Lost executor" in Path("run.log").read_text(errors="replace")
