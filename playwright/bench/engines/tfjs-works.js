// The works of crates/learn/src/bench.rs, written for TensorFlow.js.
//
// The batch is put on the device once; burn's steps bring it there each time, as the site does.
import * as tf from "@tensorflow/tfjs";

const RATE = 0.001;
const MATRIX = 512;

/** `step(true)` gives one number of the step's result, `step(false)` need not. */
export function makeWork(name) {
  switch (name) {
    case "mlp-2-8-8-2":
      return training(perceptron([2, 8, 8, 2], tf.tanh), [200, 2], 2);
    case "mlp-2-64-64-2":
      return training(perceptron([2, 64, 64, 2], tf.tanh), [200, 2], 2);
    case "mlp-64-128-10":
      return training(perceptron([64, 128, 10], tf.relu), [64, 64], 10);
    case "cnn-28":
      return training(convolutional(), [64, 28, 28, 1], 10);
    case "matmul-512":
      return matmul();
    default:
      throw new Error(`There is no work named ${name}.`);
  }
}

function training({ variables, forward }, shape, classes) {
  const inputs = tf.randomUniform(shape);
  const labels = tf.tidy(() => {
    const targets = tf.randomUniform([shape[0]], 0, classes, "int32");
    return tf.oneHot(targets, classes);
  });
  const optimizer = tf.train.adam(RATE);
  const loss = () => tf.losses.softmaxCrossEntropy(labels, forward(inputs));
  return {
    step: (returnCost) => tf.tidy(() => optimizer.minimize(loss, returnCost, variables)),
    dispose() {
      optimizer.dispose();
      tf.dispose([inputs, labels, variables]);
    },
  };
}

function matmul() {
  const [a, b] = [tf.randomUniform([MATRIX, MATRIX]), tf.randomUniform([MATRIX, MATRIX])];
  return {
    step: () => tf.tidy(() => tf.matMul(a, b).slice([0, 0], [1, 1])),
    dispose: () => tf.dispose([a, b]),
  };
}

function perceptron(units, activation) {
  const layers = units.slice(1).map((outputs, i) => dense(units[i], outputs));
  return {
    variables: layers.flat(),
    forward: (inputs) =>
      layers.reduce((x, [weights, biases], i) => {
        const sums = tf.add(tf.matMul(x, weights), biases);
        return i + 1 < layers.length ? activation(sums) : sums;
      }, inputs),
  };
}

function convolutional() {
  const first = [weights([3, 3, 1, 8]), zeros(8)];
  const second = [weights([3, 3, 8, 16]), zeros(16)];
  const last = dense(7 * 7 * 16, 10);
  const block = (x, [filters, biases]) =>
    tf.maxPool(tf.relu(tf.add(tf.conv2d(x, filters, 1, "same"), biases)), 2, 2, "valid");
  return {
    variables: [first, second, last].flat(),
    forward(inputs) {
      const features = block(block(inputs, first), second);
      return tf.add(tf.matMul(features.reshape([-1, 7 * 7 * 16]), last[0]), last[1]);
    },
  };
}

const dense = (inputs, outputs) => [weights([inputs, outputs]), zeros(outputs)];
const weights = (shape) => tf.variable(tf.randomUniform(shape, -0.3, 0.3));
const zeros = (n) => tf.variable(tf.zeros([n]));
