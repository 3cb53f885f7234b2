using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PricedListings;

/// <summary>Scores listings with a saved model in a process of its own.</summary>
internal static class OtherProcess
{
    public const string Command = "score";

    /// <summary>The scores that another process, which does nothing but load the model, gives the listings of a seed.</summary>
    public static float[] Score(string model, int count, int seed)
    {
        string Invariant(IFormattable number) => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, model, Invariant(count), Invariant(seed)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return [.. lines.Select(line => BitConverter.Int32BitsToSingle(Convert.ToInt32(line.Trim(), 16)))];
    }

    /// <summary>What that process does: prints the bits of each score.</summary>
    public static int Run(string model, int count, int seed)
    {
        var ml = new MLContext();
        ITransformer loaded = ml.Model.Load(model, out _);
        foreach (float score in loaded.Transform(ml.Data.LoadFromEnumerable(MadeListings.Make(count, seed))).GetColumn<float>("Score"))
            Console.WriteLine($"{BitConverter.SingleToInt32Bits(score):x8}");
        return 0;
    }
}
