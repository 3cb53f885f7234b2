using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Explaining;

/// <summary>
/// A model as a function from a row of features to one score, with its slopes: the logit of yes, a class's probability, a number in the
/// label's unit, or the error of a reconstruction, as the column <c>Score</c> has it.
/// </summary>
/// <remarks>Safe for any thread. Holds native memory until disposed, and makes it anew when needed.</remarks>
internal sealed class ExplainedNetwork(NeuralNetworkModel model, ComputeDevice device) : IDisposable
{
    /// <summary>How many values are given to the network at once, at the most.</summary>
    public const int MostValues = 1 << 22;

    /// <summary>So many values are too few for more than one thread: the threads would wait for each other most of the time.</summary>
    private const int FewValues = 1 << 18;

    /// <summary>Stands for the column <c>Score</c> of a model of quantiles, which may be the mean of two.</summary>
    private const int MiddleQuantile = -1;

    /// <summary>Whether a score is the probability of one of several classes.</summary>
    private readonly bool _isOfClasses = TaskHead.Of(model.Task).Function == HeadFunction.Softmax;

    /// <summary>Whether the one score is the mean square of all outputs.</summary>
    private readonly bool _isOfErrors = TaskHead.Of(model.Task).GivesDifferences;

    private readonly SharedNative<BuiltNetwork> _module = new(() => NetworkWeights.BuildForScoring(model, device.Find()));

    /// <summary>The views of which scores are the mean; null for a row as it is.</summary>
    private readonly ViewMaps? _views = ViewMaps.Of(model);

    /// <summary>How many values a row has.</summary>
    public int Width { get; } = model.InputShape.Size;

    /// <summary>How many scores a row gets.</summary>
    public int Scores { get; } = ScoresOf(model);

    /// <summary>The features that are looked up as whole numbers, which nothing lies between: those of some columns, or all.</summary>
    public IReadOnlyList<Range> LookedUp { get; } = [.. model.Inputs.LookedUpBy(model.Network)
        .Select(column => column.Start..(column.Start + column.Width))];

    /// <summary>Whether scores have slopes by some features.</summary>
    public bool HasSlopes => LookedUp.Count < model.Inputs.Columns.Count;

    /// <summary>How many scores a row gets from a model.</summary>
    public static int ScoresOf(NeuralNetworkModel model) => TaskHead.Of(model.Task).GivesDifferences ? 1 : model.OutputWidth;

    /// <summary>
    /// The score that is explained where nobody says which: the highest class or label, the middle quantile, else the first.
    /// </summary>
    public int Chosen(float[] row)
    {
        if (!_isOfClasses && !TaskHead.Of(model.Task).HasThresholds)
            return model.Quantiles is null ? 0 : MiddleQuantile;
        float[] scores = new float[Scores];
        Run(row, 1, (outputs, _) => Copy(outputs, scores));
        return Array.IndexOf(scores, scores.Max());
    }

    /// <summary>One score of each row.</summary>
    /// <param name="rows">The rows, one after another.</param>
    /// <param name="score">Which score.</param>
    public double[] Values(ReadOnlySpan<float> rows, int score) => InBlocks(rows, (block, count) =>
    {
        var values = new double[count];
        Run(block, count, (outputs, _) => Copy(Scored(outputs, score), values));
        return values;
    });

    /// <summary>One score of each row, and its slope by each feature.</summary>
    /// <param name="rows">The rows, one after another.</param>
    /// <param name="score">Which score.</param>
    /// <param name="slopes">Takes as many values as the rows have.</param>
    public double[] Slopes(ReadOnlySpan<float> rows, int score, float[] slopes)
    {
        int done = 0;
        return InBlocks(rows, (block, count) =>
        {
            var values = new double[count];
            int first = done;
            Run(block, count, (outputs, input) =>
            {
                Tensor scored = Scored(outputs, score);
                Copy(scored.detach(), values);
                if (!scored.requires_grad)
                    throw new InvalidOperationException(
                        $"{model.Network} has no slopes by its features; explain it with {nameof(ExplanationMethod)}.Occlusion.");
                Tensor? found = autograd.grad([scored.sum()], [input], allow_unused: true)[0];
                if (found is { IsInvalid: false })
                    Copy(found, slopes.AsSpan(first * Width, count * Width));
                else
                    slopes.AsSpan(first * Width, count * Width).Clear();
            }, withSlopes: true);
            done += count;
            return values;
        });
    }

    public void Dispose() => _module.Dispose();

    private double[] InBlocks(ReadOnlySpan<float> rows, Func<float[], int, double[]> score)
    {
        int most = Math.Max(1, MostValues / Width), count = rows.Length / Width;
        var values = new List<double>(count);
        for (int start = 0; start < count; start += most)
        {
            int taken = Math.Min(most, count - start);
            values.AddRange(score(rows.Slice(start * Width, taken * Width).ToArray(), taken));
        }

        return [.. values];
    }

    private void Run(float[] rows, int count, Action<Tensor, Tensor> use, bool withSlopes = false)
    {
        using DisposeScope scope = NewDisposeScope();
        using NativeWork.Lease work = NativeWork.Begin();
        using SharedNative<BuiltNetwork>.Lease lease = _module.Acquire();
        using IDisposable gradients = withSlopes ? enable_grad() : no_grad();
        LibtorchThreads.Use(rows.Length < FewValues ? 1 : Libtorch.Threads);

        // libtorch's own memory: what it computes differs in the last digit with the place of an array in memory.
        using Tensor given = tensor(rows);
        Tensor input = given.clone().view(model.InputShape.Batch(count)).to(lease.Value.Device);
        if (withSlopes)
            input.requires_grad_();
        Tensor outputs = _views?.Mean(input, lease.Value.Module.call) ?? lease.Value.Module.call(input);
        use(model.Temperature is double temperature ? outputs / (Number)(float)temperature : outputs, input);
    }

    /// <summary>What the column of scores makes of raw outputs.</summary>
    private Tensor Scored(Tensor outputs, int score)
    {
        if (_isOfClasses)
            return nn.functional.softmax(outputs, 1).select(1, score);
        if (_isOfErrors)
            return outputs.Squared().mean([1]);
        Tensor raw = model.Quantiles is { } levels ? Quantile(outputs, levels, score) : outputs.select(1, score);
        int number = model.Quantiles is null ? score : 0; // Quantiles are all of one number.
        return model.TargetScale is { } scale
            ? (raw.to(ScalarType.Float64) * (Number)scale.Deviations[number]) + (Number)scale.Means[number]
            : raw;
    }

    /// <summary>A quantile, in ascending order, as scores have them.</summary>
    private static Tensor Quantile(Tensor outputs, IReadOnlyList<double> levels, int score)
    {
        Tensor sorted = outputs.sort(1).Values;
        if (score != MiddleQuantile)
            return sorted.select(1, score);
        (int first, int last) = QuantileLevels.Middle(levels);
        return sorted.select(1, first).Plus(sorted.select(1, last)) / (Number)2;
    }

    private static void Copy(Tensor values, double[] to)
    {
        using Tensor copy = values.to(ScalarType.Float64).cpu().contiguous();
        MemoryMarshal.Cast<byte, double>(copy.bytes).CopyTo(to);
    }

    private static void Copy(Tensor values, Span<float> to)
    {
        using Tensor copy = values.to(ScalarType.Float32).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(copy.bytes).CopyTo(to);
    }
}
