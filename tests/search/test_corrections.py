"""What is mended, what is offered, and what is left as it was typed."""

from collections.abc import Callable

import pytest

from reader.search.results import Reason, Results
from reader.search.searcher import Searcher

Shelve = Callable[..., Searcher]


def topics(results: Results) -> list[str]:
    return [hit.topic for hit in results.hits]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("prednisone", "Prednisolone"),
        ("prednisolone", "Prednisone"),
        ("hypoglycaemia", "Hyperglycaemia"),
        ("hypercalcaemia", "Hyperglycaemia"),
        ("hypocalcemia", "Hypercalcaemia"),
        ("hypotension", "Hypertension"),
        ("docetaxel", "Paclitaxel"),
        ("letrozole", "Anastrozole"),
        ("gentamicin", "Amikacin"),
        ("cetuximab", "Rituximab"),
        ("abduction", "Adduction"),
        ("intravenous", "Intervenous"),
        ("epirubicin", "Idarubicin"),
        ("hydroxyzine", "Hydralazine"),
    ],
)
def test_one_name_is_never_taken_for_another(search: Shelve, typed: str, there: str):
    results = search({"other": f"{there} is spoken of here. {there} again."}).search(f"{typed} ")
    assert results.corrected is None
    assert results.hits == ()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("hypeglycaemia", {"hypoglycaemia", "hyperglycaemia"}),
        ("prednisoone", {"prednisone", "prednisolone"}),
        ("hypetension", {"hypotension", "hypertension"}),
    ],
)
def test_where_two_names_are_equally_near_both_are_offered_and_neither_is_taken(search: Shelve, typed: str, names: set[str]):
    texts = {name: f"---\ntitle: {name.title()}\n---\n\nOf it.\n" for name in names}
    results = search(texts).search(f"{typed} ")
    assert (results.corrected, results.hits) == (None, ())
    assert set(results.suggestions) == names


def test_two_names_are_offered_also_where_the_other_words_find_something(search: Shelve):
    texts = {name: f"---\ntitle: {name.title()}\n---\n\nInsulin.\n" for name in ("hypoglycaemia", "hyperglycaemia")}
    results = search(texts).search("hypeglycaemia insulin")
    assert results.corrected is None
    assert set(topics(results)) == set(texts)
    assert set(results.suggestions) == {"hypoglycaemia insulin", "hyperglycaemia insulin"}


def test_a_typo_of_a_name_is_mended_visibly_where_no_other_is_as_near(search: Shelve):
    texts = {name: f"---\ntitle: {name}\n---\n\nOf it.\n" for name in ("Docetaxel", "Paclitaxel", "Letrozole", "Anastrozole")}
    searcher = search(texts)
    for typed, meant in {"docetaxol ": "docetaxel", "paclitaxl ": "paclitaxel", "letrazole ": "letrozole"}.items():
        results = searcher.search(typed)
        assert results.corrected == meant
        assert [(hit.title.lower(), hit.matched_by) for hit in results.hits] == [(meant, Reason.TYPO)]


@pytest.mark.parametrize(("typed", "there"), [("iproniazid", "isoniazid"), ("cefalotin", "cefazolin")])
def test_a_drug_that_nobody_knows_is_not_searched_as_one_two_letters_apart_but_that_is_offered(
    search: Shelve, typed: str, there: str
):
    searcher = search({"a": f"---\ntitle: Tuberculosis\n---\n\nGive {there} daily.\n"})
    results = searcher.search(f"{typed} ")
    assert (results.corrected, results.hits) == (None, ())
    assert results.suggestions == (there,)
    with_others = searcher.search(f"{typed} daily ")
    assert with_others.corrected is None
    assert with_others.suggestions == (f"{there} daily",)


def test_what_is_no_drug_is_mended_by_two_letters(search: Shelve):
    assert search({"a": "Micrometastasis."}).search("micrometastesys ").corrected == "micrometastasis"


def test_endings_of_one_word_are_no_two_names(search: Shelve):
    texts = {"one": "---\ntitle: Treatment\n---\n\nOf it.\n", "many": "---\ntitle: Treatments\n---\n\nOf it.\n"}
    assert search(texts).search("treatmemt ").corrected == "treatment"


def test_an_abbreviation_is_not_mended_but_a_shouted_word_is(search: Shelve):
    searcher = search({"a": "A toll is taken by the axilla."})
    assert searcher.search("TCOLL of the axilla ").corrected is None
    assert searcher.search("AXILA ").corrected == "axilla"


def test_letters_in_another_order_are_mended_but_no_other_two_edits_in_a_short_word(search: Shelve):
    searcher = search({"a": "Asthma and a dural tear."})
    assert searcher.search("athsma ").corrected == "asthma"
    assert searcher.search("diuril ").corrected is None


def test_as_typed_mends_nothing(search: Shelve):
    searcher = search({"a": "The sentinel node.", "b": "Another node."})
    results = searcher.search("sentinal node ", as_typed=True)
    assert results.corrected is None
    assert all(hit.matched_by is Reason.EXACT for hit in results.hits)
    assert searcher.search("sentinal ", as_typed=True).hits == ()


def test_where_nothing_is_found_the_nearest_words_are_offered(search: Shelve):
    searcher = search({"a": "Diabetes and its treatment."})
    results = searcher.search("tiabetes ")
    assert results.hits == ()
    assert results.suggestions == ("diabetes",)
    assert all(searcher.search(suggestion).hits for suggestion in results.suggestions)


def test_where_something_is_found_nothing_else_is_suggested(search: Shelve):
    assert search({"a": "Diabetes."}).search("diabetes ").suggestions == ()


def test_a_common_word_is_meant_even_where_no_text_has_it(search: Shelve):
    searcher = search({"a": "The rule for palbociclib.", "b": "Strong tea."})
    assert searcher.search("palbociclib role ").corrected is None
    assert searcher.search("string ").corrected is None
    assert searcher.search("string ").suggestions == ("strong",)
    assert searcher.search("palbociclib ruls ").corrected == "palbociclib rule"
