using System.Globalization;

namespace MLFlux;

/// <summary>A network with its settings that a search has tried. Immutable.</summary>
public sealed record SearchCandidate
{
    /// <summary>Its number in the order of trying, from 1; 1 is the pipeline as it is.</summary>
    public required int Number { get; init; }

    /// <summary>The network.</summary>
    public required Layer Network { get; init; }

    /// <summary>The optimizer's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How many rows make one update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How many epochs it was trained for.</summary>
    public int Epochs { get; init; }

    /// <summary>The epoch with the lowest validation loss, whose weights were ranked.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The main figure on the validation rows: the accuracy, or R². NaN where it failed.</summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>The loss on the validation rows, by which equal scores are ranked; NaN where it failed.</summary>
    public double ValidationLoss { get; init; } = double.NaN;

    /// <summary>How long it was trained and scored.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>What was unusual about its training, such as that the time was over; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The network in one line; containers print themselves in several.</summary>
    internal string NetworkLine => string.Concat(
        $"{Network}".Split('\n', StringSplitOptions.TrimEntries).Select(line => line.EndsWith(',') ? line + " " : line));

    /// <summary>Its settings: <c>Chain(Dense(32, Relu), Output()), learning rate 0.001, batches of 64</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{NetworkLine}, learning rate {LearningRate:0.###e0}, batches of {BatchSize}");
}
