using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using MLFlux.Watching;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>A training showed nothing but lines: what its page tells, and who may stop it.</summary>
[TestClass]
public sealed class TrainingStoryTests
{
    [TestMethod]
    public void Epochs_have_what_the_fit_says_and_what_rows_held_out_say_whichever_comes_first()
    {
        var story = new TrainingStory("t", () => false);
        story.Add(new WatchedEpoch(1) { TrainingLoss = 0.7, IsBest = true });
        story.Add(1, "accuracy", 0.6, 0.65, 100, []);
        story.Add(2, "accuracy", 0.8, 0.5, 100, [new WatchedMistake("a", "b", [("x", "1")], new byte[] { 1, 2 })]);
        story.Add(new WatchedEpoch(2) { TrainingLoss = 0.4, ValidationLoss = 0.45, IsBest = true });
        story.Add(new WatchedEpoch(3) { TrainingLoss = double.NaN });

        JsonNode state = Read(story);
        JsonArray epochs = state["epochs"]!.AsArray();
        Assert.AreEqual("""[1,0.7,0.65,0.6,false]""", Text(epochs[0]!));
        Assert.AreEqual("""[2,0.4,0.45,0.8,true]""", Text(epochs[1]!));
        Assert.AreEqual("""[3,null,null,null,false]""", Text(epochs[2]!));
        Assert.AreEqual("b", (string)state["mistakes"]![0]!["predicted"]!);
        Assert.AreEqual("AQI=", (string)state["mistakes"]![0]!["image"]!);
        Assert.AreEqual("accuracy", (string)state["figure"]!);
    }

    [TestMethod]
    public void A_fit_can_be_stopped_while_it_runs_and_once()
    {
        bool isFitting = false;
        var story = new TrainingStory("t", () => isFitting);
        Assert.IsFalse((bool)Read(story)["canStop"]!, "nothing is there to keep");
        isFitting = true;
        story.Reach(1.5, 10);
        Assert.IsTrue((bool)Read(story)["canStop"]!);
        Assert.IsNotNull(Read(story)["left"]);
        Assert.AreEqual("epoch 2 of 10", (string)Read(story)["phase"]!);
        story.Stop();
        story.Reach(1.6, 10);
        Assert.IsFalse((bool)Read(story)["canStop"]!);
        StringAssert.Contains((string)Read(story)["phase"]!, "best epoch so far");
        Assert.IsFalse(story.IsEndRead);
        story.End("the end", isFault: false);
        story.End("another end", isFault: true);
        Assert.AreEqual("the end", (string)Read(story)["phase"]!);
        Assert.IsTrue(story.IsEndRead);
    }

    [TestMethod]
    public void After_a_fit_that_ended_early_nothing_is_left_to_stop()
    {
        bool isFitting = true;
        var story = new TrainingStory("t", () => isFitting);
        story.Reach(3, 10);
        Assert.IsNotNull(Read(story)["left"]);

        isFitting = false;
        story.FitIsOver();
        story.Say("comparing");

        Assert.IsFalse((bool)Read(story)["canStop"]!);
        Assert.IsNull(Read(story)["left"]);
        Assert.AreEqual(1, (double)Read(story)["done"]!);
    }

    [TestMethod]
    public async Task The_page_loads_nothing_from_elsewhere_and_no_other_page_presses_its_button()
    {
        int stopped = 0;
        var story = new TrainingStory("Training of <b>rows</b>.csv", () => false);
        await using WebApplication service = WatchService.Create(story, () => Interlocked.Increment(ref stopped));
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        Assert.IsTrue(client.BaseAddress.IsLoopback);
        string page = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        StringAssert.Contains(page, "Training of &lt;b&gt;rows&lt;/b&gt;.csv");
        foreach (string path in (string[])["/", "/watch.js", "/page.css"])
        {
            string text = (await client.GetStringAsync(new Uri(path, UriKind.Relative))).Replace("http://www.w3.org/2000/svg", "");
            Assert.IsFalse(text.Contains("://", StringComparison.Ordinal), path);
        }

        using var body = new StringContent("");
        using HttpResponseMessage foreign = await client.PostAsync(new Uri("/stop", UriKind.Relative), body);
        Assert.AreEqual(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, new Uri("/state", UriKind.Relative));
        other.Headers.Host = "evil.example";
        using HttpResponseMessage refused = await client.SendAsync(other);
        Assert.AreEqual(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
        Assert.AreEqual(0, stopped);

        using var button = new HttpRequestMessage(HttpMethod.Post, new Uri("/stop", UriKind.Relative));
        button.Headers.Add("X-MLFlux-Watch", "stop");
        using HttpResponseMessage pressed = await client.SendAsync(button);
        Assert.AreEqual(HttpStatusCode.OK, pressed.StatusCode);
        Assert.AreEqual(1, stopped);
    }

    private static JsonNode Read(TrainingStory story)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            story.Write(json);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!;
    }

    private static string Text(JsonNode epoch) => new JsonArray([.. new[] { "epoch", "trainingLoss", "validationLoss", "figure", "isBest" }
        .Select(name => epoch[name]?.DeepClone())]).ToJsonString();
}
