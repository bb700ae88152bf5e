"""A learned projection: from marked vectors, to a file and back; vectors as they are without one."""

import numpy as np
import pytest

from nlp.vectors.nearest import unit
from nlp.vectors.projecting import Learned, learn, load


@pytest.fixture(scope="module")
def marked():
    """Vectors of two themes that differ in one direction of thirty-two."""
    dice = np.random.default_rng(4)
    vectors, themes = dice.standard_normal((400, 32)), dice.random(400) < 0.5
    vectors[:, 0] += 3
    vectors[:, 1] += np.where(themes, 1.0, -1.0)
    return unit(vectors), np.column_stack([themes, ~themes])


def test_without_a_file_vectors_only_get_the_length_one(tmp_path):
    assert np.allclose(load(tmp_path / "none.npz")(np.array([[3.0, 4.0]])), [[0.6, 0.8]])


def test_a_projection_by_hand():
    # Less the mean (1, 0) the vector is (0, 2), of length 1 (0, 1); the theme foretold is -1.
    found = Learned(np.array([1.0, 0.0]), np.array([[5.0], [-3.0]]))(np.array([[1.0, 2.0]]))
    assert found.tolist() == [pytest.approx([-(0.5**0.5), 0, 0.5**0.5])]


def test_what_was_learned_brings_unseen_vectors_of_one_theme_together(marked):
    vectors, themes = marked
    project = learn(vectors[:200], themes[:200])

    def share(rows):
        nearest = (rows @ rows.T - 3 * np.eye(200)).argmax(axis=1)
        return (themes[200:, 0] == themes[200:, 0][nearest]).mean()

    assert share(project(vectors[200:])) > share(unit(vectors[200:] - vectors.mean(axis=0))) + 0.03


def test_a_projection_comes_back_from_its_file_the_same_to_the_byte(marked, tmp_path):
    project = learn(*marked)
    for name in ("a.npz", "b.npz"):
        project.save(tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert load(tmp_path / "a.npz")(marked[0]).tobytes() == project(marked[0]).tobytes()
