"""Stand-ins for modules that only show something: what students import and call to draw, print or count does nothing.

Their values are of no use for computing: they have no length, no numbers and nothing to compare. Whatever is asked of
them, they give one more of their kind. Only progress bars give something back: what they were given to go through.
"""

from __future__ import annotations

import dis
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterable, Iterator, Sequence
from types import FunctionType, ModuleType
from typing import Any

MODULES = frozenset({
    "IPython", "alive_progress", "altair", "bokeh", "fastprogress", "ipywidgets", "matplotlib",
    "mpl_toolkits", "plotly", "progressbar", "rich", "seaborn", "tqdm",
})  # fmt: skip
COUNTS = frozenset({"trange", "tnrange"})
"""Progress bars that go through `range` of what they are given."""
BARS = COUNTS | {"alive_it", "progress_bar", "progressbar", "tenumerate", "tqdm", "tqdm_notebook", "track"}
UNPACK = dis.opmap["UNPACK_SEQUENCE"]


class NothingToShow:
    """Takes every call, attribute and index, and does nothing."""

    __slots__ = ()

    def __call__(self, *given: Any, **options: Any) -> Any:
        """Nothing; as a decorator it leaves the function as it is."""
        return given[0] if len(given) == 1 and not options and type(given[0]) is FunctionType else NOTHING

    def __getattr__(self, name: str) -> Any:
        """Nothing, or a progress bar. Special methods are left to the class: numpy looks for some."""
        return find(name)

    def __getitem__(self, index: Any) -> NothingToShow:
        """Nothing."""
        return NOTHING

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep nothing, such as `figure.title = "A"`."""

    def __setitem__(self, index: Any, value: Any) -> None:
        """Keep nothing, such as `rcParams["figure.dpi"] = 90`."""

    def __enter__(self) -> NothingToShow:
        """Itself, such as a bar of which a block moves on."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Let every exception through."""

    def __iter__(self) -> Iterator[Any]:
        """As many as there are names to take them, as in `figure, axes = plt.subplots()`; in a loop none."""
        frame = sys._getframe(1)
        code, at = frame.f_code.co_code, frame.f_lasti
        return iter([NOTHING] * (code[at + 1] if code[at] == UNPACK else 0))


class Bar(NothingToShow):
    """A progress bar, which goes through what it was given."""

    __slots__ = ("through",)

    def __init__(self, through: Iterable[Any]) -> None:
        """through: what it is to go through."""
        object.__setattr__(self, "through", through)

    def __iter__(self) -> Iterator[Any]:
        """What it was given, one by one."""
        return iter(self.through)

    def __len__(self) -> int:
        """How much it was given."""
        return len(self.through)


class BarMaker(NothingToShow):
    """What makes progress bars, such as `tqdm`."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        """name: of the function."""
        object.__setattr__(self, "name", name)

    def __call__(self, *given: Any, **options: Any) -> Bar:
        """A bar of the first argument; of nothing where only a total is given."""
        if self.name in COUNTS:
            return Bar(range(*given))
        through = next(iter(given), options.get("iterable", options.get("sequence")))
        through = () if through is None else through
        return Bar(enumerate(through) if self.name == "tenumerate" else through)


NOTHING = NothingToShow()


def find(name: str) -> Any:
    """What a stand-in has under a name. Raises AttributeError for names of Python's own."""
    if name.startswith("__"):
        raise AttributeError(name)
    return BarMaker(name) if name in BARS else NOTHING


class StandIn(ModuleType):
    """A module that has whatever is asked of it."""

    def __getattr__(self, name: str) -> Any:
        """A name of the module. Nobody knows what `from module import *` would give."""
        if name == "__all__":
            raise ModuleNotFoundError(f"No module named '{self.__name__}'", name=self.__name__)
        return find(name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a stand-in for each of `MODULES` and what is below it."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: Any = None) -> Any:
        """How to load a module, None if it has no stand-in."""
        known = name.partition(".")[0] in MODULES
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if known else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """An empty module."""
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing has to run."""


def offer() -> None:
    """Let imports find the stand-ins where they find nothing else."""
    sys.meta_path.append(Finder())
