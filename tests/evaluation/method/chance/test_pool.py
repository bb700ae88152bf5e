"""The pool: an area's numbers hang on its code and on nothing else."""

import numpy as np

from app.evaluation.method.chance.pool import make_pool, seed_of


def test_a_code_gives_the_same_numbers_in_every_pool_of_a_seed():
    one, two, other = (make_pool(seed, rows=3, draws=50, coders=True) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.normals_of("A1", 3, 50), two.normals_of("A1", 3, 50))
    np.testing.assert_array_equal(one.bits_of("A1", 7, 50), two.bits_of("A1", 7, 50))
    assert (one.normals_of("A1", 3, 50) != one.normals_of("A2", 3, 50)).any()
    assert (one.normals_of("A1", 3, 50) != other.normals_of("A1", 3, 50)).any()


def test_slices_that_pass_the_end_go_on_with_the_beginning():
    pool = make_pool(1, rows=2, draws=40, coders=False)
    found = {pool.normals_of(f"A{n}", 2, 40).shape for n in range(200)}
    assert found == {(2, 40)} and np.array_equal(pool.normals[pool.size :], pool.normals[:80])


def test_normals_are_standard_and_words_make_different_seeds():
    normals = make_pool(3, rows=20, draws=500, coders=False).normals
    assert abs(normals.mean()) < 0.02 and abs(normals.std() - 1) < 0.02
    assert seed_of(1, "a", "b") != seed_of(1, "ab") != seed_of(11, "", "ab")
