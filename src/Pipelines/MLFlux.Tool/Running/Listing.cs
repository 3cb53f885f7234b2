using System.Globalization;

namespace MLFlux.Tool.Running;

/// <summary>Long lists, cut with a count.</summary>
internal static class Listing
{
    private const int MostColumns = 40;

    /// <summary>
    /// What a pipeline makes of each column, a line each, and its network: of very many columns the first, and how many of each use
    /// there are beside.
    /// </summary>
    public static string Of(ReadyPipeline pipeline)
    {
        ColumnChoice[] others = [.. pipeline.Choices.Skip(MostColumns)];
        if (others.Length == 0)
            return $"{pipeline}";

        string uses = string.Join(", ", others.GroupBy(choice => choice.Use)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} {group.Key}")));
        return string.Join(Environment.NewLine, pipeline.Choices.Take(MostColumns).Select(choice => $"{choice}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"and {others.Length:N0} more: {uses}; the card and the report have them"))
            .Append($"{pipeline.Task}: {pipeline.Network}"));
    }
}
