using System.Diagnostics;
using Microsoft.ML;

namespace MLFlux.Samples;

/// <summary>Trains one pipeline after another on the same rows, and shows each as a line of one table.</summary>
internal static class Comparison
{
    private const int NameWidth = 24, ColumnWidth = 10;

    /// <summary>Begins the table: a line gives the trainer, the seconds of its fit, and these figures.</summary>
    public static void WriteHeader(params string[] figures) => WriteLine("trainer", "seconds", figures);

    /// <summary>Fits a pipeline and shows its line; the seconds are those of the fit, reading the rows included.</summary>
    /// <param name="name">The trainer's name.</param>
    /// <param name="pipeline">The whole pipeline, from the columns of the rows to the trainer.</param>
    /// <param name="train">The rows to fit on.</param>
    /// <param name="evaluate">Gives the figures of the model on held-out rows, as many as the table has.</param>
    /// <returns>The figures.</returns>
    public static double[] Run(
        string name, IEstimator<ITransformer> pipeline, IDataView train, Func<ITransformer, double[]> evaluate)
    {
        var watch = Stopwatch.StartNew();
        ITransformer model = pipeline.Fit(train);
        TimeSpan time = watch.Elapsed;

        double[] figures = evaluate(model);
        (model as IDisposable)?.Dispose();
        WriteLine(name, $"{time.TotalSeconds:0.0}", figures.Select(figure => $"{figure:0.0000}"));
        return figures;
    }

    private static void WriteLine(string name, string seconds, IEnumerable<string> figures) =>
        Console.WriteLine(name.PadRight(NameWidth) + string.Concat(figures.Prepend(seconds).Select(text => text.PadLeft(ColumnWidth))));
}
