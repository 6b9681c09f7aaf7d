# %% [markdown]
# # What if every image gets a vote?
#
# We know what *one* image of a 2 wants: it has a wish for each of the 13,002 weights and biases. But the network should read
# all digits. Whose wishes should it follow?
#
# **You will see:** a network that listens only to 2s and forgets the other digits; a table in which every image votes on the
# same weights; how little is left when 60,000 votes are averaged; and how many voters you need to know what all of them want.
#
# In the video: [the averaging over all examples](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=510s), just before stochastic
# gradient descent.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis import votes
from nnlib.exercises import check
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("05_every_image")

# %% [markdown]
# ## Listen only to the 2s
#
# Take a network that has learned for 20 [epochs](00_start_here.ipynb#Glossary). It reads most test digits correctly:

# %%
digits = nnlib.load_mnist()
train, test = digits.train, digits.test
trained = nnlib.snapshot(epochs=20)
print(f"{trained.accuracy(test.images, test.labels):.1%}")

# %% [markdown]
# Now it takes a hundred more [steps](00_start_here.ipynb#Glossary). Each is an ordinary step against the gradient, but the
# gradient comes from 2s alone, a hundred of them at a time.

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
    why=f"{accuracy:.1%}. Its answer is now “2” for {(listener.answers == 2).mean():.0%} of all test digits.",
)

# %%
from nnlib.explorers import every_image

every_image.listen_only_to()

# %% [markdown]
# **Try:**
# 1. Press *step ×1* a few times, then *×10*, then *×100*. Watch the bar of the answer 2.
# 2. Choose another digit after *what becomes of the*. Which digits are taken for a 2 first, and which hold out longest?
# 3. Now listen to *all images*, and press *step ×10*.
# 4. Press *reset*, and listen to *this one image*, number 28. It is a 2 that is hard to read. Press *step ×1* once.
# 5. Press *reset*, and set *image* to 5, a 2 that is easy to read. Press *step ×100*.

# %% [markdown]
# <details><summary>What did you see?</summary>The 2s do not <i>want</i> to destroy anything. Each of them asks for more at
# output 2 and for less at the others, and no 7 is there to object. After a hundred steps about two thirds of all digits
# are taken for a 2, and with more steps the share grows. The 8s give in first. Ten steps with all images repair most of the
# damage.<br>One loud image can do harm in a single step. But an image that the network already reads with confidence asks for
# almost nothing, however often you listen to it.</details>

# %% [markdown]
# <details><summary>Why not start from a fresh network?</summary>One step with 2s is enough there. It gives the same answer to all
# ten thousand digits. All outputs of this fresh network lie between 0.3 and 0.7, whatever image it sees. One step moves
# output 2 up and the other nine down, and then output 2 is always the brightest. We tried five other fresh networks, and each
# of them did the same.</details>

# %% [markdown]
# ## The average of all wishes
#
# So every image should be heard. We want the *average* cost over all $n$ training images to be small:
#
# $$C = \frac{1}{n}\,(C_1 + C_2 + \dots + C_n)$$
#
# The slope of a sum is the sum of the slopes, so the slope of the average is the average of the slopes:
#
# $$\frac{\partial C}{\partial w} = \frac{1}{n}\left(\frac{\partial C_1}{\partial w} + \dots + \frac{\partial C_n}{\partial w}\right)$$

# %% [markdown]
# Let's check this with eight images. `votes.gradients_each` returns a column for each image: the gradient of its own cost.
# `backprop` returns the gradient of the average cost.

# %%
x, y = train.images[:, :8], train.targets[:, :8]
network = nnlib.snapshot(epochs=1)
one_by_one = votes.gradients_each(network, x, y)
together = network.backprop(x, y).vector
one_by_one.shape, np.allclose(one_by_one.mean(axis=1), together)

# %% [markdown]
# A wish is minus a slope. So the *negative* gradient is the result of a vote: every image writes down a wish for every
# weight, and we take the average. The more an image wants, the larger the number it writes down.
#
# ## Who votes for what?
#
# Look at one weight of a fresh network, the one from neuron 5 of hidden layer 2 to output 8. All 60,000 images vote on it.

# %%
index = nnlib.parameters.index_of("weights[2][8, 5]", trained.sizes)
cast = votes.votes(nnlib.snapshot(epochs=0), train.images, train.targets, [index])[0]
cast.shape

# %% jupyter={"source_hidden": true}
for_it = (cast > 0).mean()
shares = {"about one in ten": 0.1, "about half": 0.5, "about nine in ten": 0.9}
same = ((cast > 0) == (train.labels == 8)).all()
Predict(
    "What share of all images wishes that this weight should grow?",
    choices=list(shares),
    answer=min(shares, key=lambda name: abs(shares[name] - for_it)),
    why=f"{for_it:.1%}, and they are {'exactly' if same else 'not only'} the 8s: no other image wants more of output 8.",
)

