"""The notebooks as reading matter: a lint of their texts, hints, pictures and links."""

import html
import re
from itertools import pairwise

import pytest
from prose import measure, plain, symbols

from source.notebook import END_MARKER, START_MARKER
from source.starter_check import answer_lines, find_leaks, list_released, normalise
from tests.installed import Installed, each_exercise_of_the_lessons, each_lesson

HINT = re.compile(r"<details><summary>Hint (\d): ([^<]+)</summary>\n\n(.*?)</details>", re.DOTALL)
EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
COLOURS = re.compile(r"\b(red|green|blue|orange|yellow|purple|pink|violet|cyan|magenta|colou?red)\b", re.IGNORECASE)
FEWEST_WORDS = 30  # shorter texts are not measured: one long word would decide


@pytest.fixture(scope="session")
def texts(source_notebook) -> list[str]:
    """The markdown cells."""
    return [cell.source for cell in source_notebook.cells if cell.cell_type == "markdown"]


@pytest.fixture(scope="session")
def hints(installed: Installed, source_notebook) -> dict[str, list[tuple[str, str, str]]]:
    """The hints of each exercise, (number, title, text), from the text right before its cell."""
    return {
        after.id: HINT.findall(before.source)
        for before, after in pairwise(source_notebook.cells)
        if after.id in installed.definition.exercises and before.cell_type == "markdown"
    }


@each_lesson
def test_texts_are_easy_to_read(texts):
    """No text has long sentences or hard words: at most 20 words on average, 40 in all, reading ease 60 or more."""
    measured = {text: measure(text) for text in texts if measure(text).words >= FEWEST_WORDS}
    assert len(measured) > 20
    hard = {
        text[:60]: (round(m.sentence_length, 1), m.longest, round(m.ease))
        for text, m in measured.items()
        if m.sentence_length > 20 or m.longest > 40 or m.ease < 60
    }
    assert not hard


@each_lesson
def test_the_whole_is_easy_to_read(texts):
    """All sentences together: at most 15 words on average, reading ease 70 or more."""
    whole = measure("\n\n".join(texts))
    assert whole.words > 2000
    assert whole.sentence_length <= 15
    assert whole.ease >= 70


def test_measures_tell_hard_from_easy():
    """The measure finds long sentences and long words."""
    easy = measure("The cat sat on the mat. It was a warm day.")
    hard = measure("Multidimensional generalisations necessitate computationally considerable regularisation.")
    assert (easy.words, easy.sentences, easy.longest) == (11, 2, 6)
    assert easy.ease > 100 > 0 > hard.ease
    assert measure("```\nno words here at all\n```\n| a | table of words |\n# A long heading here").words == 0


def test_lines_are_short(installed, source_notebook):
    """No line of text or code needs a wide window; tables, which cannot be broken, and links are left out."""
    for cell in source_notebook.cells:
        widest = 112 if cell.cell_type == "markdown" else 104
        lines = [line for line in cell.source.splitlines() if not line.startswith(("|", "$$"))]
        if cell.id not in installed.definition.exercises:
            assert [line for line in lines if len(line) > widest] == []


def test_no_word_is_doubled(texts):
    """No word stands twice in a row."""
    found = [
        match[0] for text in texts for match in re.finditer(r"\b([A-Za-z]{2,})\s+\1\b", plain(text), re.IGNORECASE)
    ]
    assert found == []


def test_no_emoji(installed, source_notebook, committed_key):
    """Neither a cell nor an output nor a file beside the notebook has an emoji."""
    places = [cell.source for cell in source_notebook.cells] + [
        str(cell.get("outputs")) for cell in committed_key.cells
    ]
    beside = [installed.places.source / name for name in installed.definition.files if name.endswith(".py")]
    places += [path.read_text(encoding="utf-8") for path in beside]
    assert [EMOJI.search(place)[0] for place in places if EMOJI.search(place)] == []


def test_colours_carry_no_meaning(texts):
    """Nothing is told by the name of a colour; red, green and blue are named as the channels of an image only."""
    prose = [re.sub(r"red, green and blue", "", " ".join(text.split())) for text in texts]
    assert [COLOURS.search(text)[0] for text in prose if COLOURS.search(text)] == []


