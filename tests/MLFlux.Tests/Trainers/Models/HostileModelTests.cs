using System.Text;
using System.Text.Json.Nodes;
using MLFlux.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>
/// Model files that someone has forged, with digests that are right: refused in a sentence, before they take memory or time.
/// </summary>
[TestClass]
public sealed class HostileModelTests
{
    private static readonly Example[] s_rows = Examples.Make(20);
    private static readonly Dictionary<string, byte[]> s_classes =
        Saved(Fits.Multiclass(Chain(Dense(4, Relu), Output(), Softmax()), Fits.FullBatch(2), s_rows));
    private static readonly Dictionary<string, byte[]> s_quantiles = Saved(Fits.Regression(
        Output(), Fits.FullBatch(2) with { Loss = Losses.Quantile(0.05, 0.5, 0.95) }, s_rows));
    private static readonly Dictionary<string, byte[]> s_yes = Saved(Fits.Binary(Output(), Fits.FullBatch(2), s_rows));

    [TestMethod]
    [DataRow(ModelContent.Network, "task", "99")]
    [DataRow(ModelContent.Network, "task", "\"99\"")]
    [DataRow(ModelContent.Network, "task", "\"MulticlassClassification, BinaryClassification\"")]
    [DataRow(ModelContent.Network, "task", "\"multiclassclassification\"")]
    [DataRow(ModelContent.Network, "task", "null")]
    [DataRow(ModelContent.Network, "training", "null")]
    [DataRow(ModelContent.Network, "training", "{}")]
    [DataRow(ModelContent.Network, "training.optimizer", "null")]
    [DataRow(ModelContent.Network, "training.loss", "\"\"")]
    [DataRow(ModelContent.Network, "training.batchSize", "0")]
    [DataRow(ModelContent.Network, "training.epochs", "-1")]
    [DataRow(ModelContent.Network, "training.validationFraction", "\"NaN\"")]
    [DataRow(ModelContent.Network, "training.accumulatedBatches", "0")]
    [DataRow(ModelContent.Network, "training.frozenLayers", "[null]")]
    [DataRow(ModelContent.Network, "network", "null")]
    [DataRow(ModelContent.Network, "inputShape", "null")]
    [DataRow(ModelContent.Network, "inputShape", "[]")]
    [DataRow(ModelContent.Network, "inputShape", "[-3]")]
    [DataRow(ModelContent.Network, "inputShape", "[70000, 70000]")]
    [DataRow(ModelContent.Network, "classes", "[\"a\", null, \"c\"]")]
    [DataRow(ModelContent.Network, "classes", "[\"a\"]")]
    [DataRow(ModelContent.Network, "targetMeans", "[0, 0, 0]")]
    [DataRow(ModelContent.Network, "temperature", "0")]
    [DataRow(ModelContent.Network, "temperature", "-1.5")]
    [DataRow(ModelContent.Network, "temperature", "1e-200")]
    [DataRow(ModelContent.Network, "temperature", "\"NaN\"")]
    [DataRow(ModelContent.Network, "scoreThreshold", "0.5")]
    [DataRow(ModelContent.Network, "scoreThresholds", "[0.5, 0.5, 0.5]")]
    [DataRow(ModelContent.Network, "writtenBy", "null")]
    [DataRow(ModelContent.Network, "optimizerState", "{\"optimizer\": \"Adam\", \"numbers\": null}")]
    [DataRow(ModelContent.History, "epochs", "null")]
    [DataRow(ModelContent.History, "epochs", "[null]")]
    [DataRow(ModelContent.History, "epochs.0", "{}")]
    [DataRow(ModelContent.History, "epochs.0.epoch", "2147483647")]
    [DataRow(ModelContent.History, "epochs.0.epochs", "-1")]
    [DataRow(ModelContent.History, "epochs.0.learningRate", "\"NaN\"")]
    [DataRow(ModelContent.History, "epochs.0.learningRate", "-0.1")]
    [DataRow(ModelContent.History, "epochs.0.learningRate", "\"Infinity\"")]
    [DataRow(ModelContent.History, "epochs.0.duration", "\"-00:00:01\"")]
    [DataRow(ModelContent.History, "bestEpoch", "3")]
    [DataRow(ModelContent.History, "bestEpoch", "-1")]
    [DataRow(ModelContent.History, "trainingRows", "-1")]
    [DataRow(ModelContent.History, "ended", "12")]
    [DataRow(ModelContent.History, "batches", "[null]")]
    [DataRow(ModelContent.History, "batches", "[{\"epoch\": 1, \"batch\": 1, \"trainingLoss\": 1, \"learningRate\": \"NaN\"}]")]
    [DataRow(ModelContent.History, "findings", "[{\"epoch\": 1, \"kind\": 44, \"name\": \"0\", \"message\": \"m\"}]")]
    public void A_value_that_is_none_is_refused(string file, string path, string value) =>
    AssertRefused(Set(s_classes, file, path, value), file);

