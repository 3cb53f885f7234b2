using System.Security.Cryptography;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Onnx;

/// <summary>
/// Exported files are the same to the byte as before: their digests are kept. Where an exporter is to write something else,
/// the environment variable MLFLUX_ACCEPT_ONNX=1 writes the digests anew.
/// </summary>
[TestClass]
public sealed class ExportDigestTests
{
    private const string Accept = "MLFLUX_ACCEPT_ONNX", OtherKinds = "other kinds";

    private static string KeptFile => Path.Combine(Repository.Root, "tests", "MLFlux.Tests", "Trainers", "Onnx", "ExportDigests.txt");

    [TestMethod]
    public void Files_are_the_same_to_the_byte()
    {
        Dictionary<string, string> now = Enumerable.Range(0, LayerCases.All.Count)
            .GroupBy(row => LayerCases.All[row].Printed.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal))
            .ToDictionary(rows => rows.Key, rows => Digest([.. rows.SelectMany(LayerExports.OfRow)]));
        now[OtherKinds] = Digest(LayerExports.OfOtherKinds());
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllLines(
                KeptFile, now.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
        }


        // A row that is not in the file is a layer that came later.
        string[] changed =
        [
            .. File.ReadAllLines(KeptFile).Select(line => line.Split(' ', 2))
                .Where(parts => now.TryGetValue(parts[1], out string? digest) && digest != parts[0]).Select(parts => parts[1]),
        ];
        Assert.IsEmpty(
            changed, $"The exported bytes changed for {string.Join(", ", changed)}. If that is meant, run this test with {Accept}=1.");
    }

    private static string Digest(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file))[..16];
}
