"""On a shared computer: a passphrase is set by keyboard, the window is locked, and a killed program starts locked."""

import os
from pathlib import Path

from tests.journeys.program import Program, wait_for

PASSPHRASE = "red kite over the ward"  # noqa: S105 - it opens nothing but tests
WORD = b"what-is-it"  # the topic that is marked and read


def personal_files_with(home: Path, word: bytes) -> list[str]:
    return sorted(path.name for path in (*home.glob("*.sqlite*"), *home.glob("backups/*")) if word in path.read_bytes())


def listed(program: Program) -> str:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as pipe:
        pipe.write(PASSPHRASE)
    try:
        return program.command("notes", "list", "--passphrase-fd", str(reading), pass_fds=(reading,)).stdout
    finally:
        os.close(reading)


def test_locked_by_keyboard_and_opened_again_after_a_kill(program: Program):
    program.start("open", "what-is-it")
    program.wait_for_title("What a micrometastasis is")
    program.press("ctrl+d")
    wait_for(lambda: personal_files_with(program.home, WORD), "the bookmark")

    program.press("ctrl+shift+l")
    program.take_keyboard("Lock with a passphrase")
    program.type(PASSPHRASE)
    program.press("Tab")
    program.type(PASSPHRASE)
    program.press("Return")
    wait_for(lambda: not personal_files_with(program.home, WORD), "the encryption")
    program.take_keyboard("What a micrometastasis is")

    program.press("ctrl+shift+l")
    program.take_keyboard("^Wardbook$")
    program.kill()

    assert "Bookmark: What a micrometastasis is" in listed(program)
    program.start()
    assert program.title == "Wardbook"
    program.type(PASSPHRASE)
    program.press("Return")
    program.take_keyboard("What a micrometastasis is")
    assert program.close() == 0
    assert personal_files_with(program.home, WORD) == []
