using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>The rows of a batch that have a label of a head.</summary>
/// <param name="Rows">The head's raw outputs, in the place of features, with its targets and the weights.</param>
/// <param name="Places">The places of the rows in the whole batch, or null where these are all.</param>
internal sealed record HeadBatch(Batch Rows, Tensor? Places)
{
    /// <summary>The head's raw outputs, [rows, width].</summary>
    public Tensor Outputs => Rows.Features;
}
