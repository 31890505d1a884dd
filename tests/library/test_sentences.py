import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.sentences import sentences_around, sentences_of


def around(text: str, words: str) -> str:
    start = text.index(words)
    first, last = sentences_around(text, start, start + len(words))
    return text[first:last]


@pytest.mark.parametrize(
    "sentence",
    [
        "A focus of 0.2 mm is a micrometastasis.",
        "Give an aminoglycoside, e.g. Gentamicin, once.",
        "Surgery vs. Radiotherapy made no difference.",
        "Dr. Giuliano led the trial.",
        "Prof. J. K. Fisher disagreed.",
        "Galimberti et al. Found no gain.",
        "See Fig. 2 and No. 10001 for the 10-year results.",
        "Does it matter (see ref. 5)?",
        "He said “stop!” and left.",
        "Give 5 mg i.v. At once.",
        "It was … nothing.",
        "Wait: 10.5 mg/kg, not 1.05!",
    ],
)
def test_a_sentence_is_kept_whole(sentence: str):
    text = f"Before it. {sentence} After it."
    assert around(text, sentence.split(maxsplit=1)[0]) == sentence
    assert around(text, sentence.rsplit(maxsplit=1)[-1]) == sentence


def test_a_quote_that_crosses_sentences_takes_both():
    assert around("One. Two two. Three three. Four.", "two. Three") == "Two two. Three three."


def test_a_line_break_ends_a_sentence_so_that_a_cell_is_on_its_own():
    text = "Drug\nDose\nGentamicin\n5 mg/kg\nGive once, e.g.\nDaily"
    assert around(text, "5 mg") == "5 mg/kg"
    assert around(text, "once") == "Give once, e.g."


def test_closing_quotes_and_brackets_belong_to_the_sentence_before():
    text = "He asked “why?” She left. (It was late.) Then rain."
    assert [text[start:end] for start, end in sentences_of(text)] == [
        "He asked “why?”",
        "She left.",
        "(It was late.)",
        "Then rain.",
    ]


@pytest.mark.parametrize("end", ["“why?”", "“No.”", "(not here.)", "wait…"])
def test_around_words_a_sentence_is_kept_long_where_it_may_go_on(end: str):
    assert around(f"One. He said {end} Then he gave 5 mg. Two.", "said") == f"He said {end} Then he gave 5 mg."


def test_chinese_sentences_end_without_a_space():
    assert around("不要给药。每日检查！是吗？", "每日") == "每日检查！"


def test_arabic_question_marks_end_a_sentence():
    assert around("هل هذا صحيح؟ نعم هذا صحيح. لا شيء.", "نعم") == "نعم هذا صحيح."


def test_what_goes_on_in_lower_case_is_the_same_sentence():
    assert around("Is it safe? yes, it is. Go on.", "yes") == "Is it safe? yes, it is."


@given(st.text(alphabet=st.sampled_from("ab. \n!?A1。“”(é😀"), min_size=1, max_size=60), st.data())
def test_the_sentence_always_holds_the_quote(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentences_around(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert sentences_around(text, first, last) == (first, last)


def test_a_text_is_parted_into_its_sentences():
    text = "One vs. Two. Three?  Four\nFive.\n\n"
    assert [text[start:end] for start, end in sentences_of(text)] == ["One vs. Two.", "Three?", "Four", "Five."]


@given(st.text(alphabet=st.sampled_from("ab. \n!?A1。“”(é😀"), max_size=60))
def test_sentences_hold_all_that_isnt_white_space_and_each_is_within_the_one_around_it(text: str):
    spans = list(sentences_of(text))
    assert "".join(text[start:end] for start, end in spans).split() == "".join(_chunks(text, spans)).split()
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    around = [sentences_around(text, start, end) for start, end in spans]
    assert all(first <= start < end <= last for (start, end), (first, last) in zip(spans, around, strict=True))


def _chunks(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """Return `text` without the white space between sentences; anything else there would show."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    between = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    whole = [text[start:end] for start, end in spans]
    return [piece for pair in zip(between, [*whole, ""], strict=True) for piece in pair]
