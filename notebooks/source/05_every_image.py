# %% [markdown]
# # What if every image gets a vote?
#
# We know what *one* image of a 2 wants: its wish for each of the 13,002 weights and biases. But the network should read all
# digits. So whom should it listen to?
#
# **You will see:** a network that listens only to 2s forget all other digits; a table in which every image votes on the same
# weights; how little is left when 60,000 votes are averaged; and how many voters it takes to know which way they all want to
# go.
#
# In the video: [the averaging over all examples](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=510s), just before stochastic
# gradient descent.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis import votes
from nnlib.exercises import check
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## Listen only to the 2s
#
# Take a network that has learned for 20 epochs. It reads most test digits correctly:

# %%
digits = nnlib.load_mnist()
train, test = digits.train, digits.test
trained = nnlib.snapshot(epochs=20)
print(f"{trained.accuracy(test.images, test.labels):.1%}")

# %% [markdown]
# Now it goes on learning, a hundred steps more. Each [step](00_start_here.ipynb#Glossary) is an ordinary one, against the
# gradient. But the gradient comes from 2s alone: a hundred of them at a time. Nobody else is asked.

# %% jupyter={"source_hidden": true}
from nnlib.explorers.every_image.listen import Listener

listener = Listener(epochs=20)
listener.listen(np.flatnonzero(train.labels == 2), 100, 1.5)
accuracy = (listener.answers == test.labels).mean()
ranges = {"still above 90 %": 0.9, "between 50 and 90 %": 0.5, "below 50 %": 0.0}
Predict(
    "After these hundred steps, what share of all test digits does it read correctly?",
    choices=list(ranges),
    answer=next(name for name, low in ranges.items() if accuracy >= low),
    why=f"{accuracy:.1%}. To {(listener.answers == 2).mean():.0%} of all test digits it now answers “2”.",
)

# %%
from nnlib.explorers import every_image

every_image.listen_only_to()

# %% [markdown]
# **Try:**
# 1. Press *step ×1* a few times, then *×10*, then *×100*. Watch the blue bar grow.
# 2. *what becomes of the*: go through the digits. Which are the first to be taken for a 2, which hold out longest?
# 3. Now listen to *all images*, and press *step ×10*.
# 4. *reset*, and listen to *this one image*. It is a 2 that is hard to read. Press *step ×1*, once.
# 5. *reset*, and drag *image* to one that looks easy. Press *step ×100*.

# %% [markdown]
# **Look for:** the 2s do not *want* to destroy anything. Each of them asks for more light at output 2 and for less at the
# others, and no 7 is there to object. So everything becomes a 2. As soon as all images are heard again, most of the damage is
# repaired in a few steps.
#
# One loud image can do harm in a single step. But an image that is read correctly and surely asks for almost nothing, however
# often you listen to it.

# %% [markdown]
# **Why start from a trained network?** Because with a fresh one there is nothing to watch. One step is enough. (`SGD` takes
# one step after the other, and `next` asks it for one. Notebook 06 says how.)

# %%
twos = train.labels == 2
fresh = nnlib.snapshot(epochs=0)
next(nnlib.SGD(fresh, train.images[:, twos], train.targets[:, twos], rng=np.random.default_rng(0)))
np.unique(fresh.output(test.images).argmax(axis=0))

# %% [markdown]
# It gives one single answer to ten thousand digits. All ten outputs of a fresh network are near one half, whatever it sees. A
# small push, output 2 up and nine outputs down, and output 2 is always the brightest. (In the explorer: start from *a fresh
# network*.)

# %% [markdown]
# ## The average of all wishes
#
# So everybody should be heard. What we want to become small is the *average* cost, over all $n$ training images:
#
# $$C = \frac{1}{n}\,(C_1 + C_2 + \dots + C_n)$$
#
# The slope of a sum is the sum of the slopes. So the slope of the average is the average of the slopes:
#
# $$\frac{\partial C}{\partial w} = \frac{1}{n}\left(\frac{\partial C_1}{\partial w} + \dots + \frac{\partial C_n}{\partial w}\right)$$

# %% [markdown]
# In numbers: `votes.gradients_each` gives each image its own gradient, in a column of its own. `backprop` gives the gradient of the
# average cost. Eight images:

# %%
x, y = train.images[:, :8], train.targets[:, :8]
network = nnlib.snapshot(epochs=1)
one_by_one = votes.gradients_each(network, x, y)
together = network.backprop(x, y).vector
one_by_one.shape, np.allclose(one_by_one.mean(axis=1), together)

# %% [markdown]
# So the gradient *is* a vote: every image writes down a wish for every weight, and the average is taken. Who wants much
# writes a large number, who wants little a small one.
#
# ## Who votes for what?
#
# Look at a single weight, the one from neuron 5 of the last hidden layer to output 8, in a fresh network. 60,000 images vote
# on it. What do you expect?

# %%
index = nnlib.parameters.index_of("weights[2][8, 5]", trained.sizes)
cast = votes.votes(nnlib.snapshot(epochs=0), train.images, train.targets, [index])[0]
cast.shape

