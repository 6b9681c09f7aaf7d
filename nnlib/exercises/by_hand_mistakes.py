"""The mistakes that are made with a network on paper: for each kind of entry, (function of all values, what is wrong).

The values go by the names of `by_hand`; the functions look at nothing that comes after the entry.
"""

from nnlib.exercises.exercise import sigmoid, slope


def on_paper(name):
    """The name as it is written on paper: w₃₁, ∂C/∂w₃₁, δ₁, new w₃₁."""
    letters = name.removeprefix("new ").rstrip("0123456789")
    index = "".join(chr(ord("₀") + int(digit)) for digit in name if digit.isdigit())
    if letters == "rate":
        return "learning rate"
    symbol = {"da": "∂C/∂a", "dw": "∂C/∂w", "db": "∂C/∂b", "d": "δ"}.get(letters, letters)
    return ("new " if name.startswith("new ") else "") + symbol + index


def of_a_sum(to, before):
    """Of z1, z2 or z3, with what comes in called x or a."""
    u, v, b = f"w{to}1", f"w{to}2", f"b{to}"
    p, q = f"{before}1", f"{before}2"
    other = 3 - to if to < 3 else None
    found = [
        (lambda n: n[u] * n[p] + n[v] * n[q], f"The bias is missing: add {on_paper(b)}."),
        (lambda n: n[u] * n[p] + n[v] * n[q] - n[b], f"The bias is subtracted: add {on_paper(b)}, with its sign."),
        (lambda n: (n[u] * n[p] + n[v] * n[q]) * n[b], f"The bias is multiplied: add {on_paper(b)}."),
        (
            lambda n: n[u] * n[q] + n[v] * n[p] + n[b],
            f"The inputs have changed places: {on_paper(u)} belongs to {on_paper(p)}.",
        ),
        (lambda n: n[u] * n[p] * n[v] * n[q] + n[b], "The two products are multiplied: add them."),
        (lambda n: n[u] + n[p] + n[v] + n[q] + n[b], "Weight and input are added: multiply them."),
        (lambda n: n[u] + n[v] + n[b], f"The inputs are missing: multiply {on_paper(u)} by {on_paper(p)}, and so on."),
        (lambda n: n[u] * n[p] + n[b], f"The second product is missing: add {on_paper(v)} {on_paper(q)}."),
        (lambda n: n[v] * n[q] + n[b], f"The first product is missing: add {on_paper(u)} {on_paper(p)}."),
        (lambda n: -n[u] * n[p] + n[v] * n[q] + n[b], f"The sign of {on_paper(u)} {on_paper(p)} is lost."),
        (lambda n: n[u] * n[p] - n[v] * n[q] + n[b], f"The sign of {on_paper(v)} {on_paper(q)} is lost."),
        (lambda n: sigmoid(n[u] * n[p] + n[v] * n[q] + n[b]), f"This is squished already: it is {on_paper(f'a{to}')}."),
    ]
    if other:
        across = f"w1{to}", f"w2{to}"
        found += [
            (
                lambda n: n[across[0]] * n[p] + n[across[1]] * n[q] + n[b],
                f"These are {on_paper(across[0])} and {on_paper(across[1])}: the first index says where a weight leads, "
                f"so take {on_paper(u)} and {on_paper(v)}.",
            ),
            (
                lambda n: n[f"w{other}1"] * n[p] + n[f"w{other}2"] * n[q] + n[b],
                f"These are the weights of neuron {other}: take {on_paper(u)} and {on_paper(v)}.",
            ),
            (
                lambda n: n[u] * n[p] + n[v] * n[q] + n[f"b{other}"],
                f"This is the bias of neuron {other}: take {on_paper(b)}.",
            ),
        ]
    else:
        found += [
            (lambda n: n[u] * n["z1"] + n[v] * n["z2"] + n[b], "This uses z₁ and z₂: use the activations, a₁ and a₂."),
            (lambda n: n[u] * n["x1"] + n[v] * n["x2"] + n[b], "This uses the inputs: use the activations, a₁ and a₂."),
        ]
    return found


def of_an_activation(of):
    """Of a1, a2 or a3."""
    z = f"z{of}"
    found = [
        (lambda n: n[z], f"This is {on_paper(z)} itself: squish it, σ({on_paper(z)})."),
        (
            lambda n: sigmoid(-n[z]),
            f"The sign of {on_paper(z)} is lost: σ({on_paper(z)}) is above ½ only if {on_paper(z)} is positive.",
        ),
        (lambda n: slope(n[z]), "This is σ′, the slope of the sigmoid: take σ itself."),
        (lambda n: sigmoid(sigmoid(n[z])), "This is squished twice: once is enough."),
        (lambda n: 1 / sigmoid(n[z]), "This is upside down: σ is 1 divided by 1 + e to the power −z."),
    ]
    others = {"1": "2", "2": "1", "3": "2"}[str(of)]
    if of > 1:
        found.append((lambda n: sigmoid(n[f"z{others}"]), f"This is σ of {on_paper(f'z{others}')}: take {on_paper(z)}."))
    return found