# %% [markdown]
# The wish for this weight is $-\delta\,a$. The activation $a$ of neuron 5 is always positive, so the sign comes from
# $-\delta$: it is positive if output 8 should become brighter, and only an 8 asks for that.
#
# The table below has eight such rows, six weights and two biases. Each column holds the wishes of one image. All arrows of a
# table have the same scale.

# %%
from nnlib.explorers import every_image

every_image.votes_table()

# %% [markdown]
# **Try:**
# 1. Drag *how many images vote* from 1 to 8: one column after the other joins in. Go on to 60,000.
# 2. Do the same after *1*, *5* and *20* epochs.
# 3. Choose the weights and biases of *hidden layer 1*. Why are so many wishes exactly 0?

# %% [markdown]
# <details><summary>What did you see?</summary>Choose <i>outputs</i> and the <i>fresh</i> network: in each row about nine
# images in ten want the same, since for them this output is too bright. When all 60,000 vote, more than three quarters of what
# they ask for survives.<br>After training, two things are different. Most images ask for next to nothing, since they are read
# correctly. Those that do ask contradict each other. Of the votes of all 60,000 images less than 30 % survives, in every
# layer.<br>In
# hidden layer 1 a wish is δ times the brightness of a pixel, and where an image has no ink this is 0.</details>

# %% [markdown]
# ## One in ten against nine in ten
#
# In all four networks it is exactly the 8s that want our weight to grow, and nine images in ten vote against it. Does the
# weight shrink, then? Let's count the votes with their size:

# %%
all_cast = {}
for epochs in (0, 1, 5, 20):
    all_cast[epochs] = cast = votes.votes(nnlib.snapshot(epochs), train.images, train.targets, [index])[0]
    few, many = cast[train.labels == 8].sum() / 60_000, cast[train.labels != 8].sum() / 60_000
    print(f"{epochs:2} epochs: the 8s ask for {few:+.4f}, all others for {many:+.4f}, together {few + many:+.4f}")

# %% [markdown]
# In the fresh network the many win by far. After one epoch they still win, but narrowly. After 5 and after 20 epochs the few
# shout louder than the many, and the sum of all votes is close to zero. That is what a nearly trained network looks like from
# inside: no silence, but a truce.
#
# Who shouts so loudly? Sort the votes by size, and take the loudest hundredth of all images:

# %%
for epochs, cast in all_cast.items():
    loudest = np.sort(abs(cast))[-600:]
    print(f"{epochs:2} epochs: the loudest 1 % have {loudest.sum() / abs(cast).sum():.0%} of the votes")

# %% [markdown]
# In the fresh network one image counts about as much as another. After 20 epochs a few hundred hard images decide about this
# weight. The others have what they wanted.

# %% [markdown]
# ## Does a step help every image?
#
# We take one step against the **full gradient**, that of the average cost over all 60,000 images. The average cost falls. But
# what about each single image?


# %%
def worse_after_a_step(epochs, learning_rate=1.5):
    network = nnlib.snapshot(epochs)
    before = network.cost_each(train.images, train.targets)
    network.parameters -= learning_rate * every_image.full_gradient_after(epochs)  # worked out in advance
    after = network.cost_each(train.images, train.targets)
    print(f"average cost {before.mean():.4f} → {after.mean():.4f}")
    return (after > before).mean()


# %% jupyter={"source_hidden": true}
worse = worse_after_a_step(epochs=20)
shares = {"none": 0, "about one in a hundred": 0.01, "about half": 0.5}
Predict(
    "After 20 epochs: for what share of the images does this step make the cost larger?",
    choices=list(shares),
    answer=min(shares, key=lambda name: abs(shares[name] - worse)),
    why=f"For {worse:.0%} of them the cost grows, mostly by very little. You can lose a vote.",
)

# %%
print(f"{60_000 * worse_after_a_step(epochs=0):.0f} of 60,000 images in the fresh network")

# %% [markdown]
# In the fresh network every image gains. After 20 epochs the step that helps the average harms half of the images. It is
# still right to take it, because together these lose less than the others gain.

# %% [markdown]
# ## How many voters are enough?
#
# Asking 60,000 images before every step is a lot of work. Could we ask only a hundred, and go where *they* want to go?
#
# To compare two directions we use the **cosine** of the angle between them. It is 1 if they are the same, 0 if they are at
# right angles, and −1 if they are opposite. Two *random* directions in 13,002 dimensions are almost at right angles; the
# cosine is typically 0.01 in size:

# %%
rng = np.random.default_rng(0)
round(votes.agreement(rng.normal(size=13002), rng.normal(size=13002)), 4)

# %% [markdown]
# Now we draw a hundred images at random and compare their average gradient with that of all images. We do this twenty times,
# and take the mean of the twenty cosines.


# %%
def agreement_of_a_hundred(epochs):
    network, full = nnlib.snapshot(epochs), every_image.full_gradient_after(epochs)
    batches = rng.choice(60_000, (20, 100), replace=False)
    few = [network.backprop(train.images[:, batch], train.targets[:, batch]).vector for batch in batches]
    return np.mean([votes.agreement(gradient, full) for gradient in few])


