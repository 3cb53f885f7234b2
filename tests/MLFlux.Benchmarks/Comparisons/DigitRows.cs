using System.Runtime.InteropServices;
using MLFlux.Benchmarks.Data;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>Takes tensors apart into rows.</summary>
internal static class DigitRows
{
    public static IReadOnlyList<DigitRow> Of(DigitTensors tensors)
    {
        Tensor images = tensors.Images;
        float[] values = MemoryMarshal.Cast<byte, float>(images.bytes).ToArray();
        return [.. values.Chunk(HandwrittenDigits.ImageSize).Select(features => new DigitRow { Features = features })];
    }
}
