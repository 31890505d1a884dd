"""Words of a table are named by the headings of their rows and columns, in the section's own text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.home import program_folder
from reader.library.compiled.table_headings import _tables_of, table_headings
from reader.library.generate import filled
from reader.library.markup import TopicRenderer, render_topic
from reader.library.model import Group, Section, TopicMeta, TopicSource
from reader.library.source.pack import read_pack

BODY = """\
Before.

| Drug | Adults | Children |
|------|--------|----------|
| Amoxicillin | 500 mg | 250 mg |
| Gentamicin | 5 mg/kg | 7 **mg**/kg[@nobody] |

After.
"""
SPANNING = """\
<table><thead><tr><th rowspan="2">Drug</th><th colspan="2">Dose</th></tr><tr><th>mg</th><th>ml</th></tr></thead>
<tr><td>Aspirin</td><td>75</td><td>2</td></tr><tr><td>Salt</td><td colspan="2">none</td></tr></table>
"""


@pytest.fixture
def section(make_pack: Callable[..., Path]) -> Section:
    return first_section(make_pack(), BODY)


def first_section(folder: Path, body: str) -> Section:
    pack, _ = read_pack(folder)
    assert pack is not None
    return render_topic(TopicSource("t", "topics/t.md", TopicMeta("T", Group("g", "G")), body, 1), pack).sections[0]


def headings(section: Section, first: str, last: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    start = section.text.index(first)
    end = section.text.index(last, start) + len(last) if last else start + len(first)
    return table_headings(section.html, start, end)


def test_a_cell_knows_its_headings(section: Section):
    assert headings(section, "250 mg") == (("Amoxicillin",), ("Children",))
    assert headings(section, "mg/kg\n7") == (("Gentamicin",), ("Adults", "Children"))
    assert headings(section, "7 mg/kg") == (("Gentamicin",), ("Children",))


def test_a_row_and_several_rows_know_all_theirs(section: Section):
    assert headings(section, "500", "250 mg") == (("Amoxicillin",), ("Adults", "Children"))
    assert headings(section, "Amoxicillin", "7 mg/kg") == (("Amoxicillin", "Gentamicin"), ("Drug", "Adults", "Children"))


def test_what_stands_outside_of_a_table_has_none(section: Section):
    assert headings(section, "Before.") == headings(section, "After.") == ((), ())
    assert headings(section, "Before.", "500") == ((), ())


def test_a_heading_over_several_columns_is_each_ones(make_pack: Callable[..., Path]):
    section = first_section(make_pack(), SPANNING)
    assert headings(section, "75") == (("Aspirin",), ("Dose mg",))
    assert headings(section, "2") == (("Aspirin",), ("Dose ml",))
    assert headings(section, "none")[0] == ("Salt",)


def test_a_box_is_no_table_of_data(make_pack: Callable[..., Path]):
    section = first_section(make_pack(), "!!! key\n    Remember this.\n")
    assert 'class="box key"' in section.html
    assert headings(section, "Remember") == ((), ())


def test_every_section_of_the_bundled_pack_is_read_as_the_text_that_marks_stand_in():
    pack, _ = read_pack(program_folder("content"))
    assert pack is not None
    renderer, whole = TopicRenderer(pack), filled(pack)
    sections = [section for topic in whole.topics for section in renderer.render(topic).sections]
    assert any("<table" in section.html for section in sections)
    assert [section.id for section in sections if _tables_of(section.html)[0] != section.text] == []