@each_lesson
def test_symbols_are_in_the_table(installed, texts):
    """Every letter in a formula is in the table of symbols; words in formulas say themselves what they are.

    The table also has every parameter of a function that is written like a symbol.
    """
    table = next(text for text in texts if "| symbol | in the code |" in text)
    words = {"window", "mask", "share", "x", "dz"}
    used = set().union(*(symbols(text) for text in texts if text is not table))
    assert {"prev", "dA", "W"} <= used
    assert used - symbols(table) - words == set()
    parameters = {name for exercise in installed.definition.exercises.values() for name in exercise.parameters}
    in_code = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]*`", table))))
    assert {name for name in parameters if re.fullmatch(r"d?[A-Z]\w*|[a-z]", name)} - {"x"} <= in_code


@each_lesson
def test_each_symbol_of_the_table_is_its_own_formula(texts):
    """The first column has no list in one formula.

    The page that nbconvert writes breaks such a list at its commas and then gives the column most of the width.
    """
    table = next(text for text in texts if "| symbol | in the code |" in text)
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| $")]
    formulas = [formula for cell in cells for formula in re.findall(r"\$([^$]+)\$", cell)]
    assert len(formulas) > len(cells) > 10
    assert [formula for formula in formulas if "," in formula] == []


def test_no_formula_is_broken_by_the_end_of_a_line(texts):
    """A formula in a sentence is on one line: a minus at the beginning of a line would make a list of it."""
    lines = [line for text in texts for line in re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL).splitlines()]
    assert [line for line in lines if line.count("$") % 2] == []


@each_lesson
def test_anchors_and_files_are_there(installed, texts):
    """Every anchor has a link, every link an anchor, and the files that the text names are in the release."""
    text = "\n".join(texts)
    links, anchors = re.findall(r"\]\(#([\w-]+)\)", text), re.findall(r'<a id="([\w-]+)"></a>', text)
    assert set(links) == set(anchors)
    assert len(anchors) == len(set(anchors)) > 10
    assert not re.findall(r"\]\((?!#)", text)
    assert set(re.findall(r"`(\w+\.(?:py|h5))`", text)) <= list_released(installed.definition)


def test_headings_are_headings_for_pandoc_too(texts):
    """An empty line comes before every heading: the PDF shows the hash signs of a heading right after an anchor."""
    assert [text for text in texts if re.search(r"\S\n#+ ", re.sub(r"```.*?```", "", text, flags=re.DOTALL))] == []


@each_lesson
def test_links_work_in_the_pdf(texts):
    """Each anchor has the name that pandoc gives the heading below it: pandoc leaves the anchor itself out."""
    found = re.findall(r'<a id="([\w-]+)"></a>\n\n#+ (.+)', "\n".join(texts))
    made = [re.sub(r"[^\w\s.-]", "", heading.lower()).replace(" ", "-").lstrip("0123456789.-") for _, heading in found]
    assert [anchor for anchor, _ in found] == made
    assert len(found) == "\n".join(texts).count("<a id=")


@each_lesson
def test_goals_at_the_start_and_what_was_learned_at_the_end(texts):
    """The first text lists what one can do after the notebook, the last one what one can do now."""
    goals, reached = texts[0].split("After this notebook you can:")[1], texts[-1]
    assert len(re.findall("(?m)^- ", goals.split("How it works:")[0])) >= 4
    assert "## What you can do now" in reached
    assert len(re.findall("(?m)^- ", reached)) >= 4


@each_exercise_of_the_lessons
def test_three_hints_from_a_question_to_a_line_with_blanks(hints, exercise):
    """Each exercise has three hints: a question, a tool or formula, and code with blanks."""
    numbers, _, told = zip(*hints[exercise], strict=True)
    assert numbers == ("1", "2", "3")
    assert "?" in told[0]
    assert "```" not in told[0] + told[1]
    code = re.findall(r"```python\n(.*?)```", told[2], re.DOTALL)[0].splitlines()
    assert code
    assert all("____" in line for line in code)


@each_lesson
def test_hints_hold_no_line_of_an_answer(installed, hints, source_notebook):
    """No line of a hint is a line of an answer, whether as code or within a sentence; nor is it a filled blank."""
    answers = answer_lines(source_notebook, installed.definition.open_lines)
    assert len(answers) >= 15
    for name, listed in hints.items():
        told = "\n".join(text for _, _, text in listed)
        assert list(find_leaks(answers, name, told)) == []
        plain_code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", told, flags=re.DOTALL))
        assert [code for code in plain_code if len(normalise(code)) >= 12 and normalise(code) in answers] == []


@each_lesson
def test_every_hint_is_folded_and_closed(installed, texts):
    """The text has no other folded parts than the hints, and each of them is closed."""
    text = "\n".join(texts)
    hints = 3 * len(installed.definition.exercises)
    assert text.count("<details>") == text.count("</details>") == len(HINT.findall(text)) == hints


@each_lesson
def test_every_exercise_begins_with_why_and_an_instance(installed, source_notebook):
    """Before each function stand why, a case worked by hand, and then the exercise, in this order."""
    text = ""
    for cell in source_notebook.cells:
        if cell.id in installed.definition.exercises:
            heading = re.search(rf"^#+ (Exercise \d|Optional exercise): `{cell.id}`", text, re.MULTILINE)
            assert heading
            # The optional passes share the reason of their part.
            assert 0 <= text.find("**Why.**") < text.find("**By hand.**") < heading.start()
            text = ""
        elif cell.cell_type == "markdown":
            text += f"{cell.source}\n"


@each_exercise_of_the_lessons
def test_shapes_are_noted_where_they_change(source_notebook, exercise):
    """The hints in the code say the shape of every array that they name."""
    source = next(cell.source for cell in source_notebook.cells if cell.id == exercise)
    noted = source.split(START_MARKER)[1].split(END_MARKER)[0].split("### BEGIN SOLUTION")[0]
    arrays = r"(?:X_pad|products|Z|A|a|P|mask|weights|bias|shifted|exponentials|totals|\w*slice\w*|d[AWZ]\w*|db|\w+_pad"
    arrays += r"|\w+\[name\])"
    lines = re.findall(rf"^ *# +{arrays} = None.*$", noted, re.MULTILINE)
    assert lines
    assert [line for line in lines if not re.search("shape|one |grow|axis|same", line)] == []


@each_lesson
def test_every_picture_has_words(source_notebook, committed_key):
    """Every picture in the executed notebook has a name, and the text after it begins with a caption."""
    pictures = 0
    for cell, following in pairwise(committed_key.cells):
        if not re.search(r"^\s*(?:figures|animation)\.show_", cell.source, re.MULTILINE):
            continue
        assert re.match(r"\*Figure(?:, moving)?: [^*]{40,}\*", following.source)
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                pictures += 1
                assert len(output.data["text/plain"]) > 25
                assert f'aria-label="{html.escape(output.data["text/plain"])}"' in output.data["text/html"]
    assert pictures >= 17
