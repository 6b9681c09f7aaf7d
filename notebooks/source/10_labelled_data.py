# %% [markdown]
# # How much labelled data does a network need?
#
# Our network learned all it knows from 60,000 images *and from 60,000 labels* that say what they show. People wrote those
# labels. How much of this work was needed? And what if they had been careless?
#
# **You will see:** networks that learn from 100 images, from 60,000, and from wrong labels; twenty digits that you label
# yourself; which digits the network mixes up; and what happens when it learns from your own hand.
#
# In the video: [the final words](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=748s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis import labels
from nnlib.exercises import check
from nnlib.explorers import labelled_data
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("10_labelled_data")

# %% [markdown]
# ## No label, no gradient
#
# The wish of an image for an output was $2\,(y - a)$ (notebook 03). The activation $a$ comes from the network, the target $y$
# from the label. Without a label there is no cost, no gradient, and nothing to learn.

# %%
digits = nnlib.load_mnist()
digits.train.labels[:20]

# %% [markdown]
# People looked at digits and wrote down what they saw.

# %% jupyter={"source_hidden": true}
Predict(
    "Say you need two seconds to look at a digit and press a key. How long for 60,000 of them, without a break?",
    answer=len(digits.train) * 2 / 3600,
    unit="hours",
    tolerance=0.2,
    why="120,000 seconds, divided by 3,600: most of a working week.",
)

# %% [markdown]
# ## What if we had fewer?
#
# We train fresh networks on some of the images, drawn at random. All else stays the same: 784-16-16-10, 2,400 steps,
# batches of 100, learning rate 3. With only a few images, the network sees each one again and again.

# %%
for count in (100, 1_600, 60_000):
    print(f"{count:6,} images: each is seen {labels.STEPS * labels.BATCH_SIZE / count:5,.0f} times")

# %% [markdown]
# Two numbers tell us how good such a network is: its *training accuracy*, on its own training images, and its *test
# accuracy*, on 10,000 digits that it has never seen.

# %% jupyter={"source_hidden": true}
hundred = np.mean([labelled_data.measured(100, seed=seed).test for seed in (1, 2, 3)])
choices = {"about 10 %": 0.1, "about 40 %": 0.4, "about two thirds": 0.67, "over 90 %": 0.95}
Predict(
    "Only 100 labelled images, about ten of each digit. What will the test accuracy be?",
    choices=list(choices),
    answer=min(choices, key=lambda name: abs(choices[name] - hundred)),
    why=f"{hundred:.0%}, the mean of three runs. A little goes a long way.",
)

# %% [markdown]
# Now we double their number, again and again.

# %% jupyter={"source_hidden": true}
learning = labelled_data.how_many()
first, last = learning.numbers["gains"][[1, 9]]
choices = {"as many points again": first, "about half as many": first / 2, "less than one point": min(last, 0.9)}
Predict(
    "From 100 to 200 images the test accuracy rises by several points. By how many from 25,600 to 51,200?",
    choices=list(choices),
    answer=min(choices, key=lambda name: abs(choices[name] - last)),
    why=f"{first:+.1f} points there, {last:+.1f} here, means of three runs. That is no more than the luck of the draw.",
    then=learning,
)

# %% [markdown]
# **Try:**
# 1. Drag *training images* from left to right. Watch the strong bar: it shows what the last doubling gained.
# 2. Which is worth more: 100 more images at the left end, or 25,600 more at the right end?
# 3. Press *Measure again*. For each point three networks are trained while you watch, each with different start weights and
#    different images.
#
# <details><summary>What did you see?</summary>
#
# At the left the two lines are far apart, and at the right they almost meet. The thick bars show the spread of the
# three runs: with few images, it matters which ones you happen to get.
#
# </details>

# %% [markdown]
# At the left the network knows its hundred images by heart: it reads 100 % of them, and only about two thirds of the test
# images. It has learned *these images* instead of *digits*. This is **overfitting**, and the gap between the lines shows
# it. Without test images we would not have noticed.
#
# At the right it can't learn every image by heart in 2,400 steps. It has to find what they have in common.

# %% [markdown]
# **Why does doubling buy less and less?** An image that the network already reads well has small wishes and little to
# teach. At first nearly every image brings something new. Later only the rare ones do, and most that you collect are
# common.
#
# Where the lines meet, more images would not help. More steps would, or more than sixteen neurons in a layer: you can try
# both in notebook 11.

