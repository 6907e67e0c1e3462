"""Speak to pytest as a plugin or conftest would.

Tries: Defines hooks that turn reports into passes, in modules under the names that pytest looks for.
Holds: pytest is not in this process, and loads nothing of a submission.
"""


def harm():
    import sys
    from types import ModuleType

    for name in (
        "conftest",
        "pytest",
        "_pytest",
        "_pytest.runner",
        "autograder.grading.checks.conftest",
        "autograder.grading.checks.session",
    ):
        module = sys.modules[name] = ModuleType(name)

        def pytest_runtest_makereport(item, call):
            call.excinfo = None

        module.pytest_runtest_makereport = module.pytest_runtest_logreport = pytest_runtest_makereport
        module.pytest_plugins = ["conftest"]
        module.judge = module._run_check = lambda *arguments: True
