"""Editorial checks are tried only on a pack that asks for them, and never refuse it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.making.check import check_pack
from reader.library.model import Severity
from reader.library.source.pack import read_pack

MakePack = Callable[..., Path]


def test_a_pack_that_doesnt_ask_is_left_alone(make_pack: MakePack):
    assert check_pack(make_pack()) == []


def test_a_pack_that_asks_is_warned(make_pack: MakePack):
    findings = check_pack(_with_checks(make_pack, "editorial = true"))
    assert findings
    assert {finding.severity for finding in findings} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("checks", "line"), [("editorial = 1", 17), ("editorials = true", 17), ("editorial = 'true'", 17), ("x = {", None)]
)
def test_checks_that_arent_known_are_told(make_pack: MakePack, checks: str, line: int | None):
    pack, findings = read_pack(_with_checks(make_pack, checks))
    if line is None:
        assert findings[0].severity is Severity.FAULT
    else:
        assert [(finding.line, finding.severity) for finding in findings] == [(line, Severity.WARNING)]
        assert pack is not None
        assert not pack.manifest.editorial


def _with_checks(make_pack: MakePack, checks: str) -> Path:
    manifest = (make_pack() / "pack.toml").read_text(encoding="utf-8")
    return make_pack({"pack.toml": f"{manifest}\n[checks]\n{checks}\n"})
