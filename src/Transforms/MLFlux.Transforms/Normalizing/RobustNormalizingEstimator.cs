using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;

namespace MLFlux;

/// <summary>Learns median and interquartile range of numbers, to scale them by. Immutable, and safe for any thread.</summary>
/// <seealso cref="RobustNormalizingCatalog"/>
public sealed class RobustNormalizingEstimator : IEstimator<RobustNormalizingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly InputOutputColumnPair[] _columns;
    private readonly bool _clips;

    internal RobustNormalizingEstimator(IHostEnvironment environment, InputOutputColumnPair[] columns, bool clips)
    {
        if (columns.Length == 0)
            throw new ArgumentException("There is no column to normalize.", nameof(columns));
        if (columns.GroupBy(pair => pair.OutputColumnName).FirstOrDefault(pairs => pairs.Count() > 1) is { } twice)
            throw new ArgumentException($"Column '{twice.Key}' is to be added {twice.Count()} times; once is enough.", nameof(columns));

        _environment = environment;
        _columns = columns;
        _clips = clips;
    }

    /// <summary>Reads the rows once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing, or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">The context was told to cancel.</exception>
    public RobustNormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] inputs = [.. _columns.Select(pair => input.Schema.Find(pair.InputColumnName))];
        foreach (DataViewSchema.Column column in inputs)
            RobustNormalizingTransformer.Check(column);

        RobustColumn[] columns = [.. _columns.Zip(RobustScaleFit.Of(input, inputs, _environment.CheckAlive), (pair, each) =>
            new RobustColumn(pair.OutputColumnName, pair.InputColumnName, each.Scales) { Start = each.Start })];
        return new RobustNormalizingTransformer(_environment, columns, _clips ? RobustTail.Bounded : RobustTail.Logarithmic);
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing, or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _columns.Aggregate(
            inputSchema, (shape, pair) => shape.With(Promise(pair.OutputColumnName, inputSchema.Find(pair.InputColumnName))));
    }

    private static SchemaShape.Column Promise(string name, SchemaShape.Column input)
    {
        bool isKnown = input.Kind is SchemaShape.Column.VectorKind.Scalar or SchemaShape.Column.VectorKind.Vector;
        bool isTaken = input.Kind == SchemaShape.Column.VectorKind.Scalar ? RobustNormalizingTransformer.TakesScalar(input.ItemType)
            : RobustNormalizingTransformer.Takes(input.ItemType);
        if (!isKnown || input.IsKey || !isTaken)
            throw SchemaErrors.WrongType(input.Name, RobustNormalizingTransformer.ExpectedType, input.TypeName());

        IEnumerable<SchemaShape.Column> names = input.HasAnnotation(SchemaShapes.SlotNames) ? [SchemaShapes.SlotNames] : [];
        return SchemaShapes.Column(name, input.Kind, NumberDataViewType.Single, annotations: [.. names, SchemaShapes.IsNormalized]);
    }
}
