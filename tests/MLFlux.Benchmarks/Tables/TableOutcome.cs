namespace MLFlux.Benchmarks.Tables;

/// <summary>What came of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Ratio">The network's error over LightGbm's.</param>
/// <param name="Network">The network's mean error, its deviation over seeds, and seconds of a fit.</param>
/// <param name="LightGbm">The same of LightGbm.</param>
internal sealed record TableOutcome(
    TableEntry Table, int Rows, double Ratio, (double Mean, double Deviation, double Seconds) Network,
        (double Mean, double Deviation, double Seconds) LightGbm)
{
    public static string Head { get; } =
        $"| {"table",-20} | {"rows",7} | {"network's error",17} | {"LightGbm's",17} | {"ratio",6} | {"network",9} | {"LightGbm",9} |\n"
        + $"|{string.Join('|', new[] { 22, 9, 19, 19, 8, 11, 11 }.Select(width => new string('-', width)))}|";

    public override string ToString() =>
        $"| {Table.File,-20} | {Rows,7} | {Network.Mean,8:0.0000} ± {Network.Deviation:0.0000} "
        + $"| {LightGbm.Mean,8:0.0000} ± {LightGbm.Deviation:0.0000} "
        + $"| {Ratio,6:0.000} | {Network.Seconds,7:0.0} s | {LightGbm.Seconds,7:0.0} s |";
}
