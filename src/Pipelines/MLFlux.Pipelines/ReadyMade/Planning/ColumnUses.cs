using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>Chooses what is made of a column by its type and values.</summary>
internal static class ColumnUses
{
    /// <summary>Up to so many levels each have a slot of their own, with a vector that the network learns; more share slots.</summary>
    private const int MostLevels = 10_000;

    /// <summary>Beyond so many levels, each needs so many rows on average to have a slot of its own.</summary>
    private const int FewLevels = 1_000, RowsOfLevel = 4;

    /// <summary>From so many rows on, a value of its own in each makes an id.</summary>
    private const int LeastRowsOfId = 50;

    private const double LeastWordsOfText = 3.5, LeastSpreadOfText = 0.2, LeastShareOfImages = 0.95;

    /// <summary>What the data suggests, or what the user wants if the column can be used so.</summary>
    /// <param name="column">The column.</param>
    /// <param name="wanted">What the user wants; null for nothing.</param>
    /// <param name="isKept">Whether it is learned from though it looks like names of the rows.</param>
    /// <param name="areWords">Whether its texts are not taken apart into choices.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column cannot be used as the user wants.</exception>
    public static ColumnChoice Choose(ColumnProfile column, ColumnUse? wanted, bool isKept = false, bool areWords = false)
    {
        if (wanted == ColumnUse.LeftOut)
            return new ColumnChoice(column.Name, ColumnUse.LeftOut, "was to be left out");
        ColumnUse[] possible = Possible(column.Column.Type);
        if (wanted is { } use)
        {
            return possible.Contains(use)
                ? new ColumnChoice(column.Name, use, $"as wanted; {Values(column)}")
                : throw new ArgumentOutOfRangeException(null,
                    $"Column '{column.Name}' is {column.Column.Type}, which cannot be used as {use}; it can be "
                    + $"{string.Join(", ", possible.Append(ColumnUse.LeftOut))}.");
        }

        (ColumnUse chosen, string reason) = column.Column.Type switch
        {
            _ when possible.Length == 0 => (ColumnUse.LeftOut, $"is {column.Column.Type}, which a table's network cannot take"),
            _ when possible is [ColumnUse.Image] => (ColumnUse.Image, $"{column.Column.Type}"),
            KeyDataViewType key => key.Count > MostLevels
            ? (ColumnUse.LeftOut, $"is a key of {key.Count} values, too many for a slot each")
            : (ColumnUse.Category, $"a key of {key.Count} levels"),
            VectorDataViewType vector => (vector.ItemType is TextDataViewType ? ColumnUse.Text : ColumnUse.Number, $"{column.Column.Type}"),
            _ when column.Present == 0 => (ColumnUse.LeftOut, "has no value"),
            _ when column is { HasAllValues: true, Values.Count: 1, Missing: 0 } =>
            (ColumnUse.LeftOut, $"has one value only, '{Only(column)}'"),
            TextDataViewType => OfText(column, isKept, areWords),
            NumberDataViewType => OfNumber(column, isKept),
            BooleanDataViewType => (ColumnUse.Boolean, "true or false"),
            _ => (ColumnUse.Date, Values(column)),
        };
        return new ColumnChoice(column.Name, chosen, reason);
    }

    private static (ColumnUse Use, string Reason) OfText(ColumnProfile column, bool isKept, bool areWords)
    {
        if (column.Present >= LeastRowsOfId && column.ImagePaths >= column.Present * LeastShareOfImages)
            return OfImages(column);
        if (!areWords && ChoiceLists.Find(column) is { } lists)
            return (ColumnUse.Choices, FormattableString.Invariant($"lists of {lists.Count:N0} choices, such as '{lists.Example}'"));
        bool isManyWords = column.Words >= LeastWordsOfText && column.Values.Count > column.Present * LeastSpreadOfText;
        if (isManyWords && column.Values.Count > 20)
            return (ColumnUse.Text, FormattableString.Invariant($"text of {column.Words:0.#} words"));
        if (!isKept && column.IsUnique && column.Present >= LeastRowsOfId)
            return (ColumnUse.LeftOut, "is different in each row, as a name or a number of the row is");
        int levels = column.Values.Count;
        return column.HasAllValues && (levels <= FewLevels || (levels <= MostLevels && levels * RowsOfLevel <= column.Present))
            ? (ColumnUse.Category, Values(column))
            : (ColumnUse.Hashed, Values(column));
    }

    /// <summary>Paths of images, which are learned from where the files are there, and in no row missing.</summary>
    private static (ColumnUse Use, string Reason) OfImages(ColumnProfile column)
    {
        string first = (string)column.Values.Keys.First();
        if (!File.Exists(first))
        {
            return (ColumnUse.LeftOut,
                $"names images, of which '{first}' is not there, seen from the working folder or beside the table's file");
        }

        return column.Missing > 0
            ? (ColumnUse.LeftOut, FormattableString.Invariant($"names images, and {column.Missing:N0} rows have none"))
            : (ColumnUse.Image, "paths of images");
    }

    private static (ColumnUse Use, string Reason) OfNumber(ColumnProfile column, bool isKept)
    {
        bool counts = !isKept && column is { IsUnique: true, IsWhole: true } && column.Present >= LeastRowsOfId
            && (column.Maximum - column.Minimum < column.Present * 2 || IsNamedId(column.Name));
        return counts ? (ColumnUse.LeftOut, "is a whole number of its own in each row, as a number of the row is")
            : (ColumnUse.Number, Values(column));
    }

    private static bool IsNamedId(string name) =>
        name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal)
        || name.EndsWith("ID", StringComparison.Ordinal);

    private static ColumnUse[] Possible(DataViewType type) => type switch
    {
        KeyDataViewType { Count: > 0 } => [ColumnUse.Category],
        VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single => [ColumnUse.Number],
        VectorDataViewType vector when vector.ItemType is TextDataViewType => [ColumnUse.Text],
        TextDataViewType => [ColumnUse.Category, ColumnUse.Hashed, ColumnUse.Text, ColumnUse.Choices, ColumnUse.Image],
        ImageDataViewType => [ColumnUse.Image],
        VectorDataViewType vector when ImageTarget.IsImage(vector) => [ColumnUse.Image],
        NumberDataViewType => [ColumnUse.Number, ColumnUse.Category],
        BooleanDataViewType => [ColumnUse.Boolean],
        DateTimeDataViewType or DateTimeOffsetDataViewType => [ColumnUse.Date],
        _ => [],
    };

    /// <summary>Whole numbers with all their digits, others with six.</summary>
    private static string Number(double number) => number == Math.Truncate(number) ? LabelText.Of(number)
        : number.ToString("G6", CultureInfo.InvariantCulture);

    private static string Only(ColumnProfile column) => LabelText.Of(column.Values.Keys.First());

    /// <summary>How many levels, or from which number to which, and how many are missing.</summary>
    private static string Values(ColumnProfile column)
    {
        string values = double.IsNaN(column.Minimum)
            ? $"{(column.HasAllValues ? "" : "over ")}{column.Values.Count.ToString("N0", CultureInfo.InvariantCulture)} values"
            : FormattableString.Invariant($"{Number(column.Minimum)} to {Number(column.Maximum)}");
        return column.Missing == 0 ? values : FormattableString.Invariant($"{values}, {column.Missing:N0} missing");
    }
}
