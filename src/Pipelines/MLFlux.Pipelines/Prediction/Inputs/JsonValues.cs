using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLFlux.Prediction;

/// <summary>Values of JSON as a program has them.</summary>
internal static class JsonValues
{
    /// <summary>
    /// A single value of JSON as text, bool or number: a whole one as a long or ulong where it is one, any other as a double. Arrays
    /// and objects, and what is not of JSON, as they are.
    /// </summary>
    public static object? Scalar(object? value) => value switch
    {
        JsonValue json => json.TryGetValue(out JsonElement element) ? Scalar(element) : json.GetValue<object>(),
        JsonElement { ValueKind: not (JsonValueKind.Array or JsonValueKind.Object) } element => Scalar(element),
        JsonElement { ValueKind: JsonValueKind.Array } array => JsonArray.Create(array),
        _ => value,
    };

    private static object? Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when element.TryGetUInt64(out ulong large) => large,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => null,
    };
}
