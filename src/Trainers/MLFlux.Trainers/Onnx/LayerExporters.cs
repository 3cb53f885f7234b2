namespace MLFlux.Onnx;

/// <summary>How each kind of layer is written as ONNX operators. A new layer gets its exporter here.</summary>
internal static class LayerExporters
{
    private static readonly Dictionary<Type, Func<Layer, Shape, string, OnnxScope, string>> Exporters = [];

    static LayerExporters()
    {
        Passes<DropoutLayer>(); // In scoring, dropout passes everything on.
        Passes<AlphaDropoutLayer>();
        Set<ActivateLayer>((layer, _, x, scope) => ActivationExporter.Export(layer.Activation, x, scope.Graph));

        Set<DenseLayer>(DenseExporter.Export);
        Set<BilinearLayer>(DenseExporter.Export);
        Set<WeightNormLayer>(WeightNormExporter.Export);
        Set<ScaleLayer>(DenseExporter.Export);

        Set<ConvLayer>(ConvolutionExporter.Export);
        Set<ConvTransposeLayer>(ConvolutionExporter.Export);
        Set<DepthwiseConvLayer>(ConvolutionExporter.Export);

        Set<MaxPoolLayer>((layer, _, x, scope) => PoolExporter.Export(layer, "MaxPool", x, scope.Graph));
        Set<MeanPoolLayer>((layer, _, x, scope) => PoolExporter.Export(layer, "AveragePool", x, scope.Graph, ("count_include_pad", 1L)));
        Set<AdaptiveMaxPoolLayer>((layer, input, x, scope) => PoolExporter.Export(layer, "ReduceMax", input, x, scope.Graph));
        Set<AdaptiveMeanPoolLayer>((layer, input, x, scope) => PoolExporter.Export(layer, "ReduceMean", input, x, scope.Graph));
        Set<GlobalMaxPoolLayer>((_, input, x, scope) => PoolExporter.Export("GlobalMaxPool", PaddingExporter.Max, input, x, scope));
        Set<GlobalMeanPoolLayer>((_, input, x, scope) => PoolExporter.Export("GlobalAveragePool", PaddingExporter.Mean, input, x, scope));

        Set<BatchNormLayer>(NormalizationExporter.Export);
        Set<InstanceNormLayer>(NormalizationExporter.Export);
        Set<GroupNormLayer>(NormalizationExporter.Export);
        Set<LayerNormLayer>(NormalizationExporter.Export);
        Set<StandardizeLayer>(NormalizationExporter.Export);

        Set<RnnLayer>(RecurrentExporter.Export);
        Set<LstmLayer>(RecurrentExporter.Export);
        Set<GruLayer>(RecurrentExporter.Export);
        Set<GruV3Layer>(RecurrentExporter.Export);
        Set<RecurrentCellLayer>(RecurrentExporter.Export);
        Set<RecurrenceLayer>(RecurrentExporter.Export);
        Set<MultiHeadAttentionLayer>(AttentionExporter.Export);
        Set<PositionalEncodingLayer>((_, input, x, scope) => scope.Graph.Add(
            x, scope.Graph.Floats("positions", PositionalEncodingLayer.Positions(input).Select(position => (float)position)
                .ToArray(), input[0], input[1])));

        Set<EmbeddingLayer>(EmbeddingExporter.Export);
        Set<EmbeddingBagLayer>(EmbeddingExporter.Export);
        Set<EntityEmbeddingLayer>(EmbeddingExporter.Export);

        Set<PiecewiseLinearLayer>(NumberEmbeddingExporter.Export);
        Set<PeriodicLayer>(NumberEmbeddingExporter.Export);

        Set<ChainLayer>((layer, input, x, scope) => layer.Children(input).Aggregate(x, (value, child) => scope.Export(child, value)));
        Set<SkipConnectionLayer>(ParallelExporter.Export);
        Set<ParallelLayer>(ParallelExporter.Export);
        Set<InputsLayer>(ParallelExporter.Export);
        Set<OutputsLayer>(ParallelExporter.Export);
        Set<MaxoutLayer>(ParallelExporter.Export);
        Set<PairwiseFusionLayer>(ParallelExporter.Export);
        Set<MembersLayer>(MembersExporter.Export);
        Set<EnsembleLayer>(MembersExporter.Export);
        Set<MemberDenseLayer>(MembersExporter.Export);

        Set<GraphLayer>(GraphExporter.Export);

        Set<FlattenLayer>((_, _, x, scope) => scope.Graph.Node("Flatten", [x], ("axis", 1L)));
        Set<ReshapeLayer>((layer, input, x, scope) => scope.Graph.Reshape(x, [.. layer.OutputShape(input).Select(d => (long)d)]));
        Set<PermuteLayer>((layer, _, x, scope) => scope.Graph.Transpose(x, [0, .. layer.Axes.Select(axis => axis + 1L)]));
        Set<PixelShuffleLayer>((layer, _, x, scope) => scope.Graph.Node("DepthToSpace", [x], ("blocksize", layer.Factor), ("mode", "CRD")));
        Set<UpsampleLayer>(UpsampleExporter.Export);
        Set<SoftmaxLayer>((_, _, x, scope) => scope.Graph.Node("Softmax", [x], ("axis", 1L)));
        Set<LogSoftmaxLayer>((_, _, x, scope) => scope.Graph.Node("LogSoftmax", [x], ("axis", 1L)));
    }

    /// <summary>The kinds of layers that can be exported.</summary>
    public static IReadOnlyCollection<Type> Kinds => Exporters.Keys;

    /// <summary>Adds the operators of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape it takes.</param>
    /// <param name="x">Its input: [rows, ...input].</param>
    /// <param name="scope">The graph and the layer's weights.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="NotSupportedException">The layer, or its activation, has no form in ONNX.</exception>
    public static string Export(Layer layer, Shape input, string x, OnnxScope scope)
    {
        if (!Exporters.TryGetValue(layer.GetType(), out var export))
        {
            string place = scope.Path.Length == 0 ? "" : $", at '{scope.Path.TrimEnd('.')}',";
            throw new NotSupportedException(
                $"{layer}{place} cannot be exported to ONNX: it is computed by code that only this program has. Replace it by MLFlux's "
                + "own layers, or score with the model's zip.");
        }

        int? padded = scope.Padding.Axis;
        string y = export(layer, input, x, scope);
        scope.Padding.Axis = layer.PaddedAxis(input, padded);
        return y;
    }

    private static void Set<TLayer>(Func<TLayer, Shape, string, OnnxScope, string> export)
        where TLayer : Layer =>
        Exporters.Add(typeof(TLayer), (layer, input, x, scope) => export((TLayer)layer, input, x, scope));

    private static void Passes<TLayer>()
        where TLayer : Layer =>
        Set<TLayer>((_, _, x, _) => x);
}
