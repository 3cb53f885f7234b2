namespace MLFlux.Benchmarks.Tables;

/// <summary>What came of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Ratio">The network's error over LightGbm's, and its standard error.</param>
/// <param name="Network">The network's mean error, its deviation over seeds, and seconds of a fit.</param>
/// <param name="LightGbm">The same of LightGbm.</param>
internal sealed record TableOutcome(
    TableEntry Table, int Rows, (double Value, double StandardError) Ratio, (double Mean, double Deviation, double Seconds) Network,
    (double Mean, double Deviation, double Seconds) LightGbm)
{
    public static string Head { get; } =
        $"| {"table",-20} | {"rows",7} | {"network's error",17} | {"LightGbm's",17} | {"ratio",13} | {"network",9} | {"LightGbm",9} |\n"
        + $"|{string.Join('|', new[] { 22, 9, 19, 19, 15, 11, 11 }.Select(width => new string('-', width)))}|";

    /// <summary>The last line: how the network does over all tables, and where it does worst.</summary>
    public static string Summary(IReadOnlyCollection<TableOutcome> outcomes)
    {
        TableOutcome worst = outcomes.MaxBy(outcome => outcome.Ratio.Value)!;
        double mean = Math.Exp(outcomes.Average(outcome => Math.Log(outcome.Ratio.Value)));
        string name = Path.GetFileNameWithoutExtension(worst.Table.File);
        return FormattableString.Invariant($"geometric mean of error ratios: {mean:0.000}, worst {worst.Ratio.Value:0.000} ({name})");
    }

    public override string ToString() => FormattableString.Invariant(
        $"| {Table.File,-20} | {Rows,7} | {Network.Mean,8:0.0000} ± {Network.Deviation:0.0000} ")
        + FormattableString.Invariant($"| {LightGbm.Mean,8:0.0000} ± {LightGbm.Deviation:0.0000} ")
        + FormattableString.Invariant($"| {Ratio.Value,5:0.000} ± {Ratio.StandardError,5:0.000} ")
        + FormattableString.Invariant($"| {Network.Seconds,7:0.0} s | {LightGbm.Seconds,7:0.0} s |");
}
