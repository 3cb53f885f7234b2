using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>A model that reads a vector of a fixed size, as every network over one column does, was not served at all.</summary>
[TestClass]
public sealed class ServedVectorTests
{
    [TestMethod]
    public async Task A_vector_is_an_array_of_as_many_numbers()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(60);
        IDataView data = Examples.View(ml, rows);
        ITransformer model = ml.Regression.Trainers.NeuralNetwork(
            Chain(Output()), new NeuralNetworkOptions { LabelColumnName = nameof(Example.Amount), Epochs = 2, Seed = 1 }).Fit(data);
        string path = folder.File("vector.zip");
        ml.Model.SaveAtomically(model, data.Schema, path);

        await using WebApplication service = ModelService.Create(path, new ModelServiceOptions { Urls = "http://127.0.0.1:0" });
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        JsonNode document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        JsonNode features = document["components"]!["schemas"]!["Row"]!["properties"]![nameof(Example.Features)]!;
        Assert.AreEqual(Examples.Width, (int)features["minItems"]!);
        Assert.AreEqual(Examples.Width, (int)features["maxItems"]!);

        var row = new JsonObject { [nameof(Example.Features)] = new JsonArray([.. rows[0].Features.Select(value => (JsonNode)value)]) };
        using var body = new StringContent(row.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/predict", UriKind.Relative), body);
        string said = await answer.Content.ReadAsStringAsync();
        Assert.IsTrue(answer.IsSuccessStatusCode, said);
        Assert.AreEqual(Fits.Numbers(model, rows)[0], (float)JsonNode.Parse(said)!["prediction"]!, 1e-5f);
    }
}
