using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLFlux;

using Networks;

/// <summary>
/// Networks as JSON: an object a layer, with its name and whatever is not the default,
/// <c>{"layer": "Dense", "outputs": 10, "activation": "Relu"}</c>. Weights are not part of it.
/// </summary>
/// <remarks>Safe for any thread. Reading makes only the layers of MLFlux: a file cannot name a type.</remarks>
public static class NetworkJson
{
    private static readonly Dictionary<string, Func<LayerReader, Layer>> Readers = new()
    {
        ["BatchNorm"] = BatchNormLayer.Read,
        ["Chain"] = ChainLayer.Read,
        ["Conv"] = ConvLayer.Read,
        ["Dense"] = DenseLayer.Read,
        ["Dropout"] = DropoutLayer.Read,
        ["Flatten"] = FlattenLayer.Read,
        ["MaxPool"] = MaxPoolLayer.Read,
        ["MeanPool"] = MeanPoolLayer.Read,
        ["Output"] = DenseLayer.ReadOutput,
        ["Softmax"] = SoftmaxLayer.Read,
    };

    /// <summary>Writes a network.</summary>
    public static string Write(Layer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ToNode(network).ToJsonString();
    }

    /// <summary>Reads a network that <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">
    /// The text is no JSON, or has an unknown layer or property, or a value outside its range; the message names it.
    /// </exception>
    public static Layer Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"A network's JSON is broken: {fault.Message}", fault);
        }
    }

    internal static JsonNode ToNode(Layer layer)
    {
        var json = new JsonObject { ["layer"] = layer.Name };
        layer.Write(json);
        return json;
    }

    /// <summary>Reads a network from a part of a document, whose depth its parser has limited.</summary>
    internal static Layer Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"A layer is a JSON object, got {json.ValueKind}.");
        if (!json.TryGetProperty("layer", out JsonElement named) || named.ValueKind != JsonValueKind.String)
            throw new InvalidDataException("A layer's JSON has no text \"layer\" that says which one it is.");

        string name = named.GetString()!;
        if (!Readers.TryGetValue(name, out Func<LayerReader, Layer>? read))
        {
            throw new InvalidDataException(
                $"'{name}' is not a layer of this version of MLFlux, which has {string.Join(", ", Readers.Keys)}.");
        }

        var reader = new LayerReader(name, json);
        try
        {
            Layer layer = read(reader);
            reader.EnsureAllRead();
            return layer;
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"{name}: {fault.Message}", fault);
        }
    }
}
