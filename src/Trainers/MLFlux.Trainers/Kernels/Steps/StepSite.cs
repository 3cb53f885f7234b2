namespace MLFlux.Kernels;

/// <summary>Where a step stands in its network.</summary>
/// <param name="Path">What its weights' names begin with: <c>1.</c>.</param>
/// <param name="Input">The shape of one example that it takes.</param>
/// <param name="Start">Where its weights begin among all learned weights of the network, which lie one after another.</param>
/// <param name="FirstParameter">How many learned tensors stand before its own.</param>
/// <param name="IsTraining">Whether the plan is for training, which needs backward passes and has dropout.</param>
internal sealed record StepSite(string Path, Shape Input, long Start, int FirstParameter, bool IsTraining)
{
    /// <summary>How many members compute here, each with values of its own; 1 outside of <see cref="MembersLayer"/>.</summary>
    public int Members { get; init; } = 1;

    /// <summary>
    /// The activation that a step computes with its layer: in training none whose slope cannot be told from its value, as what the layer
    /// gives before it is not kept. <see cref="StepTable"/> has a step of its own follow for such.
    /// </summary>
    /// <param name="activation">The layer's.</param>
    public Activation Within(Activation activation) =>
        IsTraining && !ActivationKernel.HasSlope(activation) ? Activation.Identity : activation;

    /// <summary>The place behind a layer that stands here.</summary>
    public StepSite After(Layer layer) => this with
    {
        Start = Start + layer.ParameterCount(Input),
        FirstParameter = FirstParameter + layer.Parameters(Input).Count(p => p.IsLearned),
    };
}
