using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace MLFluxApp._1.Tests;

[TestClass]
public sealed class HouseServiceTests
{
    [TestMethod]
    public async Task Predicts_what_is_asked_over_the_web()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "model.zip");
        HouseModel.Train(file);
        await using WebApplication service = HouseService.Create(file, "http://127.0.0.1:0");
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };

        var response = await client.PostAsJsonAsync("/predict", new JsonArray(
            new JsonObject { ["area"] = 60, ["rooms"] = 3, ["city"] = "Bern" },
            new JsonObject { ["area"] = 160, ["rooms"] = 3, ["city"] = "Bern" }));
        JsonNode answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.IsGreaterThan((float)answer[0]!["prediction"]!, (float)answer[1]!["prediction"]!);
        Assert.AreEqual("hello", await client.GetStringAsync("/hello"));
    }
}
