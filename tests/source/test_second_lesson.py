"""Every number that the text and the captions of the second lesson state is worked out here, or taken from its run."""

import re
from types import SimpleNamespace

import h5py
import numpy as np
import pytest

import public_tests
from source.notebook import read_cells
from source.shapes import COUNTS, SIZE
from tests.installed import ASSIGNMENTS, only

NAME = "train_a_cnn"
PLACES = ASSIGNMENTS[NAME].places
FILTERS, F, CLASSES, BATCH = 16, 5, 5, 50
SIDE = SIZE - F + 1

pytestmark = only(NAME)


class Recorder:
    """Takes the place of the figures: keeps what each of them is called with."""

    def __init__(self):
        """Nothing has been called yet."""
        self.calls = {}

    def __getattr__(self, name):
        """A figure that draws nothing."""
        return lambda *given, **named: self.calls.setdefault(name, []).append((given, named))


@pytest.fixture(scope="module")
def prose():
    """The text of the lesson on one line, without comment signs."""
    lines = PLACES.text.read_text(encoding="utf-8").splitlines()
    return " ".join(line.removeprefix("#").strip() for line in lines)


def run_cells(beside, end):
    """Run the code cells up to a heading, tests and questions left out; all names, the figures among them."""
    names = {"np": np, "h5py": h5py, "layers": beside.layers, "figures": Recorder()}
    names |= {"needs": beside.lesson.needs, "unwritten_is_fine": beside.lesson.unwritten_is_fine}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PLACES.source)
        patch.setattr(public_tests, "DATA", ASSIGNMENTS[NAME].public_data)
        for cell in read_cells(PLACES.text.read_text(encoding="utf-8")):
            if cell.cell_type == "markdown" and f'id="{end}"' in cell.source:
                return SimpleNamespace(**names)
            left_out = "test" in cell.metadata or re.match(r"predict\(|import os\n", cell.source)
            if cell.cell_type == "code" and not left_out:
                exec(cell.source, names)
    raise AssertionError(f"the lesson has no heading {end}")


@pytest.fixture(scope="module")
def by_hand(beside):
    """What parts 1 to 5 show."""
    return run_cells(beside, "the-network-learns")


@pytest.fixture(scope="module")
def learned(beside):
    """What the whole lesson shows, with all the training in it."""
    return run_cells(beside, "what-you-can-do-now")


def figure(names, name, number=0):
    """What a figure was called with, by position and by name."""
    return names.figures.calls[name][number]


def test_right_predictions_follow_from_the_text(beside):
    """The stored answers are what the sizes and numbers of the lesson give."""
    assert {question: right for question, (right, _, _) in beside.questions.QUESTIONS.items()} == {
        "sum after the ReLU": sum(max(0, number) for number in (2, -1, 0, -3, 4, 1)),
        "parameters of a dense layer": FILTERS * CLASSES + CLASSES,
        "share of equal scores": 1 / 4,
        "gradient of the right score": 0.2 - 1,
        "products in one entry": BATCH,
        "step downhill": 2 - 0.5 * -3,
        "numbers before pooling": SIDE**2 * FILTERS,
        "gradient below zero": 0,
        "third velocity": 0.5 * (0.5 * 1 + 1) + 1,
    }


def test_one_number_goes_there_and_back(prose, by_hand):
    """Forward, loss, backward and a step of the chain in the introduction, each number of it."""
    weight, bias, given = 1.0, -0.9, 2.0
    Z = weight * given + bias
    shares = np.exp([Z, 0]) / np.exp([Z, 0]).sum()
    loss, gradient = -np.log(shares[1]), shares[0]
    _, drawn = figure(by_hand, "show_chain")
    assert drawn["forward"] == pytest.approx([given, Z, Z, Z, loss], abs=0.005)
    assert drawn["backward"] == pytest.approx([weight * gradient, gradient, gradient, gradient, 1], abs=0.005)
    assert f"{shares[0]:.2f} for class 0 and {shares[1]:.2f} for class 1" in prose
    assert f"The loss is $-\\log {shares[1]:.2f}$, about {loss:.2f}:" in prose
    assert f"so its gradient is ${gradient:.2f} \\cdot 2 = {gradient * given:.1f}$." in prose
    weight, bias = weight - 0.1 * round(gradient * given, 2), bias - 0.1 * round(gradient, 2)
    assert f"The weight becomes $1 - 0.15 = {weight:.2f}$, the bias becomes $-0.9 - 0.075 = {bias:.3f}$" in prose
    Z = weight * given + bias
    assert f"${weight:.2f} \\cdot 2 - 0.975 = {Z:.3f}$, and the loss is {np.log(1 + np.exp(Z)):.2f}." in prose


