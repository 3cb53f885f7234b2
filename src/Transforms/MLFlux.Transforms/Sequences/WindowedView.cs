using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Sequences;

/// <summary>The windows of the series in a view. Each cursor reads the view anew.</summary>
internal sealed class WindowedView : ITransformTemplate
{
    private readonly IHost _host;
    private readonly SequenceWindowTransformer _transformer;
    private readonly WindowColumns _columns;

    public WindowedView(IHost host, SequenceWindowTransformer transformer, IDataView source)
    {
        _host = host;
        _transformer = transformer;
        Source = source;
        _columns = new WindowColumns(source.Schema, transformer.Options);
        Schema = WindowSchema.Create(_columns, transformer.Options, transformer.Plan);
    }

    public IDataView Source { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        IReadOnlyList<TimeSeries> series = SeriesReader.Read(Source, _columns, _transformer.Options, _host.CheckAlive);
        var cutter = new WindowCutter(_transformer.Plan, _transformer.Options);
        foreach (TimeSeries one in series)
            cutter.CheckTimes(one);
        return new WindowCursor(_host, Schema, [.. columnsNeeded], cutter, series.SelectMany(cutter.Windows));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        (IDataTransform)_transformer.Transform(newSource);

    // A view saved by itself is saved as the transformer that made it.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_transformer).Save(ctx);
}
