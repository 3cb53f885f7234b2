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

    /// <summary>Those one of which is in every number of two units.</summary>
    public static SearchValues<char> CompoundMarks { get; } = SearchValues.Create("'′’°fFlLsSyY");

    /// <summary>Those that a rule below a header is made of.</summary>
    public static SearchValues<char> Rule { get; } = SearchValues.Create("-+|:= ");

    /// <summary>Those one of which is in every date.</summary>
    public static SearchValues<char> DateMarks { get; } = SearchValues.Create("-/.: ,T年년月월");

    /// <summary>Those one of which is in the name of every week, month, quarter and half of a year.</summary>
    public static SearchValues<char> Periods { get; } = SearchValues.Create("QqTtWwMmHh");

    /// <summary>Those of a zone's name.</summary>
    public static SearchValues<char> ZoneName { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/_+-0123456789");

    /// <summary>Those of a time's distance from Greenwich.</summary>
    public static SearchValues<char> Zone { get; } = SearchValues.Create("0123456789:");
}
