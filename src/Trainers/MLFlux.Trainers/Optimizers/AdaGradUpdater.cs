using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.AdaGrad"/>, each in place on all weights at once.</summary>
internal sealed class AdaGradUpdater : Updater
{
    private readonly AdaGradOptimizer _options;
    private readonly Tensor _sum;

    public AdaGradUpdater(Tensor parameters, Tensor gradients, AdaGradOptimizer options)
        : base(parameters, gradients)
    {
        _options = options;
        _sum = NewState(parameters);
        State = new Dictionary<string, Tensor> { ["sum"] = _sum };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        using Tensor gradients = DecayedGradients(_options.WeightDecay);
        _sum.AddProduct(gradients, gradients, 1);
        using Tensor denominator = _sum.sqrt().Shift(_options.Epsilon);
        Parameters.AddQuotient(gradients, denominator, -learningRate);
    }
}
