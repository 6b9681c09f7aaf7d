"""The script that counts the words of prose in the notebooks."""

import count_words

NOTEBOOK = """# %% [markdown]
# # A title
#
# Two **words**, and [a link](https://example.org/not-counted).
#
# | a table | is none |
# |---|---|
#
# <details><summary>Folded</summary>not counted</details>

# %%
print("code is not counted")

# %% [markdown]
# ## Exercises
# None of this.
#
# ## Glossary
# Counted again.
"""


def test_prose_is_counted_without_tables_folds_exercises_and_code():
    said = "A title Two words, and a link Glossary Counted again."
    assert count_words.words(NOTEBOOK) == len(said.split())


def test_a_file_that_a_revision_does_not_have_has_no_words(tmp_path):
    assert count_words.words(count_words.earlier(tmp_path / "none.py", "HEAD")) == 0
