"""The one text: what folds, what is dropped, and that every character knows where it came from."""

from hypothesis import given
from hypothesis import strategies as st

from reader.library.text import TextBuilder, fold_lines, normalise

DROPPED = "\ufffc\u00ad\u200b\u2060\ufeff"
SPACES = " \t\n\r\x0b\x0c\x1c\x85\u00a0\u2003\u202f\u2028\u2029\u3000\ufdd0\ufdd1"
odd_text = st.text(st.sampled_from("aB1é°" + DROPPED + SPACES) | st.characters(codec="utf-8"))
# A source as a builder sees it: pieces of text, with None where a block ends.
pieces = st.lists(st.none() | odd_text, max_size=8)


def test_white_space_of_every_kind_folds_to_one_space():
    assert normalise(f"one{SPACES}two") == "one two"


def test_characters_without_a_shape_are_dropped_without_parting_a_word():
    assert normalise(f"lym{DROPPED}ph") == "lymph"


def test_white_space_around_a_dropped_character_is_one_run():
    assert normalise("a \ufffc b") == "a b"


def test_nothing_is_left_at_the_ends():
    assert normalise("\u00a0\ufeff a \u2028") == "a"


def test_a_block_end_within_a_run_of_white_space_makes_it_a_line_end():
    builder = TextBuilder()
    builder.feed("one ", 0)
    builder.block()
    builder.block()
    builder.feed(" two", 10)
    assert builder.result() == ("one\ntwo", [0, 1, 2, 3, 11, 12, 13])


def test_a_block_end_may_say_where_it_stands():
    builder = TextBuilder()
    builder.feed("a", 0)
    builder.block(7)
    builder.feed("b", 8)
    assert builder.result() == ("a\nb", [0, 7, 8])


def test_a_block_end_before_the_first_word_leaves_no_trace():
    builder = TextBuilder()
    builder.block()
    builder.feed("a", 3)
    builder.block()
    assert builder.result() == ("a", [3])


def test_line_ends_fold_without_moving_anything():
    assert fold_lines("one\ntwo") == "one two"


@given(odd_text)
def test_what_is_normal_stays_as_it_is(text: str):
    once = normalise(text)
    assert normalise(once) == once


@given(odd_text)
def test_normal_text_holds_no_space_but_single_blanks_between_words(text: str):
    assert normalise(text).split(" ") == (normalise(text).split() or [""])


@given(pieces)
def test_every_character_maps_back_to_where_it_stood(parts: list[str | None]):
    builder, source = TextBuilder(), ""
    for part in parts:
        if part is None:
            builder.block(len(source))
            source += "\u2029"
        else:
            builder.feed(part, len(source))
            source += part
    text, origins = builder.result()
    assert len(text) == len(origins)
    assert origins == sorted(set(origins))
    for character, origin in zip(text, origins, strict=True):
        if character in " \n":
            assert normalise(source[origin]) == ""
        else:
            assert source[origin] == character


@given(pieces)
def test_it_makes_no_difference_how_the_words_are_cut_into_pieces(parts: list[str | None]):
    whole, cut = TextBuilder(), TextBuilder()
    for part in parts:
        if part is None:
            whole.block()
            cut.block()
        else:
            whole.feed(part)
            for character in part:
                cut.feed(character)
    assert whole.result()[0] == cut.result()[0]


@given(pieces)
def test_folding_the_line_ends_gives_what_one_block_would_read(parts: list[str | None]):
    builder = TextBuilder()
    for part in parts:
        builder.block() if part is None else builder.feed(part)
    one_block = " ".join("\u2029" if part is None else part for part in parts)
    assert fold_lines(builder.result()[0]).replace(" ", "") == normalise(one_block).replace(" ", "")
