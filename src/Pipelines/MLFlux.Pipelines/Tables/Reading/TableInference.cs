using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Tables;

/// <summary>Infers the layout of a text file: separator and header from its first rows, what columns hold from all.</summary>
internal static class TableInference
{
    public static TableLayout Infer(DataOperationsCatalog catalog, string path, TableOptions options)
    {
        TableText file = TableText.Of(path, options.FileName) with { Counter = options.Counter };
        TableSample sample = options.Separator is char given ? TableSample.Read(file, given) : SeparatorChoice.Best(file);
        sample.Check(file);

        bool hasHeader = options.HasHeader ?? (sample.LooksLikeHeader || sample.Rows[0].Any(options.IsNamed));
        TableHead head = TableHead.Of(sample, hasHeader);
        string[] names = ColumnNames.Make(head.Names, head.Columns);
        string[] unknown = [.. options.Kinds.Keys.Where(name => !names.Contains(name))];
        if (unknown.Length > 0)
            throw new InvalidDataException(
                $"In '{file.Name}' {string.Join("; ", unknown.Select(name => NearestNames.Missing(name, names)))}. "
                + $"{options.Names.Kinds} names it.");

        MissingMarks? marks = MissingMarks.Of(options.Missing);
        FieldCheck[] checks = [.. names
            .Select((name, i) => new TableColumn(name, options.Kinds.GetValueOrDefault(name, TableColumnKind.Text), i + head.FirstField))
            .Where(column => column.Kind is TableColumnKind.Boolean or TableColumnKind.Int64
                || options.IsRequired(column.Name))
            .Select(column => FieldCheck.Present(column, marks, areWords: options.Kinds.ContainsKey(column.Name)))];
        ColumnTally[] tallies = [.. names.Select(name => new ColumnTally(
            marker: options.Forms.GetValueOrDefault(name)?.DecimalMarker ?? options.DecimalMarker,
            wanted: options.Kinds.TryGetValue(name, out TableColumnKind kind) ? kind : null,
            form: options.Forms.GetValueOrDefault(name))
        {
            Numbered = options.Unread.Contains(name) || options.IsRequired(name) ? null
                : new NumberedDateTally(name, isSaid: options.Kinds.GetValueOrDefault(name) == TableColumnKind.Date),
            Spellings = name.Equals(options.RequiredColumn, StringComparison.OrdinalIgnoreCase) && !options.IsSettled(name)
                ? new SpellingTally() : null,
        })];
        ColumnTally[] fields = head.HasRowNames ? [new ColumnTally(marker: options.DecimalMarker), .. tallies] : tallies;
        var asRead = new RowFormat(sample.Separator, options.DecimalMarker ?? '.') { Missing = marks };
        TableScan scan = TableScan.Of(file, asRead, hasHeader, sample.Naming, fields, checks);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{file.Name}' has a header and no row below it.");

        var habits = new FieldHabits(file.Name, sample.Separator, options, catalog.Warn);
        var format = new RowFormat(sample.Separator, habits.Settle(names, tallies)) { Missing = marks };
        Dictionary<string, ColumnForm> forms = Forms(names, tallies, options);
        HashSet<string> ranges = RangeColumns.Find(file.Name, names, tallies, options, forms, catalog.Warn);
        TableOptions known = forms.Count > 0 ? options with { Forms = forms } : options;
        string[] measured = [.. names.Where((name, i) => ranges.Contains(name)
            || (!options.IsSettled(name) && !forms.ContainsKey(name)
            && tallies[i].Spellings?.AreNames != true && (tallies[i].IsMeasured || tallies[i].IsLabelOfClocks)))];
        if (measured.Length > 0)
            return Measured(catalog, path, known, measured);
        if (forms.Count > 0)
            return Infer(catalog, path, known);

        for (int i = 0; i < names.Length; i++)
            tallies[i].DateSide = DateSide(names[i], tallies[i], options);
        TableColumn[] columns = [.. names.Select((name, i) => Column(name, i + head.FirstField, tallies[i], format, options))];
        foreach (TableColumn column in columns)
            scan.AddFaults(column);
        var warnings = new KindWarnings(file.Name, options, catalog.Warn);
        UnitLine? units = hasHeader ? UnitLine.Of(sample, columns, scan.Columns) : null;
        string title = hasHeader && sample.Rows[0].Any(options.IsNamed) ? "" : TitleLines.Advice(sample);
        if (scan.Faults.Any && (options.Unreadable == UnreadableRows.Fail || scan.Faults.Count >= scan.Rows))
        {
            throw new InvalidDataException(
                $"{scan.Faults} {options.Remedies.For(scan.Faults, scan.Rows)} The fields were taken to be separated by "
                + $"{SeparatorNames.Of(sample.Separator)}.{warnings.Mark(columns, scan)}{warnings.MissingWord(columns, scan)}"
                + (hasHeader && sample.UsualFields != head.Fields
                    ? $" The header has {head.Names.Count} names, and most rows have {sample.UsualFields} fields." : "")
                + (units is null ? "" : $" {units.Advice(file.Name)}") + (title.Length > 0 ? $" {title}" : ""));
        }

        if (title.Length > 0)
            catalog.Warn($"In '{file.Name}' {title}");
        foreach (IGrouping<string, string> doubled in head.Names.Select(name => name.Trim()).Where(name => name.Length > 0)
            .GroupBy(name => name).Where(group => group.Count() > 1))
        {
            catalog.Warn($"The header of '{file.Name}' has '{doubled.Key}' over {doubled.Count()} columns: '{doubled.Key}' is the first, "
                + $"'{doubled.Key}_2' the second.");
        }

        warnings.Warn(columns, scan, units);
        habits.Warn(columns);
        return new TableLayout(catalog, format, hasHeader, columns, options.Unreadable,
            new TableMatch(file, format, columns, hasHeader, head.HasRowNames, scan));
    }

