using System.Collections.Concurrent;
using MLFlux.Images;

namespace MLFlux.Interop;

/// <summary>The decoders of one cursor: as many as threads were ever at work at the same time, since each keeps its buffers.</summary>
internal sealed class DecoderPool(ImagePlan plan)
{
    private readonly ConcurrentBag<ImageDecoder> _idle = [];

    public void Decode(ImageInput input, Span<byte> planes)
    {
        if (!_idle.TryTake(out ImageDecoder? decoder))
            decoder = new ImageDecoder(plan);
        try
        {
            decoder.Decode(input, planes);
        }
        finally
        {
            _idle.Add(decoder);
        }
    }
}
