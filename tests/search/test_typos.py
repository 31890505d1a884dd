"""How far apart two words are, and which ones are near enough to be meant."""

from hypothesis import given
from hypothesis import strategies as st

from reader.search.typos import allowed_edits, near_words

WORDS = st.text("abcd", max_size=9)


def full_distance(left: str, right: str) -> int:
    """Count edits by the book, without bounds."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (left[i - 1] != right[j - 1]))
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORDS, st.lists(WORDS), st.integers(1, 2))
def test_near_words_are_those_within_so_many_edits(word: str, candidates: list[str], most: int):
    expected = [(full_distance(word, other), other) for other in candidates if full_distance(word, other) <= most]
    assert near_words(word, candidates, most) == expected


def test_a_swap_is_one_edit():
    assert near_words("sentinel", ["sentinle"], 2) == [(1, "sentinle")]


def test_longer_words_may_have_more_edits():
    assert [allowed_edits("x" * length) for length in (3, 4, 7, 8, 20)] == [0, 1, 1, 2, 2]
