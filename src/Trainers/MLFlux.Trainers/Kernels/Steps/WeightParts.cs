using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>A step's learned tensors and their gradients, taken one after another from the network's. Owns the views.</summary>
internal sealed class WeightParts(StepSite site, BatchMemory memory) : IDisposable
{
    private readonly List<(Parameter Parameter, Tensor Weight, Tensor Gradient)> _parts = [];
    private long _next = site.Start;

    /// <summary>Whether any of them is learned just now.</summary>
    public bool Learn => _parts.Exists(part => part.Parameter.requires_grad);

    /// <summary>The next tensor of the step.</summary>
    public (Tensor Weight, Tensor Gradient) Take(params long[] shape)
    {
        long length = 1;
        foreach (long size in shape)
            length *= size;
        (Parameter, Tensor Weight, Tensor Gradient) part = (
            memory.Parameters[site.FirstParameter + _parts.Count],
            memory.Weights.narrow(0, _next, length).view(shape).DetachFromDisposeScope(),
            memory.Gradients.narrow(0, _next, length).view(shape).DetachFromDisposeScope());
        _parts.Add(part);
        _next += length;
        return (part.Weight, part.Gradient);
    }

    /// <summary>Makes the gradients of frozen weights zeros, or those of all.</summary>
    public void Clear(bool all)
    {
        foreach ((Parameter parameter, _, Tensor gradient) in _parts)
        {
            if (all || !parameter.requires_grad)
                gradient.zero_();
        }
    }

    public void Dispose()
    {
        foreach ((_, Tensor weight, Tensor gradient) in _parts)
        {
            weight.Dispose();
            gradient.Dispose();
        }
    }
}
