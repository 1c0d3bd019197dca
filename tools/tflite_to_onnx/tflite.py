"""Reads a .tflite file with one subgraph into plain values, with NumPy alone.

Written for the pose networks, and on purpose independent of dorsal's own reader in C++: the two are
compared in tests/oracles. Source of the layout: the TensorFlow Lite schema, version 3.
"""

from dataclasses import dataclass
import struct

import numpy as np

ADD, CONCATENATION, CONV_2D, DEPTHWISE_CONV_2D, DEPTH_TO_SPACE = 0, 2, 3, 4, 5
DEQUANTIZE, LOGISTIC, MAX_POOL_2D = 6, 14, 17
RESHAPE, RESIZE_BILINEAR, PAD, DENSIFY = 22, 23, 34, 124

NUMPY_TYPES = {0: np.float32, 1: np.float16, 2: np.int32}


class Table:
    """A table of a flatbuffer: fields by their number in the schema."""

    def __init__(self, data, position):
        self.data = data
        self.position = position
        self.vtable = position - struct.unpack_from('<i', data, position)[0]
        self.vtable_size = struct.unpack_from('<H', data, self.vtable)[0]

    def offset(self, field):
        """Where the field lies, or 0 where it is absent."""
        entry = 4 + 2 * field
        if entry >= self.vtable_size:
            return 0
        inside = struct.unpack_from('<H', self.data, self.vtable + entry)[0]
        return self.position + inside if inside else 0

    def number(self, field, form, default=0):
        at = self.offset(field)
        return struct.unpack_from('<' + form, self.data, at)[0] if at else default

    def follow(self, field):
        at = self.offset(field)
        return at + struct.unpack_from('<I', self.data, at)[0] if at else 0

    def table(self, field):
        at = self.follow(field)
        return Table(self.data, at) if at else None

    def tables(self, field):
        start = self.follow(field)
        if not start:
            return []
        count = struct.unpack_from('<I', self.data, start)[0]
        places = [start + 4 + 4 * i for i in range(count)]
        return [Table(self.data, p + struct.unpack_from('<I', self.data, p)[0]) for p in places]

    def numbers(self, field, kind):
        start = self.follow(field)
        if not start:
            return np.empty(0, kind)
        count = struct.unpack_from('<I', self.data, start)[0]
        return np.frombuffer(self.data, np.dtype(kind).newbyteorder('<'), count, start + 4)

    def text(self, field):
        return self.numbers(field, np.uint8).tobytes().decode()


@dataclass
class Tensor:
    name: str
    shape: tuple
    constant: object  # an array, or None


@dataclass
class Operator:
    kind: int
    inputs: list
    output: int
    options: object  # the table of the operator's own options, or None


@dataclass
class Graph:
    tensors: list
    operators: list
    inputs: list
    outputs: list


def unfold_level(level, parents):
    """One level of a sparse tensor below the entries `parents` of the level above.

    Returns for each entry: which parent it has, its own number, and where it lies in the level.
    """
    if level.number(0, 'b') == 0:  # dense
        size = level.number(1, 'i')
        where = np.tile(np.arange(size), len(parents))
        owner = np.repeat(np.arange(len(parents)), size)
        return owner, parents[owner] * size + where, where
    kinds = {1: np.int32, 2: np.uint16, 3: np.uint8}
    segments = level.table(3).numbers(0, kinds[level.number(2, 'B')]).astype(np.int64)
    indices = level.table(5).numbers(0, kinds[level.number(4, 'B')]).astype(np.int64)
    counts = segments[parents + 1] - segments[parents]
    owner = np.repeat(np.arange(len(parents)), counts)
    first = np.cumsum(counts) - counts
    number = segments[parents][owner] + np.arange(counts.sum()) - first[owner]
    return owner, number, indices[number]


def dense_values(values, shape, sparsity):
    """The full tensor of a sparse one: its levels in traversal order, those of blocks last."""
    order = sparsity.numbers(0, np.int32)
    blocks = sparsity.numbers(1, np.int32)
    levels = sparsity.tables(2)
    block_size = np.ones(len(shape), np.int64)
    for i, dimension in enumerate(blocks):
        block_size[dimension] = levels[len(shape) + i].number(1, 'i')
    index = np.zeros((1, len(shape)), np.int64)
    entries = np.zeros(1, np.int64)
    for level, table in zip(order, levels):
        owner, entries, where = unfold_level(table, entries)
        index = index[owner]
        if level < len(shape):
            index[:, level] += where * block_size[level]
        else:
            index[:, blocks[level - len(shape)]] += where
    dense = np.zeros(shape, values.dtype)
    dense[tuple(index.T)] = values
    return dense


def read_tensor(table, buffers):
    shape = tuple(int(n) for n in table.numbers(0, np.int32))
    raw = buffers[table.number(2, 'I')].numbers(0, np.uint8)
    constant = None
    if raw.size:
        constant = np.frombuffer(raw.tobytes(), NUMPY_TYPES[table.number(1, 'b')])
        sparsity = table.table(6)
        constant = dense_values(constant, shape, sparsity) if sparsity else constant.reshape(shape)
    return Tensor(table.text(3), shape, constant)


def read_graph(path):
    with open(path, 'rb') as file:
        data = file.read()
    model = Table(data, struct.unpack_from('<I', data, 0)[0])
    codes = [max(c.number(0, 'b'), c.number(3, 'i')) for c in model.tables(1)]
    buffers = model.tables(4)
    subgraph, = model.tables(2)
    tensors = [read_tensor(t, buffers) for t in subgraph.tables(0)]
    operators = []
    for table in subgraph.tables(3):
        kind = codes[table.number(0, 'I')]
        inputs = [int(i) for i in table.numbers(1, np.int32)]
        output, = table.numbers(2, np.int32)
        if kind in (DEQUANTIZE, DENSIFY):  # of constants: there is nothing to compute at run time
            tensors[output].constant = tensors[inputs[0]].constant.astype(
                np.float32 if kind == DEQUANTIZE else tensors[inputs[0]].constant.dtype)
        else:
            operators.append(Operator(kind, inputs, int(output), table.table(4)))
    return Graph(tensors, operators, [int(i) for i in subgraph.numbers(1, np.int32)],
                 [int(i) for i in subgraph.numbers(2, np.int32)])
