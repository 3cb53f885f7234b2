using System.CommandLine;
using System.Globalization;

namespace MLFlux.Tool.Commands;

/// <summary>The option <c>--memory</c>: a number of bytes, with a unit or without one.</summary>
internal static class MemoryOption
{
    private const long Least = 1 << 20; // What a fit's rows take at least.

    private static readonly (string Unit, long Bytes)[] s_units =
    [
        ("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("TB", 1L << 40), ("K", 1L << 10), ("M", 1L << 20), ("G", 1L << 30),
        ("T", 1L << 40), ("B", 1), ("", 1),
    ];

    public static Option<long?> Create() => new("--memory")
    {
        HelpName = "SIZE",
        Description = "Memory for the rows, such as 500MB or 2GB: a table that takes more is read again and again from its file, and a "
            + "network's rows are streamed. Default: a quarter of the machine's for the table, and all rows of the network.",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (Read(word) is long bytes)
                return bytes;
            result.AddError($"--memory is '{word}'; expected a size of at least 1MB, such as 500MB or 2GB.");
            return null;
        },
    };

    private static long? Read(string word)
    {
        (string unit, long size) = Array.Find(s_units, known => word.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        return double.TryParse(word.AsSpan(0, word.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out double number) && number * size is >= Least and < long.MaxValue / 2 and var bytes ? (long)bytes : null;
    }
}
