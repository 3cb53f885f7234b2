using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLFlux.Networks;

/// <summary>Reads the properties of one layer from its JSON, and notices those that nobody asked for.</summary>
internal sealed class LayerReader(string name, JsonElement json)
{
    private readonly HashSet<string> _read = ["layer"];

    /// <summary>A pair as JSON has it: <c>[5, 5]</c>.</summary>
    public static JsonNode Pair((int, int) value) => new JsonArray(value.Item1, value.Item2);

    public int Count(string property) => OptionalCount(property) ?? throw Missing(property);

    public int? OptionalCount(string property) => Find(property) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int count) => count,
        _ => throw Wrong(property, "a whole number"),
    };

    public (int, int) Pair(string property) => OptionalPair(property) ?? throw Missing(property);

    public (int, int)? OptionalPair(string property)
    {
        if (Find(property) is not JsonElement value)
            return null;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2
            && value[0].ValueKind == JsonValueKind.Number && value[0].TryGetInt32(out int first)
            && value[1].ValueKind == JsonValueKind.Number && value[1].TryGetInt32(out int second)
            ? (first, second)
            : throw Wrong(property, "two whole numbers, [height, width]");
    }

    public double Number(string property, double absent) => Find(property) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) => number,
        _ => throw Wrong(property, "a number"),
    };

    public bool Flag(string property, bool absent) => Find(property)?.ValueKind switch
    {
        null => absent,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(property, "true or false"),
    };

    public Activation? Activation() => Text("activation") is string text ? MLFlux.Activation.Parse(text) : null;

    public Initializer? Initializer() => Text("initializer") is string text ? Initializers.Parse(text) : null;

    public Padding Padding() => Text("padding") is string text ? MLFlux.Padding.Parse(text) : default;

    public IEnumerable<Layer> Layers(string property) => Find(property) switch
    {
        null => throw Missing(property),
        { ValueKind: JsonValueKind.Array } layers => layers.EnumerateArray().Select(NetworkJson.Read),
        _ => throw Wrong(property, "a list of layers"),
    };

    /// <summary>Makes sure that nothing stands there that this version does not know, and would lose.</summary>
    public void EnsureAllRead()
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
                throw new InvalidDataException($"{name}: '{property.Name}' is not a property of this layer.");
        }
    }

    private string? Text(string property) => Find(property) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(property, "text"),
    };

    private JsonElement? Find(string property)
    {
        _read.Add(property);
        return json.TryGetProperty(property, out JsonElement value) ? value : null;
    }

    private InvalidDataException Missing(string property) => new($"{name}: '{property}' is missing.");

    private InvalidDataException Wrong(string property, string expected) =>
        new($"{name}: '{property}' is {expected}, got {json.GetProperty(property).GetRawText()}.");
}
