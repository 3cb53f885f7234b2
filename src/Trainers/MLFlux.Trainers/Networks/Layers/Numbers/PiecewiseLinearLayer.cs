using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Says of each number of a vector where it lies among bins of its own: 1 for each bin below it, its fraction of the bin it lies
/// in, 0 for each bin above. What follows can then learn another slope in each bin. Source: Gorishniy, Rubachev and Babenko,
/// "On Embeddings for Numerical Features in Tabular Deep Learning", 2022, with the first and the last bin bounded, so that a
/// number far outside says no more than one at the end. Make one with <c>PiecewiseLinear</c> of <see cref="Layers"/>.
/// </summary>
/// <remarks>
/// <para>The bins are quantiles of what the layer is given for the training rows (a seeded sample of them, never of validation
/// rows), found before the first epoch and not learned further; they are saved with the weights, as <c>start</c> and
/// <c>slope</c>, [numbers, bins] each: a part is (x − start) · slope, bounded to 0 … 1. A number of few
/// different values has a bin between each two of them; where quantiles coincide, the bins lie between those that do not. What is
/// left of the bins gives zeros, as do all bins of a number that is the same in all rows. Values that are not finite have no part in
/// the bins; NaN gives NaN.</para>
/// <para>A module that was built by hand, without rows, has bins that all run from 0 to 1.</para>
/// </remarks>
public sealed record PiecewiseLinearLayer : NumberEmbeddingLayer
{
    internal const int DefaultBins = 16;

    internal PiecewiseLinearLayer(int bins, int? width, Activation? activation, ReadOnlySpan<Range> passing, Initializer? initializer)
        : base(width, activation, passing, initializer) => Bins = ArgumentChecks.AtLeastOne(bins);

    /// <summary>How many bins each number has, at least 1.</summary>
    public int Bins { get; }

    internal override string Name => "PiecewiseLinear";

    internal override int Parts => Bins;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        IReadOnlyList<ParameterDeclaration> map = base.Parameters(input);
        int numbers = CountNumbers(input);
        if (numbers == 0)
            return map;
        ParameterDeclaration Prepared(string name, Initializer first) =>
            new(name, ShapeArithmetic.ToShape(this, name, numbers, Bins), first, FanIn: 1, FanOut: Bins,
                IsLearned: false) { IsPrepared = true };

        return [.. map, Prepared("start", Initializers.Zeros), Prepared("slope", Initializers.Ones)];
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("bins", Bins);
        base.Describe(properties);
    }

    /// <summary>One-hot slots of the features pass on, where nothing else is said.</summary>
    internal override Layer WithCategories(IReadOnlyList<Range> oneHotSlots) => Passing.IsEmpty && oneHotSlots.Count > 0
        ? new PiecewiseLinearLayer(Bins, Width, Width is null ? null : Activation, [.. oneHotSlots], Width is null ? null : Initializer)
        : this;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        var places = new NumberPlaces(input.Size, Numbers(input));
        if (places.Numbers.Length == 0)
            return new FunctionModule(Name, x => x.alias());
        (TorchSharp.Modules.Parameter? weight, TorchSharp.Modules.Parameter? bias) = CreateMap(parameters, builder);
        return new PiecewiseLinearModule(places, weight, bias, builder.Buffer(parameters[^2]), builder.Buffer(parameters[^1]), Activation);
    }

    internal static PiecewiseLinearLayer Read(LayerReader json) =>
        new(json.Count("bins"), json.OptionalCount("width"), json.Activation(), ReadPassing(json), json.Initializer());
}
