namespace MLFlux.Construction;

/// <summary>A layer within another.</summary>
/// <param name="Name">What its weights' names begin with, and the name its module is registered under: <c>0</c>, <c>features</c>.</param>
/// <param name="Place">How a message calls it: counted from 1, or its name.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape it takes.</param>
internal sealed record LayerChild(string Name, string Place, Layer Layer, Shape Input);
