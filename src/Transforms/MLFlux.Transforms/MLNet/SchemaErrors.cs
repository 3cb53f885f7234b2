namespace MLFlux.MLNet;

/// <summary>The errors of a schema that doesn't fit, of the type that ML.NET's contract asks for.</summary>
internal static class SchemaErrors
{
    /// <summary>A column is missing.</summary>
    public static ArgumentOutOfRangeException Missing(string name, IEnumerable<string> present)
        => new(null, $"Column '{name}' is missing; the columns are {string.Join(", ", present.Select(other => $"'{other}'"))}.");

    /// <summary>A column is of the wrong type.</summary>
    public static ArgumentOutOfRangeException WrongType(string name, string expected, string actual)
        => new(null, $"Column '{name}' is {actual}; expected {expected}.");
}