# %% jupyter={"source_hidden": true}
for_it = (cast > 0).mean()
shares = {"about one in ten": 0.1, "about half": 0.5, "about nine in ten": 0.9}
same = ((cast > 0) == (train.labels == 8)).all()
Predict(
    "What share of all images votes for this weight to grow?",
    choices=list(shares),
    answer=min(shares, key=lambda name: abs(shares[name] - for_it)),
    why=f"{for_it:.1%}, and they are {'exactly' if same else 'not only'} the 8s: nobody else wants more of output 8.",
)

# %% [markdown]
# The wish for this weight is $-\delta\,a$. The activation $a$ of neuron 5 is never negative. So the sign comes from $-\delta$:
# up, if output 8 should become brighter, and that is so for the 8s alone.
#
# Here are eight such rows. In each column one image says what it wants. All arrows of a table have the same scale.
# (The video draws such a table with numbers that are made up, to show the idea. Ours are computed.)

# %%
from nnlib.explorers import every_image

every_image.votes_table()

# %% [markdown]
# **Try:**
# 1. Drag *how many images vote* from 1 to 8: one column after the other joins in. Go on to 60,000.
# 2. Do the same after *1*, *5* and *20* epochs.
# 3. Choose the *first layer*. Why does it hold so many zeros?

# %% [markdown]
# **Look for:** in the last layer of the *fresh* network nearly all arrows of a row point the same way, and most of what they
# ask for survives. Everybody wants the same: nine outputs are too bright.
#
# After training, two things are different. Most images ask for next to nothing, since they are read correctly. And those that
# do ask contradict each other. In the average most of it cancels.

# %% [markdown]
# ## One in ten against nine in ten
#
# It is still exactly the 8s that want our weight to grow, in every one of the four networks. So nine in ten vote against it.
# Does the weight shrink, then? Count the votes with their size:

# %%
all_cast = {}
for epochs in (0, 1, 5, 20):
    all_cast[epochs] = cast = votes.votes(nnlib.snapshot(epochs), train.images, train.targets, [index])[0]
    up, down = cast[train.labels == 8], cast[train.labels != 8]
    print(f"{epochs:2} epochs: the 8s {up.mean():+.4f}, all others {down.mean():+.4f}, together {cast.mean():+.4f}")

# %% [markdown]
# At the start the many win. Later the few cry louder than the many, and the two sides hold the balance. That is what a
# nearly trained network looks like from inside: no silence, but a truce.
#
# Who is it that cries so loud? Sort the votes by size, and take the loudest hundredth of all images:

# %%
for epochs, cast in all_cast.items():
    loudest = np.sort(abs(cast))[-600:]
    print(f"{epochs:2} epochs: the loudest 1 % have {loudest.sum() / abs(cast).sum():.0%} of the votes")

# %% [markdown]
# In a fresh network one image counts about as much as another. After training a few hundred hard images decide. The others
# have got what they wanted.

# %% [markdown]
# ## Does a step please everybody?
#
# We take one step against the **full gradient**, the one of the average cost over all 60,000 images. The average cost falls:
# that is what the gradient is for. But what about each single image?


# %%
def worse_after_a_step(network, learning_rate=1.5):
    before = network.cost_each(train.images, train.targets)
    gradient = votes.full_gradient(network, train.images, train.targets)
    network.parameters -= learning_rate * gradient
    after = network.cost_each(train.images, train.targets)
    print(f"average cost {before.mean():.4f} → {after.mean():.4f}")
    return (after > before).mean()


# %% jupyter={"source_hidden": true}
worse = worse_after_a_step(nnlib.snapshot(epochs=20))
shares = {"none": 0, "about one in a hundred": 0.01, "about half": 0.5}
Predict(
    "After 20 epochs: for what share of the images does this step make the cost larger?",
    choices=list(shares),
    answer=min(shares, key=lambda name: abs(shares[name] - worse)),
    why=f"For {worse:.0%} of them it grows, mostly by very little. A vote can be lost.",
)

# %%
print(f"{worse_after_a_step(nnlib.snapshot(epochs=0)):.1%} in the fresh network")

# %% [markdown]
# At the start everybody gains. Later, a step that helps the average harms many. It is right to take it all the same: what
# some images lose is less than what the others gain.

# %% [markdown]
# ## How many voters are enough?
#
# Asking 60,000 images before every step is a lot of work. Could we ask only a hundred, and go where *they* want to go?
#
# To compare two directions we need a number. The **cosine** of the angle between them is 1 if they are the same, 0 if they
# are at right angles, −1 if they are opposite. Two *random* directions in 13,002 dimensions are almost at right angles:

# %%
rng = np.random.default_rng(0)
round(votes.agreement(rng.normal(size=13002), rng.normal(size=13002)), 4)

# %% [markdown]
# Now take a hundred images at random, twenty times, and compare their average with that of all.


