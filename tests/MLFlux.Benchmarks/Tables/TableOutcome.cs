namespace MLFlux.Benchmarks.Tables;

/// <summary>What came of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Ratio">The network's error over LightGbm's, and its standard error.</param>
/// <param name="Both">The error of the mean of both over LightGbm's.</param>
/// <param name="Network">The network's mean error, its deviation over seeds, and seconds of a fit.</param>
/// <param name="LightGbm">The same of LightGbm.</param>
internal sealed record TableOutcome(
    TableEntry Table, int Rows, (double Value, double StandardError) Ratio, double Both,
    (double Mean, double Deviation, double Seconds) Network, (double Mean, double Deviation, double Seconds) LightGbm)
{
    public static string Head { get; } =
        $"| {"table",-20} | {"rows",7} | {"network's error",17} | {"LightGbm's",17} | {"ratio",13} | {"both",5} "
        + $"| {"network",9} | {"LightGbm",9} |\n"
        + $"|{string.Join('|', new[] { 22, 9, 19, 19, 15, 7, 11, 11 }.Select(width => new string('-', width)))}|";

    /// <summary>The last line: how the network does over all tables, and where it does worst.</summary>
    public static string Summary(IReadOnlyCollection<TableOutcome> outcomes) => Summary(outcomes, outcome => outcome.Ratio.Value);

    /// <summary>The same of the mean of the network's and LightGbm's predictions.</summary>
    public static string Joined(IReadOnlyCollection<TableOutcome> outcomes) => Summary(outcomes, outcome => outcome.Both);

    private static string Summary(IReadOnlyCollection<TableOutcome> outcomes, Func<TableOutcome, double> ratio)
    {
        TableOutcome worst = outcomes.MaxBy(ratio)!;
        double mean = Math.Exp(outcomes.Average(outcome => Math.Log(ratio(outcome))));
        string name = Path.GetFileNameWithoutExtension(worst.Table.File);
        return FormattableString.Invariant($"geometric mean of error ratios: {mean:0.000}, worst {ratio(worst):0.000} ({name})");
    }

    public override string ToString() => FormattableString.Invariant(
        $"| {Table.File,-20} | {Rows,7} | {Network.Mean,8:0.0000} ± {Network.Deviation:0.0000} ")
        + FormattableString.Invariant($"| {LightGbm.Mean,8:0.0000} ± {LightGbm.Deviation:0.0000} ")
        + FormattableString.Invariant($"| {Ratio.Value,5:0.000} ± {Ratio.StandardError,5:0.000} | {Both,5:0.000} ")
        + FormattableString.Invariant($"| {Network.Seconds,7:0.0} s | {LightGbm.Seconds,7:0.0} s |");
}
