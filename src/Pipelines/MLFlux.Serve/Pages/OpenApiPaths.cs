using System.Text.Json.Nodes;
using MLFlux.Paths;
using MLFlux.Served;

namespace MLFlux.Pages;

/// <summary>The paths of the service in OpenAPI, each with its answers.</summary>
internal static class OpenApiPaths
{
    private const string Problem = "#/components/schemas/Problem", Row = "#/components/schemas/Row", Explained = "Explained";

    public static JsonObject Of(ServedModel model, bool hasKey)
    {
        var paths = new JsonObject
        {
            [ServicePaths.Predict] = Post(model, $"Predicts {model.Subject} for a row, or for several.", "Prediction", hasKey),
            [ServicePaths.Explain] = Post(model, "Predicts, and says what each column adds to the score.", Explained, hasKey),
        };
        foreach ((string path, string summary, string type) in ((string, string, string)[])
        [
            (ServicePaths.Model, "The model card: what the model is, and what it is worth.", "application/json"),
            (ServicePaths.OpenApi, "This document.", "application/json"),
            (ServicePaths.Live, "Whether the process answers.", "application/json"),
            (ServicePaths.Ready, "Whether it takes requests: 503 when it is about to end.", "application/json"),
            (ServicePaths.Metrics, "What the service has done, for Prometheus.", "text/plain"),
        ])
        {
            paths[path] = new JsonObject
            {
                ["get"] = new JsonObject
                {
                    ["summary"] = summary, ["responses"] = new JsonObject { ["200"] = Answer("As said.", type, new JsonObject()) },
                },
            };
        }

        return paths;
    }

    private static JsonObject Post(ServedModel model, string summary, string answer, bool hasKey)
    {
        JsonObject answers = Answer("The answer, or an array of answers.", "application/json", OneOrMany($"#/components/schemas/{answer}"));
        var responses = new JsonObject { ["200"] = answers };
        foreach ((string status, string text) in ((string, string)[])
        [
            ("400", "The body is no JSON, or a value cannot be one of its column; the detail names column and value."),
            .. hasKey ? (ReadOnlySpan<(string, string)>)[("401", "The API key is missing or wrong.")] : [],
            ("413", "The body is too large, or has too many rows."), ("415", "The Content-Type is none that is taken."),
            .. model.Explainer is null && answer == Explained
                ? (ReadOnlySpan<(string, string)>)[("501", "The model's predictions are not explained.")] : [],
            ("503", "Too many requests are under way; Retry-After says when to try again."),
        ])
        {
            responses[status] = Answer(text, "application/problem+json", Reference(Problem));
        }

        var content = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = OneOrMany(Row) } };
        if (model.Columns.Any(column => column.Kind == ServedColumnKind.Image))
        {
            content["multipart/form-data"] = new JsonObject
                { ["schema"] = new JsonObject { ["type"] = "object", ["description"] = "Images as files; other columns as texts." } };
        }

        return new JsonObject
        {
            ["post"] = new JsonObject
            {
                ["summary"] = summary,
                ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = content },
                ["responses"] = responses,
            },
        };
    }

    private static JsonObject OneOrMany(string reference) => new()
    {
        ["oneOf"] = new JsonArray(
            Reference(reference), new JsonObject { ["type"] = "array", ["items"] = Reference(reference) }),
    };

    private static JsonObject Reference(string reference) => new() { ["$ref"] = reference };

    private static JsonObject Answer(string description, string type, JsonObject schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } },
    };
}
