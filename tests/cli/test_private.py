"""Feedback and history are private: shown on purpose, and never part of an export of notes."""

import json
from pathlib import Path

import pytest

from reader.home import Home
from reader.notebook.making import new_note
from reader.notebook.notebook import Notebook
from reader.notebook.state import State
from tests.cli.conftest import Wardbook

WORDS = "The dose for neonates is missing."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with an answer about a topic, a visit to one, and a note."""
    home = Home(tmp_path / "home")
    home.prepare()
    with Notebook.open(home).notebook as notebook:
        notebook.feedback.give("micrometastases-breast", "staging", helpful=False, words=WORDS, edition="e" * 64, creator="AK")
        notebook.save(new_note("micrometastases-breast", "staging", edition="e", note="mine"))
    state = State.open(home)
    state.visit("micrometastases-breast", "staging", "scans")
    state.close()
    return home.root


def test_feedback_is_listed_without_the_name_of_who_gave_it(wardbook: Wardbook, home: Path):
    (answer,) = wardbook("feedback", "list", "--json", home=home).json["feedback"]
    assert (answer["topic"], answer["helpful"], answer["words"]) == ("staging", False, WORDS)
    assert "AK" not in wardbook("feedback", "list", "--json", home=home).out
    assert wardbook("feedback", "list", home=home).out.endswith(
        f"\tmicrometastases-breast\tstaging\teeeeeeeeeeee\tdidn't help\t{WORDS}\n"
    )


def test_feedback_leaves_only_once_it_was_shown_and_agreed_to(wardbook: Wardbook, home: Path, tmp_path: Path):
    out = tmp_path / "feedback.json"
    refused = wardbook("feedback", "export", "--json", "-o", out, home=home)
    assert (refused.code, out.exists()) == (1, False)
    assert WORDS in refused.err
    assert wardbook("feedback", "export", "--json", "-o", out, "--yes", home=home).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["feedback"][0]["words"] == WORDS


def test_neither_feedback_nor_history_is_in_an_export_of_notes(wardbook: Wardbook, home: Path, tmp_path: Path):
    out = tmp_path / "notes.md"
    wardbook("notes", "export", "--format", "md", "-o", out, home=home)
    told = out.read_text(encoding="utf-8") + wardbook("notes", "list", "--json", home=home).out
    assert "mine" in told
    assert "neonates" not in told
    assert "scans" not in told


def test_the_history_is_listed_cleared_and_switched_off(wardbook: Wardbook, home: Path):
    listed = wardbook("history", "list", "--json", home=home).json
    assert [(one["topic"], one["section"]) for one in listed["history"]] == [("staging", "scans")]
    assert "staging#scans" in wardbook("history", "list", home=home).out
    assert wardbook("history", "off", home=home).code == 0
    assert wardbook("history", "clear", home=home).code == 0
    assert wardbook("history", "list", "--json", home=home).json == {"on": False, "history": []}
    wardbook("history", "on", home=home)
    assert wardbook("history", "list", "--json", home=home).json["on"] is True
