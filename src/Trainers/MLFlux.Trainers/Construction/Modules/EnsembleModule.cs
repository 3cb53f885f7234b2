using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="EnsembleLayer"/>: [rows, ...] → [rows, ...outputs]. Owns the networks.</summary>
internal sealed class EnsembleModule : AveragingModule
{
    private readonly nn.Module<Tensor, Tensor>[] _networks;

    public EnsembleModule(IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> networks, MemberMean mean)
        : base("Ensemble", mean)
    {
        _networks = [.. networks.Select(network => network.Module)];
        foreach ((string name, nn.Module<Tensor, Tensor> network) in networks)
            register_module(name, network);
    }

    protected override Tensor Outputs(Tensor input) => stack([.. _networks.Select(network => network.call(input))], 1);
}
