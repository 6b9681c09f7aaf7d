# %% [markdown]
# # What is backpropagation really doing?
#
# The video asks this question, and for eleven notebooks you have held the parts of the answer in your hands. Here they are put
# together.
#
# **You will see:** the whole answer in one picture and a hundred words; the same few lines in PyTorch; a test that shows what
# you have understood; and where to go from here.
#
# In the video: [all of it once more](https://www.youtube.com/watch?v=Ilg3gGewQ5U).

# %%
# Run this cell first.
from nnlib.explorers.shared.opening import before_we_go_on

before_we_go_on("12_really")

# %% [markdown]
# ## The answer in a hundred words
#
# An image goes forward: each layer adds up and squishes. The cost says how wrong the ten outputs are. Backpropagation asks
# of every weight and bias: if you moved a little, how would the cost change? It begins at the outputs: twice the distance
# from the target, times σ′. That is δ. Each δ gives the slopes of its bias and its weights. Through the same weights it
# sends a message back, and each neuron before adds up all that it gets. So the next δ is known, and the next. Averaged over
# many images, these slopes are the gradient.

# %%
from nnlib.explorers import really

really.whole_answer()

# %% [markdown]
# **Try:** press the stages from left to right, and say before each what comes. Then choose another digit, or *1 epoch*.

# %% [markdown]
# ## Three words
#
# | word | what it does | what it needs |
# |---|---|---|
# | **backpropagation** | works out the gradient at the current weights, and changes nothing | an image, its label, one pass forward and one back |
# | **gradient descent** | takes one step against the gradient | a gradient, from backpropagation or from anywhere else, and a learning rate |
# | **learning** | both, over and over | many labelled images, and some that it never sees, to tell whether it worked |

# %% [markdown]
# ## Out into practice
#
# Most people who train networks write a few lines of PyTorch and never see a δ. You know what each line does:
#
# | | ours | PyTorch |
# |---|---|---|
# | the library | `import nnlib` | `from torch import nn, optim, tensor` |
# | a hundred digits | `digits = nnlib.load_mnist().train` | `digits = nnlib.load_mnist().train` |
# | one per column; there, one per row | `x, y = digits.images[:, :100], digits.targets[:, :100]` | `x, y = tensor(digits.images[:, :100].T), tensor(digits.targets[:, :100].T)` |
# | layers: weights, biases, σ | `network = nnlib.Network([784, 16, 16, 10])` | `network = nn.Sequential(nn.Linear(784, 16), nn.Sigmoid(), nn.Linear(16, 16), nn.Sigmoid(), nn.Linear(16, 10), nn.Sigmoid())` |
# | the length of a step | `learning_rate = 1.5` | `optimizer = optim.SGD(network.parameters(), lr=1.5)` |
# | forward | `a = network.forward(x).activations[-1]` | `a = network(x)` |
# | the cost | `cost = ((a - y) ** 2).sum(axis=0).mean()` | `cost = ((a - y) ** 2).sum(axis=1).mean()` |
# | forget the gradient before this one | nothing: ours is a new one each time | `optimizer.zero_grad()` |
# | **backpropagation** | `gradient = network.backprop(x, y)` | `cost.backward()` |
# | the slopes of the first weights | `slopes = gradient.weights[0]` | `slopes = network[0].weight.grad` |
# | **gradient descent** | `network.parameters -= learning_rate * gradient.vector` | `optimizer.step()` |
# | the answers | `answers = network.output(x).argmax(axis=0)` | `answers = network(x).argmax(axis=1)` |
#
# While it goes forward, PyTorch writes down every operation; `backward` walks through that list from its end. It gets the same
# numbers: for a hundred digits and our network after one epoch, none of its 13,002 slopes differs from ours by more than a
# millionth of the largest. Without `zero_grad`, each new gradient would be added to those before it.
#
# You can take a network with you: in [11](11_playground.ipynb), *save and load* has a button *to PyTorch*.

# %% [markdown]
# ## What have you understood?
#
# Twenty questions, about half an hour. None of them asks for a formula. Every wrong answer stands for something that many
# people believe, and after the last question you learn which of these beliefs are yours and where to look again.

# %%
from nnlib.explorers import really

really.the_test()

# %% [markdown]
# ## Where to go from here
#
# <details><summary>The next video: the calculus of backpropagation</summary>The same story with ∂ in it. Notebook
# <a href="09_calculus.ipynb">09</a> goes with it. <a href="https://www.youtube.com/watch?v=tIeHLnjs5U8">Backpropagation
# calculus</a></details>
#
# <details><summary>Other costs, and softmax</summary>Most networks that choose one of several classes end in a
# <i>softmax</i>, which turns ten numbers into ten probabilities that add up to 1, and use the cross-entropy of notebook 03 as
# their cost. For both together δ of an output is simply a − y: no σ′, so an output that is surely wrong is pushed hard.
# <a href="https://d2l.ai/chapter_linear-classification/softmax-regression.html">Dive into Deep Learning, Softmax</a></details>
#
# <details><summary>Validation, and when to stop</summary>If you try ten learning rates and keep the one with the best test
# accuracy, you have learned from the test digits, too. So one keeps a third set, for <i>validation</i>: it chooses the
# settings, and says when to stop, before the network learns its training images by heart. The test set is opened once, at the
# end. <a href="https://d2l.ai/chapter_linear-regression/generalization.html">Dive into Deep Learning, Generalization</a></details>
#
# <details><summary>Momentum and Adam</summary>The drunk walker of notebook 07 forgets each step. With <i>momentum</i> he
# keeps part of the last one, so that steps which agree add up and steps which contradict each other cancel. <i>Adam</i> also
# gives every weight a step length of its own, from how large its slopes have been. Both use the gradient that backpropagation
# gives them, and nothing else. <a href="https://distill.pub/2017/momentum/">Why momentum really works</a></details>
#
# <details><summary>Automatic differentiation</summary>You wrote the way back by hand. A library such as PyTorch writes down
# each operation of the forward pass, knows the slope of each, and walks through the list from its end: backpropagation for any
# program, not only for layers. <a href="https://github.com/karpathy/micrograd">micrograd</a> does it in a hundred lines that
# you can now read.</details>

# %% [markdown]
# ## Recap
#
# 1. Backpropagation computes, for every weight and bias, how the cost changes when it moves a little.
# 2. It does so for all of them with one pass forward and one back, because each δ is worked out once and used again.
# 3. A step against the gradient is gradient descent; many such steps, with many images, are learning.
#
# Back to [00: the map](00_start_here.ipynb#The-map)
