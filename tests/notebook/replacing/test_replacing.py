"""A new edition of a pack: every mark is placed again, nothing is lost, and going back brings back what was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.compiled.compiled_pack import CompiledPack
from reader.library.making.child import CancelledError
from reader.library.making.compile import compile_pack
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.notebook.anchoring import Change, Kind
from reader.notebook.changing import Change as Deciding
from reader.notebook.making import new_bookmark, new_highlight, new_note
from reader.notebook.marks import Colour, Highlight, Mark, Verdict, edited, settled
from reader.notebook.notebook import Notebook
from reader.notebook.placements import Placed
from reader.notebook.replacing import (
    Tally,
    accepted,
    described,
    kept_unplaced,
    place_marks,
    reanchored,
    review_list,
    tally_of,
)
from reader.notebook.replacing.edition import Edition
from reader.notebook.replacing.placing import difference_of, placed

MANIFEST = """[pack]
id = "ward"
title = "Ward"
released = 2026-11-01
language = "en"

[[group]]
id = "all"
title = "All"
"""
SYNONYMS = "- {generic: gentamicin, brands: [Genticin]}\n- [gentamicin, genta]\n"
SEPSIS = """## Dose {#dose}

Weigh the child first. Give 10 mg/kg gentamicin once a day into a vein. Check the creatinine daily.

| Drug | Dose (mg) | Every |
|------|-----------|-------|
| Gentamicin | 5 | 24 hours |
| Amikacin | 15 | 24 hours |

## Signs {#signs}

