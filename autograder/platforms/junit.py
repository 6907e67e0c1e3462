"""JUnit's XML, which every service for continuous integration reads: a suite for each student, a case for each check.

What the grader failed on is an error, not a failure, and what nobody has begun of the optional part is skipped.
"""

from collections.abc import Iterable
from xml.etree import ElementTree

from autograder.reports.labels import describe_comment
from autograder.result import ExerciseResult, Record
from autograder.text import for_xml


def to_suite(student: str, record: Record) -> ElementTree.Element:
    """The part of the file that is about one student."""
    suite = ElementTree.Element("testsuite", name=for_xml(student))
    for exercise in record.exercises:
        _add_exercise(suite, exercise)
    if said := [describe_comment(exercise) for exercise in record.exercises if exercise.comment]:
        ElementTree.SubElement(suite, "system-out").text = for_xml("\n".join(said))
    count = {kind: len(suite.findall(f"testcase/{kind}")) for kind in ("failure", "error", "skipped")}
    suite.attrib |= {
        "tests": str(len(suite.findall("testcase"))),
        "failures": str(count["failure"]),
        "errors": str(count["error"]),
        "skipped": str(count["skipped"]),
        "time": f"{record.run.seconds}",
    }
    return suite


def to_junit(suites: Iterable[ElementTree.Element]) -> bytes:
    """The file for a class."""
    root = ElementTree.Element("testsuites")
    root.extend(suites)
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_exercise(suite: ElementTree.Element, exercise: ExerciseResult) -> None:
    name = exercise.name
    for check in exercise.checks:
        hidden = " (hidden)" if check.hidden else ""
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=for_xml(f"{check.name}{hidden}"))
        if not check.passed:
            ElementTree.SubElement(case, "failure", message=for_xml(check.message))
    if not exercise.checks:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=name)
        kind = "error" if exercise.faulty else "skipped" if exercise.untouched else "failure"
        ElementTree.SubElement(case, kind, message=for_xml(exercise.message))