# %%
def agreement_of_a_hundred(network):
    full = votes.full_gradient(network, train.images, train.targets)
    batches = rng.choice(60_000, (20, 100), replace=False)
    few = [network.backprop(train.images[:, batch], train.targets[:, batch]).vector for batch in batches]
    return np.mean([votes.agreement(gradient, full) for gradient in few])


# %% jupyter={"source_hidden": true}
cosine = agreement_of_a_hundred(nnlib.snapshot(epochs=0))
values = {"about 0.1: hardly better than chance": 0.1, "about 0.5": 0.5, "above 0.99: almost the same": 1}
Predict(
    "In the fresh network: how well do a hundred images agree with all 60,000?",
    choices=list(values),
    answer=min(values, key=lambda name: abs(values[name] - cosine)),
    why=f"The cosine is {cosine:.3f}. At the start everybody wants the same, so a few voters speak for all.",
)

# %%
for epochs in (1, 5, 20):
    print(f"{epochs:2} epochs: {agreement_of_a_hundred(nnlib.snapshot(epochs)):.2f}")

# %% [markdown]
# Later a hundred images agree much less with all. Still, this is far from chance.
#
# The next explorer asks more and more images, in a shuffled order, up to all of them.

# %%
from nnlib.explorers import every_image

every_image.agreement_curve()

# %% [markdown]
# **Try:**
# 1. Drag *how many images vote*. Where does each curve pass one half?
# 2. Choose the epochs of training. Compare *0 (fresh)* with the others.
# 3. Press *shuffle the images* a few times: other images come first.
#
# **Look for:** at the right end all curves meet at 1, because there everybody votes. At the left end it is luck: a few images
# can even point away from where all together want to go. The top curve belongs to the fresh network, for which a handful of
# images is enough. The others need thousands before they are nearly at 1.

# %% [markdown]
# So there is a bargain in reach. A hundred images are a six-hundredth of the work. Early on, their average is almost as good
# as the full one. Later it is rough, but a rough direction taken many times may beat a perfect one taken once. This
# is the idea of *mini-batches*, and the next notebook.

# %% [markdown]
# ## Recap
#
# 1. A network that listens to 2s alone calls everything a 2, so every image gets a vote.
# 2. The gradient of the average cost is the average of all single wishes, and after training most of these cancel.
# 3. What is left is the best direction for the average, though not for every image, and some images are enough to guess it.

# %% [markdown]
# ## Exercises
#
# **1. Everybody gets a vote.** `gradients` has a column for each image and a row for each parameter. Return the gradient of
# the average cost.


# %%
def average_gradient(gradients):
    # your code here
    ...


check(average_gradient)

# %% [markdown]
# <details><summary>Hint 1</summary>Each parameter needs its own average, over all images.</details>
# <details><summary>Hint 2</summary>The images are the columns, so average along each row.</details>
# <details><summary>Hint 3</summary>numpy's <code>mean</code> takes an <code>axis</code>: 0 goes down the columns, 1 goes along
# the rows.</details>
# <details><summary>Answer</summary><code>return gradients.mean(axis=1)</code></details>
#
# **2. How much survives?** `votes` holds what each image wants of *one* weight. Return the size of their mean, divided by the
# mean of their sizes: 1 if all pull the same way, 0 if everything cancels.


# %%
def what_survives(votes):
    # your code here
    ...


check(what_survives)

# %% [markdown]
# <details><summary>Hint 1</summary>Above: first the mean, then its size. Below: first the sizes, then their mean.</details>
# <details><summary>Hint 2</summary>The size of a number is its absolute value, <code>abs</code>. It works on whole arrays,
# too.</details>
# <details><summary>Hint 3</summary>Above stands <code>abs(votes.mean())</code>.</details>
# <details><summary>Answer</summary><code>return abs(votes.mean()) / abs(votes).mean()</code></details>
#
# **3. Do they agree?** `a` and `b` are two directions. Return the cosine of the angle between them: the dot product,
# divided by both lengths.


# %%
def agreement(a, b):
    # your code here
    ...


check(agreement)

# %% [markdown]
# <details><summary>Hint 1</summary>The dot product multiplies pair by pair and adds up: <code>a @ b</code>.</details>
# <details><summary>Hint 2</summary>The length of a vector is the root of the sum of its squares.</details>
# <details><summary>Hint 3</summary><code>np.linalg.norm(a)</code> is the length of <code>a</code>. Mind the brackets below the
# line.</details>
# <details><summary>Answer</summary><code>return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))</code></details>
#
# **4. Think.** Somebody collects training images, and half of them are 2s. What changes in the vote? And would you notice it
# in the average cost over these training images?
#
# <details><summary>Hint</summary>Who is asked when a sloppy image could be a 2 or a 7?</details>
# <details><summary>Answer</summary>The 2s have half of the votes. In doubt the network will rather say 2, and that is
# even right, as long as half of all images <i>are</i> 2s: the average cost looks fine. You notice it when the digits to be
# read come in other shares than those it has learned from.</details>
#
# Go on with [06: Why mini-batches?](06_mini_batches.ipynb) or back to
# [04: How do the wishes travel backwards?](04_backwards.ipynb)
