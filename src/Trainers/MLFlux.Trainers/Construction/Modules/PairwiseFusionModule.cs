using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="PairwiseFusionLayer"/>. Owns the modules.</summary>
internal sealed class PairwiseFusionModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _modules;
    private readonly Combine _connection;
    private readonly Combine _combine;

    public PairwiseFusionModule(
        IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> modules, Combine connection, Combine combine)
        : base("PairwiseFusion")
    {
        _modules = [.. modules.Select(module => module.Module)];
        _connection = connection;
        _combine = combine;
        foreach ((string child, nn.Module<Tensor, Tensor> module) in modules)
            register_module(child, module);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        var outputs = new List<Tensor>();
        foreach (nn.Module<Tensor, Tensor> module in _modules)
            outputs.Add(module.call(outputs.Count == 0 ? input : _connection.Apply([outputs[^1], input])));
        return _combine.Apply([.. outputs]).MoveToOuterDisposeScope();
    }
}
