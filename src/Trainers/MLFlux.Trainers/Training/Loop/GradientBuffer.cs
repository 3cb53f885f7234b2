using MLFlux.Construction;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// One flat tensor that the gradients of all weights are views of, in the order of the network's flat weights: cleared and
/// read by one operation each, however many layers there are.
/// </summary>
internal sealed class GradientBuffer : IDisposable
{
    private readonly List<Tensor> _views = [];

    private readonly bool _isOwner;

    /// <param name="network">The network whose weights get gradients.</param>
    /// <param name="all">The gradients of another network over the same weights, to be those of this one, too; null for its own.</param>
    public GradientBuffer(BuiltNetwork network, Tensor? all = null)
    {
        _isOwner = all is null;
        All = all ?? zeros_like(network.Parameters).DetachFromDisposeScope();
        long start = 0;
        foreach (Parameter parameter in network.LearnedParameters)
        {
            using Tensor slice = All.narrow(0, start, parameter.numel());
            Tensor view = slice.view(parameter.shape).DetachFromDisposeScope();
            parameter.grad = view;
            _views.Add(view);
            start += parameter.numel();
        }
    }

    /// <summary>All gradients, one after another.</summary>
    public Tensor All { get; }

    public void Clear() => All.zero_();

    public void Dispose()
    {
        foreach (Tensor view in _views)
            view.Dispose();
        if (_isOwner)
            All.Dispose();
    }
}
