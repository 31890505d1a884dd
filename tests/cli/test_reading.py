"""search, topics and show answer in the words and fields that scripts rely on."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main
from tests.cli.conftest import Wardbook

HIT_FIELDS = {"pack", "topic", "section", "title", "path", "score", "matched_by", "snippet", "marks"}


def test_search_answers_in_the_fields_that_were_promised(wardbook: Wardbook):
    said = wardbook("search", "sentinel node", "--json")
    assert said.code == 0
    answer = said.json
    assert answer.keys() == {"query", "took_ms", "corrected", "also_searched", "total", "hits"}
    assert answer["query"] == "sentinel node"
    assert answer["corrected"] is None
    assert answer["total"] >= len(answer["hits"]) > 0
    assert all(hit.keys() == HIT_FIELDS for hit in answer["hits"])


def test_marks_are_the_matched_words_of_the_snippet_in_code_points(wardbook: Wardbook):
    hits = wardbook("search", "completion dissection", "--json").json["hits"]
    marked = {hit["snippet"][start:end].casefold() for hit in hits for start, end in hit["marks"]}
    assert {"completion", "dissection"} <= marked


def test_a_path_leads_from_the_group_over_the_topic_to_the_section(wardbook: Wardbook):
    first = wardbook("search", "sentinel node", "--json", "--limit", "1").json["hits"][0]
    assert first["path"][1] == first["title"]
    assert len(first["path"]) in {2, 3, 4}


def test_a_misspelt_query_is_corrected_and_says_so(wardbook: Wardbook):
    answer = wardbook("search", "sentinal node", "--json").json
    assert answer["corrected"] == "sentinel node"
    assert {hit["matched_by"] for hit in answer["hits"]} == {"typo"}
    assert "Showing results for sentinel node" in wardbook("search", "sentinal node").out


def test_limit_and_pack_narrow_the_answer(wardbook: Wardbook):
    assert len(wardbook("search", "node", "--json", "--limit", "2").json["hits"]) == 2
    assert wardbook("search", "node", "--json", "--pack", "micrometastases-breast").json["hits"]


def test_groups_and_audience_narrow_the_answer(wardbook: Wardbook):
    everything = wardbook("search", "chemotherapy", "--json", "--limit", "200").json
    groups = {hit["path"][0] for hit in everything["hits"]}
    some = min(groups)
    narrowed = wardbook("search", "chemotherapy", "--json", "--limit", "200", "--group", some, "--audience", "clinician").json
    assert {hit["path"][0] for hit in narrowed["hits"]} == {some}
    assert 0 < narrowed["total"] < everything["total"]


def test_a_group_that_is_not_there_is_refused_with_the_names_of_those_that_are(wardbook: Wardbook):
    said = wardbook("search", "node", "--group", "no-such-group")
    assert said.code == 1
    assert said.err.startswith("wardbook: There is no group 'no-such-group' on the shelf. It has: ")


def test_what_was_typed_can_be_insisted_on(wardbook: Wardbook):
    assert "--as-typed" in wardbook("search", "sentinal node").out
    answer = wardbook("search", "sentinal node", "--as-typed", "--json").json
    assert answer["corrected"] is None
    assert "typo" not in {hit["matched_by"] for hit in answer["hits"]}


def test_a_pack_that_is_not_there_is_refused_with_the_names_of_those_that_are(wardbook: Wardbook):
    said = wardbook("search", "node", "--pack", "no-such-pack")
    assert (said.code, said.out) == (1, "")
    assert said.err == "wardbook: There is no pack 'no-such-pack' on the shelf. It holds: micrometastases-breast.\n"


def test_a_batch_answers_each_line_with_one_object(wardbook: Wardbook, tmp_path: Path):
    queries = tmp_path / "queries.txt"
    asked = ["lymphoedema", "sentinel\x0cnode\u2028biopsy", ""]
    queries.write_bytes("".join(f"{query}\r\n" for query in asked).encode("utf-8-sig"))
    lines = wardbook("search", "--batch", queries, "--json").out.split("\n")
    assert [json.loads(line)["query"] for line in lines[:-1]] == asked


def test_a_batch_that_is_not_there_is_refused_in_one_line(wardbook: Wardbook, tmp_path: Path):
    said = wardbook("search", "--batch", tmp_path / "none.txt")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "none.txt" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="there the environment sets no encoding")
def test_json_is_utf8_in_a_pipe_whatever_the_locale(warm_home: Path):
    latin = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "reader", "search", "what is", "--json", "--home", str(warm_home)]
    said = subprocess.run(command, env=latin, capture_output=True, check=True).stdout.decode("utf-8")
    assert not said.isascii()
    assert json.loads(said)["hits"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_closed_streams_are_no_bug(warm_home: Path):
    said = subprocess.run(
        ["sh", "-c", '"$0" -m reader search node --home "$1" >&- 2>&-', sys.executable, str(warm_home)], check=False
    )
    assert said.returncode == 0
    assert not (warm_home / "logs" / "wardbook.log").exists()


def test_topics_lists_groups_and_topics(wardbook: Wardbook):
    [pack] = wardbook("topics", "--json").json["packs"]
    titles = {group["title"]: [topic["id"] for topic in group["topics"]] for group in pack["groups"]}
    assert titles["The axilla"][:2] == ["axilla-pathway", "alnd-evidence"]
    assert "axilla-pathway" in wardbook("topics").out


def test_show_prints_a_topic_as_text_html_and_markdown(wardbook: Wardbook):
    text = wardbook("show", "what-is-it").out
    assert "What a micrometastasis is" in text
    assert "Characteristics at a glance" in text
    assert "<h2" in wardbook("show", "what-is-it", "--format", "html").out
    assert "## Characteristics at a glance {#characteristics}" in wardbook("show", "what-is-it", "--format", "markdown").out


def test_show_prints_one_section_alone(wardbook: Wardbook):
    markdown = wardbook("show", "alnd-evidence#z0011", "--format", "markdown").out
    assert markdown.startswith("## Z0011 {#z0011}")
    assert "## AMAROS" not in markdown
    assert wardbook("show", "alnd-evidence#z0011", "--format", "html").out.count("<h2") == 1


def test_the_sections_of_a_topic_make_up_its_markdown(wardbook: Wardbook):
    whole = wardbook("show", "alnd-evidence", "--format", "markdown").out
    ids = ["intro", *re.findall(r"^## .* \{#(.+)\}$", whole, re.MULTILINE)]
    parts = [wardbook("show", f"alnd-evidence#{id_}", "--format", "markdown").out.strip() for id_ in ids]
    assert len(ids) > 5
    assert "\n\n".join(parts) == whole.strip()


@pytest.mark.parametrize("place", ["no-such-topic", "what-is-it#no-such-section"])
def test_a_place_that_is_not_there_is_refused_in_one_line(wardbook: Wardbook, place: str):
    said = wardbook("show", place)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("wardbook: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["search", "x", "--batch", "y"],
        ["search", "--limit", "0", "x"],
        ["show"],
        ["frobnicate"],
        ["snapshot", "x.png", "--size", "big"],
    ],
)
def test_wrong_usage_exits_with_2(wardbook: Wardbook, words: list[str]):
    with pytest.raises(SystemExit) as exit_:
        wardbook(*words)
    assert exit_.value.code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search", "node", "--limit", "x"], "'x' is no whole number"),
        (["snapshot", "x.png", "--scale", "big"], "'big' is no number"),
        (["snapshot", "x.txt"], "must end in .png"),
        (["topics", "--home", ""], "names no folder"),
    ],
)
def test_wrong_usage_says_what_is_wrong_in_plain_words(capsys: pytest.CaptureFixture[str], words: list[str], said: str):
    with pytest.raises(SystemExit) as exit_:
        main(words)
    assert exit_.value.code == 2
    assert said in capsys.readouterr().err
