namespace MLFlux;

/// <summary>The losses of MLFlux, by the names they are written with.</summary>
public static class Losses
{
}
