import numpy as np
import pytest

from nnlib.widgets.matrix import Matrix


def test_the_matrix_refuses_counts_that_are_not_square_and_cells_that_do_not_exist():
    with pytest.raises(ValueError, match="counts must be a square of whole numbers"):
        Matrix(np.zeros((2, 3), int), "a", "b")
    matrix = Matrix(np.zeros((2, 2), int), "a", "b")
    with pytest.raises(Exception, match="selected must be a row and a column from 0 to 1"):
        matrix.selected = [0, 2]
