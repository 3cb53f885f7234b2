namespace MLFlux.Sequences;

/// <summary>A window: what is known up to a step, and what comes after it.</summary>
/// <param name="Segment">Where it is cut out.</param>
/// <param name="Last">Its last known step.</param>
/// <param name="Time">The time of that step.</param>
internal readonly record struct SeriesWindow(SeriesSegment Segment, int Last, long Time);
