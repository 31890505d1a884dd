"""What a search finds, in which order, and what it tells about it."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.search.filters import only
from reader.search.results import Reason, Results
from reader.search.searcher import Searcher
from reader.search.sources import IndexSource

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=250)

Shelve = Callable[..., Searcher]


def topics(results: Results) -> list[str]:
    return [hit.topic for hit in results.hits]


def reasons(results: Results) -> list[Reason]:
    return [hit.matched_by for hit in results.hits]


def test_exact_words_come_before_synonyms_and_those_before_stems(search: Shelve):
    results = search(
        {"aa": "A nodal pathway.", "bb": "The node.", "cc": "Glands, glands, glands.", "dd": "Nodes nodes nodes."},
        synonyms="- [node, glands]\n",
    ).search("node ")
    assert topics(results) == ["bb", "cc", "dd"]
    assert reasons(results) == [Reason.EXACT, Reason.SYNONYM, Reason.STEM]
    assert results.also_searched == ("glands",)


def test_a_typo_is_mended_and_said(search: Shelve):
    results = search({"slnb": "Sentinel node biopsy.", "other": "Another node."}).search("sentinal node")
    assert results.corrected == "sentinel node"
    assert topics(results)[0] == "slnb"
    assert reasons(results)[0] is Reason.TYPO


def test_a_word_that_stands_in_the_index_is_never_corrected(search: Shelve):
    searcher = search({"low": "Hypoglycaemia.", "high": "Hyperglycaemia. " * 20, "calcium": "Hypercalcaemia is rare."})
    results = searcher.search("hypoglycaemia")
    assert topics(results) == ["low"]
    assert results.corrected is None


def test_a_word_found_by_its_stem_is_not_corrected(search: Shelve):
    results = search({"one": "Biopsies were taken.", "two": "Biopsied."}).search("biopsy ")
    assert results.corrected is None
    assert Reason.TYPO not in reasons(results)


@pytest.mark.parametrize("typed", ["HER3", "pN1ma", "23-02", "B13", "CDK4/5"])
def test_a_code_is_never_corrected(search: Shelve, typed: str):
    searcher = search({"codes": "HER2, pN1mi, IBCSG 23-01, vitamin B12, CDK4/6."})
    results = searcher.search(f"{typed} ")
    assert results.corrected is None


def test_short_words_are_not_corrected_and_the_first_letter_is_kept(search: Shelve):
    searcher = search({"one": "A cat with diabetes."})
    assert searcher.search("cas ").corrected is None
    assert searcher.search("tiabetes ").corrected is None
    assert searcher.search("idabetes ").corrected == "diabetes"


def test_two_edits_in_a_word_of_six_letters_are_mended_only_where_nothing_is_nearer(search: Shelve):
    assert search({"one": "Asthma in a child."}).search("athsma ").corrected == "asthma"


def test_a_nearer_word_is_taken_before_one_of_two_edits_and_the_first_letter_stays(search: Shelve):
    searcher = search({"one": "Asthma and athema and fever."})
    assert searcher.search("athsma ").corrected == "athema"
    assert searcher.search("vefers ").corrected is None


def test_what_is_found_by_a_corrected_word_says_so_even_where_another_word_is_missing(search: Shelve):
    results = search({"one": "A fall at night.", "two": "The disc slipped."}).search("foll plaster ")
    assert results.corrected == "fall plaster"
    assert [hit.matched_by for hit in results.hits] == [Reason.TYPO]


def test_a_section_with_the_word_comes_before_those_with_its_synonym_alone(search: Shelve):
    told = {"a": "Arm swelling. " * 9, "b": "Many other words stand here, and lymphoedema once among them. " + "Words. " * 40}
    results = search(told, synonyms="- [lymphoedema, arm swelling]\n").search("lymphoedema")
    assert [(hit.topic, hit.matched_by) for hit in results.hits] == [("b", Reason.EXACT), ("a", Reason.SYNONYM)]


def test_a_correction_is_shown_as_the_text_writes_it(search: Shelve):
    assert search({"one": "Lymphoedema of the arm."}).search("lymphodema arm").corrected == "lymphoedema arm"


def test_among_equal_corrections_the_one_that_goes_with_the_other_words_is_taken(search: Shelve):
    searcher = search({"a": "The breast cancer.", "b": "Beast. " * 3, "c": "A beast again.", "d": "Beasts and beast."})
    assert searcher.search("brast cancer").corrected == "breast cancer"


def test_a_typo_of_a_synonym_that_stands_in_no_text_is_mended(search: Shelve):
    results = search({"t": "Trastuzumab for a year."}, synonyms="- [trastuzumab, Herceptin]\n").search("hercpetin ")
    assert topics(results) == ["t"]
    assert results.corrected == "herceptin"


def test_several_words_may_be_a_synonym_of_one_and_the_other_way_round(search: Shelve):
    rules = "- [sentinel lymph node biopsy, SLNB]\n"
    searcher = search({"long": "A sentinel lymph node biopsy hurts little.", "short": "SLNB hurts little."}, synonyms=rules)
    assert topics(searcher.search("slnb ")) == ["short", "long"]
    assert topics(searcher.search("sentinel lymph node biopsy hurts")) == ["long", "short"]
    assert set(topics(searcher.search("sentinel lymph node biopsies "))) == {"long", "short"}


def test_a_one_way_synonym_works_one_way(search: Shelve):
    searcher = search({"a": "The heart.", "b": "A cardiac matter."}, synonyms="- {from: heart, to: [cardiac]}\n")
    assert topics(searcher.search("heart ")) == ["a", "b"]
    assert topics(searcher.search("cardiac ")) == ["b"]


def test_synonyms_of_the_front_matter_find_the_topic(search: Shelve):
    front = "---\ntitle: Decision pathway\nsynonyms: [positive sentinel node what next]\n---\n\nNo dissection.\n"
    assert topics(search({"pathway": front, "other": "Other."}).search("what next positive sentinel")) == ["pathway"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("pn1mi", "Stage pN1mi."),
        ("pN0 (i+)", "Stage pN0(i+)."),
        ("pN0i+", "Stage pN0(i+)."),
        ("her-2", "HER2 is amplified."),
        ("her 2", "HER2 is amplified."),
        ("HER2", "HER 2 is amplified."),
        ("her2 neu", "HER2/neu is amplified."),
        ("0.2mm", "Larger than 0.2 mm."),
        ("0.2 mm", "Larger than 0.2mm."),
        ("0,2 mm", "Larger than 0.2 mm."),
        ("23 01", "The trial IBCSG 23-01."),
        ("IBCSG 23-01", "The trial IBCSG-23-01."),
        ("tdm1", "Given T-DM1."),
        ("T DM1", "Given T-DM1."),
        ("t-dm1", "Given TDM1."),
        ("cdk 4/6", "A CDK4/6 inhibitor."),
        ("CDK6", "A CDK4/6 inhibitor."),
        ("cdk4-6", "A CDK4/6 inhibitor."),
        (".2 mm", "Larger than 0.2 mm."),
        (".2mm", "Larger than 0.2 mm."),
        ("0.2 mm", "Larger than .2 mm."),
        ("≤2 mm", "At most 2mm."),
        ("<= 2mm", "Foci of ≤2 mm."),
        ("pN1 (mi)", "Stage pN1mi."),
        ("pN1mi", "Stage pN1 mi."),
        ("pN0i+", "Stage pN0 (i+)."),
        ("T1N1mi", "Stage T1 N1mi."),
        ("T1 N1mi", "Stage T1N1mi."),
        ("her2neu", "HER-2/neu is amplified."),
        ("IBCSG23-01", "The trial IBCSG 23-01."),
        ("ibcsg 23-01", "The trial IBCSG23-01."),
        ("TDXd", "Given T-DXd."),
        ("5 FU", "Given 5-FU."),
        ("ma20", "The trial MA.20."),
        ("β-blocker", "A beta blocker."),
        ("betablocker", "A β-blocker."),
        ("TNFα", "TNF alpha rises."),
        ("10 mcg", "Give 10 µg."),
        ("Sjogren", "Sjögren's syndrome."),
        ("ﬁne needle", "A fine-needle biopsy."),
        ("micro-metastasis", "One micrometastasis."),
        ("micro metastasis", "One micrometastasis."),
        ("micrometastasis", "One micro-metastasis."),
        ("post mastectomy", "Postmastectomy pain."),
        ("non-sentinel", "A nonsentinel node."),
        ("x ray", "An X-ray."),
        ("ER-positive", "It is ER positive."),
        ("oedema", "An edema."),
        ("estrogen", "An oestrogen."),
        ("randomized", "It was randomised."),
        ("tnf alpha", "TNF-α rises."),
        ("pagets disease", "Paget's disease."),
        ("follow up", "At follow-up."),
        ("follow-up", "To follow up."),
        ("腺癌", "乳腺癌的治疗"),
        ("癌", "乳腺癌的治疗"),
        ("лимфоузел", "Сторожевой лимфоузел."),
    ],
)
def test_what_is_written_one_way_is_found_when_typed_another_way(search: Shelve, typed: str, text: str):
    results = search({"this": text, "other": "Nothing of the kind."}).search(typed)
    assert topics(results) == ["this"]
    assert reasons(results) == [Reason.EXACT]
    assert results.hits[0].marks


def test_all_words_come_before_most_of_them(search: Shelve):
    texts = {
        "both": "The arm, once. Then swelling and pain, in a long text about other things.",
        "two": "Arm pain. Arm pain. Arm pain.",
        "one": "Pain.",
    }
    assert topics(search(texts).search("arm pain swelling")) == ["both", "two"]


def test_when_no_section_has_two_of_the_words_one_will_do(search: Shelve):
    assert topics(search({"a": "Axilla.", "b": "Breast."}).search("axilla zzzz")) == ["a"]


def test_words_in_the_title_and_headings_weigh_more(search: Shelve):
    texts = {
        "mention": "Lymphoedema, among much else. Lymphoedema is spoken of elsewhere.",
        "about": "---\ntitle: Lymphoedema\n---\n\nSwelling of the arm.\n",
        "headed": "Intro.\n\n## Lymphoedema\n\nSwelling of the arm.",
    }
    found = [(hit.topic, hit.section) for hit in search(texts).search("lymphoedema ").hits]
    assert found[-1] == ("mention", "intro")


def test_the_last_word_may_be_half_typed(search: Shelve):
    results = search({"a": "The sentinel node.", "b": "Nothing."}).search("node senti")
    assert topics(results) == ["a"]
    assert [results.hits[0].snippet[start:end] for start, end in results.hits[0].marks] == ["sentinel", "node"]


def test_a_finished_word_is_not_completed(search: Shelve):
    assert search({"a": "Sentinel."}).search("sent ").hits == ()


def test_a_quoted_phrase_is_found_only_in_a_row(search: Shelve):
    searcher = search({"row": "The axillary lymph node.", "apart": "A node of the lymph."})
    assert topics(searcher.search('"lymph node"')) == ["row"]
    assert topics(searcher.search('"of the lymph"')) == ["apart"]


def test_what_is_excluded_is_not_found(search: Shelve):
    searcher = search({"h": "Hodgkin lymphoma.", "f": "Follicular lymphoma.", "z": "Marginal zone lymphoma."})
    assert set(topics(searcher.search("lymphoma -hodgkin"))) == {"f", "z"}
    assert topics(searcher.search('lymphoma -hodgkin -"marginal zone"')) == ["f"]
    assert searcher.search("-hodgkin").hits == ()


def test_title_finds_titles_only(search: Shelve):
    front = "---\ntitle: Asthma in children\n---\n\nBreath.\n"
    assert topics(search({"a": front, "b": "Asthma."}).search("title:asthma")) == ["a"]


def test_words_that_say_nothing_are_not_insisted_on_but_count_in_phrases(search: Shelve):
    searcher = search({"a": "Treatment: radiotherapy.", "b": "What is the treatment of it?"})
    assert set(topics(searcher.search("what is the treatment "))) == {"a", "b"}
    assert topics(searcher.search('"is the treatment"')) == ["b"]
    assert topics(searcher.search("what is the ")) == ["b"]


def test_three_sections_of_one_topic_then_another_topic_shows(search: Shelve):
    many = "\n\n".join(f"## Node {number}\n\nNode node node." for number in range(6))
    found = topics(search({"many": many, "few": "A long text in which the word node is said once."}).search("node "))
    assert found == ["many", "many", "many", "few", "many", "many", "many"]


def test_one_topic_alone_shows_all_its_sections(search: Shelve):
    many = "\n\n".join(f"## Node {number}\n\nNode." for number in range(6))
    results = search({"many": many}).search("node ")
    assert (len(results.hits), results.total, results.topics) == (6, 6, 1)


def test_a_limit_shortens_the_hits_but_not_the_total(search: Shelve):
    results = search({f"t{number}": "Node." for number in range(9)}).search("node ", limit=4)
    assert (len(results.hits), results.total, results.topics) == (4, 9, 9)


def test_several_packs_are_one_and_can_be_asked_one_by_one(index: Callable[..., IndexSource]):
    french = index({"sein": "Les maladies du sein."}, name="francais", language="fr")
    english = index({"breast": "Diseases of the breast."}, name="english")
    with Searcher([french, english]) as searcher:
        assert searcher.packs == ("francais", "english")
        assert topics(searcher.search("maladie ")) == ["sein"]
        assert topics(searcher.search("disease ")) == ["breast"]
        assert searcher.search("disease ", where=only(packs=["francais"])).hits == ()
        assert [hit.pack for hit in searcher.search("disease ", where=only(packs=["english"])).hits] == ["english"]


def test_order_and_scores_over_two_packs_equal_those_of_one_pack(index: Callable[..., IndexSource]):
    texts = {f"t{number}": f"Node {'and lymph ' * number} axilla." + " Other words." * (7 - number) for number in range(7)}
    first = {key: text for key, text in texts.items() if key < "t3"}
    rest = {key: text for key, text in texts.items() if key >= "t3"}
    with Searcher([index(first, name="first"), index(rest, name="rest")]) as two, Searcher([index(texts, name="whole")]) as one:
        for query in ("lymph ", "node axilla", "lymph node", "other "):
            apart = {hit.topic: round(hit.score, 9) for hit in two.search(query).hits}
            assert apart == {hit.topic: round(hit.score, 9) for hit in one.search(query).hits}


def test_a_language_without_a_stemmer_is_searched_all_the_same(search: Shelve):
    assert topics(search({"a": "moj vIghro'"}, language="tlh").search("moj ")) == ["a"]


def test_nothing_to_search_gives_empty_results():
    with Searcher([]) as searcher:
        results = searcher.search("node")
    assert (results.hits, results.total, results.corrected, bool(results.words)) == ((), 0, None, False)


@pytest.mark.parametrize("typed", ["", " ", "-", '"', "...", "\x00", "title:", '-""'])
def test_nothing_asked_finds_nothing(search: Shelve, typed: str):
    assert search({"a": "Text."}).search(typed).hits == ()


def test_results_as_json_have_the_fields_that_scripts_rely_on(search: Shelve):
    texts = {"slnb": "---\ntitle: Sentinel node biopsy\ngroup: axilla\n---\n\nIntro.\n\n## Who\n\nThe sentinel node.\n"}
    group = '[[group]]\nid = "axilla"\ntitle = "The axilla"\n'
    record = json.loads(json.dumps(search(texts, more=group).search("sentinal node", limit=1).as_json()))
    assert list(record) == ["query", "took_ms", "corrected", "also_searched", "total", "hits"]
    hit = record["hits"][0]
    assert list(hit) == ["pack", "topic", "section", "title", "path", "score", "matched_by", "snippet", "marks"]
    assert (record["query"], record["corrected"], record["total"]) == ("sentinal node", "sentinel node", 2)
    assert (hit["pack"], hit["topic"], hit["section"], hit["matched_by"]) == ("sample", "slnb", "who", "typo")
    assert hit["path"] == ["The axilla", "Sentinel node biopsy", "Who"]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["sentinel", "node"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=ANYTHING)
@example(typed='"' * 1_000_000)
@example(typed="\ud800 node \x00")
@example(typed="\ud800 nodde")
@example(typed='"' + "the of and to " * 50)
@example(typed="title:-" * 30)
def test_any_string_gets_an_answer_that_can_be_printed(medquad: Searcher, typed: str):
    results = medquad.search(typed, limit=5)
    json.dumps(results.as_json(), ensure_ascii=False).encode()
