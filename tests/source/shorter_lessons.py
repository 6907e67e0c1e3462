"""A copy of a lesson runs sooner: without most of its training, or without its figures, where nobody looks at them."""

from pathlib import Path

IN_WORDS = """

def show(figure, description, colours=256):
    display({"text/plain": description}, raw=True)
"""


def train_briefly(notebook: str) -> str:
    """The text of the second lesson's notebook with one epoch of training: every cell runs as after 25, and sooner.

    The whole training is in test_second_lesson.py, without a kernel, and in test_training.py.
    """
    assert notebook.count("epochs=25") == 1
    return notebook.replace("epochs=25", "epochs=1")


def show_words(folder: Path) -> None:
    """Let the folder of a lesson show descriptions in place of figures: drawing takes most of the time of a run."""
    with (folder / "sheet.py").open("a", encoding="utf-8") as file:
        file.write(IN_WORDS)
