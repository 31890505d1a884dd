"""The clinicians' queries are whole, and name what there is. What the search makes of them is measured elsewhere."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.compiled.rows import IndexedSection
from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from tests.search.clinicians import COLUMNS, ClinicianQuery, Kind, Part, Who, clinician_queries, drawn

CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[IndexedSection]]:
    """Return every section of the bundled pack that a search can find."""
    pack, _ = read_pack(CONTENT)
    assert pack is not None
    folder = tmp_path_factory.mktemp("bundled") / "compiled"
    compile_pack(pack, pack_digest(CONTENT), folder)
    compiled = CompiledPack.open(folder)
    yield list(compiled.sections_for_index())
    compiled.close()


@pytest.fixture(scope="module")
def queries() -> list[ClinicianQuery]:
    return clinician_queries(*Part)


def test_thirty_are_open_and_thirty_held(queries: list[ClinicianQuery]):
    assert Counter(query.part for query in queries) == {Part.OPEN: 30, Part.HELD: 30}
    assert {query.part for query in clinician_queries(Part.OPEN)} == {Part.OPEN}


def test_every_kind_is_as_often_open_as_held(queries: list[ClinicianQuery]):
    assert Counter((query.kind, query.part) for query in queries) == {(kind, part): 3 for kind in Kind for part in Part}


def test_the_held_ones_are_those_that_were_drawn(queries: list[ClinicianQuery]):
    assert {query.line for query in queries if query.part is Part.HELD} == drawn(queries)


def test_no_query_stands_twice_and_everybody_asks(queries: list[ClinicianQuery]):
    first_lines = {query.query.casefold(): query.line for query in reversed(queries)}
    assert [query.line for query in queries if first_lines[query.query.casefold()] != query.line] == []
    assert {query.who for query in queries} == set(Who)


def test_every_topic_and_section_is_in_the_bundled_pack(queries: list[ClinicianQuery], sections: list[IndexedSection]):
    there = {(section.topic_id, section.section_id) for section in sections}
    missing = [query.line for query in queries for section in query.sections if (query.topic, section) not in there]
    assert missing == [], "these lines name what isn't there"


def test_they_ask_about_every_group_and_thirty_topics(queries: list[ClinicianQuery], sections: list[IndexedSection]):
    groups = {section.topic_id: section.group_title for section in sections}
    assert {groups[query.topic] for query in queries} == set(groups.values())
    assert len({query.topic for query in queries}) >= 30


GOOD = ["open", "sore elbow", "lay", "a-topic", "a-section", "GP"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (COLUMNS[1:], GOOD),
        (COLUMNS, GOOD[:-1]),
        (COLUMNS, ["perhaps", *GOOD[1:]]),
        (COLUMNS, [*GOOD[:2], "hard", *GOOD[3:]]),
        (COLUMNS, [*GOOD[:4], "", "GP"]),
        (COLUMNS, [*GOOD[:-1], "GP "]),
    ],
    ids=["a column less", "a cell less", "no part", "no kind", "no section", "a blank"],
)
def test_a_row_that_is_not_whole_is_refused(tmp_path: Path, header: list[str], row: list[str]):
    table = tmp_path / "queries.tsv"
    table.write_text("\n".join("\t".join(cells) for cells in (header, row)), encoding="utf-8")
    with pytest.raises(ValueError, match=r"queries\.tsv"):
        clinician_queries(*Part, table=table)


def test_a_whole_row_is_read(tmp_path: Path):
    table = tmp_path / "queries.tsv"
    table.write_text("\n".join("\t".join(cells) for cells in (COLUMNS, GOOD)), encoding="utf-8")
    assert clinician_queries(Part.OPEN, table=table) == [
        ClinicianQuery(2, Part.OPEN, "sore elbow", Kind.LAY, "a-topic", ("a-section",), Who.GP)
    ]
