"""What is wrong with a topic is told once, in words, with the line of the file; bodies begin on line 5."""

from collections.abc import Callable

import pytest

from reader.library.markup import Link, RenderedTopic

Render = Callable[[str], RenderedTopic]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\n##\n\nb", ["7: fault: empty heading"]),
        ("a\n\n##\n\n## ![x](figures/x.svg)", ["7: fault: empty heading", "9: fault: empty heading"]),
        ("a\n\nb[@zz]\n\nc[@zz; @a1]", ["7: warning: unknown citation: zz", "9: warning: unknown citation: zz"]),
        ("a [@a1, p. 3]", ["5: warning: not understood as a citation: [@a1, p. 3]"]),
        ("a\n![b](figures/none.svg)", ["6: warning: missing image: figures/none.svg"]),
        ("a\n![b](figures/X.svg)", ["6: warning: missing image: figures/X.svg"]),
        ("a\n![b](http://e.org/i.png)", ["6: warning: an image from outside the pack was left out: http://e.org/i.png"]),
        ("a\n![b](file:///i.png)", ["6: warning: an image from outside the pack was left out: b"]),
        ("a\n![b](data:image/png;base64,xx)", ["6: warning: an image from outside the pack was left out: b"]),
        ("a\n![b](/i.png)", ["6: warning: an image from outside the pack was left out: /i.png"]),
        ("a\n![b](../../i.png)", ["6: warning: an image from outside the pack was left out: ../../i.png"]),
        ("a\n![b](figures/../../i.png)", ["6: warning: an image from outside the pack was left out: figures/../../i.png"]),
        ("a\n\n<script>b</script>", ["7: warning: raw HTML was neutralised: <script>"]),
        ("a <b onclick='x'>b</b>", ["5: warning: raw HTML was neutralised: the attribute onclick of <b>"]),
        ("a\n<FORM>b</FORM>", ["6: warning: raw HTML was neutralised: <form>"]),
        ("## A\n\n## B\n\n## *A*", ["9: warning: heading repeated under one parent: A"]),
        ("A\n=\n\nA\n-", ["8: warning: heading repeated under one parent: A"]),
        ("", ["0: warning: a topic without text"]),
        ("![b](figures/x.svg)", ["0: warning: a topic without text"]),
        ('!!! claim "A"\n    verdict: so so\n    b', ["6: warning: not a verdict: so so"]),
        ('!!! claim "A"\n    b', ["5: warning: a claim without a verdict"]),
        ("a\n\n!!! dangr\n    b", ["7: warning: unknown kind of box, shown as a note: dangr"]),
        ("a\n\n[b](javascript:c)", ["7: warning: a link lost its unsafe or missing address: b"]),
        ("a\n\n[b](other.md)", ["7: warning: a link leads nowhere in a pack: other.md"]),
        ("<div>" * 50 + "a", ["5: warning: nested very deeply; the innermost levels were flattened"]),
    ],
)
def test_it_is_told_with_its_line(body: str, expected: list[str], render: Render):
    found = [f"{finding.line}: {finding.severity}: {finding.message}" for finding in render(body).findings]
    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True)), found


def test_a_sound_topic_has_no_findings(render: Render):
    body = (
        "# Title\n\nWords.[@a1; @b2 ?]\n\n## Part {#part}\n\n![f](figures/x.svg 'Caption.')\n\n1 < 2 [b](topic:other) [c](#part)"
    )
    assert render(body).findings == ()


def test_raw_html_that_is_drawn_is_not_neutralised(render: Render):
    assert render("<section><p>a <kbd>b</kbd><br></p></section>\n\n`<script>`\n\n    <iframe>").findings == ()


def test_what_is_nested_beyond_any_stack_is_a_fault_and_no_crash(render: Render):
    nested = render("\n".join("    " * depth + "- x" for depth in range(300)))
    assert [str(finding) for finding in nested.findings] == ["topics/t.md:5: fault: nested too deeply to be read"]
    assert render("still *well*").sections[0].text == "still well"


def test_links_to_topics_are_handed_on_with_their_lines(render: Render):
    links = render("[a](topic:one)\n\n[b](topic:one#two)\n[c](topic:pack/three#four)").links
    assert links == (Link(None, "one", None, 5), Link(None, "one", "two", 7), Link("pack", "three", "four", 8))


def test_a_link_within_the_topic_is_handed_on_unless_an_anchor_has_its_name(render: Render):
    assert render("a {#here}\n\n[b](#here) [c](#part)\n\n<a name='here'></a>d").links == (Link(None, "t", "part", 7),)


def test_sources_are_numbered_in_the_order_of_the_page(render: Render):
    body = "a[@b2]\n\n- b[@a1 ?]\n\n## c[@b2]"
    sources = [(source.number, source.reference.key, source.unverified) for source in render(body).sources]
    assert sources == [(1, "b2", False), (2, "a1", True)]


def test_one_topic_leaves_nothing_to_the_next(render: Render):
    first = render("a[@b2][^1]\n\n[x]: topic:other\n\n*[XY]: z\n\n[^1]: n")
    second = render("a[@a1][^1] [x] XY")
    assert first.sources[0].reference.key == "b2"
    assert [source.reference.key for source in second.sources] == ["a1"]
    assert second.sections[0].text == "a[^1] [x] XY"
    assert "<abbr" not in second.sections[0].html


def test_words_are_counted_without_apparatus(render: Render):
    assert render("# Title\n\none two[@a1; @zz]\n\n!!! key\n    three\n\n## four").words == 4
