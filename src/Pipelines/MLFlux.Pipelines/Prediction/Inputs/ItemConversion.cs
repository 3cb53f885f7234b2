namespace MLFlux.Prediction;

/// <summary>Converts a value that is not null.</summary>
/// <returns>False where it cannot be converted without loss.</returns>
internal delegate bool ItemConversion<T>(object value, out T item);
