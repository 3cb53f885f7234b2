using System.Text.Json.Serialization;
using MLFlux.Files;

namespace MLFlux.Provenance;

/// <summary>The JSON of a model card, made at compile time: no type is found by a name in a file.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    Converters = [typeof(NameConverter<PredictionTask>), typeof(NameConverter<TableColumnKind>), typeof(NameConverter<DateOrder>)],
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
}
