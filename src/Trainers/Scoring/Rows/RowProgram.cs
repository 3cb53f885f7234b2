using Microsoft.ML.Data;
using MLFlux.Construction;

namespace MLFlux.Scoring;

/// <summary>
/// A network of dense layers as managed code, for one row at a time: calling libtorch costs more than such a network computes.
/// Gives what the module gives within rounding.
/// </summary>
/// <remarks>Immutable, and safe for any thread; each caller brings its own scratch memory.</remarks>
internal sealed class RowProgram
{
    /// <summary>How many rows tell what a block is like.</summary>
    private const int Sample = 8;

    /// <summary>How much faster a product of matrices is, for each multiplication, than one of a row that gets the weights from the cache again.</summary>
    private const double ProductSpeed = 3;

    private readonly IReadOnlyList<DenseStep> _steps;
    private readonly int _scratch;

    private RowProgram(IReadOnlyList<DenseStep> steps)
    {
        _steps = steps;
        _scratch = steps.Max(s => s.PaddedOutputs);
    }

    /// <summary>The program of a model, or null where its network has layers of other kinds.</summary>
    public static RowProgram? TryCreate(NeuralNetworkModel model)
    {
        if (DenseStack.Of(NetworkHead.Body(model.Network, model.Task), model.InputShape, isTraining: false) is not { } layers)
            return null;

        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        return new RowProgram([.. layers.Select(layer => new DenseStep(
            weights[layer.Path + "weight"].Values.Span,
            layer.Layer.Bias ? weights[layer.Path + "bias"].Values.Span : default,
            layer.Inputs,
            layer.Outputs,
            layer.Layer.Activation))]);
    }

    /// <summary>
    /// Whether a block of rows is sooner done row by row than by libtorch's matrix products: where most of the features are zeros,
    /// which cost nothing here, and the layers behind the first are small beside it. Read from the first rows.
    /// </summary>
    public bool IsQuickFor(ReadOnlySpan<VBuffer<float>> rows)
    {
        int nonzero = 0, sample = Math.Min(rows.Length, Sample);
        foreach (VBuffer<float> row in rows[..sample])
            nonzero += row.GetValues().Length - row.GetValues().Count(0f);
        double first = _steps[0].Operations, behind = _steps.Skip(1).Sum(step => step.Operations);
        double share = (double)nonzero / Math.Max(1, (long)sample * _steps[0].Inputs);
        return ((first * share) + behind) * ProductSpeed < first + behind;
    }

    /// <summary>Scores a block of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        float[] scratch = CreateScratch(), dense = [];
        int width = _steps[^1].Outputs;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> values = rows[i].GetValues();
            if (!rows[i].IsDense)
            {
                if (dense.Length == 0)
                    dense = new float[_steps[0].Inputs];
                rows[i].CopyTo(dense);
                values = dense;
            }

            Run(values, outputs.Slice(i * width, width), scratch);
        }
    }

    /// <summary>Scratch memory for running one row after another on one thread.</summary>
    public float[] CreateScratch() => new float[_scratch * 2];

    /// <summary>Scores a row.</summary>
    /// <param name="features">The row.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    /// <param name="scratch">Memory from <see cref="CreateScratch"/>.</param>
    public void Run(ReadOnlySpan<float> features, Span<float> outputs, float[] scratch)
    {
        ReadOnlySpan<float> values = features;
        for (int i = 0; i < _steps.Count; i++)
        {
            Span<float> results = scratch.AsSpan(i % 2 * _scratch, _steps[i].PaddedOutputs);
            _steps[i].Run(values, results);
            values = results[.._steps[i].Outputs];
        }

        values.CopyTo(outputs);
    }
}
