namespace MLFlux.Tool.Running;

/// <summary>What the user asked of <c>mlflux train</c>.</summary>
internal sealed record TrainSettings
{
    public required string Data { get; init; }

    public required string? Label { get; init; }

    public required string Out { get; init; }

    public required string? Report { get; init; }

    public required int Seed { get; init; }

    public required int? Epochs { get; init; }

    public required double TestFraction { get; init; }

    public required bool Quick { get; init; }
}
