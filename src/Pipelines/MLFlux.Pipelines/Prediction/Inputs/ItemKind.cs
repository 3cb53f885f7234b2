namespace MLFlux.Prediction;

/// <summary>How values become items of a column's type.</summary>
/// <param name="Expected">What is taken, as part of a sentence.</param>
/// <param name="TryConvert">Converts a value; false where something would be lost.</param>
/// <param name="HasMissing">Whether the type has a value for what is missing.</param>
/// <param name="Missing">That value.</param>
internal sealed record ItemKind<T>(string Expected, ItemConversion<T> TryConvert, bool HasMissing = false, T Missing = default!);
