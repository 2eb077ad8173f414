"""Writes test/golden/data: what PyTorch computes in float64 for the cases of cases.json. Run as: python3 test/golden/make.py

Parameters, inputs and targets come from a counter-based hash, so only results are stored. Each cell is an explicit loop under
autograd, whose states are checked against nn.LSTM, nn.GRU and nn.RNN wherever these have the same form.
"""

import base64
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HERE = pathlib.Path(__file__).parent

GATES = {"lstm": ["f", "i", "c", "o"], "gru": ["r", "z", "n"], "rnn": ["h"]}
QUANTITIES = {"lstm": ["f", "i", "c_tilde", "o", "c", "h"], "gru": ["r", "z", "n", "h"], "rnn": ["h"], "dense": ["yhat"]}
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "linear": lambda z: z,
    "softmax": lambda z: torch.softmax(z, -1),
    "hardSigmoid": lambda z: torch.clamp(0.2 * z + 0.5, 0, 1),
    "sigmoid(z) - 0.5": lambda z: torch.sigmoid(z) - 0.5,
    "z / (1 + abs(z))": lambda z: z / (1 + torch.abs(z)),
}


def numbers(seed, name, count, scale=1.0):
    """Doubles in [-scale/2, scale/2): an FNV-1a hash of the name, mixed with the index by murmur's finaliser."""
    h = 0x811C9DC5 ^ seed
    for byte in name.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    mask = np.uint64(0xFFFFFFFF)
    x = (np.uint64(h) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B9)) & mask
    x ^= x >> np.uint64(16)
    x = (x * np.uint64(0x85EBCA6B)) & mask
    x ^= x >> np.uint64(13)
    x = (x * np.uint64(0xC2B2AE35)) & mask
    x ^= x >> np.uint64(16)
    return (x.astype(np.float64) / 4294967296.0 - 0.5) * scale


def tensor(case, name, shape, scale=1.0):
    count = int(np.prod(shape))
    return torch.tensor(numbers(case["seed"], name, count, scale).reshape(shape)).requires_grad_(True)


def shapes(spec, D):
    """Names and shapes of a layer's parameters, in the order of the file."""
    H, cell = spec["H"], spec["cell"]
    if cell == "dense":
        found = {"W": (H, D), "b": (H,)}
    else:
        found = {}
        for k in GATES[cell]:
            found |= {f"W_{k}": (H, D), f"U_{k}": (H, H), f"b_{k}": (H,)}
        if spec.get("peepholes"):
            found |= {f"p_{k}": (H,) for k in "fio"}
        if cell == "gru" and spec.get("resetAfter", True):
            found["b_hn"] = (H,)
    return {name: shape for name, shape in found.items() if name not in spec.get("without", [])}


def layer_parameters(case, index, spec, D):
    return {name: tensor(case, f"{index}.{name}", shape, spec.get("scale", 1.0)) for name, shape in shapes(spec, D).items()}


def initial(case, index, spec):
    names = {"lstm": ["h", "c"], "gru": ["h"], "rnn": ["h"], "dense": []}[spec["cell"]]
    scale = 2.0 if spec.get("initial") else 0.0
    return {name: tensor(case, f"{index}.{name}0", (spec["H"],), scale) for name in names}


def affine(p, k, x, h):
    z = p.get(f"b_{k}", 0)
    if f"W_{k}" in p:
        z = z + p[f"W_{k}"] @ x
    return z if h is None else z + p[f"U_{k}"] @ h


def lstm_step(spec, p, x, state):
    h, c = state["h"], state["c"]
    names = spec.get("activations", {})
    gate, candidate, output = (ACTIVATIONS[names.get(k, d)] for k, d in [("gate", "sigmoid"), ("candidate", "tanh"), ("output", "tanh")])
    z = {k: affine(p, k, x, h) for k in "fico"}
    for k in "fi":
        if f"p_{k}" in p:
            z[k] = z[k] + p[f"p_{k}"] * c
    f, i, g = gate(z["f"]), gate(z["i"]), candidate(z["c"])
    c = f * c + i * g
    if "p_o" in p:
        z["o"] = z["o"] + p["p_o"] * c
    o = gate(z["o"])
    h = o * output(c)
    return {"f": f, "i": i, "c_tilde": g, "o": o, "c": c, "h": h}, {f"z_{k}": z[k] for k in "fico"}


def gru_step(spec, p, x, state):
    h = state["h"]
    names = spec.get("activations", {})
    gate, candidate = ACTIVATIONS[names.get("gate", "sigmoid")], ACTIVATIONS[names.get("candidate", "tanh")]
    z_r, z_z = affine(p, "r", x, h), affine(p, "z", x, h)
    r, z = gate(z_r), gate(z_z)
    recurrent = r * (p["U_n"] @ h + p.get("b_hn", 0)) if spec.get("resetAfter", True) else p["U_n"] @ (r * h)
    z_n = affine(p, "n", x, None) + recurrent
    n = candidate(z_n)
    h = (1 - z) * n + z * h if spec.get("zKeeps", True) else z * n + (1 - z) * h
    return {"r": r, "z": z, "n": n, "h": h}, {"z_r": z_r, "z_z": z_z, "z_n": z_n}


