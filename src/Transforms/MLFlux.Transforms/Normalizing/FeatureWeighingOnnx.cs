using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using MLFlux.MLNet;

namespace MLFlux.Normalizing;

/// <summary>Some slots of a vector, each by its weight, as operators of ONNX.</summary>
internal sealed class FeatureWeighingOnnx(string output, string input, int size, SlotWeights weights) : RowOnnx
{
    public override void Add(OnnxContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.ContainsColumn(input))
            return;
        string shape = context.AddInitializer([-1L, size], [2], "shape");
        string slots = context.AddInitializer(weights.Slots.Select(slot => (long)slot), [weights.Slots.Length], "slots");
        string factors = context.AddInitializer(weights.Weights, [1, weights.Weights.Length], "weights");

        // Levels that ML.NET made one-hot have an axis between the rows and the slots.
        string value = context.GetVariableName(input), flat = context.AddIntermediateVariable(null, "flat", true);
        context.CreateNode("Reshape", [value, shape], [flat], context.GetNodeName("Reshape"), "");
        string kept = context.AddIntermediateVariable(null, "kept", true);
        OnnxNode gather = context.CreateNode("Gather", [flat, slots], [kept], context.GetNodeName("Gather"), "");
        gather.AddAttribute("axis", 1L);
        string result = context.AddIntermediateVariable(
            new VectorDataViewType(NumberDataViewType.Single, weights.Slots.Length), output);
        context.CreateNode("Mul", [kept, factors], [result], context.GetNodeName("Mul"), "");
    }
}
