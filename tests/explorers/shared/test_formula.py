"""Formulas as the panes show them."""

from nnlib.explorers.backwards.pane import indexed


def test_indices_go_below_the_line():
    assert indexed("Σ_k w_jk · a_k") == "Σ<sub>k</sub> w<sub>jk</sub> · a<sub>k</sub>"
    assert indexed("∂C/∂w_2,13 = 0.1, b_4") == "∂C/∂w<sub>2,13</sub> = 0.1, b<sub>4</sub>"
