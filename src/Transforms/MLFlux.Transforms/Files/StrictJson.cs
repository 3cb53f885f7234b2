using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MLFlux.Files;

/// <summary>
/// Reads the JSON of files as records say: all members are there that have no default, none is null that may not be, none is there
/// twice, and
/// no list holds a null. The ranges of values are said in one place for each kind of file.
/// </summary>
internal static class StrictJson
{
    /// <summary>The contract of a type in which members without a default are required, but for those that may be null.</summary>
    /// <remarks>Files leave out what is null.</remarks>
    public static JsonTypeInfo<T> Contract<T>(JsonSerializerContext context) => (JsonTypeInfo<T>)new JsonSerializerOptions(context.Options)
    {
        TypeInfoResolver = ((IJsonTypeInfoResolver)context).WithAddedModifier(Require),
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    }.GetTypeInfo(typeof(T));

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">It is not what the type asks for.</exception>
    public static T Read<T>(ReadOnlySpan<byte> content, string name, JsonTypeInfo<T> contract)
    {
        try
        {
            CheckLists(content);
            return JsonSerializer.Deserialize(content, contract) ?? throw new InvalidDataException($"{name} is empty.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentException
        or NotSupportedException)
        {
            throw new InvalidDataException($"{name} is not what MLFlux writes: {fault.Message}", fault);
        }
    }

    private static void Require(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AssociatedParameter is { } parameter)
                property.IsRequired = !parameter.HasDefaultValue && !parameter.IsNullable
                    && Nullable.GetUnderlyingType(parameter.ParameterType) is null;
        }
    }

    private static void CheckLists(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null && !IsProperty(content[..(int)reader.TokenStartIndex]))
                throw new JsonException($"A list holds a null at byte {reader.TokenStartIndex}.");
        }
    }

    /// <summary>Whether the last sign before a value is the colon of a property.</summary>
    private static bool IsProperty(ReadOnlySpan<byte> before) => before.TrimEnd(" \t\r\n"u8) is [.., (byte)':'];
}
