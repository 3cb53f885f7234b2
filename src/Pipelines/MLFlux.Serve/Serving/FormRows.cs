using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MLFlux.Guarding;
using MLFlux.Served;

namespace MLFlux.Serving;

/// <summary>
/// Reads the rows of a form with files: for a model that takes an image and nothing else, a row for each file; for others one row, whose
/// parts are named as its columns.
/// </summary>
internal sealed class FormRows(ServedModel model, ModelServiceOptions options)
{
    private const int MostValue = 1 << 20;

    /// <exception cref="ProblemException">The form is damaged, or its parts are not those of the columns.</exception>
    public async Task<GivenRows> ReadAsync(HttpRequest request)
    {
        var limits = new FormOptions
        {
            MultipartBodyLengthLimit = options.MaxBodyBytes,
            MemoryBufferThreshold = (int)Math.Min(options.MaxBodyBytes, int.MaxValue),
            ValueLengthLimit = (int)Math.Min(options.MaxBodyBytes, MostValue),
        };
        IFormCollection form;
        try
        {
            form = await new FormFeature(request, limits).ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException fault)
        {
            throw Wrong($"The form cannot be read: {fault.Message}");
        }

        if (model.OnlyImage is { } image)
        {
            if (form.Files.Count == 0)
                throw Wrong("The form has no file; expected an image, or several.");
            return new GivenRows(
                [.. form.Files.Select(file => new GivenRow(new JsonObject { [image.Name] = Bytes(file) }, file.FileName))], IsOne: false);
        }

        var row = new JsonObject();
        foreach (IFormFile file in form.Files)
            row[Column(file.Name, isFile: true).Name] = Bytes(file);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in form)
            row[name] = Value(Column(name, isFile: false), values);
        return new GivenRows([new GivenRow(row)], IsOne: true);
    }

    private ServedColumn Column(string name, bool isFile)
    {
        ServedColumn column = model.Columns.FirstOrDefault(column => column.Name == name) ?? throw Wrong(
            $"The form has a part '{name}'; expected {string.Join(", ", model.Columns.Select(column => $"'{column.Name}'"))}.");
        return (column.Kind == ServedColumnKind.Image) == isFile ? column : throw Wrong(
            $"The form's part '{name}' is {(isFile ? "a file" : "a text")}; expected {(isFile ? "a value" : "the file of an image")}.");
    }

    private static JsonNode? Value(ServedColumn column, string? text) =>
        column.Kind == ServedColumnKind.List ? List(column, text ?? "")
        : string.IsNullOrEmpty(text) && column.CanBeMissing && column.Kind != ServedColumnKind.Text ? null
        : JsonValue.Create(text ?? "");

    private static JsonArray List(ServedColumn column, string text)
    {
        char[] between = column.HoldsNumbers ? [',', ' ', '\t', '\r', '\n'] : ['\n'];
        return new([.. text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(item => (JsonNode?)JsonValue.Create(item))]);
    }

    private static JsonValue Bytes(IFormFile file)
    {
        byte[] bytes = new byte[file.Length];
        using Stream stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return JsonValue.Create(bytes)!;
    }

    private static ProblemException Wrong(string detail) => new(StatusCodes.Status400BadRequest, detail);
}
