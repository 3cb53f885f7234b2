using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Recommendations;

/// <summary>Pairs that are present, each followed by pairs of the same user that are not.</summary>
internal sealed class SampledPairs : IDataView
{
    public const int User = 0, Item = 1, Label = 2;

    private readonly uint[] _users, _items;
    private readonly int _rowsEach;

    private SampledPairs(KeyPairs present, uint[] items, int rowsEach, string label)
    {
        _users = present.Users;
        _items = items;
        _rowsEach = rowsEach;
        var schema = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in new[] { present.Columns.User, present.Columns.Item })
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        schema.AddColumn(label, BooleanDataViewType.Instance);
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    /// <summary>A view is read in its order; trainers and ml.Data.ShuffleRows shuffle rows that they have read.</summary>
    public bool CanShuffle => false;

    public int RowCount => _items.Length;

    /// <summary>Draws the negatives.</summary>
    /// <param name="present">The pairs that are present and are rows of the view.</param>
    /// <param name="known">Other pairs that are present.</param>
    /// <param name="ratio">How many negatives come with each pair.</param>
    /// <param name="random">Decides which.</param>
    /// <param name="label">The name of the label column.</param>
    /// <exception cref="InvalidOperationException">A user has all items, or there would be too many rows.</exception>
    public static SampledPairs Draw(KeyPairs present, KeyPairs? known, int ratio, Random random, string label)
    {
        long rows = present.Count * (1L + ratio);
        if (rows > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"{present.Count:N0} pairs with {ratio:N0} negatives each are {rows:N0} rows; at most {Array.MaxLength:N0} are held. "
                + "Lower the ratio.");
        }

        var absent = new AbsentItems(known is null ? [present] : [present, known]);
        CheckUsers(present, absent);
        var items = new uint[rows];
        for (int pair = 0, row = 0; pair < present.Count; pair++)
        {
            items[row++] = present.Items[pair];
            for (int i = 0; i < ratio; i++)
                items[row++] = absent.Draw(present.Users[pair], random);
        }

        return new SampledPairs(present, items, ratio + 1, label);
    }

    public uint UserOf(int row) => _users[row / _rowsEach];

    public uint ItemOf(int row) => _items[row];

    public bool LabelOf(int row) => row % _rowsEach == 0;

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new SampledPairsCursor(this, ActiveColumns.Flags(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static void CheckUsers(KeyPairs present, AbsentItems absent)
    {
        uint[] full = [.. present.Users.Distinct().Where(user => absent.Count(user) == 0)];
        if (full.Length == 0)
            return;
        string others = full.Length == 1 ? "" : $" (and {full.Length - 1} more users do)";
        throw new InvalidOperationException(
            $"{PairColumns.NameOf(present.Columns.User, full[0])} of column '{present.Columns.User.Name}' has all {absent.Items} items of "
            + $"column '{present.Columns.Item.Name}'{others}, so that no pair is left to be a negative. Leave the rows of such users out: "
            + "ml.Data.FilterByCustomPredicate.");
    }
}
