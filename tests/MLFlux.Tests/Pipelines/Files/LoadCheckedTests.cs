using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Files;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Files;

/// <summary>
/// A flipped bit in ML.NET's own entries made its Load spin, or gave a model with other results: files are compared with what was
/// saved before
/// ML.NET reads them.
/// </summary>
[TestClass]
public sealed class LoadCheckedTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_rows = s_ml.Data.LoadFromEnumerable([new Row { Text = "one two" }, new Row { Text = "two three" }]);
    private static readonly byte[] s_saved = Saved();

    [TestMethod]
    public void A_saved_model_loads_from_a_file_and_from_a_stream()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.zip", s_saved);

        ITransformer fromFile = s_ml.Model.LoadChecked(path, out DataViewSchema? schema);
        ITransformer fromStream = s_ml.Model.LoadChecked(new MemoryStream(s_saved), out _);

        Assert.AreEqual("Text", schema?.Single().Name);
        CollectionAssert.AreEqual(Scores(fromFile), Scores(fromStream));
        CollectionAssert.AreEqual(Scores(fromFile), Scores(new MLContext().Model.Load(path, out _)));
        Assert.IsNotNull(s_ml.Model.LoadChecked(path));
    }

    [TestMethod]
    public void A_model_without_digests_loads_as_MLNET_loads_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.zip");
        s_ml.Model.Save(s_ml.Transforms.Text.FeaturizeText("Features", "Text").Fit(s_rows), s_rows.Schema, path);

        Assert.AreEqual(Scores(s_ml.Model.LoadChecked(path)).Length,
            Scores(s_ml.Model.LoadChecked(new MemoryStream(s_saved), out _)).Length);
    }

    /// <summary>ML.NET's error was of a file that is not there, as if the model's own file were meant.</summary>
    [TestMethod]
    [DataRow("Microsoft.ML.Transforms", "Microsoft.ML.TimeSeries", "Microsoft.ML.TimeSeries")]
    [DataRow("Microsoft.ML.Transforms", "Own.Transformers.Things", "Own.Transformers.Things")]
    public void A_step_of_a_package_that_the_program_lacks_is_named_with_its_package(string assembly, string other, string package)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.zip");
        s_ml.Model.Save(s_ml.Transforms.Text.FeaturizeText("Features", "Text").Fit(s_rows), s_rows.Schema, path);
        byte[] saved = File.ReadAllBytes(path);
        foreach (string name in ModelZip.Names(saved))
        {
            saved = Change(saved, name, name, content =>
            {
                byte[] wanted = Encoding.UTF8.GetBytes(assembly);
                for (int at; (at = content.AsSpan().IndexOf(wanted)) >= 0;)
                    Encoding.UTF8.GetBytes(other).CopyTo(content, at);
                wanted = Encoding.Unicode.GetBytes(assembly);
                for (int at; (at = content.AsSpan().IndexOf(wanted)) >= 0;)
                    Encoding.Unicode.GetBytes(other).CopyTo(content, at);
            });
        }

        File.WriteAllBytes(path, saved);

        string message = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Model.LoadChecked(path)).Message;
        StringAssert.Contains(message, $"'{path}' cannot be loaded: it has a step of the package {package}, which this program does not");
        StringAssert.Contains(message, $"dotnet add package {package}");
    }

    [TestMethod]
    public void Any_bit_flipped_in_any_entry_is_refused_and_the_entry_named()
    {
        var random = new Random(3);
        foreach (string name in ModelZip.Names(s_saved).Where(name => name != ModelDigest.Entry))
        {
            int length = ModelZip.Read(s_saved, name).Length;
            for (int at = 0; at < length; at += 1 + (length / 25))
            {
                byte[] changed = Change(s_saved, name, name, content => content[at] ^= (byte)(1 << random.Next(8)));
                StringAssert.Contains(AssertRefused(changed), $"'{name}'");
            }
        }
    }

    [TestMethod]
    public void Any_byte_of_the_zip_altered_is_refused_or_changes_nothing()
    {
        string[] expected = Scores(s_ml.Model.LoadChecked(new MemoryStream(s_saved), out _));
        var random = new Random(4);
        int refused = 0;
        for (int at = 0; at < s_saved.Length; at += 1 + (s_saved.Length / 400))
        {
            byte[] altered = [.. s_saved];
            altered[at] ^= (byte)(1 << random.Next(8));
            try
            {
                CollectionAssert.AreEqual(expected, Scores(s_ml.Model.LoadChecked(new MemoryStream(altered), out _)), $"byte {at}");
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(200, refused);
    }

    [TestMethod]
    public void An_entry_removed_renamed_or_added_is_named()
    {
        string schema = ModelZip.Names(s_saved).First(name => name.Contains("Schema", StringComparison.Ordinal));

        StringAssert.Contains(AssertRefused(Change(s_saved, schema, null, _ => { })), $"'{schema}' is missing");
        StringAssert.Contains(AssertRefused(Change(s_saved, schema, "Other", _ => { })), "'Other' is another than when it was saved");
        StringAssert.Contains(AssertRefused(Change(s_saved, ModelDigest.Entry, null, _ => { })), $"{ModelDigest.Entry}");
        StringAssert.Contains(AssertRefused(Change(s_saved, ModelDigest.Entry, "MLFlux.sha257", _ => { })), $"{ModelDigest.Entry}");
    }

    [TestMethod]
    public void The_digests_are_those_of_sha256sum()
    {
        string[] lines = Encoding.UTF8.GetString(ModelZip.Read(s_saved, ModelDigest.Entry))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        CollectionAssert.AreEqual(ModelZip.Names(s_saved).Where(name => name != ModelDigest.Entry).Order(StringComparer.Ordinal)
            .ToArray(), lines.Select(line => line[66..]).ToArray());
        string first = lines[0][66..];
        Assert.AreEqual(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ModelZip.Read(s_saved, first))),
            lines[0][..64]);
    }

    [TestMethod]
    public void What_is_no_model_is_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        foreach (byte[] content in (byte[][])[[], [1, 2, 3], Encoding.UTF8.GetBytes("a,b\n1,2\n"), s_saved[..^30],
            s_saved[..(s_saved.Length / 2)]])
        {
            string path = folder.Write("no.zip", content);
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Model.LoadChecked(path)).Message, path);
        }
    }

    private static byte[] Saved()
    {
        using var folder = new TemporaryFolder();
        s_ml.Model.SaveAtomically(s_ml.Transforms.Text.FeaturizeText("Features", "Text")
            .Fit(s_rows), s_rows.Schema, folder.File("model.zip"));
        return File.ReadAllBytes(folder.File("model.zip"));
    }

    private static string[] Scores(ITransformer model) =>
        [.. model.Transform(s_rows).GetColumn<float[]>("Features").Select(row => string.Join(' ', row))];

    private static string AssertRefused(byte[] zip) =>
        Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Model.LoadChecked(new MemoryStream(zip), out _)).Message;

    /// <summary>The zip with an entry changed, renamed, or left out where the name is null. Comment and all else stay.</summary>
    private static byte[] Change(byte[] zip, string name, string? newName, Action<byte[]> change)
    {
        using var changed = new MemoryStream();
        changed.Write(zip);
        using (var archive = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            byte[] content = ModelZip.Read(zip, name);
            change(content);
            archive.GetEntry(name)!.Delete();
            if (newName is not null)
            {
                using Stream entry = archive.CreateEntry(newName).Open();
                entry.Write(content);
            }
        }

        return changed.ToArray();
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
