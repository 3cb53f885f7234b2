using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>What messages about tables say: the options of the command.</summary>
internal static class TableWords
{
    public static TableOptionNames Names { get; } = new()
    {
        DecimalPoint = "--decimal point",
        DecimalComma = "--decimal comma",
        DayFirst = "--dates day-first",
        MonthFirst = "--dates month-first",
        Kinds = "--text, --number or --date",
        Date = column => $"--date {ShellText.Quoted(column)}",
        Number = column => $"--number {ShellText.Quoted(column)}",
        Text = column => $"--text {ShellText.Quoted(column)}",
        Missing = mark => $"--missing {mark}",
    };

    public static TableRemedies Remedies { get; } =
        new("leave them out (--skip-unreadable)", null, "say what separates the fields (--separator CHAR)")
        {
            Unusable = "Leave the column out (--ignore COLUMN).",
        };
}
