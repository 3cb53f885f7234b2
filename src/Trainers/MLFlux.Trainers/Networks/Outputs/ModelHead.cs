using MLFlux.Construction;

namespace MLFlux;

/// <summary>A head of a network: what it predicts, and where its outputs lie in the row of outputs.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
/// <param name="Name">The column that it learns.</param>
/// <param name="Task">What it predicts.</param>
/// <param name="Width">How many outputs it has.</param>
internal sealed record ModelHead(string Name, PredictionTask Task, int Width)
{
    /// <summary>The place of the head among all, from 0.</summary>
    public int Place { get; init; }

    /// <summary>Where the head's outputs begin in a row of outputs.</summary>
    public int Start { get; init; }

    /// <summary>Where the head's targets begin in a row of targets.</summary>
    public int TargetStart { get; init; }

    /// <summary>The labels as text, in the order of the outputs; null for numbers.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>The quantiles that the outputs are, or null.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>What is added to each quantile, in the label's unit; null for nothing.</summary>
    public IReadOnlyList<float>? QuantileShifts { get; init; }

    /// <summary>What the head's raw outputs are divided by; null for nothing.</summary>
    public double? Temperature { get; init; }

    /// <summary>How many numbers the targets of a row are: 1 for a class, by its place.</summary>
    public int TargetWidth => TaskHead.Of(Task).TargetWidth(Width, Quantiles is not null);
}