# %% [markdown]
# ## What if labels are wrong?
#
# Now we take all 60,000 images and do something nasty: we pick half of the labels and *shuffle* them among themselves. By luck
# some end up right, so a little more than half are right in the end.

# %%
columns, given = labels.training_set(digits.train, 60_000, share=0.5)
print(f"{(given == digits.train.labels).mean():.1%} of the labels are right")

# %% jupyter={"source_hidden": true}
half = labelled_data.measured(60_000, 0.5)
choices = {"about 10 %: it only guesses": 0.1, "about 55 %, like the labels": 0.55, "over 90 %": 0.92}
Predict(
    "A network learns from these labels. What will its accuracy on (correctly labelled) test digits be?",
    choices=list(choices),
    answer=min(choices, key=lambda name: abs(choices[name] - half.test)),
    because={
        "the wrong labels pull in nine directions and cancel": "",
        "it finds out which labels are wrong": "No one tells it. It tries to please every label.",
        "it can only repeat what it was told": "It has too few numbers to learn 60,000 labels by heart.",
    },
    why=f"{half.test:.1%}. The pupil is better than its teacher.",
    then=labelled_data.how_wrong(),
)

# %% [markdown]
# **Try:**
# 1. Drag *shuffled labels* to 70 %, to 80 %, to 90 %, to 100 %.
# 2. The dashed line: how often does it repeat the label that it was given? Compare it with the dotted one.
# 3. Choose *1,000* training images. What is different?
#
# <details><summary>What did you see?</summary>
#
# With 60,000 images the solid line stays above 85 % even when 70 % of the labels are shuffled, and the dashed line follows
# the dotted one down: the network does *not* repeat the wrong labels. With 1,000 images the solid line sinks from the
# start, and the dashed one stays above the dotted one.
#
# </details>

# %% [markdown]
# How can the network be better than its labels? Take all the 3s, and see what they are called now:

# %%
for label, count in enumerate(np.bincount(given[digits.train.labels == 3])):
    print(f"called {label}: {count:5,}")

# %% [markdown]
# More than half of the 3s are still called 3, and each *other* name has only about 300 of them. Every image gets a vote
# (notebook 05). The wrong votes pull in nine directions and cancel; the right ones pull together.
#
# With a thousand images this doesn't work. There are enough knobs to give most images the answer that their label asks for,
# right or wrong, so the network learns many of the mistakes by heart:

# %% tags=["nbval-ignore-output"]
few = labelled_data.measured(1_000, 0.5)
print(f"1,000 images: {few.right:.0%} of the labels right, it repeats {few.train:.0%}, test accuracy {few.test:.0%}")

# %% [markdown]
# **A word of warning.** Our wrong labels are *random*. People's mistakes are not: someone who takes a sloppy 1 for a 7 does
# it every time. Such votes do not cancel, however much data there is (exercise 4).

# %% [markdown]
# ## Who labels?
#
# The digits of MNIST come from forms of the US National Institute of Standards and Technology. About half were written by
# employees of the Census Bureau, the others by high-school students. Their labels are very good, but not perfect:
# researchers have looked for wrong labels in famous test sets and [found some in this one,
# too](https://arxiv.org/abs/2103.14749).
#
# Now it is your turn, and not with easy ones: you get the test digits about which our network (after 20 epochs) is *least
# sure*. Its brightest output is hardly ahead of the second, here by this much for the first five:

# %%
network = nnlib.snapshot(epochs=20)
outputs = network.output(digits.test.images)
hard = labels.least_sure(outputs, 20)
labels.margins(outputs)[hard[:5]].round(3)

# %% jupyter={"source_hidden": true}
agreed = int((outputs[:, hard].argmax(axis=0) == digits.test.labels[hard]).sum())
Predict(
    f"It reads {network.accuracy(digits.test.images, digits.test.labels):.0%} of all test digits correctly. How many of these twenty?",
    answer=agreed,
    unit="of 20",
    tolerance=0.25,
    why="Each time the two brightest outputs are nearly equal, and in 15 of the twenty the label is one of these two. "
    "For six digits even the brightest output is below 0.1: there the network has no real candidate.",
)

