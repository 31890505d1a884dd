"""How text becomes words, and how many ways of writing lead to one."""

from string import ascii_letters

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.search.analysis import forms, tokens
from reader.search.folding import fold
from reader.search.languages import STEMMED, code_of, stem, stop_words
from reader.search.spelling import beginnings, fold_beginning

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def written(text: str) -> set[str]:
    return {token.form for token in tokens(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oedema", "edema"),
        ("Lymphoedema", "lymphedema"),
        ("tumours", "tumors"),
        ("haemorrhage", "hemorrhage"),
        ("leukaemia", "leukemia"),
        ("oestrogen", "estrogen"),
        ("hospitalised", "hospitalized"),
        ("randomisation", "randomization"),
        ("centre", "center"),
        ("fibre", "fiber"),
        ("millilitres", "milliliters"),
        ("analysed", "analyzed"),
        ("diarrhoea", "diarrhea"),
        ("behaviour", "behavior"),
        ("sulphate", "sulfate"),
        ("leucocyte", "leukocyte"),
        ("labelled", "labeled"),
        ("grey", "gray"),
        ("programme", "program"),
        ("Œdème", "oedeme"),
        ("ﬁbre", "fibre"),
        ("Müller", "muller"),
        ("ＨＥＲ２", "her2"),
        ("Straße", "strasse"),
        ("μg", "µg"),
        ("mcg", "µg"),
        ("σύνδρομο", "ΣΎΝΔΡΟΜΟ"),
        ("ёлка", "елка"),
        ("كِتاب", "كتاب"),
    ],
)
def test_two_ways_of_writing_fold_into_one(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("toes", "tes"),
        ("shoe", "she"),
        ("four", "for"),
        ("hour", "hor"),
        ("hypoglycaemia", "hypercalcaemia"),
        ("filled", "filed"),
    ],
)
def test_two_words_stay_two(one: str, other: str):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pN1mi", {"pn1mi"}),
        ("pN1(mi)", {"pn1mi"}),
        ("pN0(i+)", {"pn0i+", "pn0", "i+"}),
        ("HER2", {"her2"}),
        ("HER-2", {"her2"}),
        ("HER2/neu", {"her2", "neu", "her2neu"}),
        ("HER2-positive", {"her2", "positive"}),
        ("0.2 mm", {"0.2", "mm"}),
        ("0.2mm", {"0.2", "mm", "0.2mm"}),
        ("0,2 mm", {"0.2", "mm"}),
        ("1,000", {"1000"}),
        ("IBCSG 23-01", {"ibcsg", "23-01"}),
        ("IBCSG-23-01", {"ibcsg", "23-01"}),
        ("23\u201301", {"23-01"}),
        ("T-DM1", {"tdm1", "dm1"}),
        ("TDM1", {"tdm1"}),
        ("CDK4/6", {"cdk4", "cdk6", "cdk4-6"}),
        ("BRCA1/2", {"brca1", "brca2"}),
        ("Ki-67", {"ki67"}),
        ("Paget's", {"paget", "pagets"}),
        ("Paget\u2019s", {"paget", "pagets"}),
        ("follow-up", {"follow", "up", "followup"}),
        ("TNF-α", {"tnf", "alpha", "tnfalpha"}),
        ("i.v.", {"iv"}),
        ("node(s)", {"node", "nodes"}),
    ],
)
def test_codes_are_found_whole_and_in_pieces(text: str, expected: set[str]):
    assert expected <= written(text)


def test_words_of_a_phrase_stand_in_a_row_whatever_joins_them():
    assert forms("trastuzumab emtansine (T-DM1), 3-weekly") == ("trastuzumab", "emtansine", "t", "dm1", "3", "weekly")


def test_chinese_is_cut_into_pairs_and_every_character_begins_one():
    assert [token.form for token in tokens("乳腺癌")] == ["乳腺", "腺癌", "癌"]
    assert forms("乳腺癌") == ("乳腺", "腺癌")
    assert written("乳腺癌HER2阳性") >= {"乳腺", "her2", "阳性"}


def test_greek_cyrillic_arabic_and_hindi_words_stay_whole():
    text = "λέμφωμα лимфоузел سرطان हिन्दी"
    assert [text[token.start : token.end] for token in tokens(text)] == text.split()


@given(ANY_TEXT)
def test_every_token_stands_where_it_says_it_does(text: str):
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) and token.form for token in found)
    assert [token.position for token in found] == sorted(token.position for token in found)
    assert all(text[token.start : token.end].strip() for token in found)


@given(ANY_TEXT, ANY_TEXT)
def test_what_comes_after_a_space_changes_nothing_before_it(text: str, more: str):
    alone = list(tokens(text))
    assert list(tokens(f"{text} {more}"))[: len(alone)] == alone


@given(st.text(ascii_letters, min_size=1, max_size=12))
@example("oestrogen")
@example("haemorrhage")
@example("mcg")
@example("tyre")
def test_two_letters_of_a_form_tell_how_its_word_may_begin(word: str):
    assert word[:2].lower() in beginnings(fold(word))


@given(st.text(st.characters(categories=["L", "M", "N"]), max_size=20))
def test_folding_forgets_case(word: str):
    assert fold(word.upper().lower()) == fold(word.lower())


@pytest.mark.parametrize(
    ("typed", "word"),
    [("tumou", "tumour"), ("oed", "oedema"), ("lymphoe", "lymphoedema"), ("haemorr", "haemorrhage"), ("organis", "organised")],
)
def test_a_word_being_typed_is_a_beginning_of_the_folded_word(typed: str, word: str):
    assert any(fold(word).startswith(beginning) for beginning in fold_beginning(fold(typed)))


def test_a_gene_sequence_does_not_become_one_endless_word():
    assert all(len(token.form) <= 64 for token in tokens("ACGT" * 5_000 + "-" + "ACGT-" * 500))


def test_the_language_picks_the_stemmer():
    assert stem(fold("biopsies"), code_of("en-GB")) == stem(fold("biopsy"), "en")
    assert stem(fold("maladies"), code_of("fr")) == stem(fold("maladie"), "fr")
    assert code_of("tlh") == ""


@given(st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=20), st.sampled_from(STEMMED))
@example("AAA\u0180", "ru")
@example("\u13a0AAA", "da")
@example("dying", "en")
def test_a_stem_begins_as_its_word_does(word: str, code: str):
    form = fold(word)
    assert stem(form, code)[:2] in {form[:2], form[:2].replace("y", "i")}


def test_codes_have_no_stem_but_themselves():
    assert stem("cdk4s", "en") == "cdk4s"


def test_stop_words_are_known_in_their_folded_form():
    assert {"the", "of"} <= stop_words("en")
    assert fold("été") in stop_words("fr")
    assert stop_words("") == frozenset()
