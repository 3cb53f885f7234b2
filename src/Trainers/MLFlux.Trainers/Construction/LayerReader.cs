using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLFlux.Construction;

/// <summary>Reads the properties of one layer from its JSON, and notices those that nobody asked for.</summary>
internal sealed class LayerReader(string name, JsonElement json)
{
    private readonly HashSet<string> _read = ["layer"];

    public int Count(string property) => OptionalCount(property) ?? throw Missing(property);

    public int? OptionalCount(string property) => Find(property) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int count) => count,
        _ => throw Wrong(property, "a whole number"),
    };

    public Extent Extent(string property) => OptionalExtent(property) ?? throw Missing(property);

    public Extent? OptionalExtent(string property)
    {
        if (Find(property) is null)
            return null;
        return TryReadNumbers(property) is { Length: >= 1 and <= 3 } numbers
            ? MLFlux.Extent.Of(numbers)
            : throw Wrong(property, "one to three whole numbers, as [height, width]");
    }

    /// <summary>Whole numbers, at least one.</summary>
    public int[] Counts(string property) => Find(property) is null ? throw Missing(property)
        : TryReadNumbers(property) is { Length: > 0 } numbers ? numbers
        : throw Wrong(property, "a list of whole numbers");

    /// <summary>Pairs of whole numbers; none where the property is absent.</summary>
    public IReadOnlyList<(int First, int Second)> Pairs(string property)
    {
        if (Find(property) is null)
            return [];
        return TryReadNumbers(property) is int[] numbers && numbers.Length % 2 == 0
            ? [.. numbers.Chunk(2).Select(pair => (pair[0], pair[1]))]
            : throw Wrong(property, "pairs of whole numbers, one after another");
    }

    /// <summary>Shapes, each a list of its dimensions; none where the property is absent.</summary>
    public IEnumerable<Shape> Shapes(string property) => Find(property) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } shapes => shapes.EnumerateArray().Select(shape =>
            ReadNumbers(shape) is { Length: > 0 } numbers ? new Shape(numbers) : throw Wrong(property, "a list of shapes, as [1, 28, 28]")),
        _ => throw Wrong(property, "a list of shapes, as [1, 28, 28]"),
    };

    /// <summary>Texts; none where the property is absent.</summary>
    public IEnumerable<string> Texts(string property) => Find(property) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } texts when texts.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) =>
            texts.EnumerateArray().Select(text => text.GetString()!),
        _ => throw Wrong(property, "a list of texts"),
    };

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

    /// <summary>A value of an enumeration, by its name.</summary>
    public T Value<T>(string property, T absent)
        where T : struct, Enum =>
        OptionalText(property) is not string text ? absent
        : Array.Find(Enum.GetNames<T>(), name => name == text) is string name ? Enum.Parse<T>(name)
        : throw Wrong(property, string.Join(" or ", Enum.GetNames<T>()));

    /// <summary>Values of an enumeration, by their names; none where the property is absent.</summary>
    public IEnumerable<T> Values<T>(string property)
        where T : struct, Enum =>
        Texts(property).Select(text => Array.Find(Enum.GetNames<T>(), name => name == text) is string name ? Enum.Parse<T>(name)
            : throw Wrong(property, $"a list of {string.Join(" or ", Enum.GetNames<T>())}"));

    public Combine Combine() => OptionalCombine() ?? throw Missing("combine");

    public Combine? OptionalCombine() => OptionalText("combine") is string text ? MLFlux.Combine.Parse(text) : null;

    /// <summary>A text that has to be there.</summary>
    public string Name(string property) => OptionalText(property) ?? throw Missing(property);

    /// <summary>An object of anything.</summary>
    public JsonObject Settings(string property) => Find(property) switch
    {
        null => throw Missing(property),
        { ValueKind: JsonValueKind.Object } value => JsonObject.Create(value.Clone())!,
        _ => throw Wrong(property, "an object"),
    };

    public Activation? Activation() => OptionalText("activation") is string text ? MLFlux.Activation.Parse(text) : null;

    public Initializer? Initializer() => OptionalText("initializer") is string text ? Initializers.Parse(text) : null;

    public Padding Padding() => OptionalText("padding") is string text ? MLFlux.Padding.Parse(text) : default;

    public Layer Layer(string property) => NetworkJson.Read(Find(property) ?? throw Missing(property));

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

    private int[]? TryReadNumbers(string property) => Find(property) is { } list ? ReadNumbers(list) : null;

    private static int[]? ReadNumbers(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<int>();
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out int number))
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    public string? OptionalText(string property) => Find(property) switch
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
