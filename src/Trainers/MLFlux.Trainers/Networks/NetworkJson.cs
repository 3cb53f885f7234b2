using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// Networks as JSON: an object a layer, with its name and whatever is not the default,
/// <c>{"layer": "Dense", "outputs": 10, "activation": "Relu"}</c>. Weights are not part of it.
/// </summary>
/// <remarks>
/// Safe for any thread. Reading makes only the layers of MLFlux and those that the application has registered: a file cannot
/// cause another type to be loaded.
/// </remarks>
public static class NetworkJson
{
    /// <summary>How long a network's text may be, alone and in a model file: enough for thousands of layers.</summary>
    internal const int MostBytes = 64 << 20;

    /// <summary>How many objects and lists may stand in one another: layers are read by recursion.</summary>
    private const int MostDepth = 64;

    private static readonly Dictionary<string, Func<LayerReader, Layer>> Readers = new()
    {
        ["Activate"] = ActivateLayer.Read,
        ["AdaptiveMaxPool"] = AdaptiveMaxPoolLayer.Read,
        ["AdaptiveMeanPool"] = AdaptiveMeanPoolLayer.Read,
        ["AlphaDropout"] = AlphaDropoutLayer.Read,
        ["BatchNorm"] = BatchNormLayer.Read,
        ["Bilinear"] = BilinearLayer.Read,
        ["Chain"] = ChainLayer.Read,
        ["Conv"] = ConvLayer.Read,
        ["ConvTranspose"] = ConvTransposeLayer.Read,
        ["Dense"] = DenseLayer.Read,
        ["DepthwiseConv"] = DepthwiseConvLayer.Read,
        ["Dropout"] = DropoutLayer.Read,
        ["Embedding"] = EmbeddingLayer.Read,
        ["EmbeddingBag"] = EmbeddingBagLayer.Read,
        ["Ensemble"] = EnsembleLayer.Read,
        ["EntityEmbedding"] = EntityEmbeddingLayer.Read,
        ["Flatten"] = FlattenLayer.Read,
        ["GlobalMaxPool"] = GlobalMaxPoolLayer.Read,
        ["GlobalMeanPool"] = GlobalMeanPoolLayer.Read,
        ["Graph"] = GraphLayer.Read,
        ["GroupNorm"] = GroupNormLayer.Read,
        ["Gru"] = GruLayer.Read,
        ["GruCell"] = json => new RecurrentCellLayer(GruLayer.Read(json)),
        ["GruV3"] = GruV3Layer.Read,
        ["GruV3Cell"] = json => new RecurrentCellLayer(GruV3Layer.Read(json)),
        ["Inputs"] = InputsLayer.Read,
        ["InstanceNorm"] = InstanceNormLayer.Read,
        ["LayerNorm"] = LayerNormLayer.Read,
        ["LogSoftmax"] = LogSoftmaxLayer.Read,
        ["Lstm"] = LstmLayer.Read,
        ["LstmCell"] = json => new RecurrentCellLayer(LstmLayer.Read(json)),
        ["MaxPool"] = MaxPoolLayer.Read,
        ["Maxout"] = MaxoutLayer.Read,
        ["MeanPool"] = MeanPoolLayer.Read,
        ["Members"] = MembersLayer.Read,
        [RegisteredLayers.JsonName] = RegisteredLayers.Read,
        ["MultiHeadAttention"] = MultiHeadAttentionLayer.Read,
        ["Output"] = DenseLayer.ReadOutput,
        ["Outputs"] = OutputsLayer.Read,
        ["PairwiseFusion"] = PairwiseFusionLayer.Read,
        ["Parallel"] = ParallelLayer.Read,
        ["Periodic"] = PeriodicLayer.Read,
        ["Permute"] = PermuteLayer.Read,
        ["PiecewiseLinear"] = PiecewiseLinearLayer.Read,
        ["PixelShuffle"] = PixelShuffleLayer.Read,
        ["PositionalEncoding"] = PositionalEncodingLayer.Read,
        ["Recurrence"] = RecurrenceLayer.Read,
        ["Reshape"] = ReshapeLayer.Read,
        ["Rnn"] = RnnLayer.Read,
        ["RnnCell"] = json => new RecurrentCellLayer(RnnLayer.Read(json)),
        ["Scale"] = ScaleLayer.Read,
        ["SkipConnection"] = SkipConnectionLayer.Read,
        ["Softmax"] = SoftmaxLayer.Read,
        ["Standardize"] = StandardizeLayer.Read,
        ["Upsample"] = UpsampleLayer.Read,
        ["WeightNorm"] = WeightNormLayer.Read,
    };

    /// <summary>Writes a network.</summary>
    public static string Write(Layer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ToNode(network).ToJsonString();
    }

    /// <summary>Reads a network that <see cref="Write"/> wrote, of at most 64 MB in UTF-8, as in a model file.</summary>
    /// <exception cref="InvalidDataException">
    /// The text is no JSON, is too long or too deeply nested, or has an unknown layer or property, or a value outside its range; the
    /// message names it.
    /// </exception>
    /// <exception cref="InvalidOperationException">The network has a layer of an application's own that is not registered.</exception>
    public static Layer Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        long bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= MostBytes ? Parse(json)
            : throw new InvalidDataException($"A network's JSON has {bytes:N0} bytes, more than the {MostBytes:N0} that are read.");
    }

    /// <summary>Reads a network from a text whose length the reader of its file has limited.</summary>
    internal static Layer Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json,
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MostDepth });
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"A network's JSON is broken: {fault.Message}", fault);
        }
    }

    internal static JsonNode ToNode(Layer layer)
    {
        var json = new JsonObject { ["layer"] = layer.Name };
        layer.Write(json);
        return json;
    }

    /// <summary>Reads a network from a part of a document, whose depth its parser has limited.</summary>
    internal static Layer Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"A layer is a JSON object, got {json.ValueKind}.");
        if (!json.TryGetProperty("layer", out JsonElement named) || named.ValueKind != JsonValueKind.String)
            throw new InvalidDataException("A layer's JSON has no text \"layer\" that says which one it is.");

        string name = named.GetString()!;
        if (!Readers.TryGetValue(name, out Func<LayerReader, Layer>? read))
        {
            throw new InvalidDataException(
                $"'{name}' is not a layer of this version of MLFlux, which has {string.Join(", ", Readers.Keys)}.");
        }

        var reader = new LayerReader(name, json);
        try
        {
            Layer layer = read(reader);
            reader.EnsureAllRead();
            return layer;
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"{name}: {fault.Message}", fault);
        }
    }
}
