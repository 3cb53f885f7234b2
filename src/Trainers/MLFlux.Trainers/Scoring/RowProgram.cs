using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// A network's <see cref="KernelPlan"/> with a model's weights, for one row at a time: calling libtorch costs more than a small
/// network computes. Gives what the module gives within rounding.
/// </summary>
/// <remarks>Immutable, and safe for any thread; each caller brings its own scratch memory.</remarks>
internal sealed class RowProgram
{
    /// <summary>How many rows tell what a block is like.</summary>
    private const int Sample = 8;

    private readonly KernelPlan _plan;
    private readonly RowChain _steps;

    private RowProgram(KernelPlan plan, Func<string, ReadOnlyMemory<float>> weights)
    {
        _plan = plan;
        _steps = new RowChain([.. plan.Steps.Select(step => step.ForRows(weights))]);
    }

    /// <summary>The program of a model, or null where its network has no plan, or one of its steps takes no single rows.</summary>
    public static RowProgram? TryCreate(NeuralNetworkModel model)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        if (KernelPlan.TryCreate(body, model.InputShape, isTraining: false) is not { } plan
            || !plan.Steps.All(step => step.ScoresRows))
        {
            return null;
        }

        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        return new RowProgram(plan, name => weights[name].Values);
    }

    private int Inputs => _plan.Steps[0].Site.Input.Size;

    /// <summary>
    /// Whether a block of rows is sooner done row by row than by libtorch: where most of its work is convolution, or where most of the
    /// features are zeros, which cost a dense layer nothing here, and the layers behind the first are small beside it. Read from the
    /// first rows.
    /// </summary>
    public bool IsQuickFor(ReadOnlySpan<VBuffer<float>> rows)
    {
        double byRow = _plan.Steps[0].RowTime(NonzeroShare(rows)) + _plan.Steps.Skip(1).Sum(step => step.RowTime(1));
        return byRow < _plan.Steps.Sum(step => step.Cost);
    }

    /// <summary>Scores a block of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        float[] scratch = CreateScratch(), dense = [];
        int width = _steps.Outputs;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> values = rows[i].GetValues();
            if (!rows[i].IsDense)
            {
                if (dense.Length == 0)
                    dense = new float[Inputs];
                rows[i].CopyTo(dense);
                values = dense;
            }

            Run(values, outputs.Slice(i * width, width), scratch);
        }
    }

    /// <summary>Scratch memory for running one row after another on one thread.</summary>
    public float[] CreateScratch() => new float[_steps.Scratch];

    /// <summary>Scores a row.</summary>
    /// <param name="features">The row.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    /// <param name="scratch">Memory from <see cref="CreateScratch"/>.</param>
    public void Run(ReadOnlySpan<float> features, Span<float> outputs, float[] scratch) =>
        _steps.Run(features, scratch).CopyTo(outputs);

    private double NonzeroShare(ReadOnlySpan<VBuffer<float>> rows)
    {
        int nonzero = 0, sample = Math.Min(rows.Length, Sample);
        foreach (VBuffer<float> row in rows[..sample])
            nonzero += row.GetValues().Length - row.GetValues().Count(0f);
        return (double)nonzero / Math.Max(1, (long)sample * Inputs);
    }
}
