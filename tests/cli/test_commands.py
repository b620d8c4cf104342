"""Every command is found by its name alone; nothing is imported that it does not need."""

from __future__ import annotations

import argparse
import errno
import subprocess
import sys

import pytest

from value_model import cli
from value_model.cli import bench, calc

COMMANDS = [name for names in cli.GROUPS.values() for name in names]


def commands_of(parser: argparse.ArgumentParser) -> set[str]:
    (action,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return set(action.choices)


def test_the_table_of_commands_is_what_the_modules_add() -> None:
    assert commands_of(cli.parser()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_found_by_its_name(name: str) -> None:
    assert name in commands_of(cli.parser(name))


def test_an_unknown_command_is_answered_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["lode"])
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and all(name in said for name in COMMANDS)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The answer could not be read or written: No space left on device.\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b/c.xlsx"), '"c.xlsx" could not be read or written: Permission denied.\n'),
    ],
)
def test_a_full_disk_is_no_bug(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], refused: OSError, said: str) -> None:
    def fails(_: object) -> int:
        raise refused

    monkeypatch.setattr(calc, "run", fails)
    assert cli.main(["calc"]) == 2
    assert capsys.readouterr().err == said


def test_a_load_does_not_wait_for_charts() -> None:
    code = "import sys; from value_model import cli; cli.parser('load'); print('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_bench_reads_what_the_benchmarks_print_and_says_what_they_need(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.read(["npv_ratio     12.50", "", "story   0.123 s", "mix_gap  1.0e-04"]) == [
        {"name": "npv_ratio", "value": 12.5, "unit": "ratio"},
        {"name": "story", "value": 0.123, "unit": "s"},
        {"name": "mix_gap", "value": 1e-4, "unit": "ratio"},
    ]
    monkeypatch.setattr(bench, "OTHERS", ("a_library_nobody_has",))
    assert cli.main(["bench"]) == 2
    assert "make setup-dev" in capsys.readouterr().err
