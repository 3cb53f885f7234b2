namespace MLFlux.Tool.Running;

/// <summary>What the user asked of <c>mlflux train</c>.</summary>
internal sealed record TrainSettings
{
    public required string Data { get; init; }

    public required string? Label { get; init; }

    /// <summary>What to predict; null: by the label's values.</summary>
    public required PredictionTask? Task { get; init; }

    /// <summary>Columns that the network does not see.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>Columns to read as text.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Whether rows that cannot be read are left out.</summary>
    public required bool SkipUnreadable { get; init; }

    public required string Out { get; init; }

    public required string? Report { get; init; }

    public required string? Log { get; init; }

    public required int Seed { get; init; }

    public required int? Epochs { get; init; }

    public required double TestFraction { get; init; }

    public required bool Quick { get; init; }
}
