"""A multilayer perceptron in NumPy: forward, and backward by the chain rule written out."""

import numpy as np
from scipy.special import expit

ACTIVATIONS = {
    # name: (function, derivative)
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "sigmoid": (expit, lambda z: expit(z) * (1 - expit(z))),
    "linear": (lambda z: z, np.ones_like),
}


def cut(parameters: np.ndarray, units: list[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    """The weights and biases of each layer of a perceptron."""
    layers, at = [], 0
    for n_in, n_out in zip(units, units[1:]):
        weights = parameters[at : at + n_in * n_out].reshape(n_in, n_out)
        at += n_in * n_out
        layers.append((weights, parameters[at : at + n_out]))
        at += n_out
    assert at == len(parameters)
    return layers


def mlp(parameters: np.ndarray, units: list[int], activation: str, inputs: np.ndarray):
    """Outputs, and the sums and activities of each layer on the way."""
    function, _ = ACTIVATIONS[activation]
    layers = cut(parameters, units)
    sums, activities = [], [inputs]
    for i, (weights, biases) in enumerate(layers):
        sums.append(activities[-1] @ weights + biases)
        activities.append(function(sums[-1]) if i + 1 < len(layers) else sums[-1])
    return activities[-1], sums, activities


def backpropagate(parameters, units, activation, inputs, error_of) -> np.ndarray:
    """The gradient of a loss whose derivative by the outputs is `error_of(outputs)`."""
    _, derivative = ACTIVATIONS[activation]
    layers = cut(parameters, units)
    outputs, sums, activities = mlp(parameters, units, activation, inputs)
    error, parts = error_of(outputs), []
    for i in reversed(range(len(layers))):
        parts.append(np.concatenate([(activities[i].T @ error).ravel(), error.sum(axis=0)]))
        if i > 0:
            error = error @ layers[i][0].T * derivative(sums[i - 1])
    return np.concatenate(parts[::-1])
