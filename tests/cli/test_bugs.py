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
