using System.Text.Json.Serialization;

namespace MLFlux.Prediction;

/// <summary>Reads arrays of numbers at once.</summary>
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class NumberArrays : JsonSerializerContext;
