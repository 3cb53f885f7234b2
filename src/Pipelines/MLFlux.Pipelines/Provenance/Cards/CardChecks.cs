using MLFlux.Evaluation;

namespace MLFlux.Provenance;

/// <summary>The ranges of the values in a card's JSON.</summary>
internal static class CardChecks
{
    /// <exception cref="InvalidDataException">A value is out of its range.</exception>
    public static void Check(ModelCard card)
    {
        Require(card.Format >= 1, "format is at least 1");
        Require(card.LabelColumnName != "" && card.Columns.All(column => column.Name.Length > 0), "columns have names");
        Require(card.Columns.All(column => column.Range is not { } range || (double.IsFinite(range.Least) && double.IsFinite(range.Greatest)
            && range.Least <= range.Typical && range.Typical <= range.Greatest)), "a column's range has finite numbers in order");
        foreach (ModelCardNetwork network in card.Networks)
        {
            Require(network.Epochs >= 0 && network.BestEpoch >= 0 && network.BestEpoch <= network.Epochs, "bestEpoch is one of the epochs");
            Require(network.TrainingRows >= 0 && network.ValidationRows >= 0, "trainingRows and validationRows are not negative");
            Require(network.Training is { BatchSize: >= 1, Epochs: >= 1 }, "batchSize and epochs are at least 1");
        }

        Require(card.Data is null or { Rows: >= 0, HeldOutRows: >= 0, DuplicateRows: null or >= 0 },
            "rows, heldOutRows and duplicateRows are not negative");
        Require(card.Machine.Processors >= 1, "processors is at least 1");
        if (card.Table is { } table)
            CheckTable(table);
        if (card is { LabelColumnName: not null, Networks: [.., ModelCardNetwork last] })
        {
            TaskFigures? figures = TaskFigures.All.FirstOrDefault(one => one.Task == last.Task); // Several heads have none together.
            string? fault = figures?.LabelValuesFault(card.LabelValues.Count);
            Require(fault is null, fault ?? "");
        }
    }

    private static void CheckTable(ModelCardTable table)
    {
        Require(table.Columns.Count > 0, "a table has columns");
        Require(table.Columns.All(column => column.Name.Length > 0 && column.Index >= 0),
            "a table's columns have names, and indices from 0");
        Require(table.Columns.DistinctBy(column => column.Index)
            .Count() == table.Columns.Count, "no two of a table's columns have one index");
        Require(table.Columns.All(column => column.DecimalMarker is null or '.' or ','), "a column's decimalMarker is a point or a comma");
        Require(table.Missing.All(mark => mark?.Length > 0), "missing has marks, none of them empty");
        Require(table.Columns.All(column => (column.Missing is null || column.Missing.All(mark => mark?.Length > 0))
            && (column.Flags is null || column.Flags.All(flag => flag?.Length > 0))), "a column's missing and flags have no empty word");
        Require(table.DecimalMarker is '.' or ','
            && table.DecimalMarker != table.Separator, "decimalMarker is a point or a comma, and not the separator");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"{CardFiles.Json} is not what MLFlux writes: {rule}.");
    }
}
