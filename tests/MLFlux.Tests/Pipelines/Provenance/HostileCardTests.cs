using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLFlux.Files;
using MLFlux.Provenance;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Provenance;

/// <summary>A forged card loaded, and ended later in a NullReferenceException; its escape sequences reached the terminal.</summary>
[TestClass]
public sealed class HostileCardTests
{
    private static readonly ModelCard s_card = Card();

    [TestMethod]
    [DataRow("columns", "null")]
    [DataRow("columns", "[null]")]
    [DataRow("columns", "[{\"name\": \"\", \"type\": \"Single\"}]")]
    [DataRow("columns", "[{\"name\": \"x\"}]")]
    [DataRow("columns", "[{\"name\": \"x\", \"type\": \"Single\", \"range\": {\"least\": 2, \"typical\": 1, \"greatest\": 3}}]")]
    [DataRow("columns", "[{\"name\": \"x\", \"type\": \"Single\", \"range\": {\"least\": \"NaN\", \"typical\": 1, \"greatest\": 3}}]")]
    [DataRow("columns", "[{\"name\": \"x\", \"type\": \"Single\", \"range\": {\"least\": 1, \"greatest\": 3}}]")]
    [DataRow("networks", "null")]
    [DataRow("networks", "[null]")]
    [DataRow("networks", "[{}]")]
    [DataRow("networks.0.training", "null")]
    [DataRow("networks.0.task", "99")]
    [DataRow("networks.0.task", "\"Regression, BinaryClassification\"")]
    [DataRow("networks.0.network", "null")]
    [DataRow("networks.0.bestEpoch", "-1")]
    [DataRow("networks.0.epochs", "-1")]
    [DataRow("labelValues", "null")]
    [DataRow("labelValues", "[\"one\"]")]
    [DataRow("labelValues", "[null, \"b\", \"c\"]")]
    [DataRow("heldOut", "[null]")]
    [DataRow("heldOut", "[{\"value\": 1, \"higherIsBetter\": true}]")]
    [DataRow("baselines", "[{\"name\": \"LightGbm\"}]")]
    [DataRow("packages", "null")]
    [DataRow("machine", "null")]
    [DataRow("machine", "{}")]
    [DataRow("format", "0")]
    [DataRow("format", "\"1\"")]
    [DataRow("created", "null")]
    [DataRow("data", "{\"name\": \"d\", \"fingerprint\": \"f\", \"rows\": -1, \"heldOutRows\": 0}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true, \"columns\": []}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true, \"columns\": [{\"name\": \"a\", \"kind\": 17, \"index\": 0}]}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true, \"columns\": [{\"name\": \"a\", \"kind\": \"Text\", \"index\": -1}]}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true, \"columns\": [{\"name\": \"a\", \"kind\": \"Date\", \"index\": 0, "
    + "\"dates\": 5}]}")]
    [DataRow("table", "{\"separator\": \",\", \"hasHeader\": true, \"columns\": [{\"name\": \"a\", \"kind\": \"Number\", \"index\": 0, "
    + "\"decimalMarker\": \"x\"}]}")]
    public void A_card_that_is_none_is_refused_by_the_files_name(string path, string value)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("model.zip", Zip(Set(path, JsonNode.Parse(value))));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => new MLContext().Model.LoadCard(file)).Message;

        StringAssert.Contains(message, $"'{file}' cannot be read: ModelCard.json");
    }

    [TestMethod]
    public void Members_left_out_or_exchanged_end_in_a_card_that_prints_or_in_one_error()
    {
        JsonObject card = Json();
        int refused = 0;
        foreach (string name in card.Select(member => member.Key).ToArray())
        {
            foreach (string? value in (string?[])[null, "null", "-1", "\"\\u001b[2J\"", "[]", "{}", "[[]]", "true"])
            {
                JsonObject altered = Set(name, value is null ? null : JsonNode.Parse(value));
                if (value is null)
                    altered.Remove(name);
                try
                {
                    ModelCard? read = CardFiles.Read(new MemoryStream(Zip(altered)));
                    Assert.DoesNotContain("\u001b", $"{read}");
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        }

        Assert.IsGreaterThan(30, refused);
    }

    [TestMethod]
    [DataRow("\u001b]0;owned\u0007", "\\u001B]0;owned\\u0007")]
    [DataRow("a\u009b2Jb", "a\\u009B2Jb")]
    [DataRow("over\rwritten", "over\\u000Dwritten")]
    [DataRow("right\u202eleft", "right\\u202Eleft")]
    [DataRow("two\r\nlines\tand a tab, é and 猫", "two\r\nlines\tand a tab, é and 猫")]
    public void What_a_terminal_would_obey_is_shown_as_text(string text, string shown)
    {
        Assert.AreEqual(shown, PlainText.Of(text));
        ModelCard card = s_card with { Verdict = text };
        StringAssert.Contains($"{card}", shown);
    }

    private static ModelCard Card()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Layers.Output(), Fits.FullBatch(1), Examples.Make(20));
        return ModelCard.Describe(fitted, null, "Label") with
        {
            HeldOut = [new Metric("micro-accuracy", 0.5, true)],
            Baselines = [new ModelCardBaseline("LightGbm", [])],
            Columns = [new ModelCardColumn("x", "Single")],
        };
    }

    private static JsonObject Json()
    {
        using var zip = new MemoryStream();
        CardFiles.Add(zip, s_card);
        return JsonNode.Parse(Models.ModelZip.Read(zip.ToArray(), CardFiles.Json))!.AsObject();
    }

    private static JsonObject Set(string path, JsonNode? value)
    {
        JsonObject card = Json();
        JsonNode node = card;
        string[] steps = path.Split('.');
        foreach (string step in steps[..^1])
            node = node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!;
        node[steps[^1]] = value;
        return card;
    }

    private static byte[] Zip(JsonObject card)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(CardFiles.Json).Open();
            entry.Write(Encoding.UTF8.GetBytes(card.ToJsonString()));
        }

        return zip.ToArray();
    }
}
