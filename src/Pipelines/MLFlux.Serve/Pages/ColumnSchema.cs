using System.Globalization;
using System.Text.Json.Nodes;
using MLFlux.Served;

namespace MLFlux.Pages;

/// <summary>The values of a column, in JSON Schema.</summary>
internal static class ColumnSchema
{
    private const int MostExamples = 20;

    public static JsonObject Of(ServedColumn column)
    {
        string type = TypeOf(column.Kind);
        var schema = new JsonObject { ["type"] = column.CanBeMissing ? new JsonArray(type, "null") : type };
        switch (column.Kind)
        {
            case ServedColumnKind.Category: // Others are taken, too, as unknown.
                schema["examples"] = new JsonArray([.. column.Choices.Take(MostExamples).Select(choice => (JsonNode)choice)]);
                break;
            case ServedColumnKind.Date:
                schema["examples"] = new JsonArray("2026-03-01", "2026-03-01T12:30:00");
                break;
            case ServedColumnKind.Image:
                schema["contentEncoding"] = "base64";
                break;
            case ServedColumnKind.List:
                schema["items"] = new JsonObject { ["type"] = column.HoldsNumbers ? "number" : "string" };
                if (column.Size > 0)
                {
                    schema["minItems"] = column.Size;
                    schema["maxItems"] = column.Size;
                }

                break;
            case ServedColumnKind.Number or ServedColumnKind.WholeNumber or ServedColumnKind.Truth or ServedColumnKind.Text:
                break;
        }

        schema["description"] = $"{column.Type}{(column.Unit is { } unit ? $", in {unit}" : "")}"
            + (column.Range is { } range ? $"; in training {range}" : "");
        return schema;
    }

    public static JsonNode? Example(ServedColumn column) => column.Kind switch
    {
        ServedColumnKind.Number => column.Range is { } range ? Rounded(range.Typical) : 1.5,
        ServedColumnKind.WholeNumber => column.Range is { } whole ? (long)whole.Typical : 1,
        ServedColumnKind.Truth => true,
        ServedColumnKind.Category => column.Choices[0],
        ServedColumnKind.Text => "some words",
        ServedColumnKind.Date => "2026-03-01",
        ServedColumnKind.Image => "iVBORw0KGgo…",
        ServedColumnKind.List => new JsonArray(column.HoldsNumbers ? 0.5 : "word"),
    };

    /// <summary>With six digits, as people write numbers: a <c>Single</c> of 30.59 is 30.59000015258789 as a <c>Double</c>.</summary>
    private static double Rounded(double number) =>
        double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string TypeOf(ServedColumnKind kind) => kind switch
    {
        ServedColumnKind.Number => "number",
        ServedColumnKind.WholeNumber => "integer",
        ServedColumnKind.Truth => "boolean",
        ServedColumnKind.List => "array",
        ServedColumnKind.Category or ServedColumnKind.Text or ServedColumnKind.Date or ServedColumnKind.Image => "string",
    };
}
