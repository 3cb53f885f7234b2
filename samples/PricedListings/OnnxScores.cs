using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PricedListings;

/// <summary>Scores prepared listings with an exported network, by ONNX Runtime: an input for each column.</summary>
internal static class OnnxScores
{
    public static float[] Run(string path, IDataView prepared)
    {
        using var session = new InferenceSession(path);
        byte[][] photos = [.. prepared.GetColumn<byte[]>("Photo")];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("Photo", new DenseTensor<byte>(
                photos.SelectMany(photo => photo).ToArray(), [photos.Length, 1, Listing.Side, Listing.Side])),
            Floats("Words", prepared),
            Floats("Table", prepared),
        ]);
        return [.. outputs.Single(output => output.Name == "Score").AsEnumerable<float>()];
    }

    private static NamedOnnxValue Floats(string column, IDataView prepared)
    {
        float[][] rows = [.. prepared.GetColumn<float[]>(column)];
        return NamedOnnxValue.CreateFromTensor(
            column, new DenseTensor<float>(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]));
    }
}
