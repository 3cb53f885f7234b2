namespace MLFlux;

/// <summary>The optimizers of MLFlux, by the names they are written with.</summary>
public static class Optimizers
{
}
