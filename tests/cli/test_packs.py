"""pack check, install, list, rollback and diff; a home that can't be used."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.app import Wardbook as Opened
from reader.home import Home
from reader.notebook.making import new_highlight
from reader.notebook.marks import Colour
from reader.notebook.replacing import described
from tests.cli.conftest import FEVER, Wardbook

FeverPack = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_the_bundled_pack_has_no_fault_and_no_warning(wardbook: Wardbook):
    said = wardbook("pack", "check", Path(__file__).parents[2] / "content", "--strict")
    assert (said.code, said.out) == (0, "0 faults, 0 warnings\n")


def test_check_names_file_and_line_and_strict_fails_on_warnings(wardbook: Wardbook, fever_pack: FeverPack):
    pack = fever_pack(topic="---\ntitle: Fever\ngroup: nobody\n---\n\nSee [that](topic:gone).\n")
    said = wardbook("pack", "check", pack)
    assert said.code == 0
    assert "topics/fever.md:3: warning:" in said.out
    assert "topics/fever.md:6: warning:" in said.out
    assert wardbook("pack", "check", pack, "--strict").code == 1


def test_a_fault_fails_the_check_and_the_installation(wardbook: Wardbook, fever_pack: FeverPack, home: Path):
    pack = fever_pack(topic="---\ntitle: [unclosed\n---\nText\n")
    assert wardbook("pack", "check", pack).code == 1
    said = wardbook("pack", "install", pack, home=home)
    assert said.code == 1
    assert "topics/fever.md" in said.err
    assert "fever-clinic" not in wardbook("pack", "list", home=home).out


def test_an_installed_pack_is_listed_shown_and_found(wardbook: Wardbook, fever_pack: FeverPack, home: Path):
    assert wardbook("pack", "install", fever_pack(), home=home).code == 0
    listed = {pack["id"]: pack for pack in wardbook("pack", "list", "--json", home=home).json["packs"]}
    assert listed["fever-clinic"]["topics"] == 1
    assert listed["fever-clinic"]["sections"] == 3
    assert "paracetamol" in wardbook("show", "fever#dose", home=home).out
    hit = wardbook("search", "paracetamol weight", "--json", home=home).json["hits"][0]
    assert (hit["topic"], hit["section"]) == ("fever", "dose")


def test_an_older_release_is_refused_unless_asked_for(wardbook: Wardbook, fever_pack: FeverPack, home: Path):
    wardbook("pack", "install", fever_pack("2", "2026-02-01"), home=home)
    older = fever_pack("1", "2026-01-01", topic="---\ntitle: Fever\ngroup: children\n---\n\nOld words.\n")
    refused = wardbook("pack", "install", older, home=home)
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "Old words" not in wardbook("show", "fever", home=home).out
    assert wardbook("pack", "install", older, "--older", home=home).code == 0
    assert "Old words" in wardbook("show", "fever", home=home).out


def test_a_damaged_edition_keeps_nobody_from_the_rest_and_is_mended_by_installing_it_again(
    wardbook: Wardbook, fever_pack: FeverPack, home: Path
):
    wardbook("pack", "install", fever_pack(), home=home)
    [source] = home.glob("editions/fever-clinic/*/topics/fever.md")
    source.write_text("Other words.\n")
    [compiled] = home.glob(f"compiled/{source.parents[1].name}-*")
    shutil.rmtree(compiled)
    said = wardbook("show", "what-is-it", home=home)
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "fever-clinic is damaged" in said.err
    assert "BROKEN  Fever clinic" in wardbook("doctor", home=home).out
    assert wardbook("pack", "install", home.parent / "fever-1", home=home).code == 0
    assert wardbook("doctor", home=home).code == 0


def test_a_pack_that_is_not_a_folder_is_refused_in_one_line(wardbook: Wardbook, home: Path, tmp_path: Path):
    (tmp_path / "pack.zip").write_bytes(b"PK")
    for place in (tmp_path / "nowhere", tmp_path / "pack.zip"):
        said = wardbook("pack", "install", place, home=home)
        assert said.code == 1
        assert said.err.count("\n") == 1
        assert "pack check" not in said.err


def test_a_home_that_cannot_be_made_is_refused_in_one_line(wardbook: Wardbook, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    said = wardbook("topics", home=tmp_path / "file" / "home")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "--home" in said.err


def test_a_home_of_a_user_who_is_not_there_is_refused_in_one_line(wardbook: Wardbook):
    said = wardbook("topics", home=Path("~no-such-user-anywhere/home"))
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "no such user" in said.err


def test_a_pack_is_rolled_back_and_what_changed_is_told(wardbook: Wardbook, fever_pack: FeverPack, home: Path):
    wardbook("pack", "install", fever_pack("1", "2026-01-01"), home=home)
    assert "No earlier edition" in wardbook("pack", "diff", "fever-clinic", home=home).err
    changed = FEVER.replace("by weight", "by weight, 15 mg/kg")
    wardbook("pack", "install", fever_pack("2", "2026-02-01", topic=changed), home=home)
    told = wardbook("pack", "diff", "fever-clinic", "--json", home=home).json
    assert (told["from"]["edition"], told["to"]["edition"]) == ("1", "2")
    [change] = told["changes"]
    assert (change["kind"], change["after"]["section"]) == ("changed", "dose")
    assert change["words"] == [{"removed": "weight.", "added": "weight, 15 mg/kg."}]
    said = wardbook("pack", "diff", "fever-clinic", home=home).out
    assert said == (
        "Fever clinic: from edition 1 to 2, 1 changed\n\n"
        "changed: Fever in a child › Dose (fever#dose)\n    -[weight.] +[weight, 15 mg/kg.]\n"
    )
    assert wardbook("pack", "rollback", "fever-clinic", home=home).out == "Fever clinic, edition 1, is on the shelf again.\n"
    assert "15 mg/kg" not in wardbook("show", "fever#dose", home=home).out


def test_a_new_edition_says_what_became_of_the_marks_and_going_back_too(wardbook: Wardbook, fever_pack: FeverPack, home: Path):
    wardbook("pack", "install", fever_pack("1", "2026-01-01"), home=home)
    with closing(Opened.open(Home(home))) as opened:
        shelved = opened.shelf.pack("fever-clinic")
        assert shelved is not None
        assert shelved.compiled is not None
        assert opened.notebook is not None
        topic = shelved.compiled.topic("fever")
        section = next(section for section in topic.sections if "by weight" in section.text)
        start = section.text.index("by weight")
        target = described(topic, section, start, start + len("by weight"))
        opened.notebook.save(new_highlight([target], colour=Colour.ROSE, edition=shelved.digest))
    changed = FEVER.replace("by weight", "by weight, 15 mg/kg")
    said = wardbook("pack", "install", fever_pack("2", "2026-02-01", topic=changed), home=home).out
    assert said == "Fever clinic, edition 2, is on the shelf.\n1 mark: 0 as it was, 1 to review.\n"
    said = wardbook("pack", "rollback", "fever-clinic", home=home).out
    assert said == "Fever clinic, edition 1, is on the shelf again.\n1 mark: 1 as it was.\n"


@pytest.mark.parametrize("command", ["rollback", "diff"])
def test_a_pack_that_isnt_there_has_no_earlier_edition(wardbook: Wardbook, home: Path, command: str):
    said = wardbook("pack", command, "nowhere", home=home)
    assert (said.code, said.err.count("\n")) == (1, 1)
