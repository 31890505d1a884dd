"""Sentences, paragraphs and topics of a length that can be read while a patient waits."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]

WORDED = {"length: free\n": ""}


def words(count: int) -> str:
    return " ".join(["word"] * count)


def prose(count: int) -> str:
    """Return so many words in sentences of ten, in paragraphs of a hundred."""
    sentences = [f"Nine {words(8)} here." for _ in range(count // 10)]
    return "\n\n".join(" ".join(sentences[start : start + 10]) for start in range(0, len(sentences), 10))


@pytest.mark.parametrize(
    "body",
    [
        f"Here {words(39)}.",
        f"Here {words(30)}, e.g. here {words(7)}. There {words(38)}.",
        f"- {words(25)}\n- {words(25)}",
        f"| {words(25)} | {words(25)} |\n| --- | --- |\n| a | b |",
        f"Here {words(39)}.[@a1; @a1] [There {words(30)}](topic:citing).",
        f"Here {words(30)}.\nThere {words(10)}.",
    ],
)
def test_a_sentence_of_forty_words_is_left_alone(told: Told, body: str):
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"Here {words(40)}.", 1),
        (f"Short.\nHere {words(40)}.", 2),
        (f"Here {words(20)}, 0.2 mm vs. here {words(20)}.[@a1]", 1),
        (f"Short.\n\n- short\n- {words(41)}", 4),
        (f"| a | b |\n| --- | --- |\n| a | {words(41)} |", 3),
        (f"!!! note\n    Short.\n\n    {words(41)}", 4),
    ],
)
def test_a_longer_sentence_is_told_at_its_line(told: Told, body: str, line: int):
    (found,) = told(body)
    assert found.startswith(f"{line}: A sentence of 4")


def test_a_paragraph_of_a_hundred_and_twenty_words_is_left_alone(told: Told):
    assert told(prose(100).replace("\n\n", " ") + f" So {words(19)}.") == []


def test_a_longer_paragraph_is_told_and_a_longer_item_too(told: Told):
    long = prose(100) + f" So {words(20)}."
    assert [found.split(" words")[0] for found in told(f"Short.\n\n{long}\n\n- {long}")] == [
        "3: A paragraph of 121",
        "5: A paragraph of 121",
    ]


@pytest.mark.parametrize("count", [250, 700])
def test_a_topic_of_the_wanted_length_is_left_alone(told: Told, count: int):
    assert told(prose(count), swap=WORDED) == []


@pytest.mark.parametrize("count", [240, 710])
def test_a_topic_that_is_too_short_or_too_long_is_told(told: Told, count: int):
    (found,) = told(prose(count), swap=WORDED)
    assert found.startswith(f"front 0: The topic has {count} words")


def test_headings_tables_and_boxes_count_once_each_and_figures_and_citations_not(told: Told):
    rest = "## Two words {#two}\n\n| three | of |\n| --- | --- |\n| them | *four* |[@a1]\n\n!!! key\n    Four in a box.\n\n"
    figure = f'![{words(30)}](figures/x.svg "{words(30)}[@a1]")'
    files = {"figures/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1"/>'}
    (found,) = told(rest + figure, swap=WORDED, files=files)
    assert found.startswith("front 0: The topic has 10 words")


@pytest.mark.parametrize("free", ["length: free\n", "generate: glossary\n"])
def test_a_topic_may_be_as_long_as_it_needs_to_be(told: Told, free: str):
    assert told("Short.", swap={"length: free\n": free}) == []


def test_another_length_isnt_known(told: Told):
    found = told(prose(250), swap={"length: free": "length: long"})
    assert [line.split(" Write")[0] for line in found] == ["front 11: “length” isn't known."]
