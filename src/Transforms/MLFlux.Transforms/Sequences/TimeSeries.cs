namespace MLFlux.Sequences;

/// <summary>One series, in the order of time: each time is there once.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Key">Its value in the column that tells series apart: a text or a key; an empty text where there is none.</param>
/// <param name="Times">The times of its rows.</param>
/// <param name="Values">The values of its rows, one row after another; NaN for missing ones.</param>
internal sealed record TimeSeries(string Name, object Key, long[] Times, float[] Values);
