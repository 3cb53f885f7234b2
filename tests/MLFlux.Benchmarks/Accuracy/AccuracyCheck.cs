using Microsoft.ML;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Accuracy;

/// <summary>
/// Whether speed has cost accuracy: held-out accuracies of fits and of loops written by hand, for the same seeds and initial
/// weights drawn alike. They have to agree within the noise of the seeds.
/// </summary>
internal static class AccuracyCheck
{
    /// <returns>0 where the means agree, otherwise 1.</returns>
    public static int Run(Digits digits, int seeds)
    {
        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"Data: {digits.Name}. Held-out accuracy, mean ± standard deviation over {seeds} seeds.");
        bool agree = Compare(digits, DigitNetwork.Dense, rows: null, epochs: 3, seeds);
        agree &= Compare(digits, DigitNetwork.LeNet, rows: 20_000, epochs: 2, seeds);
        return agree ? 0 : 1;
    }

    private static bool Compare(Digits digits, DigitNetwork network, int? rows, int epochs, int seeds)
    {
        var ours = new Sample();
        var theirs = new Sample();
        var prepared = new PreparedDigits(new MLContext(seed: 1), digits, rows);
        using var training = new DigitTensors(prepared.Training, [.. DigitNetwork.ImageShape]);
        using var test = new DigitTensors(prepared.Test, [.. DigitNetwork.ImageShape]);
        for (int seed = 1; seed <= seeds; seed++)
        {
            ours.Add(Fit(network, prepared, epochs, seed));
            theirs.Add(Loop(network, training, test, epochs, seed));
        }

        // Two standard errors of the difference: what seeds alone explain, nineteen times in twenty.
        double difference = Math.Abs(ours.Mean - theirs.Mean);
        double noise = 2 * Math.Sqrt((ours.Variance + theirs.Variance) / seeds);
        bool agree = difference <= noise;
        Console.WriteLine($"- {network.Name}, {epochs} epochs of {training.Labels.shape[0]:#,0} rows: ours {ours}, by hand {theirs}; "
            + $"they differ by {difference:0.0000}, noise explains {noise:0.0000}: {(agree ? "they agree" : "they DISAGREE")}.");
        return agree;
    }

    private static double Fit(DigitNetwork network, PreparedDigits digits, int epochs, int seed)
    {
        var ml = new MLContext(seed);
        using NeuralNetworkTransformer model = Trainers.Create(ml, network.Description, epochs).Fit(digits.Training);
        return ml.MulticlassClassification.Evaluate(model.Transform(digits.Test)).MicroAccuracy;
    }

    private static double Loop(DigitNetwork network, DigitTensors training, DigitTensors test, int epochs, int seed)
    {
        manual_seed(seed);
        using nn.Module<Tensor, Tensor> module = network.Description.Build(DigitNetwork.ImageShape, seed);
        HandWrittenLoop.Train(module, training, epochs);
        return HandWrittenLoop.Accuracy(module, test);
    }
}
