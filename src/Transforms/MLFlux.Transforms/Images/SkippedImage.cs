namespace MLFlux;

/// <summary>An image, or what should have been one, that was left out.</summary>
/// <param name="Source">The file or folder, or, for images that are no files, the row and the column.</param>
/// <param name="Reason">Why it was left out, as part of a sentence: <c>it is empty</c>.</param>
public sealed record SkippedImage(string Source, string Reason)
{
    /// <summary>Source and reason.</summary>
    public override string ToString() => $"{Source}: {Reason}";
}
