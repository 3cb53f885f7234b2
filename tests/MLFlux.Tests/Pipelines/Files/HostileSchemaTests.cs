using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Files;

/// <summary>
/// A number altered in a model's schema made ML.NET wait for ever, or ask for gigabytes: what a file claims is compared with what is in it,
/// also where the zip's checksums fit, as in a file that somebody made.
/// </summary>
[TestClass]
public sealed class HostileSchemaTests
{
    private const string Schema = "Schema";

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly byte[] s_zip = Saved();

    [TestMethod]
    [DataRow(1, (byte)0x01)]
    [DataRow(1, (byte)0x40)]
    [DataRow(1, (byte)0x80)]
    [DataRow(1, (byte)0xFF)]
    [DataRow(3, (byte)0x7F)]
    [DataRow(4, (byte)0x7F)]
    [DataRow(4, (byte)0xFF)]
    [DataRow(8, (byte)0x7F)]
    public void No_number_of_the_schema_takes_more_than_the_file_has(int width, byte mask)
    {
        int length = ModelZip.Read(s_zip, Schema).Length, refused = 0;
        for (int at = mask % 3; at + width <= length; at += 3)
        {
            if (at is > 56 and < 240)
                continue; // The header's padding.
            byte[] changed = ModelZip.Change(s_zip, Schema, content =>
            {
                for (int place = at; place < at + width; place++)
                    content[place] ^= mask;
                return content;
            });
            long before = GC.GetTotalAllocatedBytes();
            refused += LoadsWhole(changed, $"byte {at}") ? 0 : 1;
            Assert.IsLessThan(30_000_000, GC.GetTotalAllocatedBytes() - before, $"byte {at}");
        }

        Assert.IsGreaterThan(30, refused);
    }

    [TestMethod]
    public void A_schema_cut_off_anywhere_is_refused()
    {
        int length = ModelZip.Read(s_zip, Schema).Length;
        for (int kept = 0; kept < length; kept++)
            StringAssert.Contains(AssertRefused(ModelZip.Change(s_zip, Schema, content => content[..kept])), "model.zip");
    }

    [TestMethod]
    public void A_claim_of_the_schema_is_told_with_the_entry()
    {
        byte[] view = ModelZip.Read(s_zip, Schema);
        int vector = view.AsSpan().IndexOf("\aVBuffer"u8); // Its length, its values' type, and how many dimensions there are.
        Assert.IsGreaterThan(0, vector);
        int dimensions = vector + 9 + 1 + view[vector + 9] + 1;
        Assert.AreEqual(1, BinaryPrimitives.ReadInt32LittleEndian(view.AsSpan(dimensions)));
        byte[] changed = ModelZip.Change(s_zip, Schema, content =>
        {
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(dimensions), 2_000_000_000);
            return content;
        });

        string message = AssertRefused(changed);