# %%
from nnlib.explorers import labelled_data

labelled_data.label_hard_digits()

# %% [markdown]
# **Try:** click the picture, then use the keys 0 to 9. *Backspace* takes the last one back. Be quick: a person who does
# this for a living has two seconds. Ask someone else to label the same twenty.
#
# <details><summary>What did you see?</summary>
#
# Do you agree with the database more often than the network does? Where you don't, would you say that *you* are wrong?
# For images like these a label is not a fact but a decision. Two people may decide differently, and one of them trains and
# marks the network.
#
# </details>

# %% [markdown]
# ## Where is it wrong?
#
# After 20 epochs our network misreads about 500 of the 10,000 test digits. Which ones? The **confusion matrix** counts
# them: a row for each label, a column for each answer. Right answers are on the diagonal.

# %% jupyter={"source_hidden": true}
counts = labels.confusion(digits.test.labels, outputs.argmax(axis=0))
names = {(5, 3): "a 5 taken for a 3", (4, 9): "a 4 taken for a 9", (7, 1): "a 7 taken for a 1", (8, 3): "an 8 taken for a 3"}
commonest = max(names, key=lambda pair: counts[pair])
Predict(
    "Which of these happens most often?",
    choices=list(names.values()),
    answer=names[commonest],
    why=", ".join(f"{name}: {counts[pair]} times" for pair, name in names.items()) + ".",
    then=labelled_data.mistakes(),
)

# %% [markdown]
# **Try:**
# 1. Click the darkest cells, and look at the images. Then their mirror images: are 4s taken for 9s as often as 9s for 4s?
# 2. Click a cell on the diagonal: of the digits read correctly, you see those with the brightest output.
# 3. *all mistakes*: how many of these 28 would you call arguable?
# 4. Compare with 1 epoch, and with the fresh network.
#
# <details><summary>What did you see?</summary>
#
# After 20 epochs the two surest mistakes are 7s with a bar through the middle, read as 2. They are not arguable at
# all.
#
# </details>

# %%
wrong = outputs.argmax(axis=0) != digits.test.labels
brightest = outputs.max(axis=0)
print(f"{wrong.sum()} mistakes, {(wrong & (brightest > 0.9)).sum()} of them with an activation above 0.9")

# %% [markdown]
# There are two kinds of mistakes. Some images are hard for anyone, and there the label itself is a decision. But many in the
# gallery you read at once. They are hard for the network, probably because *it has seen too few like them*: whoever collected
# the images decided what is normal.
#
# An activation of 1.000 does not mean that the answer is right. It means that the image is far inside what the network has
# learned to call a 2.

# %% [markdown]
# ## The human in the loop
#
# Do you write as they do? Draw digits, or photograph them, label them, and collect them here. They are saved in the file named
# in the first row.

# %%
from nnlib.explorers import labelled_data

mine = labelled_data.my_digits()
mine

# %% [markdown]
# **Try:**
# 1. Draw a few digits as you always write them. What does the trained network say? Press the digit that it *is*.
# 2. Find a digit of yours that it misreads: a 7 with a bar, a 1 with a long nose, a 4 open at the top, a slanted 9. Draw it
#    four times or more, each a little differently, and label them all.
# 3. Click one in the gallery and delete it. Bring it back.
# 4. Write a digit on paper with a dark pen, take a photograph, and press *Photo*. What had to go, until only the digit was left?
#
# <details><summary>What did you see?</summary>
#
# You have just done the work of a labeller. How often did you have to think?
#
# Of a photograph the paper had to go, the shadows on it and the specks: the network has never seen any. A thin line had to be
# thickened. Does the network read what is left? We tried 300 simulated photographs of test digits, in uneven light and turned by
# up to 10°. It read 94 % of them, and 96 % of the same digits as MNIST has them.
#
# </details>

# %% [markdown]
# Now let the network learn from them. Your few digits would drown among 60,000, so each mini-batch of 100 contains a share
# of them.
#
# One rule is sacred: **never test on what was learned.** Every second 0, every second 1 and so on is *held out*: the
# network does not learn from it.

# %%
from nnlib.explorers import labelled_data

labelled_data.train_with(mine)

