using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// The base of modules that give the mean of several networks' outputs, of which training may give each a loss of its own.
/// </summary>
internal abstract class AveragingModule(string name, MemberMean mean) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Whether the module gives the networks' outputs in training, [rows, networks, ...outputs], instead of their mean.</summary>
    public bool KeepsMembers { get; set; }

    /// <summary>The mean that ends a network, or null.</summary>
    public static AveragingModule? AtEndOf(nn.Module network) => network switch
    {
        AveragingModule averaging => averaging,
        ChainModule chain => AtEndOf(chain.Last),
        InputsModule { Only: { } only } => AtEndOf(only),
        _ => null,
    };

    public sealed override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor outputs = Outputs(input);
        return (KeepsMembers && training ? outputs : Average(outputs)).MoveToOuterDisposeScope();
    }

    /// <summary>One output of the networks': [rows, networks, ...outputs] → [rows, ...outputs].</summary>
    public Tensor Average(Tensor outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        double networks = outputs.size(1);
        Tensor average = mean switch
        {
            MemberMean.Values => outputs.mean([1]),
            MemberMean.Probabilities => outputs.log_softmax(outputs.dim() - 1).logsumexp(1) - (Number)Math.Log(networks),
            MemberMean.Logits => nn.functional.logsigmoid(outputs).logsumexp(1).Plus(nn.functional.logsigmoid(-outputs).logsumexp(1), -1),
        };
        return average.MoveToOuterDisposeScope();
    }

    /// <summary>What the networks give: [rows, ...] → [rows, networks, ...outputs]. Inside a dispose scope.</summary>
    protected abstract Tensor Outputs(Tensor input);
}
