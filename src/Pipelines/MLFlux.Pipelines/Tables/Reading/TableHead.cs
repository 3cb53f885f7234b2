using System.Globalization;

namespace MLFlux.Tables;

/// <summary>What stands over the fields of a table's rows.</summary>
/// <param name="Names">The names, as the file has them; none without a header.</param>
/// <param name="Columns">How many columns there are.</param>
/// <param name="HasRowNames">
/// Whether the first field of each row has no name in the header: R writes the names of rows so. It is no column.
/// </param>
internal sealed record TableHead(IReadOnlyList<string> Names, int Columns, bool HasRowNames)
{
    /// <summary>The share of rows that have a field too many where that is the name of a row.</summary>
    private const double Sure = 0.9;

    /// <summary>How many fields a row has; empty ones may follow.</summary>
    public int Fields => Columns + FirstField;

    /// <summary>The field of the first column.</summary>
    public int FirstField => HasRowNames ? 1 : 0;

    public static TableHead Of(TableSample sample, bool hasHeader)
    {
        int usual = sample.UsualFields;
        if (!hasHeader)
            return new TableHead(sample.NamingComment ?? [], usual, HasRowNames: false);

        string[] names = sample.Rows[0];
        string[][] below = [.. sample.Below.Where(row => row.Length == usual)];
        if (usual > names.Length)
        {
            bool isEmptyBehind = below.All(row => row.Skip(names.Length).All(field => field.Length == 0));
            return new TableHead(names, names.Length, !isEmptyBehind && usual == names.Length + 1 && sample.UsualShare >= Sure
                && AreRowNames(below));
        }

        bool isShorter = below.Length > 0 && names.Skip(usual).All(name => name.Length == 0);
        return isShorter ? new TableHead(names[..usual], usual, HasRowNames: false)
            : new TableHead(names, names.Length, HasRowNames: false);
    }

    /// <summary>Whether the first fields tell the rows apart: whole numbers that increase, or words.</summary>
    private static bool AreRowNames(string[][] rows)
    {
        string[] names = [.. rows.Select(row => row[0])];
        if (!names.Any(name => FieldValue.Is(TableColumnKind.Number, name, '.') || FieldValue.Is(TableColumnKind.Number, name, ',')))
            return names.Distinct().Count() == names.Length;

        long last = long.MinValue;
        foreach (string name in names)
        {
            if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number <= last)
                return false;
            last = number;
        }

        return true;
    }
}
