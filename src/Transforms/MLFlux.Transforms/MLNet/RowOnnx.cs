using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.MLNet;

/// <summary>A transformer as operators of ONNX.</summary>
internal abstract class RowOnnx
{
    /// <summary>Adds the operators to the graph of a pipeline, for those of the input columns that the graph has.</summary>
    public abstract void Add(OnnxContext context);
}
