"""A learned projection from a file, and vectors as they are without one."""

import numpy as np

from nlp.vectors.projecting import load


def test_without_a_file_vectors_only_get_the_length_one(tmp_path):
    assert np.allclose(load(tmp_path / "none.npz")(np.array([[3.0, 4.0]])), [[0.6, 0.8]])


def test_a_projection_of_a_file_is_applied_after_its_mean(tmp_path):
    path = tmp_path / "projection.npz"
    np.savez(path, matrix=np.array([[2.0], [0.0]]), mean=np.array([1.0, 5.0]))
    assert load(path)(np.array([[4.0, 9.0], [0.0, 9.0], [1.0, 0.0]])).tolist() == [[1.0], [-1.0], [0.0]]
