using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A recurrent layer over time × features with two gates: r, z = sigmoid of Wᵢ xₜ + bᵢ + Wₕ hₜ₋₁ + bₕ;
/// n = tanh(Wᵢ xₜ + bᵢ + r ⊙ (Wₕ hₜ₋₁ + bₕ)), each with its rows of the weights, in the order r, z, n;
/// hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁. Source: Cho et al., 2014, in the form of PyTorch, which resets after the product;
/// <see cref="GruV3Layer"/> resets before it. Make one with <c>Gru</c> of <see cref="Layers"/>.
/// </summary>
public sealed record GruLayer : RecurrentLayer
{
    internal GruLayer(int hidden, bool returnSequences, bool bias, Initializer? initializer)
        : base(hidden, returnSequences, bias, initializer)
    {
    }

    internal override string Name => "Gru";

    private protected override int Gates => 3;

    internal override RecurrentCell CreateCell() => new GruCell();

    internal static GruLayer Read(LayerReader json) => new(
        json.Count("hidden"), json.Flag("returnSequences", absent: false), json.Flag("bias", absent: true), json.Initializer());
}
