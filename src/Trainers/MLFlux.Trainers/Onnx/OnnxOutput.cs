namespace MLFlux.Onnx;

/// <summary>A column that an exported network gives.</summary>
/// <param name="Name">The column.</param>
/// <param name="Value">The value in the graph: [rows, ...shape].</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape of a row.</param>
internal sealed record OnnxOutput(string Name, string Value, OnnxType Type, Shape Shape);
