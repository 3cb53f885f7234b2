using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MLFlux.Guarding;
using MLFlux.Served;

namespace MLFlux.Serving;

/// <summary>Reads the rows of a request's body: JSON, a form with files, or an image by itself.</summary>
internal sealed class RowsReader(ServedModel model, ModelServiceOptions options)
{
    private static readonly JsonDocumentOptions s_json = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly FormRows _form = new(model, options);

    /// <exception cref="ProblemException">The body holds no rows, or too many.</exception>
    public async Task<GivenRows> ReadAsync(HttpRequest request)
    {
        GivenRows rows = MediaType(request) switch
        {
            "application/json" => await ReadJsonAsync(request),
            "multipart/form-data" => await _form.ReadAsync(request),
            string image when image.StartsWith("image/", StringComparison.Ordinal) && model.OnlyImage is { } column =>
                new GivenRows([new GivenRow(new JsonObject { [column.Name] = JsonValue.Create(await BytesAsync(request)) })], IsOne: true),
            var other => throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, $"The body's Content-Type is '{other}'; expected application/json, or "
                + $"multipart/form-data for files{(model.OnlyImage is null ? "" : ", or image/png and the like for one image")}."),
        };
        foreach (GivenRow row in rows.Rows)
            model.ReadAsTrained(row.Values);
        return rows.Rows.Count <= options.MaxRows ? rows : throw new ProblemException(
            StatusCodes.Status413PayloadTooLarge,
            $"The body has {rows.Rows.Count} rows; a request may have {options.MaxRows}. Send them in several requests.");
    }

    private static string MediaType(HttpRequest request) =>
        (request.ContentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();

    private static async Task<GivenRows> ReadJsonAsync(HttpRequest request)
    {
        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(request.Body, documentOptions: s_json, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"The body is no JSON: {fault.Message}");
        }

        return body switch
        {
            JsonObject one => new GivenRows([new GivenRow(one)], IsOne: true),
            JsonArray several => new GivenRows([.. several.Select((row, place) => new GivenRow(row as JsonObject
                ?? throw new ProblemException(
                    StatusCodes.Status400BadRequest, $"Row {place} is {Kind(row)}; expected an object of values by column.", place)))],
                IsOne: false),
            var other => throw new ProblemException(
                StatusCodes.Status400BadRequest, $"The body is {Kind(other)}; expected a row as an object, or an array of rows."),
        };
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static async Task<byte[]> BytesAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.ToArray();
    }
}