        StringAssert.Contains(message, "its entry 'Schema' has a vector of 2,000,000,000 dimensions in 4 bytes");
        StringAssert.Contains(message, "Copy or save the model again.");
    }

    [TestMethod]
    public void Types_within_types_without_end_are_refused()
    {
        const int levels = 100_000;
        using var types = new MemoryStream();
        using (var writer = new BinaryWriter(types, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write("Deep");
            for (int level = 0; level < levels; level++)
            {
                writer.Write("VBuffer");
                writer.Write7BitEncodedInt(1_000_000);
            }

            writer.Write(new byte[1_000_000]);
        }

        StringAssert.Contains(AssertRefused(WithColumns(types.ToArray(), 1)), "'VBuffer' that does not fit");
    }

    [TestMethod]
    public void Annotations_of_many_columns_in_one_place_are_refused()
    {
        const int columns = 40_000;
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            int each = 1 + 1 + 1 + "Single".Length + 1 + 1 + 1 + 8 + 8, first = 256 + columns * each;
            for (int column = 0; column < columns; column++)
            {
                WriteColumn(writer, first);
            }

            writer.Write7BitEncodedInt(columns);
            for (int annotation = 0; annotation < columns; annotation++)
            {
                writer.Write($"A{annotation}");
                writer.Write("Single");
                writer.Write((byte)0);
                writer.Write((byte)0);
                writer.Write(256L);
                writer.Write7BitEncodedInt(4);
            }
        }

        StringAssert.Contains(AssertRefused(WithColumns(content.ToArray(), columns)), "several annotations in the same place");
    }

    [TestMethod]
    public void A_zip_that_claims_more_than_its_bytes_hold_is_refused()
    {
        foreach (uint claimed in (uint[])[900_000_000, uint.MaxValue - 1])
        {
            byte[] changed = [.. s_zip];
            int directory = changed.AsSpan().LastIndexOf("PK\x01\x02"u8); // The last entry in the zip's list; its size stands there.
            BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(directory + 24), claimed);
            long before = GC.GetTotalAllocatedBytes();

            StringAssert.Contains(AssertRefused(changed), "which no compression comes to");

            Assert.IsLessThan(10_000_000, GC.GetTotalAllocatedBytes() - before);
        }
    }

    /// <summary>Room was made for the length that an entry claims, up to what some compression could come to.</summary>
    [TestMethod]
    [DataRow(150_000_000u, "claims 150,000,000 bytes, and has ")]
    [DataRow(900_000_000u, "claims 900,000,000 bytes; a schema has up to 268,435,456.")]
    [DataRow(300u, "claims 300 bytes, and has more.")]
    public void A_schema_that_claims_another_length_takes_what_it_has(uint claimed, string words)
    {
        byte[] changed = ModelZip.Change(s_zip, Schema, content =>
        {
            var noise = new byte[1_000_000]; // Which is compressed to no less, so that the claim may be true.
            new Random(1).NextBytes(noise);
            return [.. content, .. noise];
        });
        int entry = Enumerable.Range(0, changed.Length - 46 - Schema.Length).Single(place =>
            changed.AsSpan(place).StartsWith("PK\x01\x02"u8)
            && Encoding.UTF8.GetString(changed, place + 46, Schema.Length) == Schema);
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(entry + 24), claimed);
        long before = GC.GetTotalAllocatedBytes();

        StringAssert.Contains(AssertRefused(changed), words);

        Assert.IsLessThan(20_000_000, GC.GetTotalAllocatedBytes() - before);
    }

    [TestMethod]
    public void Every_model_that_was_ever_saved_passes()
    {
        foreach (string path in Directory.GetFiles(GoldenFolder(), "*.zip"))
        {
            using FileStream stream = File.OpenRead(path);
            MLFlux.Files.ModelZipChecks.Check(stream);
        }
    }

    private static string GoldenFolder() => Path.Combine(Support.Repository.Root, "tests", "MLFlux.Tests", "Trainers", "Models", "Golden");

    /// <summary>Whether the model loads, with all annotations of its schema.</summary>
    private static bool LoadsWhole(byte[] zip, string what)
    {
        try
        {
            s_ml.Model.LoadChecked(new MemoryStream(zip), out DataViewSchema? schema);
            foreach (DataViewSchema.Column column in schema!)
                _ = column.Annotations.Schema.Select(annotation => (annotation.Name, annotation.Type)).ToList();
            VBuffer<ReadOnlyMemory<char>> names = default;
            foreach (DataViewSchema.Column column in schema)
            {
                if (column.HasSlotNames())
                    column.GetSlotNames(ref names);
            }

            return true;
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or InvalidOperationException)
        {
            Assert.IsFalse(string.IsNullOrWhiteSpace(fault.Message), what);
            return false;
        }
    }

    private static string AssertRefused(byte[] zip)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.zip", zip);
        string message = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Model.LoadChecked(path)).Message;
        StringAssert.Contains(message, path);
        return message;
    }

    private static void WriteColumn(BinaryWriter writer, long annotations)
    {
        writer.Write("X");
        writer.Write("Single");
        writer.Write((byte)0); // The type has no parameters.
        writer.Write((byte)0); // Not compressed.
        writer.Write((byte)1); // Rows a block.
        writer.Write(256L);
        writer.Write(annotations);
    }

    /// <summary>The zip with a schema of this list of columns.</summary>
    private static byte[] WithColumns(byte[] list, int count) => ModelZip.Change(s_zip, Schema, content =>
    {
        byte[] view = [.. content[..256], .. list, .. content[^8..]];
        BinaryPrimitives.WriteInt64LittleEndian(view.AsSpan(24), 256);
        BinaryPrimitives.WriteInt64LittleEndian(view.AsSpan(32), view.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(view.AsSpan(48), count);
        return view;
    });

    /// <summary>A model as ML.NET saves one: vectors, keys with their values, names of slots long enough to be compressed.</summary>
    private static byte[] Saved()
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable([new Row { A = 1, Text = "one" }, new Row { A = 2, Text = "two" }]);
        IDataView data = s_ml.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(s_ml.Transforms.Categorical.OneHotEncoding("Hot", "Text"))
            .Append(s_ml.Transforms.Concatenate("Both", "A", "Hot", "B")).Fit(rows).Transform(rows);
        ITransformer model = s_ml.Transforms.CopyColumns("Copy", "A").Fit(data);
        using var stream = new MemoryStream();
        s_ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }

    private sealed class Row
    {
        public float A { get; set; }

        [VectorType(3)]
        public float[] B { get; set; } = [1, 2, 3];

        public string Text { get; set; } = "";

        public bool IsThere { get; set; }

        public DateTimeOffset Time { get; set; }
    }
}
