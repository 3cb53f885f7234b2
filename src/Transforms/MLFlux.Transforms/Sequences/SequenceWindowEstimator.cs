using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Sequences;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux;

/// <summary>
/// Cuts windows out of series. Learns the time between two steps, the mean of each column, and in which columns values are missing.
/// Immutable, and safe for any thread.
/// </summary>
/// <seealso cref="SequenceWindowCatalog.SequenceWindows"/>
public sealed class SequenceWindowEstimator : IEstimator<SequenceWindowTransformer>
{
    private readonly IHostEnvironment _environment;

    internal SequenceWindowEstimator(IHostEnvironment environment, SequenceWindowOptions options)
    {
        _environment = environment;
        Options = options;
    }

    /// <summary>The columns and sizes.</summary>
    public SequenceWindowOptions Options { get; }

    /// <summary>Reads the series, and learns from them how to cut them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidDataException">
    /// A series has a time twice, or none, or times that are no whole steps apart; or none is as long as a window.
    /// </exception>
    public SequenceWindowTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = new WindowColumns(input.Schema, Options);
        IHost host = _environment.Register(nameof(SequenceWindowEstimator));
        using IChannel channel = host.Start("Windows");
        IReadOnlyList<TimeSeries> series = SeriesReader.Read(input, columns, Options, host.CheckAlive);
        WindowPlan plan = WindowPlan.Learn(series, columns, Options, channel.Warning);
        return new SequenceWindowTransformer(_environment, Options, plan);
    }

    /// <summary>The columns that the transformer will give for data of this shape, and no others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column time = inputSchema.Find(Options.TimeColumnName);
        if (time.Kind != VectorKind.Scalar || time.IsKey || !WindowColumns.IsTime(time.ItemType))
            throw SchemaErrors.WrongType(time.Name, WindowColumns.ExpectedTime, time.TypeName());
        foreach (SchemaShape.Column value in Options.ValueColumnNames.Select(inputSchema.Find))
        {
            if (value.Kind != VectorKind.Scalar || value.IsKey || value.ItemType != NumberDataViewType.Single)
                throw SchemaErrors.WrongType(value.Name, WindowColumns.ExpectedValue, value.TypeName());
        }

        var columns = new List<SchemaShape.Column> { SchemaShapes.Column(time.Name, VectorKind.Scalar, time.ItemType) };
        if (Options.SeriesColumnName is string name)
        {
            SchemaShape.Column series = inputSchema.Find(name);
            if (series.Kind != VectorKind.Scalar || !(series.IsKey ? series.ItemType == NumberDataViewType.UInt32
                : series.ItemType == TextDataViewType.Instance))
            {
                throw SchemaErrors.WrongType(name, WindowColumns.ExpectedSeries, series.TypeName());
            }

            columns.Insert(0, series);
        }

        columns.Add(SchemaShapes.Column(
            Options.HistoryColumnName, VectorKind.Vector, NumberDataViewType.Single, annotations: [SchemaShapes.SlotNames]));
        columns.Add(SchemaShapes.Column(
            Options.FutureColumnName, VectorKind.Vector, NumberDataViewType.Single,
            annotations: [SchemaShapes.SlotNames, SchemaShapes.PartlyKnown]));
        return new SchemaShape(columns);
    }
}
