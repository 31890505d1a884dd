"""Marks are made by mouse and by keyboard alone, meet a new edition, are reviewed, and are as they were after going back."""

import json
from pathlib import Path
from typing import Any

from reader.desktop.theme import load_theme
from tests.desktop.test_reviewing import FIRST, MANIFEST, SECOND, write_pack
from tests.journeys.program import Program, wait_for

HEADING = (400, 260)  # on the first line of the first section
LINE_END = (860, 262)
DANGER = tuple(bytes.fromhex(load_theme("light").danger.removeprefix("#")))


def marks(program: Program) -> list[dict[str, Any]]:
    done = program.command("notes", "list", "--json")
    return list(json.loads(done.stdout)["marks"]) if done.returncode == 0 else []


def pack(folder: Path, edition: int) -> str:
    return str(write_pack(folder / str(edition), MANIFEST.format(edition=edition), FIRST if edition == 1 else SECOND))


def review_the_first(program: Program) -> None:
    """Accept the first change by keyboard alone: from the page to the tabs, to the last one of them, to its first card.

    The last tab comes once the window has listed what waits, which nobody outside is told; the dangerous change shows it.
    """
    program.press("Escape", "F6")
    wait_for(lambda: shows_danger_after(program, "Right"), "the change in the list")
    program.press("F6", "Tab", "space")


def shows_danger_after(program: Program, key: str) -> bool:
    program.press(key)
    return DANGER in program.screen.colours()


def test_marks_live_through_an_update_and_going_back(program: Program, tmp_path: Path):
    assert program.command("pack", "install", pack(tmp_path, 1)).returncode == 0
    program.start("open", "drugs")
    program.wait_for_title("Drugs")
    program.drag(HEADING, LINE_END)
    program.press("ctrl+shift+h")
    [by_mouse] = wait_for(lambda: marks(program), "the mark made with the mouse")
    program.press("F7", "ctrl+Home", *["Down"] * 4, "shift+Down", "ctrl+shift+h", "F7")
    both = wait_for(lambda: len(found := marks(program)) == 2 and found, "the mark made by keyboard")
    assert by_mouse in both

    told = program.command("pack", "install", pack(tmp_path, 2))
    assert told.returncode == 0, told.stderr
    assert "2 marks: " in told.stdout
    assert "to review" in told.stdout
    review_the_first(program)
    wait_for(lambda: [mark["modified"] for mark in marks(program)] != [mark["modified"] for mark in both], "the decision")
    back = program.command("pack", "rollback", "doses")
    assert back.returncode == 0, back.stderr
    assert "2 marks: 2 as they were." in back.stdout
    assert [(mark["id"], mark["quote"]) for mark in marks(program)] == [(mark["id"], mark["quote"]) for mark in both]
