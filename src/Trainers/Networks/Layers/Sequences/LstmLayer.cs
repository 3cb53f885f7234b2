using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A recurrent layer over time × features that keeps a second state, c, which gates protect:
/// i, f, o = sigmoid and g = tanh of Wᵢ xₜ + bᵢ + Wₕ hₜ₋₁ + bₕ, whose rows stand in the order i, f, g, o;
/// cₜ = f ⊙ cₜ₋₁ + i ⊙ g; hₜ = o ⊙ tanh(cₜ). Source: Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997, with the
/// forget gate of Gers et al., 1999. Make one with <c>Lstm</c> of <see cref="Layers"/>.
/// </summary>
public sealed record LstmLayer : RecurrentLayer
{
    internal LstmLayer(int hidden, bool returnSequences, bool bias, Initializer? initializer)
        : base(hidden, returnSequences, bias, initializer)
    {
    }

    internal override string Name => "Lstm";

    private protected override int Gates => 4;

    private protected override RecurrentCell CreateCell() => new LstmCell();

    internal static LstmLayer Read(LayerReader json) => new(
        json.Count("hidden"), json.Flag("returnSequences", absent: false), json.Flag("bias", absent: true), json.Initializer());
}
