"""The commands that show the window, and the one that looks whether everything is whole.

Qt is imported here only, and only when one of them runs.
"""

import argparse
import json

from reader.cli.passphrase import require_key
from reader.cli.place import Place
from reader.cli.session import opened
from reader.home import Home


def open_window(options: argparse.Namespace) -> int:
    """Open the window, at a place if one was named."""
    from reader.desktop.launch import run

    place: Place | None = options.place
    home = Home.locate(options.home)
    return run(home, options.pack, place.topic, place.section) if place else run(home)


def snapshot(options: argparse.Namespace) -> int:
    """Save a picture of the window."""
    from reader.desktop.snapshot import snapshot as save

    place: Place | None = options.topic
    home = Home.locate(options.home)
    save(
        home,
        options.output,
        topic=place.topic if place else None,
        section=place.section if place else None,
        key=require_key(home, options) if options.passphrase_fd is not None else None,
        query=options.query,
        theme=options.theme,
        size=options.size,
        scale=options.scale,
    )
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Tell whether everything is whole; exit with 1 when something is broken."""
    from reader.doctor import examine

    with opened(options, with_notebook=options.passphrase_fd is not None) as wardbook:
        checks = examine(wardbook)
    whole = all(check.whole for check in checks)
    if options.json:
        rows = [{"what": check.what, "whole": check.whole, "detail": check.detail} for check in checks]
        print(json.dumps({"whole": whole, "checks": rows}, ensure_ascii=False, indent=2))
    else:
        for check in checks:
            print(f"{'ok    ' if check.whole else 'BROKEN'}  {check.what}: {check.detail}")
    return int(not whole)
