namespace MLFlux.Onnx;

/// <summary>An ONNX file. Null stands for a field that the file does not have.</summary>
/// <param name="Graph">What it computes.</param>
/// <param name="OperatorSets">The versions of the operators, one for each domain that is used.</param>
internal sealed record ModelProto(GraphProto Graph, IReadOnlyList<OperatorSet> OperatorSets)
{
    /// <summary>The version of the format: <c>ir_version</c>.</summary>
    public long? FormatVersion { get; init; }

    /// <summary>The program that wrote the file.</summary>
    public string? Producer { get; init; }

    public string? ProducerVersion { get; init; }

    /// <summary>Whose model it is, as a domain in reverse.</summary>
    public string? Domain { get; init; }

    public long? ModelVersion { get; init; }

    /// <summary>What the model is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Keys and texts of the producer's own.</summary>
    public IReadOnlyList<(string Key, string Value)> Metadata { get; init; } = [];

    /// <summary>How many fields the file has that these records do not: they are lost when the model is written.</summary>
    public long SkippedFields { get; init; }
}
