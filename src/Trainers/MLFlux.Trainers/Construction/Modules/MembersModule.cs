using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="MembersLayer"/>: [rows, ...] → [rows, ...outputs]. Owns the network, which takes all members' rows at
/// once.
/// </summary>
internal sealed class MembersModule : AveragingModule
{
    private readonly int _members;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly bool _takesRows;

    public MembersModule(int members, nn.Module<Tensor, Tensor> network, bool takesRows, MemberMean mean)
        : base("Members", mean)
    {
        _members = members;
        _network = network;
        _takesRows = takesRows;
        register_module("network", network);
    }

    protected override Tensor Outputs(Tensor input)
    {
        Tensor x = _takesRows
            ? input
            : input.unsqueeze(1).expand([-1, _members, .. input.shape[1..]]).flatten(0, 1);
        Tensor y = _network.call(x);
        return y.view([-1, _members, .. y.shape[1..]]);
    }
}
