namespace MLFlux.Construction;

/// <summary>A dense layer in its place.</summary>
/// <param name="Path">What its weights' names begin with: <c>1.</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">How many values it takes.</param>
/// <param name="Outputs">How many values it gives.</param>
internal sealed record DenseStackLayer(string Path, DenseLayer Layer, int Inputs, int Outputs);
