using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Data;

/// <summary>Rows as the two tensors that a loop written by hand starts from.</summary>
internal sealed class DigitTensors : IDisposable
{
    /// <param name="view">Rows with Features and Label, a key.</param>
    /// <param name="shape">The shape of one example.</param>
    public DigitTensors(IDataView view, params long[] shape)
    {
        Libtorch.Load();
        DataViewSchema.Column features = view.Schema["Features"], label = view.Schema["Label"];
        var values = new List<float[]>();
        var classes = new List<long>();
        using (DataViewRowCursor cursor = view.GetRowCursor([features, label]))
        {
            ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
            ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
            VBuffer<float> row = default;
            uint key = 0;
            while (cursor.MoveNext())
            {
                getFeatures(ref row);
                getLabel(ref key);
                values.Add([.. row.DenseValues()]);
                classes.Add(key - 1);
            }
        }

        Images = empty([values.Count, .. shape]);
        Span<float> all = MemoryMarshal.Cast<byte, float>(Images.bytes);
        for (int i = 0; i < values.Count; i++)
            values[i].CopyTo(all[(i * values[i].Length)..]);
        Labels = tensor(classes.ToArray());
    }

    /// <summary>float32 [rows, ...shape].</summary>
    public Tensor Images { get; }

    /// <summary>int64 [rows], from 0.</summary>
    public Tensor Labels { get; }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
