using MLFlux.MLNet;
using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.Tokens;

/// <summary>Refuses to take texts apart in ONNX, which has operators for blanks and for patterns of Latin letters only.</summary>
internal sealed class TokensOnnx(string input, string output) : RowOnnx
{
    public override void Add(OnnxContext context) => throw new NotSupportedException(
        $"TokensToVector('{output}', '{input}') has no form in ONNX, whose operators do not take texts apart as it does. Convert what "
        + $"follows from its keys on: network.ExportToOnnx(path), whose input '{output}' takes them as int64, or ml.Model.ConvertToOnnx of "
        + $"the network alone with rows that hold '{output}' themselves: ml.Data.Cache(tokens.Transform(rows)).");
}
