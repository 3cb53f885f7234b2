namespace MLFlux;

/// <summary>What the values of a column stand for as features.</summary>
internal enum InputKind
{
    /// <summary>Numbers, as they are.</summary>
    Numbers,

    /// <summary>Bytes, such as pixels: each counts as a 255th.</summary>
    Bytes,

    /// <summary>Keys: whole numbers from 1, and 0 for a missing one, of which an embedding makes sense.</summary>
    Keys,
}
