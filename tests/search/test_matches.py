"""Marks: of whole words, in code points, right for every reason that a word may match by."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.search.analysis import tokens
from reader.search.languages import stem
from reader.search.matches import NOTHING, Matcher, MatchFinder, find_matches
from reader.search.searcher import Searcher
from reader.search.snippets import LENGTH, snippet

Shelve = Callable[..., Searcher]
PIECES = [
    "node",
    "nodes",
    "Nodal",
    "sentinel",
    "T-DM1",
    "follow-up",
    "œdème",
    "oedema",
    "edemas",
    "乳腺癌",
    "🩺",
    "(i+)",
    "pN0(i+)",
]
PIECES += ["e\u0301tat", "x", "\n", " ", "-", "’s", ".", "0.2mm", "_", "\u200d"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join)
WRITTEN = (
    "oedema",
    "(Oedemas)",
    "aetiology",
    "haem",
    "dying",
    "die.",
    "T-DM1",
    "t",
    "0.2mm",
    "CDK4/6",
    "CDK6",
    "Paget's",
    "mcg",
    "o'clock",
    "node(s)",
    "café",
    "_up_",
    "follow-up",
    "5-fluorouracil",
    "24hours",
    "80mmHg",
    "2,5kcal",
)
MATCHER = Matcher(
    forms=frozenset({"node", "edema", "tdm1", "pn0i+", "乳腺"}),
    stems=(("en", frozenset({stem("edema", "en"), "sentinel"})),),
    phrases=frozenset({("follow", "up"), ("0.2", "mm")}),
)
FINDER = MatchFinder(MATCHER)


def words(text: str, matcher: Matcher) -> list[str]:
    return [text[start:end] for start, end in find_matches(text, matcher)]


def test_marks_find_the_same_words_as_the_search(search: Shelve):
    text = "Sentinel nodes: the SLNB showed oedemas. Sentinal? No, sentinel."
    searcher = search({"a": text, "b": "A node, an oedema."}, synonyms="- [biopsy, SLNB]\n")
    results = searcher.search("sentinell biopsy edema node ")
    assert words(text, results.words) == ["Sentinel", "nodes", "SLNB", "oedemas", "sentinel"]


def test_words_of_a_phrase_are_marked_only_in_a_row(search: Shelve):
    results = search({"a": "The lymph node. A node of lymph."}).search('"lymph node"')
    assert words("Node, lymph; lymph node, lymph.", results.words) == ["lymph", "node"]


def test_marks_count_code_points(search: Shelve):
    results = search({"a": "A 🩺🩺 node."}).search("node ")
    assert find_matches("🩺🩺 node", results.words) == [(3, 7)]


def test_a_whole_code_is_one_mark():
    assert words("Stage pN0(i+), T-DM1 given.", MATCHER) == ["pN0(i+)", "T-DM1"]


def test_nothing_matches_nothing():
    assert find_matches("node", NOTHING) == []


@given(TEXTS)
def test_each_mark_is_a_matched_word_whole_and_apart_from_the_others(text: str):
    marks = find_matches(text, MATCHER)
    assert all(end <= start for (_, end), (start, _) in pairwise(marks))
    spans = {(token.start, token.end): token.form for token in tokens(text)}
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    in_phrases = {form for phrase in MATCHER.phrases for form in phrase}
    for start, end in marks:
        assert start in starts
        assert end in ends
        within = [form for (a, b), form in spans.items() if start <= a and b <= end]
        assert any(MATCHER.matches(form) or form in in_phrases for form in within)


@given(
    st.one_of(TEXTS, st.lists(st.sampled_from(WRITTEN), min_size=1).map(" ".join), st.text("aeodyi t-('.)2é\n", max_size=40)),
    st.randoms(use_true_random=False),
)
def test_no_word_is_passed_over_that_matches(text: str, chance: Random):
    cut = list(tokens(text))
    chosen = chance.sample([token.form for token in cut], min(len(cut), 2))
    matcher = Matcher(frozenset(chosen[:1]), (("en", frozenset(stem(form, "en") for form in chosen[1:])),))
    expected = {place for token in cut if matcher.matches(token.form) for place in range(token.start, token.end)}
    assert {place for start, end in find_matches(text, matcher) for place in range(start, end)} == expected


@given(TEXTS, st.integers(0, 20))
def test_a_snippet_is_cut_from_the_text_with_its_marks_in_place(text: str, heading_length: int):
    heading_length = min(heading_length, len(text))
    shown, marks = snippet(text, heading_length, FINDER)
    assert flat(shown.removeprefix("…").removesuffix("…")) in flat(text)
    assert "\n" not in shown
    assert len(flat(shown)) <= LENGTH + 2
    matched = {flat(text)[start:end] for start, end in find_matches(flat(text), MATCHER)}
    body = flat(text[heading_length:])
    matched |= {body[start:end] for start, end in find_matches(body, MATCHER)}
    matched |= {text[:heading_length][start:end] for start, end in find_matches(text[:heading_length], MATCHER)}
    assert {shown[start:end] for start, end in marks} <= matched


def flat(text: str) -> str:
    return text.replace(" · ", " ").replace("\n", " ")


def test_a_sign_stands_where_a_cell_or_a_list_item_ends():
    text = "Sizes\nFeature\nWhat holds\nWhere\nA node.\nWhen\nOedema"
    shown, marks = snippet(text, 6, FINDER)
    assert shown == "Feature · What holds · Where · A node. When · Oedema"
    assert [shown[start:end] for start, end in marks] == ["node", "Oedema"]


def test_a_snippet_shows_where_most_words_stand():
    far = "The node is mentioned. " + "Nothing here. " * 60
    shown, marks = snippet(f"Heading\n{far}A node with oedema after T-DM1. {'Nothing more. ' * 30}", 8, FINDER)
    assert [shown[start:end] for start, end in marks] == ["node", "oedema", "T-DM1"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_snippet_cuts_no_word():
    text = " ".join(f"word{number}" for number in range(200)).replace("word150", "node")
    shown, _ = snippet(text, 0, FINDER)
    assert set(shown.strip("…").split()) <= set(text.split())


def test_a_section_of_a_heading_alone_shows_the_heading():
    assert snippet("Sentinel node", 13, FINDER) == ("Sentinel node", ((0, 8), (9, 13)))
