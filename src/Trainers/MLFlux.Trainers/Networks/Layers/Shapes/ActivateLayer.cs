using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// An activation as a layer of its own: y = σ(x), value by value, of any shape; for where no layer before it takes one, as
/// after a <c>SkipConnection</c>. Make one with <c>Activate</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ActivateLayer : Layer
{
    internal ActivateLayer(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <summary>σ.</summary>
    public Activation Activation { get; }

    internal override string Name => "Activate";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input) => [];

    internal override void Describe(LayerProperties properties) => properties.Placed("activation", Activation);

    internal override int? PaddedAxis(Shape input, int? padded) => padded;

    // Activations overwrite what they are given, and the input belongs to somebody else.
    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new FunctionModule(Name, x => Activation.Apply(x.clone()));

    internal static ActivateLayer Read(LayerReader json) => new(json.Activation() ?? Activation.Identity);
}
