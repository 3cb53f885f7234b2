using System.Text.Json.Nodes;
using MLFlux.Paths;

namespace MLFlux.Pages;

/// <summary>Shows the OpenAPI document, with a command to copy for each way to predict.</summary>
internal static class ApiPage
{
    public static string Of(JsonObject document)
    {
        var page = new PageText();
        page.Markup("<nav><a href=\"/\">Back to the form</a><a href=\"/openapi.json\">openapi.json</a></nav>\n");
        page.Element("h1", "API");
        page.Element("p", (string)document["info"]!["description"]!);
        foreach ((string path, JsonNode? methods) in document["paths"]!.AsObject())
        {
            foreach ((string method, JsonNode? operation) in methods!.AsObject())
                Operation(page, path, method, operation!.AsObject(), document);
        }

        return page.ToPage("API");
    }

    private static void Operation(PageText page, string path, string method, JsonObject operation, JsonObject document)
    {
        page.Element("h2", $"{method.ToUpperInvariant()} {path}");
        page.Element("p", (string)operation["summary"]!);
        if (path is ServicePaths.Predict or ServicePaths.Explain)
        {
            string example = document["components"]!["schemas"]!["Row"]!["example"]!.ToJsonString(OpenApiDocument.Plain);
            page.Element("pre", $"curl -H 'Content-Type: application/json' -d '{example.Replace("'", "'\\''", StringComparison.Ordinal)}' "
                + $"http://127.0.0.1:5080{path}");
        }

        page.Markup("<ul>\n");
        foreach ((string status, JsonNode? answer) in operation["responses"]!.AsObject())
            page.Element("li", $"{status}: {(string)answer!["description"]!}");
        page.Markup("</ul>\n");
    }
}
