"""Which tests are slow: `make test` leaves them out, `make test-all` runs them.

Whole kinds are slow where that is possible: a file, or all that use a fixture. The quick tier keeps one of each kind:
one attack of each family, one test on a cluster, one death of a worker, one page in a browser. `tests/test_tiers.py`
finds names here that are gone.
"""

from pathlib import Path

import pytest

from tests.attacks.catalogue import Attack

TESTS = Path(__file__).parent

SLOW_FILES: dict[str, tuple[str, ...]] = {
    "attacks/test_killed_grader.py": (),
    "gradebook/test_autograde.py": ("test_a_wrong_setting_is_explained", "test_two_lines_are_enough"),
    "gradebook/test_example_class.py": (),
    "gradebook/test_nothing_hidden.py": (),
    "platforms/test_bundle.py": ("test_right_submission",),
    "reports/test_browser.py": ("test_no_attack_runs_or_loads_anything",),
    "sandbox/test_ordinary_user.py": (),
    "source/test_half_finished.py": (),
    "test_benchmarks.py": ("test_targets_are_judged_by_the_figures",),
    "test_cluster.py": (
        *("test_chunks", "test_slow_submissions_are_handed_in_one_by_one", "test_wrong_address_is_wrong_usage"),
        *("test_without_dask_the_option_names_the_package", "test_worker_with_other_versions_is_refused"),
    ),
    "test_full_disk.py": ("test_nothing_is_left_of_a_file_that_did_not_fit",),
    "test_hostile_class.py": (),
    "test_in_a_kernel.py": (),
    "test_kills.py": (),
    "test_large_class.py": (),
    "test_memory.py": (),
    "test_standby.py": ("test_processes_end_and_start_again",),
    "test_tiny_course.py": (),
    "test_workers.py": ("test_submission_that_kills_twice_is_not_tried_again",),
}
"""Slow files, each with its tests that are quick all the same."""

SLOW_TESTS: dict[str, tuple[str, ...]] = {
    "gradebook/test_bad_input.py": ("test_an_empty_course_gets_its_gradebook",),
    "gradebook/test_feedback.py": ("test_a_renamed_notebook_gets_its_feedback",),
    "platforms/test_commands.py": ("test_bundle_takes_the_cases_of_a_class",),
    "hostile_files/test_reading.py": (
        "test_cell_of_any_kind_costs_little_and_no_other_cell",
        "test_damage_of_any_kind_costs_little",
        "test_choosing_among_files_costs_little",
        "test_file_of_any_kind_costs_little",
    ),
    "sandbox/test_failures.py": ("test_processor_time_is_bounded",),
    "sandbox/test_leftovers.py": ("test_what_one_child_leaves_the_next_one_does_not_find",),
    "source/test_builds.py": ("test_failing_answer_key_is_refused",),
    "test_authors_walk.py": ("test_walk_leads_to_a_report",),
    "test_beginners.py": ("test_answer_loses_points", "test_nothing_false_is_said_of_any_answer"),
    "test_cases.py": ("test_compiled_files_are_those_that_are_committed",),
    "test_disclosure.py": ("test_a_thousand_values_of_a_hidden_input_come_out_as_a_few_sentences",),
    "test_known_mistakes.py": ("test_two_mistakes_are_told_one_story",),
    "test_documented_commands.py": ("test_first_page_returns_feedback", "test_page_does_what_it_shows"),
    "test_fuzz.py": ("test_faults_are_found",),
    "test_mutants.py": ("test_calling_directly_tells_right_from_wrong",),
    "test_redraw.py": (
        "test_command_grades_with_a_secret",
        "test_damaged_cache_is_never_half_a_file",
        "test_hidden_cases_differ_and_public_ones_do_not",
        "test_marks_do_not_depend_on_the_secret",
        "test_mistakes_are_tried_only_on_what_is_graded",
        "test_result_names_the_cases_and_not_the_secret",
        "test_same_secret_gives_the_same_file",
    ),
    "test_right_styles.py": ("test_right_style_passes_in_a_terminal",),
    "test_training.py": ("test_network_learns_with_loops_over_single_numbers",),
    "test_third_verdict.py": ("test_no_value_is_a_fault_of_the_grader",),
    "test_resume.py": (
        "test_other_cases_mean_grading_everybody_again",
        "test_regrade_that_was_stopped_tells_all_when_it_goes_on",
    ),
}
"""Slow tests of files that are quick."""

SLOW_FIXTURES = frozenset({"answer_key", "confusion", "learned", "made", "release_build", "seen", "starter_run"})
"""What takes seconds to make: a test that uses one of these is slow."""

UNMEASURED = (
    *("attacks/", "browser/", "source/", "reports/test_browser.py", "test_batch.py", "test_beginners.py"),
    *("test_disclosure.py", "test_examples.py", "test_grading.py", "test_known_mistakes.py", "test_layers.py"),
    *("test_mutants.py", "test_oracle.py", "test_properties.py", "test_right_styles.py", "test_third_verdict.py"),
    "test_tiers.py",
)
"""Files and folders where coverage is not measured: tracing them takes long, and others cover nearly all their lines.

With tracing they took 210 s of 385 s of processor time. They alone cover some 20 lines of the package.
"""

QUICK_ATTACKS = frozenset(
    {
        *("open_expected_outputs", "builtins", "process_exit", "infinity", "files_for_the_next"),
        *("public_outputs", "memory", "connections", "remembers_results"),
    }
)
"""One attack of each family; the others are slow."""


def is_slow(item: pytest.Item) -> bool:
    """Whether a test belongs to the slow tier."""
    name, file = item.name.partition("[")[0], item.path.relative_to(TESTS).as_posix()
    if isinstance(item, pytest.Function):
        if not SLOW_FIXTURES.isdisjoint(item.fixturenames):
            return True
        attack = item.callspec.params.get("attack") if hasattr(item, "callspec") else None
        if isinstance(attack, Attack):
            return attack.name not in QUICK_ATTACKS
    return name not in SLOW_FILES[file] if file in SLOW_FILES else name in SLOW_TESTS.get(file, ())


def is_measured(item: pytest.Item) -> bool:
    """Whether coverage is measured while a test runs. The slow tests mostly wait for other processes."""
    return not is_slow(item) and not item.path.relative_to(TESTS).as_posix().startswith(UNMEASURED)
