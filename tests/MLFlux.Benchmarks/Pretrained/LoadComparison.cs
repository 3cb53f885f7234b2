using MLFlux.Benchmarks.Memory;
using MLFlux.Benchmarks.Tasks;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>By how much the process grows at the most while a network's file is read, beside the length of the file.</summary>
internal static class LoadComparison
{
    private const double Most = 3;

    /// <param name="folder">Not read: the files are those of the packages.</param>
    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        foreach ((string name, byte[] file, string? until) in ((string, byte[], string?)[])
            [("ResNet-18", Files.ResNet18(), null), ("MiniLM", Files.MiniLM(), "last_hidden_state")])
        {
            string path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, file);
                var options = new OnnxOptions { Until = until, Tokens = until is null ? null : new OnnxTokens() };
                Networks.FromOnnx(path, options); // Once before: code that is compiled meanwhile is no part of it.
                long before = ProcessMemory.Settled();
                ProcessMemory.ResetPeak();
                GraphLayer layer = Networks.FromOnnx(path, options);
                double times = (double)(ProcessMemory.Peak() - before) / file.Length;
                GC.KeepAlive(layer);
                yield return new(
                    $"{name}: memory while it is read", $"{times:0.0}×", $"its file, {file.Length / 1e6:0} MB", $"≤ {Most}×",
                    times <= Most);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}
