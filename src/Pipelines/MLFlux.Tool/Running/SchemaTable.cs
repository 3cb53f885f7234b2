using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>
/// A table for a model that does not say how the file was written that it was trained on: the columns are those of the model's data, and
/// the file itself tells how they are written.
/// </summary>
/// <param name="Layout">The table.</param>
/// <param name="Converted">Columns that the model takes in a type that no column of a table has, with that type.</param>
internal sealed record SchemaTable(TableLayout Layout, IReadOnlyList<(string Name, DataKind Kind)> Converted)
{
    /// <param name="ml">The context.</param>
    /// <param name="path">The file; null for rows whose values have types.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What is known of the file.</param>
    /// <exception cref="InvalidDataException">The model needs a column of a type that no field of a table has.</exception>
    public static SchemaTable Of(MLContext ml, string? path, LoadedModel model, TableOptions options)
    {
        TableLayout? file = path is null ? null : ml.Data.InferTable(path, options with { Unreadable = UnreadableRows.Skip });
        var columns = new List<TableColumn>();
        var converted = new List<(string, DataKind)>();
        foreach (DataViewSchema.Column column in model.RequireSchema().Where(column => !column.IsHidden))
        {
            if (KindOf(column.Type) is not TableColumnKind kind)
            {
                if (model.Needed.Contains(column.Name))
                    throw new InvalidDataException(
                        $"'{model.Path}' takes {column.Type} in column '{column.Name}', which no column of a table is. Score it in a "
                        + "program, by ml.Model.Load.");
                continue; // The predictions do not depend on it.
            }

            columns.Add(Column(column.Name, kind, columns.Count, file));
            if (kind == TableColumnKind.Int64 && column.Type.RawType != typeof(long))
                converted.Add((column.Name, Enum.Parse<DataKind>(column.Type.RawType.Name)));
        }

        return new SchemaTable(new TableLayout(
            ml.Data, new RowFormat(file?.Separator ?? ',', file?.DecimalMarker ?? '.'), file?.HasHeader ?? true, columns,
            options.Unreadable, inferred: null)
            { Remedies = options.Remedies }, converted);
    }

    /// <summary>Rows with the types that the model takes.</summary>
    public IDataView Convert(MLContext ml, IDataView rows) => Converted.Aggregate(rows, (all, column) =>
        ml.Transforms.Conversion.ConvertType(column.Name, outputKind: column.Kind).Fit(all).Transform(all));

    /// <summary>A column that the model's data has, written as the file's column of that name is.</summary>
    private static TableColumn Column(string name, TableColumnKind kind, int index, TableLayout? file)
    {
        TableColumn? written = file?.Columns.FirstOrDefault(column => column.Name == name);
        bool isNumber = FieldValue.IsNumber(kind);
        return new TableColumn(name, kind, index)
        {
            Unit = written is not null && (isNumber ? FieldValue.IsNumber(written.Kind) : written.Kind == kind) ? written.Unit : null,
            DecimalMarker = isNumber ? written?.DecimalMarker : null,
            Missing = kind == TableColumnKind.Text ? null : written?.Missing,
            Flags = isNumber ? written?.Flags : null,
            Dates = kind == TableColumnKind.Date ? written?.Dates : null,
        };
    }

    private static TableColumnKind? KindOf(DataViewType type) => type switch
    {
        TextDataViewType => TableColumnKind.Text,
        BooleanDataViewType => TableColumnKind.Boolean,
        DateTimeDataViewType => TableColumnKind.Date,
        NumberDataViewType { RawType: var raw } when raw == typeof(float) => TableColumnKind.Number,
        NumberDataViewType { RawType: var raw } when raw == typeof(double) => TableColumnKind.Double,
        NumberDataViewType => TableColumnKind.Int64,
        _ => null,
    };
}
