using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLFlux.Graphs;

/// <summary>Reads a graph from JSON, and checks it before anything is made of it.</summary>
internal static class GraphJsonReader
{
    /// <exception cref="InvalidDataException">It is not what <see cref="GraphJson"/> writes.</exception>
    public static GraphDescription Read(JsonObject json)
    {
        try
        {
            RequireNames(json, "title", "source", "operatorSet", "input", "indices", "example", "output", "nodes", "constants", "weights");
            var graph = new GraphDescription(
                Text(json, "title"), (string)json["source"]!, (int)json["operatorSet"]!, Text(json, "input"), (bool)json["indices"]!,
                    Sizes(json["example"]),
                Text(json, "output"),
                [.. List(json, "nodes").Select(Node)], [.. List(json, "constants").Select(Constant)],
                [.. List(json, "weights").Select(Weight)]);
            GraphChecks.Check(graph);
            return graph;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or NullReferenceException or OverflowException
            or ArgumentException or JsonException)
        {
            throw new InvalidDataException($"Graph: it is not what MLFlux writes: {fault.Message}", fault);
        }
    }

    private static GraphNode Node(JsonNode? json)
    {
        JsonObject node = json!.AsObject();
        RequireNames(node, "operation", "name", "inputs", "outputs", "attributes");
        return new GraphNode(
            Text(node, "operation"), node["name"] is { } name ? (string)name! : "", Texts(node["inputs"]), Texts(node["outputs"]),
            (node["attributes"] as JsonObject ?? []).ToImmutableSortedDictionary(pair => pair.Key, pair => Value(pair.Value),
                StringComparer.Ordinal));
    }

    private static GraphConstant Constant(JsonNode? json)
    {
        JsonObject constant = json!.AsObject();
        RequireNames(constant, "name", "type", "shape", "values");
        string name = Text(constant, "type");
        GraphType type = Enum.GetNames<GraphType>().Contains(name) ? Enum.Parse<GraphType>(name)
            : throw Wrong($"a constant is of type '{name}'");
        return new GraphConstant(
            Text(constant, "name"), type, Sizes(constant["shape"]),
            [.. List(constant, "values").Select(value => type == GraphType.Float ? Float(value) : (double)(long)value!)]);
    }

    private static GraphWeight Weight(JsonNode? json)
    {
        JsonObject weight = json!.AsObject();
        RequireNames(weight, "value", "name", "shape", "learned");
        return new GraphWeight(Text(weight, "value"), Text(weight, "name"), Sizes(weight["shape"]), (bool)weight["learned"]!);
    }

    private static object Value(JsonNode? json) => json switch
    {
        JsonArray numbers => numbers.Select(number => (long)number!).ToArray(),
        JsonObject { Count: 1 } one when one["float"] is { } number => Float(number),
        JsonObject { Count: 1 } one when one["floats"] is JsonArray numbers => numbers.Select(Float).ToArray(),
        JsonObject { Count: 1 } one when one["texts"] is JsonArray texts => texts.Select(text => (string)text!).ToArray(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => (string)value!,
        JsonValue value => (long)value,
        _ => throw Wrong("an attribute is nothing"),
    };

    private static float Float(JsonNode? json) => json!.GetValueKind() == JsonValueKind.String
        ? float.Parse((string)json!, CultureInfo.InvariantCulture) : (float)json;

    private static string Text(JsonObject json, string name) =>
        (string?)json[name] is { Length: > 0 } text ? text : throw Wrong($"'{name}' is no text");

    private static JsonArray List(JsonObject json, string name) => json[name] as JsonArray ?? throw Wrong($"'{name}' is no list");

    private static ImmutableArray<string> Texts(JsonNode? json) => [.. json!.AsArray().Select(text => (string)text!)];

    private static ImmutableArray<int> Sizes(JsonNode? json) => [.. json!.AsArray().Select(size => (int)size!)];

    private static void RequireNames(JsonObject json, params string[] names)
    {
        if (json.Select(pair => pair.Key).FirstOrDefault(name => !names.Contains(name)) is { } other)
            throw Wrong($"'{other}' is not a property of it");
    }

    private static InvalidDataException Wrong(string what) => new($"Graph: it is not what MLFlux writes: {what}.");
}
