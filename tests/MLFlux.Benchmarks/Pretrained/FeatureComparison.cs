using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Tasks;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// Features of a saved model whose head was fitted over a frozen body, in a process that loaded it, beside those of ONNX Runtime with the
/// network's own file.
/// </summary>
internal static class FeatureComparison
{
    private const double Most = 1e-4;
    private const int Rows = 200, Size = 224, Length = 62;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView photos = Photos.Load(ml, folder, "test", Rows / 10, Size);
        float[] pixels = [.. photos.GetColumn<VBuffer<byte>>("Features").SelectMany(row => row.DenseValues()).Select(b => b / 255f)];
        using NeuralNetworkTransformer photo = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Backbones.ResNet18(), Flatten(), Output()), Frozen).Fit(photos);
        foreach (TaskOutcome outcome in Compare("ResNet-18, 200 images", photo, photos.Schema, pixels, OfResNet(pixels)))
            yield return outcome;

        TextBackbone body = Backbones.MiniLM(Length);
        IDataView texts = Messages.Load(ml, folder, Rows);
        IDataView tokens = ml.Transforms.Text.TokensToVector("Features", Messages.Text, body.Tokens).Fit(texts).Transform(texts);
        float[] keys = [.. tokens.GetColumn<VBuffer<uint>>("Features").SelectMany(row => row.DenseValues()).Select(key => (float)key)];
        using NeuralNetworkTransformer sentence = ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(body.Network, Output()), Frozen).Fit(tokens);
        using RuntimeNetwork runtime = RuntimeNetwork.MiniLM();
        float[] expected = [.. keys.Chunk(Length).SelectMany(row => runtime.OfTexts(row, 1))];
        foreach (TaskOutcome outcome in Compare("MiniLM, 200 sentences", sentence, tokens.Schema, keys, expected))
            yield return outcome;
    }

    private static NeuralNetworkOptions Frozen => new() { FrozenLayers = ["0"], Epochs = 1, BatchSize = 32, Seed = 1 };

    private static IEnumerable<TaskOutcome> Compare(
        string what, NeuralNetworkTransformer model, DataViewSchema schema, float[] rows, float[] expected)
    {
        (float[] engine, float[] libtorch) = LoadedFeatures.Measure(model, schema, rows);
        foreach ((string name, float[] came) in ((string, float[])[])[("ONNX Runtime", engine), ("libtorch", libtorch)])
        {
            double off = expected.Zip(came, (e, c) => Math.Abs((double)e - c)).Max();
            yield return new($"{what}, by {name}", $"{off:0.0e-0}", "the network's own file", $"≤ {Most:0e-0}", off <= Most);
        }
    }

    private static float[] OfResNet(float[] pixels)
    {
        using RuntimeNetwork preparation = RuntimeNetwork.ResNetPreparation(), network = RuntimeNetwork.ResNet18();
        return [.. pixels.Chunk(3 * Size * Size).SelectMany(image => network.OfImages(
            preparation.OfImages([.. image.Select(value => 255 * value)], 1, Size), 1, Size))];
    }
}
