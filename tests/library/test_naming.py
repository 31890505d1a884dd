import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.naming import fold, folded_words, initial


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Œdème", "oedeme"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("ﬁbrosis", "fibrosis"), ("Łódź", "lodz")],
)
def test_case_accents_and_ligatures_dont_count(written: str, folded: str):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str):
    assert folded_words(" ".join(folded_words(text))) == folded_words(text)


@pytest.mark.parametrize(
    ("title", "letter"),
    [("“Zoster”", "Z"), ("éclampsie", "E"), ("(HER2) status", "H"), ("5-FU", "#"), ("…", "#"), ("", "#"), ("心电图", "心")],
)
def test_a_title_stands_under_its_first_letter(title: str, letter: str):
    assert initial(title) == letter


@given(st.text())
def test_every_title_stands_under_one_sign(title: str):
    assert len(initial(title)) == 1
