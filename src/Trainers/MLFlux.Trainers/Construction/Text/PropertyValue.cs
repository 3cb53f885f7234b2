using System.Text.Json.Nodes;

namespace MLFlux.Construction;

/// <summary>A property of a layer in its two forms: as it is written in code, and in JSON.</summary>
internal readonly record struct PropertyValue(string Code, JsonNode Json)
{
    public static implicit operator PropertyValue(int value) => new(CodeText.Number(value), JsonValue.Create(value));

    public static implicit operator PropertyValue(double value) => new(CodeText.Number(value), JsonValue.Create(value));

    public static implicit operator PropertyValue(bool value) => new(CodeText.Flag(value), JsonValue.Create(value));

    public static implicit operator PropertyValue(Extent value) => new(value.ToString(), Numbers(value.ToArray()));

    public static implicit operator PropertyValue(Padding value) => Text(value.ToString());

    public static implicit operator PropertyValue(Activation value) => Text(value.ToString());

    public static implicit operator PropertyValue(Initializer value) => Text(value.ToString());

    public static implicit operator PropertyValue(Combine value) => new($"{nameof(Combine)}.{value}", JsonValue.Create(value.ToString()));

    /// <summary>Whole numbers: arguments one after another in code, an array in JSON.</summary>
    public static PropertyValue List(IReadOnlyList<int> values) =>
        new(string.Join(", ", values.Select(v => CodeText.Number(v))), Numbers(values));

    /// <summary>A value of an enumeration.</summary>
    public static PropertyValue Of<T>(T value)
        where T : struct, Enum => new($"{typeof(T).Name}.{value}", JsonValue.Create(value.ToString()));

    private static PropertyValue Text(string text) => new(text, JsonValue.Create(text));

    private static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);
}
