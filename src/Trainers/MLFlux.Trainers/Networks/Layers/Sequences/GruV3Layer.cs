using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A <see cref="GruLayer"/> that resets the state before it is multiplied: n = tanh(Wᵢ xₜ + bᵢ + Wₕ (r ⊙ hₜ₋₁) + bₕ). Source:
/// Cho et al., 2014, version 3, as Keras computes it with <c>reset_after=False</c>; Flux's <c>GRUv3</c> multiplies the state by
/// a further matrix. Make one with <c>GruV3</c> of <see cref="Layers"/>.
/// </summary>
public sealed record GruV3Layer : RecurrentLayer
{
    internal GruV3Layer(int hidden, bool returnSequences, bool bias, Initializer? initializer)
        : base(hidden, returnSequences, bias, initializer)
    {
    }

    internal override string Name => "GruV3";

    private protected override int Gates => 3;

    internal override RecurrentCell CreateCell() => new GruV3Cell();

    internal static GruV3Layer Read(LayerReader json) => new(
        json.Count("hidden"), json.Flag("returnSequences", absent: false), json.Flag("bias", absent: true), json.Initializer());
}
