using System.Buffers.Binary;
using System.Text;
using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>A model file that is not as it was written ends in one clear error, and never in another model.</summary>
[TestClass]
public sealed class DamagedModelTests
{
    private static readonly byte[] s_zip = Saved();

    [TestMethod]
    public void A_zip_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < s_zip.Length - 1; length += 1 + s_zip.Length / 150)
            AssertRefused(s_zip[..length], $"{length} of {s_zip.Length} bytes");
    }

    [TestMethod]
    [DataRow("Model.key")]
    [DataRow("Network.json")]
    [DataRow("Weights.safetensors")]
    [DataRow("History.json")]
    public void A_part_cut_off_anywhere_or_lengthened_is_refused(string part)
    {
        int length = ModelZip.Read(s_zip, part).Length;
        for (int kept = 0; kept < length; kept += 1 + length / 60)
            AssertRefused(ModelZip.Change(s_zip, part, content => content[..kept]), $"{part}: {kept} of {length} bytes");
        if (part != "Model.key") // ML.NET reads as much of it as its header says.
            AssertRefused(ModelZip.Change(s_zip, part, content => [.. content, (byte)' ']), $"{part} and a blank");
    }

    [TestMethod]
    [DataRow("Network.json")]
    [DataRow("Weights.safetensors")]
    [DataRow("History.json")]
    public void A_part_that_is_altered_anywhere_is_refused(string part)
    {
        var random = new Random(3);
        int length = ModelZip.Read(s_zip, part).Length;
        for (int at = 0; at < length; at += 1 + length / 80)
            AssertRefused(ModelZip.Change(s_zip, part, content => Flip(content, at, random)), $"{part}: byte {at}");
    }

    [TestMethod]
    public void The_main_part_that_is_altered_anywhere_is_refused()
    {
        // ML.NET's own header around it says where it begins, and how long it is.
        byte[] main = ModelZip.Read(s_zip, "Model.key");
        int start = checked((int)BinaryPrimitives.ReadInt64LittleEndian(main.AsSpan(16)));
        int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(main.AsSpan(24)));
        Assert.IsGreaterThan(100, length);
        var random = new Random(4);
        for (int at = start; at < start + length; at++)
            AssertRefused(ModelZip.Change(s_zip, "Model.key", content => Flip(content, at, random)), $"byte {at}");
    }

    [TestMethod]
    [DataRow("Network.json")]
    [DataRow("Weights.safetensors")]
    [DataRow("History.json")]
    public void A_missing_part_is_named(string part) =>
        StringAssert.Contains(AssertRefused(ModelZip.Change(s_zip, part, _ => null), part), $"{part} is missing");

    [TestMethod]
    public void A_newer_format_is_refused_with_the_version_to_install()
    {
        string message = AssertRefused(
            Rewrite("Network.json", text => text
                .Replace("\"format\": 1", "\"format\": 5", StringComparison.Ordinal)
                .Replace("\"writtenBy\": \"0.1.0\"", "\"writtenBy\": \"9.8.7\"", StringComparison.Ordinal)),
            "newer");

        StringAssert.Contains(message, "format 5");
        StringAssert.Contains(message, "Install MLFlux 9.8.7 or later");
        Assert.DoesNotContain("damaged", message);
    }

    [TestMethod]
    [DataRow("\"format\": 1", "\"format\": 0")]
    [DataRow("\"format\": 1", "\"format\": \"1\"")]
    [DataRow("\"MulticlassClassification\"", "\"BinaryClassification\"")]
    [DataRow("\"MulticlassClassification\"", "7")]
    [DataRow("\"outputs\": 4", "\"outputs\": 5")]
    [DataRow("\"outputs\": 4", "\"outputs\": 2147483647")]
    [DataRow("\"outputs\": 4", "\"outputs\": -1")]
    [DataRow("\"Softmax\"", "\"System.Diagnostics.Process\"")]
    [DataRow("\"Relu\"", "\"Exec\"")]
    public void A_network_of_another_kind_is_refused(string written, string altered)
    {
        AssertRefused(Rewrite("Network.json", all => all.Replace(written, altered, StringComparison.Ordinal)), altered);
    }

    [TestMethod]
    public void The_zip_itself_with_any_byte_altered_is_refused_or_scores_as_before()
    {
        // Times, padding and the like, which nobody reads, may change.
        float[] expected = Scores(ModelZip.LoadChecked(s_zip));
        var random = new Random(5);
        int refused = 0;
        for (int at = 0; at < s_zip.Length; at += 1 + s_zip.Length / 500)
        {
            byte[] altered = Flip([.. s_zip], at, random);
            ITransformer loaded;
            try
            {
                loaded = ModelZip.LoadChecked(altered);
            }
            catch (InvalidDataException)
            {
                refused++;
                continue;
            }

            CollectionAssert.AreEqual(expected, Scores(loaded), $"byte {at}");
        }

        Assert.IsGreaterThan(200, refused);
    }

    [TestMethod]
    public void An_absurd_header_of_the_weights_takes_no_memory()
    {
        long before = GC.GetTotalAllocatedBytes();
        AssertRefused(
            ModelZip.Change(s_zip, "Weights.safetensors", content =>
            {
                BinaryPrimitives.WriteUInt64LittleEndian(content, 99_000_000);
                return content;
            }),
            "header");
        Assert.IsLessThan(20_000_000, GC.GetTotalAllocatedBytes() - before);
    }

    [TestMethod]
    public void Noise_is_refused()
    {
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        AssertRefused(noise, "noise");
    }

    private static byte[] Saved()
    {
        using NeuralNetworkTransformer fitted =
            Fits.Multiclass(Chain(Dense(4, Relu), Output(), Softmax()), Fits.FullBatch(2), Examples.Make(20));
        return ModelZip.Save(fitted);
    }

    private static float[] Scores(ITransformer transformer) =>
        [.. Fits.Vectors((NeuralNetworkTransformer)transformer, Examples.Make(5)).SelectMany(row => row)];

    private static byte[] Rewrite(string part, Func<string, string> change) => ModelZip.Change(s_zip, part, content =>
    {
        string text = Encoding.UTF8.GetString(content), changed = change(text);
        Assert.AreNotEqual(text, changed);
        return Encoding.UTF8.GetBytes(changed);
    });

    private static byte[] Flip(byte[] content, int at, Random random)
    {
        content[at] ^= (byte)(1 << random.Next(8));
        return content;
    }

    /// <summary>Loading ends in one of the exceptions of a file that is broken; returns the message.</summary>
    private static string AssertRefused(byte[] zip, string what)
    {
        try
        {
            (ModelZip.Load(zip) as IDisposable)?.Dispose();
        }
        catch (Exception fault) when (IsClear(fault))
        {
            return fault.ToString(); // ML.NET puts an exception of its own around it.
        }

        Assert.Fail($"{what}: was loaded.");
        return "";
    }

    private static bool IsClear(Exception fault) => fault is FormatException or InvalidDataException or InvalidOperationException
        && !string.IsNullOrWhiteSpace(fault.Message);
}
