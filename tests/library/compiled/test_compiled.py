import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.errors import EditionError
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.rows import EntryPlace, FoundSection
from reader.library.making.compile import compile_pack
from reader.library.making.database import COMPILED_VERSION, DATABASE
from reader.library.model import Audience, Evidence, Group
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack

PACK = """\
[pack]
id = "small-pack"
title = "A small pack"
released = 2026-11-20
language = "en"
publisher = "The clinic"

[[group]]
id = "axilla"
title = "The axilla"

[[group]]
id = "empty"
title = "Nothing in it"

[[group]]
id = "breast"
title = "The breast"

[[withdrawn]]
topic = "zoster"
reason = "Superseded."
date = 2026-01-02
"""
SENTINEL = """\
---
title: Sentinel node biopsy
group: axilla
summary: Who needs one.
audience: patient
synonyms: [SLNB, positive node]
evidence: high
reviewed: 2026-11-20
formerly: [sentinel-node]
---

Before anything.[@galimberti2018 ?]

## Who {formerly=whom}

Everyone with a clear armpit.

### Not everyone

Some don't.
"""
FILES = {
    "pack.toml": PACK,
    "topics/sentinel.md": SENTINEL,
    "topics/oedeme.md": "---\ntitle: Œdème\ngroup: breast\n---\n\nSwelling.\n",
    "topics/zoster.md": "---\ntitle: Zoster\ngroup: breast\n---\n\nShingles.\n",
    "topics/oral.md": "---\ntitle: Oral care\ngroup: breast\n---\n\nRinse.\n",
    "topics/ten.md": "---\ntitle: 10 steps\ngroup: breast\n---\n\nWalk.\n",
    "figures/ruler.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
    "references.yaml": "galimberti2018:\n  authors: Galimberti V\n  title: Dissection\n  year: 2018\n",
    "abbreviations.yaml": "ALND: axillary lymph node dissection\n",
    "synonyms.yaml": "- [trastuzumab, Herceptin]\n",
}

Compile = Callable[..., Path]


@pytest.fixture
def compiled_folder(make_pack: Callable[..., Path], tmp_path: Path) -> Path:
    source = make_pack(FILES)
    pack, findings = read_pack(source)
    assert pack is not None, findings
    folder = tmp_path / "compiled"
    findings = compile_pack(pack, pack_digest(source), folder)
    assert all(finding.severity == "warning" for finding in findings), findings
    return folder


@pytest.fixture
def pack(compiled_folder: Path) -> Iterator[CompiledPack]:
    compiled = CompiledPack.open(compiled_folder, compiled_folder.parent / "pack")
    yield compiled
    compiled.close()


def test_it_says_which_edition_it_is_of(pack: CompiledPack, tmp_path: Path):
    assert pack.digest == pack_digest(tmp_path / "pack")
    assert (pack.manifest.id, pack.manifest.publisher) == ("small-pack", "The clinic")
    assert pack.manifest == read_pack(tmp_path / "pack")[0].manifest


def test_the_groups_with_topics_stand_in_the_manifests_order(pack: CompiledPack):
    assert pack.groups() == [(Group("axilla", "The axilla"), 1), (Group("breast", "The breast"), 4)]


def test_counts_are_of_topics_and_sections(pack: CompiledPack):
    assert pack.counts() == (5, 7)


def test_rows_come_in_order_and_a_few_at_a_time(pack: CompiledPack):
    whole = [entry.title for entry in pack.entries("breast")]
    assert sorted(whole) == sorted(["10 steps", "Oral care", "Zoster", "Œdème"])
    parts = [entry.title for offset in range(0, 6, 2) for entry in pack.entries("breast", offset=offset, limit=2)]
    assert parts == whole


def test_a_group_ends_where_the_next_begins(pack: CompiledPack):
    assert [entry.id for entry in pack.entries("axilla")] == ["sentinel"]
    assert pack.entries("no-such-group") == []


def test_letters_count_without_accents_and_signs(pack: CompiledPack):
    assert pack.initials("breast") == [("#", 1), ("O", 2), ("Z", 1)]
    assert {entry.title for entry in pack.entries("breast", "O")} == {"Œdème", "Oral care"}


def test_a_row_holds_what_the_sidebar_shows(pack: CompiledPack):
    entry = pack.entry("sentinel")
    assert entry is not None
    assert (entry.pack, entry.title, entry.group) == ("small-pack", "Sentinel node biopsy", Group("axilla", "The axilla"))
    assert (entry.summary, entry.audience) == ("Who needs one.", Audience.PATIENT)


