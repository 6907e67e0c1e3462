"""The images of a lesson, `images.h5`: a small batch of drawings, drawn here, and one photograph.

The photograph is kept as `photograph.png`; `photograph.md` says where it is from. Rebuilding gives the same bytes:
nothing is random, and the file holds no times.
"""

from pathlib import Path

import h5py
import numpy as np
from matplotlib.image import imread
from numpy.typing import NDArray

SIZE = 32
Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]

WHITE, SKY, GRASS = (255, 255, 255), (150, 205, 240), (90, 150, 70)
BRICK, ROOF, GLASS, SUN = (190, 90, 60), (95, 50, 45), (240, 235, 170), (250, 215, 60)
NIGHT, CREAM, INK = (25, 40, 90), (250, 240, 215), (40, 35, 30)

DESCRIPTION = (
    "Four drawings of 32 by 32 pixels in red, green and blue, made for this course: house, stripes, disc, letter. "
    "And one photograph."
)
PHOTOGRAPH = Path(__file__).with_name("photograph.png")
ABOUT_THE_PHOTOGRAPH = {
    "title": "Coffee cup",
    "author": "Rachel Michetti, courtesy of Pikolo Espresso Bar",
    "licence": "CC0 1.0, dedicated to the public domain by the photographer",
    "source": "scikit-image 0.22.0, skimage/data/coffee.png",
    "changes": "cut to 384 by 512 pixels, then reduced to 96 by 128 (means of 4 by 4)",
    "axes": "row, column, channel (red, green, blue)",
}

ROWS, COLUMNS = np.mgrid[0:SIZE, 0:SIZE]


def canvas(colour: tuple[int, int, int]) -> Image:
    """Return an image of shape (32, 32, 3) filled with one colour."""
    return np.full((SIZE, SIZE, 3), colour, dtype=np.uint8)


def disc(row: float, column: float, radius: float) -> Mask:
    """Return a mask of shape (32, 32), true inside a circle; lengths in pixels."""
    return (ROWS - row) ** 2 + (COLUMNS - column) ** 2 <= radius**2


def draw_house() -> Image:
    """Draw a house with a roof, a door and a window, under the sun. Returns shape (32, 32, 3)."""
    image = canvas(SKY)
    image[26:] = GRASS
    image[disc(5, 26, 3.5)] = SUN
    image[(ROWS >= 6) & (ROWS < 15) & (np.abs(COLUMNS - 13.5) <= 1.2 * (ROWS - 5))] = ROOF
    image[15:27, 6:22] = BRICK
    image[19:27, 8:12] = ROOF
    image[18:23, 15:20] = GLASS
    return image


def draw_stripes() -> Image:
    """Draw diagonal stripes, eight pixels from one to the next. Returns shape (32, 32, 3)."""
    image = canvas(CREAM)
    image[(ROWS + COLUMNS) % 8 < 4] = NIGHT
    return image


def draw_disc() -> Image:
    """Draw a disc with a smaller disc in it. Returns shape (32, 32, 3)."""
    image = canvas(NIGHT)
    image[disc(15.5, 15.5, 12)] = SUN
    image[disc(12, 19, 4)] = BRICK
    return image


def draw_letter() -> Image:
    """Draw a capital A. Returns shape (32, 32, 3)."""
    image = canvas(WHITE)
    inside = (ROWS >= 4) & (ROWS < 28)
    half_width = (ROWS - 3) * 0.45 + 1
    distance = np.abs(COLUMNS - 15.5)
    image[inside & (distance <= half_width) & (distance >= half_width - 4)] = INK
    image[(ROWS >= 18) & (ROWS < 21) & (distance <= half_width)] = INK
    return image


def read_photograph() -> Image:
    """Read the photograph. Returns shape (96, 128, 3), bytes from 0 to 255."""
    # matplotlib gives fractions of 255.
    return np.rint(imread(PHOTOGRAPH) * 255).astype(np.uint8)


def write_images(path: Path) -> None:
    """Write the images to an HDF5 file, all of them bytes from 0 to 255.

    `images` has the shape (4, 32, 32, 3), `names` belongs to it, and `photograph` has the shape (96, 128, 3).
    """
    batch = np.stack([draw_house(), draw_stripes(), draw_disc(), draw_letter()])
    names = np.array([b"house", b"stripes", b"disc", b"letter"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w", track_order=False) as file:
        file.attrs["description"] = DESCRIPTION
        file.attrs["axes"] = "example, row, column, channel (red, green, blue)"
        file.attrs["values"] = "0 (dark) to 255 (bright)"
        file.create_dataset("images", data=batch, compression="gzip", track_times=False)
        file.create_dataset("names", data=names, track_times=False)
        photograph = file.create_dataset("photograph", data=read_photograph(), compression="gzip", track_times=False)
        photograph.attrs.update(ABOUT_THE_PHOTOGRAPH)
