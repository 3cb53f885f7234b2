using Microsoft.ML;
using MLFlux.Construction;

namespace MLFlux.ReadyMade;

/// <summary>A column that an estimator makes, and the one it makes it from.</summary>
internal readonly record struct ColumnPair(string Output, string Input)
{
    public static ColumnPair InPlace(string name) => new(name, name);

    /// <summary>The pairs as ML.NET takes them.</summary>
    public static InputOutputColumnPair[] ToArray(IEnumerable<ColumnPair> pairs) =>
        [.. pairs.Select(pair => new InputOutputColumnPair(pair.Output, pair.Input))];

    /// <summary>The pairs as they are written in code.</summary>
    public static string Code(IEnumerable<ColumnPair> pairs) => CodeText.List(
        pairs.Select(
            pair => pair.Output == pair.Input ? $"new({CodeText.Text(pair.Output)})"
            : $"new({CodeText.Text(pair.Output)}, {CodeText.Text(pair.Input)})"));
}
