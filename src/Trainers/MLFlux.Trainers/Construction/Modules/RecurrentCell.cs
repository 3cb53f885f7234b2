using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The arithmetic of one step of a recurrent layer. Has no state of its own: safe for any thread.</summary>
internal abstract class RecurrentCell
{
    /// <summary>How many tensors the state consists of; the first is what the layer gives.</summary>
    public abstract int StateCount { get; }

    /// <summary>Takes the weights of the state apart, once for all steps, where their rows are not multiplied by the same.</summary>
    public virtual RecurrentWeights[] Divide(RecurrentWeights weights, int hidden) => [weights];

    /// <summary>The state after a step, in tensors of their own; what lies between belongs to the caller's dispose scope.</summary>
    /// <param name="fromInput">Wᵢ xₜ + bᵢ: [rows, gates × hidden].</param>
    /// <param name="weights">Wₕ and bₕ, as <see cref="Divide"/> gives them.</param>
    /// <param name="state">The state before it, [rows, hidden] each.</param>
    public abstract Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state);
}
