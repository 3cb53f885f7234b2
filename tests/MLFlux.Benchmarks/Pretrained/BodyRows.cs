using MLFlux.Construction;
using MLFlux.Engines;
using MLFlux.Models;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>What a body with its file's weights makes of rows, by the engine of pretrained networks.</summary>
internal static class BodyRows
{
    private const int Block = 32;

    /// <param name="body">The body.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="rows">The rows, one after another.</param>
    public static float[][] Compute(Layer body, Shape input, float[] rows)
    {
        using BuiltNetwork built = NetworkBuilder.Build(body, input, seed: 0, CPU);
        using IEngineSession session = EngineNetworks.TryOpen(
            body, input, NetworkWeights.Read(built.Module), Environment.ProcessorCount, out string? reason)
            ?? throw new InvalidDataException(reason ?? "There is no other engine.");
        int count = rows.Length / input.Size, width = body.OutputShape(input).Size;
        var values = new float[count * width];
        for (int start = 0; start < count; start += Block)
        {
            int taken = Math.Min(Block, count - start);
            if (!session.TryCompute(rows.AsMemory(start * input.Size, taken * input.Size), taken, values.AsMemory(start * width, taken
                * width)))
                throw new InvalidDataException("The engine refuses the rows.");
        }

        return [.. values.Chunk(width)];
    }
}
