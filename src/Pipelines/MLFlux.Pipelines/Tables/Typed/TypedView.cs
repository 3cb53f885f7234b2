using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Tables;

/// <summary>The rows of a source whose values have types, opened anew by each cursor.</summary>
internal sealed class TypedView : IDataView
{
    /// <summary>The place of a column that the source does not have: all its values are missing.</summary>
    public const int Absent = -1;

    private readonly ITypedSource _source;
    private readonly TableColumn[] _columns;
    private readonly HashSet<long> _skipped;

    /// <param name="source">The source.</param>
    /// <param name="columns">The columns, with their places in the source.</param>
    /// <param name="skipped">The rows that are left out, from 1.</param>
    public TypedView(ITypedSource source, TableColumn[] columns, HashSet<long> skipped)
    {
        (_source, _columns, _skipped) = (source, columns, skipped);
        var schema = new DataViewSchema.Builder();
        foreach (TableColumn column in columns)
            schema.AddColumn(column.Name, TypeOf(column.Kind));
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] isActive = ActiveColumns.Flags(Schema, columnsNeeded);
        int[] fields = [.. _columns.Where((column, i) => isActive[i] && column.Index != Absent).Select(column => column.Index).Distinct()];
        return new TypedCursor(Schema, _columns, isActive, _source.Open(fields), _skipped);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewType TypeOf(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Number => NumberDataViewType.Single,
        TableColumnKind.Double => NumberDataViewType.Double,
        TableColumnKind.Int64 => NumberDataViewType.Int64,
        TableColumnKind.Boolean => BooleanDataViewType.Instance,
        TableColumnKind.Date => DateTimeDataViewType.Instance,
        TableColumnKind.Text => TextDataViewType.Instance,
    };
}
