namespace MLFlux.Onnx;

/// <summary>One operator of a graph.</summary>
/// <param name="Operation">Its kind: <c>Conv</c>.</param>
/// <param name="Inputs">The names of the values that it takes; an empty name for an optional input that is left out.</param>
/// <param name="Outputs">The names of the values that it gives.</param>
/// <param name="Attributes">
/// Its settings. Attributes of kinds that MLFlux does not read (sparse tensors, types, lists of tensors or graphs) are left out and
/// count as skipped fields.
/// </param>
internal sealed record NodeProto(
    string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes)
{
    public string? Name { get; init; }

    /// <summary>Whose operator it is; empty or null for ONNX's own.</summary>
    public string? Domain { get; init; }
}
