namespace MLFlux;

/// <summary>The layers of MLFlux, by the names they are written with.</summary>
public static class Layers
{
}
