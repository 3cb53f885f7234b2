using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>A label column of several labels: their names, their number, and how rows say which of them they have.</summary>
internal sealed class MultilabelBinding : OneLabelBinding
{
    /// <exception cref="ArgumentOutOfRangeException">The column's type says no number of labels.</exception>
    public MultilabelBinding(DataViewSchema.Column label)
        : base(label)
    {
        Classes = IsKeys(label) ? KeyNames(label) : Slots(label);
        if (Classes.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(label), $"Label column '{label.Name}' has no labels; there is nothing to learn.");
    }

    public override int OutputWidth => Classes.Count;

    public override string WidthReason => $"label column '{Label.Name}' has {OutputWidth} labels";

    public override IReadOnlyList<string> Classes { get; }

    /// <summary>Whether the labels have names that somebody gave them.</summary>
    public static bool HasNames(DataViewSchema.Column label) =>
        IsKeys(label) ? LabelValues.Of(label) is not null : label.SlotNames() is not null;

    /// <summary>The labels of all rows of a view, each valid until the next is asked for; null for a row whose label is missing.</summary>
    public static IEnumerable<bool[]?> ReadAll(IDataView data, string labelColumnName)
    {
        DataViewSchema.Column label = data.Schema[labelColumnName];
        using DataViewRowCursor cursor = data.GetRowCursor([label]);
        var reader = MultilabelReader.Create(cursor, label, new MultilabelBinding(label).Classes, places: null);
        while (cursor.MoveNext())
            yield return reader.Read() == LabelFault.None ? reader.Labels : null;
    }

    public override TargetStore CreateTargets() => new MultilabelTargets(OutputWidth);

    public override void CheckValidation(DataViewSchema.Column column)
    {
        const string InTraining = "as in the training data", InValidation = "in the validation data";
        if (IsKeys(column) != IsKeys(Label))
            throw SchemaErrors.WrongType(Label.Name, $"{Label.Type}, {InTraining}", $"{column.Type} {InValidation}");

        string[] names = IsKeys(column) ? KeyNames(column) : Slots(column);
        bool fits = IsKeys(column) && HasNames(column) && HasNames(Label)
            ? names.Intersect(Classes).Any()
            : names.Length == OutputWidth && (!HasNames(column) || !HasNames(Label) || names.SequenceEqual(Classes));
        if (!fits)
        {
            throw SchemaErrors.WrongType(
                Label.Name, $"a vector of the labels {ClassList.Describe(Classes)}, {InTraining}",
                $"one of {ClassList.Describe(names)} {InValidation}");
        }
    }

    public override LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column) =>
        MultilabelReader.Create(row, column, Classes, IsKeys(column) ? KeyPlaces.Of(column, Label) : null);

    public override TaskColumns CreateColumns(NeuralNetworkModel model) => new MultilabelColumns(Classes, model.ScoreThresholds);

    public override void CheckTargets(TargetStore targets)
    {
        IReadOnlyList<int> counts = ((MultilabelTargets)targets).Counts;
        string[] unseen = [.. Classes.Where((_, label) => counts[label] == 0)];
        if (unseen.Length > 0)
        {
            throw new InvalidOperationException(
                $"No row has {ClassList.Describe(unseen)} in label column '{Label.Name}'; a label that no row has cannot be learned. "
                + "Leave it out of the labels, or train on rows that have it.");
        }
    }

    private static bool IsKeys(DataViewSchema.Column label) => label.Type.GetItemType() is KeyDataViewType;

    private static string[] KeyNames(DataViewSchema.Column label)
    {
        ulong count = ((KeyDataViewType)label.Type.GetItemType()).Count;
        if (count > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label), $"Label column '{label.Name}' is {label.Type}, of {count:N0} labels; map values with MapValueToKey.");
        }

        return [.. LabelValues.Of(label)?.Texts ?? Enumerable.Range(1, (int)count).Select(k => k.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The names of slots; one without a name is called as <c>Concatenate</c> would call it.</summary>
    private static string[] Slots(DataViewSchema.Column label)
    {
        ReadOnlyMemory<char>[]? names = label.SlotNames();
        return
        [
            .. Enumerable.Range(0, ((VectorDataViewType)label.Type).Size).Select(slot => names is null || names[slot].IsEmpty
                ? string.Create(CultureInfo.InvariantCulture, $"{label.Name}.{slot}") : names[slot].ToString()),
        ];
    }
}
