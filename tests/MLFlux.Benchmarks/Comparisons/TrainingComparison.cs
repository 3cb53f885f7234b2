using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using MLFlux.Benchmarks.Profiling;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// A fit over the lazy view of IDX images, which reads and converts them, against a loop written by hand over tensors that
/// are in memory before the clock starts.
/// </summary>
internal sealed class TrainingComparison : Comparison, IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly DigitNetwork _network;
    private readonly int _epochs;
    private readonly IDataView _view;
    private readonly DigitTensors _tensors;
    private readonly List<double> _ours = [];
    private readonly List<double> _theirs = [];

    public TrainingComparison(Digits digits, DigitNetwork network, int? rows, int epochs, Goal goal)
    {
        _network = network;
        _epochs = epochs;
        _view = new PreparedDigits(_ml, digits, rows).Training;
        _tensors = new DigitTensors(_view, network.InputShape);
        Goal = goal;
    }

    public override string Unit => "rows/s";

    public override Goal Goal { get; }

    public override IEnumerable<string> Remarks
    {
        get
        {
            double operations = _network.TrainingOperations / 1e9, peak = PeakRate.Measure() / 1e9;
            yield return $"{Figures.Short(operations * _ours.Max())} GFLOP/s at best, the other side "
                + $"{Figures.Short(operations * _theirs.Max())}; the machine's peak is {Figures.Short(peak)}, so that ours are "
                + $"{operations * _ours.Max() / peak:0 %} of it.";
            int threads = get_num_threads();
            set_num_threads(1);
            double figure = MeasureTheirs()!.Value;
            set_num_threads(threads);
            yield return $"the loop written by hand makes {Figures.Short(figure)} {Unit} on one thread of libtorch; compared were "
                + $"{threads}, libtorch's default.";
        }
    }

    private double Rows => (double)_tensors.Labels.shape[0] * _epochs;

    public override double MeasureOurs()
    {
        double seconds = Seconds(() =>
        {
            using NeuralNetworkTransformer model = Trainers.Create(_ml, _network.Description, _epochs).Fit(_view);
        });
        _ours.Add(Rows / seconds);
        return Rows / seconds;
    }

    public override double? MeasureTheirs()
    {
        double seconds = Seconds(() =>
        {
            using nn.Module<Tensor, Tensor> module = _network.ByHand();
            HandWrittenLoop.Train(module, _tensors, _epochs);
        });
        _theirs.Add(Rows / seconds);
        return Rows / seconds;
    }

    /// <summary>Where the time of an epoch goes in our loop.</summary>
    public EpochProfile Profile() => EpochProfiler.Profile(_network, _view);

    public void Dispose() => _tensors.Dispose();
}
