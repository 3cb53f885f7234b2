namespace MLFlux.Benchmarks.Convolving;

/// <summary>How long the passes of a layer take, in seconds.</summary>
/// <param name="Forward">The outputs.</param>
/// <param name="ToWeights">The gradients of the weights.</param>
/// <param name="ToInputs">Those of the inputs.</param>
internal readonly record struct LayerTimes(double Forward, double ToWeights, double ToInputs)
{
    private const int Turns = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(25);

    /// <summary>The best of several turns; code is compiled in the first.</summary>
    public static LayerTimes Measure(ILayerPasses layer, bool hasWeights)
    {
        double forward = double.MaxValue, toWeights = double.MaxValue, all = double.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            forward = Math.Min(forward, CallTime.Seconds(layer.Forward, Turn));
            toWeights = hasWeights ? Math.Min(toWeights, CallTime.Seconds(() => layer.Backward(toInputs: false), Turn)) : 0;
            all = Math.Min(all, CallTime.Seconds(() => layer.Backward(toInputs: true), Turn));
        }

        return new LayerTimes(forward, toWeights, Math.Max(0, all - toWeights));
    }
}
