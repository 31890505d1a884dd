"""How a typed query is read, whatever was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.search.query import MOST_CHARACTERS, MOST_IN_A_ROW, MOST_WORDS, Query, parse

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)


def atoms(query: Query) -> list[tuple[str, ...]]:
    return [part.atoms for part in query.wanted]


def test_words_are_wanted_each_by_itself():
    assert atoms(parse("sentinel node")) == [("sentinel",), ("node",)]


def test_quoted_words_are_wanted_in_a_row():
    (phrase,) = parse('"Sentinel node"').wanted
    assert phrase.quoted
    assert phrase.atoms == ("sentinel", "node")


@pytest.mark.parametrize("text", ['"sentinel node', "“sentinel node”", "«sentinel node»", "„sentinel node“"])
def test_an_open_quote_ends_with_the_query_and_any_quotes_will_do(text: str):
    assert atoms(parse(text)) == [("sentinel", "node")]


def test_a_minus_excludes_a_word_or_a_phrase():
    query = parse('lymphoma -hodgkin -"marginal zone"')
    assert atoms(query) == [("lymphoma",)]
    assert [part.atoms for part in query.excluded] == [("hodgkin",), ("marginal", "zone")]


def test_a_hyphen_within_a_word_excludes_nothing():
    query = parse("follow-up T-DM1 - -")
    assert not query.excluded
    assert [part.whole for part in query.wanted] == ["followup", "tdm1"]


def test_title_is_a_place_only_before_a_word():
    assert [part.title_only for part in parse('title:asthma Title:"heart attack" child').wanted] == [True, True, False]
    assert atoms(parse("title: asthma")) == [("title",), ("asthma",)]


def test_only_the_last_word_may_be_unfinished():
    assert [part.unfinished for part in parse("sentinel no").wanted] == [False, True]
    assert [part.unfinished for part in parse("sentinel no ").wanted] == [False, False]
    assert [part.unfinished for part in parse('sentinel "no').wanted] == [False, False]


def test_each_part_knows_where_it_was_typed():
    query = parse('  one "two three"  -four title:five')
    assert [query.text[part.start : part.end] for part in query.wanted] == ["one", "two three", "five"]


def test_a_long_query_is_used_in_part():
    words = [f"word{number}" for number in range(MOST_WORDS + 9)]
    assert atoms(parse(" ".join(words))) == [(word,) for word in words[:MOST_WORDS]]
    assert len(atoms(parse('"' + " ".join("ab" for _ in range(60)) + '"'))[0]) == MOST_IN_A_ROW


def test_operators_of_other_programs_are_just_words():
    assert atoms(parse("a AND (b OR c) NOT d~2 e* f^3 [g TO h]"))[:4] == [("a",), ("and",), ("b",), ("or",)]


@given(ANYTHING)
@example('"' * 1_000_000)
@example("-" * 1_000_000)
@example("title:" * 100_000)
@example(" " * 1_000_000 + "end")
@example("\ud800\udfff \x00 \ufffe\U0010ffff")
@example("a" * 1_000_000)
@example("乳" * 1_000)
def test_any_string_is_read_within_bounds(typed: str):
    query = parse(typed)
    assert len(query.text) <= MOST_CHARACTERS
    assert sum(len(part.atoms) for part in (*query.wanted, *query.excluded)) <= MOST_WORDS
    assert all(part.atoms and all(part.atoms) for part in (*query.wanted, *query.excluded))
