using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Recommendations;

/// <summary>The two key columns of users and items in a schema.</summary>
internal sealed class PairColumns
{
    /// <param name="schema">The schema.</param>
    /// <param name="user">The name of the column of users.</param>
    /// <param name="item">The name of the column of items.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or holds no keys.</exception>
    public PairColumns(DataViewSchema schema, string user, string item)
    {
        User = Keys(schema.Find(user));
        Item = Keys(schema.Find(item));
    }

    public DataViewSchema.Column User { get; }

    public DataViewSchema.Column Item { get; }

    /// <summary>Makes sure that a number means the same user, and the same item, in both.</summary>
    /// <exception cref="ArgumentException">It may not.</exception>
    public void CheckSameKeys(PairColumns known)
    {
        foreach ((DataViewSchema.Column one, DataViewSchema.Column other) in new[] { (User, known.User), (Item, known.Item) })
        {
            if (!one.Type.Equals(other.Type) || !(AnnotationValues.OfKeys(one) ?? []).SequenceEqual(AnnotationValues.OfKeys(other) ?? []))
            {
                throw new ArgumentException(
                    $"The keys of column '{one.Name}' mean other values in the known pairs than in the data. Make both with one fitted "
                    + $"ml.Transforms.Conversion.MapValueToKey(\"{one.Name}\").",
                    nameof(known));
            }
        }
    }

    /// <summary>Reads all pairs.</summary>
    /// <exception cref="InvalidDataException">A row has no user or no item.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public KeyPairs Read(IDataView data)
    {
        var users = new List<uint>();
        var items = new List<uint>();
        using DataViewRowCursor cursor = data.GetRowCursor([User, Item]);
        ValueGetter<uint> user = cursor.GetGetter<uint>(User), item = cursor.GetGetter<uint>(Item);
        while (cursor.MoveNext())
        {
            users.Add(Read(user, User, users.Count));
            items.Add(Read(item, Item, items.Count));
        }

        return users.Count > 0
            ? new KeyPairs(this, [.. users], [.. items])
            : throw new InvalidOperationException($"There are no rows with '{User.Name}' and '{Item.Name}' to sample negatives for.");
    }

    /// <summary>What a key of a column stands for, in quotation marks; its number where it stands for nothing.</summary>
    public static string NameOf(DataViewSchema.Column column, uint key) =>
        AnnotationValues.OfKeys(column) is { } values && key <= values.Length ? $"'{LabelText.Of(values[key - 1])}'" : LabelText.Of(key);

    private static uint Read(ValueGetter<uint> getter, DataViewSchema.Column column, int row)
    {
        uint key = 0;
        getter(ref key);
        return key > 0 ? key : throw new InvalidDataException(
            $"Row {row + 1} has no '{column.Name}', or one that its keys do not have. Leave such rows out first: "
            + $"ml.Data.FilterRowsByMissingValues(data, \"{column.Name}\").");
    }

    private static DataViewSchema.Column Keys(DataViewSchema.Column column) =>
        column.Type is KeyDataViewType && column.Type.RawType == typeof(uint)
            ? column
            : throw SchemaErrors.WrongType(
                column.Name,
                $"a key of 32 bits; ml.Transforms.Conversion.MapValueToKey(\"{column.Name}\") makes one",
                column.Type.ToString()!);
}
