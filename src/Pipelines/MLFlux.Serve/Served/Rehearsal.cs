using System.Text.Json.Nodes;

namespace MLFlux.Served;

/// <summary>
/// One row before the first caller's: native libraries load, and code is compiled, which takes seconds that no caller is to wait for.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Predicts for a row of any values, unless the model takes images, which cannot be made up.</summary>
    public static void Run(RowPredictor predictor, IReadOnlyList<ServedColumn> columns)
    {
        if (columns.Any(column => column.Kind == ServedColumnKind.Image))
            return;
        try
        {
            predictor.Predict(new JsonObject(columns.Select(column => KeyValuePair.Create(column.Name, Value(column)))));
        }
        catch (ArgumentException)
        {
            // A value that is made up need not be one of its column; callers' own values are judged when they come.
        }
    }

    private static JsonNode? Value(ServedColumn column) => column.Kind switch
    {
        ServedColumnKind.Number => 0,
        ServedColumnKind.WholeNumber => 1,
        ServedColumnKind.Truth => false,
        ServedColumnKind.Category => column.Choices[0],
        ServedColumnKind.Text or ServedColumnKind.Image => "",
        ServedColumnKind.Date => "2000-01-01",
        ServedColumnKind.List => new JsonArray([.. Enumerable.Range(0, column.Size)
            .Select(_ => column.HoldsNumbers ? (JsonNode)0 : (JsonNode)"")]),
    };
}