# %% jupyter={"source_hidden": true}
cosine = agreement_of_a_hundred(epochs=0)
values = {"about 0.01: no better than chance": 0.01, "about 0.5": 0.5, "above 0.99: almost the same": 1}
Predict(
    "In the fresh network: how well do a hundred images agree with all 60,000?",
    choices=list(values),
    answer=min(values, key=lambda name: abs(values[name] - cosine)),
    why=f"The cosine is {cosine:.3f}. At the start all images want nearly the same, so a few can speak for all.",
)

# %%
for epochs in (1, 5, 20):
    print(f"{epochs:2} epochs: {agreement_of_a_hundred(epochs):.2f}")

# %% [markdown]
# After training, a hundred images agree much less with all images. Still, this is far better than chance.
#
# The next explorer puts the images in a shuffled order and asks the first of them, then more and more.

# %%
from nnlib.explorers import every_image

every_image.agreement_curve()

# %% [markdown]
# **Try:**
# 1. Drag *how many images vote*. Where does each curve pass one half for good?
# 2. Choose the epochs of training. Compare *0 (fresh)* with the others.
# 3. Press *shuffle the images* a few times: other images come first.
#
# <details><summary>What did you see?</summary>At the right end all curves meet at 1, because there all images vote. At the
# left end it is luck: the average of a few images can even point away from where all together want to go. In the fresh network
# ten images are enough for a cosine above 0.9, in any order that we tried. The trained ones need thousands.<br>You see one order at
# a time. So its cosine for 100 images is that of one single draw, and differs from the means above.</details>

# %% [markdown]
# This is a bargain: a hundred images are a six-hundredth of the work, and many rough steps may be better than one exact step.
# This is the idea of *mini-batches*, which the next notebook tries out.

# %% [markdown]
# ## Recap
#
# 1. A network that listens to 2s alone takes more and more digits for 2s, so every image gets a vote.
# 2. The negative gradient of the average cost is the average of the wishes of all images, and in a trained network most of
#    these cancel.
# 3. What is left lowers the average cost, though not the cost of every image, and some of the images are enough to guess it.

# %% [markdown]
# ## What the video simplifies
#
# * It says that a network that listens to the 2 alone ends up calling every image a 2. That is the direction, and it takes
#   time: after a hundred steps our trained network answers “2” to two digits in three, after a thousand to nine in ten.
# * The numbers in its table of votes are made up to show the idea. Ours are computed.
# * It calls the average of the wishes the negative gradient “loosely speaking”, or proportional to it. With wishes that are
#   minus slopes, as ours, the two are exactly equal.
# * It calls the direction of a mini-batch “a pretty good approximation”. In our fresh network it is, with a cosine of 0.998
#   for 100 images. In the trained ones it is only about 0.3, an angle of around 70°. It is good enough all the same: the
#   average over all mini-batches of an epoch is exactly the full gradient, so their errors tend to cancel.

# %% [markdown]
# ## Exercises
#
# **1. Every image gets a vote.** `gradients` has a column for each image and a row for each parameter. Return the gradient of
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

# %% [markdown]
# **2. How much survives?** `votes` holds what each image wants of *one* weight. Return the size of their mean, divided by the
# mean of their sizes: 1 if all pull the same way, 0 if everything cancels.


# %%
def what_survives(votes):
    # your code here
    ...


check(what_survives)

# %% [markdown]
# <details><summary>Hint 1</summary>Above the line: first the mean, then its size. Below it: first the sizes, then their
# mean.</details>
# <details><summary>Hint 2</summary>The size of a number is its absolute value, <code>abs</code>. It works on whole arrays,
# too.</details>
# <details><summary>Hint 3</summary>Above the line goes <code>abs(votes.mean())</code>.</details>
# <details><summary>Answer</summary><code>return abs(votes.mean()) / abs(votes).mean()</code></details>

# %% [markdown]
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
# <details><summary>Hint 3</summary><code>np.linalg.norm(a)</code> is the length of <code>a</code>. Put brackets around the
# product of the two lengths.</details>
# <details><summary>Answer</summary><code>return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))</code></details>

# %% [markdown]
# **4. Think.** You collect training images, and half of them are 2s. What changes in the vote? Would you notice it in the
# average cost over these training images?
#
# <details><summary>Hint</summary>Suppose a sloppy image could be a 2 or a 7. Which images vote on how to read it?</details>
# <details><summary>Answer</summary>The 2s have half of the votes. In doubt the network leans towards 2, and that is
# even right, as long as half of all images <i>are</i> 2s: the average cost looks fine. You notice the problem when the digits
# to be read come in other shares than those in the training set.</details>

# %% [markdown]
# Go on with [06: Why mini-batches?](06_mini_batches.ipynb) or back to
# [04: How do the wishes travel backwards?](04_backwards.ipynb)
