"""Which section comes first, and why."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.results import Reason, Results
from reader.search.searcher import Searcher

Shelve = Callable[..., Searcher]
FILLING = "Other words fill the rest of it, as they do in any text of some length. "


def topics(results: Results) -> list[str]:
    return [hit.topic for hit in results.hits]


def test_a_title_that_is_the_query_comes_first(search: Shelve):
    texts = {
        "about": "---\ntitle: What lymphoedema is\n---\n\nLymphoedema. Lymphoedema is lymphoedema.\n",
        "named": f"---\ntitle: Lymphoedema\n---\n\n{FILLING * 9}\n",
    }
    assert topics(search(texts).search("lymphoedema"))[0] == "named"


def test_a_heading_that_is_the_query_comes_first_with_all_its_little_words(search: Shelve):
    texts = {
        "t": f"Intro.\n\n## Before the operation\n\n{FILLING * 9}\n\n## After the operation\n\nThe operation, the operation."
    }
    hits = search(texts).search("before the operation").hits
    assert hits[0].section == "before-the-operation"


def test_neighbours_that_stand_near_each_other_come_before_those_that_stand_apart(search: Shelve):
    texts = {
        "apart": f"A frozen lake. {FILLING} The section of a law. {FILLING} Margins of a page.",
        "near": f"{FILLING} {FILLING} Margins on frozen section.",
    }
    assert topics(search(texts).search("frozen section margins "))[0] == "near"


def test_a_negation_is_heard(search: Shelve):
    texts = {
        "with": f"Radiotherapy and radiotherapy again. {FILLING} No gamma probe.",
        "without": f"There is no radiotherapy. {FILLING}",
        "other": "Nothing of it.",
    }
    found = search(texts).search("no radiotherapy ")
    assert topics(found) == ["without", "with"]
    assert {hit.matched_by for hit in found.hits} == {Reason.EXACT}


def test_a_section_without_the_negation_is_still_found(search: Shelve):
    assert topics(search({"a": "Radiotherapy."}).search("without radiotherapy ")) == ["a"]


def test_search_words_of_the_front_matter_are_synonyms(search: Shelve):
    front = "---\ntitle: Arm\nsynonyms: [lymphoedema]\n---\n\nIt swells.\n"
    results = search({"named": front, "said": f"{FILLING * 5} Lymphoedema."}).search("lymphoedema ")
    assert [(hit.topic, hit.matched_by) for hit in results.hits] == [("said", Reason.EXACT), ("named", Reason.SYNONYM)]


def test_a_topic_that_is_to_be_found_by_a_word_beats_others_that_say_it(search: Shelve):
    body = "Swelling of the arm after surgery of the axilla."
    named = f"---\ntitle: Arms\nsynonyms: [swelling after surgery]\n---\n\n{FILLING} {body}\n"
    said = f"---\ntitle: Other arms\n---\n\n{FILLING} {body}\n"
    assert topics(search({"a-said": said, "b-named": named}).search("swelling surgery "))[0] == "b-named"


def test_a_glossary_stands_behind_what_it_lists(search: Shelve):
    glossary = "---\ntitle: Glossary\ngenerate: glossary\n---\n\nShort forms.\n"
    titled = "---\ntitle: Sentinel lymph node biopsy\n---\n\n## Sentinel lymph node biopsy\n\nIt spares the axilla.\n"
    texts = {"glossary": glossary, "topic": titled} | dict.fromkeys("abcdefgh", FILLING)
    found = search(texts, synonyms="- [SLNB, sentinel lymph node biopsy, gland sampling]\n", abbreviations="SLNB: a biopsy\n")
    assert topics(found.search("gland sampling ")) == ["topic", "glossary"]
    assert [hit.section for hit in found.search("glossary ").hits] == ["intro", "a-z"]


def test_a_bare_number_weighs_less_than_a_word(search: Shelve):
    texts = {"number": f"Number 12 of {FILLING}", "word": f"Persephone and {FILLING}", "a": FILLING, "b": FILLING}
    assert topics(search(texts).search("12 persephone ")) == ["word", "number"]


def test_a_word_still_being_typed_has_the_synonyms_of_what_it_will_be(search: Shelve):
    texts = {"brand": "Herceptin in pregnancy.", "generic": "Trastuzumab in pregnancy.", "other": "Heroic pregnancy."}
    searcher = search(texts, synonyms="- [trastuzumab, Herceptin]\n")
    assert set(topics(searcher.search("pregnancy herc"))) >= {"brand", "generic"}
    assert searcher.search("pregnancy herc").also_searched == ("trastuzumab",)
    assert searcher.search("pregnancy her").also_searched == ()


def test_a_section_that_lists_all_synonyms_of_a_word_does_not_beat_the_one_about_it(search: Shelve):
    texts = {
        "list": "SLNB, sentinel node biopsy, SNB, SLN biopsy, sentinel biopsy. Trial. " + FILLING,
        "trial": "---\ntitle: A trial\n---\n\nIn this trial sentinel node biopsy is left out in half.\n",
    }
    rules = "- [SLNB, sentinel node biopsy, SNB, SLN biopsy, sentinel biopsy]\n"
    assert topics(search(texts, synonyms=rules).search("sentinel node biopsy trial left out "))[0] == "trial"


def test_a_rule_may_have_words_that_say_nothing_by_themselves(search: Shelve):
    rules = "- {from: the pill, to: [contraception]}\n- {from: can't walk, to: [spinal cord]}\n"
    searcher = search({"a": "Contraception.", "b": "The spinal cord."}, synonyms=rules)
    assert topics(searcher.search("the pill ")) == ["a"]
    assert topics(searcher.search("can't walk ")) == ["b"]


def test_of_two_words_either_will_do_where_few_sections_have_both(search: Shelve):
    results = search({"both": "An axillary seroma.", "one": "A seroma.", "other": "The axillary nerve."}).search(
        "axillary seroma "
    )
    assert topics(results)[0] == "both"
    assert set(topics(results)) == {"both", "one", "other"}


def test_why_a_section_without_all_words_was_found_is_told_truly(search: Shelve):
    results = search({"a": "Biopsies of the axilla."}).search("biopsy plaster ")
    assert [hit.matched_by for hit in results.hits] == [Reason.STEM]


def test_a_long_question_is_answered_by_its_telling_words(search: Shelve):
    texts = {f"t{number}": f"What patients ask about treatment number {number}. {FILLING}" for number in range(30)}
    texts["right"] = f"{FILLING} Lymphoscintigraphy shows drainage."
    question = (
        "I would like to know what my patients should be told about the treatment and the number of things that they may ask"
    )
    assert topics(search(texts).search(f"{question}, and also about lymphoscintigraphy and drainage"))[0] == "right"


def test_what_comes_after_two_hundred_letters_still_counts(search: Shelve):
    texts = {"a": "Zoledronate for bone.", "b": "Other treatment of other patients."}
    assert topics(search(texts).search("the " * 60 + "zoledronate ")) == ["a"]


def test_words_of_asking_are_no_matter_in_a_long_question_but_all_of_a_short_one(search: Shelve):
    searcher = search({"paper": "Papers, papers and papers. Articles describing papers.", "gland": "Glands of the axilla drain."})
    question = "I am interested in articles and papers describing or discussing how glands drain, and documents about the axilla"
    assert topics(searcher.search(question))[0] == "gland"
    assert topics(searcher.search("papers ")) == ["paper"]


def test_a_word_with_a_hyphen_is_found_in_pieces_and_with_other_endings(search: Shelve):
    texts = {"apart": "Surgery that conserves the breast.", "other": "A nerve."}
    assert topics(search(texts).search("breast-conserving surgery ")) == ["apart"]


def test_a_dash_before_a_little_word_excludes_nothing(search: Shelve):
    assert topics(search({"a": "The rate of an event."}).search("rate -an event ")) == ["a"]


@given(st.lists(st.sampled_from(["node", "nodes", "lymph", "biopsy", "the", "of"]), min_size=1, max_size=8))
def test_what_is_asked_twice_is_found_as_if_it_were_asked_once(small: Searcher, words: list[str]):
    once = small.search(" ".join(words) + " ")
    twice = small.search(" ".join(words * 2) + " ")
    assert {hit.topic for hit in once.hits} == {hit.topic for hit in twice.hits}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory):
    from tests.search.conftest import compile_and_index, write_pack

    folder = tmp_path_factory.mktemp("small")
    texts = {"a": "The lymph node.", "b": "Nodes of the neck.", "c": "A biopsy of lymph nodes.", "d": "Of the."}
    with Searcher([compile_and_index(write_pack(folder / "pack", texts), folder / "made")]) as searcher:
        yield searcher
