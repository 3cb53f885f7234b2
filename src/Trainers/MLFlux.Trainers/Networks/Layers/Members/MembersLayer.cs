using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Several networks, trained as one, that share most of their weights; gives the mean of what they give. Each
/// dense layer has one weight for all members, and a scale of its inputs, a scale of its outputs and a bias for each; a dense
/// layer that ends the network is each member's own. Other layers are the same for all. Source: Gorishniy, Kotelnikov and
/// Babenko, "TabM: Advancing Tabular Deep Learning with Parameter-Efficient Ensembling", 2024, after Wen, Tran and Ba,
/// "BatchEnsemble", 2020. Make one with <c>Members</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// <para>As the end of a trainer's network each member has a loss of its own, and training makes their mean small; a
/// prediction is the mean of the members' probabilities, or of their values in regression. In <c>Score</c>, that is the mean
/// softmax, or the logit of the mean probability. Elsewhere in a network the members' outputs are averaged, in training too.</para>
/// <para>A member's layer is y = σ(s ⊙ (W (r ⊙ x)) + b). The weights of a shared layer are named <c>weight</c> (W, [outputs, inputs]),
/// <c>r</c> ([members, inputs]; random signs in the first dense layer, ones in the others), <c>s</c> ([members, outputs], ones)
/// and <c>bias</c> ([members, outputs], zeros), under <c>network.</c>. In the last one, <c>weight</c> is
/// [members · outputs, inputs] and <c>bias</c> [members · outputs], member after member.</para>
/// </remarks>
public sealed record MembersLayer : ContainerLayer
{
    internal MembersLayer(int count, Layer network, MemberMean mean = MemberMean.Values)
        : base([network])
    {
        Count = ArgumentChecks.AtLeastOne(count);
        Mean = mean;
        if (!MemberNetwork.HasDense(network))
        {
            throw new ArgumentException(
                "The members of a network differ in its dense layers, and it has none. Give it a Dense.", nameof(network));
        }

        if (MemberNetwork.HasMembers(network))
            throw new ArgumentException("Members do not have members of their own. Leave the inner ones out.", nameof(network));
    }

    /// <summary>How many members there are, at least 1.</summary>
    public int Count { get; }

    /// <summary>What the members' outputs are the mean of; decided by the task for the end of a network.</summary>
    internal MemberMean Mean { get; }

    internal override string Name => "Members";

    internal override string? Head => CodeText.Number(Count);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return OutputOf(Children(input).Single());
    }

    internal override IEnumerable<LayerChild> Children(Shape input) =>
        [new LayerChild("network", "1", MemberNetwork.Of(Layers[0], Count), input)];

    internal override MembersLayer With(ImmutableArray<Layer> layers) => new(Count, layers[0], Mean);

    internal MembersLayer Averaging(MemberMean mean) => new(Count, Layers[0], mean);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new MembersModule(Count, CreateModules(input, builder).Single().Module, MemberNetwork.TakesRows(Layers[0]), Mean);

    internal override void Write(JsonObject json)
    {
        json["members"] = Count;
        json["inner"] = NetworkJson.ToNode(Layers[0]);
    }

    internal static MembersLayer Read(LayerReader json) => new(json.Count("members"), json.Layer("inner"));
}