def test_tables_worked_by_hand_are_what_the_functions_give(answers, by_hand):
    """ReLU, dense layer, its gradients, and the ReLU's."""
    (Z,), drawn = figure(by_hand, "show_relu")
    assert np.array_equal(answers["relu_forward"](Z)[0], drawn["A"])
    given, drawn = figure(by_hand, "show_dense")
    assert np.array_equal(given[0], answers["relu_forward"](Z)[0])
    scores, cache = answers["dense_forward"](*given)
    assert np.array_equal(scores, drawn["Z"])
    (*_, dZ), drawn = figure(by_hand, "show_dense_gradients")
    for gradient, table in zip(answers["dense_backward"](dZ, cache), drawn["gradients"], strict=True):
        assert np.array_equal(gradient, table)


def test_table_of_shares_is_right(answers, prose, by_hand):
    """Scores, exponentials, shares, loss and gradient of one example."""
    (rows,), drawn = figure(by_hand, "show_softmax")
    scores, right = np.log([rows["exponential"]]), drawn["right"]
    assert rows["score"] == pytest.approx(scores[0], abs=0.005)
    assert rows["share"] == pytest.approx(np.exp(scores[0]) / np.exp(scores[0]).sum())
    loss, dZ = answers["softmax_cross_entropy"](scores, np.array([right]))
    assert rows["gradient"] == pytest.approx(dZ[0])
    assert f"The loss of this example is $-\\log {rows['share'][right]:g} = {loss:.2f}$." in prose
    sums = {name: sum(rows[name]) for name in ("exponential", "share", "gradient")}
    assert drawn["notes"] == {name: f"sum {total:g}" for name, total in sums.items()}


def test_steps_in_the_bowl_end_where_the_caption_says(prose, by_hand):
    """Three learning rates: the first creeps, the second arrives, the third climbs."""
    _, drawn = figure(by_hand, "show_descent")
    ends = [abs(4 * (1 - rate) ** 6) for rate in drawn["rates"]]
    assert f"gets no further than {ends[0]:.2f}; with 0.7 it is at 0 soon" in prose
    assert ends[1] < 0.01
    assert ends[2] > 4


def test_sizes_of_the_network_are_true(prose, learned):
    """Pictures, batches, maps and features, and the boxes of the picture."""
    ((boxes,), _) = figure(learned, "show_network")
    shapes = [(SIZE, SIZE, 1), (SIDE, SIDE, FILTERS), (1, 1, FILTERS), (FILTERS,), (CLASSES,)]
    assert [shape for _, shape in boxes] == shapes
    assert f"holds {sum(COUNTS.values())} pictures of {SIZE} by {SIZE} pixels" in prose
    assert f"a batch of {BATCH} pictures. After {COUNTS['train'] // BATCH} batches it has seen all" in prose
    assert f"with {FILTERS} filters of {F} by {F} looks for small patterns" in prose
    assert f"makes a map of {SIDE} by {SIDE} numbers." in prose
    assert learned.beginner["filters"].shape == (F, F, 1, FILTERS)
    assert learned.beginner["W"].shape == (FILTERS, CLASSES)


def test_gradients_of_the_network_are_the_slopes(learned, capsys):
    """The check that the student runs finds all of them right, and shows where one is not."""
    wrong = {"W": learned.beginner["W"] * 0 + 1.0}
    learned.check_network(learned.network, learned.beginner, learned.X_train[:4], learned.y_train[:4])
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(learned.beginner)
    assert all("gradient and slope agree at" in line for line in said)
    learned.check_gradient("W", 2 * wrong["W"], lambda W: np.sum(W), wrong["W"])
    assert capsys.readouterr().out.startswith("W: NOT the same. At [0, 0] the gradient is 2.000000, the slope 1.0000")
    learned.check_gradient("W", wrong["W"].T, lambda W: np.sum(W), wrong["W"])
    assert "the gradient has the shape (5, 16), its array (16, 5)" in capsys.readouterr().out


