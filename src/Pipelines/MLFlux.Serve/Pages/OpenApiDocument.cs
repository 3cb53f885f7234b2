using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLFlux.Served;

namespace MLFlux.Pages;

/// <summary>The service in OpenAPI 3.1, with the columns of its model.</summary>
internal static class OpenApiDocument
{
    /// <summary>JSON with letters as they are.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(ServedModel model, ModelServiceOptions options)
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = model.Name, ["version"] = model.Card.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["description"] = string.Create(CultureInfo.InvariantCulture, $"Predicts {model.Subject}. A request has at most ")
                    + string.Create(CultureInfo.InvariantCulture, $"{options.MaxRows:N0} rows and {options.MaxBodyBytes:N0} bytes; ")
                    + "one row gives one answer, an array of rows an array.",
            },
            ["paths"] = OpenApiPaths.Of(model, options.ApiKey is not null),
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject
                {
                    ["Row"] = RowSchema(model.Columns),
                    ["Prediction"] = Prediction(isExplained: false),
                    ["Explained"] = Prediction(isExplained: true),
                    ["Problem"] = ProblemSchema(),
                },
            },
        };
        if (options.ApiKey is not null)
        {
            document["components"]!["securitySchemes"] = new JsonObject
                { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } };
            document["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() });
        }

        return document;
    }

    private static JsonObject RowSchema(IReadOnlyList<ServedColumn> columns) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. columns.Select(column => (JsonNode)column.Name)]),
        ["properties"] = new JsonObject(columns.Select(column => KeyValuePair.Create(column.Name, (JsonNode?)ColumnSchema.Of(column)))),
        ["example"] = new JsonObject(columns.Select(column => KeyValuePair.Create(column.Name, ColumnSchema.Example(column)))),
    };

    private static JsonObject Prediction(bool isExplained)
    {
        var properties = new JsonObject
        {
            ["prediction"] = new JsonObject { ["description"] = "The label's value." },
            ["probabilities"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "number" } },
            ["columns"] = new JsonObject { ["type"] = "object", ["description"] = "What else the model says." },
        };
        if (isExplained)
        {
            properties["explanation"] = new JsonObject
                { ["type"] = "object", ["description"] = "What each column adds to the score, the most first." };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(((string[])["type", "title", "status", "detail", "instance", "row"]).Select(name =>
            KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = name is "status" or "row" ? "integer" : "string" }))),
    };
}
