using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes a dense layer that each member has of its own: [rows · members, ..., inputs], or [rows, ..., inputs], →
/// [rows · members, ..., outputs], the members of a row one after another.
/// </summary>
internal sealed class OwnDenseModule(int members, Parameter weight, Parameter? bias, bool takesRows, Activation activation)
    : WeightedModule("OwnDense", weight, bias)
{
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] steps = input.shape[1..^1]; // A sequence's time, or none.
        long inputs = input.shape[^1];
        Tensor x = takesRows ? input.unsqueeze(1).expand([-1, members, .. input.shape[1..]])
            : input.view([-1, members, .. input.shape[1..]]);
        Tensor ofMembers = x.transpose(0, 1).reshape(members, -1, inputs); // [members, rows · steps, inputs]
        Tensor transposed = Weight.view(members, -1, inputs).transpose(1, 2);
        Tensor y = Bias is null
            ? ofMembers.bmm(transposed)
            : ofMembers.baddbmm(transposed, Bias.view(members, 1, -1));
        Tensor ofRows = y.view([members, -1, .. steps, y.shape[^1]]).transpose(0, 1).flatten(0, 1);
        return activation.Apply(ofRows).MoveToOuterDisposeScope();
    }
}
