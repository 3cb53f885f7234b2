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
        new(MLFlux.Layers.EmbeddingBag(5, 3), "EmbeddingBag(5, 3)", new Shape(4), new Shape(3), "weight 5×3", () => Bag(EmbeddingBagMode.Mean), Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3, Combine.Add), "EmbeddingBag(5, 3, Combine.Add)", new Shape(4), new Shape(3), "weight 5×3",
            () => Bag(EmbeddingBagMode.Sum), Levels: 5),
        new(MLFlux.Layers.EmbeddingBag(5, 3, Combine.Max), "EmbeddingBag(5, 3, Combine.Max)", new Shape(1), new Shape(3), "weight 5×3",
            () => Bag(EmbeddingBagMode.Max), Levels: 5),
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
        new(Gru(2, returnSequences: true, initializer: Initializers.KaimingUniform), "Gru(2, returnSequences: true, initializer: KaimingUniform)",
            Steps, new Shape(4, 2), "weight_ih_l0 6×3, weight_hh_l0 6×2, bias_ih_l0 6, bias_hh_l0 6",
            () => ReferenceModule.Of(nn.GRU(3, 2, batchFirst: true), (m, x) => m.call(x).Item1)),
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
