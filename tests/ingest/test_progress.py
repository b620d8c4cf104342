"""While a file loads, the import says phase by phase where it is, and ends at once for a reader who has had enough."""

from __future__ import annotations

from datetime import date

import pytest

from value_model.ingest import pipeline, read

AS_OF = date(2026, 9, 30)


class Enough(Exception):
    pass


def table(rows: int) -> bytes:
    lines = (f"P{n},Project {n},{1_000 + n}.50,2026-01-{1 + n % 28:02d}" for n in range(rows))
    return "\n".join(["Project ID,Project name,Budget,Start", *lines]).encode()


def test_each_phase_is_told_in_its_turn(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(table(5))
    told: list[str] = []
    pipeline.run([path], as_of=AS_OF, progress=told.append)
    assert list(dict.fromkeys(told)) == ["Reading plan.csv", "Recognising", 'Loading "plan"', "Checking"]
    assert told.count('Loading "plan"') == 4  # once for each column


@pytest.mark.parametrize("phase", ["Recognising", 'Loading "large"', "Checking"])
def test_a_large_file_is_cancelled_in_every_phase(phase):
    book = read.content(table(30_000), name="large.csv")
    told: list[str] = []

    def cancel(words: str) -> None:
        told.append(words)
        if words == phase and told.count(phase) == (1 if phase == "Recognising" else 3):
            raise Enough

    with pytest.raises(Enough):
        pipeline.load([book], as_of=AS_OF, progress=cancel)
    assert told[-1] == phase  # nothing more was done
