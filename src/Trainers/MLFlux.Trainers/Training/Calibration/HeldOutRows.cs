using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>Rows held out that have a label, with what the network gave for them.</summary>
/// <param name="Targets">Where the labels are.</param>
/// <param name="Rows">The places of the rows among the targets.</param>
/// <param name="Outputs">The raw outputs of the rows, one row after another.</param>
/// <param name="Weights">The weight of each row, or null where all weigh the same.</param>
internal sealed record HeldOutRows(TargetStore Targets, int[] Rows, float[] Outputs, float[]? Weights);
