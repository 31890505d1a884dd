"""A clinician opens Wardbook, finds a section, marks words, and finds them again after the plug was pulled."""

import json
import time
from typing import Any

from tests.journeys.program import Program, wait_for

AMBER = (0xFF, 0xE9, 0xA8)
# From one line of the page's text to another: wherever the lines lie, there are words between.
SOMEWHERE, FURTHER_DOWN = (450, 320), (720, 480)
DEFINITION = "What a micrometastasis is — Wardbook"


def marks(program: Program) -> list[dict[str, Any]]:
    listed = program.command("notes", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    found: list[dict[str, Any]] = json.loads(listed.stdout)["marks"]
    return found


def indexed(program: Program) -> bool:
    return any((program.home / "indexes").glob("*/checksums.json"))


def preview_first(program: Program, title: str) -> None:
    """Press Down until there are results to go down to: the search may still be opening its index."""

    def previewed() -> bool:
        program.press("Down")
        until = time.monotonic() + 3
        while time.monotonic() < until and title not in program.title:
            time.sleep(0.05)
        return title in program.title

    wait_for(previewed, f"a preview of {title!r} (it is {program.title!r})")


def test_typing_a_query_and_pressing_enter_opens_the_right_page(program: Program):
    program.start()
    wait_for(lambda: indexed(program), "the index")
    program.type("heart monitoring")
    preview_first(program, "Trastuzumab: heart monitoring")
    program.press("Return")
    program.wait_for_title("Trastuzumab: heart monitoring")
    assert program.close() == 0


def test_esc_brings_back_the_page_from_which_one_searched(program: Program):
    program.start("open", "staging")
    program.wait_for_title("Staging with a nodal micrometastasis")
    wait_for(lambda: indexed(program), "the index")
    program.press("ctrl+l")
    program.type("heart monitoring")
    preview_first(program, "Trastuzumab: heart monitoring")
    program.press("Escape")
    program.wait_for_title("Staging with a nodal micrometastasis")


def test_a_highlight_made_with_the_mouse_outlives_a_killed_process(program: Program):
    program.start("open", "what-is-it")
    program.wait_for_title(DEFINITION)
    wait_for(lambda: program.screen.colours().get(AMBER, 0) == 0, "a page without a mark")
    program.drag(SOMEWHERE, FURTHER_DOWN)
    program.press("ctrl+shift+h")
    [mark] = wait_for(lambda: marks(program), "the mark on the disk")
    assert mark["kind"] == "highlight"
    assert mark["topic"] == "what-is-it"
    assert mark["quote"].strip()
    program.kill()

    assert marks(program) == [mark]
    program.start()
    program.wait_for_title(DEFINITION)
    wait_for(lambda: program.screen.colours().get(AMBER, 0) > 200, "the highlight on the page and in the panel")


def test_a_note_that_is_still_being_written_outlives_a_killed_process(program: Program):
    program.start("open", "what-is-it")
    program.wait_for_title(DEFINITION)
    program.drag(SOMEWHERE, FURTHER_DOWN)
    program.press("ctrl+shift+n")
    wait_for(lambda: marks(program), "the mark on the disk")
    program.type("Ask the lab")
    wait_for(lambda: marks(program)[0]["note"] == "Ask the lab", "the note on the disk, its editor still open")
    program.kill()

    program.start()
    program.wait_for_title(DEFINITION)
    assert [mark["note"] for mark in marks(program)] == ["Ask the lab"]


def test_a_second_start_raises_the_first_window_and_shows_the_topic_there(program: Program):
    program.start("open", "what-is-it")
    program.wait_for_title(DEFINITION)
    second = program.command("open", "staging")
    assert second.returncode == 0, second.stderr
    program.wait_for_title("Staging with a nodal micrometastasis")


def test_reading_goes_on_where_it_stopped(program: Program):
    program.start("open", "alnd-evidence#z0011")
    program.wait_for_title("Operate or not")
    assert program.close() == 0
    program.start()
    program.wait_for_title("Operate or not")
