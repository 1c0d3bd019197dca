#!/usr/bin/env python3
"""tflite_to_onnx.py IN.tflite OUT.onnx: a pose network as OpenCV 4.6 reads it.

For the comparison of dorsal's networks with OpenCV's (tests/oracles) and for nothing else: Clip
carries its bounds as attributes, which ONNX gave up with operator set 11, because OpenCV 4.6 does
not take them as inputs. Needs Debian's python3-onnx.

Tensors of four dimensions are kept as (n, c, h, w), where TensorFlow Lite has (n, h, w, c); all
others as they are.
"""

import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

import tflite

SAME = 0
RELU6 = 3


class Converter:
    def __init__(self, graph):
        self.graph = graph
        self.nodes = []
        self.constants = []

    def shape(self, index):
        return self.graph.tensors[index].shape

    def name(self, index):
        return self.graph.tensors[index].name

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def activate(self, raw, op, activation):
        """Gives `raw` the name of the operator's output, through ReLU6 where one is fused."""
        if activation == RELU6:
            self.node('Clip', [raw], self.name(op.output), min=0.0, max=6.0)
        else:
            assert activation == 0, f'activation {activation} is not known'

    def inner(self, op, activation):
        return self.name(op.output) + ('/inner' if activation else '')

    def padded(self, source, output, before, after):
        """A border of zeros: its widths in the order of (n, c, h, w)."""
        widths = self.constant(output + '/widths', np.array([*before, *after], np.int64))
        zero = self.constant(output + '/zero', np.zeros(1, np.float32))
        return self.node('Pad', [source, widths, zero], output, mode='constant')

    def windowed_input(self, op, window, strides, padding):
        """The input, with a border as TensorFlow's SAME has it: the odd one behind and below."""
        source = self.name(op.inputs[0])
        if padding != SAME:
            return source
        before, after = [], []
        for size, w, s in zip(self.shape(op.inputs[0])[1:3], window, strides):
            total = max((-(-size // s) - 1) * s + w - size, 0)
            before.append(total // 2)
            after.append(total - total // 2)
        if not any(before + after):
            return source
        assert op.kind != tflite.MAX_POOL_2D, 'a border of zeros would spoil the maximum'
        return self.padded(source, self.name(op.output) + '/border', [0, 0, *before],
                           [0, 0, *after])

    def convolve(self, op, depthwise):
        weights = self.graph.tensors[op.inputs[1]].constant
        bias = self.graph.tensors[op.inputs[2]].constant
        options = op.options
        strides = [options.number(2, 'i', 1), options.number(1, 'i', 1)]
        first = 4 if depthwise else 3
        activation = options.number(first, 'b')
        assert options.number(first + 1, 'i', 1) == options.number(first + 2, 'i', 1) == 1
        window = list(weights.shape[1:3])
        turned = weights.transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        source = self.windowed_input(op, window, strides, options.number(0, 'b'))
        name = self.name(op.output)
        raw = self.node('Conv', [source, self.constant(name + '/w', turned),
                                 self.constant(name + '/b', bias)], self.inner(op, activation),
                        kernel_shape=window, strides=strides,
                        group=weights.shape[3] if depthwise else 1)
        self.activate(raw, op, activation)

    def pool(self, op):
        strides = [op.options.number(2, 'i'), op.options.number(1, 'i')]
        window = [op.options.number(4, 'i'), op.options.number(3, 'i')]
        source = self.windowed_input(op, window, strides, op.options.number(0, 'b'))
        activation = op.options.number(5, 'b')
        raw = self.node('MaxPool', [source], self.inner(op, activation), kernel_shape=window,
                        strides=strides)
        self.activate(raw, op, activation)

    def add(self, op):
        activation = op.options.number(0, 'b') if op.options else 0
        raw = self.node('Add', [self.name(i) for i in op.inputs], self.inner(op, activation))
        self.activate(raw, op, activation)

    def pad(self, op):
        border = self.graph.tensors[op.inputs[1]].constant[[0, 3, 1, 2]]
        self.padded(self.name(op.inputs[0]), self.name(op.output), border[:, 0], border[:, 1])

    def resize(self, op):
        assert not op.options.number(2, 'B') and op.options.number(3, 'B')
        n, h, w, c = self.shape(op.output)
        name = self.name(op.output)
        sizes = self.constant(name + '/sizes', np.array([n, c, h, w], np.int64))
        self.node('Resize', [self.name(op.inputs[0]), '', '', sizes], name, mode='linear',
                  coordinate_transformation_mode='half_pixel')

    def reshape(self, op):
        source = self.name(op.inputs[0])
        name = self.name(op.output)
        if len(self.shape(op.inputs[0])) == 4:
            source = self.node('Transpose', [source], name + '/turned', perm=[0, 2, 3, 1])
        assert len(self.shape(op.output)) != 4, 'a reshape to four dimensions is not needed'
        shape = self.constant(name + '/shape', np.array(self.shape(op.output), np.int64))
        self.node('Reshape', [source, shape], name)

    def concatenate(self, op):
        axis = op.options.number(0, 'i')
        if len(self.shape(op.output)) == 4:
            axis = (0, 2, 3, 1)[axis]
        self.node('Concat', [self.name(i) for i in op.inputs], self.name(op.output), axis=axis)

    def depth_to_space(self, op):
        self.node('DepthToSpace', [self.name(op.inputs[0])], self.name(op.output),
                  blocksize=op.options.number(0, 'i'), mode='DCR')

    def logistic(self, op):
        self.node('Sigmoid', [self.name(op.inputs[0])], self.name(op.output))

    def value_info(self, index):
        shape = self.shape(index)
        if len(shape) == 4:
            shape = (shape[0], shape[3], shape[1], shape[2])
        return helper.make_tensor_value_info(self.name(index), onnx.TensorProto.FLOAT, shape)

    def model(self):
        convert = {
            tflite.ADD: self.add, tflite.CONCATENATION: self.concatenate,
            tflite.CONV_2D: lambda op: self.convolve(op, False),
            tflite.DEPTHWISE_CONV_2D: lambda op: self.convolve(op, True),
            tflite.DEPTH_TO_SPACE: self.depth_to_space, tflite.LOGISTIC: self.logistic,
            tflite.MAX_POOL_2D: self.pool, tflite.PAD: self.pad, tflite.RESHAPE: self.reshape,
            tflite.RESIZE_BILINEAR: self.resize,
        }
        for op in self.graph.operators:
            convert[op.kind](op)
        graph = helper.make_graph(self.nodes, 'pose',
                                  [self.value_info(i) for i in self.graph.inputs],
                                  [self.value_info(i) for i in self.graph.outputs], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 11)])


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    onnx.save(Converter(tflite.read_graph(sys.argv[1])).model(), sys.argv[2])
