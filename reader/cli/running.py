"""Have the running window do what a command would do itself, where there is one: it shows at once what has changed."""

import argparse

from reader.app import lock_home
from reader.cli.session import report_progress
from reader.errors import HomeError, ReaderError
from reader.home import Home


def by_the_window(options: argparse.Namespace, request: dict[str, object], refusal: type[ReaderError]) -> str | None:
    """Have the window do it and return what it says; None where no window is open.

    Raises `refusal` where the window can't do it.
    """
    home = Home.locate(options.home)
    try:
        # It isn't held for the work, or no window could open while a large pack is compiled. Nothing needs it there: packs are
        # placed under a lock of their own, with the shelf read anew; marks are merged within transactions; and no change of the
        # passphrase, nor a backup, takes the place of a notebook that another process has open.
        lock_home(home).release()
    except HomeError:
        from reader.desktop.instance import ask_running

        answer = ask_running(home, request, report_progress())
        if answer is None:
            raise
        if "error" in answer:
            raise refusal(str(answer["error"])) from None
        return str(answer["message"])
    return None
