"""Scores with MLFlux's weights in PyTorch, and gives PyTorch's own back.

In a folder: reads weights.safetensors and features.txt (a row a line), writes scores.txt, changes the weights,
and writes them and their scores as changed.safetensors and changed.txt. Exits with 77 where there is no PyTorch.
"""
import json
import os
import struct
import sys

try:
    import torch
    from torch import nn
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)

try:
    from safetensors.torch import load_file, save_file
except ImportError:
    # The format is simple: the header's length, a JSON header, the values.
    TYPES = {torch.float32: "F32", torch.int64: "I64", torch.float16: "F16"}

    def load_file(path):
        with open(path, "rb") as file:
            header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
            values = file.read()
        header.pop("__metadata__", None)
        state = {}
        for name, entry in header.items():
            assert entry["dtype"] == "F32", entry
            start, end = entry["data_offsets"]
            flat = torch.tensor(struct.unpack(f"<{(end - start) // 4}f", values[start:end]))
            state[name] = flat.reshape(entry["shape"])
        return state

    def save_file(state, path):
        header, chunks, offset = {}, [], 0
        for name, value in state.items():
            letter = {"F32": "f", "I64": "q", "F16": "e"}[TYPES[value.dtype]]
            chunk = struct.pack(f"<{value.numel()}{letter}", *value.flatten().tolist())
            header[name] = {"dtype": TYPES[value.dtype], "shape": list(value.shape), "data_offsets": [offset, offset + len(chunk)]}
            chunks.append(chunk)
            offset += len(chunk)
        text = json.dumps(header).encode()
        with open(path, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + b"".join(chunks))


class Network(nn.Module):
    """Chain(Dense(12, Tanh), BatchNorm(), Reshape(3, 4), Conv(2, 5, Relu), Lstm(6), Output(), Softmax())"""

    def __init__(self):
        super().__init__()
        self.add_module("0", nn.Linear(3, 12))
        self.add_module("1", nn.BatchNorm1d(12))
        self.add_module("3", nn.Conv1d(3, 5, 2))
        self.add_module("4", nn.LSTM(3, 6, batch_first=True))
        self.add_module("5", nn.Linear(6, 3))

    def forward(self, x):
        layers = dict(self.named_children())
        x = layers["1"](layers["0"](x).tanh()).reshape(-1, 3, 4)
        x = layers["4"](layers["3"](x).relu())[0][:, -1]
        return layers["5"](x).softmax(1)


def write_scores(network, features, path):
    network.eval()
    with torch.no_grad(), open(path, "w") as file:
        for row in network(features).tolist():
            file.write(" ".join(repr(value) for value in row) + "\n")


def main(folder):
    with open(os.path.join(folder, "features.txt")) as file:
        features = torch.tensor([[float(value) for value in line.split()] for line in file])
    network = Network()
    missing, unexpected = network.load_state_dict(load_file(os.path.join(folder, "weights.safetensors")), strict=False)
    assert set(missing) <= {"1.num_batches_tracked"} and not unexpected, (missing, unexpected)
    write_scores(network, features, os.path.join(folder, "scores.txt"))

    torch.manual_seed(1)
    network.train()
    optimizer = torch.optim.SGD(network.parameters(), 0.5)
    nn.functional.mse_loss(network(features), torch.rand(len(features), 3)).backward()
    optimizer.step()
    save_file(network.state_dict(), os.path.join(folder, "changed.safetensors"))
    write_scores(network, features, os.path.join(folder, "changed.txt"))


main(sys.argv[1])
