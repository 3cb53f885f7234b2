using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Estimators;

/// <summary>A network over several columns becomes an ONNX file with an input for each.</summary>
[TestClass]
public sealed class InputsOnnxTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Listing[] s_rows = Listings.Make(40);

    [TestMethod]
    public void The_file_has_an_input_for_each_column_and_gives_the_same()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, s_rows);
        using var stream = new MemoryStream();
        fitted.ExportToOnnx(stream);

        using var session = new InferenceSession(stream.ToArray());
        CollectionAssert.AreEqual(fitted.FeatureColumnNames.ToArray(), session.InputMetadata.Keys.ToArray());
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(
        [
            Value("Photo", row => row.Photo, 1, Listing.Side, Listing.Side),
            Value<float>("Text", row => [.. row.Text.Select(key => (float)key)], Listing.Words),
            Value("Table", row => row.Table, 4),
            Value<float>("Place", row => [.. row.Place.Select(value => (float)value)], 2),
            Value<float>("Tags", row => [.. row.Tags.DenseValues()], Listing.Wide),
            Value<float>("Area", row => [row.Area], 1),
            Value<float>("Age", row => [(float)row.Age], 1),
            Value<byte>("Rooms", row => [row.Rooms], 1),
            Value<float>("Kind", row => [row.Kind + 1f], 1),
        ]);

        float[] scores = [.. outputs.Single(output => output.Name == "Score").AsEnumerable<float>()];
        Weights.AssertClose(Listings.Scores(fitted, s_rows), scores, 1e-5);
    }

    [TestMethod]
    public void MLNETs_converter_takes_each_column_with_its_own_type()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, s_rows);
        IDataView data = Listings.View(s_ml, s_rows);
        IDataView given = s_ml.Transforms.SelectColumns([.. fitted.FeatureColumnNames]).Fit(data).Transform(data);
        using var stream = new MemoryStream();
        s_ml.Model.ConvertToOnnx(fitted, given, stream);

        using var session = new InferenceSession(stream.ToArray());
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(
        [
            Value("Photo", row => row.Photo, 1, Listing.Side, Listing.Side),
            Value("Text", row => row.Text, Listing.Words),
            Value("Table", row => row.Table, 4),
            Value("Place", row => row.Place, 2),
            Value("Tags", row => (float[])[.. row.Tags.DenseValues()], Listing.Wide),
            Value("Area", row => new[] { row.Area }, 1),
            Value("Age", row => new[] { row.Age }, 1),
            Value("Rooms", row => new[] { row.Rooms }, 1),
            Value("Kind", row => new[] { row.Kind + 1 }, 1),
        ], ["Score.output"]);

        Weights.AssertClose(Listings.Scores(fitted, s_rows), outputs.Single().AsEnumerable<float>(), 1e-5);
    }

    private static NamedOnnxValue Value<T>(string name, Func<Listing, T[]> values, params int[] shape) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(s_rows.SelectMany(values).ToArray(), [s_rows.Length, .. shape]));
}
