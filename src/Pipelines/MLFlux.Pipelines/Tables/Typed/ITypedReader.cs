namespace MLFlux.Tables;

/// <summary>Goes once over the rows of a source whose values have types.</summary>
internal interface ITypedReader : IDisposable
{
    /// <summary>The value of a field of the row it stands on, by the field's place in the source; null for a missing one.</summary>
    object? this[int field] { get; }

    /// <summary>Moves on; false at the end.</summary>
    bool Read();
}