# %% [markdown]
# **Try:**
# 1. Press *Train*. Compare *your test digits* with *those it learned from*.
# 2. On the pad below the numbers, draw one that it has never seen. Before → after.
# 3. Choose *a fresh one*, which learns everything anew, and change the share of your digits. What happens to the MNIST test
#    digits? (*Before* is always the trained network.)
#
# <details><summary>What did you see?</summary>
#
# Usually it reads nearly all the digits it learned from. That proves nothing, as you know from the hundred images. What
# counts is the first number. Don't read too much into it: with four test digits, one more is 25 points, and may be luck.
#
# </details>

# %% [markdown]
# This is the **loop**: the network shows where it fails, a human says what is right, it learns, and it fails somewhere
# else. Many systems were made like this, with thousands of humans in the loop. Their work is in the weights, where you can't
# see it.

# %% [markdown]
# ## What the video simplifies
#
# - **Labels.** Our way of learning needs a label for each image. There are others: a network that predicts the next word of
#   a text finds its label in the text itself. It still needs a cost and a gradient.

# %% [markdown]
# ## Recap
#
# 1. Without labels there is no gradient; a hundred of them already teach a lot, and doubling their number buys less and less.
# 2. Training accuracy can be perfect while test accuracy is poor, so only digits that were never learned can tell us how
#    good it is.
# 3. Random mistakes among many labels cancel; among few labels, or when they are always the same, the network learns them.

# %% [markdown]
# ## Exercises
#
# **1. From labels to targets.** `labels` holds $m$ digits. Return the targets: 10 rows, a column for each image, with a 1
# in the row of the label and 0 elsewhere.


# %%
def one_hot(labels):
    # your code here
    ...


check(one_hot)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with <code>np.zeros((10, len(labels)))</code>.</details>
# <details><summary>Hint 2</summary>In column <code>i</code> the 1 belongs in row <code>labels[i]</code>.</details>
# <details><summary>Hint 3</summary>Or: row k of <code>np.eye(10)</code> is the target for label k, written as a row.</details>
# <details><summary>Answer</summary><code>return np.eye(10)[labels].T</code></details>

# %% [markdown]
# **2. The accuracy.** `outputs` has a column for each image, `labels` its label. Return the share of images, from 0 to 1,
# whose brightest output is that of its label.


# %%
def accuracy(outputs, labels):
    # your code here
    ...


check(accuracy)

# %% [markdown]
# <details><summary>Hint 1</summary>The answer for an image is the place of the largest number in its column.</details>
# <details><summary>Hint 2</summary><code>outputs.argmax(axis=0)</code> gives the answers to all images.</details>
# <details><summary>Hint 3</summary>Compare them with <code>labels</code>. The mean of True and False is the share of
# True.</details>
# <details><summary>Answer</summary><code>return (outputs.argmax(axis=0) == labels).mean()</code></details>

# %% [markdown]
# **3. Which is taken for which?** Return the confusion matrix: 10 rows for the labels, 10 columns for the answers, and in each
# place how often that pair occurred.


# %%
def confusion(labels, answers):
    # your code here
    ...


check(confusion)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with ten by ten zeros, and go through the images one by one.</details>
# <details><summary>Hint 2</summary><code>zip(labels, answers)</code> gives you both for each image.</details>
# <details><summary>Hint 3</summary>Careful with <code>counts[labels, answers] += 1</code> without a loop: a pair that
# occurs twice is
# counted only once.</details>
# <details><summary>Answer</summary><pre>counts = np.zeros((10, 10), int)
# for label, answer in zip(labels, answers):
#     counts[label, answer] += 1
# return counts</pre></details>

# %% [markdown]
# **4. Think.** Suppose that the people who labelled the 60,000 images called 60 % of the 7s "1". What will the network
# call a 7? And could you find out from the test accuracy, if the same people labelled the test images?
#
# <details><summary>Hint</summary>Count the votes of all 7s, as we did for the 3s. Who marks the exam?</details>
# <details><summary>Answer</summary>Most votes of the 7s are for 1 now, and nothing cancels them, so it will call most 7s a
# 1. With test
# labels by the same people this even <i>counts as right</i>, more often than not. A network learns what its labels say, and a
# test only tells us whether it agrees with them.</details>

# %% [markdown]
# Go on with [11: What if you change everything?](11_playground.ipynb) or back to [09: What does calculus
# add?](09_calculus.ipynb)