    [TestMethod]
    [DataRow("network", "{\"layer\": \"Dense\", \"outputs\": 2}")]
    [DataRow("classes", "[\"no\"]")]
    [DataRow("task", "\"MulticlassClassification\"")]
    public void Yes_or_no_of_another_width_is_refused(string path, string value) =>
    AssertRefused(Set(s_yes, ModelContent.Network, path, value), ModelContent.Network);

    [TestMethod]
    [DataRow("quantiles", "[0.6, 0.5, 0.95]")]
    [DataRow("quantiles", "[0.05, 0.95]")]
    [DataRow("quantiles", "[0.05, 0.5, 1]")]
    [DataRow("quantiles", "[0.05, 0.5, \"NaN\"]")]
    [DataRow("quantiles", "[]")]
    [DataRow("quantiles", "null")]
    [DataRow("quantileShifts", "[0, 0]")]
    [DataRow("quantileShifts", "[0, 0, \"Infinity\"]")]
    [DataRow("targetMeans", "[0, 0, 0]")]
    public void Quantiles_that_are_none_are_refused(string path, string value) =>
    AssertRefused(Set(s_quantiles, ModelContent.Network, path, value), ModelContent.Network);

    [TestMethod]
    [DataRow(ModelContent.Network, "training")]
    [DataRow(ModelContent.Network, "training.seed")]
    [DataRow(ModelContent.Network, "task")]
    [DataRow(ModelContent.Network, "inputShape")]
    [DataRow(ModelContent.Network, "network")]
    [DataRow(ModelContent.History, "epochs")]
    [DataRow(ModelContent.History, "ended")]
    [DataRow(ModelContent.History, "bestEpoch")]
    [DataRow(ModelContent.History, "epochs.0.learningRate")]
    public void A_member_that_is_missing_is_refused(string file, string path) => AssertRefused(Set(s_classes, file, path, null), file);

    [TestMethod]
    public void A_member_that_is_there_twice_is_refused()
    {
        string text = Encoding.UTF8.GetString(s_classes[ModelContent.History]);
        AssertRefused(
            With(s_classes, ModelContent.History,
                text.Replace("\"bestEpoch\"", "\"bestEpoch\": 1, \"bestEpoch\"", StringComparison.Ordinal)), ModelContent.History);
    }

    [TestMethod]
    [DataRow("{\"layer\": \"Upsample\", \"scale\": [16000]}")]
    [DataRow("{\"layer\": \"Chain\", \"layers\": [{\"layer\": \"Upsample\", \"scale\": [5000]}, {\"layer\": \"Upsample\", \"scale\": "
    + "[1]}]}")]
    public void Layers_without_weights_that_ask_for_terabytes_are_refused(string layer) => AssertTooMuch($$"""
        {"layer": "Chain", "layers": [{"layer": "Reshape", "dimensions": [1, 3]}, {{layer}}, {{layer}}, {"layer": "Flatten"}, {"layer": "Dense", "outputs": 3}]}
        """);

    [TestMethod]
    public void A_chain_that_doubles_is_refused()
    {
        string doubling = string.Concat(Enumerable.Repeat("{\"layer\": \"Upsample\", \"scale\": [2]}, ", 28));
        AssertTooMuch(
            $$"""{"layer": "Chain", "layers": [{"layer": "Reshape", "dimensions": [1, 3]}, {{doubling}} {"layer": "GlobalMeanPool"}, {"layer": "Flatten"}, {"layer": "Dense", "outputs": 3}]}""");
    }

    [TestMethod]
    public void Many_layers_that_together_ask_for_too_much_are_refused()
    {
        string large = string.Concat(Enumerable.Repeat("{\"layer\": \"Upsample\", \"scale\": [1]}, ", 60));
        AssertTooMuch(
            $$"""{"layer": "Chain", "layers": [{"layer": "Reshape", "dimensions": [1, 3]}, {"layer": "Upsample", "scale": [10000]}, {"layer": "Upsample", "scale": [1000]}, {{large}} {"layer": "GlobalMeanPool"}, {"layer": "Flatten"}, {"layer": "Dense", "outputs": 3}]}""");
    }

