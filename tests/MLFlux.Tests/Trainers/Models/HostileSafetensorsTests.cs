using System.Text;
using MLFlux.Models;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>Safetensors files that claim more than they hold, or are larger than memory.</summary>
[TestClass]
public sealed class HostileSafetensorsTests
{
    private const string Tensor = "\"dtype\":\"F32\",\"shape\":[2]";

    [TestMethod]
    [DataRow("""{"a":{TENSOR,"data_offsets":[0,8]},"b":{TENSOR,"data_offsets":[0,8]}}""", 8, "overlap")]
    [DataRow("""{"a":{TENSOR,"data_offsets":[0,8]},"b":{TENSOR,"data_offsets":[4,12]}}""", 12, "overlap")]
    [DataRow("""{"a":{TENSOR,"data_offsets":[0,8]},"b":{TENSOR,"data_offsets":[12,20]}}""", 20, "hole")]
    [DataRow("""{"a":{TENSOR,"data_offsets":[4,12]}}""", 12, "hole")]
    [DataRow("""{"a":{TENSOR,"data_offsets":[0,8]}}""", 9, "1 bytes follow")]
    [DataRow("{}", 4, "4 bytes follow")]
    [DataRow("""{"a":{TENSOR,"data_offsets":[0,8]},"a":{TENSOR,"data_offsets":[8,16]}}""", 16, "header")]
    [DataRow(""" {"a":{TENSOR,"data_offsets":[0,8]}}""", 8, "begin with {")]
    [DataRow("""{"a":{"dtype":"I64","shape":[2],"data_offsets":[16,0]}}""", 16, "bytes 16 to 0")]
    public void Overlaps_holes_and_trailing_bytes_are_refused(string header, int values, string expected)
    {
        header = header.Replace("TENSOR", Tensor, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        string path = folder.Write("w.safetensors",
            [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[values]]);

        string message = Assert.ThrowsExactly<InvalidDataException>(() => PretrainedWeights.FromFile(path)).Message;

        StringAssert.Contains(message, expected);
        StringAssert.Contains(message, path);
    }

    [TestMethod]
    public void Tensors_that_all_claim_the_same_bytes_take_no_memory()
    {
        var header = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++)
            header.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[250000],\"data_offsets\":[0,1000000]}}");
        header.Append('}');
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header.ToString()), .. new byte[1_000_000]];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.ThrowsExactly<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file), file.Length));

        Assert.IsLessThan(100_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Of_a_file_above_two_gigabytes_only_what_is_asked_for_is_read()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("A file of zeros takes no room on Linux alone.");

        using var folder = new TemporaryFolder();
        string path = folder.File("large.safetensors");
        long large = 4L * 600_000_000;
        string header = $$$"""{"large":{"dtype":"F32","shape":[600000000],"data_offsets":[0,{{{large}}}]},"0.weight":{"dtype":"F32","shape":[3,3],"data_offsets":[{{{large}}},{{{large + 36}}}]},"0.bias":{"dtype":"F32","shape":[3],"data_offsets":[{{{large + 36}}},{{{large + 48}}}]}}""";
        using (var file = new FileStream(path, FileMode.Create))
        {
            file.Write(BitConverter.GetBytes((long)header.Length));
            file.Write(Encoding.UTF8.GetBytes(header));
            file.Position += large;
            for (int i = 1; i <= 12; i++)
                file.Write(BitConverter.GetBytes((float)i));
        }

        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Output(), Softmax()), Fits.FullBatch(1), Examples.Make(20));
        long before = GC.GetAllocatedBytesForCurrentThread();
        using NeuralNetworkTransformer loaded = fitted.WithWeights(PretrainedWeights.FromFile(path) with { Parts = ["0"] });

        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, loaded.Model.Weights.Single(w => w.Name == "0.weight").Values
            .ToArray());
        CollectionAssert.AreEqual(new float[] { 10, 11, 12 }, loaded.Model.Weights.Single(w => w.Name == "0.bias").Values.ToArray());
        Assert.IsLessThan(50_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_file_that_changed_since_it_was_looked_at_is_said_to_have()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Output(), Fits.FullBatch(1), Examples.Make(20));
        fitted.Model.SaveWeights(folder.File("w"));
        PretrainedWeights weights = PretrainedWeights.FromFile(folder.File("w"));
        File.AppendAllText(folder.File("w"), "more");

        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => fitted.WithWeights(weights)).Message, "was changed");
    }

    [TestMethod]
    public void Headers_altered_at_random_are_read_or_refused()
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream,
            [new NetworkWeight("0.weight", new Shape(2, 3), new float[6]), new NetworkWeight("0.bias", new Shape(2), new float[2])]);
        byte[] whole = stream.ToArray();
        int header = 8 + (int)BitConverter.ToInt64(whole);
        var random = new Random(6);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] altered = [.. whole];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                altered[random.Next(header)] = random.Next(3) == 0 ? (byte)random.Next(256) : "0123456789,:[]{}\"- nul"u8[random.Next(22)];
            try
            {
                Safetensors.Read(new MemoryStream(altered), altered.Length);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(10_000, refused);
    }
}
