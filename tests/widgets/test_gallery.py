import numpy as np
import pytest

from nnlib.widgets.gallery import Gallery


def test_the_gallery_refuses_what_does_not_fit():
    gallery = Gallery()
    with pytest.raises(ValueError, match=r"images must have shape \(784, 1\)"):
        gallery.show(np.zeros((784, 2)), ["a"])
    with pytest.raises(ValueError, match="marks must be some of"):
        gallery.show(np.zeros((784, 1)), ["a"], ["green"])
    gallery.show(np.zeros((784, 1)), ["a"])
    with pytest.raises(Exception, match="selected must be from -1 to 0"):
        gallery.selected = 1
