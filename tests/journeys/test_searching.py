"""A clinician types a misspelt query, opens the second section by keyboard, goes through the matches, and comes back."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.journeys.program import Program, wait_for

QUERY = "sentinal node biopsy"
FIFTEEN_A_SECOND = 66  # milliseconds between two keys
CURRENT_MATCH = (0x0E, 0x6E, 0x6E)
MUCH_TOO_LONG = 1000  # milliseconds: a busy machine pauses too; tests/bench/typing.py measures on a calm one
HERE = "Staging with a nodal micrometastasis"


def test_a_misspelt_query_leads_to_the_second_section_through_its_matches_and_back(
    program: Program, tmp_path: Path, record_property: Callable[[str, object], None]
):
    pauses = tmp_path / "pauses.json"
    program.start("open", "staging", module=("tests.journeys.watched", str(pauses)))
    program.wait_for_title(HERE)
    wait_for(lambda: any((program.home / "indexes").glob("*/checksums.json")), "the index")
    hits = json.loads(program.command("search", QUERY, "--json", "--limit", "20").stdout)["hits"]

    program.press("ctrl+l")
    program.type(QUERY, every=FIFTEEN_A_SECOND)
    seen = json.loads(wait_for(lambda: pauses.exists() and pauses.read_text(encoding="utf-8"), "the pauses"))
    assert seen["typed"] == QUERY
    record_property("longest_pause_ms", seen["longest_pause_ms"])
    print(f"longest pause while typing: {seen['longest_pause_ms']} ms")
    assert seen["longest_pause_ms"] < MUCH_TOO_LONG

    program.press("Down", "Down")
    program.wait_for_title(hits[1]["title"])
    program.press("Return")
    standing = program.screen.colours().get(CURRENT_MATCH, 0)
    program.press("F3")
    wait_for(lambda: program.screen.colours().get(CURRENT_MATCH, 0) > standing + 100, "the match at which one stands")
    program.press("F3", "shift+F3")
    program.wait_for_title(hits[1]["title"])

    program.press("alt+Left")
    program.wait_for_title(HERE)
    program.press("Return")  # the same results, the same one chosen
    program.wait_for_title(hits[1]["title"])
    program.press("alt+Left", "Down")
    program.wait_for_title(hits[2]["title"])
    assert program.close() == 0
