using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes a dense layer that members share: [rows · members, ..., inputs], or [rows, ..., inputs], → [rows · members, ..., outputs],
/// the members of a row one after another, by one product for all of them.
/// </summary>
internal sealed class MemberDenseModule : WeightedModule
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "r")]
    private readonly Parameter _r;

    [ComponentName(Name = "s")]
    private readonly Parameter _s;

    private readonly bool _takesRows;
    private readonly Activation _activation;

    public MemberDenseModule(Parameter weight, Parameter r, Parameter s, Parameter? bias, bool takesRows, Activation activation)
        : base("MemberDense", weight, bias)
    {
        _r = r;
        _s = s;
        _takesRows = takesRows;
        _activation = activation;
        register_parameter("r", r);
        register_parameter("s", s);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        long members = _r.size(0);
        long[] steps = input.shape[1..^1]; // A sequence's time, or none.
        long[] ofMembers = [members, .. steps.Select(_ => 1L), -1];
        Tensor x = _takesRows ? input.unsqueeze(1) : input.view([-1, members, .. input.shape[1..]]);
        Tensor product = (x * _r.view(ofMembers)).matmul(Weight.t());
        Tensor y = Bias is null ? product * _s.view(ofMembers) : Bias.view(ofMembers).PlusProduct(product, _s.view(ofMembers));
        return _activation.Apply(y.flatten(0, 1)).MoveToOuterDisposeScope();
    }
}
