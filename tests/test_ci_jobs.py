"""The GitHub Action and the GitLab job: what they run is run here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CLEAN = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the steps are Bash")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A scratch project with a good page and a bad one, and a `python` and a `pagegate` that are this one."""
    for folder in ("bin", "output", "temp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "output" / "good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "output" / "a bad.txt").write_text(CLEAN.replace("75%", "175%"), encoding="utf-8")
    for name, command in (("python", f"{sys.executable}"), ("pagegate", f"{sys.executable} -m pagegate")):
        program = tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return tmp_path


def action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return read


def judge(work: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the step that judges; returns its status, what it printed, and its outputs."""
    (step,) = [step for step in action()["runs"]["steps"] if step.get("id") == "judge"]
    environment = os.environ | {
        "PATH": f"{work / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1", "RUNNER_TEMP": str(work / "temp"), "GITHUB_OUTPUT": str(work / "outputs"), "GITHUB_STEP_SUMMARY": str(work / "summary"),
        "PAGEGATE_PATHS": inputs.get("paths", "output/"), "PAGEGATE_FAIL_ON": inputs.get("fail_on", "error"), "PAGEGATE_OPTIONS": inputs.get("options", "--no-batch"),
    }
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=work, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    outputs = dict(line.split("=", 1) for line in (work / "outputs").read_text(encoding="utf-8").splitlines())
    return done.returncode, done.stdout + done.stderr, outputs


def test_the_action_fails_annotates_and_leaves_the_files_that_its_outputs_name(work: Path) -> None:
    status, printed, outputs = judge(work)
    assert set(outputs) == set(action()["outputs"])
    assert (status, outputs["status"]) == (1, "1")
    assert "::error title=W006 humidity-not-a-percentage,file=output/a bad.txt,line=3,col=9::" in printed
    assert all(Path(outputs[name]).is_file() for name in ("sarif", "junit"))
    assert (Path(outputs["report"]) / "index.html").is_file()
    assert (work / "summary").read_text(encoding="utf-8").startswith("## pagegate: fail\n")


def test_the_action_passes_its_inputs_on(work: Path) -> None:
    status, printed, _ = judge(work, paths="output/*bad.txt\n\noutput/good.txt", fail_on="never", options="--no-batch\n--select\nW006\n")
    assert (status, "2 weather in 2 sources: pass; 1 error" in printed) == (0, True)


def test_no_input_of_the_action_becomes_a_command(work: Path) -> None:
    evil = '$(touch owned); `touch owned` " ; touch owned #'
    assert judge(work, paths=evil, fail_on=evil, options=evil)[0] == 2
    assert not (work / "owned").exists()
    assert not [step for step in action()["runs"]["steps"] if "${{" in step.get("run", "")]


def test_the_actions_own_steps_are_pinned_to_commits() -> None:
    used = [step["uses"] for step in action()["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", use) for use in used)


def test_the_gitlab_job_of_the_docs_writes_the_reports_that_it_names(work: Path) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    (job,) = [found["pagegate"] for found in map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)) if isinstance(found, dict) and "pagegate" in found]
    install, *run = job["script"]
    assert install == "pip install pagegate"
    environment = os.environ | {"PATH": f"{work / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run(["bash", "-ec", "\n".join(run)], cwd=work, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert all((work / file).is_file() for file in job["artifacts"]["reports"].values())
