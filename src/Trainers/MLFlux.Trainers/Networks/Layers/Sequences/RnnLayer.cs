using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A plain recurrent layer over time × features: hₜ = σ(Wᵢ xₜ + bᵢ + Wₕ hₜ₋₁ + bₕ). Source: Elman, "Finding Structure in
/// Time", 1990. Make one with <c>Rnn</c> of <see cref="Layers"/>.
/// </summary>
public sealed record RnnLayer : RecurrentLayer
{
    internal RnnLayer(int hidden, Activation? activation, bool returnSequences, bool bias, Initializer? initializer)
        : base(hidden, returnSequences, bias, initializer) => Activation = activation ?? Activation.Tanh;

    /// <summary>σ. The default is tanh.</summary>
    public Activation Activation { get; }

    internal override string Name => "Rnn";

    private protected override int Gates => 1;

    internal override RecurrentCell CreateCell() => new RnnCell(Activation);

    private protected override void DescribeActivation(LayerProperties properties) =>
        properties.Placed(Activation, absent: Activation.Tanh);

    internal static RnnLayer Read(LayerReader json) => new(
        json.Count("hidden"), json.Activation(), json.Flag("returnSequences", absent: false), json.Flag("bias", absent: true),
        json.Initializer());
}
