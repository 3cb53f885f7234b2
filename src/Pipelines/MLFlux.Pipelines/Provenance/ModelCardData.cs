namespace MLFlux;

/// <summary>The data of a model.</summary>
/// <param name="Name">What it is called, such as the file's name without its folder.</param>
/// <param name="Fingerprint">What tells it from other data: see <see cref="DataFingerprint"/>.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="HeldOutRows">How many of them the model was tried on, and not trained on.</param>
public sealed record ModelCardData(string Name, string Fingerprint, long Rows, long HeldOutRows)
{
    /// <summary>How many of its rows are equal to an earlier one in all that is learned from; null where nobody has looked.</summary>
    public long? DuplicateRows { get; init; }
}
