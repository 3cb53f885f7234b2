namespace MLFlux.Tables;

/// <summary>What is wrong with a row, as far as it decides what one can do.</summary>
internal enum FaultKind
{
    /// <summary>It has too many or too few fields.</summary>
    Fields,

    /// <summary>A field is not what its column holds.</summary>
    Value,

    /// <summary>A value is missing or unknown where there has to be one.</summary>
    Label,
}
