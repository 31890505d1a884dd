"""What changed between two editions is told by section, with the words that changed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.compiled.difference import Kind, SectionChange, differences
from reader.library.shelf.shelf import Shelf

MANIFEST = """[pack]
id = "ward"
title = "Ward"
released = {released}
language = "en"

[[group]]
id = "all"
title = "All"
"""
DOSE = "## Dose {#dose}\n\nGive 10 mg/kg once a day. Check creatinine daily.\n"
SIGNS = "## Signs {#signs}\n\nFever, or a temperature below 36 °C, and a fast pulse.\n"

Compare = Callable[[dict[str, str], dict[str, str]], list[SectionChange]]


def topic(title: str, *sections: str, formerly: str = "") -> str:
    front = f"title: {title}\ngroup: all\n" + (f"formerly: [{formerly}]\n" if formerly else "")
    return f"---\n{front}---\n\nWhat {title.lower()} is about.\n\n" + "\n".join(sections)


@pytest.fixture
def compare(tmp_path: Path, home: Home) -> Iterator[Compare]:
    """Return a function that installs two editions one after the other and tells the difference."""
    shelf = Shelf(home, tmp_path / "no-content")

    def write(name: str, released: str, topics: dict[str, str]) -> Path:
        folder = tmp_path / name
        (folder / "topics").mkdir(parents=True)
        (folder / "pack.toml").write_text(MANIFEST.format(released=released))
        for topic_id, text in topics.items():
            (folder / "topics" / f"{topic_id}.md").write_text(text)
        return folder

    def compare_them(before: dict[str, str], after: dict[str, str]) -> list[SectionChange]:
        shelf.install(write("before", "2026-01-01", before))
        shelf.install(write("after", "2026-02-01", after))
        current = shelf.packs()[0].compiled
        assert current is not None
        with closing(shelf.previous("ward")) as previous:
            return differences(previous, current)

    yield compare_them
    shelf.close()


def told(changes: list[SectionChange]) -> list[tuple[str, ...]]:
    """Return kind, former and present place of each change."""
    return [
        (change.kind.value, *(f"{at.topic}#{at.section or ''}" if at else "" for at in (change.before, change.after)))
        for change in changes
    ]


def test_words_that_changed_are_told_and_what_stayed_is_not(compare: Compare):
    changed = DOSE.replace("10 mg", "100 mg")
    [change] = compare({"sepsis": topic("Sepsis", DOSE, SIGNS)}, {"sepsis": topic("Sepsis", changed, SIGNS)})
    assert change.kind is Kind.CHANGED
    assert change.after is not None
    assert change.after.path == ("Dose",)
    assert [(words.removed, words.added) for words in change.words] == [("10", "100")]


def test_an_edition_in_which_nothing_changed_that_is_read_has_no_difference(compare: Compare):
    assert compare({"sepsis": topic("Sepsis", DOSE)}, {"sepsis": topic("Sepsis", DOSE) + "\n\n"}) == []


def test_sections_and_topics_that_came_and_went(compare: Compare):
    before = {"sepsis": topic("Sepsis", DOSE), "old": topic("Old")}
    after = {"sepsis": topic("Sepsis", SIGNS), "new": topic("New")}
    assert told(compare(before, after)) == [
        ("added", "", "new#intro"),
        ("added", "", "sepsis#signs"),
        ("removed", "old#intro", ""),
        ("removed", "sepsis#dose", ""),
    ]


def test_a_heading_and_a_topic_that_were_renamed(compare: Compare):
    before = {"sepsis": topic("Sepsis", DOSE)}
    after = {"blood": topic("Sepsis", DOSE.replace("Dose {#dose}", "Dosing {#dosing}"), formerly="sepsis")}
    assert told(compare(before, after)) == [("renamed", "sepsis#", "blood#"), ("renamed", "sepsis#dose", "blood#dosing")]


def test_a_section_that_moved_to_another_topic(compare: Compare):
    before = {"sepsis": topic("Sepsis", DOSE, SIGNS), "shock": topic("Shock")}
    after = {"sepsis": topic("Sepsis", SIGNS), "shock": topic("Shock", DOSE)}
    assert told(compare(before, after)) == [("moved", "sepsis#dose", "shock#dose")]


def test_a_section_of_the_same_name_that_was_put_above_is_the_new_one(compare: Compare):
    other = "## Dose\n\nIn children under one month, ask the registrar first.\n"
    same = DOSE.replace(" {#dose}", "")
    changes = compare({"sepsis": topic("Sepsis", same)}, {"sepsis": topic("Sepsis", other, same)})
    assert told(changes) == [("added", "", "sepsis#dose"), ("renamed", "sepsis#dose", "sepsis#dose-2")]


def test_a_section_that_was_renamed_and_changed_is_taken_for_the_same_one(compare: Compare):
    changed = DOSE.replace("Dose {#dose}", "Dosing {#dosing}").replace("once", "twice")
    [change] = compare({"sepsis": topic("Sepsis", DOSE)}, {"sepsis": topic("Sepsis", changed)})
    assert told([change]) == [("changed", "sepsis#dose", "sepsis#dosing")]
    assert [(words.removed, words.added) for words in change.words] == [("once", "twice")]
