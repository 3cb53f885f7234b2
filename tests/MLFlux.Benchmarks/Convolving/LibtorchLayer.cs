using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>One layer by libtorch's module and its graph.</summary>
internal sealed class LibtorchLayer : ILayerPasses
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly BuiltNetwork _built;
    private readonly Tensor _x;
    private readonly Tensor _leaf;
    private readonly Tensor _slopes;
    private readonly Tensor[] _weights;
    private readonly Tensor _y;
    private readonly Tensor? _yOfWeights;

    /// <param name="layer">The layer.</param>
    /// <param name="input">What it is over.</param>
    /// <param name="rows">The rows.</param>
    public LibtorchLayer(Layer layer, Shape input, int rows)
    {
        _built = NetworkBuilder.Build(layer, input, seed: 1);
        _x = rand(input.Batch(rows));
        _leaf = _x.detach().clone().requires_grad_();
        _slopes = rand(layer.OutputShape(input).Batch(rows));
        _weights = [.. _built.LearnedParameters];
        _y = _built.Module.call(_leaf);
        _yOfWeights = _weights.Length > 0 ? _built.Module.call(_x) : null;
        _scope.Detach(_x, _leaf, _slopes, _y);
        if (_yOfWeights is not null)
            _scope.Detach(_yOfWeights);
    }

    public void Forward()
    {
        using DisposeScope scope = NewDisposeScope();
        _built.Module.call(_leaf);
    }

    public void Backward(bool toInputs)
    {
        using DisposeScope scope = NewDisposeScope();
        if (toInputs)
            autograd.grad([_y], [_leaf, .. _weights], [_slopes], retain_graph: true);
        else if (_yOfWeights is not null)
            autograd.grad([_yOfWeights], _weights, [_slopes], retain_graph: true);
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in (Tensor?[])[_x, _leaf, _slopes, _y, _yOfWeights])
            tensor?.Dispose();
        _built.Dispose();
        _scope.Dispose();
    }
}
