"""A clinician types a misspelt query, opens the second section by keyboard, goes through the matches, and comes back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.program import Program, wait_for

QUERY = "sentinal node biopsi"
FIFTEEN_A_SECOND = 66  # milliseconds between two keys
MUCH_TOO_LONG = 1000  # milliseconds: a busy machine pauses too; tests/bench/typing.py measures on a calm one
HERE = "Staging with a nodal micrometastasis"


def test_a_misspelt_query_leads_to_the_second_section_through_its_matches_and_back(
    program: Program, tmp_path: Path, record_property: Callable[[str, object], None]
):
    file = tmp_path / "seen.json"
    program.start("open", "staging", module=("tests.journeys.watched", str(file)))
    program.wait_for_title(HERE)
    wait_for(lambda: any((program.home / "indexes").glob("*/checksums.json")), "the index")
    hits = json.loads(program.command("search", QUERY, "--json", "--limit", "20").stdout)["hits"]

    program.press("ctrl+l")
    program.type(QUERY, every=FIFTEEN_A_SECOND)
    pause = wait_for(lambda: seen(file).get("longest_pause_ms"), "the end of typing")
    assert seen(file)["typed"] == QUERY
    record_property("longest_pause_ms", pause)
    print(f"longest pause while typing: {pause} ms")
    assert pause < MUCH_TOO_LONG

    program.press("Down", "Down", "Return")
    wait_for(lambda: seen(file)["place"] == place_of(hits[1]), "the second section")
    program.press("F3")
    first = wait_for(lambda: seen(file).get("match"), "the match at which one stands")
    is_last = first == seen(file)["matches"]  # from there one would go on to another topic
    there, back, other = ("shift+F3", "F3", first - 1) if is_last else ("F3", "shift+F3", first + 1)
    program.press(there)
    wait_for(lambda: seen(file)["match"] == other, "the match beside it")
    program.press(back)
    wait_for(lambda: seen(file)["match"] == first, "the match from which one went")

    program.press("alt+Left")
    program.wait_for_title(HERE)
    program.press("Return")  # the same results, the same one chosen
    wait_for(lambda: seen(file)["place"] == place_of(hits[1]), "the second section again")
    program.press("alt+Left", "Down")
    wait_for(lambda: seen(file)["place"] == place_of(hits[2]), "the third section")
    assert program.close() == 0


def seen(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def place_of(hit: dict[str, Any]) -> list[str]:
    return [hit["topic"], hit["section"]]
