namespace MLFlux.Tables;

/// <summary>What the options that decide how fields are read are called, in messages about fields that can be read in two ways.</summary>
internal sealed record TableOptionNames
{
    public string DecimalPoint { get; init; } = $"{nameof(TableOptions.DecimalMarker)} = '.'";

    public string DecimalComma { get; init; } = $"{nameof(TableOptions.DecimalMarker)} = ','";

    public string DayFirst { get; init; } = $"{nameof(TableOptions.Dates)} = {nameof(DateOrder)}.{nameof(DateOrder.DayFirst)}";

    public string MonthFirst { get; init; } = $"{nameof(TableOptions.Dates)} = {nameof(DateOrder)}.{nameof(DateOrder.MonthFirst)}";

    public string Kinds { get; init; } = nameof(TableOptions.Kinds);

    public Func<string, string> Missing { get; init; } = mark => $"{nameof(TableOptions.Missing)} with '{mark}'";

    public Func<string, string> Text { get; init;
    } = column => $"{nameof(TableOptions.Kinds)} with '{column}' as {nameof(TableColumnKind)}.{nameof(TableColumnKind.Text)}";

    public Func<string, string> Date { get; init;
    } = column => $"{nameof(TableOptions.Kinds)} with '{column}' as {nameof(TableColumnKind)}.{nameof(TableColumnKind.Date)}";

    public Func<string, string> Number { get; init;
    } = column => $"{nameof(TableOptions.Kinds)} with '{column}' as {nameof(TableColumnKind)}.{nameof(TableColumnKind.Number)}";
}
