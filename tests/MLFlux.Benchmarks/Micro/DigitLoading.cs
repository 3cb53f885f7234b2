using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Data;

namespace MLFlux.Benchmarks.Micro;

/// <summary>60,000 digits unpacked from IDX files, and 1,000 images read as vectors of floats.</summary>
public class DigitLoading
{
    private const int Images = 1_000;

    private readonly MLContext _ml = new(seed: 1);
    private Digits _digits = null!;
    private IDataView _vectors = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _digits = Digits.Open(folder: null);
        IDataView images = _digits.LoadTraining(_ml, Images);
        _vectors = _ml.Transforms.ImageToVector("Features", "Image").Fit(images).Transform(images);
    }

    [Benchmark]
    public IDataView LoadFromIdx() => _digits.LoadTraining(_ml);

    /// <summary>By the cursor that ML.NET gives: several threads convert, and their rows are copied into one sequence.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public float ImageToVector() => Read(_vectors.GetRowCursor([Features]));

    /// <summary>By a set of one cursor, which converts on the thread that reads.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public float ImageToVectorOnOneThread() => Read(_vectors.GetRowCursorSet([Features], 1)[0]);

    [GlobalCleanup]
    public void CleanUp() => _digits.Dispose();

    private DataViewSchema.Column Features => _vectors.Schema["Features"];

    private float Read(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(Features);
            VBuffer<float> row = default;
            while (cursor.MoveNext())
                getter(ref row);
            return row.GetValues()[0];
        }
    }
}
