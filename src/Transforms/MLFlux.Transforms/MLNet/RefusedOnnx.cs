using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.MLNet;

/// <summary>Of a transformer that no operators of ONNX can stand for, and without which what follows would be lost.</summary>
/// <param name="reason">Why, and what to do instead.</param>
internal sealed class RefusedOnnx(string reason) : RowOnnx
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Add(OnnxContext context) => throw new NotSupportedException(reason);
}