def test_the_next_topic_is_at_the_next_place(pack: CompiledPack):
    places = [pack.position(entry.id) for group, _ in pack.groups() for entry in pack.entries(group.id)]
    assert places == [0, 1, 2, 3, 4]
    assert pack.entry_at(0) == pack.entry("sentinel")
    assert pack.entry_at(5) is None
    assert pack.entry_at(-1) is None


def test_the_sidebar_learns_where_to_unfold(pack: CompiledPack):
    row = [entry.id for entry in pack.entries("breast")].index("oedeme")
    row_in_letter = [entry.id for entry in pack.entries("breast", "O")].index("oedeme")
    assert pack.place("oedeme") == EntryPlace("breast", row, "O", row_in_letter)
    assert pack.place("no-such-topic") is None


def test_a_topic_comes_whole(pack: CompiledPack):
    topic = pack.topic("sentinel")
    assert (topic.pack, topic.id, topic.meta.title, topic.meta.evidence) == (
        "small-pack",
        "sentinel",
        "Sentinel node biopsy",
        Evidence.HIGH,
    )
    assert [(section.id, section.level) for section in topic.sections] == [("intro", 0), ("who", 2), ("not-everyone", 3)]
    who = topic.sections[1]
    assert who.text[: who.heading_length] == "Who"
    assert who.formerly == ("whom",)
    assert topic.sections[2].path == ("Who", "Not everyone")
    assert [(source.number, source.reference.year, source.unverified) for source in topic.sources] == [(1, "2018", True)]
    assert topic.withdrawn is None


def test_its_front_matter_is_what_the_author_wrote(pack: CompiledPack, tmp_path: Path):
    sources = {topic.id: topic.meta for topic in read_pack(tmp_path / "pack")[0].topics}
    assert {topic_id: pack.topic(topic_id).meta for topic_id in sources} == sources


def test_a_withdrawn_topic_says_why(pack: CompiledPack):
    assert pack.topic("zoster").withdrawn.reason == "Superseded."


def test_a_former_id_leads_to_the_topic(pack: CompiledPack):
    assert pack.resolve("sentinel-node") == "sentinel"
    assert pack.topic("sentinel-node").id == "sentinel"
    assert pack.resolve("no-such-topic") is None


def test_sections_come_as_a_search_shows_them(pack: CompiledPack):
    key = ("sentinel", "not-everyone")
    shown = pack.shown_sections([key, ("sentinel", "no-such-section"), ("zoster", "intro")])
    whole = next(section for section in pack.topic("sentinel").sections if section.id == "not-everyone")
    assert shown.keys() == {key, ("zoster", "intro")}
    assert shown[key] == FoundSection("Sentinel node biopsy", "The axilla", whole.path, whole.text, whole.heading_length)
    assert pack.section(*key) == shown[key]
    assert pack.section("sentinel", "no-such-section") is None
    assert pack.shown_sections([]) == {}


def test_an_unknown_topic_is_refused_by_name(pack: CompiledPack):
    with pytest.raises(EditionError, match="no-such-topic"):
        pack.topic("no-such-topic")


def test_every_section_is_given_once_for_the_index(pack: CompiledPack):
    sections = list(pack.sections_for_index())
    assert len(sections) == pack.counts()[1]
    section = next(section for section in sections if section.section_id == "not-everyone")
    assert (section.topic_id, section.topic_title, section.group_title) == ("sentinel", "Sentinel node biopsy", "The axilla")
    assert (section.path, section.audience) == (("Who", "Not everyone"), Audience.PATIENT)
    assert section.text == next(s.text for s in pack.topic("sentinel").sections if s.id == "not-everyone")
    assert section.synonyms == ("SLNB", "positive node")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sentinel", ["sentinel"]),
        ("NODE sent", ["sentinel"]),
        ("slnb", ["sentinel"]),
        ("positive biopsy", ["sentinel"]),
        ("oedeme", ["oedeme"]),
        ("Œdèm", ["oedeme"]),
        ("entinel", []),
        ("node zoster", []),
        ("%", []),
        ("_", []),
        ("", []),
    ],
)
def test_titles_are_found_while_there_is_no_index(pack: CompiledPack, words: str, found: list[str]):
    assert [entry.id for entry in pack.title_search(words)] == found


def test_a_title_that_begins_with_the_words_comes_first(pack: CompiledPack):
    assert {entry.id for entry in pack.title_search("o")[:2]} == {"oral", "oedeme"}
    assert pack.title_search("o", limit=1) == pack.title_search("o")[:1]


def test_synonyms_include_abbreviations(pack: CompiledPack):
    words = {word for rule in pack.synonyms() for word in (*rule.words, *rule.also)}
    assert {"trastuzumab", "Herceptin", "ALND"} <= words
    assert pack.abbreviations() == {"ALND": "axillary lymph node dissection"}


