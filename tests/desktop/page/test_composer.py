"""The title block and the sources say what the topic's front matter says, and whatever a pack writes stays words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from reader.desktop.page.composer import Imprint, compose
from reader.desktop.page.page import Page
from reader.desktop.page.text_map import APPARATUS_STATE, blocks
from reader.library.model import Audience, Evidence, Group, Reference, Source, Topic, Withdrawal

TODAY = date(2026, 11, 23)
IMPRINT = Imprint("2026.11", "Ask a clinician.")
HOSTILE = '"><script>alert(1)</script><img src="file:///etc/passwd">&amp;</p><h2>False'

pytestmark = pytest.mark.usefixtures("qapp")


class Words(HTMLParser):
    """Read HTML as words and the names of its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def words(topic: Topic, imprint: Imprint = IMPRINT) -> str:
    return " ".join(Words(compose(topic, imprint, TODAY)).words.replace("\u00a0", " ").split())


def test_the_meta_line_says_everything_in_one_line(make_topic: Callable[..., Topic], source: Source):
    topic = make_topic("<p>" + "word " * 790 + "</p>", sources=(source,), evidence=Evidence.HIGH)
    assert "Not yet reviewed by a clinician · 4 min · 1 source · Evidence: high · Edition 2026.11" in words(topic)


def test_a_review_says_when(make_topic: Callable[..., Topic]):
    topic = make_topic("<p>x</p>", reviewers=("Dr A",), reviewed=date(2026, 11, 14), review_due=TODAY)
    assert "Reviewed 14 Nov 2026 · 1 min" in words(topic)
    assert "due" not in words(topic)


def test_a_date_without_a_reviewer_is_no_review(make_topic: Callable[..., Topic]):
    assert "Not yet reviewed by a clinician" in words(make_topic("<p>x</p>", reviewed=date(2026, 11, 14)))


def test_a_review_that_is_overdue_says_so(make_topic: Callable[..., Topic]):
    topic = make_topic("<p>x</p>", review_due=date(2026, 11, 22))
    assert "Review was due 22 Nov 2026" in words(topic)
    assert '<span class="overdue">' in compose(topic, IMPRINT, TODAY)


def test_moving_evidence_says_what_that_means(make_topic: Callable[..., Topic]):
    assert "Evidence: moving, likely to be out of date soon" in words(make_topic("<p>x</p>", evidence=Evidence.MOVING))


def test_a_patients_page_carries_the_disclaimer(make_topic: Callable[..., Topic]):
    assert "Ask a clinician." in words(make_topic("<p>x</p>", audience=Audience.PATIENT))
    assert "Ask a clinician." not in words(make_topic("<p>x</p>"))


def test_a_withdrawn_topic_says_so_before_its_words(make_topic: Callable[..., Topic]):
    topic = make_topic("<p>The words.</p>")
    gone = replace(topic, withdrawn=Withdrawal("slnb", "Superseded.", TODAY))
    said = words(gone)
    assert said.index("Withdrawn on 23 Nov 2026") < said.index("Superseded.") < said.index("The words.")


def test_sources_say_where_and_how_sure(make_topic: Callable[..., Topic]):
    reference = Reference(
        "k", "Galimberti V", "Dissection.", "Lancet Oncol", "2018", "19", "1385", "10.1016/x", "30196031", checked="read"
    )
    said = words(make_topic("<p>x</p>", sources=(Source(1, reference, unverified=True),)))
    assert "Galimberti V. Dissection. Lancet Oncol 2018;19:1385. doi:10.1016/x PMID 30196031" in said
    assert "Entry checked against the source. A number that stands by it on this page was not read in it." in said


@pytest.mark.parametrize("checked", ["known", "no", "nonsense"])
def test_an_entry_that_was_not_read_says_so(make_topic: Callable[..., Topic], checked: str):
    said = words(make_topic("<p>x</p>", sources=(Source(1, Reference("k", title="T", checked=checked), unverified=False),)))
    assert "not" in said.split("T.")[-1]


def test_hostile_words_stay_words(make_topic: Callable[..., Topic]):
    reference = Reference(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE
    )
    plain = make_topic(
        "<p>x</p>", sources=(Source(1, Reference("k"), unverified=True),), audience=Audience.PATIENT, reviewers=("x",)
    )
    hostile = make_topic(
        "<p>x</p>",
        title=HOSTILE,
        sources=(Source(1, reference, unverified=True),),
        group=Group("g", HOSTILE),
        audience=Audience.PATIENT,
        reviewers=(HOSTILE,),
    )
    written = compose(hostile, Imprint(HOSTILE, HOSTILE), TODAY)
    assert Words(written).tags == Words(compose(plain, IMPRINT, TODAY)).tags
    assert Words(written).words.replace("\N{ZERO WIDTH SPACE}", "").count(HOSTILE) >= 8


def test_hostile_words_make_no_section(page: Page, make_topic: Callable[..., Topic]):
    page.show_topic(make_topic("<p>Words.</p>", title=HOSTILE, group=Group("g", HOSTILE)), HOSTILE)
    assert page.shown is not None
    assert [section.text for section in page.shown.text_map.sections] == ["Words."]


def test_everything_that_is_added_is_apparatus(page: Page, make_topic: Callable[..., Topic], source: Source):
    topic = make_topic("<p>Words.</p>", sources=(source,), audience=Audience.PATIENT)
    withdrawn = replace(topic, withdrawn=Withdrawal("slnb", "Old.", TODAY))
    page.show_topic(withdrawn, "1", disclaimer="Ask a clinician.")
    texts = {block.text() for block in blocks(page.document()) if block.userState() != APPARATUS_STATE}
    assert texts - {""} == {"Words."}
