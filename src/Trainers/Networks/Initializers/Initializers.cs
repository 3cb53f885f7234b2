namespace MLFlux;

/// <summary>The initialisers of MLFlux, by the names they are written with.</summary>
public static class Initializers
{
}
