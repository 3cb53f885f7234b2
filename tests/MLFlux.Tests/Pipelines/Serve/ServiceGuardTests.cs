using System.Net;
using System.Net.Http.Headers;
using MLFlux.Guarding;
using MLFlux.Monitoring;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>Who is let in, how many at once, and what is served at all.</summary>
[TestClass]
public sealed class ServiceGuardTests
{
    private const string Key = "a-key-of-twenty-signs";

    [TestMethod]
    public async Task With_a_key_those_who_send_it_are_answered_and_health_needs_none()
    {
        await using ServedHouses served = await ServedHouses.StartAsync(new ModelServiceOptions { ApiKey = Key });
        var house = House.Make(1)[0];
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await served.PostAsync("/predict", ServedHouses.Row(house))).Status);
        foreach (string open in (string[])["/health", "/health/live", "/health/ready", "/", "/page.css", "/page.js"])
            Assert.IsNotEmpty(await served.GetAsync(open));
        foreach (string closed in (string[])["/model", "/card", "/openapi.json", "/metrics", "/nothing", "/healthy"])
        {
            using HttpResponseMessage response = await served.Client.GetAsync(new Uri(closed, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.Unauthorized, response.StatusCode, closed);
        }

        foreach ((string name, string value, bool isRight) in ((string, string, bool)[])
            [("X-Api-Key", Key, true), ("Authorization", $"Bearer {Key}", true), ("Cookie", $"mlflux_key={Key}", true),
            ("X-Api-Key", Key[..^1], false), ("X-Api-Key", Key + "x", false), ("Authorization", $"Basic {Key}", false)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/model", UriKind.Relative));
            request.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage response = await served.Client.SendAsync(request);
            Assert.AreEqual(isRight ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode, $"{name}: {value}");
        }

        served.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.AreEqual(HttpStatusCode.OK, (await served.PostAsync("/predict", ServedHouses.Row(house))).Status);
    }

    [TestMethod]
    [DataRow("http://0.0.0.0:5080", "open to other machines")]
    [DataRow("http://*:5080", "open to other machines")]
    [DataRow("http://127.0.0.1:5080;http://10.0.0.1:80", "'http://10.0.0.1:80' is open")]
    [DataRow("http://127.0.0.1.example:5080", "open to other machines")]
    [DataRow("https://127.0.0.1:5080", "begins with https")]
    [DataRow("nowhere", "'nowhere' is none")]
    [DataRow("http://127.0.0.1:70000", "has port 70000; expected at most 65535")]
    [DataRow(" ; ", "no address")]
    public void Addresses_that_others_reach_need_a_key_and_wrong_ones_are_named(string urls, string words) => StringAssert.Contains(
        Assert.Throws<ArgumentException>(() => ModelService.Create("none.zip", new ModelServiceOptions { Urls = urls })).Message, words);

    [TestMethod]
    public void Keys_that_no_header_carries_and_options_out_of_range_are_refused()
    {
        foreach (string key in (string[])["short", "a key of many words indeed", "gänsefüßchen-und-mehr", "some,thing;of,16signs"])
            Assert.Throws<ArgumentException>(() => OptionChecks.Check(new ModelServiceOptions { ApiKey = key }), key);
        OptionChecks.Check(new ModelServiceOptions { ApiKey = Key, Urls = "http://0.0.0.0:80;http://[::1]:0;http://localhost:1" });
        foreach (ModelServiceOptions wrong in (ModelServiceOptions[])
            [new() { MaxRows = 0 }, new() { MaxBodyBytes = 0 }, new() { MaxRequests = 0 }, new() { MaxPixels = 0 }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => OptionChecks.Check(wrong));
        }
    }

    [TestMethod]
    public async Task Requests_beyond_the_most_at_once_are_told_to_come_again()
    {
        var queue = new RequestQueue(2, new ServiceMetrics());
        var gate = new TaskCompletionSource();
        Task[] waiting = [queue.RunAsync(() => gate.Task), queue.RunAsync(() => gate.Task)];
        ProblemException refused = await Assert.ThrowsExactlyAsync<ProblemException>(() => queue.RunAsync(() => Task.CompletedTask));
        Assert.AreEqual(503, refused.Status);
        Assert.AreEqual(1, refused.RetryAfter);
        gate.SetResult();
        await Task.WhenAll(waiting);
        await queue.RunAsync(() => Task.CompletedTask);
    }

    [TestMethod]
    public async Task A_service_that_is_to_end_is_no_longer_ready_and_ends_what_is_under_way()
    {
        await using ServedHouses served = await ServedHouses.StartAsync();
        served.Service.Lifetime.StopApplication();
        foreach (string path in (string[])["/health/ready", "/health"])
        {
            using HttpResponseMessage response = await served.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode, path);
        }

        await served.Service.StopAsync();
    }

    [TestMethod]
    public void What_is_no_model_is_refused_as_elsewhere()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<IOException>(() => ModelService.Create(folder.File("none.zip")));
        Assert.Throws<InvalidDataException>(() => ModelService.Create(folder.Write("wrong.zip", 1, 2, 3)));
    }
}
