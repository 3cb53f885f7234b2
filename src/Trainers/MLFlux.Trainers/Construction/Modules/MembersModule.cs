using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="MembersLayer"/>: [rows, ...] → [rows, ...outputs]. Owns the network, which takes all members' rows at
/// once.
/// </summary>
internal sealed class MembersModule : nn.Module<Tensor, Tensor>
{
    private readonly int _members;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly bool _takesRows;
    private readonly MemberMean _mean;

    public MembersModule(int members, nn.Module<Tensor, Tensor> network, bool takesRows, MemberMean mean)
        : base("Members")
    {
        _members = members;
        _network = network;
        _takesRows = takesRows;
        _mean = mean;
        register_module("network", network);
    }

    /// <summary>Whether the module gives the members' outputs in training, [rows, members, ...outputs], instead of their mean.</summary>
    public bool KeepsMembers { get; set; }

    /// <summary>The members that end a network, or null.</summary>
    public static MembersModule? AtEndOf(nn.Module network) => network switch
    {
        MembersModule members => members,
        ChainModule chain => AtEndOf(chain.Last),
        InputsModule { Only: { } only } => AtEndOf(only),
        _ => null,
    };

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = _takesRows
            ? input
            : input.unsqueeze(1).expand([-1, _members, .. input.shape[1..]]).flatten(0, 1);
        Tensor y = _network.call(x);
        Tensor outputs = y.view([-1, _members, .. y.shape[1..]]);
        return (KeepsMembers && training ? outputs : Average(outputs)).MoveToOuterDisposeScope();
    }

    /// <summary>One output of the members': [rows, members, ...outputs] → [rows, ...outputs].</summary>
    public Tensor Average(Tensor outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = _mean switch
        {
            MemberMean.Values => outputs.mean([1]),
            MemberMean.Probabilities => outputs.log_softmax(outputs.dim() - 1).logsumexp(1) - Math.Log(_members),
            MemberMean.Logits => nn.functional.logsigmoid(outputs).logsumexp(1) - nn.functional.logsigmoid(-outputs).logsumexp(1),
        };
        return mean.MoveToOuterDisposeScope();
    }
}
