using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;

namespace ImageClassification;

/// <summary>The model as a service takes it: encoded images come in as bytes, in a column <c>Image</c>.</summary>
internal static class SavedModel
{
    public static void Save(MLContext ml, IEnumerable<ITransformer> trained, ImageToVectorOptions options, string path)
    {
        IDataView uploads = ml.Data.LoadFromEnumerable(Array.Empty<Upload>());
        ITransformer decode = ml.Transforms.ImageToVector("Features", "Image", options).Fit(uploads);
        ITransformer network = trained.OfType<NeuralNetworkTransformer>().Single();
        // The label's key mapping and the decoding of files stay behind; the mapping back to class names comes along.
        var model = new TransformerChain<ITransformer>(decode, network, trained.Last());
        ml.Model.SaveAtomically(model, uploads.Schema, path);
        Console.WriteLine($"saved {path}");
    }

    private sealed class Upload
    {
        public byte[] Image { get; set; } = [];
    }
}
