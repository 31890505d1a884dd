"""notes list and export show what was marked, in document order."""

import json
from pathlib import Path

import pytest

from reader.app import Wardbook as Opened
from reader.app import lock_home
from reader.home import Home
from reader.notebook.anchoring import describe
from reader.notebook.making import new_bookmark, new_highlight, new_note
from reader.notebook.marks import Colour
from reader.notebook.notebook import Notebook
from tests.cli.conftest import Wardbook


def mark_something(root: Path) -> None:
    """Highlight a phrase of one topic with a note, and bookmark a section of a later one."""
    wardbook = Opened.open(Home(root))
    wardbook.prepare()
    shelved = wardbook.shelf.packs()[0]
    assert shelved.compiled is not None
    assert wardbook.notebook is not None
    section = shelved.compiled.topic("what-is-it").sections[1]
    start = section.text.index("micrometastasis")
    place = {"pack": shelved.manifest.id, "topic": "what-is-it"}
    target = describe(section.id, section.text, start, start + len("micrometastasis"), heading_path=section.path, **place)
    note = "Ask the lab: sum or largest?"
    wardbook.notebook.save(new_highlight([target], colour=Colour.GREEN, note=note, edition=shelved.digest))
    wardbook.notebook.save(new_bookmark(shelved.manifest.id, "staging", edition=shelved.digest, section="scans"))
    wardbook.close()


def test_nothing_marked_is_said_plainly(wardbook: Wardbook, tmp_path: Path):
    assert "Nothing has been marked yet" in wardbook("notes", "list", home=tmp_path / "home").out


