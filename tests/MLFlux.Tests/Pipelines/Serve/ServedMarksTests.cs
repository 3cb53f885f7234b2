using System.Net;
using System.Text.Json.Nodes;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>What stands for a missing value in the data of a model, such as -999, was a number where rows came as JSON.</summary>
[TestClass]
public sealed class ServedMarksTests
{
    [TestMethod]
    public async Task Marks_are_missing_as_null_is()
    {
        await using ServedHouses served = await ServedHouses.StartAsync(missing: ["-999", "unknown"]);

        string missing = await AnswerAsync(row => row["Rooms"] = null);
        Assert.AreEqual(missing, await AnswerAsync(row => row["Rooms"] = -999));
        Assert.AreEqual(missing, await AnswerAsync(row => row["Rooms"] = -999.0));
        Assert.AreEqual(missing, await AnswerAsync(row => row["Rooms"] = "-999"));
        Assert.AreEqual(missing, await AnswerAsync(row => row["Rooms"] = "Not counted"));
        Assert.AreNotEqual(missing, await AnswerAsync(row => row["Rooms"] = 9));
        Assert.AreEqual(await AnswerAsync(row => row["District"] = null), await AnswerAsync(row => row["District"] = "Unknown"));

        async Task<string> AnswerAsync(Action<JsonObject> change)
        {
            JsonObject row = ServedHouses.Row(House.Make(1)[0]);
            change(row);
            (HttpStatusCode status, JsonNode answer) = await served.PostAsync("/predict", row);
            Assert.AreEqual(HttpStatusCode.OK, status, answer.ToJsonString());
            return answer.ToJsonString();
        }
    }
}
