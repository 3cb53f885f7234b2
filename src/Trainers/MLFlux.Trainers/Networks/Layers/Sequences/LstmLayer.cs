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
    internal LstmLayer(int hidden, bool returnSequences, bool bias, Initializer? initializer, bool returnState)
        : base(hidden, returnSequences, bias, initializer)
    {
        if (returnSequences && returnState)
        {
            throw new ArgumentException(
                "A layer gives the states after all steps or the whole state after the last, not both.", nameof(returnState));
        }

        ReturnState = returnState;
    }

    /// <summary>Whether the whole state after the last step is given, 2 × hidden: h, then c. The default is false.</summary>
    public bool ReturnState { get; }

    internal override string Name => "Lstm";

    internal override RecurrentOutput Output => ReturnState ? RecurrentOutput.State : base.Output;

    private protected override int Gates => 4;

    internal override RecurrentCell CreateCell() => new LstmCell();

    internal override void Describe(LayerProperties properties)
    {
        base.Describe(properties);
        properties.Named("returnState", ReturnState, false);
    }

    internal static LstmLayer Read(LayerReader json) => new(
        json.Count("hidden"), json.Flag("returnSequences", absent: false), json.Flag("bias", absent: true), json.Initializer(),
        json.Flag("returnState", absent: false));
}
