using System.Text.Json.Serialization;
using MLFlux.Files;

namespace MLFlux.Models;

/// <summary>The JSON of a model's parts, made at compile time: no type is found by a name in a file.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    Converters = [typeof(NameConverter<PredictionTask>), typeof(NameConverter<TrainingEnd>), typeof(NameConverter<FindingKind>),
        typeof(NameConverter<InputKind>)],
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(NetworkManifest))]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(CheckpointRecord))]
internal sealed partial class ModelJson : JsonSerializerContext
{
}
