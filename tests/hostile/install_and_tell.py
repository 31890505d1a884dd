"""Install a pack as the program does, under a limit or until it is killed; say what came of it.

Usage: install_and_tell.py ROOT HOME PACK LARGEST_FILE DIES_AT. LARGEST_FILE is in bytes, 0 for any. DIES_AT is the
number of the call, among those that make files durable or put them into place, before which the process is
killed; 0 for never, and then the number of those calls is printed.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

calls = 0


def counted(function: Callable[..., object]) -> Callable[..., object]:
    def call(*arguments: object, **options: object) -> object:
        global calls  # noqa: PLW0603 — a script of one page
        calls += 1
        if calls == int(dies_at):
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)

    return call


def main(root: str, home: str, pack: str, largest: str) -> None:
    sys.path.insert(0, root)
    errors, homes, shelves = (importlib.import_module(f"reader.{name}") for name in ("errors", "home", "library.shelf.shelf"))
    if int(largest):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    for name in ("rename", "replace", "fsync", "unlink", "rmdir", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))
    try:
        print("installed", shelves.Shelf(homes.Home(Path(home)), Path("no-content")).install(Path(pack)).digest)
    except errors.EditionError as error:
        print("refused", error)
    print("calls", calls)


dies_at = sys.argv[5]
main(*sys.argv[1:5])
