using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Images;

/// <summary>Data with a column of decoded images, which cursors decode ahead on all cores.</summary>
/// <param name="host">Log and cancellation.</param>
/// <param name="transformer">What made the view.</param>
/// <param name="rows">The same view row by row: it has the schema, and serves cursors that need no image.</param>
/// <param name="images">The column that is read.</param>
internal sealed class DecodedView(
    IHost host, ImageToVectorTransformer transformer, RowToRowMapperTransform rows, ImageColumn images) : ITransformTemplate
{
    public IDataView Source => rows.Source;

    public DataViewSchema Schema => rows.OutputSchema;

    public bool CanShuffle => Source.CanShuffle;

    /// <summary>Not known where rows may be skipped.</summary>
    public long? GetRowCount() => transformer.Skips ? null : Source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        DataViewSchema.Column output = Schema[transformer.OutputColumnName];
        // Which rows there are must not depend on the columns asked for: where rows may be skipped, every image is decoded.
        if (!transformer.Skips && active.All(column => column.Index != output.Index))
            return rows.GetRowCursor(active, rand);

        IEnumerable<DataViewSchema.Column> needed = ((IRowToRowMapper)rows).GetDependencies(active.Append(output));
        return new DecodeAheadCursor(host, Source.GetRowCursor(needed, rand), rows, transformer, images, active);
    }

    /// <summary>One cursor, which keeps all cores busy.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        (IDataTransform)transformer.Transform(newSource);

    // A view saved by itself is saved as the transformer that made it.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)transformer).Save(ctx);
}
