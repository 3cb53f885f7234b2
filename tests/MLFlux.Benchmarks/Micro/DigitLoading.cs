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

    [Benchmark(OperationsPerInvoke = Images)]
    public float ImageToVector()
    {
        DataViewSchema.Column column = _vectors.Schema["Features"];
        using DataViewRowCursor cursor = _vectors.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
            getter(ref row);
        return row.GetValues()[0];
    }

    [GlobalCleanup]
    public void CleanUp() => _digits.Dispose();
}
