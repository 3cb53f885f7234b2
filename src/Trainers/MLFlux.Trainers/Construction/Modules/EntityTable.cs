using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The table of a column of <see cref="EntityEmbeddingLayer"/>: the vector of unseen levels, then those of the levels.</summary>
internal sealed class EntityTable : WeightedModule
{
    public EntityTable(Parameter weight)
        : base("EntityTable", weight, null)
    {
        using IDisposable noGradients = no_grad();
        using Tensor unseen = weight[0];
        unseen.zero_();
    }

    public Tensor Table => Weight;

    public override Tensor forward(Tensor levels) => levels.matmul(Weight);
}
