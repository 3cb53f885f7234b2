using MLFlux.Construction;

namespace MLFlux;

/// <summary>Ends a fit when the validation loss (training loss, without a validation set) stops improving.</summary>
public sealed record EarlyStopping
{
    /// <summary>Makes the rule.</summary>
    /// <param name="patience">How many epochs in a row may pass without improvement, at least 1.</param>
    /// <param name="minimumImprovement">By how much the loss has to fall to count as better, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public EarlyStopping(int patience = 3, double minimumImprovement = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumImprovement);
        Patience = patience;
        MinimumImprovement = minimumImprovement;
    }

    /// <summary>How many epochs in a row may pass without improvement.</summary>
    public int Patience { get; }

    /// <summary>By how much the loss has to fall to count as better.</summary>
    public double MinimumImprovement { get; }

    /// <summary>As it is written in code.</summary>
    internal string ToCode() => MinimumImprovement == 0
        ? $"new EarlyStopping(patience: {CodeText.Number(Patience)})"
        : $"new EarlyStopping(patience: {CodeText.Number(Patience)}, minimumImprovement: {CodeText.Number(MinimumImprovement)})";
}
