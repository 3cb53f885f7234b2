using MLFlux.Networks;

namespace MLFlux.Scoring;

/// <summary>
/// A network of dense layers as managed code, for one row at a time: calling libtorch costs more than such a network computes.
/// Gives what the module gives within rounding.
/// </summary>
/// <remarks>Immutable, and safe for any thread; each caller brings its own scratch memory.</remarks>
internal sealed class RowProgram
{
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
        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        var steps = new List<DenseStep>();
        return TryAdd(NetworkHead.Body(model.Network, model.Task), "", model.InputShape, weights, steps) is not null && steps.Count > 0
            ? new RowProgram(steps)
            : null;
    }

    /// <summary>Scratch memory for <see cref="Run"/>, for one thread.</summary>
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

    /// <summary>Adds a layer's steps; returns the shape it gives, or null where it is of another kind.</summary>
    private static Shape? TryAdd(
        Layer layer, string path, Shape input, IReadOnlyDictionary<string, NetworkWeight> weights, List<DenseStep> steps)
    {
        switch (layer)
        {
            case FlattenLayer or DropoutLayer: // In scoring, dropout passes everything on.
                return layer.OutputShape(input);

            case DenseLayer dense:
                steps.Add(new DenseStep(
                    weights[path + "weight"].Values.Span,
                    dense.Bias ? weights[path + "bias"].Values.Span : default,
                    input.Size,
                    dense.OutputShape(input).Size,
                    dense.Activation));
                return dense.OutputShape(input);

            case ChainLayer chain:
                Shape? shape = input;
                for (int i = 0; i < chain.Layers.Length && shape is not null; i++)
                    shape = TryAdd(chain.Layers[i], $"{path}{i}.", shape, weights, steps);
                return shape;

            default:
                return null;
        }
    }
}
