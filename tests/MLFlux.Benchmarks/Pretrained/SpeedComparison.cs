using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Tasks;
using MLFlux.Engines;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// Rows through a pretrained network by <c>Transform</c>, in blocks, with either engine, beside ONNX Runtime with the network's own file
/// and tensors that are ready. In turns; the ratio is the median.
/// </summary>
internal static class SpeedComparison
{
    private const double Least = 0.9;
    private const int FitRows = 16, Rounds = 5, Photographs = 64, Sentences = 256, Size = 224, Length = 62, TextBlock = 32;

    /// <summary>ResNet-18's own file takes one image at a time.</summary>
    private const int ImageBlock = 1;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView photos = Floats(ml, Photos.Load(ml, folder, "test", Photographs / 10 + 1, Size), Photographs);
        float[] pixels = [.. photos.GetColumn<VBuffer<float>>("Features").SelectMany(row => row.DenseValues())];
        using (RuntimeNetwork runtime = RuntimeNetwork.ResNet18())
        {
            Layer network = Chain(Backbones.ResNet18(), Flatten(), Output());
            foreach (TaskOutcome outcome in Compare(ml, "ResNet-18, 224 × 224", network, photos, Photographs, (start, count) =>
                runtime.OfImages(pixels.AsSpan(start * 3 * Size * Size, count * 3 * Size * Size).ToArray(), count, Size), ImageBlock))
                yield return outcome;
        }

        TextBackbone body = Backbones.MiniLM(Length);
        IDataView texts = Messages.Load(ml, folder, Sentences);
        IDataView tokens = Floats(
            ml, ml.Transforms.Text.TokensToVector("Features", Messages.Text, body.Tokens).Fit(texts).Transform(texts), Sentences);
        float[] keys = [.. tokens.GetColumn<VBuffer<float>>("Features").SelectMany(row => row.DenseValues())];
        using RuntimeNetwork theirs = RuntimeNetwork.MiniLM();
        foreach (TaskOutcome outcome in Compare(ml, "MiniLM, 64 tokens", Chain(body.Network, Output()), tokens, Sentences, (start, count) =>
            theirs.OfTexts(keys.AsSpan(start * Length, count * Length).ToArray(), count), TextBlock))
            yield return outcome;
    }

    private static IEnumerable<TaskOutcome> Compare(
        MLContext ml, string what, Layer network, IDataView rows, int count, Func<int, int, float[]> runtime, int block)
    {
        using NeuralNetworkTransformer model = ml.Regression.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
        {
            FrozenLayers = ["0"], Epochs = 1, BatchSize = 32, Seed = 1, ValidationFraction = 0,
        }).Fit(ml.Data.TakeRows(rows, FitRows));
        IDataView scored = model.Transform(rows);
        foreach (bool isRuntime in (bool[])[true, false])
        {
            AppContext.SetSwitch(EngineNetworks.Switch, isRuntime);
            using NeuralNetworkTransformer loaded = Loaded(ml, model, rows);
            scored = loaded.Transform(rows);
            var ratios = new List<double>();
            double ours = Ours(), theirs = Theirs();
            for (int round = 0; round < Rounds; round++)
            {
                ours = Ours();
                theirs = Theirs();
                ratios.Add(theirs / ours);
            }

            AppContext.SetSwitch(EngineNetworks.Switch, true);
            double ratio = ratios.Order().ElementAt(Rounds / 2);
            string name = isRuntime ? "ONNX Runtime" : "libtorch";
            yield return new(
                $"{what}, by {name}", $"{1000 * ours / count:0.0} ms/row", $"its own file {1000 * theirs / count:0.0}: {ratio:0.00}×",
                isRuntime ? $"≥ {Least}×" : "shown", !isRuntime || ratio >= Least);
        }

        double Ours()
        {
            long start = Stopwatch.GetTimestamp();
            _ = scored.GetColumn<float>("Score").Count();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        double Theirs()
        {
            long start = Stopwatch.GetTimestamp();
            for (int first = 0; first < count; first += block)
                runtime(first, Math.Min(block, count - first));
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    /// <summary>The model anew: which engine computes is decided once.</summary>
    private static NeuralNetworkTransformer Loaded(MLContext ml, NeuralNetworkTransformer model, IDataView rows)
    {
        using var file = new MemoryStream();
        ml.Model.Save(model, rows.Schema, file);
        file.Position = 0;
        return (NeuralNetworkTransformer)ml.Model.Load(file, out _);
    }

    /// <summary>The first rows as floats in memory, with a number for a label.</summary>
    private static IDataView Floats(MLContext ml, IDataView rows, int count)
    {
        bool areBytes = ((VectorDataViewType)rows.Schema["Features"].Type).ItemType == NumberDataViewType.Byte;
        float[][] features = areBytes
            ? [.. rows.GetColumn<VBuffer<byte>>("Features").Take(count).Select(row => row.DenseValues().Select(b => b / 255f).ToArray())]
            : [.. rows.GetColumn<VBuffer<uint>>("Features").Take(count).Select(row => row.DenseValues().Select(k => (float)k).ToArray())];
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single, ((VectorDataViewType)rows.Schema["Features"].Type).Dimensions);
        return ml.Data.LoadFromEnumerable(features.Select((row, i) => new Row { Features = row, Label = i % 2 }).ToArray(), schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
