"""Make the texts that searching is measured on, once: the sample pack whole, a part of it, and six times over."""

import random
import re
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

from reader.library.making.compile import compile_pack
from reader.library.making.database import COMPILED_VERSION
from reader.library.source.digest import pack_digest
from reader.library.source.pack import read_pack
from reader.search.building.build import make_index
from reader.search.checksums import index_is_good
from reader.search.sources import IndexSource

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "data" / "medquad-pack.tar.xz"
SYNONYMS = (  # the sample pack has none
    ("heart attack", "myocardial infarction"),
    ("high blood pressure", "hypertension"),
    ("stroke", "cerebrovascular accident"),
    ("cancer", "carcinoma"),
    ("kidney failure", "renal failure"),
    ("itching", "pruritus"),
    ("nosebleed", "epistaxis"),
    ("shingles", "herpes zoster"),
    ("chickenpox", "varicella"),
    ("lockjaw", "tetanus"),
    ("whooping cough", "pertussis"),
    ("German measles", "rubella"),
    ("flu", "influenza"),
    ("fainting", "syncope"),
    ("bruise", "contusion"),
    ("swelling", "edema"),
    ("shortness of breath", "dyspnea"),
    ("baldness", "alopecia"),
    ("farsightedness", "hyperopia"),
    ("ringing in the ears", "tinnitus"),
    ("brittle bones", "osteoporosis"),
    ("gallstones", "cholelithiasis"),
    ("Lou Gehrig's disease", "amyotrophic lateral sclerosis"),
    ("vomiting", "emesis"),
)
PART, WHOLE, LARGE = "10,000", "16,400", "100,000"
_SECTIONS_OF_PART = 10_000
_COPIES = 6
_SHUFFLED = 0.2  # of the sentences of a copy
_SEED = 4
_HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?] )[^.!?#\n]{20,}(?=[.!?])")


def corpus(name: str, folder: Path) -> IndexSource:
    """Return a corpus, compiled and indexed in `folder`, where it stays for the next time."""
    work = folder / f"{name.replace(',', '')}-{COMPILED_VERSION}"
    source = work / "pack"
    if not (work / "made").exists():
        shutil.rmtree(work, ignore_errors=True)
        _MAKERS[name](_sample_pack(folder), source)
        (source / "synonyms.yaml").write_text("".join(f"- [{one}, {other}]\n" for one, other in SYNONYMS))
        pack, findings = read_pack(source)
        assert pack is not None, findings
        compile_pack(pack, pack_digest(source), work / "compiled")
        (work / "made").touch()
    if not index_is_good(work / "index"):
        began = time.perf_counter()
        sections = make_index(work / "compiled", work / "index", None, lambda _done, _total, _what: None, lambda: False)
        print(f"{name} sections indexed: {sections / (time.perf_counter() - began):.0f} a second")
    return IndexSource("medquad", work / "compiled", work / "index", "en")


def _sample_pack(folder: Path) -> Path:
    if not (folder / "medquad-pack").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(ARCHIVE) as tar:
            tar.extractall(folder, filter="data")
    return folder / "medquad-pack"


def _whole(sample: Path, target: Path) -> None:
    shutil.copytree(sample, target)


def _part(sample: Path, target: Path) -> None:
    _begin(sample, target)
    topics = _topics(sample)
    random.Random(_SEED).shuffle(topics)  # noqa: S311 — no secret
    sections = 0
    for topic in topics:
        if sections >= _SECTIONS_OF_PART:
            return
        sections += len(_HEADING.findall(topic.read_text(encoding="utf-8")))
        shutil.copy(topic, target / "topics")


def _large(sample: Path, target: Path) -> None:
    _begin(sample, target)
    for name, text in _copies(sample):
        (target / "topics" / f"{name}.md").write_text(text, encoding="utf-8")


def _copies(sample: Path) -> Iterator[tuple[str, str]]:
    chance = random.Random(_SEED)  # noqa: S311 — no secret

    def shuffled(sentence: re.Match[str]) -> str:
        if chance.random() >= _SHUFFLED:
            return sentence.group()
        words = sentence.group().split(" ")
        chance.shuffle(words)
        return " ".join(words)

    for number in range(_COPIES):
        for topic in _topics(sample):
            text = topic.read_text(encoding="utf-8")
            yield (f"{topic.stem}-copy{number}", _SENTENCE.sub(shuffled, text)) if number else (topic.stem, text)


def _begin(sample: Path, target: Path) -> None:
    (target / "topics").mkdir(parents=True)
    shutil.copy(sample / "pack.toml", target)


def _topics(sample: Path) -> list[Path]:
    return sorted((sample / "topics").glob("*.md"))


_MAKERS = {PART: _part, WHOLE: _whole, LARGE: _large}