def test_network_learns_as_the_captions_say(prose, learned):
    """Loss and accuracy at the beginning and at the end, and the loss of a network that knows nothing."""
    history = learned.history
    assert len(history["loss"]) == 25
    assert f"has the loss $-\\log 0.2$, which is {-np.log(0.2):.2f}:" in prose
    assert history["loss"][0] == pytest.approx(1.6, abs=0.1)
    assert history["loss"][-1] < 0.1
    assert min(np.diff(history["test"])) < 0 < history["test"][-1] - 0.95
    assert np.abs(np.subtract(history["train"], history["test"])).max() < 0.1


def test_filters_change_as_the_caption_says(learned):
    """Pale before, and most of them far from pale afterwards."""
    before, after = (np.ptp(run["filters"], axis=(0, 1, 2)) for run in (learned.beginner, learned.trained))
    assert np.mean(after > 1.5 * before) > 0.5
    assert before.max() < 0.6 * after.max()


def test_network_confuses_shapes_at_first_only(learned):
    """After three epochs many of the test pictures have a wrong answer, at the end next to none."""
    early, late = (given[0] for given, _ in learned.figures.calls["show_confusion"])
    assert [counts.sum() for counts in (early, late)] == [COUNTS["test"]] * 2
    assert early.sum(axis=1).tolist() == late.sum(axis=1).tolist() == [40] * CLASSES
    assert np.trace(early) < 150
    assert np.trace(late) >= 190


def test_hardest_pictures_are_those_of_the_smallest_shares(learned):
    """The shares that are read off the gradient are those of the softmax."""
    scores = learned.forward(learned.trained, learned.X_test)[0]
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    right = shares[np.arange(len(scores)), learned.y_test]
    assert learned.shares == pytest.approx(right, abs=1e-9)
    assert right[learned.hardest] == pytest.approx(np.sort(right)[:6])


def test_learning_rates_do_what_the_text_says(learned):
    """Ten times more shuts every ReLU for good; ten times less is far behind at the end."""
    losses = {rate: history["loss"] for rate, (_, history) in learned.runs.items()}
    assert losses["3"][0] > 1.7
    assert max(abs(loss - 1.61) for loss in losses["3"][5:]) < 0.1
    assert learned.runs["3"][1]["test"][-1] == pytest.approx(0.2, abs=0.001)
    assert losses["0.03"][0] > losses["0.03"][-1] > 10 * losses["0.3"][-1]
    features = {rate: learned.find_features(run[0], learned.X_test)[0] for rate, run in learned.runs.items()}
    assert np.mean(features["3"] > 0) == 0
    assert min(np.mean(features[rate] > 0) for rate in ("0.3", "0.03")) > 0.8


def test_deeper_network_jumps_and_ends_lower(learned):
    """Its loss goes up now and then, and is the lower one at the end."""
    loss = learned.deep_history["loss"]
    assert max(np.diff(loss)) > 0.02
    assert loss[-1] < learned.history["loss"][-1]
    assert learned.deep_history["test"][-1] > 0.95


def test_size_of_the_first_weights_decides_what_is_left_after_ten_layers(committed_key):
    """In the answer key: nearly nothing with smaller weights than He's, the same size with his, a lot with larger."""
    cell = next(cell for cell in committed_key.cells if "weights of size" in cell.source)
    sizes = [float(line.rpartition(" ")[2]) for line in cell.outputs[0].text.splitlines()]
    assert 0 < sizes[0] < 0.001
    assert 0.3 < sizes[1] < 3
    assert sizes[2] > 100


def test_momentum_counts_a_gradient_ten_times(prose, learned):
    """The numbers worked by hand, and the curve that is close to that of ten times the rate."""
    velocity = 0.9 * 2 + 1
    assert f"velocity is $0.9 \\cdot 2 + 1 = {velocity:.1f}$." in prose
    assert f"becomes $1 - 0.1 \\cdot {velocity:.1f} = {1 - 0.1 * velocity:.2f}$." in prose
    assert sum(0.9**step for step in range(1000)) == pytest.approx(10)
    assert "0.9 of it in the next step, 0.81 in the one after that" in prose
    rolling, plain, slow = (learned.rolling["loss"], *(learned.runs[rate][1]["loss"] for rate in ("0.3", "0.03")))
    assert rolling[-1] == pytest.approx(plain[-1], abs=0.1)
    assert slow[-1] > 10 * rolling[-1]
