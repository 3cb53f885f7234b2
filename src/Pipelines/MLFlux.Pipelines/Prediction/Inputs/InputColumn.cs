using Microsoft.ML;

namespace MLFlux.Prediction;

/// <summary>A column of the row that is being predicted, with the value that was given for it.</summary>
internal abstract class InputColumn(DataViewSchema.Column column)
{
    private const int LongestShown = 60;

    public string Name => column.Name;

    public int Index => column.Index;

    /// <summary>Takes a value.</summary>
    /// <param name="value">The value, as a program or JSON gives it.</param>
    /// <param name="isForeign">Whether it may come from anybody, so that no text in it is taken for the path of a file.</param>
    /// <exception cref="ArgumentException">The value cannot be one of the column; the message names both.</exception>
    public abstract void Set(object? value, bool isForeign);

    /// <summary>A getter of the value that was set last.</summary>
    public abstract Delegate CreateGetter();

    /// <summary>Ends the use of the value.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>What it takes, as part of a sentence: <c>a number</c>.</summary>
    public abstract string Expected { get; }

    /// <param name="expected">What the column takes, as part of a sentence.</param>
    /// <param name="value">What came.</param>
    /// <param name="place">Where in a vector it stands; null for the whole value.</param>
    private protected ArgumentException Fault(string expected, object? value, int? place = null) =>
        new($"Column '{Name}'{(place is null ? "" : $", at place {place}")}: expected {expected}, got {Shown(value)}.");

    private static string Shown(object? value)
    {
        switch (JsonValues.Scalar(value))
        {
            case null:
                return "null";
            case string text:
                return text.Length <= LongestShown ? $"the text '{text}'" : $"the text '{text[..LongestShown]}…'";
            case bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                return $"{FormattableString.Invariant($"{JsonValues.Scalar(value)}")}";
            case System.Text.Json.Nodes.JsonArray array:
                return $"an array of {array.Count:N0}";
            case System.Text.Json.Nodes.JsonObject:
                return "an object";
            case Array array:
                return $"{array.GetType().GetElementType()!.Name}[{array.Length}]";
            case var other:
                return $"a value of type {other.GetType().Name}";
        }
    }
}
