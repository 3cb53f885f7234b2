using System.Globalization;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.Chain"/>: what one updater would take off the weights is the next one's gradient.</summary>
internal sealed class ChainUpdater : Updater
{
    private readonly Updater[] _updaters;
    private readonly Tensor[] _gradients;
    private readonly double[] _rates;

    public ChainUpdater(Tensor parameters, Tensor gradients, IReadOnlyList<Optimizer> rules)
        : base(parameters, gradients)
    {
        _rates = [.. rules.Select(rule => rule.LearningRate)];
        _gradients = [.. rules.Skip(1).Select(_ => NewState(parameters))];
        _updaters = [.. rules.Select((rule, index) => rule.CreateUpdater(parameters, index == 0 ? gradients : _gradients[index - 1]))];
        State = _updaters
            .SelectMany((updater, index) => updater.State.Select(state =>
                KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{index}.{state.Key}"), state.Value)))
            .ToDictionary();
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        for (int i = 0; i < _gradients.Length; i++)
        {
            using Tensor next = _updaters[i].NextGradients(_rates[i]);
            _gradients[i].copy_(next);
        }

        _updaters[^1].Step(learningRate);
    }

    private protected override void DisposeParts()
    {
        foreach (Updater updater in _updaters)
            updater.Dispose();
        foreach (Tensor gradients in _gradients)
            gradients.Dispose();
    }
}
