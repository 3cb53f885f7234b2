namespace MLFlux.Graphs;

/// <summary>What the values of a graph are made of. Narrower and wider types of a file are computed as these.</summary>
internal enum GraphType
{
    /// <summary>Numbers of 32 bits.</summary>
    Float,

    /// <summary>Whole numbers of 64 bits.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Flag,
}
