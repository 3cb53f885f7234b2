namespace MLFlux.Experiments;

/// <summary>What is kept of a trial when its model is gone.</summary>
internal sealed record TrialFigures(int TrainRows, int TestRows, Contender Network, IReadOnlyList<Contender> Baselines);