def rnn_step(spec, p, x, state):
    z = affine(p, "h", x, state["h"])
    return {"h": ACTIVATIONS[spec.get("activation", "tanh")](z)}, {"z_h": z}


def dense_step(spec, p, x, _state):
    z = p["W"] @ x + p.get("b", 0)
    return {"yhat": ACTIVATIONS[spec.get("activation", "linear")](z)}, {"z": z}


STEPS = {"lstm": lstm_step, "gru": gru_step, "rnn": rnn_step, "dense": dense_step}


def run_layer(spec, p, xs, state):
    """The layer over all steps; every quantity keeps its gradient."""
    steps, zs = [], []
    for x in xs:
        quantities, z = STEPS[spec["cell"]](spec, p, x, state)
        for q in quantities.values():
            if q.requires_grad:
                q.retain_grad()
        state = quantities
        steps.append(quantities)
        zs.append(z)
    return steps, zs


def check_against_module(spec, p, xs, start, steps):
    """nn.LSTM, nn.GRU and nn.RNN know no peepholes, other activations or forms; where they apply they must agree."""
    H, cell = spec["H"], spec["cell"]
    plain = not (spec.get("peepholes") or spec.get("activations") or spec.get("activation") or spec.get("without"))
    if cell == "dense" or not plain or not spec.get("resetAfter", True) or not spec.get("zKeeps", True) or xs.shape[1] == 0:
        return
    order = {"lstm": "ifco", "gru": "rzn", "rnn": "h"}[cell]
    module = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[cell](xs.shape[1], H)
    hidden = [torch.zeros(H) for _ in order]
    if cell == "gru":
        hidden[2] = p["b_hn"]
    with torch.no_grad():
        module.weight_ih_l0.copy_(torch.cat([p[f"W_{k}"] for k in order]))
        module.weight_hh_l0.copy_(torch.cat([p[f"U_{k}"] for k in order]))
        module.bias_ih_l0.copy_(torch.cat([p[f"b_{k}"] for k in order]))
        module.bias_hh_l0.copy_(torch.cat(hidden))
        h0 = start["h"].reshape(1, H)
        out, last = module(xs, (h0, start["c"].reshape(1, H)) if cell == "lstm" else h0)
        h = torch.stack([step["h"] for step in steps])
        assert torch.allclose(out, h, rtol=0, atol=1e-13), (out - h).abs().max()
        if cell == "lstm":
            assert torch.allclose(last[1][0], steps[-1]["c"], rtol=0, atol=1e-12)


def targets(case, K):
    """T × K targets and which steps have one."""
    T, kind = case["T"], case["loss"]
    raw = numbers(case["seed"], "y", T * K, 1.0).reshape(T, K)
    if kind == "bce":
        raw = raw + 0.5
    elif kind == "crossEntropy":
        pick = np.floor((numbers(case["seed"], "pick", T) + 0.5) * K).astype(int)
        raw = np.zeros((T, K))
        for t in range(T):
            raw[t, pick[t]] += 0.5 if t % 2 else 1.0
            raw[t, (pick[t] + 1) % K] += 0.5 if t % 2 else 0.0
    else:
        raw = raw * 2
    given = np.array([not case.get("mask") or t % 3 != 1 for t in range(T)])
    return torch.tensor(raw), given


def step_loss(kind, yhat, z, y):
    if kind == "crossEntropy":
        return F.cross_entropy(z, y)
    if kind == "0.5*(yhat - y)^2":
        return (0.5 * (yhat - y) ** 2).mean()
    return {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.huber_loss, "bce": F.binary_cross_entropy}[kind](yhat, y)


def run(case, parameters, starts, xs):
    """Forward over the whole stack: each layer's steps, and the losses where the case has any."""
    below, layers = xs, []
    for spec, p, start in zip(case["layers"], parameters, starts):
        steps, zs = run_layer(spec, p, below, start)
        layers.append((steps, zs, below))
        below = torch.stack([step["yhat" if spec["cell"] == "dense" else "h"] for step in steps])
        if below.requires_grad:
            below.retain_grad()
    if not case.get("loss"):
        return layers, None, None
    y, given = targets(case, below.shape[1])
    top = layers[-1][1]
    losses = [step_loss(case["loss"], below[t], top[t].get("z"), y[t]) for t in range(case["T"]) if given[t]]
    total = torch.stack(losses).sum() if case.get("reduction") == "sum" else torch.stack(losses).mean()
    return layers, losses, total


