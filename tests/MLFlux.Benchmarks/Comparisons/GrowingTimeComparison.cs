using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>The time of a fit by row, reading included: a million made rows against ten thousand.</summary>
internal sealed class GrowingTimeComparison : Comparison
{
    private const int Many = 1_000_000, Few = 10_000, Width = 16;

    private static readonly Layer s_network = Chain(Dense(32, Relu), Output());

    private readonly MLContext _ml = new(seed: 1);

    public override string Unit => "µs";

    public override Goal Goal => Goal.AtMost(1.1);

    public override int MostPairs => 3;

    public override double MeasureOurs() => TimeOfRow(Many, fits: 1);

    public override double? MeasureTheirs() => TimeOfRow(Few, fits: 20);

    private double TimeOfRow(int rows, int fits)
    {
        var view = new MadeRows(rows, Width);
        double seconds = Seconds(() =>
        {
            for (int i = 0; i < fits; i++)
                Trainers.Create(_ml, s_network, epochs: 1).Fit(view).Dispose();
        });
        return 1e6 * seconds / fits / rows;
    }
}
