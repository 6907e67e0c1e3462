"""`python -m tests.beginners [NAME ...]`: grade the corpus, print what is said of each answer, and count.

Exit status 0 whatever is found: how good the messages have to be is said by the tests.
"""

import argparse
import textwrap
from collections import Counter

from tests.beginners import read_corpus
from tests.beginners.grading import Graded, grade_all

KINDS = {
    "escapes": "pass all checks",
    "false": "something that is said is false",
    "named": "named by cause",
    "pattern": "not named, with a true pattern",
    "unnamed": "not named",
}


def kind_of(graded: Graded) -> str:
    """Which of KINDS it is."""
    if graded.passed:
        return "escapes"
    if graded.false:
        return "false"
    if graded.names_the_cause:
        return "named"
    return "pattern" if graded.shows_a_pattern else "unnamed"


def describe(graded: Graded) -> str:
    """What the grader says of one answer, line by line."""
    answer, result = graded.answer, graded.result
    lines = [f"{kind_of(graded).upper()}  {answer.exercise}/{answer.name}: {answer.cause}"]
    lines += [f"    status {result.status}, {result.score:g} of {result.max_score}"]
    for statement in graded.statements:
        named = f" [{', '.join(sorted(statement.named))}]" if statement.named else ""
        lines.append(f"    {statement.where}{named}: {statement.text}")
    lines += [f"    FALSE in {where}: {why}" for where, why in graded.false]
    if not graded.passed and not graded.names_the_cause:
        lines.append(f"    must: {' and '.join(' | '.join(claims) for claims in answer.must)}")
    return "\n".join(textwrap.fill(line, 160, subsequent_indent=" " * 8) for line in lines)


def summarise(graded: list[Graded]) -> str:
    """The counts."""
    counts = Counter(map(kind_of, graded))
    lines = [f"{len(graded)} answers"]
    lines += [f"{counts[kind]:5} {words}" for kind, words in KINDS.items()]
    lines += [
        f"{sum(len(dict(one.false)) for one in graded):5} false statements in all",
        f"{sum(one.misnamed for one in graded):5} answers with a mistake named that does not explain all they do",
        f"{sum(len(one.names) > 1 for one in graded):5} answers of which more than one mistake is named",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.beginners", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="of answers or of exercises; all without any")
    names = parser.parse_args().names
    answers = [answer for answer in read_corpus() if not names or {answer.name, answer.exercise} & set(names)]
    found = []
    for graded in grade_all(answers):
        found.append(graded)
        print(describe(graded), end="\n\n", flush=True)
    print(summarise(found))


if __name__ == "__main__":
    main()
