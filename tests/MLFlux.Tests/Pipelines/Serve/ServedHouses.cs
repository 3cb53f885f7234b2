using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.ML;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>A model of houses that is served on a free port of the loopback device.</summary>
internal sealed class ServedHouses : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _service;

    private ServedHouses(TemporaryFolder folder, WebApplication service)
    {
        _folder = folder;
        _service = service;
        Client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public WebApplication Service => _service;

    /// <summary>A row as JSON; a change is made to it.</summary>
    public static JsonObject Row(House house) => new()
    {
        ["Rooms"] = float.IsNaN(house.Rooms) ? null : house.Rooms, ["Area"] = house.Area, ["Garden"] = house.Garden,
        ["District"] = house.District, ["Advert"] = house.Advert, ["Sold"] = house.Sold.ToString("s", CultureInfo.InvariantCulture),
        ["Price"] = house.Price,
        ["Stars"] = house.Stars, ["Street"] = house.Street, ["Id"] = house.Id,
    };

    /// <summary>Saves a quickly fitted model of the label <c>Quick</c>, or another, with its card.</summary>
    public static string Save(TemporaryFolder folder, string label = "Quick", IReadOnlyList<string>? missing = null)
    {
        var ml = new MLContext(seed: 1);
        IDataView houses = House.View(ml, 300);
        ReadyPipeline ready = ml.Pipelines().Tabular(houses, label, new TabularOptions { Quality = Quality.Quick });
        ITransformer model = ready.With(ready.Training with { Epochs = 8 }).Fit(houses);
        string path = folder.File("houses.zip");
        ModelCard card = ModelCard.Describe(ready, model, houses.Schema) with { Verdict = "A <b>verdict</b>." };
        if (missing is not null)
        {
            TableColumn[] columns = [new TableColumn("Area", TableColumnKind.Number, 0),
                new TableColumn("Rooms", TableColumnKind.Number, 1) { Missing = ["not counted"] }];
            card = card with { Table = new ModelCardTable(',', true, columns) { Missing = missing } };
        }

        ml.Model.SaveAtomically(model, houses.Schema, path, card);
        return path;
    }

    public static async Task<ServedHouses> StartAsync(
        ModelServiceOptions? options = null, string label = "Quick", string? report = null, IReadOnlyList<string>? missing = null)
    {
        var folder = new TemporaryFolder();
        string path = Save(folder, label, missing);
        if (report is not null)
            await File.WriteAllTextAsync(folder.File("houses.html"), report);
        WebApplication service = ModelService.Create(path, (options ?? new ModelServiceOptions()) with { Urls = "http://127.0.0.1:0" });
        await service.StartAsync();
        return new ServedHouses(folder, service);
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await PostAsync(path, content);
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, HttpContent content)
    {
        using HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<string> GetAsync(string path) => await Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
