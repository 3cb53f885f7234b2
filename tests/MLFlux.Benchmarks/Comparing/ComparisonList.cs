using MLFlux.Benchmarks.Comparisons;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparing;

/// <summary>All comparisons by name, in the order of the table.</summary>
internal static class ComparisonList
{
    public static IReadOnlyList<(string Name, Func<Digits, Comparison> Create)> All { get; } =
    [
        ("training, 784–128–10", digits => new TrainingComparison(digits, DigitNetwork.Dense, rows: null, epochs: 3, Goal.AtLeast(1.25))),
        ("training, LeNet-5 shape",
            digits => new TrainingComparison(digits, DigitNetwork.LeNet, rows: 20_000, epochs: 1, Goal.AtLeast(2.5))),
        ("training, SmallVgg",
            digits => new TrainingComparison(digits, DigitNetwork.Vgg, rows: 2_000, epochs: 1, Goal.AtLeast(1.5))),
        ("training, ready image network",
            digits => new TrainingComparison(digits, DigitNetwork.Whitened, rows: 4_000, epochs: 1, Goal.AtLeast(1.5))),
        ("Transform of 10,000 rows, 784–128–10", digits => new TransformComparison(digits, DigitNetwork.Dense)),
        ("Transform of 10,000 rows, LeNet-5 shape", digits => new TransformComparison(digits, DigitNetwork.LeNet)),
        ("one row, 784–128–10", digits => new OneRowComparison(digits, DigitNetwork.Dense)),
        ("one row from a dictionary, prediction engine", digits => new NamedValuesComparison(digits)),
        ("one row from JSON, JsonSerializer and engine", digits => new JsonRowComparison(digits)),
        ("one row, 784–128–10, ONNX Runtime",
            digits => new OnnxRuntimeComparison(
                digits, DigitNetwork.Dense, new OneRowComparison(digits, DigitNetwork.Dense), rowsInCall: 1)),
        ("one row, LeNet-5 shape, ONNX Runtime",
            digits => new OnnxRuntimeComparison(
                digits, DigitNetwork.LeNet, new OneRowComparison(digits, DigitNetwork.LeNet), rowsInCall: 1)),
        ("Transform of 10,000 rows, 784–128–10, ONNX Runtime",
            digits => new OnnxRuntimeComparison(digits, DigitNetwork.Dense, new TransformComparison(digits, DigitNetwork.Dense),
                rowsInCall: 512)),
        ("Transform of 10,000 rows, LeNet-5 shape, ONNX Runtime",
            digits => new OnnxRuntimeComparison(digits, DigitNetwork.LeNet, new TransformComparison(digits, DigitNetwork.LeNet),
                rowsInCall: 512)),
        ("Transform without zeros, 784–128–10, ONNX Runtime",
            digits => new OnnxRuntimeComparison(digits, DigitNetwork.Dense,
                new TransformComparison(digits, DigitNetwork.Dense, hasZeros: false), rowsInCall: 512, Goal.AtLeast(0.85))),
        ("Transform without zeros, LeNet-5 shape, ONNX Runtime",
            digits => new OnnxRuntimeComparison(digits, DigitNetwork.LeNet,
                new TransformComparison(digits, DigitNetwork.LeNet, hasZeros: false), rowsInCall: 512, Goal.AtLeast(0.85))),
        ("wall time to 97.9 %, LightGBM", digits => new TargetAccuracyComparison(digits)),
        ("peak memory, 60,000 × 784", _ => new PeakMemoryComparison(60_000)),
        ("peak memory, 240,000 × 784", _ => new PeakMemoryComparison(240_000)),
        ("first epoch starts", digits => new FirstEpochComparison(digits)),
        ("saved model loads, one row scored", digits => new ModelLoadComparison(digits)),
        ("time a row, 1,000,000 to 10,000", _ => new GrowingTimeComparison()),
        ("memory a row, 1,000,000 to 100,000", _ => new GrowingMemoryComparison()),
        ("time a row, 10× the memory budget", digits => new StreamingTimeComparison(digits)),
        ("peak memory, 10× the memory budget", _ => new StreamingMemoryComparison()),
        ("image files to vectors", _ => new ImageFilesComparison()),
        ("peak memory, bytes to floats", _ => new ByteMemoryComparison()),
        ("peak memory, two columns, bytes 784 and floats 20", _ => new ColumnsMemoryComparison(60_000, isStreamed: false)),
        ("peak memory, two columns, 10× the memory budget", _ => new ColumnsMemoryComparison(600_000, isStreamed: true)),
    ];

    /// <exception cref="ArgumentException">No name contains any of the parts.</exception>
    public static IReadOnlyList<(string Name, Func<Digits, Comparison> Create)> Matching(IReadOnlyCollection<string> parts)
    {
        if (parts.Count == 0)
            return All;

        (string Name, Func<Digits, Comparison>)[] matching =
            [.. All.Where(c => parts.Any(p => c.Name.Contains(p, StringComparison.OrdinalIgnoreCase)))];
        return matching.Length > 0
            ? matching
            : throw new ArgumentException(
                $"No comparison has '{string.Join("' or '", parts)}' in its name; there are: "
                + $"{string.Join("; ", All.Select(c => c.Name))}.");
    }
}
