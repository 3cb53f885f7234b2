using MLFlux.Construction;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.Adam"/> and <see cref="Optimizers.AdamW"/> on all weights at once.</summary>
internal sealed class AdamUpdater : Updater
{
    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly Tensor _step;
    private readonly bool _isInMemory;

    public AdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _square = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["square"] = _square, ["step"] = _step };
        _isInMemory = IsInMemory(parameters) && IsInMemory(gradients);
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        var scale = new AdamScale(_rule, learningRate, Count(_step));
        if (_isInMemory)
            AdamKernel.Step(Floats(Parameters), Floats(Gradients), Floats(_mean), Floats(_square), scale);
        else
            StepByTensors(scale);
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private void StepByTensors(AdamScale scale)
    {
        if (scale.Shrink != 1)
            Parameters.Scale(scale.Shrink);
        using Tensor gradients = DecayedGradients(scale.AddedDecay);
        Decay(_mean, _rule.Beta1).Add(gradients, 1 - _rule.Beta1);
        Decay(_square, _rule.Beta2).AddProduct(gradients, gradients, 1 - _rule.Beta2);
        using Tensor denominator = _square.sqrt().Scale(scale.RootScale).Shift(_rule.Epsilon);
        Parameters.AddQuotient(_mean, denominator, -scale.StepSize);
    }
}
