using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private const int PaddedLevels = 5;

    /// <summary>Layers that leave padding out, behind the one that declares it: the feature 0, anywhere in a row of five.</summary>
    private static IReadOnlyList<LayerCase> Padded =>
    [
        OfPadded("Gru(2)", Gru(2), 2, "1.weight_ih_l0 6×3, 1.weight_hh_l0 6×2, 1.bias_ih_l0 6, 1.bias_hh_l0 6",
            () => PaddedSteps(nn.GRUCell(3, 2), (cell, x, h) => [cell.call(x, h[0])], states: 1)),
        OfPadded("Lstm(2, bias: false, returnState: true),\n    Flatten()", Chain(Lstm(2, bias: false, returnState: true), Flatten()), 4,
            "1.weight_ih_l0 8×3, 1.weight_hh_l0 8×2",
            () => PaddedSteps(nn.LSTMCell(3, 2, bias: false), StepOfLstm, states: 2, whole: true)),
        OfPadded("Rnn(2, Elu(1))", Rnn(2, Activation.Elu()), 2, "1.weight_ih_l0 2×3, 1.weight_hh_l0 2×2, 1.bias_ih_l0 2, 1.bias_hh_l0 2",
            () => PaddedRnn()),
        OfPadded("Recurrence(\n        GruCell(2))", Recurrence(GruCell(2)), 2,
            "1.cell.weight_ih 6×3, 1.cell.weight_hh 6×2, 1.cell.bias_ih 6, 1.cell.bias_hh 6",
            () => PaddedSteps(nn.GRUCell(3, 2), (cell, x, h) => [cell.call(x, h[0])], states: 1)),
        OfPadded("Gru(2, returnSequences: true),\n    Permute(1, 0),\n    GlobalMaxPool(),\n    Flatten()",
            Chain(Gru(2, returnSequences: true), Permute(1, 0), GlobalMaxPool(), Flatten()), 2,
            "1.weight_ih_l0 6×3, 1.weight_hh_l0 6×2, 1.bias_ih_l0 6, 1.bias_hh_l0 6",
            () => PaddedSteps(nn.GRUCell(3, 2), (cell, x, h) => [cell.call(x, h[0])], states: 1, pool: Largest)),
        OfPadded("LayerNorm(),\n    Permute(1, 0),\n    GlobalMeanPool(),\n    Flatten()",
            Chain(LayerNorm(), Permute(1, 0), GlobalMeanPool(), Flatten()), 3, "1.weight 3, 1.bias 3",
            () => Embedded(nn.LayerNorm([3]), (norm, x, content) => Mean(norm.call(x), content))),
        OfPadded("Permute(1, 0),\n    Conv(3, 2, padding: Padding.Same),\n    GlobalMeanPool(),\n    Flatten()",
            Chain(Permute(1, 0), Conv(3, 2, padding: Padding.Same), GlobalMeanPool(), Flatten()), 2, "2.weight 2×3×3, 2.bias 2",
            () => Embedded(
                nn.Conv1d(3, 2, 3, padding: 1), (conv, x, content) => Mean(conv.call(x.transpose(1, 2)).transpose(1, 2), content))),
        OfPadded("MultiHeadAttention(heads: 3),\n    Permute(1, 0),\n    GlobalMeanPool(),\n    Flatten()",
            Chain(MultiHeadAttention(heads: 3), Permute(1, 0), GlobalMeanPool(), Flatten()), 3,
            "1.in_proj_weight 9×3, 1.out_proj.weight 3×3", () => PaddedAttention()),
    ];

    /// <summary>A row for layers behind an embedding of three values; a chain of them is written out.</summary>
    private static LayerCase OfPadded(
        string printed, Layer behind, int outputs, string parameters, Func<nn.Module<Tensor, Tensor>> reference)
    {
        Layer[] layers = behind is ChainLayer chain ? [.. chain.Layers] : [behind];
        return new(
            Chain([MLFlux.Layers.Embedding(PaddedLevels, 3, padding: 0), .. layers]),
            $"Chain(\n    Embedding(5, 3, padding: 0),\n    {printed})",
            new Shape(5), new Shape(outputs), $"0.weight 5×3, {parameters}", reference, Levels: PaddedLevels);
    }

    private static ReferenceModule Embedded<T>(T module, Func<T, Tensor, Tensor, Tensor> call)
        where T : nn.Module
    {
        TorchSharp.Modules.Embedding table = nn.Embedding(PaddedLevels, 3);
        return new ReferenceModule(
            x =>
            {
                Tensor content = x.ne(0).unsqueeze(-1).to(table.weight!.dtype);
                return call(module, table.call(x.to(ScalarType.Int64)) * content, content);
            },
            table, module);
    }

    /// <summary>Step by step, row by row: a step that is padding is passed over.</summary>
    private static ReferenceModule PaddedSteps<T>(
        T cell, Func<T, Tensor, Tensor[], Tensor[]> step, int states, bool whole = false, Func<Tensor, Tensor, Tensor>? pool = null)
        where T : nn.Module => Embedded(cell, (module, x, content) =>
        {
            var rows = new List<Tensor>();
            for (long row = 0; row < x.size(0); row++)
            {
                Tensor[] state = [.. Enumerable.Range(0, states).Select(_ => zeros(1, 2, x.dtype))];
                var seen = new List<Tensor>();
                for (long time = 0; time < x.size(1); time++)
                {
                    if (content[row, time, 0].item<float>() == 0)
                        continue;
                    state = step(module, x[row, time].unsqueeze(0), state);
                    seen.Add(state[0]);
                }

                rows.Add(pool is null ? whole ? cat(state, 1) : state[0]
                    : seen.Count == 0 ? zeros(1, 2, x.dtype) : pool(stack(seen, 1), ones(1, seen.Count, 1, x.dtype)));
            }

            return cat(rows, 0);
        });

    private static Tensor[] StepOfLstm(TorchSharp.Modules.LSTMCell cell, Tensor x, Tensor[] state)
    {
        (Tensor h, Tensor c) = cell.call(x, (state[0], state[1]));
        return [h, c];
    }

    private static ReferenceModule PaddedRnn()
    {
        // Its weights in the order of the layer's: of the input, of the state, and both biases.
        var weights = new GateWeights(2, hasBias: true, gates: 1);
        return PaddedSteps(weights, (gate, x, h) => [nn.functional.elu(gate.Gate(0, x, h[0]), 1)], states: 1);
    }

    private static ReferenceModule PaddedAttention() => Embedded(
        nn.Sequential(nn.Linear(3, 9, hasBias: false), nn.Linear(3, 3, hasBias: false)), (both, x, content) =>
        {
            Tensor[] parts = ((nn.Module<Tensor, Tensor>)both[0]).call(x).chunk(3, -1);
            Tensor mixed = cat([.. Enumerable.Range(0, 3).Select(head =>
            {
                Tensor q = parts[0].narrow(-1, head, 1), k = parts[1].narrow(-1, head, 1), v = parts[2].narrow(-1, head, 1);
                Tensor weights = q.matmul(k.transpose(1, 2)).exp() * content.transpose(1, 2);
                return (weights / weights.sum(-1, keepdim: true).clamp(min: 1e-30)).matmul(v);
            })], -1);
            return Mean(((nn.Module<Tensor, Tensor>)both[1]).call(mixed), content);
        });

    private static Tensor Mean(Tensor x, Tensor content) => (x * content).sum(1) / content.sum(1).clamp(min: 1);

    private static Tensor Largest(Tensor x, Tensor content) => x.amax([1]);
}
