"""Plain text has all that a page shows: verdicts, labels, marks of sources, cells and lines each on their own."""

import pytest

from reader.library.compiled.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Dose</h2><p>Two  words<br>and more.</p>", "Dose\nTwo words and more."),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ('<p>Found.<a href="cite:a1" title="A"><sup>1,</sup></a><a href="cite:b2"><sup>2?</sup></a></p>', "Found.[1][2?]"),
        ('<p>See <a href="topic:a#b">A</a><sup>2</sup>.</p>', "See A2."),
        (
            '<table><tr><td></td><td><p class="apparatus label">CLAIM CHECK · WRONG</p><p>“Said”</p><p>No.</p></td></tr></table>',
            "CLAIM CHECK · WRONG\n“Said”\nNo.",
        ),
        (
            '<table class="data"><tr><th>Drug</th><th>Dose</th></tr><tr><td>a &lt; b</td><td>2 mg</td></tr></table>',
            "Drug\nDose\na < b\n2 mg",
        ),
        ("", ""),
    ],
)
def test_html_becomes_text(html: str, text: str):
    assert plain_text(html) == text
