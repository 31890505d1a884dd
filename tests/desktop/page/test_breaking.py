"""Lines end between words, never between a number and its unit; the one text knows nothing of it."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.desktop.page.breaking import with_breaks
from reader.library.text import normalise

NO_BREAK, JOIN, MAY_BREAK = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("up to 0.2 mm, then", f"up to 0.2{NO_BREAK}mm, then"),
        ("&gt; 0.2 mm", f"&gt;{NO_BREAK}0.2{NO_BREAK}mm"),
        ("5 mg/kg", f"5{NO_BREAK}mg{JOIN}/{JOIN}kg"),
        ("0.2–2.0 mm", f"0.2{JOIN}–{JOIN}2.0{NO_BREAK}mm"),
        ("<b>2</b> mm", f"<b>2</b>{NO_BREAK}mm"),
        ("5 mothers", "5 mothers"),
        ("<pre>5 mg</pre> 5 mg", f"<pre>5 mg</pre> 5{NO_BREAK}mg"),
        ('<a title="over > 5 mg" href="x">y</a>', '<a title="over > 5 mg" href="x">y</a>'),
    ],
)
def test_a_number_keeps_its_unit(written: str, shown: str):
    assert with_breaks(written) == shown


def test_a_letter_keeps_the_name_that_it_begins():
    assert with_breaks("HER2-low after T-DM1: <b>T</b>-DXd") == f"HER2-low after T-{JOIN}DM1: <b>T</b>-{JOIN}DXd"


def test_a_word_that_never_ends_may_break_and_a_long_one_may_not():
    assert MAY_BREAK in with_breaks("ACGT" * 40)
    assert MAY_BREAK not in with_breaks("pneumonoultramicroscopicsilico")


@given(st.text(alphabet="abmT g/0125.–-&<>≥ \t\n", max_size=120))
def test_the_one_text_stays_as_it_is(text: str):
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert normalise(unescape(with_breaks(safe))) == normalise(text)
