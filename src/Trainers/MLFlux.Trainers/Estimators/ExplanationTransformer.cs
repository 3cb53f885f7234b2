using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Estimators;
using MLFlux.Explaining;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>
/// Adds, to rows with a network's features, a column that says what brings each row's score about: a vector with a number for each
/// column of the data, or for each feature. Safe for any thread.
/// </summary>
/// <remarks>
/// Disposing it frees native memory without breaking those who still use it; it is made anew when needed. The network that is explained
/// is kept with it, also in its file.
/// </remarks>
/// <seealso cref="ExplanationCatalog.Explanation"/>
public sealed class ExplanationTransformer : ColumnTransformer, ICanSaveModel, IDisposable
{
    internal const string LoaderSignature = "MLFluxExplanation";

    private const string NetworkName = "Network";

    private static readonly ModelFormat s_format =
        new(nameof(ExplanationTransformer), "FXEXPLAI", LoaderSignature, typeof(ExplanationTransformer));

    private readonly NeuralNetworkTransformer _scorer;
    private readonly ExplanationOptions _options;
    private readonly IReadOnlyList<FeatureGroup>? _groups;
    private readonly float[] _baseline;
    private readonly ExplainedNetwork _network;

    /// <param name="environment">The log, and the device.</param>
    /// <param name="scorer">The network whose scores are explained.</param>
    /// <param name="groups">The columns that the features are made of; null for each feature by itself.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">The options do not go with the network; all faults are named.</exception>
    internal ExplanationTransformer(
        IHostEnvironment environment, NeuralNetworkTransformer scorer, IReadOnlyList<FeatureGroup>? groups, ExplanationOptions options)
        : base(environment, Checked(options, scorer).OutputColumnName, scorer.FeatureColumnNames[0])
    {
        _scorer = scorer;
        _options = options;
        _groups = groups;
        _baseline = [.. options.Baseline ?? scorer.Model.Baseline!];
        _network = new ExplainedNetwork(scorer.Model, ComputeDevices.Of(CreateHost()));
        Method = options.Method ?? (_network.HasSlopes ? ExplanationMethod.IntegratedGradients : ExplanationMethod.Occlusion);
    }

    /// <summary>How rows are explained.</summary>
    public ExplanationMethod Method { get; }

    /// <summary>The columns that are read: those of the network. <see cref="ColumnTransformer.InputColumnName"/> is the first.</summary>
    public IReadOnlyList<string> InputColumnNames => _scorer.FeatureColumnNames;

    private protected override ModelFormat SavedAs => s_format;

    /// <summary>Frees native memory. The transformer stays usable, and so does everything made from it.</summary>
    public void Dispose() => _network.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        s_format.Write(ctx, WriteBody);
        ctx.SaveModel(_scorer, NetworkName);
    }

    /// <summary>What ML.NET calls to read a transformer from a model file.</summary>
    internal static ExplanationTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (ExplanationOptions options, IReadOnlyList<FeatureGroup>? groups) = s_format.Read(ctx, ExplanationFile.Read);
        ctx.LoadModel<NeuralNetworkTransformer, SignatureLoadModel>(env, out NeuralNetworkTransformer scorer, NetworkName);
        if (ExplanationFile.Fault(groups, scorer.Model.InputShape.Size) is string fault)
            throw Contracts.ExceptDecode($"The model file holds a damaged {nameof(ExplanationTransformer)}: {fault} Save the model again.");
        return new ExplanationTransformer(env, scorer, groups, options);
    }

    internal override void WriteBody(BinaryWriter writer) => ExplanationFile.Write(writer, _options, _groups);

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ScoredColumnTypes.Check(inputSchema, _scorer.Model);
        var inputs = new BoundInputs(_scorer.Model.Inputs, inputSchema);
        return [new BoundColumn(OutputColumnName, [.. inputs.Columns.Select(column => column.Index)], Map(inputs))];
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input) => throw new UnreachableException("All columns are bound.");

    private ColumnMapping Map(BoundInputs inputs)
    {
        IReadOnlyList<FeatureGroup> groups = _groups ?? (inputs.Columns is [var alone]
            ? FeatureGroup.OfSlots(SlotNames(alone)) : FeatureGroup.OfColumns(inputs.Layout));
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames([.. groups.Select(group => group.Name.AsMemory())]);
        return new ColumnMapping(
            new VectorDataViewType(NumberDataViewType.Single, groups.Count), annotations.ToAnnotations(),
            row => CreateGetter(
                new BoundInputs(inputs.Layout, row.Schema).CreateGetter(row),
                RowExplainer.Create(Method, _network, _baseline, [.. groups.Select(group => group.Slots)])));
    }

    private ValueGetter<VBuffer<float>> CreateGetter(ValueGetter<VBuffer<float>> read, RowExplainer explainer)
    {
        VBuffer<float> features = default;
        return (ref VBuffer<float> value) =>
        {
            read(ref features);
            double[] contributions = explainer.Explain([.. features.DenseValues()], _options.Score);
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, contributions.Length);
            for (int i = 0; i < contributions.Length; i++)
                editor.Values[i] = (float)contributions[i];
            value = editor.Commit();
        };
    }

    private string?[] SlotNames(DataViewSchema.Column features) => features.SlotNames() is { } names
        ? [.. names.Select(name => name.ToString())] : new string?[_network.Width];

    private static ExplanationOptions Checked(ExplanationOptions options, NeuralNetworkTransformer scorer)
    {
        string[] faults = [.. options.Faults(scorer.Model)];
        return faults.Length == 0 ? options : throw new ArgumentException(string.Join(" ", faults), nameof(options));
    }
}
