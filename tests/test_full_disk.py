"""A full disk: a sentence that says what to do, nothing half written, and the same command goes on afterwards."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import __main__ as command_line
from autograder import storage
from autograder.differences import DIFFERENCES
from autograder.errors import OUR_FAULT
from autograder.storage import remove_partial, write_whole
from autograder.stored_results import SUBMISSIONS
from tests.example_class import read_example
from tests.first_assignment import NAME

ROOT = Path(__file__).resolve().parent.parent
ADVICE = "No space left on device. Free some space and run the same command again. Finished results are kept."


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    """Twelve light submissions."""
    folder = tmp_path / "submitted"
    folder.mkdir()
    for number in range(12):
        name = ("untouched_starter_0", "no_json_0", "right_vectorised_100", "bias_added_before_the_sum_80")[number % 4]
        (folder / f"student{number:02}.ipynb").write_bytes(read_example(name))
    return folder


def stored(results: Path) -> dict[str, str]:
    """Each result, without what may differ between two runs; fails when one is not whole."""
    paths = results.glob(f"*/{NAME}/result.json")
    return {path.parent.parent.name: json.dumps(json.loads(path.read_text()) | {"run": {}}) for path in paths}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("lasting", [False, True])
def test_nothing_is_left_of_a_file_that_did_not_fit(lasting: bool, tmp_path: Path) -> None:
    """On a full disk the older file stays, nothing is left of the new one, and the error names the file."""
    target = tmp_path / "grades.csv"
    target.write_text("older")
    (tmp_path / ".grades.csv.partial").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_whole(target, b"x" * 100, lasting=lasting)
    assert caught.value.filename == str(target)
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]
    assert target.read_text() == "older"


def test_file_that_is_to_last_is_flushed_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What must survive a power cut is on the disk before the rename."""
    target, seen = tmp_path / "grades.csv", []
    monkeypatch.setattr(storage.os, "fsync", lambda file: seen.append((os.fstat(file).st_size, target.exists())))
    write_whole(target, b"12345", lasting=True)
    assert seen == [(5, False)]
    assert target.read_bytes() == b"12345"


def test_partial_files_of_a_killed_command_are_removed(tmp_path: Path) -> None:
    """What a killed command had begun to write is gone when the next one begins; nothing else is."""
    for name in (".result.json.partial", ".grades.csv.partial", "grades.csv", ".changes.jsonl"):
        (tmp_path / name).touch()
    remove_partial(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".changes.jsonl", "grades.csv"]


@pytest.mark.parametrize("fitting", [0, 6, 12])
def test_command_goes_on_when_there_is_room_again(
    fitting: int, submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many results fit, the command ends with status 1 and the advice, and goes on with what is missing."""
    results, written = tmp_path / "results", []
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name not in (DIFFERENCES, SUBMISSIONS):
            written.append(target)
        if len(written) > fitting:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return original(self, target)

    arguments = ["grade", str(submitted), "--results", str(results), "--workers", "1"]
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", replace)
        assert command_line.main(arguments) == OUR_FAULT
    assert capsys.readouterr().err == f"autograder: {results / 'grades.csv'}: {ADVICE}\n"
    names = {path.relative_to(results).as_posix() for path in results.rglob("*")}
    assert not [name for name in names if "partial" in name]
    assert {name for name in names if "/" not in name} - {SUBMISSIONS} == set(stored(results))
    assert len(stored(results)) == fitting
    assert command_line.main(arguments) == 0
    assert f"{fitting} unchanged since last time" in capsys.readouterr().out
    assert len(stored(results)) == 12
    assert len((results / "grades.csv").read_text().splitlines()) == 13


SCRIPT = """
set -u
mount -t tmpfs -o size=80k none results || exit 99
$COMMAND >/dev/null; echo "status $?"
find results -name '*.partial'
find results -name result.json | wc -l
mount -o remount,size=16m results
$COMMAND; echo "status $?"
cp -r results/. copied
"""


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="only root may mount a small disk")
def test_disk_that_is_really_full(submitted: Path, tmp_path: Path) -> None:
    """On a file system of 80 KB, mounted for this test alone, the same happens as told above."""
    (tmp_path / "results").mkdir()
    (tmp_path / "copied").mkdir()
    command = f"{sys.executable} -m autograder grade submitted --results results --workers 1"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", SCRIPT],
        cwd=tmp_path,
        env=os.environ | {"COMMAND": command, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode == 99 or "unshare failed" in done.stderr:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    first, count, *rest = done.stdout.splitlines()
    assert first == "status 1", done.stderr
    assert 0 < int(count) < 12
    assert f"{int(count)} unchanged since last time." in done.stdout
    assert rest[-1] == "status 0"
    assert re.fullmatch(rf"autograder: results/\S+: {re.escape(ADVICE)}\n", done.stderr)
    undisturbed = tmp_path / "undisturbed"
    arguments = ["grade", str(submitted), "--results", str(undisturbed), "--workers", "1", "--quiet"]
    assert command_line.main(arguments) == 0
    assert stored(tmp_path / "copied") == stored(undisturbed)
    assert (tmp_path / "copied" / "grades.csv").read_bytes() == (undisturbed / "grades.csv").read_bytes()