def test_a_figure_lies_in_the_source(pack: CompiledPack):
    assert pack.figure("figures/ruler.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "figures/../../secret", "figures\\..\\secret", "C:secret"])
def test_no_figure_leads_out_of_the_pack(pack: CompiledPack, name: str):
    with pytest.raises(EditionError):
        pack.figure(name)


def test_threads_read_side_by_side(pack: CompiledPack):
    expected = [section.text for section in pack.sections_for_index()]
    read: list[list[str]] = []

    def read_all() -> None:
        for _ in range(20):
            pack.topic("sentinel")
            read.append([section.text for section in pack.sections_for_index()])

    threads = [threading.Thread(target=read_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [expected] * 80


def test_a_name_with_signs_that_addresses_use_is_opened(compiled_folder: Path, tmp_path: Path):
    odd = compiled_folder.rename(tmp_path / "50% of #1? é")
    compiled = CompiledPack.open(odd)
    assert compiled.counts() == (5, 7)
    compiled.close()


def test_another_versions_form_is_refused(compiled_folder: Path):
    _rewrite(compiled_folder, "UPDATE meta SET value = ? WHERE key = 'version'", str(COMPILED_VERSION + 1))
    with pytest.raises(EditionError, match="another version"):
        CompiledPack.open(compiled_folder)


def test_what_was_never_sealed_is_refused(compiled_folder: Path):
    (compiled_folder / "topics.sha256").unlink()
    with pytest.raises(EditionError, match="unfinished"):
        CompiledPack.open(compiled_folder)


def test_a_file_cut_short_is_refused(compiled_folder: Path):
    path = compiled_folder / DATABASE
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EditionError, match="damaged"):
        CompiledPack.open(compiled_folder)


def test_one_flipped_bit_anywhere_is_seen_by_the_full_check(compiled_folder: Path):
    path = compiled_folder / DATABASE
    whole = path.read_bytes()
    for place in range(100, len(whole), len(whole) // 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            compiled = CompiledPack.open(compiled_folder)
        except EditionError:
            continue
        assert not compiled.verify()
        compiled.close()


def test_damage_met_while_reading_is_refused_and_remembered(compiled_folder: Path):
    path = compiled_folder / DATABASE
    data = bytearray(path.read_bytes())
    with sqlite3.connect(path) as connection:
        page_size, root = connection.execute(
            "SELECT (SELECT page_size FROM pragma_page_size), rootpage FROM sqlite_schema WHERE name = 'section'"
        ).fetchone()
    connection.close()
    data[(root - 1) * page_size : root * page_size] = bytes(page_size)
    path.write_bytes(data)
    compiled = CompiledPack.open(compiled_folder)
    assert compiled.counts() == (5, 7)
    with pytest.raises(EditionError, match="damaged"):
        compiled.topic("sentinel")
    assert compiled.damaged
    with pytest.raises(EditionError):  # it has lost its seal: whoever opens it next makes it again
        CompiledPack.open(compiled_folder)
    compiled.close()


@pytest.mark.parametrize("odd", [" ".join(f"word{number}" for number in range(2000)), "senti\ud800nel"])
def test_nothing_that_is_asked_for_counts_as_damage(compiled_folder: Path, odd: str):
    compiled = CompiledPack.open(compiled_folder)
    assert compiled.title_search(odd) == []
    assert compiled.entry(odd) is None
    with pytest.raises(EditionError, match="has no topic"):
        compiled.topic(odd)
    assert not compiled.damaged
    compiled.close()
    CompiledPack.open(compiled_folder).close()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="their names of files are Unicode")
def test_a_folder_whose_name_is_not_utf8_is_opened(compiled_folder: Path, tmp_path: Path):
    odd = tmp_path / os.fsdecode(b"h\xff")
    compiled_folder.rename(odd)
    compiled = CompiledPack.open(odd)
    assert compiled.counts() == (5, 7)
    compiled.close()


def test_records_that_make_no_sense_are_refused(compiled_folder: Path):
    _rewrite(compiled_folder, "UPDATE topic SET meta = ?", "[]")
    compiled = CompiledPack.open(compiled_folder)
    with pytest.raises(EditionError, match="damaged"):
        compiled.topic("sentinel")
    compiled.close()


def test_reading_after_closing_is_refused(compiled_folder: Path):
    compiled = CompiledPack.open(compiled_folder)
    compiled.close()
    with pytest.raises(EditionError, match="closed"):
        compiled.groups()


def _rewrite(folder: Path, statement: str, value: str) -> None:
    """Change the database and seal it again, as another version of the program would have written it."""
    from reader.library.compiled.seal import write_seal

    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute(statement, (value,))
    connection.close()
    (folder / "topics.sha256").unlink()
    write_seal(folder / DATABASE)
