namespace ImageClassification;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    public required DirectoryInfo? Data { get; init; }

    public required int Size { get; init; }

    public required string Network { get; init; }

    public required double? LearningRate { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required bool Augment { get; init; }

    public required int Seed { get; init; }

    public required string Out { get; init; }
}
