using System.Text.Json.Nodes;

namespace MLFlux.Prediction;

/// <summary>A row of JSON, which may come from anybody.</summary>
internal readonly struct JsonRow(JsonObject row) : INamedValues
{
    public IEnumerable<string> Names => row.Select(property => property.Key);

    public bool TrySet(InputColumn column)
    {
        if (!row.TryGetPropertyValue(column.Name, out JsonNode? value))
            return false;

        column.Set(value, isForeign: true);
        return true;
    }
}
