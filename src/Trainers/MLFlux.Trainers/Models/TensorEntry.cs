namespace MLFlux.Models;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values, as the format calls it: <c>F32</c>.</param>
/// <param name="Shape">Its dimensions; null for a type that is not read.</param>
/// <param name="Begin">Where its values begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record TensorEntry(string Name, string Type, Shape? Shape, long Begin, long End)
{
    /// <summary>Whether this is PyTorch's count of the batches that a normalisation saw, which scoring does not use.</summary>
    public bool IsCounter => Type == "I64" && Name.EndsWith("num_batches_tracked", StringComparison.Ordinal);
}