Fever, or a temperature below 36 °C, and a fast pulse. Look at the skin of the whole child.
"""
SHOCK = "## Fluids {#fluids}\n\nGive ten millilitres of warm saline over one hour, then look again at the neck.\n"
MALARIA = "## Slide {#slide}\n\nThe nurse makes a thick and a thin smear, and dries both in the shade for an hour.\n"


def topic(title: str, body: str, formerly: str = "") -> str:
    front = f"title: {title}\ngroup: all\n" + (f"formerly: [{formerly}]\n" if formerly else "")
    return f"---\n{front}---\n\nWhat {title.lower()} is.\n\n{body}"


FIRST = {"sepsis": topic("Sepsis", SEPSIS), "shock": topic("Shock", SHOCK), "malaria": topic("Malaria", MALARIA)}


class Ward:
    """The editions of one pack, of which the last is current, and a notebook."""

    def __init__(self, home: Home, folder: Path) -> None:
        self.notebook = Notebook.open(home).notebook
        self.editions: list[CompiledPack] = []
        self._folder = folder

    def install(self, topics: dict[str, str]) -> Edition:
        pack = self._folder / f"pack{len(self.editions)}"
        files = {"pack.toml": MANIFEST, "synonyms.yaml": SYNONYMS}
        for name, text in {**files, **{f"topics/{name}.md": text for name, text in topics.items()}}.items():
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_text(text, encoding="utf-8")
        read, findings = read_pack(pack)
        assert read is not None, findings
        compiled = self._folder / f"compiled{len(self.editions)}"
        compile_pack(read, pack_digest(pack), compiled)
        self.editions.append(CompiledPack.open(compiled))
        return self.edition()

    def roll_back(self) -> None:
        self.editions.pop().close()

    def edition(self) -> Edition:
        return Edition(self.editions[-1])

    def mark(self, topic_id: str, words: str) -> Highlight:
        edition = self.edition()
        found = edition.topic(topic_id)
        assert found is not None
        section = next(section for section in found.sections if words in section.text)
        start = section.text.index(words)
        target = described(found, section, start, start + len(words))
        mark = new_highlight([target], colour=Colour.AMBER, edition=edition.digest)
        self.notebook.save(mark)
        return mark

    def place(self) -> Tally | None:
        return place_marks(self.notebook, self.editions[-1], lambda *_: None, lambda: False)

    def places(self, mark: Mark) -> tuple[Placed, ...]:
        """Return where a mark stands now that the whole pack was gone through."""
        self.place()
        return self.notebook.placements.of(self.edition().digest, [mark.id])[mark.id]

    def words_of(self, mark: Mark) -> str:
        """Return the words that are marked now; nothing where the mark has no place."""
        edition = self.edition()
        (one,) = placed(mark, edition)
        found = edition.topic(one.topic)
        if not one.section or found is None:
            return ""
        section = next(section for section in found.sections if section.id == one.section)
        return section.text[one.start : one.end]


@pytest.fixture
def ward(home: Home, tmp_path: Path) -> Iterator[Ward]:
    made = Ward(home, tmp_path)
    made.install(FIRST)
    yield made
    made.notebook.close()
    for edition in made.editions:
        edition.close()


def changed(name: str, *replacements: tuple[str, str]) -> dict[str, str]:
    text = FIRST[name]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return {**FIRST, name: text}


def test_an_edition_that_changes_nothing_leaves_every_mark_as_it_was(ward: Ward):
    for words in ("10 mg/kg", "15", "a fast pulse"):
        ward.mark("sepsis", words)
    ward.install(changed("shock", ("neck", "skin")))
    tally = ward.place()
    assert tally == Tally(exact=3)
    assert tally.sentence == "3 marks: 3 as they were"


def test_what_became_of_all_is_said_in_one_line_and_critical_ones_are_listed_first(ward: Ward):
    for words in ("Weigh the child first.", "a fast pulse", "Look at the skin of the whole child."):
        ward.mark("sepsis", words)
    dose = ward.mark("sepsis", "10 mg/kg")
    gone = ward.mark("malaria", "dries both in the shade")
    saline = ward.mark("shock", "warm saline over one hour")
    ward.install(
        {
            "sepsis": FIRST["sepsis"].replace("10 mg/kg", "100 mg/kg").replace("Weigh the", "Look. Weigh the"),
            "shock": FIRST["shock"].replace("warm saline over", "fresh saline over"),
        }
    )
    tally = ward.place()
    assert tally is not None
    assert tally.sentence == "6 marks: 2 as they were, 1 moved, 2 to review, 1 unplaced"
    assert tally.critical == 1
    waiting = review_list(ward.notebook, ward.edition().digest)
    assert [one.mark.id for one in waiting] == [dose.id, saline.id, gone.id]
    assert [(one.kind, one.critical) for one in waiting] == [
        (Kind.CHANGED, True),
        (Kind.CHANGED, False),
        (Kind.UNPLACED, False),
    ]
    (difference,) = waiting[0].differences
    assert difference.old == "Give 10 mg/kg gentamicin once a day into a vein."
    assert [piece.text for piece in difference.pieces if piece.critical] == ["10", "100"]
    assert waiting[2].placements[0].topic == "malaria"


def test_rolling_back_puts_every_mark_back_as_it_was(ward: Ward):
    first = ward.edition().digest
    marks = [ward.mark("sepsis", words) for words in ("10 mg/kg", "Amikacin\n15", "fast pulse")]
    marks.append(ward.mark("malaria", "thick and a thin smear"))
    spots: list[Mark] = [
        new_bookmark("ward", "malaria", edition=first, section="slide", heading_path=("Slide",)),
        new_note("ward", "sepsis", edition=first, section="signs", note="Ask", heading_path=("Signs",)),
    ]
    ward.notebook.save(*spots)
    everything = ward.notebook.all()
    before = {mark.id: placed(mark, ward.edition()) for mark in everything}
    second = ward.install({"sepsis": topic("Sepsis", "## Dose {#dose}\n\nAll of it is new here, and short.\n")})
    assert ward.place() == Tally(unplaced=6)
    assert ward.notebook.all() == everything
    settled_one = kept_unplaced(marks[0], second)
    ward.notebook.save(settled_one)
    assert ward.words_of(settled_one) == ""
    ward.roll_back()
    assert ward.edition().digest == first
    assert ward.place() == Tally(exact=6)
    assert {mark.id: placed(mark, ward.edition()) for mark in ward.notebook.all()} == before
    assert ward.words_of(settled_one) == "10 mg/kg"


def test_accepting_words_settles_them_on_that_edition_alone(ward: Ward):
    first = ward.edition().digest
    mark = ward.mark("sepsis", "10 mg/kg gentamicin")
    second = ward.install(changed("sepsis", ("10 mg/kg", "12 mg/kg")))
    ward.place()
    (waiting,) = review_list(ward.notebook, second.digest)
    decided = accepted(mark, waiting.placements, second)
    ward.notebook.save(decided)
    assert decided.targets == mark.targets
    assert settled(decided, first) == mark.targets
    assert [target.exact for target in settled(decided, second.digest) or ()] == ["12 mg/kg gentamicin"]
    assert ward.place() == Tally(exact=1)
    assert review_list(ward.notebook, second.digest) == []
    ward.install(changed("sepsis", ("10 mg/kg", "12 mg/kg"), ("Check the", "Never check the")))
    assert ward.place() == Tally(exact=1)
    assert ward.words_of(decided) == "12 mg/kg gentamicin"
    ward.install(FIRST)  # the edition that it was made on
    assert ward.place() == Tally(exact=1)
    assert ward.words_of(decided) == "10 mg/kg gentamicin"


def test_other_words_can_be_selected_for_a_mark_or_none(ward: Ward):
    mark = ward.mark("malaria", "dries both in the shade")
    second = ward.install({name: text for name, text in FIRST.items() if name != "malaria"})
    assert ward.place() == Tally(unplaced=1)
    shock = second.topic("shock")
    assert shock is not None
    section = shock.sections[1]
    start = section.text.index("warm saline")
    moved = reanchored(mark, [described(shock, section, start, start + 11)], second)
    assert [review.verdict for review in moved.reviews] == [Verdict.REANCHORED]
    assert ward.words_of(moved) == "warm saline"
    kept = kept_unplaced(moved, second)
    assert (ward.words_of(kept), kept.targets) == ("", mark.targets)
    ward.notebook.save(kept)
    assert ward.place() == Tally(unplaced=1)
    assert review_list(ward.notebook, second.digest) == []
    with pytest.raises(ValueError, match="needs words"):
        reanchored(mark, [], second)


@pytest.mark.parametrize(
    ("old", "new", "words", "kind", "critical"),
    [
        ("Dose (mg)", "Dose (mcg)", "15", Kind.CHANGED, True),
        ("| Amikacin", "| Tobramycin", "15", Kind.CHANGED, True),
        ("Gentamicin | 5", "Gentamicin | 7", "15", Kind.EXACT, False),
        ("| 24 hours |\n| Amikacin", "| 24 hours |\n| Tobramycin | 15 | 24 hours |\n| Amikacin", "15", Kind.MOVED, False),
        ("## Dose {#dose}", "## Dose: not for newborns {#dose}", "15", Kind.CHANGED, True),
        ("## Dose {#dose}", "## Dosing {#dosing formerly=dose}", "15", Kind.MOVED, False),
        ("Give 10", "Do not give 10", "gentamicin once a day", Kind.CHANGED, True),
        ("into a vein.", "into a vein unless the kidneys fail.", "10 mg/kg", Kind.CHANGED, True),
        ("gentamicin once", "genta once", "10 mg/kg", Kind.CHANGED, True),
        ("Check the creatinine daily.", "", "10 mg/kg", Kind.EXACT, False),
    ],
)
def test_dangers_are_seen_in_a_compiled_pack(  # noqa: PLR0917 -- a row of the table
    ward: Ward,
    old: str,
    new: str,
    words: str,
    kind: Kind,
    critical: bool,  # noqa: FBT001 -- likewise
):
    mark = ward.mark("sepsis", words)
    (one,) = placed(mark, ward.install(changed("sepsis", (old, new))))
    assert (one.kind, one.critical) == (kind.value, critical)
    if kind is not Kind.CHANGED:
        assert ward.words_of(mark) == words


def test_the_same_section_under_another_chapter_is_critical_where_the_chapter_names_another_drug(ward: Ward):
    chapters = "## {drug}\n\nAbout it.\n\n### Dose {{#dose}}\n\nGive it once a day, slowly, into a large vein.\n"
    ward.install({"sepsis": topic("Sepsis", chapters.format(drug="Gentamicin"))})
    mark = ward.mark("sepsis", "once a day")
    (one,) = placed(mark, ward.install({"sepsis": topic("Sepsis", chapters.format(drug="Amikacin"))}))
    assert (one.kind, one.critical) == (Kind.CHANGED.value, True)


def test_a_topic_and_a_section_that_got_other_names_keep_their_marks(ward: Ward):
    mark = ward.mark("shock", "warm saline")
    spots: list[Mark] = [
        new_bookmark("ward", "shock", edition="e", section="fluids"),
        new_note("ward", "shock", edition="e", note="All of it"),
    ]
    body = SHOCK.replace("{#fluids}", "{#water formerly=fluids}")
    edition = ward.install({"sepsis": FIRST["sepsis"], "collapse": topic("Collapse", body, formerly="shock")})
    (one,) = placed(mark, edition)
    assert (one.topic, one.section, ward.words_of(mark)) == ("collapse", "water", "warm saline")
    assert [(placed(spot, edition)[0].topic, placed(spot, edition)[0].section) for spot in spots] == [
        ("collapse", "water"),
        ("collapse", ""),
    ]


def test_words_that_went_to_another_topic_are_found_there_and_looked_at(ward: Ward):
    mark = ward.mark("malaria", "The nurse makes a thick and a thin smear, and dries both in the shade for an hour.")
    ward.install({"sepsis": FIRST["sepsis"], "shock": FIRST["shock"] + MALARIA})
    (one,) = ward.places(mark)
    assert (one.kind, one.critical, one.topic, one.section) == (Kind.CHANGED.value, False, "shock", "slide")
    difference = difference_of(one)
    assert difference is not None
    assert [piece.text for piece in difference.pieces if piece.change is not Change.KEPT] == ["malaria", "Shock"]


@pytest.mark.parametrize("found_in", ["gentamicin", "amikacin"])
def test_the_same_dose_under_another_drugs_name_never_takes_the_place_of_the_one_that_was_marked(ward: Ward, found_in: str):
    dose = "## Dose {#dose}\n\nGive 10 mg/kg by mouth every six hours, and not more than four times a day to any child.\n"
    first = {"gentamicin": topic("Gentamicin", dose), "amikacin": topic("Amikacin", dose)}
    ward.install(first)
    mark = ward.mark("gentamicin", "Give 10 mg/kg by mouth every six hours, and not more than four times a day to any child.")
    kept = {"gentamicin": topic("Gentamicin", dose.replace("10 mg", "100 mg"))} if found_in == "gentamicin" else {}
    ward.install({"amikacin": first["amikacin"], **kept})
    (one,) = ward.places(mark)
    assert (one.kind, one.critical, one.topic) == (Kind.CHANGED.value, True, found_in)


def test_equal_words_of_another_topic_dont_unsettle_those_that_stayed(ward: Ward):
    same = "## Ask {#ask}\n\nThese resources say more about it, and whom to ask when the ward is full at night.\n"
    ward.install({"sepsis": topic("Sepsis", same), "shock": topic("Shock", same)})
    mark = ward.mark("shock", "whom to ask")
    changed_above = same.replace("These", "Newly written words stand here. These")
    edition = ward.install({"sepsis": topic("Sepsis", same), "shock": topic("Shock", changed_above)})
    (one,) = placed(mark, edition)
    assert (one.kind, one.topic) == (Kind.MOVED.value, "shock")


def test_what_is_known_is_not_looked_for_again_until_a_mark_changes(ward: Ward, monkeypatch: pytest.MonkeyPatch):
    mark = ward.mark("sepsis", "fast pulse")
    ward.install(changed("sepsis", ("Fever,", "High fever,")))
    assert ward.place() == Tally(moved=1)
    monkeypatch.setattr("reader.notebook.replacing.work.placed", lambda *_, **__: pytest.fail("looked for again"))
    assert ward.place() == Tally(moved=1)
    assert ward.notebook.placements.of(ward.edition().digest, [mark.id])[mark.id][0].kind == Kind.MOVED.value
    noted = edited(mark, note="new", colour=Colour.ROSE, tags=("ward",))
    ward.notebook.save(noted)
    assert ward.place() == Tally(moved=1)
    ward.notebook.save(kept_unplaced(noted, ward.edition()))
    with pytest.raises(pytest.fail.Exception, match="looked for again"):
        ward.place()


def test_words_that_moved_to_two_topics_are_unplaced(ward: Ward):
    mark = ward.mark("malaria", "The nurse makes a thick and a thin smear, and dries both in the shade for an hour.")
    ward.install({"sepsis": FIRST["sepsis"] + MALARIA, "shock": FIRST["shock"] + MALARIA})
    assert [one.kind for one in ward.places(mark)] == [Kind.UNPLACED.value]


def test_words_that_stand_in_hundreds_of_topics_are_unplaced(ward: Ward):
    mark = ward.mark("malaria", "The nurse makes a thick and a thin smear, and dries both in the shade for an hour.")
    smear = MALARIA.replace("## Slide", "## Smear")
    ward.install({f"topic-{number}": topic(f"Topic {number}", smear) for number in range(450)})
    assert [one.kind for one in ward.places(mark)] == [Kind.UNPLACED.value]


def test_words_without_spaces_are_found_in_another_topic(ward: Ward):
    text = "Give 给药前先称量孩子的体重，再计算剂量，并由第二位护士核对，每次给药都要记录在病历上。"
    ward.install({"sepsis": topic("Sepsis", f"## 剂量 {{#dose}}\n\n{text}\n"), "shock": FIRST["shock"]})
    mark = ward.mark("sepsis", "再计算剂量，并由第二位护士核对")
    ward.install({"sepsis": topic("Sepsis", ""), "shock": FIRST["shock"] + f"\n## 剂量 {{#dose}}\n\n{text}\n"})
    (one,) = ward.places(mark)
    assert (one.kind, one.topic, one.section) == (Kind.CHANGED.value, "shock", "dose")


def test_work_that_is_cut_off_goes_on_where_it_was(ward: Ward, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reader.notebook.replacing.work._PORTION", 1)
    marks = [ward.mark("sepsis", words) for words in ("fast pulse", "Fever", "Weigh the child first")]
    edition = ward.install(changed("sepsis", ("Fever,", "High fever,")))
    looks = iter([False, True])
    with pytest.raises(CancelledError):
        place_marks(ward.notebook, ward.editions[-1], lambda *_: None, lambda: next(looks))
    assert ward.notebook.placements.on(edition.digest).keys() == {marks[0].id}
    assert ward.notebook.placements.missing("ward", edition.digest) == [mark.id for mark in marks[1:]]
    tally = ward.place()
    assert tally is not None
    assert tally.marks == 3
    assert ward.notebook.placements.missing("ward", edition.digest) == []


def test_what_is_known_of_a_mark_counts_no_more_once_a_decision_was_merged_into_a_later_version(ward: Ward, tmp_path: Path):
    mark = ward.mark("sepsis", "Give 10 mg/kg gentamicin once a day")
    second = ward.install(changed("sepsis", ("10 mg/kg", "100 mg/kg")))
    places = ward.places(mark)
    home = Home(tmp_path / "elsewhere")
    home.prepare()
    with Notebook.open(home).notebook as elsewhere:
        elsewhere.merge(ward.notebook.records())
        decision = Deciding(mark, accepted(mark, places, second))
        elsewhere.write(decision.redo())
        ward.notebook.merge(elsewhere.records())
        assert ward.places(mark)[0].kind == Kind.EXACT.value
        elsewhere.write(decision.undo())
        held = ward.notebook.mark(mark.id)
        assert isinstance(held, Highlight)
        ward.notebook.save(edited(held, colour=Colour.ROSE))  # later than what comes in now
        ward.notebook.merge(elsewhere.records())
    assert (ward.places(mark)[0].kind, ward.places(mark)[0].critical) == (Kind.CHANGED.value, True)
    assert [one.mark.id for one in review_list(ward.notebook, second.digest)] == [mark.id]


def test_a_note_on_a_section_that_is_gone_isnt_put_on_the_introduction(ward: Ward):
    note = new_note("ward", "sepsis", edition="other", section="renal-dose", heading_path=(), note="halve it")
    ward.notebook.save(note)
    assert [one.kind for one in ward.places(note)] == [Kind.UNPLACED.value]


def test_a_mark_of_a_topic_that_is_gone_is_offered_no_other_dose_elsewhere(ward: Ward):
    body = "## Dose {#dose}\n\nGive 25 mg/kg by mouth every six hours for seven days, and look at the child every morning.\n"
    ward.install({"amikacin": topic("Amikacin", body), "shock": FIRST["shock"]})
    mark = ward.mark("amikacin", "Give 25 mg/kg by mouth")
    ward.install({"paracetamol": topic("Paracetamol", body.replace("25 mg", "15 mg")), "shock": FIRST["shock"]})
    assert [one.kind for one in ward.places(mark)] == [Kind.UNPLACED.value]


def test_a_pack_without_marks_has_nothing_to_tell(ward: Ward):
    assert ward.place() is None
    assert tally_of([]) == Tally()


@pytest.mark.parametrize(
    ("tally", "sentence"),
    [
        (Tally(exact=198, moved=9, changed=3, unplaced=2), "212 marks: 198 as they were, 9 moved, 3 to review, 2 unplaced"),
        (Tally(exact=1), "1 mark: 1 as it was"),
        (Tally(changed=1, critical=1), "1 mark: 0 as it was, 1 to review"),
    ],
)
def test_the_line(tally: Tally, sentence: str):
    assert tally.sentence == sentence