    /// <summary>Infers again, now that columns are known to hold numbers of a unit.</summary>
    private static TableLayout Measured(DataOperationsCatalog catalog, string path, TableOptions options, string[] measured)
    {
        TableLayout layout = Infer(catalog, path, options with
        {
            Kinds = options.Kinds.Concat(measured.Select(name => KeyValuePair.Create(name, TableColumnKind.Number))).ToDictionary(),
        });
        foreach (TableColumn column in layout.Columns.Where(
            column => measured.Contains(column.Name) && column.Unit != RangeField.Unit))
            catalog.Warn(
                $"Column '{column.Name}' of '{options.FileName ?? path}' is read as numbers of the unit '{column.Unit}'; "
                + $"{options.Names.Text(column.Name)} reads words.");
        return layout;
    }

    /// <summary>What stands among the values of columns and changes none of them; empty where nothing is new.</summary>
    private static Dictionary<string, ColumnForm> Forms(string[] names, ColumnTally[] tallies, TableOptions options)
    {
        var forms = new Dictionary<string, ColumnForm>();
        for (int i = 0; i < names.Length; i++)
        {
            ColumnForm? known = options.Forms.GetValueOrDefault(names[i]);
            ColumnForm? form = known;
            if (!options.IsSettled(names[i]) && !options.IsRequired(names[i]))
                form = known?.Checked(tallies[i]) ?? (options.Forms.Count == 0 ? ColumnForm.Of(names[i], tallies[i]) : null);
            if (form?.Unit is null && tallies[i].Opposite is string unit)
                form = (form ?? ColumnForm.None) with { Unit = unit };
            if (form is not null && form != known)
                forms.Add(names[i], form);
        }

        foreach ((string name, ColumnForm form) in options.Forms.Where(_ => forms.Count > 0))
            forms.TryAdd(name, form);

        return forms;
    }

    /// <summary>What a column's numbers count, where they are dates; null for other columns.</summary>
    private static NumberedSide? DateSide(string name, ColumnTally tally, TableOptions options) => !tally.AreNumbers ? null
        : !options.Kinds.TryGetValue(name, out TableColumnKind said) ? tally.Numbered?.Find()
        : said == TableColumnKind.Date ? tally.Numbered?.Said() : null;

    private static TableColumn Column(string name, int index, ColumnTally tally, RowFormat format, TableOptions options)
    {
        bool isSaid = options.Kinds.TryGetValue(name, out TableColumnKind said);
        TableColumnKind kind = !isSaid ? options.Unread.Contains(name) ? TableColumnKind.Text : tally.Infer()
            : said == TableColumnKind.Number && tally.Numbers.Kind() != TableColumnKind.Number ? TableColumnKind.Double : said;
        IReadOnlyList<string>? missing = tally.Marked > 0 ? options.Forms[name].Missing : null;
        if (tally.DateUnit is string dateUnit)
            return new TableColumn(name, TableColumnKind.Date, index)
            {
                Unit = dateUnit, DecimalMarker = tally.Marker != format.DecimalMarker ? tally.Marker : null, Missing = missing,
            };

        bool isNumber = FieldValue.IsNumber(kind);
        return new TableColumn(name, kind, index)
        {
            Missing = kind == TableColumnKind.Text ? null : missing,
            Flags = isNumber && tally.Flagged > 0 ? options.Forms[name].Flags : null,
            Unit = isNumber ? tally.Numbers.FoundUnit : null,
            DecimalMarker = isNumber && tally.Marker != format.DecimalMarker ? tally.Marker : null,
            Dates = kind == TableColumnKind.Date && tally.Dates.IsOrderAsked ? tally.Order : null,
            Spellings = kind == TableColumnKind.Text && !options.Unread.Contains(name) ? tally.Settled : null,
        };
    }
}
