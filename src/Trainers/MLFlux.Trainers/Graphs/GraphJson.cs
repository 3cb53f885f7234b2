using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MLFlux.Graphs;

/// <summary>
/// Writes a graph as JSON. Attributes tell their types: a whole number stands as it is, others as <c>{"float": 0.1}</c> and
/// <c>{"floats": [...]}</c>.
/// </summary>
internal static class GraphJson
{
    public static JsonObject Write(GraphDescription graph) => new()
    {
        ["title"] = graph.Title,
        ["source"] = graph.Source,
        ["operatorSet"] = graph.OperatorSet,
        ["input"] = graph.Input,
        ["indices"] = graph.TakesIndices,
        ["example"] = Numbers(graph.Example),
        ["output"] = graph.Output,
        ["nodes"] = new JsonArray([.. graph.Nodes.Select(Write)]),
        ["constants"] = new JsonArray([.. graph.Constants.Select(Write)]),
        ["weights"] = new JsonArray([.. graph.Weights.Select(Write)]),
    };

    private static JsonNode Write(GraphNode node)
    {
        var json = new JsonObject { ["operation"] = node.Operation };
        if (node.Name.Length > 0)
            json["name"] = node.Name;
        json["inputs"] = Texts(node.Inputs);
        json["outputs"] = Texts(node.Outputs);
        if (node.Attributes.Count > 0)
            json["attributes"] = new JsonObject(node.Attributes.Select(
                pair => KeyValuePair.Create(pair.Key, (JsonNode?)Value(pair.Value))));
        return json;
    }

    private static JsonNode Write(GraphConstant constant) => new JsonObject
    {
        ["name"] = constant.Name,
        ["type"] = constant.Type.ToString(),
        ["shape"] = Numbers(constant.Dimensions),
        ["values"] = constant.Type == GraphType.Float
            ? new JsonArray([.. constant.Numbers.Select(number => Float((float)number))])
            : new JsonArray([.. constant.Numbers.Select(number => (JsonNode)JsonValue.Create(GraphNumber.Whole(number)))]),
    };

    private static JsonNode Write(GraphWeight weight) => new JsonObject
    {
        ["value"] = weight.Value,
        ["name"] = weight.Name,
        ["shape"] = Numbers(weight.Shape),
        ["learned"] = weight.IsLearned,
    };

    private static JsonNode Value(object value) => value switch
    {
        long number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        float number => new JsonObject { ["float"] = Float(number) },
        long[] numbers => new JsonArray([.. numbers.Select(number => (JsonNode)JsonValue.Create(number))]),
        float[] numbers => new JsonObject { ["floats"] = new JsonArray([.. numbers.Select(Float)]) },
        string[] texts => new JsonObject { ["texts"] = Texts([.. texts]) },
        _ => throw new NotSupportedException($"A graph has no attribute of type {value.GetType().Name}."),
    };

    /// <summary>JSON has no infinity: such a number is a text.</summary>
    private static JsonNode Float(float number) =>
        float.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(
            number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static JsonArray Texts(ImmutableArray<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    private static JsonArray Numbers(ImmutableArray<int> numbers) => new([.. numbers.Select(number => (JsonNode)JsonValue.Create(number))]);
}
