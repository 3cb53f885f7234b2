using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>
/// A model had to be put behind a web service by hand: predictions, explanations, faults and bounds of one that is served.
/// </summary>
[TestClass]
public sealed class ModelServiceTests
{
    private static readonly House[] s_houses = House.Make(300);
    private static ServedHouses s_served = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) =>
        s_served = await ServedHouses.StartAsync(
            new ModelServiceOptions { MaxRows = 20, MaxBodyBytes = 20_000 }, report: "<p>the report</p>");

    [ClassCleanup]
    public static async Task Stop() => await s_served.DisposeAsync();

    [TestMethod]
    public async Task One_row_gives_one_answer_and_several_an_array_as_Transform_gives_them()
    {
        using var folder = new TemporaryFolder();
        ITransformer model = new MLContext().Model.LoadChecked(ServedHouses.Save(folder), out _);
        IDataView scored = model.Transform(House.View(new MLContext(), 300));
        string[] labels = [.. scored.GetColumn<string>("PredictedLabel").Take(10)];
        float[] yes = [.. scored.GetColumn<float>("Probability").Take(10)];

        (HttpStatusCode status, JsonNode several) =
            await s_served.PostAsync("/predict", new JsonArray([.. s_houses.Take(10).Select(ServedHouses.Row)]));
        Assert.AreEqual(HttpStatusCode.OK, status);
        Assert.HasCount(10, several.AsArray());
        for (int i = 0; i < 10; i++)
        {
            (status, JsonNode one) = await s_served.PostAsync("/predict", ServedHouses.Row(s_houses[i]));
            Assert.AreEqual(HttpStatusCode.OK, status);
            Assert.AreEqual(several[i]!.ToJsonString(), one.ToJsonString());
            Assert.AreEqual(labels[i], (string)one["prediction"]!);
            Assert.AreEqual(yes[i], (float)one["probabilities"]!["yes"]!, 1e-5f);
            Assert.AreEqual(1 - yes[i], (float)one["probabilities"]!["no"]!, 1e-5f);
        }
    }

    [TestMethod]
    public async Task An_explanation_has_the_columns_of_the_data_the_most_first()
    {
        (HttpStatusCode status, JsonNode answer) = await s_served.PostAsync("/explain", ServedHouses.Row(s_houses[0]));
        Assert.AreEqual(HttpStatusCode.OK, status);
        (string Column, float Size)[] all = [.. answer["explanation"]!["contributions"]!.AsArray()
            .Select(one => ((string)one!["column"]!, Math.Abs((float)one["contribution"]!)))];
        CollectionAssert.IsSubsetOf((string[])["Area", "Garden", "District", "Price"], all.Select(one => one.Column).ToArray());
        CollectionAssert.AreEqual(all.OrderByDescending(one => one.Size).ToArray(), all);
        StringAssert.Contains((string)answer["explanation"]!["of"]!, "the score of yes");
        Assert.IsNull(answer["columns"]!["Explanation"]);
    }

    [TestMethod]
    [DataRow("Area", "\"large\"", "'Area'", "the text 'large'")]
    [DataRow("Garden", "null", "'Garden'", "got null")]
    [DataRow("District", "7", "'District'", "got 7")]
    [DataRow("Sold", "\"soon\"", "'Sold'", "the text 'soon'")]
    [DataRow("Rooms", "[1, 2]", "'Rooms'", "an array of 2")]
    public async Task A_wrong_value_is_refused_by_column_and_value_and_other_rows_are_not_harmed(
        string column, string value, string named, string shown)
    {
        JsonObject wrong = ServedHouses.Row(s_houses[1]);
        wrong[column] = JsonNode.Parse(value);
        (HttpStatusCode status, JsonNode answer) =
            await s_served.PostAsync("/predict", new JsonArray(ServedHouses.Row(s_houses[0]), wrong));
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        string detail = (string)answer["detail"]!;
        StringAssert.Contains(detail, named);
        StringAssert.Contains(detail, shown);
        StringAssert.StartsWith(detail, "Row 1:");
        Assert.AreEqual(1, (int)answer["row"]!);
        Assert.AreEqual(HttpStatusCode.OK, (await s_served.PostAsync("/predict", ServedHouses.Row(s_houses[0]))).Status);
    }

    [TestMethod]
    [DataRow("{\"Area\": 1", 400, "no JSON")]
    [DataRow("", 400, "no JSON")]
    [DataRow("7", 400, "a number")]
    [DataRow("[1]", 400, "Row 0 is a number")]
    [DataRow("{}", 400, "'Area'")]
    [DataRow("{\"Area\": 1, \"Area\": 2}", 400, "Area")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", 400, "no JSON")]
    public async Task A_body_that_is_no_row_is_refused_with_the_reason(string body, int status, string words)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (HttpStatusCode found, JsonNode answer) = await s_served.PostAsync("/predict", content);
        Assert.AreEqual(status, (int)found);
        StringAssert.Contains((string)answer["detail"]!, words);
        Assert.AreEqual(status, (int)answer["status"]!);
        Assert.AreEqual("/predict", (string)answer["instance"]!);
    }

    [TestMethod]
    public async Task Bodies_rows_and_kinds_of_content_are_bounded()
    {
        JsonNode[] rows = [.. s_houses.Take(21).Select(ServedHouses.Row)];
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, (await s_served.PostAsync("/predict", new JsonArray(rows))).Status);
        Assert.AreEqual(HttpStatusCode.OK, (await s_served.PostAsync("/predict", new JsonArray())).Status);

        JsonObject large = ServedHouses.Row(s_houses[0]);
        large["Advert"] = new string('a', 30_000);
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, (await s_served.PostAsync("/predict", large)).Status);

        using var text = new StringContent("Area=1");
        (HttpStatusCode status, JsonNode answer) = await s_served.PostAsync("/predict", text);
        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, status);
        StringAssert.Contains((string)answer["detail"]!, "'text/plain'");
    }

    [TestMethod]
    public async Task What_is_not_there_and_the_wrong_method_are_problems_too()
    {
        using HttpResponseMessage missing = await s_served.Client.GetAsync(new Uri("/nothing", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.AreEqual("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
        using HttpResponseMessage wrong = await s_served.Client.GetAsync(new Uri("/predict", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        StringAssert.Contains(await wrong.Content.ReadAsStringAsync(), "POST");
    }

    [TestMethod]
    public async Task A_page_of_another_host_whose_name_leads_here_does_not_use_the_model()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/model", UriKind.Relative));
        request.Headers.Host = "evil.example";
        using HttpResponseMessage response = await s_served.Client.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [TestMethod]
    public async Task The_card_the_document_and_the_pages_are_those_of_the_model()
    {
        JsonNode card = JsonNode.Parse(await s_served.GetAsync("/model"))!;
        Assert.AreEqual("Quick", (string)card["labelColumnName"]!);
        StringAssert.Contains(await s_served.GetAsync("/card"), "A &lt;b&gt;verdict&lt;/b&gt;.");
        Assert.AreEqual("<p>the report</p>", await s_served.GetAsync("/report"));

        JsonNode document = JsonNode.Parse(await s_served.GetAsync("/openapi.json"))!;
        Assert.AreEqual("3.1.0", (string)document["openapi"]!);
        JsonObject row = document["components"]!["schemas"]!["Row"]!.AsObject();
        CollectionAssert.DoesNotContain(row["required"]!.AsArray().Select(name => (string)name!).ToArray(), "Quick");
        CollectionAssert.IsSubsetOf((string[])["north", "south", "east", "west"],
            row["properties"]!["District"]!["examples"]!.AsArray().Select(name => (string)name!).ToArray());
        (HttpStatusCode status, _) = await s_served.PostAsync("/predict", row["example"]!.DeepClone());
        Assert.AreEqual(HttpStatusCode.OK, status, "the document's example is a row");
        StringAssert.Contains(await s_served.GetAsync("/openapi"), "POST /predict");

        string page = await s_served.GetAsync("/");
        StringAssert.Contains(page, "<option value=\"north\">north</option>");
        StringAssert.Contains(page, "href=\"/report\"");
        Assert.IsFalse(page.Contains("http://", StringComparison.Ordinal) || page.Contains("https://", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Number_fields_said_nothing_of_the_numbers_in_training()
    {
        double[] areas = [.. House.Make(300).Select(house => house.Area)];
        string page = await s_served.GetAsync("/");
        StringAssert.Contains(page, $"in training {areas.Min()} to {areas.Max()}, typically ");
        StringAssert.Contains(page, "; in training 1 to 8, typically ");

        JsonNode row = JsonNode.Parse(await s_served.GetAsync("/openapi.json"))!["components"]!["schemas"]!["Row"]!;
        StringAssert.Contains(
            (string)row["properties"]!["Area"]!["description"]!, $"in training {areas.Min()} to {areas.Max()}, typically ");
        double typical = (double)row["example"]!["Area"]!;
        Assert.IsTrue(areas.Count(area => area < typical) is > 100 and < 200, $"{typical} is the example of an area");
    }

    [TestMethod]
    public async Task A_column_that_is_missing_was_named_with_the_type_of_a_program()
    {
        JsonObject row = ServedHouses.Row(s_houses[0]);
        row.Remove("District");
        (HttpStatusCode status, JsonNode answer) = await s_served.PostAsync("/predict", row);
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.StartsWith((string)answer["detail"]!, "'District' is missing; expected text. The row has 'Rooms', ");
        Assert.IsFalse(((string)answer["detail"]!).Contains("String", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Health_and_metrics_tell_what_happened()
    {
        Assert.AreEqual("{\"status\":\"live\"}", await s_served.GetAsync("/health/live"));
        foreach (string path in (string[])["/health/ready", "/health"])
            Assert.AreEqual("{\"status\":\"ready\"}", await s_served.GetAsync(path));
        await s_served.PostAsync("/predict", ServedHouses.Row(s_houses[0]));
        string[] before = (await s_served.GetAsync("/metrics")).Split('\n');
        await s_served.PostAsync("/predict", new JsonArray(ServedHouses.Row(s_houses[0]), ServedHouses.Row(s_houses[1])));
        string[] after = (await s_served.GetAsync("/metrics")).Split('\n');

        Assert.AreEqual(1, Value(after, "mlflux_requests_total{path=\"/predict\",status=\"200\"}")
            - Value(before, "mlflux_requests_total{path=\"/predict\",status=\"200\"}"));
        Assert.AreEqual(2, Value(after, "mlflux_rows_total") - Value(before, "mlflux_rows_total"));
        Assert.AreEqual(Value(after, "mlflux_request_seconds_count{path=\"/predict\"}"),
            Value(after, "mlflux_request_seconds_bucket{path=\"/predict\",le=\"+Inf\"}"));
        Assert.AreEqual(0, Value(after, "mlflux_requests_under_way"));
    }

    [TestMethod]
    public async Task The_answer_carries_headers_by_which_nothing_from_elsewhere_is_loaded()
    {
        using HttpResponseMessage response = await s_served.Client.GetAsync(new Uri("/", UriKind.Relative));
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.Contains(policy, "default-src 'none'");
        StringAssert.Contains(policy, "script-src 'self'");
        Assert.IsFalse(policy.Contains("unsafe", StringComparison.Ordinal));
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.IsFalse(response.Headers.Contains("Server"));
    }

    [TestMethod]
    public async Task Many_at_once_get_the_answers_of_one()
    {
        string[] expected = new string[20];
        for (int i = 0; i < expected.Length; i++)
            expected[i] = (await s_served.PostAsync("/predict", ServedHouses.Row(s_houses[i]))).Answer.ToJsonString();
        string[] found = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            (await s_served.PostAsync("/predict", ServedHouses.Row(s_houses[i % 20]))).Answer.ToJsonString()));
        for (int i = 0; i < found.Length; i++)
            Assert.AreEqual(expected[i % 20], found[i]);
    }

    private static double Value(string[] metrics, string name) => double.Parse(
        metrics.Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal))[(name.Length + 1)..],
        System.Globalization.CultureInfo.InvariantCulture);
}
