"""The sentences of the bundled pack are its own: facts carry over from what was read, words don't."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.model import Pack
from tests.content.overlap import LISTED, RUNS, hashed, read_hashes, runs, said, shared, write_hashes

LISTS = tomllib.loads(LISTED.read_text(encoding="utf-8"))
TEXTS, MISSING = LISTS["text"], LISTS["missing"]
BRIEF = "brief"
SOURCE = "Nothing that was said in this room may ever be written down by anybody, they told us."


@pytest.fixture(scope="module")
def own(bundled: Pack) -> Mapping[str, Mapping[bytes, str]]:
    """Return the runs of the bundled pack."""
    return said(bundled, _names(bundled))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text["name"]))
def test_no_run_of_eight_words_is_shared_with_what_was_read(text: Mapping[str, str], own: Mapping[str, Mapping[bytes, str]]):
    known = read_hashes(RUNS / f"{text['name']}.runs")
    assert {hashed(run) for run in runs(text["title"])} <= known  # it begins with its title
    assert shared(own, known) == {}


def test_each_source_is_compared_or_it_is_said_why_not(bundled: Pack):
    compared = [text["name"] for text in TEXTS if text["name"] != BRIEF]
    missing = [name for group in MISSING for name in group["names"]]
    assert sorted(compared + missing) == sorted(bundled.references)
    assert {path.stem for path in RUNS.iterdir()} == {BRIEF, *compared}
    assert all(group["reason"] for group in MISSING)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("So: nothing that was *said* in this room\nmay [ever](topic:a) be, it seems.", 3),
        ("- Nothing that was said in[@a1] this room may", 1),
        ("Nothing that was said in this room. May it be written down by anybody?", 1),
        ("| Nothing | that was said in this | room may |\n| --- | --- | --- |\n| a | b | c |", 1),
        ("## Nothing that was said in this room may ever be written down {#a}\n\nText.", 0),
        ("Nothing that was said in this\n\nroom may ever be written down by", 0),
    ],
)
def test_a_copied_run_is_found_wherever_it_stands(bundled: Pack, tmp_path: Path, body: str, found: int):
    write_hashes(SOURCE, tmp_path / "source.runs")
    topic = replace(bundled.topics[0], body=body)
    same = shared(said(replace(bundled, topics=(topic,))), read_hashes(tmp_path / "source.runs"))
    assert sum(map(len, same.values())) == found


def test_a_run_that_is_mostly_a_name_is_allowed(bundled: Pack, tmp_path: Path):
    write_hashes(SOURCE, tmp_path / "source.runs")
    topic = replace(bundled.topics[0], body=SOURCE)
    pack = replace(bundled, topics=(topic,))
    known = read_hashes(tmp_path / "source.runs")
    assert shared(said(pack, ["said in this room", "by anybody"]), known) == {}


def test_what_was_hashed_is_known_again(tmp_path: Path):
    assert write_hashes(SOURCE, tmp_path / "source.runs") == 10
    assert {hashed(run) for run in runs(SOURCE.upper())} == read_hashes(tmp_path / "source.runs")


def _names(pack: Pack) -> list[str]:
    """Return what may be said in the same words: what short forms stand for, and the titles of topics and sources."""
    titles = [topic.meta.title for topic in pack.topics]
    return [*pack.abbreviations.values(), *titles, *(source.title for source in pack.references.values() if source.title)]