    [TestMethod]
    [DataRow(ModelContent.Network, ModelParts.MostNetworkBytes)]
    [DataRow(ModelContent.History, ModelParts.MostHistoryBytes)]
    public void A_file_of_blanks_is_refused_by_its_length_and_read_no_further(string file, int most)
    {
        var source = new Blanks(s_classes, file, most + 1L);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Assert.ThrowsExactly<InvalidDataException>(
            () => ModelContent.Read(new ModelParts(source, MemoryParts.DigestsOf(s_classes)))).Message;

        StringAssert.Contains(message, $"{file} has {most + 1L:N0} bytes");
        Assert.IsLessThan(10_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Weights_of_another_network_are_refused_before_memory_is_taken_for_them()
    {
        string header = """{"0.weight":{"dtype":"F32","shape":[268435456],"data_offsets":[0,1073741824]}}""";
        byte[] begin = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)];
        var source = new Blanks(s_classes, ModelContent.Weights, begin.Length + 1_073_741_824L, begin);
        long before = GC.GetAllocatedBytesForCurrentThread();

        PartDigests digests = MemoryParts.DigestsOf(With(s_classes, ModelContent.Weights, begin));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => ModelContent.Read(new ModelParts(source, digests))).Message;

        StringAssert.Contains(message, "'0.weight' is 268435456 instead of 4×3");
        Assert.IsLessThan(10_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_million_tensors_are_more_than_the_network_has()
    {
        var header = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++)
            header.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[{i * 4},{(i + 1) * 4}]}}");
        header.Append('}');
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header.ToString()), .. new byte[400_000]];

        StringAssert.Contains(AssertRefused(With(s_classes, ModelContent.Weights, file), "weights"), "its header claims");
    }

    [TestMethod]
    public void Values_exchanged_one_by_one_for_others_end_in_a_model_or_in_one_error()
    {
        string[] values = ["null", "-1", "0", "2147483647", "1e308", "\"\"", "\"NaN\"", "[]", "{}", "true", "[null]", "\"\\u001b[2J\""];
        int refused = 0;
        foreach (string file in (string[])[ModelContent.Network, ModelContent.History])
        {
            string[] paths = [.. Paths(JsonNode.Parse(s_classes[file])!, "")];
            Assert.IsGreaterThan(10, paths.Length);
            foreach (string path in paths)
            {
                foreach (string? value in values.Append<string?>(null))
                {
                    try
                    {
                        NeuralNetworkModel model = MemoryParts.Load(Set(s_classes, file, path, value));
                        Assert.AreEqual(3, model.OutputWidth);
                        Assert.IsNotNull(model.ToString());
                    }
                    catch (Exception fault) when (fault is InvalidDataException or NewerFormatException)
                    {
                        refused++;
                    }
                }
            }
        }

        Assert.IsGreaterThan(300, refused);
    }

    private static Dictionary<string, byte[]> Saved(NeuralNetworkTransformer fitted)
    {
        using (fitted)
            return MemoryParts.Save(fitted.Model);
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject all => all.SelectMany(p => Below(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray all => all.SelectMany((item, index) => Below(item, $"{path}.{index}")),
        _ => [],
    };

    private static IEnumerable<string> Below(JsonNode? node, string path) => node is null ? [path] : Paths(node, path).Prepend(path);

    /// <summary>The files with a value in one of them exchanged, or left out.</summary>
    private static Dictionary<string, byte[]> Set(Dictionary<string, byte[]> files, string file, string path, string? value)
    {
        JsonNode root = JsonNode.Parse(files[file])!, node = root;
        string[] steps = path.Split('.');
        foreach (string step in steps[..^1])
            node = node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!;
        if (node is JsonArray array)
            array[int.Parse(steps[^1], null)] = value is null ? null : JsonNode.Parse(value);
        else if (value is null)
            node.AsObject().Remove(steps[^1]);
        else
            node[steps[^1]] = JsonNode.Parse(value);
        return With(files, file, root.ToJsonString());
    }

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, string file, string content) =>
        With(files, file, Encoding.UTF8.GetBytes(content));

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, string file, byte[] content) =>
        new(files) { [file] = content };

    private static void AssertTooMuch(string network) =>
        StringAssert.Contains(AssertRefused(Set(s_classes, ModelContent.Network, "network", network), "network"), "too much memory");

    private static string AssertRefused(Dictionary<string, byte[]> files, string what)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => MemoryParts.Load(files), what).Message;
        Assert.IsFalse(string.IsNullOrWhiteSpace(message));
        return message;
    }

    /// <summary>Files one of which has a beginning, and otherwise claims a length that nobody has the memory for.</summary>
    private sealed class Blanks(IReadOnlyDictionary<string, byte[]> files, string file, long length, params byte[] begin) : IPartSource
    {
        public void Open(string name, Action<Stream, long> read) =>
            read(new MemoryStream(name == file ? begin : files[name]), name == file ? length : files[name].Length);
    }
}
