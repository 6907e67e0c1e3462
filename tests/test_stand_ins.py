"""What only shows something costs no marks: grading has stand-ins, which do nothing and are of no use for computing."""

from collections.abc import Callable

import pytest

from autograder.result import Record
from tests.conftest import result_of

Grade = Callable[[dict[str, str]], Record]
PAD = "np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))"


def pad_after(*lines: str, head: str = "", value: str = PAD) -> dict[str, str]:
    """A right zero_pad that does something else first. head: above the function. value: what it returns."""
    body = "".join(f"    {line}\n" for line in lines)
    return {"zero_pad": f"{head}\ndef zero_pad(X, pad):\n{body}    return {value}\n"}


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("", "display(X)"),
        ("", "get_ipython().run_line_magic('matplotlib', 'inline')"),
        ("from IPython.display import display, clear_output", "clear_output(wait=True); display(X.shape)"),
        ("import matplotlib.pyplot as plt", "plt.imshow(X[0, :, :, 0]); plt.show()"),
        ("from matplotlib import pyplot as plt", "fig, ax = plt.subplots(); ax.imshow(X[0])"),
        ("import matplotlib.pyplot as plt", "fig, ((a, b), (c, d)) = plt.subplots(2, 2); a.set_title('a')"),
        ("import matplotlib.pyplot as plt", "fig, axes = plt.subplots(2, 2); axes[0, 1].plot(X[0, 0, 0])"),
        ("import matplotlib.pyplot as plt", "fig, axes = plt.subplots(4)\n    for ax in axes.flat: ax.plot(X)"),
        ("import matplotlib.pyplot as plt\nplt.rcParams['figure.dpi'] = 90", "plt.plot([1]); plt.rcParams['x'] = 1"),
        ("import matplotlib.pyplot as plt", "with plt.style.context('ggplot') as style: plt.figure().title = 'x'"),
        ("import matplotlib.pyplot as plt", "counts, edges, _ = plt.hist(X.ravel())"),
        ("import seaborn as sns", "sns.heatmap(X[0, :, :, 0], annot=True)"),
        ("from ipywidgets import interact, Output", "with Output(): print(X)"),
        ("from rich import print as show", "show(X.shape)"),
        ("import logging, pprint", "logging.warning('%s', X.shape); pprint.pprint(X)"),
    ],
)
def test_what_only_shows_costs_nothing(grade: Grade, head: str, line: str) -> None:
    """Figures, widgets and displayed values do nothing at grading, above a function and in it."""
    assert result_of(grade(pad_after(line, head=head)), "zero_pad").score == 10


@pytest.mark.parametrize(
    ("head", "bar"),
    [
        ("from tqdm import tqdm", "tqdm(range(m), desc='images')"),
        ("from tqdm.auto import tqdm", "tqdm(iterable=range(m))"),
        ("from tqdm import notebook", "notebook.tqdm(range(m))"),
        ("from tqdm import trange", "trange(m)"),
        ("import tqdm.notebook", "tqdm.notebook.trange(0, m, 1)"),
        ("from tqdm import tqdm_notebook", "tqdm_notebook(list(range(m)))"),
        ("from rich.progress import track", "track(range(m), description='images')"),
        ("import tqdm", "reversed([k for k in tqdm.tqdm(range(m))])"),
    ],
)
def test_progress_bar_hands_through_what_it_is_given(grade: Grade, loops: dict[str, str], head: str, bar: str) -> None:
    """A loop over a progress bar is the loop over what is in it."""
    code = loops["conv_forward"].replace("range(m)", bar)
    assert bar in code
    answer = {**loops, "conv_forward": f"{head}\n{code}"}
    assert result_of(grade(answer), "conv_forward").score == 40


def test_progress_bar_by_hand_costs_nothing(grade: Grade) -> None:
    """A bar that is moved by hand, with a total, is a context manager whose methods do nothing."""
    line = "with tqdm(total=3) as bar: bar.update(1); bar.set_postfix(x=1); tqdm.write('x')"
    assert result_of(grade(pad_after(line, head="from tqdm import tqdm")), "zero_pad").score == 10


def test_decorator_that_shows_leaves_the_function(grade: Grade) -> None:
    """`@interact` gives the function back."""
    head = "from ipywidgets import interact\n@interact(pad=(0, 3))"
    assert result_of(grade(pad_after(head=head)), "zero_pad").score == 10


@pytest.mark.parametrize(
    "value",
    [f"{PAD} + plt.gca()", f"plt.gca() * {PAD}", f"{PAD} * float(plt.xlim())", "max(plt.hist(X)[0], 1)"],
)
def test_value_of_a_stand_in_does_not_compute(grade: Grade, value: str) -> None:
    """Computing with what a drawing module returns is an error, and the message gives the reason."""
    result = result_of(grade(pad_after(head="import matplotlib.pyplot as plt", value=value)), "zero_pad")
    assert (result.status, result.score) == ("raised", 0)
    assert "computes with a value of a module that draws or prints" in result.message


@pytest.mark.parametrize("value", ["plt.gca()", "np.array(plt.gca())", "np.array([plt.gca()] * X.size)"])
def test_stand_in_is_no_answer(grade: Grade, value: str) -> None:
    """What a drawing module returns is not an array of numbers."""
    result = result_of(grade(pad_after(head="import matplotlib.pyplot as plt", value=value)), "zero_pad")
    assert (result.status, result.score) == ("failed", 0)


@pytest.mark.parametrize(
    ("head", "line", "module"),
    [
        ("import pandas as pd", "pd.DataFrame(X[0, 0])", "pandas"),
        ("", "import torch", "torch"),
        ("from scipy import signal", "signal.convolve(X, X)", "scipy"),
        ("from numba import njit\n@njit", "pass", "numba"),
        ("import numba\n@numba.njit(parallel=True)", "pass", "numba"),
    ],
)
def test_module_that_grading_does_not_have_is_named(grade: Grade, head: str, line: str, module: str) -> None:
    """Imported above the function, in it, or for a decorator: the message names the module."""
    message = result_of(grade(pad_after(line, head=head)), "zero_pad").message
    assert f"zero_pad needs the module {module}, which is not available during grading" in message


@pytest.mark.parametrize("line", ["%pylab inline", "from matplotlib.pyplot import *"])
def test_import_of_all_names_that_failed_is_named(grade: Grade, line: str) -> None:
    """A name without a value may come from an import of all names of a module that grading does not have."""
    message = result_of(grade(pad_after("zeros(3)", head=f"\n{line}\n")), "zero_pad").message
    assert "Perhaps it should come from cell" in message
    assert f"No module named '{'pylab' if 'inline' in line else 'matplotlib.pyplot'}'" in message


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("threading", "threading.Thread(target=print).start()"),
        ("multiprocessing", "multiprocessing.Pool(2)"),
        ("subprocess", "subprocess.run('ls')"),
        ("os", "os.fork()"),
    ],
)
def test_threads_and_processes_are_named(grade: Grade, module: str, line: str) -> None:
    """Grading starts none."""
    message = result_of(grade(pad_after(f"import {module}", line)), "zero_pad").message
    assert "zero_pad starts threads or processes" in message