OF_THE_COST = [
    (lambda n: (n["a3"] - n["y"]) ** 2 / 2, "There is no one-half in this course: C = (a₃ − y)²."),
    (lambda n: n["a3"] - n["y"], "This is the difference: square it."),
    (lambda n: n["y"] - n["a3"], "This is the difference: square it."),
    (
        lambda n: 2 * (n["a3"] - n["y"]),
        "This is twice the difference, the slope of the cost: square the difference instead.",
    ),
    (lambda n: n["a3"] ** 2 - n["y"] ** 2, "The squares are subtracted: subtract first, then square."),
    (lambda n: (n["a3"] + n["y"]) ** 2, "a₃ and y are added: subtract them."),
    (lambda n: n["a3"] ** 2 + n["y"] ** 2, "Both are squared and added: subtract first, then square."),
    (lambda n: -((n["a3"] - n["y"]) ** 2), "A square is never negative."),
    (lambda n: (n["z3"] - n["y"]) ** 2, "This compares z₃ with y: compare the output, a₃."),
]

WISH = "This is the wish: the slope is minus that"
OF_THE_ERROR = [
    (lambda n: 2 * (n["y"] - n["a3"]), f"{WISH}, 2 (a₃ − y)."),
    (lambda n: n["a3"] - n["y"], "The factor 2 is missing: the slope of a square is twice the difference."),
    (lambda n: n["y"] - n["a3"], "The factor 2 is missing, and the sign is that of the wish: 2 (a₃ − y)."),
    (lambda n: (n["a3"] - n["y"]) ** 2, "This is the cost itself: its slope is 2 (a₃ − y)."),
    (lambda n: 2 * (n["a3"] - n["y"]) * slope(n["z3"]), "This is δ₃ already: σ′ comes in the next line."),
    (lambda n: 2 * (n["z3"] - n["y"]), "This uses z₃: the cost compares a₃ with y."),
    (lambda n: 2 * n["a3"] - n["y"], "The 2 multiplies only a₃: it multiplies the whole difference."),
    (lambda n: 2 + (n["a3"] - n["y"]), "The 2 is added: multiply."),
]


def of_a_delta(of):
    """Of d1, d2 or d3."""
    a, z, da, d = f"a{of}", f"z{of}", f"da{of}", f"d{of}"
    found = [
        (lambda n: n[da], f"σ′ is missing: multiply by {on_paper(a)} (1 − {on_paper(a)})."),
        (lambda n: -n[da] * n[a] * (1 - n[a]), f"{WISH}. Keep the sign of {on_paper(da)}."),
        (lambda n: n[da] * n[a], f"This is multiplied by σ: multiply by σ′, {on_paper(a)} (1 − {on_paper(a)})."),
        (lambda n: n[da] * (1 - n[a]), f"Only half of σ′: it is {on_paper(a)} (1 − {on_paper(a)})."),
        (
            lambda n: n[da] * n[z] * (1 - n[z]),
            f"This is z (1 − z): σ′ is made of the activation, {on_paper(a)} (1 − {on_paper(a)}).",
        ),
        (
            lambda n: n[da] * slope(n[a]),
            f"This is σ′ of {on_paper(a)}: take σ′ of {on_paper(z)}, which is {on_paper(a)} (1 − {on_paper(a)}).",
        ),
        (lambda n: n[da] + n[a] * (1 - n[a]), "σ′ is added: multiply."),
        (lambda n: n[a] * (1 - n[a]), f"This is σ′ alone: multiply it by {on_paper(da)}."),
        (lambda n: n[da] / 2 * n[a] * (1 - n[a]), "Half of it: was the factor 2 lost?"),
        (lambda n: n[da] * n[a] * (1 + n[a]), f"σ′ is {on_paper(a)} (1 − {on_paper(a)}), with a minus."),
    ]
    if of < 3:
        other = 3 - of
        found += [
            (lambda n: n[da] * n["a3"] * (1 - n["a3"]), f"This is σ′ of the output: take that of neuron {of}."),
            (
                lambda n: n[da] * n[f"a{other}"] * (1 - n[f"a{other}"]),
                f"This is σ′ of neuron {other}: take that of neuron {of}.",
            ),
            (
                lambda n: n["d3"] * n[a] * (1 - n[a]),
                f"This uses δ₃ itself: first send it back through {on_paper(f'w3{of}')}.",
            ),
            (lambda n: n["d3"], f"This is δ₃: {on_paper(d)} is {on_paper(da)} times σ′."),
        ]
    return found


