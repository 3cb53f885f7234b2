using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Makes waves of each number of a vector: cos(2π c x) for each of its own learned frequencies c, then sin(2π c x) for each.
/// Source: Gorishniy, Rubachev and Babenko, "On Embeddings for Numerical Features in Tabular Deep Learning", 2022. Make one with
/// <c>Periodic</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// The frequencies, <c>frequency</c>, are [numbers, frequencies], drawn from a normal distribution. For numbers of deviation 1:
/// normalise the features.
/// </remarks>
public sealed record PeriodicLayer : NumberEmbeddingLayer
{
    internal const int DefaultFrequencies = 16;
    internal const double DefaultDeviation = 0.1;

    internal PeriodicLayer(
        int frequencies, double deviation, int? width, Activation? activation, ReadOnlySpan<Range> passing, Initializer? initializer)
        : base(width, activation, passing, initializer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frequencies, int.MaxValue / 2);
        Frequencies = ArgumentChecks.AtLeastOne(frequencies);
        Deviation = ArgumentChecks.That(deviation, deviation > 0, "greater than 0");
    }

    /// <summary>How many frequencies each number has, at least 1; twice as many parts come of them.</summary>
    public int Frequencies { get; }

    /// <summary>The standard deviation that the frequencies begin with, greater than 0. The default is 0.1.</summary>
    public double Deviation { get; }

    internal override string Name => "Periodic";

    internal override int Parts => 2 * Frequencies;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        IReadOnlyList<ParameterDeclaration> map = base.Parameters(input);
        int numbers = CountNumbers(input);
        if (numbers == 0)
            return map;
        Shape frequencies = ShapeArithmetic.ToShape(this, "frequency", numbers, Frequencies);
        return [.. map, new("frequency", frequencies, Initializers.Normal(Deviation), FanIn: 1, FanOut: Frequencies)];
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("frequencies", Frequencies).Named("deviation", Deviation, DefaultDeviation);
        base.Describe(properties);
    }

    /// <summary>One-hot slots of the features pass on, where nothing else is said.</summary>
    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) => Passing.IsEmpty && oneHotSlots.Count > 0
        ? new PeriodicLayer(
            Frequencies, Deviation, Width, Width is null ? null : Activation, [.. oneHotSlots], Width is null ? null : Initializer)
        : this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        var places = new NumberPlaces(input.Size, Numbers(input));
        if (places.Numbers.Length == 0)
            return new FunctionModule(Name, x => x.alias());
        (TorchSharp.Modules.Parameter? weight, TorchSharp.Modules.Parameter? bias) = CreateMap(parameters, builder);
        return new PeriodicModule(places, builder.Parameter(parameters[^1]), weight, bias, Activation);
    }

    internal static PeriodicLayer Read(LayerReader json) => new(
        json.Count("frequencies"), json.Number("deviation", DefaultDeviation), json.OptionalCount("width"), json.Activation(),
        ReadPassing(json), json.Initializer());
}
