"""The data set of the second assignment: it can be made again, and it is what its description says."""

from pathlib import Path

import h5py
import numpy as np
import pytest

from autograder.authoring.places import Places
from source.shapes import SHAPES, make_pictures, write_shapes

FILE = Places("train_a_cnn").source / "shapes.h5"


def test_drawing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """The committed file is what the code writes, each time."""
    for name in ("once.h5", "twice.h5"):
        write_shapes(tmp_path / name)
        assert (tmp_path / name).read_bytes() == FILE.read_bytes()


def test_another_seed_gives_other_pictures() -> None:
    """The pictures come from the seed alone."""
    one, other = (make_pictures(seed)["train"][0] for seed in (1, 2))
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(("part", "count"), [("train", 600), ("test", 200)])
def test_parts_have_their_size_and_all_shapes(part: str, count: int) -> None:
    """There are 600 and 200 pictures of 12 by 12 pixels, as many of each shape, in random order."""
    with h5py.File(FILE, "r") as file:
        X, y, names = file[f"X_{part}"][()], file[f"y_{part}"][()], file["names"][()]
    assert X.shape == (count, 12, 12, 1)
    assert X.dtype == np.uint8
    assert [name.decode() for name in names] == list(SHAPES)
    assert np.bincount(y).tolist() == [count // len(SHAPES)] * len(SHAPES)
    assert len(set(y[:10].tolist())) > 2


def test_no_picture_is_in_both_parts() -> None:
    """Every picture is there once."""
    pictures = np.concatenate([pictures for pictures, _ in make_pictures().values()])
    assert len(np.unique(pictures.reshape(len(pictures), -1), axis=0)) == 800


def test_file_is_small() -> None:
    """Students download less than 1 MB."""
    assert FILE.stat().st_size < 1_000_000
