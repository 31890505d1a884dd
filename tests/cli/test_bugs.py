"""A bug of ours ends in the log, with one calm line for the user."""

from pathlib import Path

import pytest

from reader.library.shelf.shelf import Shelf
from tests.cli.conftest import Wardbook


def test_a_bug_is_logged_with_its_traceback_and_told_in_one_line(
    wardbook: Wardbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Shelf, "packs", lambda _self: 1 // 0)
    said = wardbook("topics", home=tmp_path / "home")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert "ZeroDivisionError" not in said.err
    assert "ZeroDivisionError" in (tmp_path / "home" / "logs" / "wardbook.log").read_text()


def test_what_somebody_wrote_is_never_quoted_in_the_log(wardbook: Wardbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def lose(_shelf: Shelf) -> None:
        try:
            {}["Mrs Quillfeather"]
        except KeyError as error:
            raise ValueError("bed 3, pentachrome") from error

    monkeypatch.setattr(Shelf, "packs", lose)
    wardbook("topics", home=tmp_path / "home")
    log = (tmp_path / "home" / "logs" / "wardbook.log").read_text()
    assert "Quillfeather" not in log.replace('{}["Mrs Quillfeather"]', "")  # that line is ours, not the reader's
    assert "pentachrome" not in log.replace('"bed 3, pentachrome"', "")
    assert log.index("KeyError") < log.index("which led to") < log.index("ValueError")
