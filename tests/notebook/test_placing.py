import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.notebook.describe import CONTEXT, describe
from reader.notebook.placing import UNPLACED, Kind, Placement, place

LETTERS = st.text(alphabet=st.sampled_from("ab. \nA!10é😀mg\u0301\u200f中。ع"), min_size=1, max_size=80)
DOSE = "Dose\nGive 10 mg/kg once a day. Check creatinine daily.\nStop at a rise."


def target_of(text: str, words: str):
    start = text.index(words)
    return describe(text, start, start + len(words), pack="p", topic="t", section="s")


@settings(max_examples=400)
@given(LETTERS | st.text(min_size=1, max_size=60), st.data())
def test_words_are_found_where_they_were_described_in_any_text(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    target = describe(text, start, end, pack="p", topic="t", section="s")
    assert place(target, text) == Placement(Kind.PLACED, start, end)


@settings(max_examples=400)
@given(LETTERS, LETTERS, st.data())
def test_what_is_placed_in_another_text_has_the_same_words_in_the_same_sentence(text: str, other: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    target = describe(text, start, end, pack="p", topic="t", section="s")
    changed = data.draw(st.sampled_from([other, other + text, text + other, text[: start // 2] + other + text[start // 2 :]]))
    placement = place(target, changed)
    if placement.kind is Kind.PLACED:
        found = describe(changed, placement.start, placement.end, pack="p", topic="t", section="s")
        assert (found.exact, found.sentence) == (target.exact, target.sentence)


def test_a_sentence_that_moved_whole_is_found_again():
    moved = "Dose\nStop at a rise.\nWeigh first. Give 10 mg/kg once a day."
    assert place(target_of(DOSE, "10 mg/kg"), moved) == Placement(Kind.PLACED, 39, 47)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("10 mg/kg", "100 mg/kg"),
        ("Give 10", "Do not give 10"),
        ("Give 10", "In children Give 10"),
        ("once a day.", "once a day unless the kidneys fail."),
        ("Give 10 mg/kg once a day. ", ""),
    ],
)
def test_a_sentence_that_changed_is_never_placed(before: str, after: str):
    assert place(target_of(DOSE, "10 mg/kg"), DOSE.replace(before, after)) == UNPLACED


def test_a_cell_that_stands_twice_isnt_placed_once_a_row_was_put_above():
    table = "Drug\nDose\nGentamicin\n5 mg\nAmikacin\n5 mg"
    target = describe(table, table.rindex("5 mg"), len(table), pack="p", topic="t", section="s")
    assert place(target, table).kind is Kind.PLACED
    assert place(target, table.replace("Drug", "Drugs")) == UNPLACED


def test_equal_rows_arent_taken_for_one_another_when_one_is_added():
    table = "5 mg\n" * 40
    target = describe(table, 50, 54, pack="p", topic="t", section="s")
    assert place(target, table).kind is Kind.PLACED
    assert place(target, "5 mg\n" + table) == UNPLACED


def test_nothing_is_placed_in_a_text_that_was_emptied_or_cut():
    target = target_of(DOSE, "Stop at a rise")
    assert place(target, "") == UNPLACED
    assert place(target, DOSE[:20]) == UNPLACED


def test_offsets_count_code_points_not_utf_16_units():
    text = "😀😀 مرحبا. 𝒟ose e\u0301 中文。"
    assert target_of(text, "𝒟ose").start == 10
    assert place(target_of(text, "中文"), text).start == text.index("中文")


def test_the_description_keeps_context_and_the_whole_sentence():
    text = "x" * 100 + ". Do not give it to anyone at all, ever. Y" + "y" * 100
    target = target_of(text, "give it")
    assert len(target.prefix) >= CONTEXT
    assert len(target.suffix) >= CONTEXT
    assert text[: target.start].endswith(target.prefix)
    assert text[target.end :].startswith(target.suffix)
    assert target.sentence == "Do not give it to anyone at all, ever."


def test_words_that_stand_twice_keep_enough_context_to_tell_them_apart():
    text = "A. " + "same words around here again " * 3 + "B. " + "same words around here again " * 3
    for start in (text.index("words"), text.rindex("words")):
        target = describe(text, start, start + 5, pack="p", topic="t", section="s")
        assert text.count(target.prefix + target.exact + target.suffix) == 1


def test_headings_of_the_table_are_kept():
    target = describe("5 mg", 0, 4, pack="p", topic="t", section="s", row_headings=("Gentamicin",), column_headings=("Dose",))
    assert (target.row_headings, target.column_headings) == (("Gentamicin",), ("Dose",))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 5), (4, 5)])
def test_a_range_that_holds_no_words_is_a_mistake(start: int, end: int):
    with pytest.raises(ValueError, match="no words"):
        describe("four", start, end, pack="p", topic="t", section="s")