def packed(value):
    array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value, dtype=np.float64)
    return {"shape": list(array.shape), "data": base64.b64encode(np.ascontiguousarray(array, dtype="<f8").tobytes()).decode()}


def gradient(value):
    # A copy: the updates that may follow go on writing into .grad.
    return torch.zeros_like(value) if value.grad is None else value.grad.clone()


def forward_tensors(case, layers, losses, total):
    tensors = {}
    for index, (spec, (steps, zs, _)) in enumerate(zip(case["layers"], layers)):
        for name in QUANTITIES[spec["cell"]]:
            tensors[f"{index}.{name}"] = torch.stack([step[name] for step in steps])
        if case.get("preactivations"):
            for name in zs[0]:
                tensors[f"{index}.{name}"] = torch.stack([z[name] for z in zs])
    if losses is not None:
        tensors |= {"loss.perStep": torch.stack(losses), "loss.total": total.reshape(1)}
    return tensors


def backward_tensors(case, parameters, starts, layers):
    tensors = {}
    for index, (spec, p, start, (steps, _, below)) in enumerate(zip(case["layers"], parameters, starts, layers)):
        for name, value in p.items():
            tensors[f"{index}.d{name}"] = gradient(value)
        for name in start:
            tensors[f"{index}.states.{name}"] = torch.stack([gradient(start[name])] + [gradient(step[name]) for step in steps])
        tensors[f"{index}.dx"] = gradient(below)
    return tensors


def keras_update(rule, o, p, g, V, S, t):
    """The two rules torch lacks; "hat" is written as Keras writes it."""
    V.mul_(o["beta1"]).add_((1 - o["beta1"]) * g)
    S.mul_(o["beta2"]).add_((1 - o["beta2"]) * g * g)
    if rule == "hat":
        alpha = o["alpha"] * np.sqrt(1 - o["beta2"] ** t) / (1 - o["beta1"] ** t)
        p.sub_(alpha * V / (torch.sqrt(S) + o["epsilon"]))
    else:
        p.sub_(o["alpha"] * (V / (1 - o["beta1"] ** t)) / torch.sqrt(S / (1 - o["beta2"] ** t) + o["epsilon"]))


def adam_tensors(case, parameters, starts, xs):
    """Parameters, V and S after every one of the updates, and the loss before it."""
    o, tensors, losses = case["adam"], {}, []
    named = {f"{index}.{name}": value for index, p in enumerate(parameters) for name, value in p.items()}
    optimizer = torch.optim.Adam(named.values(), lr=o["alpha"], betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])
    moments = {name: (torch.zeros_like(value), torch.zeros_like(value)) for name, value in named.items()}
    for t in range(1, o["updates"] + 1):
        optimizer.zero_grad()
        _, _, total = run(case, parameters, starts, xs)
        losses.append(total.item())
        total.backward()
        if o["epsilonRule"] == "outside":
            optimizer.step()
            moments = {name: (optimizer.state[value]["exp_avg"], optimizer.state[value]["exp_avg_sq"]) for name, value in named.items()}
        else:
            with torch.no_grad():
                for name, value in named.items():
                    keras_update(o["epsilonRule"], o, value, value.grad, *moments[name], t)
        for name, value in named.items():
            V, S = moments[name]
            tensors |= {f"adam.{t}.{name}": value.detach().clone(), f"adam.{t}.V.{name}": V.clone(), f"adam.{t}.S.{name}": S.clone()}
    return tensors | {"adam.losses": np.array(losses)}


def results(case):
    D, parameters = case["D"], []
    for index, spec in enumerate(case["layers"]):
        parameters.append(layer_parameters(case, index, spec, D))
        D = spec["H"]
    starts = [initial(case, index, spec) for index, spec in enumerate(case["layers"])]
    xs = tensor(case, "x", (case["T"], case["D"]), 2.0)
    layers, losses, total = run(case, parameters, starts, xs)
    for spec, p, start, (steps, _, below) in zip(case["layers"], parameters, starts, layers):
        check_against_module(spec, p, below.detach(), start, steps)
    tensors = forward_tensors(case, layers, losses, total)
    if case.get("gradients"):
        total.backward()
        tensors |= backward_tensors(case, parameters, starts, layers)
    if case.get("adam"):
        tensors |= adam_tensors(case, parameters, starts, xs)
    return tensors


def main():
    (HERE / "data").mkdir(exist_ok=True)
    for old in (HERE / "data").glob("*.json"):
        old.unlink()
    for case in json.loads((HERE / "cases.json").read_text()):
        tensors = {name: packed(value) for name, value in results(case).items()}
        (HERE / "data" / f"{case['name']}.json").write_text(json.dumps({"case": case, "torch": torch.__version__, "tensors": tensors}, indent=0) + "\n")


main()