def test_the_list_holds_every_mark_in_document_order(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    marks = wardbook("notes", "list", "--json", home=tmp_path / "home").json["marks"]
    assert [(mark["kind"], mark["topic"]) for mark in marks] == [("highlight", "what-is-it"), ("bookmark", "staging")]
    assert marks[0]["quote"] == "micrometastasis"
    assert marks[0]["colour"] == "green"
    assert "micrometastasis" in marks[0]["targets"][0]["sentence"]


def test_the_export_is_markdown_with_quote_and_note(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    out = tmp_path / "notes.md"
    assert wardbook("notes", "export", "--format", "md", "-o", out, home=tmp_path / "home").code == 0
    text = out.read_text(encoding="utf-8")
    assert "## What a micrometastasis is" in text
    assert "> micrometastasis" in text
    assert "Ask the lab: sum or largest?" in text


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(wardbook: Wardbook, tmp_path: Path):
    said = wardbook("notes", "export", "--format", "md", "-o", tmp_path / "no" / "notes.md", home=tmp_path / "home")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("place", [".", "/"])
def test_an_export_to_a_folder_is_refused_in_one_line(wardbook: Wardbook, tmp_path: Path, place: str):
    said = wardbook("notes", "export", "--format", "md", "-o", place, home=tmp_path / "home")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "can't be written" in said.err


def test_an_export_to_a_link_leaves_the_link_and_writes_what_it_leads_to(wardbook: Wardbook, tmp_path: Path):
    (tmp_path / "link").symlink_to(tmp_path / "notes.md")
    assert wardbook("notes", "export", "--format", "md", "-o", tmp_path / "link", home=tmp_path / "home").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").startswith("# Notes")


def test_a_notebook_of_a_newer_version_is_refused_and_untouched_while_topics_can_be_read(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    notebook = tmp_path / "home" / "notebook.sqlite"
    data = bytearray(notebook.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")  # user_version, as SQLite's file format has it
    notebook.write_bytes(data)
    said = wardbook("notes", "list", home=tmp_path / "home")
    assert said.code == 1
    assert wardbook("topics", home=tmp_path / "home").code == 0
    assert notebook.read_bytes() == bytes(data)


def test_an_export_writes_over_a_file_only_when_it_is_told_to(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    out = tmp_path / "notes.md"
    out.write_text("written by hand")
    words = ("notes", "export", "--format", "md", "-o", out)
    refused = wardbook(*words, home=tmp_path / "home")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "--force" in refused.err
    assert out.read_text() == "written by hand"
    assert wardbook(*words, "--force", home=tmp_path / "home").code == 0
    assert "micrometastasis" in out.read_text(encoding="utf-8")


def test_the_list_takes_conditions(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")

    def listed(*conditions: str) -> list[str]:
        marks = wardbook("notes", "list", "--json", *conditions, home=tmp_path / "home").json["marks"]
        return [mark["kind"] for mark in marks]

    assert listed("--kind", "bookmark") == ["bookmark"]
    assert listed("--colour", "green") == listed("--text", "LARG") == listed("--topic", "what-is-it") == ["highlight"]
    assert listed("--tag", "ward 3") == listed("--topic", "nowhere") == listed("--until", "2020-01-01") == []
    assert listed("--since", "2020-01-01", "--pack", "micrometastases-breast") == ["highlight", "bookmark"]
    assert listed("--deleted") == []


def test_a_note_on_a_whole_topic_is_listed_and_exported(wardbook: Wardbook, tmp_path: Path):
    home = tmp_path / "home"
    Home(home).prepare()
    with Notebook.open(Home(home)).notebook as notebook:
        notebook.save(new_note("micrometastases-breast", "staging", edition="e", note="Our scanner is down on Fridays."))
    (mark,) = wardbook("notes", "list", "--json", home=home).json["marks"]
    assert (mark["kind"], mark["section"], mark["note"]) == ("note", None, "Our scanner is down on Fridays.")
    assert "Our scanner is down on Fridays." in wardbook("notes", "list", home=home).out


def test_a_backup_is_made_and_restored(wardbook: Wardbook, tmp_path: Path):
    home = tmp_path / "home"
    mark_something(home)
    backup = wardbook("notes", "backup", home=home).out.strip()
    with Notebook.open(Home(home)).notebook as notebook:
        notebook.save(new_note("micrometastases-breast", "staging", edition="e", note="after"))
    said = wardbook("notes", "restore", backup, home=home)
    assert (said.code, "What was there is kept as" in said.out) == (0, True)
    assert len(wardbook("notes", "list", "--json", home=home).json["marks"]) == 2
    refused = wardbook("notes", "restore", tmp_path / "nothing", home=home)
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_nothing_is_restored_while_the_window_is_open(wardbook: Wardbook, tmp_path: Path):
    home = tmp_path / "home"
    mark_something(home)
    backup = wardbook("notes", "backup", home=home).out.strip()
    with lock_home(Home(home)):
        said = wardbook("notes", "restore", backup, home=home)
    assert said.code == 1
    assert "already open" in said.err


def test_what_one_home_exports_another_takes_in_once(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    out = tmp_path / "notes.jsonld"
    said = wardbook("notes", "export", "--format", "jsonld", "-o", out, home=tmp_path / "home")
    assert said.code == 0
    assert "What a micrometastasis is: 1" in said.err
    assert wardbook("notes", "import", out, home=tmp_path / "other").out == "2 added, 0 changed, 0 the same, 0 refused.\n"
    assert wardbook("notes", "import", out, home=tmp_path / "other").out == "0 added, 0 changed, 2 the same, 0 refused.\n"
    lists = [wardbook("notes", "list", "--json", home=tmp_path / name).json for name in ("home", "other")]
    assert lists[0] == lists[1]


def test_only_what_meets_the_conditions_leaves(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    out = tmp_path / "notes.html"
    assert wardbook("notes", "export", "--format", "html", "--kind", "bookmark", "-o", out, home=tmp_path / "home").code == 0
    page = out.read_text(encoding="utf-8")
    assert "1 mark (1 bookmark)" in page
    assert "Ask the lab" not in page


def test_an_import_says_what_it_refuses_and_fails_if_that_is_everything(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    out = tmp_path / "notes.jsonld"
    wardbook("notes", "export", "--format", "jsonld", "-o", out, home=tmp_path / "home")
    out.write_text(out.read_text(encoding="utf-8").replace('"green"', '"octarine"'), encoding="utf-8")
    said = wardbook("notes", "import", out, home=tmp_path / "other")
    assert (said.code, said.out.splitlines()[0]) == (0, "1 added, 0 changed, 0 the same, 1 refused.")
    assert "wb:colour is no colour that this program knows: 'octarine'" in said.out
    out.write_text('[{"type": "Annotation"}]')
    refused = wardbook("notes", "import", out, "--json", home=tmp_path / "other")
    assert (refused.code, refused.json["refused"], refused.json["refusals"][0]["field"]) == (1, 1, "id")
    assert wardbook("notes", "import", tmp_path / "none", home=tmp_path / "other").err.count("\n") == 1


def test_notes_of_another_program_are_placed_by_their_words(wardbook: Wardbook, tmp_path: Path):
    mark_something(tmp_path / "home")
    text = wardbook("notes", "list", "--json", home=tmp_path / "home").json["marks"][0]["targets"][0]
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/anno1",
        "type": "Annotation",
        "bodyValue": "from elsewhere",
        "target": {
            "source": f"urn:wardbook:place:{text['pack']}/what-is-it#{text['section']}",
            "selector": {"type": "TextQuoteSelector", "exact": text["exact"], "prefix": text["prefix"], "suffix": text["suffix"]},
        },
    }
    out = tmp_path / "one.json"
    out.write_text(json.dumps(annotation))
    assert wardbook("notes", "import", out, home=tmp_path / "home").out.startswith("1 added")
    assert wardbook("notes", "import", out, home=tmp_path / "home").out.startswith("0 added, 0 changed, 1 the same")
    taken = next(
        mark
        for mark in wardbook("notes", "list", "--json", home=tmp_path / "home").json["marks"]
        if mark["note"] == "from elsewhere"
    )
    assert taken["targets"] == [text]
