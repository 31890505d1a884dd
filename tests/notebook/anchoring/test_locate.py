import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.notebook.anchoring import UNPLACED, Kind, describe, locate
from reader.notebook.anchoring.describe import CONTEXT
from reader.notebook.anchoring.words import Words

SCRIPTS = "ab. \nA!10é😀mg\u0301\u200f中。عनी𝒟’-"
LETTERS = st.text(alphabet=st.sampled_from(SCRIPTS), min_size=1, max_size=80)
WORDS = [
    "give",
    "10",
    "100",
    "mg",
    "mg/kg",
    "not",
    "do",
    "gentamicin.",
    "Then",
    "once",
    "daily,",
    "中",
    "مرحبا",
    "।",
    "e\u0301tat",
]
PROSE = st.lists(st.sampled_from([*WORDS, "\n"]), min_size=1).map(" ".join)


def span_of(text: str, data: st.DataObject) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(text) - 1))
    return start, data.draw(st.integers(start + 1, len(text)))


@settings(max_examples=300)
@given(LETTERS | PROSE | st.text(min_size=1, max_size=60), st.data())
def test_any_span_of_any_text_stands_exactly_where_it_was_described(text: str, data: st.DataObject):
    start, end = span_of(text, data)
    placement = locate(describe("s", text, start, end), {"s": text})
    assert (placement.kind, placement.section, placement.start, placement.end) == (Kind.EXACT, "s", start, end)
    assert (placement.critical, placement.difference) == (False, None)


@settings(max_examples=400)
@given(LETTERS | PROSE, LETTERS | PROSE, st.data())
def test_what_is_found_in_another_text_is_whole_words_in_range_and_the_same_each_time(text: str, other: str, data: st.DataObject):
    start, end = span_of(text, data)
    assume(text[start:end].strip())
    cut = data.draw(st.integers(0, len(text)))
    changed = data.draw(st.sampled_from([other, f"{other} {text}", f"{text} {other}", text[:cut] + other + text[cut:]]))
    anchor = describe("s", text, start, end)
    texts = {"r": other, "s": changed}
    placement = locate(anchor, texts, ("gentamicin",))
    assert placement == locate(anchor, dict(reversed(texts.items())), ("gentamicin",))
    if placement == UNPLACED:
        return
    found = texts[placement.section]
    assert 0 <= placement.start < placement.end <= len(found)
    words = Words(found)
    first, last = words.touching(placement.start, placement.end)
    whole = words.starts[first], words.ends[last - 1]
    if placement.kind is Kind.CHANGED:
        assert placement.difference is not None
        assert whole == (placement.start, placement.end)
    else:
        assert found[placement.start : placement.end].split() == anchor.exact.split()


@settings(max_examples=100)
@given(PROSE, PROSE, st.data())
def test_words_of_which_nothing_is_left_are_unplaced(text: str, other: str, data: st.DataObject):
    start, end = span_of(text, data)
    assume(text[start:end].strip())
    foreign = other.translate({ord(letter): 0x10A0 + at for at, letter in enumerate(sorted({*text, *other} - {" ", "\n"}))})
    assert locate(describe("s", text, start, end), {"s": foreign}) == UNPLACED


def test_offsets_count_code_points_not_utf_16_units():
    text = "😀😀 مرحبا. 𝒟ose e\u0301tat 中文很长的一句话。 End."
    longer = f"😀😀😀 Neu. {text}"
    for words in ("𝒟ose", "e\u0301tat", "很长的一句", "مرحبا", "😀"):
        start = text.index(words)
        placement = locate(describe("s", text, start, start + len(words)), {"s": longer})
        assert longer[placement.start : placement.end] == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("每日给药10毫克，饭后服用。不要给孕妇。", "每日给药100毫克，饭后服用。不要给孕妇。", "给药10毫克"),
        ("每日给药10毫克，饭后服用。不要给孕妇。", "每日给药10毫克，饭后服用。给孕妇。", "给孕妇"),
        ("لا تعط أكثر من 5 ملغ في اليوم. راقب الكلى.", "تعط أكثر من 5 ملغ في اليوم. راقب الكلى.", "أكثر من 5 ملغ"),
        ("Ne pas donner plus de 5 mg par jour.", "Donner plus de 5 mg par jour.", "plus de 5 mg"),
        ("Не давать более 5 мг в день.", "Давать более 5 мг в день.", "более 5 мг"),
    ],
)
def test_dangers_are_seen_in_other_languages(old: str, new: str, words: str):
    placement = locate(describe("s", old, old.index(words), old.index(words) + len(words)), {"s": new})
    assert (placement.kind, placement.critical) == (Kind.CHANGED, True)


