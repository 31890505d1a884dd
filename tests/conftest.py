"""What every test may ask for: a home of its own, the real sample data, and how thorough to be."""

import os
import tarfile
from pathlib import Path

import pytest

# Widgets are drawn in memory, unless a journey starts the real program on a screen of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from reader.home import Home

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="run the whole of what is otherwise run in part (a fixed-seed tenth)"
    )


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a fresh home whose folders are made."""
    fresh = Home(tmp_path / "home")
    fresh.prepare()
    return fresh


@pytest.fixture(autouse=True)
def _no_home_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep a forgotten --home from ever touching the real one."""
    monkeypatch.setenv("WARDBOOK_HOME", str(tmp_path / "unasked-home"))


@pytest.fixture(scope="session")
def medquad_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample pack of 5,486 topics, a folder."""
    return _unpacked("medquad-pack", tmp_path_factory)


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the CommonMark examples, attack payloads and hostile archives."""
    return _unpacked("hostile-dev", tmp_path_factory)


def _unpacked(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = SHARED_DATA / f"{name}.tar.xz"
    if not archive.exists():
        pytest.skip(f"{archive.name} is not beside the repository")
    folder = tmp_path_factory.mktemp("data")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / name