def of_a_message(to):
    """Of da1 or da2, the slope that is sent back."""
    other, w = 3 - to, f"w3{to}"
    return [
        (lambda n: -n["d3"] * n[w], f"{WISH}, δ₃ {on_paper(w)}."),
        (
            lambda n: n["d3"] * n[f"w3{other}"],
            f"This goes through {on_paper(f'w3{other}')}, which comes from neuron {other}: take {on_paper(w)}.",
        ),
        (lambda n: n["d3"] * n[f"a{to}"], f"This is the slope of {on_paper(w)}: for ∂C/∂a multiply by the weight instead."),
        (lambda n: n["da3"] * n[w], "This skips σ′ of the output: begin with δ₃."),
        (lambda n: n["d3"] + n[w], "These are added: multiply."),
        (lambda n: n["d3"], f"The weight is missing: multiply by {on_paper(w)}."),
        (
            lambda n: n[w],
            "This is the weight alone: multiply it by δ₃. An arrow from the weight alone points the wrong way.",
        ),
        (lambda n: n["d3"] * n[w] * slope(n[f"z{to}"]), f"This is {on_paper(f'd{to}')} already: σ′ comes in the next line."),
        (lambda n: n["d3"] * (n["w31"] + n["w32"]), f"Both weights are used: only {on_paper(w)} comes from neuron {to}."),
        (lambda n: n["d3"] * n[w] / 2, "Half of it: was the factor 2 lost?"),
    ]


def of_a_weight(to, start):
    """Of dw31, dw32, dw11 or dw12."""
    kind, other = "a" if to == 3 else "x", 3 - start
    before, beside, w, d = f"{kind}{start}", f"{kind}{other}", f"w{to}{start}", f"d{to}"
    found = [
        (lambda n: -n[d] * n[before], f"{WISH}, {on_paper(d)} {on_paper(before)}."),
        (lambda n: n[d] * n[beside], f"This is the wrong neuron before it: {on_paper(w)} comes from {on_paper(before)}."),
        (lambda n: n[d] * n[w], f"This is multiplied by the weight itself: multiply by what comes in, {on_paper(before)}."),
        (lambda n: n[d] + n[before], "These are added: multiply."),
        (lambda n: n[f"da{to}"] * n[before], f"σ′ is missing: begin with {on_paper(d)}, not with ∂C/∂a."),
        (lambda n: n[before], f"This is {on_paper(before)} alone: multiply it by {on_paper(d)}."),
        (
            lambda n: n[d] * n[f"a{to}"],
            f"This uses the neuron that {on_paper(w)} leads to: take the one it comes from, {on_paper(before)}.",
        ),
        (lambda n: n[d] * n[before] / 2, "Half of it: was the factor 2 lost?"),
        (lambda n: n[d] * (n["a1"] + n["a2"] if to == 3 else n["x1"] + n["x2"]), f"Both are used: only {on_paper(before)}."),
    ]
    if to == 3:
        found += [
            (lambda n: n[d] * n[f"z{start}"], f"This uses z: the weight multiplies the activation, {on_paper(before)}."),
            (
                lambda n: n[d] * n[f"x{start}"],
                f"This uses the input: {on_paper(w)} comes from the hidden neuron, {on_paper(before)}.",
            ),
            (lambda n: n[d], f"The activation is missing: multiply by {on_paper(before)}."),
        ]
    else:
        found += [
            (
                lambda n: n["d3"] * n[before],
                f"This is δ₃, of the output: {on_paper(w)} leads to neuron {to}, so take {on_paper(d)}.",
            ),
            (
                lambda n: n[d] * n[f"a{start}"],
                f"This uses an activation of the hidden layer: {on_paper(w)} comes from {on_paper(before)}.",
            ),
        ]
    return found


OF_A_BIAS = [
    (lambda n: -n["d3"], f"{WISH}, δ₃."),
    (lambda n: n["d3"] * n["b3"], "This is multiplied by the bias: a bias counts as it is, so its slope is δ₃ times 1."),
    (lambda n: n["da3"], "σ′ is missing: it is δ₃, not ∂C/∂a₃."),
    (lambda n: n["d3"] * n["a3"], "This is multiplied by an activation: the slope of a bias is δ₃ times 1."),
    (lambda n: 1.0, "z grows by 1 with its bias, and the cost by δ₃ with z: multiply."),
    (lambda n: n["d3"] / 2, "Half of it: was the factor 2 lost?"),
    (lambda n: 0.0, "The bias matters, too: z moves with it, one for one, so its slope is δ₃."),
]


def of_a_step(name, slope_name):
    """Of a weight or a bias after the step."""
    return [
        (lambda n: n[name] + n["rate"] * n[slope_name], "This goes uphill: subtract, a step goes against the slope."),
        (lambda n: n[name] - n[slope_name], "The learning rate is missing."),
        (lambda n: n[name] + n[slope_name], "This goes uphill, and the learning rate is missing."),
        (lambda n: -n["rate"] * n[slope_name], f"This is the change alone: add it to {on_paper(name)}."),
        (lambda n: n["rate"] * n[slope_name] - n[name], f"This is the wrong way round: begin with {on_paper(name)}."),
        (lambda n: n[name] - n[slope_name] / n["rate"], "This is divided by the learning rate: multiply."),
        (lambda n: n[name] * n["rate"] * n[slope_name], "This is a product: subtract learning rate times slope."),
        (
            lambda n: n[name] * (1 - n["rate"] * n[slope_name]),
            "The step is multiplied by the number itself: it is not part of it.",
        ),
    ]
