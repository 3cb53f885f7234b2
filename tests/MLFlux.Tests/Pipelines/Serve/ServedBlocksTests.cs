using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>A network that native code scores row by row cost each request as much as a hundred rows together.</summary>
[TestClass]
public sealed class ServedBlocksTests
{
    private const int Clients = 48;

    [TestMethod]
    public async Task Requests_together_have_the_answers_of_rows_alone_and_a_bad_row_its_own_fault()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(Clients);
        IDataView data = Examples.View(ml, rows);
        ITransformer model = ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(8), LayerNorm(), Output()),
            new NeuralNetworkOptions { LabelColumnName = nameof(Example.Amount), Epochs = 2, Seed = 1 }).Fit(data);
        string path = folder.File("vector.zip");
        ml.Model.SaveAtomically(model, data.Schema, path);
        float[] expected = Fits.Numbers(model, rows);
        await using WebApplication service = ModelService.Create(path, new ModelServiceOptions { Urls = "http://127.0.0.1:0" });
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            for (int turn = 0; turn < 5; turn++)
            {
                JsonObject row = Row(rows[i]);
                if (i % 8 == 3)
                    row[nameof(Example.Features)] = "many";
                using var body = new StringContent(row.ToJsonString(), Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.PostAsync(new Uri("/predict", UriKind.Relative), body);
                JsonNode said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                Assert.AreEqual(i % 8 == 3 ? HttpStatusCode.BadRequest : HttpStatusCode.OK, answer.StatusCode, said.ToJsonString());
                if (i % 8 == 3)
                    StringAssert.Contains((string)said["detail"]!, "the text 'many'");
                else
                    Assert.AreEqual(expected[i], (float)said["prediction"]!, 1e-5f, $"row {i}");
            }
        }));

        string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        string batches = metrics.Split('\n').Single(line => line.StartsWith("mlflux_batches_total ", StringComparison.Ordinal));
        Assert.IsInRange(1, 5 * Clients, int.Parse(batches.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonObject Row(Example example) =>
        new() { [nameof(Example.Features)] = new JsonArray([.. example.Features.Select(value => (JsonNode)value)]) };
}
