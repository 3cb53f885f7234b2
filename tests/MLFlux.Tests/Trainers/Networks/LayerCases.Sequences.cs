using TorchSharp;
using TorchSharp.Modules;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private static Shape Steps => new(4, 3); // Time × features.

    private static IReadOnlyList<LayerCase> Sequences =>
    [
        new(MLFlux.Layers.Embedding(5, 3), "Embedding(5, 3)", new Shape(4), new Shape(4, 3), "weight 5×3",
            () => ReferenceModule.Of(nn.Embedding(5, 3), (m, x) => m.call(x.to(ScalarType.Int64))), Levels: 5),
        new(MLFlux.Layers.Embedding(5, 2, Initializers.Normal(0.1)), "Embedding(5, 2, initializer: Normal(deviation: 0.1))",
            new Shape(3), new Shape(3, 2), "weight 5×2",
            () => ReferenceModule.Of(nn.Embedding(5, 2), (m, x) => m.call(x.to(ScalarType.Int64))), Levels: 5),
        new(MLFlux.Layers.Embedding(5, 3, paddingIndex: 1), "Embedding(5, 3, paddingIndex: 1)", new Shape(6), new Shape(6, 3), "weight 5×3",
            () => ReferenceModule.Of(nn.Embedding(5, 3, padding_idx: 1), (m, x) => m.call(x.to(ScalarType.Int64))), Levels: 5),
        new(MLFlux.Layers.Embedding(5, 3, unknown: 0.25), "Embedding(5, 3, unknown: 0.25)", new Shape(4), new Shape(4, 3), "weight 5×3",
            () => ReferenceModule.Of(nn.Embedding(5, 3), (m, x) => m.call(x.to(ScalarType.Int64))), IsRandom: true, Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3), "EmbeddingBag(5, 3)", new Shape(4), new Shape(3), "weight 5×3",
            () => Bag(EmbeddingBagMode.Mean), Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3, Combine.Add), "EmbeddingBag(5, 3, Combine.Add)", new Shape(4), new Shape(3), "weight 5×3",
            () => Bag(EmbeddingBagMode.Sum), Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3, Combine.Max), "EmbeddingBag(5, 3, Combine.Max)", new Shape(1), new Shape(3), "weight 5×3",
            () => Bag(EmbeddingBagMode.Max), Levels: 5),
        new(MLFlux.Layers.Embedding(5, 3, padding: 1), "Embedding(5, 3, padding: 1)", new Shape(6), new Shape(6, 3), "weight 5×3",
            () => ReferenceModule.Of(nn.Embedding(5, 3, padding_idx: 1), (m, x) => m.call(x.to(ScalarType.Int64))), Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3, padding: 2), "EmbeddingBag(5, 3, padding: 2)", new Shape(6), new Shape(3), "weight 5×3",
            () => ReferenceModule.Of(nn.Embedding(5, 3), BagWithout2), Levels: 5),
        new(EntityEmbedding(1..4, 5..6), "EntityEmbedding(1..4, 5..6)", new Shape(7), new Shape(6), "0.weight 4×2, 1.weight 2×1",
            () => Entities(2, 1)),
        new(EntityEmbedding(3, 1..4, 5..6), "EntityEmbedding(3, 1..4, 5..6)", new Shape(7), new Shape(9), "0.weight 4×3, 1.weight 2×3",
            () => Entities(3, 3)),
        new(Rnn(5), "Rnn(5)", Steps, new Shape(5), "weight_ih_l0 5×3, weight_hh_l0 5×5, bias_ih_l0 5, bias_hh_l0 5",
            () => ReferenceModule.Of(nn.RNN(3, 5, batchFirst: true), (m, x) => m.call(x).Item1.select(1, -1))),
        new(Rnn(2, Relu, returnSequences: true, bias: false), "Rnn(2, Relu, returnSequences: true, bias: false)", Steps, new Shape(4, 2),
            "weight_ih_l0 2×3, weight_hh_l0 2×2",
            () => ReferenceModule.Of(
                nn.RNN(3, 2, nonLinearity: nn.NonLinearities.ReLU, bias: false, batchFirst: true), (m, x) => m.call(x).Item1)),
        new(Lstm(5), "Lstm(5)", Steps, new Shape(5), "weight_ih_l0 20×3, weight_hh_l0 20×5, bias_ih_l0 20, bias_hh_l0 20",
            () => ReferenceModule.Of(nn.LSTM(3, 5, batchFirst: true), (m, x) => m.call(x).Item1.select(1, -1))),
        new(Lstm(2, returnSequences: true, bias: false), "Lstm(2, returnSequences: true, bias: false)", Steps, new Shape(4, 2),
            "weight_ih_l0 8×3, weight_hh_l0 8×2",
            () => ReferenceModule.Of(nn.LSTM(3, 2, bias: false, batchFirst: true), (m, x) => m.call(x).Item1)),
        new(Gru(5), "Gru(5)", Steps, new Shape(5), "weight_ih_l0 15×3, weight_hh_l0 15×5, bias_ih_l0 15, bias_hh_l0 15",
            () => ReferenceModule.Of(nn.GRU(3, 5, batchFirst: true), (m, x) => m.call(x).Item1.select(1, -1))),
        new(Gru(2, returnSequences: true, initializer: Initializers.KaimingUniform),
            "Gru(2, returnSequences: true, initializer: KaimingUniform)",
            Steps, new Shape(4, 2), "weight_ih_l0 6×3, weight_hh_l0 6×2, bias_ih_l0 6, bias_hh_l0 6",
            () => ReferenceModule.Of(nn.GRU(3, 2, batchFirst: true), (m, x) => m.call(x).Item1)),
        new(Lstm(3, returnState: true), "Lstm(3, returnState: true)", Steps, new Shape(2, 3),
            "weight_ih_l0 12×3, weight_hh_l0 12×3, bias_ih_l0 12, bias_hh_l0 12",
            () => ReferenceModule.Of(nn.LSTM(3, 3, batchFirst: true), StateOf)),
        new(GruV3(5), "GruV3(5)", Steps, new Shape(5), "weight_ih_l0 15×3, weight_hh_l0 15×5, bias_ih_l0 15, bias_hh_l0 15",
            () => ResetFirst(5, all: false)),
        new(GruV3(2, returnSequences: true, bias: false), "GruV3(2, returnSequences: true, bias: false)", Steps, new Shape(4, 2),
            "weight_ih_l0 6×3, weight_hh_l0 6×2", () => ResetFirst(2, all: true, hasBias: false)),
        new(RnnCell(5), "RnnCell(5)", new Shape(3), new Shape(5), "weight_ih 5×3, weight_hh 5×5, bias_ih 5, bias_hh 5",
            () => ReferenceModule.Of(nn.RNNCell(3, 5), (m, x) => m.call(x, zeros(x.size(0), 5)))),
        new(RnnCell(2, Activation.Sigmoid, bias: false), "RnnCell(2, Sigmoid, bias: false)", new Shape(3), new Shape(2),
            "weight_ih 2×3, weight_hh 2×2",
            OneStep),
        new(LstmCell(4), "LstmCell(4)", new Shape(3), new Shape(4), "weight_ih 16×3, weight_hh 16×4, bias_ih 16, bias_hh 16",
            () => ReferenceModule.Of(nn.LSTMCell(3, 4), (m, x) => m.call(x, (zeros(x.size(0), 4), zeros(x.size(0), 4))).Item1)),
        new(GruCell(4, initializer: Initializers.KaimingNormal), "GruCell(4, initializer: KaimingNormal)", new Shape(3), new Shape(4),
            "weight_ih 12×3, weight_hh 12×4, bias_ih 12, bias_hh 12",
            () => ReferenceModule.Of(nn.GRUCell(3, 4), (m, x) => m.call(x, zeros(x.size(0), 4)))),
        new(GruV3Cell(2), "GruV3Cell(2)", new Shape(3), new Shape(2), "weight_ih 6×3, weight_hh 6×2, bias_ih 6, bias_hh 6",
            () => ResetFirst(2, all: false)),
        new(Recurrence(LstmCell(2)), "Recurrence(\n    LstmCell(2))", Steps, new Shape(2),
            "cell.weight_ih 8×3, cell.weight_hh 8×2, cell.bias_ih 8, cell.bias_hh 8",
            () => ReferenceModule.Of(nn.LSTM(3, 2, batchFirst: true), (m, x) => m.call(x).Item1.select(1, -1))),
        new(Recurrence(GruCell(2, bias: false), returnSequences: true),
            "Recurrence(\n    GruCell(2, bias: false),\n    returnSequences: true)", Steps,
            new Shape(4, 2), "cell.weight_ih 6×3, cell.weight_hh 6×2",
            () => ReferenceModule.Of(nn.GRU(3, 2, bias: false, batchFirst: true), (m, x) => m.call(x).Item1)),
        new(Recurrence(RnnCell(2, Relu)), "Recurrence(\n    RnnCell(2, Relu))", Steps, new Shape(2),
            "cell.weight_ih 2×3, cell.weight_hh 2×2, cell.bias_ih 2, cell.bias_hh 2",
            () => ReferenceModule.Of(
                nn.RNN(3, 2, nonLinearity: nn.NonLinearities.ReLU, batchFirst: true), (m, x) => m.call(x).Item1.select(1, -1))),
        new(MultiHeadAttention(), "MultiHeadAttention()", new Shape(3, 8), new Shape(3, 8), "in_proj_weight 24×8, out_proj.weight 8×8",
            () => ReferenceModule.Of(nn.MultiheadAttention(8, 8, bias: false), Attend)),
        new(MultiHeadAttention(heads: 2, bias: true), "MultiHeadAttention(heads: 2, bias: true)", new Shape(5, 4), new Shape(5, 4),
            "in_proj_weight 12×4, in_proj_bias 12, out_proj.weight 4×4, out_proj.bias 4",
            () => ReferenceModule.Of(nn.MultiheadAttention(4, 2, bias: true), Attend)),
        new(MultiHeadAttention(heads: 2, dropout: 0.3), "MultiHeadAttention(heads: 2, dropout: 0.3)", new Shape(5, 4), new Shape(5, 4),
            "in_proj_weight 12×4, out_proj.weight 4×4",
            () => ReferenceModule.Of(nn.MultiheadAttention(4, 2, bias: false), Attend), IsRandom: true),
        new(PositionalEncoding(), "PositionalEncoding()", new Shape(4, 3), new Shape(4, 3), "", () => new ReferenceModule(WithPositions)),
    ];

    private static Tensor BagWithout2(Embedding table, Tensor x)
    {
        Tensor content = x.ne(2).unsqueeze(-1).to(table.weight!.dtype);
        return (table.call(x.to(ScalarType.Int64)) * content).sum(1) / content.sum(1).clamp(min: 1);
    }

    private static ReferenceModule Bag(EmbeddingBagMode mode) =>
        ReferenceModule.Of(nn.EmbeddingBag(5, 3, mode: mode), (m, x) => m.call(x.to(ScalarType.Int64)));

    /// <summary>Seven features: others at 0, 4 and 6, a column of three levels from 1, one of a single level at 5.</summary>
    private static ReferenceModule Entities(int firstWidth, int secondWidth)
    {
        Embedding first = nn.Embedding(4, firstWidth), second = nn.Embedding(2, secondWidth);
        return new ReferenceModule(
            x => cat(
                [
                    x.index_select(1, tensor([0L, 4, 6])),
                    einsum("rl,lw->rw", x.narrow(1, 1, 3), first.call(tensor([1L, 2, 3])).to(x.dtype)),
                    einsum("rl,lw->rw", x.narrow(1, 5, 1), second.call(tensor([1L])).to(x.dtype)),
                ],
                1),
            first,
            second);
    }

    /// <summary>h and c after the last step.</summary>
    private static Tensor StateOf(LSTM lstm, Tensor x)
    {
        (_, Tensor h, Tensor c) = lstm.call(x);
        return stack([h[0], c[0]], 1);
    }

    private static ReferenceModule OneStep()
    {
        Linear ofInput = nn.Linear(3, 2, hasBias: false), ofState = nn.Linear(2, 2, hasBias: false);
        return new ReferenceModule(x => (ofInput.call(x) + ofState.call(zeros(x.size(0), 2, x.dtype))).sigmoid(), ofInput, ofState);
    }

    /// <summary>The formula of a gated unit that resets before the product, gate by gate; for one step or many.</summary>
    private static ReferenceModule ResetFirst(int hidden, bool all, bool hasBias = true)
    {
        var weights = new GateWeights(hidden, hasBias);
        return new ReferenceModule(
            x =>
            {
                Tensor h = zeros(x.size(0), hidden, x.dtype);
                var states = new List<Tensor>();
                foreach (Tensor step in x.dim() == 2 ? [x] : x.unbind(1))
                {
                    Tensor r = weights.Gate(0, step, h).sigmoid(), z = weights.Gate(1, step, h).sigmoid();
                    Tensor n = weights.Gate(2, step, r * h).tanh();
                    h = ((1 - z) * n) + (z * h);
                    states.Add(h);
                }

                return all ? stack(states, 1) : h;
            },
            weights);
    }

    /// <summary>TorchSharp's attention takes time first.</summary>
    private static Tensor Attend(MultiheadAttention attention, Tensor x)
    {
        Tensor turned = x.transpose(0, 1);
        return attention.call(turned, turned, turned, null, false, null).Item1.transpose(0, 1);
    }

    /// <summary>The formula for three features, written out.</summary>
    private static Tensor WithPositions(Tensor x)
    {
        double slow = Math.Pow(10_000, -2.0 / 3);
        double[] positions = [.. Enumerable.Range(0, 4).SelectMany(t => new[] { Math.Sin(t), Math.Cos(t), Math.Sin(t * slow) })];
        return x + tensor(positions).view(4, 3).to(x.dtype);
    }
}
