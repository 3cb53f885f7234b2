using System.Buffers;

namespace MLFlux.Tables;

/// <summary>The characters that fields of a kind are made of.</summary>
internal static class FieldCharacters
{
    /// <summary>Those of a number without any mark.</summary>
    public static SearchValues<char> Digits { get; } = SearchValues.Create("0123456789+-eE");

    /// <summary>Those of a number as ML.NET reads it.</summary>
    public static SearchValues<char> PlainNumber { get; } = SearchValues.Create("0123456789+-.eE");

    /// <summary>Those of a date as ML.NET reads it.</summary>
    public static SearchValues<char> PlainDate { get; } = SearchValues.Create("0123456789-: ");

    /// <summary>Those one of which is in every date.</summary>
    public static SearchValues<char> DateMarks { get; } = SearchValues.Create("-/.: ,T年");

    /// <summary>Those of a time's distance from Greenwich.</summary>
    public static SearchValues<char> Zone { get; } = SearchValues.Create("0123456789:");
}