def test_decomposed_letters_are_the_same_letters():
    old, new = "Give the re\u0301sume\u0301 to the ward.", "Give the r\xe9sum\xe9 to the ward."
    placement = locate(describe("s", old, 5, 17), {"s": new})
    assert new[placement.start : placement.end] == "the r\xe9sum\xe9"


def test_another_drawing_of_dashes_and_quotation_marks_is_no_change():
    old = 'The ward\'s own rule is "wait" for 2-3 hours and then look at the child again with a nurse.'
    new = old.replace("'", "’").replace('"wait"', "“wait”").replace("2-3", "2–3")
    start = old.index("own rule")
    placement = locate(describe("s", old, start, len(old)), {"s": new})
    assert (placement.kind, placement.critical) == (Kind.EXACT, False)


def test_a_part_of_a_number_or_of_a_word_is_never_taken_for_the_whole():
    old = "Take 5 mg of it and wait."
    for other in ("0.5 mg", "15 mg", "2-5 mg", "1/5 mg", "-5 mg"):
        new = f"Something else is here now: {other} of that, though."
        assert locate(describe("s", old, 5, 9), {"s": new}).kind in {Kind.UNPLACED, Kind.CHANGED}


def test_a_selection_that_cut_words_cuts_them_again():
    old = "Look first. Give gentamicin slowly and wait for an hour."
    new = f"Quite new. {old}"
    placement = locate(describe("s", old, 19, 31), {"s": new})
    assert new[placement.start : placement.end] == old[19:31] == "ntamicin slo"


def test_changed_words_are_found_whole():
    old = "Weigh the child with care. Administer ten millilitres of saline over one hour, then look again at the eyes."
    new = old.replace("Administer ten millilitres of saline over", "Give twenty millilitres of warm saline within")
    start, end = old.index("Administer"), old.index(", then")
    placement = locate(describe("s", old, start, end), {"s": new})
    assert placement.kind is Kind.CHANGED
    assert new[placement.start : placement.end] == "Give twenty millilitres of warm saline within one hour"


def test_texts_that_arent_needed_arent_asked_for():
    class Lazy(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            raise AssertionError(key)

    text = "Give it slowly. Wait."
    texts = Lazy({"s": text, "other": "x"})
    assert locate(describe("s", text, 0, 4), texts).kind is Kind.EXACT


def test_a_mark_without_a_digest_or_a_count_is_found_by_its_context():
    from dataclasses import replace

    text = "Weigh first. Give 10 mg/kg once a day and look at the creatinine. Stop at a rise."
    anchor = replace(describe("s", text, 18, 26), occurrences=0, text_digest="", prefix=text[:18], suffix=text[26:58])
    placement = locate(anchor, {"s": f"New. {text}"})
    assert (placement.kind, placement.start) == (Kind.MOVED, 23)


def test_the_description_keeps_context_the_whole_sentence_and_the_headings_that_are_seen():
    filler = "".join(random.Random(1).choices("abc de", k=300))  # noqa: S311 -- any words will do
    text = f"Dose: amikacin\nGo. {filler}. Do not give it to anyone at all, ever. Y{filler}"
    start = text.index("give it")
    anchor = describe("s", text, start, start + 7)
    assert text[:start].endswith(anchor.prefix)
    assert text[start + 7 :].startswith(anchor.suffix)
    assert (len(anchor.prefix), len(anchor.suffix)) == (CONTEXT, CONTEXT)
    assert anchor.sentence == "Do not give it to anyone at all, ever."
    assert anchor.heading_path == ("Dose: amikacin",)


def test_facts_that_are_given_are_kept_as_they_are():
    anchor = describe(
        "s", "Dose\n5 mg", 5, 9, pack="p", topic="t", heading_path=(), row_headings=["Gentamicin"], column_headings="Dose"
    )
    assert (anchor.pack, anchor.topic, anchor.heading_path) == ("p", "t", ())
    assert (anchor.row_headings, anchor.column_headings) == (("Gentamicin",), ("Dose",))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 5), (4, 5)])
def test_a_range_that_holds_no_words_is_a_mistake(start: int, end: int):
    with pytest.raises(ValueError, match="no words"):
        describe("s", "four", start, end)
