"""How a learner's function is judged: it runs on random cases, and wrong results are compared with known mistakes."""
