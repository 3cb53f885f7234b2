namespace ImageService;

/// <summary>What a caller gets, as JSON.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
internal sealed record Answer(string Label, float Probability);
