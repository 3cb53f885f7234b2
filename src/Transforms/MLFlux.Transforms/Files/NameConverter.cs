using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLFlux.Files;

/// <summary>A value of an enumeration by its exact name: neither a number, which may stand for none, nor several names at once.</summary>
internal sealed class NameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Enum.GetNames<T>().Contains(text)
            ? Enum.Parse<T>(text!)
            : throw new JsonException($"{typeof(T).Name} is one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
