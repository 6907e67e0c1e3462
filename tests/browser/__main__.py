"""`python -m tests.browser`: walk through a lesson, look at a class, and write `docs/screenshots.md` with pictures."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import class_pages
from tests.browser.lesson import CHROMIUM, FIRST_LESSON, OPTIONS, open_jupyterlab, walk
from tests.browser.screenshots import PAGE, list_faults, make_page, take


def main() -> int:
    """Write the page. Exit status 1 when there is no Chromium or a picture is not as it should be."""
    if CHROMIUM is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        with open_jupyterlab(browser, Path(folder) / "lesson") as lab:
            walk(lab, FIRST_LESSON, take)
        class_pages.look(browser, Path(folder) / "class")
        browser.close()
    PAGE.write_text(make_page(), encoding="utf-8")
    faults = list_faults()
    print("\n".join(faults) or f"{PAGE.name}: done")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
