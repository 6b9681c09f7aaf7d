"""How a learner's function is judged: it runs on random cases, and wrong results are compared with those of mistakes.

`attempt` runs the function, `reading` looks at its code, `result` takes its results apart. `recognise` finds out how wrong
results came about, with the general rules of `relation` (what was done to the result) and `arguments` (what was done to the
arguments); `difference` says what differs if nothing is recognised. `words` holds the sentences, and `trial` decides which
comes first.
"""
